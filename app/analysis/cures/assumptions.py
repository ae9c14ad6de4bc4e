"""Cures that write down what was read into a design, so that it is said and no longer taken."""

from collections.abc import Iterator, Mapping

from app.analysis.cures.change import Cure, Maker, cure, named
from app.analysis.findings.finding import Finding, listed, name_of
from app.document.schema import ExpressRouteCircuit, Topology
from app.document.unlisted import Networks, link_networks


def say_links(topology: Topology, finding: Finding) -> Cure | None:
    """Every circuit of the customer's router at once, because one that says its links ends the order for all."""
    networks = link_networks(topology)
    site = named(topology.sites, name_of(finding.path))
    if site is None:
        return None
    circuits = [c for c in topology.express_route_circuits if c.site == site.name and c.name in networks]
    told = {c.name: site.address_space if c.advertised_prefixes is None else c.advertised_prefixes for c in circuits}
    changes = (each for c in circuits for each in _said(c, networks[c.name], told[c.name]))
    return cure(f"Write the networks of the links into {listed(told)}", changes)


def _said(circuit: ExpressRouteCircuit, networks: Networks, told: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    path = f"expressRouteCircuits/{circuit.name}"
    for link, prefix in networks.items():
        yield f"{path}/{link}PeerAddressPrefix", str(prefix)
    if set(circuit.device_paths) - networks.keys():
        by_link = {link: list(told) if link in networks else [] for link in circuit.device_paths}
        yield f"{path}/advertisedPrefixesByLink", by_link


MAKERS: Mapping[str, Maker] = {"E-08": say_links}
