"""How a design is drawn: places, folded networks, notes and frames. Never read by the engine."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.document.schema.base import Item, Named, Ref, Refs, Sorted, Title

Coordinate = Annotated[float, Field(strict=True, ge=-1_000_000, le=1_000_000)]
Words = Annotated[str, StringConstraints(max_length=2000)]
FrameKind = Literal["region", "subscription", "landingZone", "group"]


class Note(Named):
    """A text on the canvas; its place stands among the positions as `notes/NAME`."""

    text: Words = ""


class Frame(Named):
    """A dashed line around boxes that belong together."""

    kind: FrameKind = "group"
    label: Title | None = None
    members: Refs = ()


class Canvas(Item):
    """The drawing of a design; `arranged` are the places that the layout chose and nobody else did."""

    positions: Annotated[dict[Ref, tuple[Coordinate, Coordinate]], Sorted] = Field(default_factory=dict)
    arranged: Refs = ()
    collapsed: Refs = ()
    notes: tuple[Note, ...] = ()
    frames: tuple[Frame, ...] = ()
