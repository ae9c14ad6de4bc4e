"""Whatever is removed or renamed in the browser leaves a design that the server takes: nothing dangles."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.document.load import parse
from app.document.problems import DocumentError
from app.gallery import gallery, template

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node")
SUBNETS_PEERED: dict[str, Any] = {
    "schemaVersion": 1,
    "name": "subnets peered, preferences, intents",
    "virtualNetworks": [
        {
            "name": name,
            "addressSpace": [f"10.{number}.0.0/16"],
            "subnets": [{"name": f"s{n}", "addressPrefixes": [f"10.{number}.{n}.0/24"]} for n in range(2)],
            "peerings": [
                {
                    "name": f"to-{other}",
                    "remoteVirtualNetwork": other,
                    "peerCompleteVnets": False,
                    "localSubnetNames": ["s0", "s1"] if name == "a" else ["s0"],
                    "remoteSubnetNames": ["s0"] if name == "a" else ["s0", "s1"],
                }
            ],
        }
        for number, (name, other) in enumerate((("a", "b"), ("b", "a")))
    ],
    "sites": [
        {
            "name": "hq",
            "asn": 65010,
            "addressSpace": ["172.16.0.0/16"],
            "localPreference": {"er": 200, "dark-fibre": 50},
        },
        {"name": "branch", "asn": 65020, "addressSpace": ["172.17.0.0/16"]},
    ],
    "siteLinks": [{"name": "dark-fibre", "sites": ["hq", "branch"]}],
    "expressRouteCircuits": [{"name": "er", "site": "hq"}],
    "intents": [{"name": "i", "kind": "reachable", "from": "a/s0", "to": "b/s0"}],
}


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
def test_every_single_thing_can_be_removed_and_renamed() -> None:
    projected = [json.loads(path.read_text()) for path in (ROOT / "tests" / "contract" / "project").glob("*.json")]
    kept = [case["document"] for case in projected if "document" in case]
    designs = [SUBNETS_PEERED, *kept, *(template(entry.name) for entry in gallery())]
    for design in designs:
        parse(design)
    script = [NODE or "", str(ROOT / "tests" / "js" / "every-edit.js")]
    ran = subprocess.run(script, input=json.dumps(designs), capture_output=True, text=True, check=True, cwd=ROOT)
    edits = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(edits) > 500
    wrong = []
    for edit in edits:
        try:
            parse(edit["document"])
        except DocumentError as error:
            wrong.append(f"{edit['design']}: {edit['path']} {edit['verb']}: {error.problems[0].message}")
    assert wrong == []
