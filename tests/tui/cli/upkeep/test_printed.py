"""What a batch of commands refuses, and what is said where there is no terminal, whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from tests.reviews import decisions_file, make_review, protocol, read_review, record_ids, run, run_lines
from tests.tui.cli.printed import printed
from tui.cli import tamis
from tui.cli.call import Call

LINES = (
    b"decide title-abstract R0 -",
    b"decide title-abstract R0 perhaps",
    b"decide title-abstract nothing include",
    b"status 'unclosed",
    b"history caf\xe9",
    b"statsu",
    b"import",
)


def test_lines_of_a_batch(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=1)
    [record] = record_ids(folder)
    given = b"\n".join(LINES).replace(b"R0", record.encode()) + b"\n"
    done = CliRunner(env={"TAMIS_REVIEWER": ""}).invoke(
        tamis, ["-C", str(folder), "--as", "ANNA", "batch"], given, obj=Call()
    )
    said = [json.loads(line)["error"] for line in done.stdout.replace(record, "R0").splitlines()]
    assert "\n".join(f"{each['where']}\n  {each['what']}\n  {each['advice']}" for each in said) == snapshot


def test_a_verdict_that_is_no_text(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    words = ["-C", str(folder), "--as", "ANNA", "decide", "title-abstract", *record_ids(folder), "-"]
    done = CliRunner(env={"TAMIS_REVIEWER": ""}).invoke(tamis, words, b"exclude wrong-topic\ncaf\xe9\n", obj=Call())
    assert str(done.exception) == "standard input: cannot be read: it is not UTF-8\nGive it as UTF-8 text."


def test_without_a_terminal(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = make_review(tmp_path / "review", records=1)
    lines = """
        screen title-abstract
        screen nowhere
        CHIEF: screen title-abstract
        ANNA: screen title-abstract
        dedup --review
        share
        ANNA: backup --to TMP/none/deep
        take TMP/none.pack
        verify TMP/none.zip
    """
    with pytest.raises(TamisError) as refused:
        run(tmp_path)
    told = f"{printed(folder, lines, record_ids(folder))}\n$\n  {refused.value}"
    assert told.replace(str(tmp_path), "TMP") == snapshot


def test_backups_and_sharing(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = read_review(tmp_path / "review")
    (folder / "aside").symlink_to(tmp_path / "nowhere")
    lines = """
        backup --to TMP/kept
        share start
        ANNA: share start TMP/place
        BO: share join TMP/place TMP/copy
        ANNA: share
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot


def test_bundles_with_names_in_them(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = read_review(tmp_path / "review")
    [record, *_] = record_ids(folder)
    said = ("decide", "title-abstract", record, "exclude", "--note")
    run_lines(folder, [(*said, f"as ANNA said, {place}") for place in range(7)], role="BO")
    told = printed(folder, "bundle TMP/a.zip --while-blind --pseudonyms", [record])
    assert re.sub(r"[\d,]+ bytes", "N bytes", told) == snapshot


def test_a_plan_of_other_accounts(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    text = re.sub(r'id = "([A-Z]+)"', r'id = "\1"\nlogin = "other-than-\1"', protocol())
    folder = make_review(tmp_path / "review", records=1, text=text)
    told = printed(folder, "screen title-abstract --plain\nANNA: decide title-abstract R0 include", record_ids(folder))
    assert re.sub(r"(account than|and you are) “[^”]+”", r"\1 “ACCOUNT”", told) == snapshot


def test_what_is_lost_for_good(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = read_review(tmp_path / "review")
    path = decisions_file(folder, "ANNA", "title-abstract")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
    path.with_suffix(".json").unlink()
    lines = """
        BO: repair
        ANNA: repair
        ANNA: repair --accept-loss "the disk"
        ANNA: repair
    """
    assert printed(folder, lines) == snapshot
