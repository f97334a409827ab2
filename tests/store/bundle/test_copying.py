"""A review copied for others: whole journals and no more of the records than may be given away."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path
from typing import Any

import pytest

from store.bundle import copying
from store.bundle.copying import copy_records, copy_review, reduced_sha256
from store.decisions.access import decisions_of
from store.folder.documents import Documents, new_documents
from store.folder.journal_memory import snapshot_of
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.files import file_sha256
from store.journal.line import Position, canonical
from store.journal.replay import Replay
from store.journal.snapshot import read_snapshot, write_snapshot
from tests.bundles import finished_review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return finished_review(tmp_path / "review")


def copied(folder: Path, *, abstracts: bool = True, other_names: bool = False) -> tuple[Path, dict[str, int]]:
    """The copy, and how many lines each journal in it has."""
    target = folder.parent / "copy"
    with Review(folder) as review:
        chains = copy_review(review, target, abstracts=abstracts, other_names=other_names)
    assert [each.journal for each in chains] == sorted(each.journal for each in chains)
    return target, {each.journal: each.lines for each in chains}


def test_journals_are_copied_byte_for_byte_and_nothing_derived_is(folder: Path) -> None:
    copy, lines = copied(folder)
    for journal, count in lines.items():
        assert (copy / journal).read_bytes() == (folder / journal).read_bytes()
        assert count == len((copy / journal).read_bytes().splitlines())
    there = {path.relative_to(copy).parts[0] for path in copy.rglob("*") if path.is_file()}
    assert there == {"protocol.toml", "people"}
    assert not [*copy.glob("people/*/*.*/*.json"), *copy.glob("people/*/*.json")], "no snapshot"


@pytest.mark.parametrize("abstracts", [True, False])
def test_abstracts_go_only_where_they_may(folder: Path, abstracts: bool) -> None:
    copy, _ = copied(folder, abstracts=abstracts)
    [records] = [path for path in copy.glob("people/*/records/*.json") if path.name.count(".") == 1]
    assert all(("abstract" in each) is abstracts and each["title"] for each in Documents(records))
    assert all(bool(each["raw"]) is abstracts for each in Documents(records.with_suffix(".raw.json")))


@pytest.mark.parametrize(
    "abstract",
    [
        "",
        "plain",
        'a "quoted" word',
        "ends in a backslash \\",
        '\\","abstract":"',
        "}{",
        "ő\u2028\ud800",
        "a\nb\tc\x00",
    ],
)
@pytest.mark.parametrize("others", [{}, {"title": 'about "abstract":"x",', "year": 2020}])
def test_what_is_left_of_a_record_is_as_if_it_had_never_had_an_abstract(
    tmp_path: Path, abstract: str, others: dict[str, object]
) -> None:
    for name, document in (("with", {"abstract": abstract, **others}), ("without", others)):
        with new_documents(tmp_path / f"{name}.json", "records") as written:
            written.add(7, canonical(document))
            written.add(8, canonical(others))
    assert reduced_sha256(tmp_path / "with.json") == file_sha256(tmp_path / "without.json")
    assert reduced_sha256(tmp_path / "without.json") == file_sha256(tmp_path / "without.json")
    for as_logged in (True, False):
        assert made_of(tmp_path / "with.json", as_logged=as_logged) == file_sha256(tmp_path / "without.json")


def made_of(path: Path, *, as_logged: bool) -> str:
    """The checksum of a copy without abstracts of a file of records, which is as its import logged it, or not."""
    for kind in ("raw", "keys"):
        with new_documents(path.with_suffix(f".{kind}.json"), kind):
            pass
    target = path.parent / f"copy-{as_logged}"
    copy_records(path, target / path.name, {path: file_sha256(path) if as_logged else "0"}, abstracts=False)
    return file_sha256(target / path.name)


@pytest.mark.parametrize(
    "line",
    [
        b'{"title": "T", "abstract": "A"}',
        b'{"title":"T","abstract" :"A"}',
        b'{"abstract":"A" ,"title":"T"}',
        b'{"abstract":"A","abstract":"B","title":"T"}',
        b'{"title":"T","\\u0061bstract":"A"}',
        b'{"abstract":["A"],"title":"T"}',
    ],
)
def test_an_abstract_goes_from_a_line_that_others_wrote_too(tmp_path: Path, line: bytes) -> None:
    with new_documents(tmp_path / "with.json", "records") as written:
        written.add(7, line)
    with new_documents(tmp_path / "without.json", "records") as written:
        written.add(7, b'{"title":"T"}')
    assert reduced_sha256(tmp_path / "with.json") == file_sha256(tmp_path / "without.json")
    for as_logged in (True, False):
        assert made_of(tmp_path / "with.json", as_logged=as_logged) == file_sha256(tmp_path / "without.json")


def test_an_abstract_behind_what_a_later_version_says_goes_too(tmp_path: Path) -> None:
    for name, abstract in (("with", {"abstract": "A"}), ("without", {})):
        with new_documents(tmp_path / f"{name}.json", "records") as written:
            written.add(7, canonical({"aardvark": 1, **abstract, "title": "T"}))
    assert made_of(tmp_path / "with.json", as_logged=True) == file_sha256(tmp_path / "without.json")


def test_under_other_names_words_are_written_anew_and_decisions_stay_byte_for_byte(folder: Path) -> None:
    copy, lines = copied(folder, other_names=True)
    names = {"R1": "ANNA", "R2": "BO"}
    for path in copy.glob("people/*/*/decisions.jsonl"):
        original = folder / "people" / names[path.parts[-3]] / path.parts[-2] / path.name
        assert path.read_bytes() == original.read_bytes()
    folders = {tuple(journal.split("/")[:2]) for journal in lines}
    assert folders == {("people", "@U01"), ("people", "R1"), ("people", "R2")}
    assert "Anna" not in (copy / "protocol.toml").read_text()
    with Review(copy) as review:
        assert (
            decisions_of(review, "R1", "title-abstract").ends()["1"][0]
            == lines["people/R1/title-abstract.1/decisions.jsonl"]
        )


@pytest.mark.parametrize("known", [False, True])
def test_a_damaged_journal_is_not_bundled(folder: Path, known: bool) -> None:
    journal = folder / "people/ANNA/title-abstract.1/decisions.jsonl"
    if not known:
        journal.with_suffix(".json").unlink()
    journal.write_bytes(journal.read_bytes().replace(b"include", b"exclude", 1))
    with pytest.raises(StoreCorrupt, match=None if known else "damaged at line") as refused:
        copied(folder)
    assert refused.value.where == str(journal)


def test_lines_are_verified_from_where_the_snapshot_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts: list[int] = []

    def noted(descriptor: int, start: Position, *rest: Any) -> Replay:
        starts.append(start.seq)
        return Replay(descriptor, start, *rest)

    monkeypatch.setattr(copying, "Replay", noted)
    _, lines = copied(folder)
    assert any(starts)
    starts.clear()
    shutil.rmtree(folder.parent / "copy")
    for each in folder.glob("people/*/*/decisions.json"):
        each.unlink()
    for each in folder.glob("people/*/acts.json"):
        each.unlink()
    assert copied(folder)[1] == lines
    assert not any(starts)


def test_the_snapshot_of_somebody_else_vouches_for_no_line(folder: Path) -> None:
    journal = folder / "people/ANNA/title-abstract.1/decisions.jsonl"
    known = read_snapshot(journal.with_suffix(".json"))
    assert known is not None
    forged = journal.read_bytes().replace(b"include", b"exclude", 1)
    journal.write_bytes(forged)
    place = Position(len(forged), known.position.seq, known.position.chain, zlib.crc32(forged))
    write_snapshot(journal.with_suffix(".json"), known._replace(position=place), 0o600)
    with pytest.raises(StoreCorrupt, match="damaged at line"):
        copied(folder)


@pytest.mark.parametrize("other_names", [False, True])
def test_a_copy_starts_from_the_snapshots_of_the_review_where_they_fit(folder: Path, other_names: bool) -> None:
    with Review(folder, role="BO") as review:
        decisions_of(review, "BO", "title-abstract")
        target, _ = copied(folder, other_names=other_names)
        name = "BO/title-abstract.1/decisions.jsonl"
        lent = snapshot_of(review, name)
        assert lent is not None and lent.position.seq
        there = next(each for each in sorted((target / "people").glob("*/title-abstract.1")))
        with Review(target, unsafe_filesystem_accepted=True, copied=True, copy_of=review) as copy:
            asked: list[str] = []
            lend = copy.lent
            copy.lent = lambda journal: asked.append(journal) or lend(journal)
            for who in ("R1", "R2") if other_names else ("ANNA", "BO"):
                theirs = decisions_of(copy, who, "title-abstract")
                with Review(target, unsafe_filesystem_accepted=True, copied=True) as alone:
                    assert dict(theirs.tables) == dict(decisions_of(alone, who, "title-abstract").tables)
            assert [each for each in asked if "title-abstract" in each] and there.is_dir()
        assert not list(target.rglob("decisions.json"))
