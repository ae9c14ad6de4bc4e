"""`compute`: a network and a what-if in, everything that can be asked of it out. Answers are made when asked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from app.engine.bgp import PathAttributes, PrefixClass, Speaker
from app.engine.classes import catalogue
from app.engine.fabric import FabricBuilder
from app.engine.feed import Feed, Numbering
from app.engine.hub_routes import HubRoutes
from app.engine.hub_tables import Propagation as HubPropagation
from app.engine.lpm import PrefixTable
from app.engine.network import Network, Subnet, VirtualNetwork
from app.engine.policy import Scene
from app.engine.prefix import Prefix, order
from app.engine.program import Programmer
from app.engine.propagate import propagate, told
from app.engine.system import SystemTable, stopped_addresses, system_table
from app.engine.tables import SubnetTable, UserTable, subnet_key
from app.engine.whatif import spelled_out


class UnknownPlace(LookupError):
    """Nothing of that name can be asked; `.place` is the name."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Result:
    """The computed routing of one network under one what-if; never changes.

    `beside` holds what others made of it once, by type, and goes when the result goes.
    """

    def __init__(self, network: Network, down: frozenset[str]) -> None:
        self.network, self.down = network, down
        builder = FabricBuilder(network, down)
        self.fabric = builder.build()
        self.homes = builder.homes
        self.scene = Scene(network, self.fabric.speakers)
        self._feeds: dict[str, Feed] = {}
        self._systems: dict[str, SystemTable] = {}
        self._users: dict[str | None, UserTable] = {}
        self._tables: dict[tuple[object, ...], SubnetTable] = {}
        self.beside: dict[type, object] = {}
        self._route()

    def _route(self) -> None:
        self.book = catalogue(self.network, self.homes, self.fabric)
        self.outcome = propagate(self.scene, self.fabric, self.book)

    @cached_property
    def _stopped(self) -> frozenset[str]:
        return stopped_addresses(self.network, self.down)

    @cached_property
    def _programmer(self) -> Programmer:
        return Programmer(self.network, self.fabric, self.book, self.outcome, self.numbering)

    @cached_property
    def hubs(self) -> HubRoutes:
        """What the hubs' tables hold and what they give to connected VNets."""
        return HubRoutes(self.network, self.fabric, self.book, self.outcome, self.down)

    @cached_property
    def propagation(self) -> HubPropagation:
        """Which hub tables the routes of a connection enter."""
        return HubPropagation(self.network)

    def feed(self, vnet: VirtualNetwork) -> Feed | None:
        """The gateway routes of a VNet: its own, or those of the VNet whose gateway it uses, or its hub's."""
        name = vnet.name if vnet.name in self.homes else self._home_of.get(vnet.name)
        if name is None:
            connection = self.hubs.by_vnet.get(vnet.name)
            return self.hubs.feed(connection) if connection is not None else None
        return self.feed_of(name)

    @cached_property
    def _home_of(self) -> dict[str, str]:
        """The VNet whose gateway each VNet uses."""
        return {user: name for name, home in self.homes.items() for user in home.users}

    def feed_of(self, home: str) -> Feed:
        """The gateway routes of a VNet with a gateway or Route Server."""
        if home not in self._feeds:
            self._feeds[home] = self._programmer.feed(home)
        return self._feeds[home]

    @cached_property
    def classes(self) -> PrefixTable[int]:
        """The class of every prefix that is announced."""
        return PrefixTable(self.book.class_of.items())

    @cached_property
    def numbering(self) -> Numbering:
        """The prefixes that are announced by class."""
        return Numbering([cls.prefixes for cls in self.book.classes], self.book.class_of, self.classes)

    @cached_property
    def in_order(self) -> list[Prefix]:
        """Every prefix that is announced, by address, shorter ones first."""
        return sorted(self.book.class_of, key=order)

    @cached_property
    def feeds(self) -> Mapping[str, Feed | None]:
        """The feed of every VNet."""
        return {vnet.name: self.feed(vnet) for vnet in self.network.virtual_networks.values()}

    def system(self, vnet: VirtualNetwork) -> SystemTable:
        """The system routes of a VNet."""
        if vnet.name not in self._systems:
            self._systems[vnet.name] = system_table(self.network, vnet, self.down, self.hubs.by_vnet.get(vnet.name))
        return self._systems[vnet.name]

    def find_subnet(self, at: str) -> tuple[VirtualNetwork, Subnet]:
        """The VNet and subnet that `VNET/SUBNET` (or the subnet's document path) names; raises UnknownPlace."""
        parts = at.removeprefix("virtualNetworks/").replace("/subnets/", "/").split("/")
        vnet = self.network.virtual_networks.get(parts[0])
        subnet = vnet.subnet(parts[1]) if vnet is not None and len(parts) == 2 else None
        if vnet is None or subnet is None:
            raise UnknownPlace(at)
        return vnet, subnet

    def table(self, vnet: VirtualNetwork, subnet: Subnet) -> SubnetTable:
        """The effective route table of a subnet, shared with the subnets that see the same."""
        key = (vnet.name, *subnet_key(subnet))
        if key not in self._tables:
            name = subnet.route_table
            if name not in self._users:
                self._users[name] = UserTable.of(self.network.route_tables.get(name or ""))
            self._tables[key] = SubnetTable(
                network=self.network,
                vnet=vnet,
                system=self.system(vnet),
                feed=self.feed(vnet),
                user=self._users[name],
                route_table=self.network.route_tables.get(name or ""),
                service_endpoints=subnet.service_endpoints,
                stopped=self._stopped,
            )
        return self._tables[key]

    def table_at(self, at: str) -> SubnetTable:
        """The effective route table of `VNET/SUBNET`; raises UnknownPlace."""
        return self.table(*self.find_subnet(at))

    def prepare(self) -> None:
        """Makes every subnet answerable."""
        for vnet in self.network.virtual_networks.values():
            for subnet in vnet.subnets:
                self.table(vnet, subnet)

    def rows_held(self) -> int:
        """How many route entries are held in memory for all tables that were made."""
        return (
            sum(len(f.routes) for f in self._feeds.values())
            + sum(len(s.routes) + len(s.endpoints) for s in self._systems.values())
            + sum(len(u.routes) for u in self._users.values())
        )

    def instances(self, owner: str) -> list[Speaker]:
        """The speakers of a resource, by document path."""
        owner = self.fabric.owner(owner)
        return [s for s in self.fabric.speakers.values() if s.owner == owner]

    def candidates(self, speaker: Speaker) -> Iterable[tuple[PrefixClass, PathAttributes, bool]]:
        """Every path that a speaker holds, with whether it is in use: the chosen one, and at a site its equals."""
        rib = self.outcome.ribs[speaker.id]
        for number in sorted(rib.candidates):
            choice = rib.choices.get(number)
            for key in sorted(rib.candidates[number]):
                path = rib.candidates[number][key]
                used = choice is not None and (
                    path is choice.best or (speaker.kind == "site" and path in choice.shared)
                )
                yield self.book.classes[number], path, used

    def announcements(self, session_id: str) -> Iterable[tuple[PrefixClass, PathAttributes]]:
        """What the source of a session announces on it, before the target takes it in."""
        session = self.fabric.sessions[session_id]
        choices = self.outcome.ribs[session.source].choices
        for cls in self.book.classes:
            path = told(self.scene, self.fabric, self.book, session, cls, choices, self.outcome.started)
            if (
                path is not None
                and (session.target_asn or self.fabric.speakers[session.target].asn) not in path.as_path
            ):
                yield cls, path


def compute(network: Network, down: Iterable[str] = ()) -> Result:
    """The routing of a network with the named document paths failed. Pure and deterministic."""
    return Result(network, spelled_out(network, down))
