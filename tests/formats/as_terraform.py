"""A small network as Terraform prints it: as state, as a state file, and as a plan in which no id is known yet."""

import copy
from typing import Any

Item = dict[str, Any]
GROUP = "/subscriptions/s/resourceGroups/rg-net/providers/Microsoft.Network"
OWN = {"resource_group_name": "rg-net", "location": "westeurope"}


def _ref(*references: str) -> Item:
    return {"references": list(references)}


def _resource(address: str, ident: str, values: Item, expressions: Item | None = None) -> Item:
    kind = address.rpartition("module.")[2].split(".")[1 if "module." in address else 0]
    return {
        "address": address,
        "type": kind,
        "values": {**values, "id": f"{GROUP}/{ident}" if not ident.startswith("/") else ident},
        "expressions": expressions or {},
    }


HUB = "virtualNetworks/vnet-hub"
SPOKE = "virtualNetworks/vnet-spoke-{}"


def resources() -> list[Item]:
    """Everything with the ids that the state has and the expressions that the plan has."""
    others = [
        _resource("azurerm_log_analytics_workspace.log", "/x", {**OWN, "name": "log"}),
        _resource("random_id.any", "/y", {"hex": "af"}),
    ]
    spokes = [each for key, number in (("app", 1), ("data", 2)) for each in (*_spoke(key, number), *_peered(key))]
    return [*_hub(), *_gateway(), *_branch(), *others, *spokes]


def _hub() -> list[Item]:
    return [
        _resource(
            "azurerm_virtual_network.hub",
            HUB,
            {**OWN, "name": "vnet-hub", "address_space": ["10.0.0.0/22"], "subnet": []},
        ),
        _resource(
            'azurerm_subnet.hub["gateway"]',
            f"{HUB}/subnets/GatewaySubnet",
            {**OWN, "name": "GatewaySubnet", "virtual_network_name": "vnet-hub", "address_prefixes": ["10.0.0.0/27"]},
        ),
        _resource(
            'azurerm_subnet.hub["nva"]',
            f"{HUB}/subnets/snet-nva",
            {**OWN, "name": "snet-nva", "virtual_network_name": "vnet-hub", "address_prefixes": ["10.0.1.0/26"]},
        ),
        _resource(
            "azurerm_route_table.spokes",
            "routeTables/rt-spokes",
            {
                **OWN,
                "name": "rt-spokes",
                "bgp_route_propagation_enabled": False,
                "route": [
                    {
                        "name": "out",
                        "address_prefix": "0.0.0.0/0",
                        "next_hop_type": "VirtualAppliance",
                        "next_hop_in_ip_address": "10.0.1.4",
                    }
                ],
            },
        ),
    ]


def _gateway() -> list[Item]:
    return [
        _resource(
            "azurerm_virtual_network_gateway.vpn",
            "virtualNetworkGateways/vgw-hub",
            {
                **OWN,
                "name": "vgw-hub",
                "type": "Vpn",
                "vpn_type": "RouteBased",
                "sku": "VpnGw2AZ",
                "active_active": False,
                "bgp_enabled": True,
                "bgp_settings": [{"asn": 65515, "peering_addresses": [{"default_addresses": ["10.0.0.30"]}]}],
                "ip_configuration": [{"name": "default", "subnet_id": f"{GROUP}/{HUB}/subnets/GatewaySubnet"}],
                "vpn_client_configuration": [{"address_space": ["172.20.0.0/24"]}],
            },
            {
                "ip_configuration": [
                    {"subnet_id": _ref('azurerm_subnet.hub["gateway"].id', 'azurerm_subnet.hub["gateway"]')}
                ]
            },
        ),
    ]


def _branch() -> list[Item]:
    return [
        _resource(
            "azurerm_local_network_gateway.branch",
            "localNetworkGateways/lng-branch",
            {
                **OWN,
                "name": "lng-branch",
                "gateway_address": "203.0.113.7",
                "address_space": [],
                "bgp_settings": [{"asn": 65030, "bgp_peering_address": "192.168.1.1"}],
            },
        ),
        _resource(
            "azurerm_virtual_network_gateway_connection.branch",
            "connections/con-branch",
            {
                **OWN,
                "name": "con-branch",
                "type": "IPsec",
                "bgp_enabled": True,
                "routing_weight": 10,
                "virtual_network_gateway_id": f"{GROUP}/virtualNetworkGateways/vgw-hub",
                "local_network_gateway_id": f"{GROUP}/localNetworkGateways/lng-branch",
                "shared_key": "secret",
            },
            {
                "virtual_network_gateway_id": _ref("azurerm_virtual_network_gateway.vpn.id"),
                "local_network_gateway_id": _ref("azurerm_local_network_gateway.branch.id"),
            },
        ),
    ]


