"""Files that a person names on the command line: only plain ones are read, and none is waited for."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from core.errors import TamisError
from core.plain_file import open_plain
from tests.reviews import make_review, ris, run

COMMANDS = (
    ("import", "FILE", "--source", "S"),
    ("import", "GOOD", "--source", "S", "--strategy", "FILE"),
    ("decisions", "import", "FILE", "--stage", "title-abstract", "--reviewer", "ANNA"),
    ("decisions", "import", "FILE", "--stage", "title-abstract", "--reviewer", "ANNA", "--all-as", "include"),
)


def what_is_no_file(kind: str, folder: Path) -> Path:
    path = folder / kind
    if kind == "device":
        return Path("/dev/zero")
    if kind == "link to a device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(os.path.relpath(path))
    elif kind == "link to itself":
        path.symlink_to(path)
    elif kind == "nothing":
        path = folder / "nothing\x1b[2J"
    return path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "kind", ["device", "link to a device", "pipe", "folder", "socket", "link to itself", "nothing"]
)
def test_what_is_no_plain_file_is_refused_at_once_and_nothing_is_stored(
    tmp_path: Path, kind: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    review = make_review(tmp_path / "review", records=2)
    good = tmp_path / "good.ris"
    good.write_text(ris(range(5, 8)))
    path = what_is_no_file(kind, tmp_path)
    before = {each: each.stat().st_size for each in review.rglob("*") if each.suffix == ".jsonl"}
    named = {"FILE": str(path), "GOOD": str(good)}
    with pytest.raises(TamisError) as refused:
        run(review, *(named.get(each, each) for each in command))
    assert path.name in refused.value.where
    assert {each: each.stat().st_size for each in review.rglob("*") if each.suffix == ".jsonl"} == before


def test_a_link_to_a_plain_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"what it says")
    (tmp_path / "b").symlink_to("a")
    with open_plain(tmp_path / "b") as stream:
        assert stream.read() == b"what it says"


def test_a_strategy_of_megabytes_is_none(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review")
    (tmp_path / "a.ris").write_text(ris(range(2)))
    (tmp_path / "strategy.txt").write_bytes(b"x" * 2_000_000)
    with pytest.raises(TamisError, match="too long for a search strategy"):
        run(review, "import", str(tmp_path / "a.ris"), "--source", "S", "--strategy", str(tmp_path / "strategy.txt"))
