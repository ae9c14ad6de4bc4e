"""How large a document may be, checked before anything is computed from it. Azure's own limits are findings."""

from collections.abc import Iterator, Mapping

from app.document.problems import Problem

MAX_BYTES = 8 * 1024 * 1024
MAX_VALUES = 1_000_000
MAX_DEPTH = 32
MAX_VIRTUAL_NETWORKS = 2_500
MAX_SUBNETS = 10_000
MAX_PREFIXES = 120_000
MAX_LIST = 20_000

_PREFIX_KEYS = frozenset({
    "addressPrefixes", "addressSpace", "advertisedPrefixes", "destinations", "routePrefix", "customRoutes",
    "vpnClientAddressPool", "primary", "secondary", "routes",
})  # fmt: skip
_FLAT = frozenset({"routes", "peerings", "positions", "virtualMachines", "connections"})


def size_problem(size: int, values: int) -> Problem | None:
    """Refuse a text that is too long, or that holds more values than any document within the limits."""
    if size > MAX_BYTES:
        return Problem(
            "",
            "too-large",
            f"The document has {size:,} bytes; the limit is {MAX_BYTES:,}.",
            "Leave out what does not change routing, or split the design.",
        )
    if values > MAX_VALUES:
        return Problem("", "too-large", f"The document has more than {MAX_VALUES:,} values.", "Split the design.")
    return None


def depth_problem(document: object) -> Problem | None:
    """Refuse nesting that no part of the format needs, level by level and without recursion."""
    level: list[object] = [document]
    for _ in range(MAX_DEPTH):
        level = [child for container in level for child in _children(container) if isinstance(child, (dict, list))]
        if not level:
            return None
    return Problem(
        "",
        "too-deep",
        f"The document is nested deeper than {MAX_DEPTH} levels.",
        "No part of the format needs that; look for a bracket that is never closed.",
    )


def count_problems(document: Mapping[str, object]) -> list[Problem]:
    """Refuse more networks, subnets or prefixes than the limits allow."""
    networks = document.get("virtualNetworks")
    networks = networks if isinstance(networks, list) else []
    subnets = sum(len(v["subnets"]) for v in networks if isinstance(v, dict) and isinstance(v.get("subnets"), list))
    problems = [
        Problem(path, "too-many", f"The design has {count:,} {what}; the limit is {limit:,}.", "Split the design.")
        for path, what, count, limit in (
            ("virtualNetworks", "virtual networks", len(networks), MAX_VIRTUAL_NETWORKS),
            ("virtualNetworks", "subnets", subnets, MAX_SUBNETS),
        )
        if count > limit
    ]
    prefixes = 0
    for path, key, entries in _lists(document):
        if len(entries) > MAX_LIST:
            problems.append(
                Problem(
                    path,
                    "too-many",
                    f"This list has {len(entries):,} entries; the limit is {MAX_LIST:,}.",
                    "Summarise or split it.",
                )
            )
        if key in _PREFIX_KEYS:
            prefixes += len(entries)
    if prefixes > MAX_PREFIXES:
        problems.append(
            Problem(
                "",
                "too-many",
                f"The design has {prefixes:,} prefixes; the limit is {MAX_PREFIXES:,}.",
                "Summarise what is announced.",
            )
        )
    return problems


def _children(container: object) -> Iterator[object]:
    if isinstance(container, dict):
        yield from container.values()
    elif isinstance(container, list):
        yield from container


def _lists(document: Mapping[str, object]) -> Iterator[tuple[str, str, list[object]]]:
    """Every list of the document with its path and the property that holds it; items of flat lists are not entered."""
    stack: list[tuple[str, str, object]] = [("", key, value) for key, value in document.items()]
    while stack:
        path, key, value = stack.pop()
        here = f"{path}/{key}" if path else key
        if isinstance(value, list):
            yield here, key, value
            if key not in _FLAT and value and isinstance(value[0], (dict, list)):
                stack += [(here, str(index), child) for index, child in enumerate(value)]
        elif isinstance(value, dict):
            stack += [(here, name, child) for name, child in value.items() if isinstance(child, (dict, list))]
