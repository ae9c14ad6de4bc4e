"""The real server process: it says where it is, keeps what it acknowledged, and leaves nothing behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from app.settings import PROJECT

Start = Callable[[], tuple[subprocess.Popen[str], str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers over one database and ends those that still run."""
    running: list[subprocess.Popen[str]] = []

    def started() -> tuple[subprocess.Popen[str], str]:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'test.db'}",
            "ROUTECANVAS_WORKERS": "2",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")])),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=tmp_path,
        )
        running.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.search(r"http://\S+", line)
        assert match, line
        return process, match[0].rstrip("/")

    yield started
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def call(url: str, method: str = "GET", body: Any = None, version: int | None = None) -> Any:
    headers = {"Content-Type": "application/json"} | ({} if version is None else {"If-Match": f'"{version}"'})
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, headers, method=method), timeout=20) as answer:
        return json.loads(answer.read() or b"null")


def family(pid: int) -> list[int]:
    """The processes below this one."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rsplit(")", 1)[1].split()[1]) == pid:
                found += [int(entry.name), *family(int(entry.name))]
    return found


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_it_stops_when_told_and_leaves_no_process(start: Start) -> None:
    process, url = start()
    assert call(f"{url}/healthz")["status"] == "ok"
    made = call(f"{url}/api/v1/designs", "POST", {"template": "er-vpn-coexistence"})
    call(f"{url}/api/v1/designs/{made['links']['view'].removeprefix('/d/')}/routes")
    children = family(process.pid)
    assert len(children) >= 2
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=6) in (0, -signal.SIGTERM)
    _gone(children)


def test_what_was_acknowledged_survives_a_kill(start: Start) -> None:
    process, url = start()
    made = call(f"{url}/api/v1/designs", "POST", {"template": "empty"})
    path = f"/api/v1/designs/{made['links']['edit'].removeprefix('/d/')}"
    document = call(url + path)["document"]
    for version in range(1, 6):
        call(url + path, "PUT", {"document": document | {"name": f"n{version}"}}, version)
    children = family(process.pid)
    process.kill()
    process.wait()
    _gone(children)
    _, again = start()
    opened = call(again + path)
    assert (opened["version"], opened["document"]["name"]) == (6, "n5")


def test_open_pages_hear_of_a_save_and_do_not_hold_the_server_back(start: Start) -> None:
    process, url = start()
    made = call(f"{url}/api/v1/designs", "POST", {"template": "empty"})
    view, edit = (f"{url}/api/v1/designs/{made['links'][access].removeprefix('/d/')}" for access in ("view", "edit"))
    document = call(edit)["document"]
    with urlopen(f"{view}/events", timeout=5) as page, urlopen(f"{view}/events", timeout=5) as other:
        assert page.headers["content-type"].startswith("text/event-stream")
        assert [event(stream)["version"] for stream in (page, other)] == [1, 1]
        call(edit, "PUT", {"document": document | {"name": "later"}}, 1)
        assert [event(stream)["version"] for stream in (page, other)] == [2, 2]
        call(f"{edit}/links", "POST", {"access": "view"})
        assert event(page)["code"] == "link-revoked"
        assert page.read().strip() == b""
    with urlopen(f"{edit}/events", timeout=5) as page:
        event(page)
        process.send_signal(signal.SIGTERM)
        stopping = time.monotonic()
        assert process.wait(timeout=6) in (0, -signal.SIGTERM)
        assert time.monotonic() - stopping < 2.5


def event(stream: Any) -> Any:
    """The data of the next event of a stream."""
    for line in stream:
        if line.startswith(b"data: "):
            return json.loads(line.removeprefix(b"data: "))
    raise AssertionError("the stream has ended")


def test_an_address_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "app", "serve", "--host", "203.0.113.1"],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"},
        check=False,
    )
    assert ended.returncode == 2
    assert "Cannot listen" in ended.stderr
    assert "Traceback" not in ended.stderr


def _gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 6
    while alive(pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive(pids) == []
