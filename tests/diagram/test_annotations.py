"""Notes and frames in pictures: words stay inside, frames hold what they name and keep clear of each other."""

from app.diagram.annotations import NOTE_WIDTH, annotation_boxes, note_lines
from app.diagram.boxes import Box
from app.diagram.measure import text_width
from app.diagram.svg import svg
from app.document.load import parse
from app.document.schema import Canvas, Frame

BOXES = {"virtualNetworks/a": Box(0, 0, 240, 100), "virtualNetworks/b": Box(300, 0, 240, 100)}


def test_a_note_is_broken_into_lines_that_fit() -> None:
    lines = note_lines("All traffic of the spokes passes the firewall.\nReviewed in spring")
    assert " ".join(lines) == "All traffic of the spokes passes the firewall. Reviewed in spring"
    assert all(text_width(line, 12) <= NOTE_WIDTH for line in lines)
    assert lines[-1] == "Reviewed in spring"


def test_a_frame_holds_its_members_and_the_frames_inside() -> None:
    outer = Frame(name="region", kind="region", members=tuple(BOXES))
    inner = Frame(name="sub", kind="subscription", members=("virtualNetworks/a",))
    gone = Frame(name="gone", members=("virtualNetworks/removed",))
    placed = annotation_boxes(Canvas(frames=(outer, inner, gone)), BOXES)
    assert set(placed) == {"frames/region", "frames/sub"}
    region, sub = placed["frames/region"], placed["frames/sub"]
    assert region.x < sub.x < 0
    assert region.y < sub.y < 0
    assert region.right > 540
    assert sub.right < 300


def test_the_picture_shows_notes_frames_and_closed_networks() -> None:
    document = parse(
        {
            "schemaVersion": 1,
            "virtualNetworks": [
                {"name": "a", "addressSpace": ["10.0.0.0/16"], "subnets": [{"name": "web"}, {"name": "data"}]},
            ],
            "canvas": {
                "collapsed": ["virtualNetworks/a"],
                "notes": [{"name": "n", "text": "<b>Owner</b>"}],
                "frames": [{"name": "f", "kind": "landingZone", "label": "Corp", "members": ["virtualNetworks/a"]}],
                "positions": {"notes/n": [0, 300]},
            },
        }
    )
    picture = svg(document)
    assert "2 inside" in picture
    assert ">web<" not in picture
    assert "&lt;b&gt;Owner&lt;/b&gt;" in picture
    assert ">Landing zone<" in picture
    assert ">Corp<" in picture
