"""The fragments of the right panel and the drawer: tables, traces. Their data come from the same questions
that the API answers."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from app.errors import Refusal
from app.services.compute import Compute
from app.services.designs import Opened
from app.web.deps import ComputeDep, Down, SourceDep
from app.web.pages.render import fragment
from app.web.pages.tables import changes, covering, first, hop, look, table_view

router = APIRouter(prefix="/d/{token}/panels", include_in_schema=False)

Place = Annotated[str, Query(max_length=300)]
Version = Annotated[int | None, Query(alias="v")]
Rows = Annotated[int, Query(ge=1, le=100_000)]
STEP = 500


class Asker:
    """Questions about one design, in what-if and before it."""

    def __init__(self, compute: Compute, opened: Opened, down: list[str]) -> None:
        self._compute = compute
        self._opened = opened
        self.down = down

    def now(self, question: str, **params: str) -> dict[str, Any]:
        """The answer with what is down."""
        return self._ask(self.down, question, params)

    def before(self, question: str, **params: str) -> dict[str, Any] | None:
        """The answer with nothing down, where that differs."""
        return self._ask([], question, params) if self.down else None

    def _ask(self, down: list[str], question: str, params: Mapping[str, str]) -> dict[str, Any]:
        opened = self._opened
        return self._compute.ask(opened.document, down, question, params, opened.routing_digest)


def _asked(opened: Opened, v: int | None) -> bool:
    return v is not None and v == opened.version


def _trouble(error: Refusal) -> HTMLResponse:
    return fragment("panels/trouble.html", detail=error.detail, hint=error.own_hint)


@router.get("/routes")
def routes(
    opened: SourceDep,
    compute: ComputeDep,
    down: Down,
    at: Place,
    v: Version = None,
    wanted: Annotated[str, Query(alias="for", max_length=100)] = "",
    most: Annotated[Rows, Query(alias="rows")] = STEP,
) -> HTMLResponse:
    """The effective routes of a subnet with their reasons; of a long table the first, or those for one address."""
    asker = Asker(compute, opened, down)
    try:
        table = asker.now("routes", at=at)["tables"][0]
        before = asker.before("routes", at=at)
    except Refusal as error:
        return _trouble(error)
    rows = table_view(table["routes"], before["tables"][0]["routes"] if before else None)
    folded, listed = [row for row in rows if row.folded], [row for row in rows if not row.folded]
    shown = listed if len(listed) <= most else first(covering(listed, wanted), most, lambda row: bool(row.change))
    return fragment(
        "panels/routes.html",
        keep=_asked(opened, v),
        table=table,
        rows=shown,
        more=len(listed) - len(shown),
        most=most,
        step=STEP,
        changes=changes(rows) if before else None,
        stays=any(path.endswith("/provisioning") for path in down),
        folded=folded,
        folded_changes=changes(folded),
    )


@router.get("/{name}")
def bgp_table(
    opened: SourceDep,
    compute: ComputeDep,
    down: Down,
    name: str,
    at: Place,
    v: Version = None,
    peer: Annotated[str, Query(max_length=300)] = "",
    os: Annotated[str, Query(max_length=20)] = "windows",
    to: Annotated[str, Query(max_length=300)] = "",
    rows: Rows = STEP,
) -> HTMLResponse:
    """Learned, advertised and peer tables, client routes and traces."""
    asker = Asker(compute, opened, down)
    makers = {"peers": _peers, "client": _client, "trace": _trace}
    try:
        if name in ("learned", "advertised"):
            return _learned(asker, name, at, peer, rows, keep=_asked(opened, v))
        if name in makers:
            return makers[name](asker, at, {"os": os, "to": to.strip()})
    except Refusal as error:
        return _trouble(error)
    return fragment("panels/trouble.html", detail=f"There is no panel called {name}.", hint="")


def _learned(asker: Asker, name: str, at: str, peer: str, most: int, *, keep: bool) -> HTMLResponse:
    params = {"at": at, **({"peer": peer} if peer else {})}
    answer = asker.now(name, **params)
    before = asker.before(name, **params)
    rows = answer["routes"]
    now, known = {_bgp_key(row) for row in rows}, {_bgp_key(row) for row in before["routes"]} if before else None
    lost = [row for row in before["routes"] if _bgp_key(row) not in now] if before else []
    marked = [(row, "gained" if known is not None and _bgp_key(row) not in known else "") for row in rows]
    listed = _by_instance([*marked, *((row, "lost") for row in lost)])
    shown = first(listed, most, lambda each: bool(each[1]))
    return fragment(
        "panels/learned.html",
        keep=keep,
        name=name,
        answer=answer,
        rows=shown,
        more=len(listed) - len(shown),
        most=most,
        step=STEP,
        columns=_columns(answer),
        peers=_peer_names(asker, at),
        peer=peer,
        instances=len({row.get("localAddress") for row in rows}),
        hop=hop,
    )


def _by_instance(rows: Sequence[tuple[Mapping[str, Any], str]]) -> list[tuple[Mapping[str, Any], str]]:
    """Rows of one instance together, the instances in the order in which they come."""
    order = {row.get("localAddress"): number for number, (row, _) in reversed(list(enumerate(rows)))}
    return sorted(rows, key=lambda each: order[each[0].get("localAddress")])


def _bgp_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        str(row.get(name)) for name in ("network", "nextHop", "sourcePeer", "asPath", "peer", "addressPrefixes")
    )


_HEADINGS = {
    "network": "Network",
    "nextHop": "NextHop",
    "sourcePeer": "SourcePeer",
    "origin": "Origin",
    "asPath": "AsPath",
    "weight": "Weight",
    "addressPrefixes": "Address Prefixes",
    "nextHopType": "Next Hop Type",
    "nextHops": "Next Hops",
    "peer": "Peer",
}


def _columns(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The columns that hold anything, with az's headings."""
    rows = answer["routes"]
    wanted = [name for name in answer.get("columns", ()) if name in _HEADINGS]
    if any("peer" in row for row in rows) and "peer" not in wanted:
        wanted.append("peer")
    filled = [name for name in wanted if not rows or any(row.get(name) not in (None, "", []) for row in rows)]
    return [(name, _HEADINGS[name]) for name in filled]


