"""`sweep` and `diff`: what failures and changes do to flows. Prints; decides nothing."""

import sys
from argparse import Namespace
from typing import Any

from app.analysis.difference import difference, markdown
from app.analysis.sweep import Outcome, Sweep, outcome_json, surprise, sweep_json
from app.cli.printing import print_json, table
from app.cli.reading import compute_design, read_design

COLUMNS = ("Failure", "Lost", "Asymmetric", "Moved", "LastWay", "Worst")
MOST_ROWS = 40


def sweep(options: Namespace) -> int:
    """Every single failure, those that cut others off first."""
    running = Sweep(compute_design(read_design(options.design), options.down))
    found: list[Outcome] = []
    for outcome in running.run(pairs=options.pairs):
        found.append(outcome)
        if sys.stderr.isatty():
            print(f"\r{len(found)} tried", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    found.sort(key=surprise)
    if options.output == "json":
        print_json(sweep_json(found))
        return 0
    rows = [_row(outcome_json(outcome, most=1)) for outcome in found if outcome.weight]
    if rows:
        print(table(COLUMNS, rows[:MOST_ROWS]))
    answer = sweep_json(found)
    if len(rows) > MOST_ROWS:
        print(f"... and {len(rows) - MOST_ROWS} more; --output json has all")
    cut = len(answer["singlePointsOfFailure"])
    single = sum(len(alike) for alike in running.classes())
    print(f"{single} failures tried: {cut} cut something, {answer['harmless']} change nothing.")
    if options.pairs:
        worse = sum(1 for outcome in found if len(outcome.failures) == 2)
        print(f"{len(running.pairs())} pairs tried: {worse} cut more than both alone.")
    return 0


def _row(outcome: dict[str, Any]) -> list[object]:
    counts = outcome["counts"]
    like = f" (and {len(outcome['alike'])} like it)" if outcome["alike"] else ""
    worst = outcome["lines"][0]["sentence"] if outcome["lines"] else ""
    return [
        " ".join(outcome["down"]) + like,
        counts["lost"],
        counts["asymmetric"],
        counts["moved"],
        counts["lastWay"],
        worst,
    ]


def diff(options: Namespace) -> int:
    """What is written differently and what behaves differently in two designs."""
    answer = difference(read_design(options.before), read_design(options.after))
    if options.output == "json":
        print_json(answer)
    elif options.markdown:
        print(markdown(answer), end="")
    else:
        _print(answer)
    return 0


def _print(answer: dict[str, Any]) -> None:
    behaviour, structure = answer["behaviour"]["lines"], answer["structure"]
    if not behaviour and not structure:
        print("The two designs are the same.")
        return
    if structure:
        print(table(("Change", "Path", "Before", "After"), [_change(change) for change in structure]))
        print()
    if behaviour:
        rows = [[line["change"], line["pairs"], line["sentence"]] for line in behaviour]
        print(table(("Flows", "Pairs", "Difference"), rows))
    else:
        print("No flow changes.")


def _change(change: dict[str, Any]) -> list[object]:
    values = (change["before"], change["after"])
    return [change["change"], change["path"], *(None if isinstance(v, (dict, list)) else v for v in values)]
