"""A byte altered, or an end cut off, anywhere in a whole review: a check names the file, or what it was is harmless."""

from __future__ import annotations

import random
import shutil
from pathlib import Path, PurePosixPath

import pytest

from store.upkeep.places import Kind, kind_of
from tests.reviews import run, run_json
from tests.store.damage.test_page import whole

__all__ = ["whole"]

ROLES = ("ANNA", "BO", None)


def altered(chosen: random.Random, data: bytes) -> bytes:
    place = chosen.randrange(len(data))
    if chosen.random() < 0.3:
        return data[:place]
    return data[:place] + bytes([data[place] ^ chosen.randrange(1, 256)]) + data[place + 1 :]


@pytest.mark.slow
@pytest.mark.parametrize("times", [40, pytest.param(1_000, marks=pytest.mark.long)])
def test_each_is_named_or_harmless(whole: Path, tmp_path: Path, times: int) -> None:
    """Harmless is what the next command writes anew: how far a reader is. Whose journal is sealed checks it."""
    folder = Path(shutil.copytree(whole, tmp_path / "review"))
    for role in ROLES:
        assert run(folder, "check", role=role).exit_code == 0
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    chosen = random.Random(17)
    for _ in range(times):
        path = chosen.choice(files)
        data, mode = path.read_bytes(), path.stat().st_mode
        path.chmod(0o644)
        path.write_bytes(altered(chosen, data))
        kind = kind_of(PurePosixPath(path.relative_to(folder)))
        harmless = kind is Kind.DERIVED and path.name == "progress.json"
        # Whose it is looks first: who names it already need not be asked whether another does.
        roles = sorted(ROLES, key=lambda role: role not in path.parts)
        assert harmless or any(_named(folder, role, path) for role in roles), path
        path.write_bytes(data)
        path.chmod(mode)
    assert run(folder, "check", role="ANNA").exit_code == 0


def _named(folder: Path, role: str | None, path: Path) -> bool:
    return any(each["where"].startswith(str(path)) for each in run_json(folder, "check", role=role)["problems"])
