"""The same design gives the same bytes, whatever seed Python gives its sets."""

import os
import subprocess
import sys
from pathlib import Path

from tests.engine.fingerprint import busy, fingerprint

ROOT = Path(__file__).resolve().parents[2]


def elsewhere(seed: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.engine.fingerprint"]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True
    )


def test_hash_seeds_change_nothing() -> None:
    processes = [elsewhere(seed) for seed in ("1", "2")]
    said = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert said[0] == said[1] == fingerprint(busy())


def test_computing_twice_says_the_same() -> None:
    assert fingerprint(busy()) == fingerprint(busy())