def _peer_names(asker: Asker, at: str) -> list[str]:
    try:
        found = asker.now("peers", at=at)["peers"]
    except Refusal:
        return []
    return list(dict.fromkeys(str(row["neighbor"]) for row in found if row.get("state") == "Connected"))


def _peers(asker: Asker, at: str, params: Mapping[str, str]) -> HTMLResponse:
    answer, before = asker.now("peers", at=at), asker.before("peers", at=at)
    now = {_session_key(row) for row in answer["peers"]}
    lost = [row for row in before["peers"] if _session_key(row) not in now] if before else []
    around = asker.now("sessions", at=at)
    return fragment(
        "panels/peers.html",
        at=at,
        rows=_by_instance([*((row, "") for row in answer["peers"]), *((row, "lost") for row in lost)]),
        owners={each[f"{end}Address"]: each[end] for each in around["sessions"] for end in ("source", "target")},
        missing=around["missing"],
        hop=hop,
    )


def _session_key(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row["localAddress"], row["neighbor"]


def _client(asker: Asker, at: str, params: Mapping[str, str]) -> HTMLResponse:
    system = params["os"] if params["os"] in ("windows", "macos", "linux") else "windows"
    return fragment("panels/client.html", answer=asker.now("client", at=at, os=system), system=system)


def _trace(asker: Asker, at: str, params: Mapping[str, str]) -> HTMLResponse:
    answer = asker.now("trace", **{"from": at, "to": params["to"]}) if params["to"] else None
    before = asker.before("trace", **{"from": at, "to": params["to"]}) if params["to"] else None
    return fragment(
        "panels/trace.html",
        at=at,
        to=params["to"],
        down=asker.down,
        answer=answer,
        before=before,
        look=look(answer) if answer else "",
        hop=hop,
    )
