"""The sample review, bundled and checked by the commands alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bundles import content, packed
from tests.reviews import copied_demo, run

pytestmark = pytest.mark.slow


def tamis(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


def test_a_stranger_checks_the_sample_review_from_its_bundle_alone(tmp_path: Path) -> None:
    copied_demo(tmp_path / "review", finished=True, records=400)
    made = tamis("-C", str(tmp_path / "review"), "--json", "bundle", "--pseudonyms", "data.zip", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["pseudonyms"] is True

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "data.zip").rename(elsewhere / "data.zip")
    checked = tamis("--json", "verify", "data.zip", cwd=elsewhere)
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["ok"] is True
    assert [path.name for path in elsewhere.iterdir()] == ["data.zip"]

    files = content(elsewhere / "data.zip")
    assert not [name for name, data in files.items() if b"KBAA" in data or b"Aakerblom" in data]
    name = "review/people/R1/title-abstract.1/decisions.jsonl"
    data = bytearray(files[name])
    data[len(data) // 2] ^= 1
    packed(elsewhere / "changed.zip", {**files, name: bytes(data)})
    refused = run(elsewhere, "verify", str(elsewhere / "changed.zip"))
    assert refused.exit_code == 1
    assert "DIFFERS" in refused.stdout and name in refused.stdout

    (elsewhere / "no.zip").write_bytes(b"this is no zip, but a text")
    wrong = tamis("verify", "no.zip", cwd=elsewhere)
    assert wrong.returncode == 2 and "no.zip" in wrong.stderr and not wrong.stdout
