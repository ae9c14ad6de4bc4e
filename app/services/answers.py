"""What a worker knows: designs and results by digest, and how each question is put to them. Runs in the worker only."""

import gc
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from pydantic_core import to_json

from app.analysis.difference import what_if
from app.analysis.intents import check_intents
from app.analysis.matrix import matrix_csv
from app.analysis.questions import ask
from app.analysis.report import report
from app.collector import collection_paused
from app.document.canonical import routing_digest
from app.document.lower import lower
from app.document.paths import check_down
from app.document.problems import DocumentError
from app.document.schema import Intent, Topology
from app.document.text import read_json
from app.engine import Result, UnknownPlace, compute
from app.engine.prefix import BadPrefix
from app.errors import AnswerTooLarge, BadRequest, InvalidValue, NotFound
from app.errors import UnknownPlace as NoSuchPlace
from app.formats import EXPORTERS, Options, exporter
from app.services.comparisons import compared, held
from app.services.content import imported, refusal, topology_of
from app.services.uploads import files_in
from app.services.worker import Answer, Job

JSON = "application/json"
_DESIGNS = 4
_RESULTS = 6
_ROUTERS = ("gateways", "routeServers", "circuits", "hubTables", "appliances", "sites")

T = TypeVar("T")


class _Recent(Generic[T]):
    """The last few values by key."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[object, T] = OrderedDict()

    def get(self, key: object) -> T | None:
        """The value, which is young again after this."""
        if key in self._values:
            self._values.move_to_end(key)
        return self._values.get(key)

    def put(self, key: object, value: T) -> T:
        """Remember the value in place of the oldest."""
        self._values[key] = value
        while len(self._values) > self._size:
            self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()


class Answers:
    """Answers jobs, remembering the designs and results of the last ones."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._designs: _Recent[Topology] = _Recent(_DESIGNS)
        self._results: _Recent[Result] = _Recent(_RESULTS)

    def knows(self, digest: str) -> bool:
        """Whether a job about this design needs no document."""
        return self._designs.get(digest) is not None

    def answer(self, job: Job, document: bytes | None) -> Answer:
        """The answer to one job; when memory is short, once more with nothing remembered."""
        try:
            return self._answer(job, document)
        except MemoryError:
            design = self._designs.get(job.digest)
            self._results.clear()
            self._designs.clear()
            gc.collect()
            if design is not None:
                self._designs.put(job.digest, design)
            return self._answer(job, document)

    def _answer(self, job: Job, document: bytes | None) -> Answer:
        if job.question == "reality":
            return Answer(to_json(held(document or b"")), JSON)
        if job.question == "evaluate":
            return Answer(to_json(self._evaluate(document or b"")), JSON)
        if job.question == "import":
            return Answer(to_json(imported(files_in(document or b""))), JSON)
        if job.question in ("difference", "comparison"):
            return Answer(to_json(compared(document or b"", drawn=job.question == "comparison")), JSON)
        design = self._design(job.digest, document)
        if job.question.startswith("export."):
            return self._export(job, design)
        result = self._result(job.digest, design, job.down)
        if job.question == "findings":
            return Answer(to_json(report(design, result)), JSON)
        if job.question == "intents":
            return Answer(to_json(check_intents(design.intents, result)), JSON)
        if job.question == "intent":
            intent = Intent.model_validate_json(job.params["intent"])
            return Answer(to_json(check_intents((intent,), result)["intents"][0]), JSON)
        if job.question == "changes":
            return Answer(to_json(what_if(self._result(job.digest, design, ()), result)), JSON)
        if job.question == "matrix.csv":
            return Answer(matrix_csv(result).encode(), "text/csv; charset=utf-8", ".csv")
        if job.question == "routes" and "at" not in job.params:
            return Answer(to_json({"tables": self._tables(result, _ask(result, "places")["subnets"])}), JSON)
        return Answer(to_json(_ask(result, job.question, job.params)), JSON)

    def _design(self, digest: str, document: bytes | None) -> Topology:
        design = self._designs.get(digest)
        return design if design is not None else self._designs.put(digest, topology_of(document or b""))

    def _result(self, digest: str, design: Topology, down: tuple[str, ...]) -> Result:
        key = (digest, down)
        result = self._results.get(key)
        if result is not None:
            return result
        try:
            names = check_down(design, down)
        except DocumentError as error:
            problems = refusal(error).problems
            first = problems[0]
            raise NoSuchPlace(
                first["message"], code="unknown-failure", hint=first["hint"], path="down", problems=problems
            ) from error
        with collection_paused():
            return self._results.put(key, compute(lower(design), names))

    def _tables(self, result: Result, places: Iterable[str]) -> list[Any]:
        """Tables of the places one after the other, so that too many rows are noticed in time."""
        tables: list[Any] = []
        rows = 0
        for place in places:
            tables += _ask(result, "routes", {"at": place})["tables"]
            rows += len(tables[-1]["routes"])
            if rows > self._rows:
                raise AnswerTooLarge(f"The tables have more than {self._rows:,} rows together.")
        return tables

    def _export(self, job: Job, design: Topology) -> Answer:
        name = job.question.removeprefix("export.")
        chosen = exporter(name)
        if chosen is None:
            known = ", ".join(each.suffix.lstrip(".") for each in EXPORTERS)
            raise NotFound(f"There is no export as {name!r}.", code="unknown-format", hint=f"Known formats: {known}.")

        def answers(question: str, /, **params: str) -> dict[str, Any]:
            result = self._result(job.digest, design, job.down)
            if question == "routes" and "at" not in params:
                return {"tables": self._tables(result, _ask(result, "places")["subnets"])}
            return report(design, result) if question == "findings" else _ask(result, question, params)

        try:
            content = chosen.function(design, answers, _look(job.params))
        except DocumentError as error:
            raise refusal(error) from error
        return Answer(content, chosen.media_type, chosen.suffix)

    def _evaluate(self, body: bytes) -> dict[str, Any]:
        """Everything about a design that is not kept."""
        document, down, places = _envelope(body)
        design = topology_of(document)
        digest = routing_digest(design)
        result = self._result(digest, design, down)
        known = _ask(result, "places")
        routers = [place for kind in _ROUTERS for place in known.get(kind, ())]
        tables = self._tables(result, known["subnets"] if places is None else places)
        return {
            "digest": digest,
            "down": list(down),
            "places": known,
            "tables": tables,
            "learned": self._of_routers(result, "learned", routers),
            "advertised": self._of_routers(result, "advertised", routers),
            "peers": self._of_routers(result, "peers", routers),
            "findings": report(design, result)["findings"],
        }

    def _of_routers(self, result: Result, question: str, routers: list[str]) -> list[Any]:
        """The answers of all routers that can be asked this."""
        answers: list[Any] = []
        rows = 0
        for place in routers:
            try:
                answers.append(_ask(result, question, {"at": place}))
            except NoSuchPlace:
                continue
            rows += len(answers[-1].get("routes", ()))
            if rows > self._rows:
                raise AnswerTooLarge(f"The {question} routes have more than {self._rows:,} rows together.")
        return answers


