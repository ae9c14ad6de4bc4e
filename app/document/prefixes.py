"""Checks of prefixes and addresses as people write them; fast enough for a hundred thousand in one document.

Knows nothing of the rest of the format. Says what is wrong in a sentence and what to write instead.
"""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = re.compile(rf"({_OCTET})\.({_OCTET})\.({_OCTET})\.({_OCTET})")
_IPV4_PREFIX = re.compile(rf"({_OCTET})\.({_OCTET})\.({_OCTET})\.({_OCTET})/(3[0-2]|[12]?[0-9])")
_SERVICE_TAG = re.compile(r"[A-Z][A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*")
_REMEMBERED = 200_000
_good: set[str] = set()


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one string of a list (or with a single value, then index is None)."""

    index: int | None
    code: str
    message: str
    hint: str


def prefix_flaw(text: str, index: int | None = None) -> Flaw | None:
    """None where text is an IPv4 or IPv6 prefix in CIDR notation without host bits."""
    if text in _good:
        return None
    match = _IPV4_PREFIX.fullmatch(text)
    if match:
        a, b, c, d, length = map(int, match.groups())
        if (a << 24 | b << 16 | c << 8 | d) & ((1 << (32 - length)) - 1):
            return _host_bits(text, index)
    else:
        flaw = _slow_prefix_flaw(text, index)
        if flaw:
            return flaw
    _remember(text)
    return None


def prefix_flaws(texts: Collection[str]) -> list[Flaw]:
    """The flaws of a whole list, each with its index."""
    if _good.issuperset(texts):
        return []
    flaws = []
    for index, text in enumerate(texts):
        if text not in _good:
            flaw = prefix_flaw(text, index)
            if flaw:
                flaws.append(flaw)
    return flaws


def address_flaw(text: str, index: int | None = None) -> Flaw | None:
    """None where text is an IP address, or the * that stands for one the source does not show."""
    if text == "*" or _IPV4.fullmatch(text):
        return None
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        hint = "Write an address such as 10.0.0.4, or * where it is not known."
        if "/" in text and not address_flaw(text.partition("/")[0]):
            hint = f"Write {text.partition('/')[0]} without the mask."
        return Flaw(index, "bad-address", f"{text!r} is not an IP address.", hint)
    return None


def is_service_tag(text: str) -> bool:
    """True for names such as Storage or Sql.WestEurope, which a user route may have in place of a prefix."""
    return _SERVICE_TAG.fullmatch(text) is not None


def _slow_prefix_flaw(text: str, index: int | None) -> Flaw | None:
    address, slash, mask = text.partition("/")
    if not slash:
        if address_flaw(address) is None and address != "*":
            width = 128 if ":" in address else 32
            hint = f"Write {address}/{width} for this one address, or the mask of the network."
            return Flaw(index, "bad-prefix", f"{text!r} has no mask.", hint)
        return Flaw(index, "bad-prefix", f"{text!r} is not a prefix.", "Write a prefix such as 10.0.0.0/16.")
    if address_flaw(address) is not None or address == "*":
        return Flaw(
            index,
            "bad-prefix",
            f"{text!r} is not a prefix: {address!r} is not an IP address.",
            "Write a prefix such as 10.0.0.0/16.",
        )
    widest = 128 if ":" in address else 32
    if not (mask.isascii() and mask.isdigit() and str(int(mask)) == mask and int(mask) <= widest):
        return Flaw(
            index,
            "bad-mask",
            f"{text!r} has the mask {mask!r}; it must be a number from 0 to {widest}.",
            _mask_hint(address, mask, widest),
        )
    network = ipaddress.ip_network(text, strict=False)
    if int(network.network_address) != int(ipaddress.ip_address(address)):
        return _host_bits(text, index)
    return None


def _mask_hint(address: str, mask: str, widest: int) -> str:
    try:
        return f"Write {ipaddress.ip_network(f'{address}/{mask}', strict=False)}."
    except ValueError:
        return f"Write the number of leading bits, such as /{24 if widest == 32 else 64}."


def _host_bits(text: str, index: int | None) -> Flaw:
    network = ipaddress.ip_network(text, strict=False)
    return Flaw(index, "host-bits", f"{text!r} is an address inside {network}, not a prefix.", f"Write {network}.")


def _remember(text: str) -> None:
    if len(_good) >= _REMEMBERED:
        _good.clear()
    _good.add(text)
