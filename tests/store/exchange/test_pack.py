from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import acts_file, decide_all, made_once, make_review, records_file, run, run_json

STAGE = "title-abstract"


@made_once
def read_in_part(folder: Path) -> Path:
    review = make_review(folder, records=3)
    decide_all(review, "ANNA", STAGE, [("T0", "include"), ("T1", "include")])
    run_json(review, "status", role="ANNA")
    return review


@pytest.fixture
def review(tmp_path: Path) -> Path:
    return read_in_part(tmp_path / "review")


def names(pack: Path) -> set[str]:
    with zipfile.ZipFile(pack) as archive:
        return set(archive.namelist())


def test_what_is_sealed_is_packed_for_oneself_alone(review: Path, tmp_path: Path) -> None:
    sealed = f"people/ANNA/{STAGE}.1/decisions.jsonl"
    for role, words, there in (("ANNA", (), False), ("BO", (), False), ("ANNA", ("--mine",), True)):
        made = run_json(review, "pack", str(tmp_path / "a.pack"), *words, role=role)
        assert (sealed in names(tmp_path / "a.pack")) is there
        assert made["only_here"] == (3 if role == "ANNA" and not words else 0)
    assert stat.S_IMODE((tmp_path / "a.pack").stat().st_mode) == 0o600
    assert not any(each.endswith(("acts.json", "progress.json")) for each in names(tmp_path / "a.pack"))


def test_nothing_in_a_pack_for_others_depends_on_what_is_sealed(review: Path, tmp_path: Path) -> None:
    """Verdicts, their number and their times leave the bytes of a pack as they are."""
    packs = []
    for verdict in ("include", "maybe", "include"):
        decide_all(review, "ANNA", STAGE, [("T0", verdict)])
        run_json(review, "pack", str(tmp_path / "a.pack"), role="ANNA")
        packs.append((tmp_path / "a.pack").read_bytes())
    assert packs[0] == packs[1] == packs[2]


def test_when_it_is_open_it_is_packed(review: Path, tmp_path: Path) -> None:
    decide_all(review, "ANNA", STAGE, [("T2", "include")])
    decide_all(review, "BO", STAGE, [(f"T{n}", "include") for n in range(3)])
    for who in ("ANNA", "BO"):
        run_json(review, "status", role=who)
    run_json(review, "pack", str(tmp_path / "a.pack"))
    journals = {who: f"people/{who}/{STAGE}.1/decisions.jsonl" for who in ("ANNA", "BO")}
    assert {*journals.values()} <= names(tmp_path / "a.pack")
    assert stat.S_IMODE((tmp_path / "a.pack").stat().st_mode) == 0o640
    (review / journals["ANNA"]).parent.chmod(0o700)
    run_json(review, "pack", str(tmp_path / "a.pack"))
    assert {*journals.values()} & names(tmp_path / "a.pack") == {journals["BO"]}, "its owner has not opened it yet"
    run_json(review, "pack", str(tmp_path / "mine.pack"), "--mine", role="ANNA")
    second = make_review(tmp_path / "second")
    assert run_json(second, "take", str(tmp_path / "mine.pack"), role="ANNA")["problems"] == []
    assert stat.S_IMODE((second / journals["ANNA"]).parent.stat().st_mode) & 0o777 == 0o755, (
        "it is open by what is there"
    )


def test_the_same_review_gives_the_same_bytes(review: Path, tmp_path: Path) -> None:
    packs = [tmp_path / "1.pack", tmp_path / "2.pack"]
    for each in packs:
        run_json(review, "pack", str(each), role="ANNA")
    assert packs[0].read_bytes() == packs[1].read_bytes()


def test_for_somebody_what_they_had_is_left_out(review: Path, tmp_path: Path) -> None:
    whole = run_json(review, "pack", str(tmp_path / "whole.pack"))["sent"]
    assert any("/records/" in each["file"] for each in whole)
    run_json(review, "highlights", "--include", "one", role="BO")
    sent = run_json(review, "pack", str(tmp_path / "a.pack"), "--for", "BO")["sent"]
    assert [each["file"] for each in sent] == ["people/BO/acts.jsonl"]
    to_chief, to_all = (run_json(review, "pack", str(tmp_path / "a"), *words) for words in (("--for", "CHIEF"), ()))
    assert to_chief["sent"] == to_all["sent"], "who has not said a word may have had nothing"
    with pytest.raises(TamisError, match="NOBODY"):
        run(review, "pack", str(tmp_path / "x"), "--for", "NOBODY")


def test_a_file_that_is_not_as_it_was_written_is_not_packed(review: Path, tmp_path: Path) -> None:
    file = records_file(review)
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b"T0", b"X0"))
    with pytest.raises(TamisError, match="not as it was written"):
        run(review, "pack", str(tmp_path / "a.pack"))
    assert not (tmp_path / "a.pack").exists()


def test_a_search_for_duplicates_that_was_taken_back_is_packed_with_its_file(review: Path, tmp_path: Path) -> None:
    run(review, "dedup")
    run(review, "dedup", "--undo-last", "--yes")
    run_json(review, "pack", str(tmp_path / "a.pack"))
    assert sum("/duplicates/" in each for each in names(tmp_path / "a.pack")) == 1


def test_a_line_that_is_being_written_is_left_out(review: Path, tmp_path: Path) -> None:
    journal = acts_file(review)
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"act":"hal')
    run_json(review, "pack", str(tmp_path / "a.pack"))
    with zipfile.ZipFile(tmp_path / "a.pack") as archive:
        assert archive.read(journal.relative_to(review).as_posix()) == whole


def test_mine_wants_a_person(review: Path, tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="who are you"):
        run(review, "pack", str(tmp_path / "a.pack"), "--mine")
