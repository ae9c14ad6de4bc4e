"""Which properties the format has at a place of the document, read from the models themselves."""

from collections.abc import Iterator, Sequence
from typing import get_args

from pydantic import BaseModel

from app.document.schema.topology import Topology


def models_of(annotation: object) -> tuple[type[BaseModel], ...]:
    """The models inside an annotation such as tuple[Subnet, ...] or RoutingIntent | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(model for argument in get_args(annotation) for model in models_of(argument))


def properties_at(location: Sequence[int | str]) -> tuple[str, ...]:
    """The names that may be written at a location of the document (list indices are passed over)."""
    models: tuple[type[BaseModel], ...] = (Topology,)
    for step in location:
        if isinstance(step, str):
            found = tuple(inner for model in models for inner in _inner(model, step))
            models = found or models
    return tuple(alias for model in models for alias in _aliases(model))


def _aliases(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name


def _inner(model: type[BaseModel], step: str) -> tuple[type[BaseModel], ...]:
    for name, field in model.model_fields.items():
        if step in (field.alias, name):
            return models_of(field.annotation)
    return ()
