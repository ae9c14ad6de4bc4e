"""Holds the model's answers against what Azure was observed to answer, one comparison per kind of observation.

Knows neither how the answers were computed nor where the cases are kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.analysis.agreement import (
    MASKED,
    Difference,
    Key,
    Row,
    Table,
    as_numbers,
    compare_tables,
    first_prefixes,
    is_open_address,
    normal_prefix,
    tabulate,
    values,
    words,
)

COMPARED_DROP_ROWS = frozenset({"10.0.0.0/8", "192.168.0.0/16", "100.64.0.0/10"})
SENTENCE_OVERLAP = 0.7

Comparison = Callable[[Row, Row], list[Difference]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one observation of a case agrees."""

    case: str
    observation: str
    kind: str
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


def verify(case: Mapping[str, Any], answers: Iterable[Row]) -> tuple[Verdict, ...]:
    """A verdict for each observation of the case, in its order."""
    by_observation = {answer["observation"]: answer for answer in answers if answer["case"] == case["id"]}
    return tuple(
        Verdict(case["id"], o["id"], o["kind"], tuple(compare(o, by_observation.get(o["id"]))))
        for o in case["observations"]
    )


def compare(observation: Row, answer: Row | None) -> list[Difference]:
    """How the answer differs from the observation; empty when they agree."""
    comparison = COMPARISONS.get(observation["kind"])
    if comparison is None:
        return [Difference("unknown kind", str(observation["kind"]))]
    if answer is None or "unanswered" in answer:
        return [Difference("no answer", str((answer or {}).get("unanswered", observation["kind"])))]
    return comparison(observation, answer)


def summary(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int]]:
    """Agreeing and all observations of each kind, by name of the kind."""
    total: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for verdict in verdicts:
        total[verdict.kind] += 1
        agreed[verdict.kind] += verdict.agrees
    return {kind: (agreed[kind], total[kind]) for kind in sorted(total)}


def _complete(observation: Row) -> bool:
    return bool(observation.get("complete", True)) and not observation.get("filter")


def _wrongly_present(observation: Row, present: Iterable[str]) -> list[Difference]:
    absent = [
        p for p in values(observation.get("absent")) + values(observation.get("absentPrefixes")) if isinstance(p, str)
    ]
    seen = set(present)
    return [Difference("should be absent", prefix) for prefix in absent if normal_prefix(prefix) in seen]


def _effective(observation: Row, answer: Row) -> list[Difference]:
    def keys(row: Row) -> Iterable[Key]:
        for prefix in first_prefixes(row, "addressPrefix", "addressPrefixes"):
            yield row.get("source"), row.get("state"), prefix, row.get("nextHopType")

    expected = tabulate(observation["routes"], keys, "nextHopIpAddress")
    answered = tabulate(answer.get("routes", ()), keys, "nextHopIpAddress")
    _adopt_hidden_states(expected, answered)
    shows_drops = any(_is_system_drop(key) for key in expected)

    def ignored(key: Key) -> bool:
        if _is_system_drop(key):
            return not shows_drops or key[2] not in COMPARED_DROP_ROWS
        return bool(key[3] == "VirtualNetworkServiceEndpoint")

    differences = compare_tables(expected, answered, _complete(observation), ignored)
    return differences + _wrongly_present(observation, (key[2] for key in answered))


def _is_system_drop(key: Key) -> bool:
    return bool(key[0] == "Default" and key[3] == "None")


def _adopt_hidden_states(expected: Table, answered: Table) -> None:
    """A source that prints no state agrees with whatever state the answer has."""
    for key in [key for key in expected if key[1] == MASKED]:
        source, _, prefix, hop_type = key
        state = next((k[1] for k in answered if (k[0], k[2], k[3]) == (source, prefix, hop_type)), "Active")
        expected.setdefault((source, state, prefix, hop_type), []).extend(expected.pop(key))


def _bgp(*, origin: bool = False, hops: bool = True, best_only: bool = False) -> Comparison:
    """A comparison of BGP tables by network and AS path, with the origin and next hops where a source shows them."""

    def keys(row: Row) -> Iterable[Key]:
        if best_only and row.get("best") is False:
            return
        shown = row.get("origin") if origin else None
        for prefix in first_prefixes(row, "network", "addressPrefix", "addressPrefixes"):
            path = _path(row)
            yield (prefix, path) if shown in (None, MASKED) else (prefix, path, shown)

    def compared(observation: Row, answer: Row) -> list[Difference]:
        expected = tabulate(observation["routes"], keys, "nextHop" if hops else None)
        answered = tabulate(answer.get("routes", ()), keys, "nextHop" if hops else None)
        if origin and any(len(key) == 2 for key in expected):
            expected, answered = ({key[:2]: value for key, value in table.items()} for table in (expected, answered))
        differences = _settle_hidden_paths(expected, answered)
        differences += compare_tables(expected, answered, _complete(observation))
        return differences + _wrongly_present(observation, (key[0] for key in answered))

    return compared


def _path(row: Row) -> tuple[str, ...]:
    return (MASKED,) if row.get("asPath") == MASKED else as_numbers(row.get("asPath"))


