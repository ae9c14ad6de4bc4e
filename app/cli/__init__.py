"""The command line: reads the arguments, runs one command, turns refusals into sentences and exit codes.

Exit codes: 0 fine, 1 the design or a golden case fails, 2 the input cannot be used. Knows no rule of routing.
"""

import os
import sys
from collections.abc import Sequence

from app.cli.errors import InputError
from app.cli.parser import build_parser

FINE, FAILED, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except InputError as error:
        print("\n".join(f"routecanvas: {line}" for line in error.lines), file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return 130
    return code
