"""`tamis show`: everything of one record, nothing that is sealed, and nothing that a terminal would obey."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.retractions import make_flagged_review
from tests.reviews import differing_review, make_review, record_ids, run, run_json

STAGE = "title-abstract"
HOSTILE = (
    "TY  - JOUR\nTI  - Say \x1b[2J this \u202e twice\nAB  - Red \x1b[31m text\nAU  - Evil\x1b[H, A\nAN  - H1\nER  - \n"
)


def test_it_has_the_fields_the_sources_and_where_the_record_stands(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    first, *_, last = record_ids(folder)
    shown = run_json(folder, "show", first)
    assert shown["record_id"] == shown["survivor"] == first
    assert (shown["title"].startswith("On "), shown["year"], shown["accession"]) == (True, 1980, "T0")
    assert shown["sources"] == [
        {"record_id": first, "source": "Testbase", "import": 1, "round": 1, "accession": "T0", "line": 1}
    ]
    assert ["AN", "T0"] in shown["raw"]
    stage, later = shown["stages"]
    assert (stage["stage"], stage["stands"], stage["flags"]) == (STAGE, "waiting", ["the readers differ"])
    assert [(each["reviewer"], each["verdict"]) for each in stage["decisions"]] == [
        ("ANNA", "include"),
        ("BO", "exclude"),
    ]
    assert later["stands"] is None and later["retrieval"] is None
    run(folder, "fulltext", "full-text", last, "--not-retrieved", "Nobody has it", role="ANNA")
    assert run_json(folder, "show", last)["stages"][1]["retrieval"]["why"] == "Nobody has it"
    text = run(folder, "show", last).stdout
    for words in (last, "Testbase, round 1", "Title and abstract: included", "ANNA", "Nobody has it", "looked at"):
        assert words in text


def test_of_a_merged_record_all_of_its_group_is_shown(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    one, two, _ = record_ids(folder)
    run(folder, "dedup", "--same", one, two)
    shown = {each: run_json(folder, "show", each) for each in (one, two)}
    survivor = shown[one]["survivor"]
    assert shown[two]["survivor"] == survivor and "merged" in shown[two]["flags"]
    assert {each["record_id"] for each in shown[one]["sources"]} == {one, two}
    other = two if survivor == one else one
    assert f"{other}, shown as {survivor}" in run(folder, "show", other).stdout


def test_what_is_sealed_is_said_to_be_and_told_to_nobody_else(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    first, second, _ = record_ids(folder)
    run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", "--note", "SECRET", role="ANNA")
    for role in (None, "BO", "CHIEF"):
        told = run_json(folder, "show", first, role=role)
        same = run_json(folder, "show", second, role=role)
        assert told["stages"] == same["stages"], role
        anna = told["stages"][0]["decisions"][0]
        assert anna == {"reviewer": "ANNA", "verdict": None, "verdict_note": "sealed"}
        text = run(folder, "show", first, role=role).stdout
        assert "SECRET" not in text and "excluded" not in text and "sealed" in text
    own = run_json(folder, "show", first, role="ANNA")["stages"][0]["decisions"]
    assert (own[0]["verdict"], own[0]["note"]) == ("exclude", "SECRET") and own[1]["verdict_note"] == "sealed"
    assert "SECRET" in run(folder, "show", first, role="ANNA").stdout


def test_hostile_text_reaches_no_terminal(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    file = tmp_path / "hostile.ris"
    file.write_text(HOSTILE, encoding="utf-8")
    run(folder, "import", str(file), "--source", "Test\u202ebase")
    [record] = record_ids(folder)
    run(folder, "decide", STAGE, record, "maybe", "--note", "no\x1b[2Jte\nand more", role="ANNA")
    printed = run(folder, "show", record, role="ANNA").stdout
    assert "\x1b" not in printed and "\u202e" not in printed and "and more" in printed
    assert run(folder, "show", record, "--json", role="ANNA").stdout.isascii()


def test_what_speaks_against_it_is_said(tmp_path: Path) -> None:
    folder = make_flagged_review(tmp_path / "review")
    [one] = [row["record_id"] for row in run_json(folder, "dedup", "--groups") if row["accession"] == "T1"]
    (said,) = run_json(folder, "show", one)["speaks_against"]
    assert "correct" in said and said in run(folder, "show", one).stdout


def test_an_unknown_record_is_refused(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    with pytest.raises(TamisError, match="no record of that id"):
        run(folder, "show", "nothing")
