"""`tamis acts`: what one did at a stage, the last first; each of it can be taken back, or done again, by its number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from store.acts.duplicates.verdicts import give_verdicts
from store.acts.duplicates.verdicts import verdicts as pair_verdicts
from store.folder.review import Review
from tests.charts import charting_review, fill_in
from tests.reviews import decide_all, decisions_file, made_once, make_review, record_ids, run, run_json, run_lines

STAGE = "title-abstract"


@made_once
def read_and_changed(folder: Path) -> Path:
    """A review in which ANNA imported five decisions, then changed one and gave one more a note."""
    make_review(folder, records=6)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    first, second, *_, last = record_ids(folder)
    run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", role="ANNA")
    run(folder, "decide", STAGE, second, "include", "--note", "see appendix", role="ANNA")
    run(folder, "decide", STAGE, last, "maybe", role="ANNA")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return read_and_changed(tmp_path / "review")


def acts(folder: Path, role: str = "ANNA", stage: str = STAGE) -> list[dict[str, Any]]:
    """What `tamis acts` lists."""
    return list(run_json(folder, "acts", stage, role=role)["acts"])


def verdicts(folder: Path) -> dict[str, tuple[str, str]]:
    """Record → verdict and note of ANNA's that count."""
    rows = run_json(folder, "decisions", "export", "--stage", STAGE, role="ANNA")
    return {row["record_id"]: (row["verdict"], row["note"]) for row in rows}


def test_all_acts_are_listed_the_last_first_with_what_each_did(folder: Path) -> None:
    ids = record_ids(folder)
    listed = acts(folder)
    assert [each["records"] for each in listed] == [[ids[5]], [ids[1]], [ids[0]], ids[:5]]
    assert [each["taken_back"] for each in listed] == [False] * 4
    assert listed[3]["what"] == "import of 5 decisions from review-ANNA-title-abstract.csv"
    assert [each["what"] for each in listed[:3]] == ["maybe", "note", "was included — now excluded: Another topic"]
    assert len({each["number"] for each in listed}) == 4
    said = run(folder, "acts", STAGE, role="ANNA").stdout
    assert "excluded: Another topic" in said and "study 0" in said and str(listed[2]["number"]) in said


def test_an_earlier_act_alone_is_taken_back_and_done_again(folder: Path) -> None:
    before = verdicts(folder)
    ids, listed = record_ids(folder), acts(folder)
    done = run_json(folder, "acts", STAGE, "--undo", str(listed[2]["number"]), role="ANNA")
    assert done["records"] == [ids[0]] and done["what"] == listed[2]["what"]
    assert verdicts(folder) == before | {ids[0]: ("include", "")}
    assert [each["taken_back"] for each in acts(folder)] == [False, False, True, False]
    run(folder, "acts", STAGE, "--redo", str(listed[2]["number"]), role="ANNA")
    assert verdicts(folder) == before
    assert [each["taken_back"] for each in acts(folder)] == [False] * 4


def test_what_cannot_be_taken_back_says_why_and_changes_nothing(folder: Path) -> None:
    first, listed = record_ids(folder)[0], acts(folder)
    before, journal = verdicts(folder), decisions_file(folder, "ANNA", STAGE).read_bytes()
    for option, number, words in (
        ("--undo", listed[3]["number"], f"act {listed[1]['number']} of "),
        ("--redo", listed[0]["number"], "holds"),
        ("--undo", 999, "no act 999"),
        ("--undo", 0, "no act 0"),
    ):
        with pytest.raises(TamisError) as caught:
            run(folder, "acts", STAGE, option, str(number), "--yes", role="ANNA")
        assert words in str(caught.value)
    with pytest.raises(TamisError, match="one of"):
        run(folder, "acts", STAGE, "--undo", "1", "--redo", "1", role="ANNA")
    assert verdicts(folder) == before and decisions_file(folder, "ANNA", STAGE).read_bytes() == journal
    run(folder, "acts", STAGE, "--undo", str(listed[2]["number"]), role="ANNA")
    with pytest.raises(TamisError, match="taken back already"):
        run(folder, "acts", STAGE, "--undo", str(listed[2]["number"]), role="ANNA")
    run(folder, "decide", STAGE, first, "maybe", role="ANNA")
    with pytest.raises(TamisError, match="since"):
        run(folder, "acts", STAGE, "--redo", str(listed[2]["number"]), role="ANNA")


def test_many_records_ask_first_and_act_and_answer_are_one(folder: Path) -> None:
    listed = acts(folder)
    for each in listed[:3]:
        run(folder, "acts", STAGE, "--undo", str(each["number"]), role="ANNA")
    number = str(listed[3]["number"])
    with pytest.raises(TamisError, match="--yes"):
        run(folder, "acts", STAGE, "--undo", number, role="ANNA")
    assert run_json(folder, "acts", STAGE, "--undo", number, "--yes", role="ANNA")["records"] == record_ids(folder)[:5]
    assert not any(verdict for verdict, _ in verdicts(folder).values())


