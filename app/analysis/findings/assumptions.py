"""What is read into a design that it does not say, told so that its authors can say it. Decides no route."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from app.analysis.findings.finding import Finding, found, listed
from app.analysis.findings.lens import Lens
from app.document.schema import ExpressRouteCircuit
from app.document.unlisted import Networks, link_networks, unlisted_ipv6


def unsaid_links(lens: Lens) -> Iterator[Finding]:
    """E-08: a customer's router that announces its links and does not say which is which."""
    if lens.design is None:
        return
    networks = link_networks(lens.design)
    for site in lens.design.sites if networks else ():
        circuits = [c for c in lens.design.express_route_circuits if c.site == site.name and networks.get(c.name)]
        if circuits:
            sentence = f"{site.name} announces nothing but /30s without saying which link has which: "
            places = (f"expressRouteCircuits/{circuit.name}" for circuit in circuits)
            yield found("E-08", f"sites/{site.name}", sentence + _taken(circuits, networks), places, "advice")


def _taken(circuits: Sequence[ExpressRouteCircuit], networks: Mapping[str, Networks]) -> str:
    (first, has), *others = [(f"{c.name} {link}", p) for c in circuits for link, p in networks[c.name].items()]
    taken = ", ".join((f"{first} is taken to have {has}", *(f"{link} {prefix}" for link, prefix in others)))
    quiet = [f"{c.name} {link}" for c in circuits for link in c.device_paths if link not in networks[c.name]]
    silence = f", and {listed(quiet)} to announce nothing" if quiet else ""
    key = "advertisedPrefixesByLink" if quiet else "secondaryPeerAddressPrefix"
    return f"{taken}{silence}. Say it with primaryPeerAddressPrefix and {key} of the circuit."


def unsaid_ipv6(lens: Lens) -> Iterator[Finding]:
    """I-14: networks in which IPv6 is in use though no subnet lists an IPv6 prefix."""
    used = unlisted_ipv6(lens.design) if lens.design else {}
    for name, addresses in used.items():
        if addresses:
            others = [f"virtualNetworks/{other}" for other in used if other != name]
            sentence = (
                f"{name} uses {listed(addresses)} although none of its subnets lists an IPv6 prefix: all subnets "
                f"of {listed((name, *used))} are taken to be dual-stack, GatewaySubnet too. "
                "Say it with the IPv6 prefixes of those that are, in their addressPrefixes."
            )
            yield found("I-14", f"virtualNetworks/{name}", sentence, others, "advice")
            return


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[[Lens], Iterator[Finding]]], ...]] = (
    (("E-08",), unsaid_links),
    (("I-14",), unsaid_ipv6),
)
