"""Prints a hash of everything that the engine says of one design; run in processes of its own to compare them."""

import hashlib
import json

from app.analysis.questions import ask
from app.engine import Result
from tests.builders import computed, hub_and_spoke


def fingerprint(result: Result) -> str:
    """The hash of all tables, in the order in which they are given."""
    answers = [ask(result, "routes"), ask(result, "places")]
    for at in ("vpngw", "ergw", "er1", "er2", "rs", "nva1", "nva2", "hq"):
        answers += [ask(result, question, at=at) for question in ("learned", "advertised", "peers")]
    answers.append(ask(result, "trace", **{"from": "spoke1/work", "to": "172.20.0.9"}))
    return hashlib.sha256(json.dumps(answers).encode()).hexdigest()


def busy() -> Result:
    """A design in which everything that a set could shuffle is present more than once."""
    design = hub_and_spoke(3, ["VpnActive", "ExpressRoute"]).add(
        "sites", "hq", asn=65020, addressSpace=["172.20.0.0/16"]
    )
    design.circuit("er1", "172.20.0.0/16", "172.21.0.0/16", site="hq").circuit("er2", "172.20.0.0/16", peerASN=65021)
    for number in range(4):
        design.branch(
            f"b{number}",
            f"192.168.{number}.0/24",
            asn=65030 + number,
            peer=f"192.0.2.{number}",
            advertised=["172.22.0.0/16"],
        )
    design.appliance("nva1", "10.0.3.4", "172.23.0.0/16", overlay=["nva2"])
    design.appliance("nva2", "10.0.3.5", "172.23.0.0/16", "0.0.0.0/0", asn=65002)
    design.route_server("nva1", "nva2", branches=True)
    design.route_table("rt", "172.16.0.0/12 VirtualAppliance 10.0.3.4", "0.0.0.0/0 Internet", at=["spoke1/work"])
    return computed(design.document)


if __name__ == "__main__":
    print(fingerprint(busy()))
