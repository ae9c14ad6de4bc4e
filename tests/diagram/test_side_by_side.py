"""Pictures of two designs: what is new, taken out, changed or failed has its sign on the side where it stands."""

import json
import re

from app.analysis.difference import difference
from app.diagram.side_by_side import side_by_side
from app.document.load import parse
from app.gallery import template


def _signs(picture: str) -> list[str]:
    return re.findall(r'font-weight="700"[^>]*>([+−≠×])<', picture)


def test_signs_stand_where_the_things_are() -> None:
    before = json.loads(json.dumps(template("er-primary-vpn-backup")))
    after = json.loads(json.dumps(before))
    after["virtualNetworks"][1]["subnets"][0]["addressPrefixes"] = ["10.21.77.0/24"]
    after["virtualNetworks"][1]["subnets"].append({"name": "snet-new", "addressPrefixes": ["10.21.9.0/24"]})
    after["virtualNetworks"][2]["peerings"] = []
    one, other = parse(before), parse(after)
    pictures = side_by_side(one, other, difference(one, other)["summary"], ["expressRouteCircuits/erc-ams-001"])
    assert sorted(_signs(pictures["before"])) == sorted("−≠")
    assert sorted(_signs(pictures["after"])) == sorted("+≠×")
    assert "var(--dropped)" in pictures["before"]


def test_a_half_of_a_peering_is_signed_on_its_line() -> None:
    document = json.loads(json.dumps(template("er-primary-vpn-backup")))
    design = parse(document)
    half = document["virtualNetworks"][1]["peerings"][0]["name"]
    line = {"change": "removed", "paths": [f"virtualNetworks/vnet-apps-weu-001/peerings/{half}"]}
    picture = side_by_side(design, design, [line], [])["before"]
    assert "var(--dropped-soft)" in picture
    assert _signs(picture) == ["−"]