def _spoke(key: str, number: int) -> list[Item]:
    network = SPOKE.format(key)
    return [
        _resource(
            f'module.spoke["{key}"].azurerm_virtual_network.this',
            network,
            {**OWN, "name": f"vnet-spoke-{key}", "address_space": [f"10.{number}.0.0/16"]},
        ),
        _resource(
            f'module.spoke["{key}"].azurerm_subnet.this[0]',
            f"{network}/subnets/snet-{key}",
            {
                **OWN,
                "name": f"snet-{key}",
                "virtual_network_name": f"vnet-spoke-{key}",
                "address_prefixes": [f"10.{number}.1.0/24"],
            },
        ),
        _resource(
            f'module.spoke["{key}"].azurerm_subnet_route_table_association.this[0]',
            f"{network}/subnets/snet-{key}",
            {
                "subnet_id": f"{GROUP}/{network}/subnets/snet-{key}",
                "route_table_id": f"{GROUP}/routeTables/rt-spokes",
            },
            {
                "subnet_id": _ref("azurerm_subnet.this", "count.index"),
                "route_table_id": _ref("var.route_table_id"),
            },
        ),
    ]


def _peered(key: str) -> list[Item]:
    network = SPOKE.format(key)
    return [
        _resource(
            f'module.spoke["{key}"].azurerm_virtual_network_peering.to_hub',
            f"{network}/virtualNetworkPeerings/to-hub",
            {
                **OWN,
                "name": "to-hub",
                "virtual_network_name": f"vnet-spoke-{key}",
                "remote_virtual_network_id": f"{GROUP}/{HUB}",
                "use_remote_gateways": True,
                "allow_forwarded_traffic": True,
            },
            {"remote_virtual_network_id": _ref("var.hub_id")},
        ),
        _resource(
            f'azurerm_virtual_network_peering.from_hub["{key}"]',
            f"{HUB}/virtualNetworkPeerings/to-{key}",
            {
                **OWN,
                "name": f"to-{key}",
                "virtual_network_name": "vnet-hub",
                "remote_virtual_network_id": f"{GROUP}/{network}",
                "allow_gateway_transit": True,
            },
            {"remote_virtual_network_id": _ref("module.spoke", "each.key")},
        ),
    ]


def _modules(listed: list[Item]) -> Item:
    root = [each for each in listed if not each["address"].startswith("module.")]
    children: dict[str, list[Item]] = {}
    for each in listed:
        if each["address"].startswith("module."):
            children.setdefault(each["address"].split(".azurerm")[0], []).append(each)
    return {
        "resources": root,
        "child_modules": [{"address": address, "resources": inside} for address, inside in children.items()],
    }


def state() -> Item:
    """`terraform show -json` of what is deployed."""
    return {"format_version": "1.0", "terraform_version": "1.9.5", "values": {"root_module": _modules(resources())}}


def state_file() -> Item:
    """`terraform.tfstate`."""
    instances = [
        {
            "mode": "managed",
            "type": each["type"],
            "name": "x",
            "instances": [{"attributes": each["values"]}],
        }
        for each in resources()
    ]
    data = {"mode": "data", "type": "azurerm_virtual_network", "name": "d", "instances": [{"attributes": {"id": "/z"}}]}
    return {"version": 4, "terraform_version": "1.9.5", "lineage": "a", "serial": 3, "resources": [*instances, data]}


def plan() -> Item:
    """`terraform show -json` of a plan for an empty subscription: no ids, and references in the configuration."""
    listed = copy.deepcopy(resources())
    written: dict[str, Item] = {}
    for each in listed:
        bare = each["address"].rpartition("]")[2] and each["address"]
        base = ".".join(str(bare or each["address"]).split("[")[0].split(".")[:2])
        if each["address"].startswith("module."):
            base = each["address"].split("].", 1)[1].split("[")[0]
        place = "module" if each["address"].startswith("module.") else "root"
        written.setdefault(place, {})[base] = {"address": base, "expressions": each.pop("expressions")}
        del each["values"]["id"]
        for name in [name for name in each["values"] if name.endswith("_id")]:
            del each["values"][name]
        for block in each["values"].get("ip_configuration", ()):
            block.pop("subnet_id")
    output = {"vnet_id": {"expression": _ref("azurerm_virtual_network.this.id", "azurerm_virtual_network.this")}}
    written["root"]["azurerm_virtual_network_peering.from_hub"]["expressions"] = {
        "remote_virtual_network_id": _ref("module.spoke.vnet_id", "module.spoke", "each.key")
    }
    call = {
        "expressions": {
            "hub_id": _ref("azurerm_virtual_network.hub.id", "azurerm_virtual_network.hub"),
            "route_table_id": _ref("azurerm_route_table.spokes.id", "azurerm_route_table.spokes"),
        },
        "module": {"resources": list(written["module"].values()), "outputs": output},
    }
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.5",
        "planned_values": {"root_module": _modules(listed)},
        "configuration": {
            "root_module": {"resources": list(written["root"].values()), "module_calls": {"spoke": call}}
        },
    }