def _look(params: Mapping[str, str]) -> Options:
    """How a picture is wanted, as it comes with the job: one path of `only` a line."""
    return Options(
        theme="dark" if params.get("theme") == "dark" else "light",
        transparent=params.get("transparent") == "true",
        scale=float(params.get("scale", "1")),
        paper=params.get("paper", ""),
        copy=params.get("copy") != "false",
        only=tuple(filter(None, params.get("only", "").split("\n"))),
    )


def _ask(result: Result, question: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = ask(result, question, **(params or {}))
    except UnknownPlace as error:
        raise _no_such_place(error) from error
    except BadPrefix as error:
        raise InvalidValue(str(error), code="bad-address", hint="Write an address such as 10.1.0.4.") from error
    return answer


def _no_such_place(error: UnknownPlace) -> NoSuchPlace:
    place = error.args[0] if error.args else ""
    return NoSuchPlace(f"The design has no {str(place)[:200]!r}.", path="at")


def _envelope(body: bytes) -> tuple[Mapping[str, object], tuple[str, ...], list[str] | None]:
    try:
        data = read_json(body)
    except DocumentError as error:
        raise BadRequest(refusal(error).detail, code="not-json") from error
    document, down = data.pop("document", None), _names(data.pop("down", []), "down")
    places = _names(data.pop("at"), "at") if "at" in data else None
    if not isinstance(document, dict):
        raise InvalidValue("The request has no document.", path="document", hint='Send {"document": {…}, "down": []}.')
    if data:
        raise InvalidValue(f"The request has an unknown property {min(data)[:80]!r}.", path=min(data)[:80])
    return document, tuple(sorted(set(down))), places


def _names(value: object, path: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidValue(f"{path} is not a list of names.", path=path)
    return value
