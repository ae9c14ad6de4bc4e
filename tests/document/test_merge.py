"""The laws of the difference and of the three-way merge."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from app.document.merge import MISSING, Change, diff, merge

NAMES = st.sampled_from(["hub", "spoke", "dmz", "dr"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["a", "b"]))
WORDS = st.lists(st.sampled_from(["10.0.0.0/8", "10.1.0.0/16", "192.168.0.0/16"]), unique=True)
POINTS = st.lists(st.integers(0, 3), max_size=2)


def named(inner: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[list[dict[str, object]]]:
    items = st.tuples(NAMES, inner).map(lambda pair: {"name": pair[0], **pair[1]})
    return st.lists(items, unique_by=lambda item: item["name"], max_size=4)


LEAVES: st.SearchStrategy[dict[str, object]] = st.dictionaries(
    st.sampled_from(["sku", "asn", "prefixes", "at"]), SCALARS | WORDS | POINTS, max_size=3
)
ITEMS = st.builds(lambda leaf, subnets: {**leaf, "subnets": subnets}, LEAVES, named(LEAVES))
DOCUMENTS = st.dictionaries(
    st.sampled_from(["virtualNetworks", "sites", "canvas", "name"]), named(ITEMS) | LEAVES | SCALARS, max_size=4
)


@given(DOCUMENTS, DOCUMENTS)
def test_one_side_alone_wins(base: dict[str, object], x: dict[str, object]) -> None:
    for merged in (merge(base, x, base), merge(base, base, x), merge(base, x, x)):
        assert merged.document == x
        assert merged.conflicts == ()


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_sides_are_symmetric(base: dict[str, object], a: dict[str, object], b: dict[str, object]) -> None:
    one, other = merge(base, a, b), merge(base, b, a)
    assert [(c.path, c.base, c.mine, c.theirs) for c in one.conflicts] == [
        (c.path, c.base, c.theirs, c.mine) for c in other.conflicts
    ]


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_arguments_stay_as_they_are(base: dict[str, object], a: dict[str, object], b: dict[str, object]) -> None:
    before = deepcopy((base, a, b))
    merge(base, a, b)
    assert (base, a, b) == before


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_no_edit_is_lost_without_a_conflict(
    base: dict[str, object], a: dict[str, object], b: dict[str, object]
) -> None:
    merged = merge(base, a, b)
    if not merged.conflicts:
        left = {change.path: change.after for change in diff(base, a) if not isinstance(change.after, list)}
        done = {change.path: change.after for change in diff(base, merged.document)}
        kept = {path: value for path, value in left.items() if not isinstance(value, dict)}
        assert all(done[path] == value for path, value in kept.items())


@given(DOCUMENTS, DOCUMENTS)
def test_difference_is_empty_exactly_for_equals(a: dict[str, object], b: dict[str, object]) -> None:
    assert diff(a, a) == ()
    assert (diff(a, b) == ()) == (repr_of(a) == repr_of(b))


def repr_of(value: object) -> object:
    """Equality that tells true from 1."""
    if isinstance(value, dict):
        return frozenset((key, repr_of(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(repr_of(inner) for inner in value)
    return type(value), value


def test_both_add_prefixes_and_networks() -> None:
    base = {"virtualNetworks": [{"name": "hub", "addressSpace": ["10.0.0.0/16"]}]}
    mine = {"virtualNetworks": [{"name": "hub", "addressSpace": ["10.0.0.0/16", "10.1.0.0/16"]}, {"name": "a"}]}
    theirs = {"virtualNetworks": [{"name": "b"}, {"name": "hub", "addressSpace": ["10.2.0.0/16", "10.0.0.0/16"]}]}
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document == {
        "virtualNetworks": [
            {"name": "b"},
            {"name": "hub", "addressSpace": ["10.2.0.0/16", "10.0.0.0/16", "10.1.0.0/16"]},
            {"name": "a"},
        ]
    }


def test_conflict_names_path_and_values() -> None:
    base = {"virtualNetworkGateways": [{"name": "gw", "sku": "VpnGw1AZ"}]}
    mine = {"virtualNetworkGateways": [{"name": "gw", "sku": "VpnGw2AZ"}]}
    theirs = {"virtualNetworkGateways": [{"name": "gw"}]}
    merged = merge(base, mine, theirs)
    assert [conflict.as_json() for conflict in merged.conflicts] == [
        {"path": "virtualNetworkGateways/gw/sku", "base": "VpnGw1AZ", "mine": "VpnGw2AZ"}
    ]
    assert merged.document == mine


def test_removing_what_the_other_side_edits_is_a_conflict() -> None:
    base = {"sites": [{"name": "hq", "asn": 1}, {"name": "branch"}]}
    merged = merge(base, {"sites": [{"name": "branch"}]}, {"sites": [{"name": "hq", "asn": 2}, {"name": "branch"}]})
    assert [(c.path, c.mine) for c in merged.conflicts] == [("sites/hq", MISSING)]


def test_difference_reads_by_name() -> None:
    a = {"sites": [{"name": "hq", "asn": 1}]}
    b = {"sites": [{"name": "hq", "asn": 2}, {"name": "branch"}]}
    assert diff(a, b) == (Change("sites/hq/asn", 1, 2), Change("sites/branch", MISSING, {"name": "branch"}))


def test_two_words_in_the_place_of_one_are_a_conflict() -> None:
    def subnet(*prefixes: str) -> dict[str, object]:
        return {"subnets": [{"name": "web", "addressPrefixes": list(prefixes)}]}

    base, mine, theirs = subnet("10.0.1.0/24"), subnet("10.0.2.0/24"), subnet("10.0.9.0/24")
    conflict = merge(base, mine, theirs).conflicts[0]
    assert conflict.as_json() == {
        "path": "subnets/web/addressPrefixes",
        "base": ["10.0.1.0/24"],
        "mine": ["10.0.2.0/24"],
        "theirs": ["10.0.9.0/24"],
    }
    settled = merge(base, mine, theirs, {"subnets/web/addressPrefixes": "theirs"})
    assert settled.document == theirs
    assert settled.conflicts == ()
    grown = merge(base, subnet("10.0.1.0/24", "10.0.2.0/24"), subnet("10.0.9.0/24"))
    assert grown.conflicts == ()
    assert sorted(grown.document["subnets"][0]["addressPrefixes"]) == ["10.0.2.0/24", "10.0.9.0/24"]  # type: ignore[index]
