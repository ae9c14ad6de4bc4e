"""What the product knows without any design: gallery, table of connections, schema, rules."""

from dataclasses import asdict
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from app.document.connect import as_json
from app.document.jsonschema import json_schema
from app.engine.rulebook import RULES, Rule
from app.errors import NotFound
from app.gallery import gallery
from app.web.api.designs import Model
from app.web.problems import responses

router = APIRouter(tags=["catalogue"])

_HOUR = {"Cache-Control": "public, max-age=3600"}


class TemplateOut(Model):
    """A design of the gallery."""

    name: str
    title: str
    paragraph: str
    group: str


class TemplatesOut(Model):
    """The gallery."""

    templates: list[TemplateOut]


class SourceOut(Model):
    """A public page, repository or thread."""

    name: str
    url: str
    date: str


class PositionOut(Model):
    """One of several official answers that contradict each other."""

    date: str
    sources: list[SourceOut]
    sentence: str


class RuleOut(Model):
    """One routing rule."""

    id: str
    title: str
    sentence: str
    confidence: str
    source: str
    url: str
    date: str
    subject: str
    code: str | None
    message: str | None
    kind: str | None
    sources: list[SourceOut]
    positions: list[PositionOut]
    foundAs: str | None
    unseen: str | None


class RulesOut(Model):
    """All routing rules."""

    rules: list[RuleOut]


def _out(rule: Rule) -> RuleOut:
    return RuleOut.model_validate({**asdict(rule), "foundAs": rule.found_as})


@router.get("/templates", responses=responses())
def templates() -> TemplatesOut:
    """The designs of the gallery, in their order."""
    return TemplatesOut(
        templates=[
            TemplateOut(name=each.name, title=each.title, paragraph=each.paragraph, group=each.group)
            for each in gallery()
        ]
    )


@router.get("/connectable", responses=responses())
def connectable(response: Response) -> dict[str, Any]:
    """What may be connected to what, with the sentence for what may not."""
    response.headers.update(_HOUR)
    return as_json()


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return json_schema()


@router.get("/schema", responses=responses())
def schema(response: Response) -> dict[str, Any]:
    """JSON Schema of the document."""
    response.headers.update(_HOUR)
    return _schema()


@router.get("/rules", responses=responses())
def rules() -> RulesOut:
    """Every routing rule with its source and how sure it is."""
    return RulesOut(rules=[_out(rule) for rule in RULES.values()])


@router.get("/rules/{identifier}", responses=responses())
def rule(identifier: Annotated[str, Path(max_length=40, description="Such as F-11")]) -> RuleOut:
    """One routing rule."""
    found = RULES.get(identifier)
    if found is None:
        raise NotFound(f"There is no rule {identifier!r}.", code="unknown-rule", hint="GET /api/v1/rules lists them.")
    return _out(found)