def test_each_sees_and_takes_back_only_what_is_their_own(folder: Path) -> None:
    assert acts(folder, "BO") == []
    with pytest.raises(TamisError, match="no act"):
        run(folder, "acts", STAGE, "--undo", str(acts(folder)[0]["number"]), role="BO")
    with pytest.raises(TamisError, match="does not read"):
        run(folder, "acts", STAGE, role="CHIEF")
    with pytest.raises(TamisError, match="who are you"):
        run(folder, "acts", STAGE)


def test_no_more_than_asked_for_are_told_and_how_many_there_are_besides(folder: Path) -> None:
    said = run(folder, "acts", STAGE, "--last", "2", role="ANNA")
    assert len(said.stdout.splitlines()) == 3 and "earlier" in said.stderr
    assert len(run_json(folder, "acts", STAGE, "--last", "2", role="ANNA")["acts"]) == 2


def test_thirty_are_told_unless_more_are_asked_for(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    [record] = record_ids(folder)
    said = ("include", "maybe")
    run_lines(folder, [("decide", STAGE, record, said[place % 2]) for place in range(30)], role="ANNA")
    whole = run(folder, "acts", STAGE, role="ANNA")
    assert (len(whole.stdout.splitlines()), "earlier" in whole.stderr) == (31, False)
    run(folder, "decide", STAGE, record, "include", role="ANNA")
    cut, more = (run(folder, "acts", STAGE, *words, role="ANNA") for words in ((), ("--last", "31")))
    assert cut.stderr == "earlier ones: --last N\n" and len(cut.stdout.splitlines()) == 31 and more.stderr == ""
    assert more.stdout.startswith(cut.stdout) and len(more.stdout.splitlines()) == 32
    assert len(acts(folder)) == 31


def test_answers_of_a_form_are_acts_too(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review")
    fill_in(folder, studies[0], "ANNA", country="Chad")
    listed = acts(folder, stage="charting")
    assert listed and "answer" in listed[-1]["what"]
    run(folder, "acts", "charting", "--undo", str(listed[0]["number"]), "--yes", role="ANNA")
    assert acts(folder, stage="charting")[0]["taken_back"]


def test_a_pair_is_named_by_both_titles_and_ids(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "hostile.ris"
    file.write_text("TY  - JOUR\nTI  - \x1b[31mPeers " + "and clinics " * 20 + "\nAN  - N1\nER  - \n")
    run(folder, "import", str(file), "--source", "Testbase")
    *_, one, other = record_ids(folder)
    run(folder, "dedup", "--not-same", one, other, role="ANNA")
    run(folder, "dedup", "--undo", one, other, role="ANNA")
    back, said, *_ = run_json(folder, "acts", role="ANNA")["acts"]
    first, second = sorted((one, other))
    assert said["records"] == back["records"] == [first, second]
    assert said["what"] == f"not the same: {first}, {second}" and back["what"].startswith("verdict taken back: ")
    run(folder, "dedup", "--same", one, other, role="ANNA")
    listed = run(folder, "acts", role="ANNA").stdout
    done = run(folder, "acts", "--undo", str(back["number"] + 1), role="ANNA").stderr
    lines = [*listed.splitlines()[1:4], done.splitlines()[-1]]
    for line in lines:
        assert f"({first}, {second})" in line and line.count(first) == line.count(second) == 1
        assert "“On harbour" in line and "“Peers and clinics" in line and line.count("…”") == 2
        assert "\x1b" not in line and len(line) < 180
    assert (
        lines[-1].startswith("took back: same: “")
        and "verdict taken back  " in lines[1]
        and "not the same  " in lines[2]
    )


def test_without_a_stage_what_was_said_for_all_to_see(folder: Path) -> None:
    ids = record_ids(folder)
    run(folder, "dedup", "--same", ids[2], ids[3], role="ANNA")
    with Review(folder, role="ANNA") as review:
        give_verdicts(review, [(ids[0], each) for each in ids[1:5]], same=False)
    told = run_json(folder, "acts", role="ANNA")
    bulk, one, *_, first = told["acts"]
    assert (told["stage"], told["reviewer"], bulk["what"]) == (None, "ANNA", "not the same: 4 pairs")
    assert one["what"].startswith("same: ") and all(not each["taken_back"] for each in told["acts"])
    assert first["what"] == "finished: Title and abstract"
    text = run(folder, "acts", role="ANNA").stdout
    assert "not the same: 4 pairs" in text and str(bulk["number"]) in text
    with pytest.raises(TamisError, match="takes back not the same: 4 pairs"):
        run(folder, "acts", "--undo", str(bulk["number"]), role="ANNA")
    done = run_json(folder, "acts", "--undo", str(bulk["number"]), "--yes", role="ANNA")
    assert done["taken_back"] and done["what"] == bulk["what"]
    with Review(folder) as review:
        assert [each.same for each in pair_verdicts(review).values()] == [True]
    run(folder, "acts", "--redo", str(bulk["number"]), "--yes", role="ANNA")
    with Review(folder) as review:
        assert len(pair_verdicts(review)) == 5
    with pytest.raises(TamisError, match="stays as it was said: finished"):
        run(folder, "acts", "--undo", str(first["number"]), role="ANNA")
