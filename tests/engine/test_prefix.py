"""Prefixes and longest match, each against the standard library or brute force."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import prefix as px
from app.engine.lpm import PrefixTable

FEW = st.integers(0, 15)


@st.composite
def prefixes(draw: st.DrawFn) -> px.Prefix:
    """Prefixes that often nest: few distinct leading bits."""
    version = draw(st.sampled_from((4, 6)))
    bits = px.BITS[version]
    length = draw(st.sampled_from((0, 1, 4, 8, 9, 16, 24, 31, bits - 1, bits)))
    value = draw(FEW) << (bits - 4) | draw(FEW) << (bits - 9) | draw(FEW)
    return px.Prefix(value >> (bits - length) << (bits - length), length, version)


def network(prefix: px.Prefix) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(str(prefix))


@given(prefixes())
def test_text_and_back(prefix: px.Prefix) -> None:
    assert px.parse(str(prefix)) == prefix
    assert int(network(prefix).broadcast_address) == prefix.last


@given(prefixes(), prefixes())
def test_contains_and_overlaps_agree_with_the_standard_library(one: px.Prefix, other: px.Prefix) -> None:
    same = one.version == other.version
    assert px.contains(one, other) == (same and network(other).subnet_of(network(one)))  # type: ignore[arg-type]
    assert px.overlaps(one, other) == (same and network(one).overlaps(network(other)))
    assert px.inside_any(other, [one]) == px.contains(one, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10.1.2.3/8", "10.0.0.0/8"), ("10.1.2.3", "10.1.2.3/32"), ("FD00::1/8", "fd00::/8"), ("::1", "::1/128")],
)
def test_parse_clears_host_bits_and_reads_bare_addresses(text: str, expected: str) -> None:
    assert str(px.parse(text)) == expected


@pytest.mark.parametrize(
    "text", ["", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/ 8", "::/129", "10.0.0.0/", "x", "1.2.3.4/٣"]
)
def test_parse_refuses(text: str) -> None:
    with pytest.raises(px.BadPrefix):
        px.parse(text)


def test_nth_address_and_host() -> None:
    assert px.nth_address(px.parse("10.0.0.0/27"), 4) == "10.0.0.4"
    assert str(px.host("10.0.0.4")) == "10.0.0.4/32"


@given(st.lists(prefixes(), unique=True))
def test_order_is_family_then_address_then_length(some: list[px.Prefix]) -> None:
    expected = sorted(some, key=lambda p: (p.version, int(network(p).network_address), p.length))
    assert sorted(some, key=px.order) == expected


@given(st.lists(prefixes(), unique=True), prefixes())
def test_longest_match_is_what_brute_force_finds(entries: list[px.Prefix], target: px.Prefix) -> None:
    found = PrefixTable((p, str(p)) for p in entries)
    host = px.Prefix(target.value, px.BITS[target.version], target.version)
    covering = sorted((p.length, str(p)) for p in entries if px.contains(p, host))
    assert found.lookup(target.value, target.version) == (covering[-1] if covering else None)
    assert list(found.covering(target.value, target.version)) == covering[::-1]
    outer = sorted((p.length, str(p)) for p in entries if px.contains(p, target))
    assert list(found.covers(target)) == [text for _, text in outer[::-1]]


@given(st.lists(prefixes(), unique=True), prefixes(), st.integers(0, 128), st.integers(0, 128))
def test_covering_keeps_to_the_lengths_asked_for(entries: list[px.Prefix], at: px.Prefix, low: int, high: int) -> None:
    found = PrefixTable((p, p) for p in entries)
    every = [length for length, _ in found.covering(at.value, at.version)]
    some = [length for length, _ in found.covering(at.value, at.version, low, high)]
    assert some == [length for length in every if low <= length <= high]


def test_the_last_entry_of_a_prefix_counts() -> None:
    found = PrefixTable([(px.parse("10.0.0.0/8"), "first"), (px.parse("10.0.0.0/8"), "last")])
    assert found.lookup(*px.parse_address("10.1.1.1")) == (8, "last")
