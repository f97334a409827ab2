"""What handing out, sharing and fetching refuse, each message whole, as it was looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.exchange import git as module
from store.exchange.files import Contents
from store.exchange.git import Git
from store.folder.cache import cache_folder
from tests.refusing import refusal, refusals_of
from tests.remotes import git
from tests.reviews import make_review, records_file, run


def test_packs(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=2)
    places = {folder: "REVIEW", tmp_path: "TMP"}
    pack = tmp_path / "a.pack"
    contents = Contents("T", "", {"people/ANNA/acts.jsonl": ("0" * 64, 3)}).as_bytes()
    listed, newer = tmp_path / "list", tmp_path / "newer"
    listed.write_bytes(contents.replace(b'"format": 1,', b""))
    newer.write_bytes(contents.replace(b'"format": 1,', b'"format": 2,'))
    told = refusals_of(
        {
            "no list": lambda: Contents.read(tmp_path / "nothing", pack),
            "a list of nothing": lambda: Contents.read(listed, pack),
            "a newer list": lambda: Contents.read(newer, pack),
        },
        places,
    )
    records = records_file(folder, ".keys.json")
    records.chmod(0o644)
    whole = records.read_bytes()
    for name, content in (("changed records", whole + b" "), ("no records", None)):
        records.unlink() if content is None else records.write_bytes(content)
        told += f"\n{name}\n{refusal(lambda: run(folder, 'pack', str(pack), role='ANNA'), places)}"
    assert told == snapshot and not pack.exists()


def test_sharing(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder, other = (make_review(tmp_path / name, records=1) for name in ("review", "other"))
    run(other, "highlights", "--include", "x", role="ANNA")
    places = {folder: "REVIEW", cache_folder(folder): "CACHE", tmp_path: "TMP"}
    empty, place, full, new = tmp_path / "empty.git", tmp_path / "place.git", tmp_path / "full", tmp_path / "new"
    git(tmp_path, "init", "-q", "--bare", str(empty))
    full.mkdir()
    (full / "mine.txt").touch()
    run(folder, "share", "start", str(place), role="ANNA")

    def join(remote: Path, target: Path, role: str | None) -> str:
        return refusal(lambda: run(tmp_path, "share", "join", str(remote), str(target), role=role), places)

    def start(remote: str, review: Path = other, role: str | None = "ANNA") -> str:
        return refusal(lambda: run(review, "share", "start", "--", remote, role=role), places)

    repository = Git(tmp_path / "x.git")
    repository.init()
    told = {
        "start as nobody": start(str(place), role=None),
        "start at nothing": start(""),
        "start at a file": start(str(full / "mine.txt")),
        "start where another review is": start(str(place)),
        "join as nobody": join(place, new, None),
        "join as somebody else": join(place, new, "EVE"),
        "join where something is": join(place, full, "BO"),
        "join where a file is": join(place, full / "mine.txt", "BO"),
        "join at nothing": join(empty, new, "BO"),
        "a lack": refusal(lambda: repository.save({"e": "0" * 40}, tmp_path), places),
    }
    with monkeypatch.context() as small:
        small.setattr(module, "MOST_OUTPUT", 10)
        told["too much"] = refusal(lambda: repository.run("config", "--list"), places)
    monkeypatch.setenv("PATH", str(tmp_path))
    told["no git"] = refusal(lambda: repository.run("version"), places)
    assert "\n".join(f"{name}\n{each}" for name, each in told.items()) == snapshot
    assert not new.exists()
