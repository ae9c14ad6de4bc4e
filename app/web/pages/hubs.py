"""The fragments of Virtual WAN hubs: effective routes of a table or a firewall, and who takes part in each table."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse, JSONResponse

from app.errors import Refusal
from app.web.deps import ComputeDep, Down, SourceDep
from app.web.pages.panels import Asker, Place, Version
from app.web.pages.render import fragment
from app.web.pages.tables import CHANGES, hop

router = APIRouter(prefix="/d/{token}/panels", include_in_schema=False)

# How a hub row is coloured: by where its next hop leads.
_KINDS = (
    ("P2S", "p2s"),
    ("VPN", "vpn"),
    ("ExpressRoute", "expressroute"),
    ("Virtual Network Connection", "peering"),
    ("HubBgpConnection", "appliance"),
    ("Azure Firewall", "appliance"),
    ("Remote Hub", "virtualwan"),
    ("Internet", "internet"),
)
Row = Mapping[str, Any]


@router.get("/hubroutes")
def hub_routes(opened: SourceDep, compute: ComputeDep, down: Down, at: Place, v: Version = None) -> HTMLResponse:
    """The effective routes of HUB/TABLE or HUB/FIREWALL with what each row beat."""
    asker = Asker(compute, opened, down)
    hub = at.partition("/")[0]
    try:
        answer = asker.now("hubroutes", at=at)
        before = asker.before("hubroutes", at=at)
        places = [place for place in asker.now("places")["hubTables"] if place.partition("/")[0] == hub]
    except Refusal as error:
        return fragment("panels/trouble.html", detail=error.detail, hint=error.own_hint)
    rows = _compared(_told(answer["routes"]), _told(before["routes"]) if before else None)
    return fragment(
        "panels/hubroutes.html",
        keep=v is not None and v == opened.version,
        at=at,
        rows=rows,
        tables=[place for place in places if _is_table(opened.data(), place)],
        firewalls=[place for place in places if not _is_table(opened.data(), place)],
        kind=kind_of,
        hop=hop,
        changes={name: sum(change == name for _, change, _ in rows) for name in CHANGES} if before else None,
    )


@router.get("/hubtables")
def hub_tables(opened: SourceDep, compute: ComputeDep, down: Down, at: Place) -> JSONResponse:
    """Labels, static routes, associated and propagating connections of every table of a hub."""
    asker = Asker(compute, opened, down)
    try:
        places = [place for place in asker.now("places")["hubTables"] if _is_table(opened.data(), place)]
        tables = [asker.now("hubtable", at=place) for place in places if place.partition("/")[0] == at]
    except Refusal as error:
        return JSONResponse({"detail": error.detail}, status_code=422)
    return JSONResponse({"version": opened.version, "tables": tables})


def kind_of(row: Row) -> str:
    """The colour of a next hop type."""
    return next((kind for words, kind in _KINDS if words.lower() in str(row["nextHopType"]).lower()), "user")


def _is_table(document: Row, place: str) -> bool:
    hub, _, name = place.partition("/")
    return not any(
        firewall["name"] == name and firewall.get("virtualHub") == hub
        for firewall in document.get("azureFirewalls", ())
    )


def _told(rows: list[Row]) -> list[Row]:
    """The rows, each with its losers once: the instances of a gateway lose alike."""

    def shown(loser: Row) -> tuple[Any, ...]:
        return tuple(str(value) for name, value in loser.items() if name != "path")

    return [{**row, "losers": list({shown(loser): loser for loser in row["losers"]}.values())} for row in rows]


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row["addressPrefixes"]), row["nextHopType"], tuple(row["nextHops"]), row["asPath"]


def _compared(rows: list[Row], before: list[Row] | None) -> list[tuple[Row, str, tuple[str, ...]]]:
    """Each row with what a what-if made of it and, where it moved, its next hop type and next hops before."""
    if before is None:
        return [(row, "", ()) for row in rows]
    same = {_key(row) for row in before}
    earlier = {tuple(row["addressPrefixes"]): row for row in reversed(before)}
    now = {tuple(row["addressPrefixes"]) for row in rows}

    def told(row: Row) -> tuple[Row, str, tuple[str, ...]]:
        former = earlier.get(tuple(row["addressPrefixes"]))
        if _key(row) in same:
            return row, "", ()
        if former is None:
            return row, "gained", ()
        hops = (hop(each).words for each in former["nextHops"])
        return row, "moved", (former["nextHopType"].replace("_", " "), *hops)

    lost = [(row, "lost", ()) for row in before if tuple(row["addressPrefixes"]) not in now]
    return [*(told(row) for row in rows), *lost]
