"""The effective routes of all subnets as CSV that a spreadsheet takes for text, never for formulas."""

import csv
import io

from app.document.schema import Topology
from app.formats.base import PLAIN, Answers, Options, next_hops

COLUMNS = (
    "Subnet",
    "Source",
    "State",
    "Address Prefix",
    "Next Hop Type",
    "Next Hop IP",
    "Route Table",
    "User Defined Route Name",
    "Origin",
)


def write(_: Topology, answers: Answers, __: Options = PLAIN) -> bytes:
    """One line a route, in the order of the tables."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for table in answers("routes")["tables"]:
        for row in table["routes"]:
            cells = (
                table["at"],
                row["source"],
                row["state"],
                row["addressPrefix"],
                row["nextHopType"],
                "; ".join(next_hops(row)),
                table.get("routeTable"),
                row.get("name"),
                row.get("origin"),
            )
            writer.writerow([safe(cell) for cell in cells])
    return text.getvalue().encode()


def safe(cell: str | None) -> str:
    """The cell as text; a leading sign that would start a formula gets an apostrophe before it."""
    text = cell or ""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
