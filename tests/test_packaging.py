"""What is handed on with the code: the pinned versions, the source distribution, the citation."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.reference import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def brought(name: str, extra: str) -> dict[str, str]:
    """The version of every distribution that an installation of one with an extra brings, by name."""
    found: dict[str, str] = {}
    waiting = [(name, extra)]
    while waiting:
        name, extra = waiting.pop()
        for requirement in map(Requirement, distribution(name).requires or ()):
            needed = canonicalize_name(requirement.name)
            if needed not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": extra})):
                found[needed] = distribution(needed).version
                waiting += [(needed, each) for each in ("", *requirement.extras)]
    return found


def test_every_distribution_that_a_developer_gets_is_pinned() -> None:
    lines = re.findall(r"^([^#\s=]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    pinned = {canonicalize_name(name): version for name, version in lines}
    needed = brought("tamis", "dev")
    assert len(needed) > 30
    assert needed == {name: pinned.get(name) for name in needed}


def test_the_source_distribution_has_every_file_that_git_keeps(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as file:
        packed = {name.partition("/")[2] for name in file.getnames()}
    assert not {each for each in kept.split("\0") if (ROOT / each).is_file()} - packed


def test_the_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in citation
    assert f"\nlicense: {PROJECT['license']}\n" in citation
