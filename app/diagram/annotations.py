"""Notes and frames of the canvas in a picture. Twin of `canvas/annotations.js`; must not know what networks are."""

from collections.abc import Mapping

from app.diagram.boxes import Box, bounds
from app.diagram.canvas import Canvas
from app.diagram.measure import text_width
from app.diagram.theme import sizes
from app.document.schema import Canvas as Drawing
from app.document.schema import Frame, Note

NOTE_WIDTH = 220.0
NOTE_PAD = 12.0
LINE = 17.0
FRAME_PAD = 16.0
FRAME_HEADER = 36.0
WORDS = {"region": "Region", "subscription": "Subscription", "landingZone": "Landing zone", "group": "Group"}


def note_lines(text: str) -> list[str]:
    """The text in lines that fit a note."""
    room = NOTE_WIDTH - 2 * NOTE_PAD
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] == "" or text_width(longer, sizes()["text"]) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
    return lines


def annotation_boxes(drawing: Drawing | None, boxes: Mapping[str, Box]) -> dict[str, Box]:
    """The boxes of frames with a drawn member and of notes, by path."""
    if drawing is None:
        return {}
    placed = {}
    members = {frame.name: frozenset(frame.members) for frame in drawing.frames}
    for frame in drawing.frames:
        held = [boxes[member] for member in frame.members if member in boxes]
        if held:
            own = members[frame.name]
            within = sum(
                1
                for name, other in members.items()
                if name != frame.name and other and other <= own and (other < own or name > frame.name)
            )
            placed[f"frames/{frame.name}"] = _around(bounds(held), 1 + within)
    for note in drawing.notes:
        x, y = drawing.positions.get(f"notes/{note.name}", (0, 0))
        height = len(note_lines(note.text or note.name)) * LINE + 2 * NOTE_PAD - 4
        placed[f"notes/{note.name}"] = Box(x, y, NOTE_WIDTH, height)
    return placed


def _around(held: Box, times: int) -> Box:
    left, top = held.x - FRAME_PAD * times, held.y - FRAME_HEADER * times
    return Box(left, top, held.right + FRAME_PAD * times - left, held.bottom + FRAME_PAD * times - top)


def draw_annotations(canvas: Canvas, drawing: Drawing | None, boxes: Mapping[str, Box]) -> None:
    """Frames first: they lie below everything."""
    if drawing is None:
        return
    for frame in drawing.frames:
        if box := boxes.get(f"frames/{frame.name}"):
            _draw_frame(canvas, frame, box)
    for note in drawing.notes:
        if box := boxes.get(f"notes/{note.name}"):
            _draw_note(canvas, note, box)


def _draw_frame(canvas: Canvas, frame: Frame, box: Box) -> None:
    label, words = frame.label or frame.name, WORDS[frame.kind]
    canvas.open(f"frames/{frame.name}", "frame", f"{words}: {label}")
    canvas.rect(box, fill="none", stroke="muted", radius=16, dash="6 4")
    tokens = sizes()
    left = box.x + tokens["containerPad"] + tokens["icon"] + tokens["gap"]
    canvas.icon(box.x + tokens["containerPad"], box.y + 11, "frame")
    canvas.text(left, box.y + 24, label, weight=650)
    if label != words:
        right = box.right - tokens["containerPad"]
        canvas.text(right, box.y + 24, words, size=tokens["smallText"], colour="muted", anchor="end")
    canvas.close()


def _draw_note(canvas: Canvas, note: Note, box: Box) -> None:
    canvas.open(f"notes/{note.name}", "note", "Note")
    canvas.rect(box, fill="sunken", stroke="line", radius=6)
    for index, line in enumerate(note_lines(note.text or note.name)):
        canvas.text(box.x + NOTE_PAD, box.y + 23 + index * LINE, line)
    canvas.close()
