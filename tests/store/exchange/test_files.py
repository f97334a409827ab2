from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.exchange.files import Contents, named, whole_lines_of_both
from store.journal import replay
from store.journal.errors import StoreCorrupt
from store.journal.line import START, Event, encode


@pytest.mark.parametrize(
    "file",
    [
        "people/ANNA/acts.jsonl",
        "people/@root-26de/acts.jsonl",
        "people/ANNA/records/base-1f.json",
        "people/ANNA/records/base-1f.raw.json",
        "people/ANNA/duplicates/77fbf2f83dac402.json",
        "people/ANNA/title-abstract.pilot/decisions.jsonl",
        "people/ANNA/title-abstract.12/decisions.jsonl",
    ],
)
def test_what_may_be_handed_out_is_known_by_its_name(file: str) -> None:
    found = named(file)
    assert found is not None and found.who == file.split("/")[1]
    assert found.batch == (file.split("/")[2] if file.endswith("decisions.jsonl") else "")


@pytest.mark.parametrize(
    "file",
    [
        "protocol.toml",
        "people/ANNA/acts.json",
        "people/ANNA/progress.json",
        "people/ANNA/title-abstract.1/decisions.json",
        "people/ANNA/title-abstract.0/decisions.jsonl",
        "people/ANNA/records/../../x.json",
        "people/../ANNA/acts.jsonl",
        "people/ANNA/acts.jsonl\n",
        "people/.git/acts.jsonl",
        "report/acts.jsonl",
        "",
    ],
)
def test_nothing_else_is(file: str) -> None:
    assert named(file) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format":1,"title":"","mine":"","files":[1]}', "[" * 100_000])
def test_a_list_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(text)
    with pytest.raises(TamisError, match="it is no pack"):
        Contents.read(tmp_path / "list", tmp_path / "a.pack")


def test_a_list_is_read_as_it_was_written_and_a_newer_one_refused(tmp_path: Path) -> None:
    contents = Contents("T", "", {"people/ANNA/acts.jsonl": ("0" * 64, 3)})
    (tmp_path / "list").write_bytes(contents.as_bytes())
    assert contents.as_bytes().startswith(
        b'{\n "format": 1,\n "title": "T",\n "mine": "",\n "files": {\n  "people/ANNA'
    )
    assert Contents.read(tmp_path / "list", tmp_path) == contents
    (tmp_path / "list").write_bytes(contents.as_bytes().replace(b'"format": 1', b'"format": 2'))
    with pytest.raises(TamisError, match="newer tamis"):
        Contents.read(tmp_path / "list", tmp_path)


def test_what_goes_on_is_read_from_where_the_copy_here_ends_and_the_rest_only_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    lines, chain = [], START.chain
    for seq in range(1, 8):
        batch = (seq - 4, 2) if seq in (5, 6) else None
        line, chain = encode(Event(seq, "at", "x", "say", "words", seq, None, {"n": seq}, batch=batch), chain)
        lines.append(line)
    read: list[bytes] = []
    real = replay._decoded
    monkeypatch.setattr(replay, "_decoded", lambda line, *at: (read.append(line), real(line, *at))[1])
    there.write_bytes(b"".join(lines))
    for had, confirmed, decoded in ((0, 0, 7), (3, 3, 4), (5, 4, 5 + 7), (7, 7, 0)):
        here.write_bytes(b"".join(lines[:had]))
        read.clear()
        assert whole_lines_of_both(here, there) == (b"".join(lines[:confirmed]), b"".join(lines))
        assert len(read) == decoded
    here.write_bytes(b"".join(lines[:3]))
    there.write_bytes(b"".join(lines).replace(b'"n":5', b'"n":6'))
    with pytest.raises(StoreCorrupt, match="line 5"):
        whole_lines_of_both(here, there)
    here.write_bytes(b"".join(lines[:3]).replace(b'"n":2', b'"n":3'))
    with pytest.raises(StoreCorrupt, match="line 2"):
        whole_lines_of_both(here, there)