def _settle_hidden_paths(expected: Table, answered: Table) -> list[Difference]:
    """Take out the rows whose path the source hides, with every answered row of the same prefix."""
    differences = []
    for key in [key for key in expected if key[1] == (MASKED,)]:
        same_prefix = [k for k in answered if k[0] == key[0]]
        if not same_prefix:
            differences.append(Difference("missing", words(key), ", ".join(expected[key])))
        for found in same_prefix:
            del answered[found]
        del expected[key]
    return differences


def _of_any_instance(comparison: Comparison) -> Comparison:
    """A gateway's table may be that of both instances or of the single one that a source asked."""

    def compared(observation: Row, answer: Row) -> list[Difference]:
        rows = list(answer.get("routes", ()))

        def only(addresses: set[Any]) -> Row:
            return {**answer, "routes": [row for row in rows if row.get("localAddress") in addresses]}

        asked = {row.get("localAddress") for row in observation["routes"]} - {None, MASKED}
        instances = {row.get("localAddress") for row in rows} - {None}
        if asked and asked <= instances:
            return comparison(observation, only(asked))
        candidates = [answer, *(only({instance}) for instance in sorted(instances))]
        return min((comparison(observation, candidate) for candidate in candidates), key=len)

    return compared


def _hub(observation: Row, answer: Row) -> list[Difference]:
    def keys(row: Row) -> Iterable[Key]:
        for prefix in first_prefixes(row, "addressPrefixes", "addressPrefix", "destinations"):
            yield prefix, row.get("nextHopType"), _path(row)

    expected = tabulate(observation["routes"], keys, "nextHops")
    answered = tabulate(answer.get("routes", ()), keys, "nextHops")
    differences = compare_tables(expected, answered, bool(observation.get("complete", True)))
    return differences + _wrongly_present(observation, (key[0] for key in answered))


def _client(observation: Row, answer: Row) -> list[Difference]:
    def prefixes(rows: Iterable[Row]) -> set[str]:
        return {prefix for row in rows for prefix in first_prefixes(row, "network", "addressPrefix")}

    expected, answered = prefixes(observation["routes"]), prefixes(answer.get("routes", ()))
    differences = [Difference("missing", prefix) for prefix in sorted(expected - answered)]
    if observation.get("complete", True):
        differences += [Difference("unexpected", prefix) for prefix in sorted(answered - expected)]
    return differences


def _peers(observation: Row, answer: Row) -> list[Difference]:
    def connected(rows: Iterable[Row]) -> set[tuple[str, int]]:
        return {(str(row["neighbor"]), int(row["asn"])) for row in rows if row.get("state") == "Connected"}

    expected, answered = connected(observation["peers"]), connected(answer.get("peers", ()))
    if any(is_open_address(neighbor) for neighbor, _ in expected | answered):
        agree = Counter(asn for _, asn in expected) == Counter(asn for _, asn in answered)
    else:
        agree = expected == answered
    return [] if agree else [Difference("peers", "connected", _peer_words(expected), _peer_words(answered))]


def _peer_words(peers: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{neighbor} AS{asn}" for neighbor, asn in sorted(peers))


def _fields(*names: str) -> Comparison:
    def compared(observation: Row, answer: Row) -> list[Difference]:
        return [
            Difference("differs", name, str(observation[name]), str(answer.get(name)))
            for name in names
            if observation.get(name) not in (None, MASKED) and observation[name] != answer.get(name)
        ]

    return compared


def _edge_path(observation: Row, answer: Row) -> list[Difference]:
    expected, answered = (as_numbers(side.get("asPathAtOnPremises")) for side in (observation, answer))
    if expected == answered:
        return []
    return [Difference("differs", "AS path on premises", " ".join(expected), " ".join(answered))]


def _rejected(observation: Row, answer: Row) -> list[Difference]:
    code = observation.get("errorCode")
    if code not in (None, MASKED):
        return (
            []
            if code == answer.get("errorCode")
            else [Difference("differs", "error code", code, str(answer.get("errorCode")))]
        )
    expected, answered = (_plain_words(side.get("message")) for side in (observation, answer))
    if expected and len(expected & answered) >= SENTENCE_OVERLAP * len(expected):
        return []
    return [Difference("differs", "message", str(observation.get("message")), str(answer.get("message")))]


def _plain_words(sentence: object) -> set[str]:
    """The words of an error message without the names and resource ids in it."""
    without_names = re.sub(r"\S*/\S*|'[^']*'|\"[^\"]*\"", " ", str(sentence or ""))
    return set(re.findall(r"\b[a-z]{4,}\b", without_names.lower()))


COMPARISONS: Mapping[str, Comparison] = {
    "nicEffectiveRoutes": _effective,
    "gatewayLearnedRoutes": _of_any_instance(_bgp(origin=True)),
    "gatewayAdvertisedRoutes": _of_any_instance(_bgp(hops=False)),
    "circuitRouteTable": _bgp(hops=False),
    "routeServerLearnedRoutes": _of_any_instance(_bgp()),
    "routeServerAdvertisedRoutes": _of_any_instance(_bgp(hops=False)),
    "routerRib": _bgp(hops=False, best_only=True),
    "bgpTable": _bgp(hops=False, best_only=True),
    "hubEffectiveRoutes": _hub,
    "hubRouteTable": _hub,
    "p2sClientRoutes": _client,
    "bgpPeerStatus": _peers,
    "reachability": _fields("reachable"),
    "nextHop": _fields("nextHopType", "nextHopIpAddress"),
    "mseeAsPath": _edge_path,
    "rejected": _rejected,
}
