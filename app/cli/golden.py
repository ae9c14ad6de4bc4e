"""`answer` and `verify`: the model beside what Azure was observed to answer."""

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from app.analysis.cases import BadCase, case_files, question_of, read_case
from app.analysis.golden import answer_case
from app.analysis.verify import Verdict, summary
from app.analysis.verify import verify as compare_case
from app.cli.errors import InputError
from app.cli.printing import print_json
from app.cli.reading import documents_of


def answer(options: Namespace) -> int:
    """The answers to every observation of the cases, expected values never read."""
    print(json.dumps([entry for _, answers in _answered(options.cases) for entry in answers], ensure_ascii=False))
    return 0


def verify(options: Namespace) -> int:
    """A verdict per observation and the score by kind; 1 when something disagrees."""
    verdicts = [verdict for case, answers in _answered(options.cases) for verdict in compare_case(case, answers)]
    if options.output == "json":
        print_json({"observations": [_as_json(verdict) for verdict in verdicts], "summary": _scores(verdicts)})
    else:
        _print_verdicts(verdicts, verbose=options.verbose)
    return 0 if all(verdict.agrees for verdict in verdicts) else 1


def _answered(paths: list[str]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    found = False
    for path in case_files(paths):
        found = True
        try:
            case = read_case(path)
        except BadCase as error:
            raise InputError(str(error)) from error
        with documents_of(str(path)):
            yield case, answer_case(question_of(case))
    if not found:
        raise InputError(f"There is no golden case in {', '.join(paths)}")


def _print_verdicts(verdicts: list[Verdict], *, verbose: bool) -> None:
    for verdict in verdicts:
        if verdict.agrees and not verbose:
            continue
        mark = "agrees " if verdict.agrees else "differs"
        print(f"{mark}  {verdict.case}  {verdict.observation}  {verdict.kind}")
        if verbose:
            for difference in verdict.differences:
                print(f"         {difference}")
    for kind, score in _scores(verdicts).items():
        print(f"{score['agree']:4d} / {score['of']:<4d} {kind}")
    agreed, share = sum(v.agrees for v in verdicts), 100 * sum(v.agrees for v in verdicts) / max(len(verdicts), 1)
    print(f"{agreed} of {len(verdicts)} observations agree ({share:.1f} %)")


def _scores(verdicts: list[Verdict]) -> dict[str, dict[str, int]]:
    return {kind: {"agree": agreed, "of": total} for kind, (agreed, total) in summary(verdicts).items()}


def _as_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "case": verdict.case,
        "observation": verdict.observation,
        "kind": verdict.kind,
        "agrees": verdict.agrees,
        "differences": [str(difference) for difference in verdict.differences],
    }
