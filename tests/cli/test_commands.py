"""The command line as a person or a script uses it: output, exit codes, sentences on bad input."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.cli import main
from app.cli.parser import command_names
from app.cli.printing import table

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "classic"
DESIGN: dict[str, Any] = {
    "schemaVersion": 1,
    "name": "two",
    "virtualNetworks": [
        {
            "name": "hub",
            "location": "westeurope",
            "addressSpace": ["10.0.0.0/16"],
            "subnets": [{"name": "web", "addressPrefixes": ["10.0.1.0/24"], "routeTable": "rt"}],
            "peerings": [{"name": "to-spoke", "remoteVirtualNetwork": "spoke", "allowVirtualNetworkAccess": True}],
        },
        {
            "name": "spoke",
            "location": "westeurope",
            "addressSpace": ["10.1.0.0/16"],
            "subnets": [{"name": "app", "addressPrefixes": ["10.1.1.0/24"]}],
            "peerings": [{"name": "to-hub", "remoteVirtualNetwork": "hub", "allowVirtualNetworkAccess": True}],
        },
    ],
    "routeTables": [
        {
            "name": "rt",
            "routes": [
                {
                    "name": "out",
                    "addressPrefix": "0.0.0.0/0",
                    "nextHopType": "VirtualAppliance",
                    "nextHopIpAddress": "10.0.2.4",
                }
            ],
        }
    ],
}


@pytest.fixture
def design(tmp_path: Path) -> str:
    path = tmp_path / "two.json"
    path.write_text(json.dumps(DESIGN))
    return str(path)


def written(tmp_path: Path, document: object) -> str:
    path = tmp_path / "other.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return str(path)


def test_table_has_az_layout() -> None:
    lines = table(["Source", "NextHopIP"], [["Default", None], ["User", ["10.0.0.4", "10.0.0.5"]]]).splitlines()
    assert lines == [
        "Source    NextHopIP",
        "--------  -----------------",
        "Default",
        "User      10.0.0.4 10.0.0.5",
    ]


def test_routes_of_one_subnet(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", design, "--at", "hub/web"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Source", "State", "AddressPrefix", "NextHopType", "NextHopIP"]
    assert set(lines[1]) == {"-", " "}
    rows = [line.split() for line in lines[2:]]
    assert ["Default", "Active", "10.0.0.0/16", "VnetLocal"] in rows
    assert ["Default", "Active", "10.1.0.0/16", "VNetPeering"] in rows
    assert ["User", "Active", "0.0.0.0/0", "VirtualAppliance", "10.0.2.4"] in rows


def test_routes_of_all_subnets_are_headed(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", design]) == 0
    printed = capsys.readouterr().out
    assert "hub/web  (route table rt)\nSource" in printed
    assert "spoke/app\nSource" in printed


def test_routes_as_json(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", design, "--at", "hub/web", "--at", "spoke/app", "--output", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [entry["at"] for entry in answer] == ["hub/web", "spoke/app"]
    row = answer[0]["routes"][0]
    assert {"source", "state", "addressPrefix", "nextHopType", "nextHopIpAddress"} <= set(row)


def test_what_if_changes_the_table(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    down = "virtualNetworks/hub/peerings/to-spoke"
    assert main(["routes", design, "--at", "hub/web", "--down", down]) == 0
    assert "VNetPeering" not in capsys.readouterr().out


def test_design_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(DESIGN).encode())))
    assert main(["routes", "-", "--at", "spoke/app"]) == 0
    assert "10.0.0.0/16" in capsys.readouterr().out


def test_every_problem_of_a_document_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = {"schemaVersion": 1, "nmae": "x", "virtualNetworks": [{"name": "a b", "addressSpace": ["10.0.0.0/99"]}]}
    assert main(["routes", written(tmp_path, broken)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nmae: unknown-property" in captured.err
    assert "bad-name" in captured.err
    assert "10.0.0.0/99" in captured.err


@pytest.mark.parametrize("document", ["", "{", "[]", '{"a": NaN}', '{"name": "a", "name": "b"}', "[" * 5000])
def test_what_is_not_a_document_is_refused(tmp_path: Path, document: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", written(tmp_path, document)]) == 2
    assert "routecanvas: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--at", "hub/nope"], "no place 'hub/nope'"),
        (["--down", "connections/nope"], "connections/nope"),
    ],
)
def test_unknown_names_are_bad_input(
    design: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["routes", design, *arguments]) == 2
    assert words in capsys.readouterr().err


def test_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "no-such-file.json"]) == 2
    assert "no-such-file.json cannot be read" in capsys.readouterr().err


def test_check_passes_a_sound_design(tmp_path: Path) -> None:
    firewall = {"name": "nva", "subnet": "hub/nva", "privateIpAddresses": ["10.0.2.4"]}
    document = json.loads(json.dumps({**DESIGN, "networkVirtualAppliances": [firewall]}))
    document["virtualNetworks"][0]["subnets"].append({"name": "nva", "addressPrefixes": ["10.0.2.0/27"]})
    assert main(["check", written(tmp_path, document)]) == 0


def test_check_fails_a_next_hop_that_nobody_has(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", design]) == 1
    assert "RC-BLACKHOLE" in capsys.readouterr().out


def test_check_fails_what_azure_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(json.dumps(DESIGN))
    document["virtualNetworks"][1]["addressSpace"] = ["10.0.0.0/16"]
    document["virtualNetworks"][1]["subnets"][0]["addressPrefixes"] = ["10.0.1.0/24"]
    report = tmp_path / "report.xml"
    assert main(["check", written(tmp_path, document), "--output", "json", "--junit", str(report)]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert "refused" in {finding["kind"] for finding in findings}
    assert b"<failure" in report.read_bytes()


def test_learned_routes_of_a_gateway(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = json.loads((GOLDEN / "wth-bgp-2-vng1-csr3.json").read_text())
    source = written(tmp_path, case["topology"])
    assert main(["learned", source, "--at", case["topology"]["virtualNetworkGateways"][0]["name"]]) == 0
    assert capsys.readouterr().out.startswith("Network")


def test_export_and_import(design: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "two.svg"
    assert main(["export", design, "-o", str(picture)]) == 0
    assert picture.read_bytes().lstrip().startswith(b"<")
    assert main(["export", design, "--format", "csv"]) == 0
    assert main(["import", design, "-o", str(tmp_path / "copy.json")]) == 0
    assert json.loads((tmp_path / "copy.json").read_text())["name"] == "two"


@pytest.mark.parametrize("arguments", [["-o", "x.unknown"], ["--format", "unknown"], []])
def test_unknown_export_format(design: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", design, *arguments]) == 2
    assert "csv" in capsys.readouterr().err


def test_answer_prints_one_entry_per_observation(capsys: pytest.CaptureFixture[str]) -> None:
    path = GOLDEN / "docs-next-hop-single-vnet.json"
    assert main(["answer", str(path)]) == 0
    answers = json.loads(capsys.readouterr().out)
    case = json.loads(path.read_text())
    assert [a["observation"] for a in answers] == [o["id"] for o in case["observations"]]
    assert {a["case"] for a in answers} == {case["id"]}


def test_verify_prints_the_score_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", str(GOLDEN)])
    printed = capsys.readouterr().out
    assert "nicEffectiveRoutes" in printed
    assert printed.splitlines()[-1].endswith("%)")


def test_verify_shows_differing_rows_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = json.loads((GOLDEN / "docs-next-hop-single-vnet.json").read_text())
    tables = [o for o in case["observations"] if o["kind"] == "nicEffectiveRoutes"] or case["observations"]
    case["observations"] = [
        {"id": "wrong", "kind": "nicEffectiveRoutes", "at": tables[0].get("at", tables[0].get("from")), "routes": []}
    ]
    assert main(["verify", "-v", written(tmp_path, case)]) == 1
    assert "unexpected: Default Active" in capsys.readouterr().out


def test_verify_refuses_what_is_no_case(design: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", design]) == 2
    (tmp_path / "empty").mkdir()
    assert main(["verify", str(tmp_path / "empty")]) == 2
    assert "no golden case" in capsys.readouterr().err


def test_usage_errors_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["no-such-command"])
    assert stopped.value.code == 2


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in command_names():
        with pytest.raises(SystemExit) as stopped:
            main([name, "--help"])
        assert stopped.value.code == 0
    assert "Exit code" in capsys.readouterr().out


def test_the_parser_loads_no_library() -> None:
    probe = "import sys, app.cli; app.cli.main(['--version'])"
    watched = "{'pydantic', 'networkx', 'fastapi', 'sqlalchemy'}"
    code = f"import atexit, sys\natexit.register(lambda: print(sorted({watched} & set(sys.modules))))\n{probe}"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert printed.splitlines()[-1] == "[]"


def test_a_question_loads_neither_web_nor_database(design: str) -> None:
    code = (
        "import sys; from app.cli import main; main(['routes', sys.argv[1]]);"
        "print(sorted({'fastapi', 'sqlalchemy', 'uvicorn'} & set(sys.modules)))"
    )
    arguments = [sys.executable, "-c", code, design]
    printed = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert printed.splitlines()[-1] == "[]"


def test_addresses_that_azure_picks_are_words_in_tables(capsys: pytest.CaptureFixture[str]) -> None:
    design = str(ROOT / "app" / "gallery" / "er-vpn-coexistence.json")
    assert main(["routes", design, "--at", "vnet-apps-weu-001/snet-web"]) == 0
    assert "erc-ams-001 primary (Microsoft edge), erc-ams-001 secondary (Microsoft edge)" in capsys.readouterr().out
    assert main(["routes", design, "--at", "vnet-apps-weu-001/snet-web", "-o", "json"]) == 0
    assert "@expressRouteCircuits/erc-ams-001/primary" in capsys.readouterr().out


def test_trace_says_whether_a_packet_arrives(design: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", design, "--from", "hub/web", "--to", "10.1.1.4"]) in (0, 1)
    assert capsys.readouterr().out.startswith("hub/web to 10.1.1.4: ")
    gallery = str(ROOT / "app" / "gallery" / "er-vpn-coexistence.json")
    there = ["--from", "vnet-apps-weu-001/snet-web", "--to", "172.16.1.1"]
    assert main(["trace", gallery, *there]) == 0
    assert "Back" in capsys.readouterr().out
    assert main(["trace", gallery, *there, "--down", "expressRouteCircuits/erc-ams-001"]) == 1
    one_sided = str(ROOT / "app" / "gallery" / "firewall-one-direction.json")
    capsys.readouterr()
    assert main(["trace", one_sided, *there]) == 0
    assert "Reached, but a stateful device sees one direction only" in capsys.readouterr().out
