"""The model's answers to the observations of a golden case; what Azure answered is never read here."""

from collections.abc import Callable, Mapping
from typing import Any

from app.analysis.hub_tables import path_on_premises
from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.document.refusals import refusal_for
from app.engine import Result, UnknownPlace, compute
from app.engine.prefix import BadPrefix

Answer = dict[str, Any]


def answer_case(case: Mapping[str, Any]) -> list[Answer]:
    """One answer for each observation of a case, in order."""
    network = lower(parse(case["topology"]))
    results: dict[tuple[str, ...], Result] = {}
    answers = []
    for observation in case["observations"]:
        down = tuple(sorted(observation.get("whatIf", {}).get("down", ())))
        if down not in results:
            results[down] = compute(network, down)
        payload = _answer(results[down], case, observation)
        answers.append({"case": case["id"], "observation": observation["id"], **payload})
    return answers


def _answer(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    answer = ANSWERS.get(observation["kind"])
    if answer is None:
        return {"unanswered": f"no answer to {observation['kind']}"}
    try:
        return answer(result, case, observation)
    except (UnknownPlace, BadPrefix) as error:
        return {"unanswered": f"{type(error).__name__}: {error}"}


def _nic(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    rows = ask(result, "routes", at=observation["at"])["tables"][0]["routes"]
    return {"routes": [_without_service_tag(row) for row in rows]}


def _without_service_tag(row: Answer) -> Answer:
    """B-13: Azure prints the addresses of a service tag, which change by the week; the cases mask them."""
    tagged = row["source"] == "User" and "/" not in row["addressPrefix"]
    return {**row, "addressPrefix": "*"} if tagged else row


def _learned(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    asked = {k: observation[k] for k in ("peer",) if k in observation} | _teller(result, observation)
    if observation["kind"] == "circuitRouteTable":
        named = "secondary" if "secondary" in observation["id"] else "primary"
        asked = {"link": observation.get("devicePath", named)}
    rows = ask(result, "learned", at=observation["at"], **asked)["routes"]
    if observation["id"].endswith("-received"):
        rows = [row for row in rows if row["nextHop"] is not None]
    return {"routes": rows}


def _teller(result: Result, observation: Mapping[str, Any]) -> Answer:
    """Some tables hold what one neighbour told: `csr1-from-rs0` is what the Route Server rs0 told csr1."""
    router, _, teller = observation["id"].partition("-from-")
    return {"peer": teller} if router == observation["at"] and teller in result.network.route_servers else {}


def _advertised(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    asked = {k: observation[k] for k in ("peer",) if observation.get(k) not in (None, "*")}
    return {"routes": ask(result, "advertised", at=observation["at"], **asked)["routes"]}


def _peers(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    return {"peers": ask(result, "peers", at=observation["at"])["peers"]}


def _client(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    return {"routes": ask(result, "client", at=observation["at"], os=observation.get("os") or "")["routes"]}


def _next_hop(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    row = ask(result, "nexthop", at=observation["from"], to=observation["to"])["row"]
    hops = row["nextHopIpAddress"] if row else []
    return {"nextHopType": row["nextHopType"] if row else None, "nextHopIpAddress": hops[0] if hops else None}


def _hub_routes(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    return {"routes": ask(result, "hubroutes", at=observation["at"])["routes"]}


def _hub_table(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    table = ask(result, "hubtable", at=observation["at"])
    return {"routes": table["routes"], "propagatingConnections": table["propagatingConnections"]}


def _path_on_premises(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    prepend = tuple(observation.get("routeMapPrepend", ()))
    return {"asPathAtOnPremises": path_on_premises(result, observation["at"], prepend)}


def _rejected(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    finding = refusal_for(parse(case["topology"]), observation.get("change"))
    return {"errorCode": finding.code if finding else None, "message": finding.message if finding else None}


def _reachable(result: Result, case: Mapping[str, Any], observation: Mapping[str, Any]) -> Answer:
    ends = {"from": observation.get("fromAddress") or observation["from"], "to": observation["to"]}
    return {"reachable": ask(result, "trace", **ends)["reachable"]}


ANSWERS: Mapping[str, Callable[[Result, Mapping[str, Any], Mapping[str, Any]], Answer]] = {
    "nicEffectiveRoutes": _nic,
    "gatewayLearnedRoutes": _learned,
    "gatewayAdvertisedRoutes": _advertised,
    "routeServerLearnedRoutes": _learned,
    "routeServerAdvertisedRoutes": _advertised,
    "circuitRouteTable": _learned,
    "routerRib": _learned,
    "bgpTable": _learned,
    "bgpPeerStatus": _peers,
    "p2sClientRoutes": _client,
    "nextHop": _next_hop,
    "hubEffectiveRoutes": _hub_routes,
    "hubRouteTable": _hub_table,
    "mseeAsPath": _path_on_premises,
    "reachability": _reachable,
    "rejected": _rejected,
}
