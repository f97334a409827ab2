"""What handing out, sharing and fetching refuse, each message whole, as it was looked at."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from syrupy.assertion import SnapshotAssertion

from store.exchange import git as module
from store.exchange.comparison import Incoming
from store.exchange.files import Contents, whole_lines_of_both
from store.exchange.git import Git
from store.exchange.unpack import unpack
from store.exchange.zip_writer import write_zip
from store.folder.cache import cache_folder
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from tests.refusing import refusal, refusals_of
from tests.remotes import acts_of, git
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


COMPLAINTS = {
    "a password": "Host key verification failed.",
    "behind": " ! [rejected] ANNA -> ANNA (fetch first)\nerror: failed to push some refs",
    "behind by the rules there": " ! [remote rejected] ANNA -> ANNA (non-fast-forward)",
    "nothing there": "fatal: repository does not exist",
    "a warning first": "warning: redirected\nfatal: repository does not exist\nfatal: could not read from it",
    "no word": "",
}


def test_what_git_complains_of(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    program, complaint = tmp_path / "git", tmp_path / "complaint"
    program.write_text(f'#!/bin/sh\nexec 1>&2\nwhile read -r line; do echo "$line"; done < {complaint}\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    told = []
    for name, text in COMPLAINTS.items():
        complaint.write_text(f"{text}\n")
        told.append(refusals_of({name: lambda: Git(tmp_path / "x.git").run("push", "there")}, {}))
    assert "\n".join(told) == snapshot


def test_files(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review")
    run(folder, "highlights", "--include", "x", role="BO")
    here, there, pack = folder / acts_of("BO"), tmp_path / "there.jsonl", tmp_path / "a.zip"
    there.write_bytes(here.read_bytes().replace(b'"highlights"', b'"highl1ghts"'))
    write_zip(pack, {"there.jsonl": there}, 0o600, too_large="")
    told = refusals_of(
        {
            "a damaged journal": lambda: whole_lines_of_both(here, there),
            "a file in the way": lambda: unpack(pack, tmp_path),
        },
        {tmp_path: "TMP"},
    )
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    too_large = {
        "a pack that is too large": lambda: run(folder, "pack", str(pack), role="BO"),
        "one for one's own next machine": lambda: run(folder, "pack", str(pack), "--mine", role="BO"),
        "a bundle": lambda: run(folder, "bundle", str(pack), "--abstracts"),
    }
    told += "\n" + refusals_of(too_large, {tmp_path: "TMP"})
    assert told == snapshot


def test_a_copy_that_does_not_go_on(
    tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of files beside a review: what speaks against each."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder, other = make_review(tmp_path / "review"), tmp_path / "other"
    name, own, once = acts_of("BO"), acts_of("ANNA"), "people/BO/records/base-1.json"
    run(folder, "highlights", "--include", "x", role="BO")
    run(folder, "highlights", "--include", "z", role="ANNA")
    shutil.copytree(folder / "people", other / "people")
    (other / once).parent.mkdir()
    (other / once).write_text("{}")
    (folder / once).mkdir(parents=True)
    run(folder, "highlights", "--include", "y", role="BO")
    run(folder, "highlights", "--exclude", "v", role="ANNA")
    longer = {each: (folder / each).read_bytes() for each in (name, own)}
    for each, content in longer.items():
        (folder / each).write_bytes((other / each).read_bytes())
        (other / each).write_bytes(content)

    def refused(*names: str, role: str = "ANNA") -> str:
        with Review(folder, role=role) as review:
            found = Incoming(review, other, from_where="branch" if own in names else "pack")
            found.compare(list(names))
            return "\n".join(f"  {each.file}: {each.what}\n    {each.advice}" for each in (*found.refused, *found.left))

    told = {"no file here": refused(once), "one's own lines": refused(own)}
    with monkeypatch.context() as another:
        another.setattr(os, "geteuid", lambda: 4242)
        told["another account's folder"] = refused(name)
    with monkeypatch.context() as another:
        denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        another.setattr("store.exchange.comparison.file_sha256", Mock(side_effect=denied))
        told["another account's file"] = refused(once)
    with Review(folder, role="ANNA") as review:
        found = Incoming(review, other)
        found.compare([name])
        (folder / name).write_bytes(longer[name])
        told["written meanwhile"] = refusal(found.write, {tmp_path: "TMP"})
    plan = (folder / PROTOCOL_FILE).read_text()
    (other / name).write_bytes((folder / name).read_bytes())
    (folder / name).write_bytes(b"".join((folder / name).read_bytes().splitlines(keepends=True)[:-1]))
    (folder / PROTOCOL_FILE).write_text(plan.replace('id = "BO"\n', 'id = "BO"\nlogin = ["daemon", "games"]\n', 1))
    told["another account's by the plan"] = refused(name)
    (folder / PROTOCOL_FILE).write_text(plan)
    (folder / name).unlink()
    (folder / name).symlink_to(tmp_path / "nowhere")
    told["a link"] = refused(name)
    (folder / name).unlink()
    (other / name).write_bytes(b"")
    told["nothing in it"] = refused(name)
    assert "\n".join(f"{each}\n{said}" for each, said in told.items()) == snapshot
