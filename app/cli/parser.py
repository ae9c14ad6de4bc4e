"""The commands and their arguments. Imports no command before it runs, so that the tool starts at once."""

import argparse
import importlib
from collections.abc import Callable
from typing import TypeAlias

from app import __version__

EPILOG = "DESIGN is a design file; - reads it from standard input. Exit code 0: fine, 1: the check fails, 2: bad input."

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

LEAST_SCALE, MOST_SCALE = 0.1, 8
SCALES = f"{LEAST_SCALE} to {MOST_SCALE}"
ROUTERS = "a gateway, Route Server, circuit, appliance, site or hub table (HUB/TABLE)"


def build_parser() -> argparse.ArgumentParser:
    """The parser; each command's `run` is imported when it is called."""
    parser = argparse.ArgumentParser(
        prog="routecanvas", description="Effective routes of an Azure network design.", epilog=EPILOG
    )
    parser.add_argument("--version", action="version", version=f"routecanvas {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_questions(commands)
    _add_check(commands)
    _add_what_if(commands)
    _add_exchange(commands)
    _add_golden(commands)
    return parser


def _command(
    commands: Commands,
    name: str,
    target: str,
    words: str,
    *options: Callable[[argparse.ArgumentParser], None],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", epilog=EPILOG)
    for option in options:
        option(parser)
    parser.set_defaults(run=_lazily(target))
    return parser


def _lazily(target: str) -> Callable[[argparse.Namespace], int]:
    module, function = target.split(":")

    def run(options: argparse.Namespace) -> int:
        code: int = getattr(importlib.import_module(f"app.cli.{module}"), function)(options)
        return code

    return run


def _design(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("design", metavar="DESIGN", help="design file, or - for standard input")


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", "-o", choices=("table", "json"), default="table", help="default: table")


def _down(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--down",
        metavar="LIST/NAME",
        action="append",
        default=[],
        help="what has failed, such as connections/er1-to-hub; may be given several times",
    )


def _cases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", metavar="CASE", nargs="+", help="golden case files or folders of them")


def _at(words: str, *, required: bool = False) -> Callable[[argparse.ArgumentParser], None]:
    def option(parser: argparse.ArgumentParser) -> None:
        if required:
            parser.add_argument("--at", metavar="NAME", required=True, help=words)
            parser.add_argument("--peer", metavar="PEER", help="only this BGP peer, by name or address")
        else:
            parser.add_argument("--at", metavar="VNET/SUBNET", action="append", default=[], help=words)

    return option


def _add_serve(commands: Commands) -> None:
    parser = _command(commands, "serve", "serve:serve", "serve the web application; migrates its database first")
    parser.add_argument("--host", help="address to listen on (default: ROUTECANVAS_HOST or 127.0.0.1)")
    parser.add_argument(
        "--port", type=int, help="port to listen on, 0 = a free one (default: ROUTECANVAS_PORT or 8000)"
    )


def _add_questions(commands: Commands) -> None:
    subnets = _at("only this subnet; may be given several times")
    router = _at(ROUTERS, required=True)
    _command(commands, "routes", "questions:routes", "effective routes of subnets", _design, subnets, _down, _output)
    _command(
        commands, "learned", "questions:learned", "routes that a router has learned", _design, router, _down, _output
    )
    _command(
        commands,
        "advertised",
        "questions:advertised",
        "routes that a router announces",
        _design,
        router,
        _down,
        _output,
    )
    parser = _command(
        commands, "trace", "questions:trace", "the way of a packet there and back, hop by hop", _design, _down, _output
    )
    parser.add_argument("--from", dest="source", metavar="PLACE", required=True, help="VNET/SUBNET or an address")
    parser.add_argument("--to", dest="target", metavar="ADDRESS", required=True, help="address to reach")


def _add_check(commands: Commands) -> None:
    words = "findings: what Azure refuses, then what it accepts and breaks"
    parser = _command(commands, "check", "check:check", words, _design, _down, _output)
    parser.add_argument("--junit", metavar="FILE", help="also write the findings as a JUnit report")
    parser.add_argument("--sarif", metavar="FILE", help="also write the findings as a SARIF log")


def _add_what_if(commands: Commands) -> None:
    words = "every single failure, and which flows it cuts, moves or leaves without an alternative"
    parser = _command(commands, "sweep", "whatif:sweep", words, _design, _down, _output)
    parser.add_argument("--pairs", action="store_true", help="also every pair of failures, which takes long")
    parser = _command(commands, "diff", "whatif:diff", "what two designs have and do differently", _output)
    parser.add_argument("before", metavar="A", help="design file, or - for standard input")
    parser.add_argument("after", metavar="B", help="design file to compare with")
    parser.add_argument("--markdown", action="store_true", help="as Markdown, for a comment on a pull request")


def _add_exchange(commands: Commands) -> None:
    parser = _command(commands, "export", "exchange:export", "write a design in another format", _design, _down)
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="file to write, - = standard output")
    parser.add_argument("--format", metavar="NAME", help="format, where the file's name does not say it")
    _add_looks(parser)
    parser = _command(commands, "import", "exchange:import_design", "make a design of files in another format")
    parser.add_argument("files", metavar="FILE", nargs="+", help="file to read, - = standard input; several of Azure")
    parser.add_argument("-o", "--output", metavar="DESIGN", default="-", help="design to write, - = standard output")
    parser.add_argument("--format", metavar="NAME", help="format, where the content does not tell it")
    parser.add_argument("-v", "--verbose", action="store_true", help="also name what changes no route")


def _add_looks(parser: argparse.ArgumentParser) -> None:
    """The words of the export dialog; what is not said is not in the options at all."""
    looks = parser.add_argument_group("pictures", argument_default=argparse.SUPPRESS)
    looks.add_argument("--theme", choices=("light", "dark"), help="palette (default: light)")
    looks.add_argument("--transparent", action="store_true", help="without background")
    looks.add_argument("--scale", type=_scale, metavar="N", help=f"pixels of PNG, {SCALES} times the drawing's size")
    looks.add_argument("--paper", choices=("a4", "a3"), help="divide a PDF into sheets (default: one page as drawn)")
    looks.add_argument(
        "--selection",
        dest="only",
        metavar="LIST/NAME",
        action="append",
        help="only this, with what is inside, such as virtualNetworks/hub; may be given several times",
    )
    looks.add_argument(
        "--copy",
        action=argparse.BooleanOptionalAction,
        help="include a copy of the design, so that PNG and SVG open again (default: yes)",
    )


def _scale(text: str) -> float:
    value = float(text)
    if not LEAST_SCALE <= value <= MOST_SCALE:
        raise argparse.ArgumentTypeError(f"{text} is not {SCALES}")
    return value


def _add_golden(commands: Commands) -> None:
    _command(commands, "answer", "golden:answer", "the model's answers to golden cases, as JSON", _cases)
    parser = _command(commands, "verify", "golden:verify", "compare the model with golden cases", _cases, _output)
    parser.add_argument("-v", "--verbose", action="store_true", help="show the rows that differ")


def command_names() -> tuple[str, ...]:
    """Every command, in the order of the help."""
    commands = next(a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return tuple(commands.choices)
