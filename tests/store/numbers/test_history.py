"""Everything said of one record, in the order in which each journal has it, and nothing that is still blind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from store.acts.duplicates.verdicts import give_verdict
from store.folder.review import Review
from store.journal.line import Event
from store.numbers.history import HistoryRow, _made_at, history
from store.state.review_state import review_state
from store.work.consensus import settle_item
from tests.charts import charting_review, fill
from tests.retractions import make_flagged_review
from tests.reviews import decide_all, differing_review, make_review, record_ids, ris, run

STAGE = "title-abstract"


def rows_of(folder: Path, record: str, role: str | None = None) -> tuple[list[HistoryRow], list[str]]:
    with Review(folder, role=role) as review:
        return history(review, record)


def said(rows: list[HistoryRow]) -> list[tuple[str, str, str, str]]:
    return [(row.who, row.what, row.before, row.after) for row in rows]


def test_from_the_import_to_the_ruling(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    record, *_ = record_ids(folder)
    run(folder, "resolve", STAGE, record, "include", "--rationale", "read together")
    run(folder, "resolve", STAGE, record, "--reopen")
    rows, left_out = rows_of(folder, record)
    assert left_out == ["ANNA at full-text", "BO at full-text"]
    assert said(rows) == [
        ("", "import", "", record),
        ("ANNA", "import", "", "include"),
        ("BO", "import", "", "exclude"),
        ("ANNA, BO", "resolve", "", "include"),
        ("ANNA, BO", "reopen", "", ""),
    ]
    assert rows[0].note == "Testbase, round 1" and rows[3].note == "read together"
    assert not any(row.after_opening for row in rows) and rows[1].note == "review-ANNA-title-abstract.csv"


def test_what_was_found_by_its_references_is_told_of_both(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    citing, other = record_ids(folder)
    (tmp_path / "more.ris").write_text(ris(range(5, 8)), encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Reference lists", "--found-by", citing)
    found = next(each for each in record_ids(folder) if each not in (citing, other))
    told = {
        each: [(row.what, row.after, row.note) for row in rows_of(folder, each)[0]] for each in (citing, other, found)
    }
    assert told[citing][-1] == ("found", "3 records by its references or citations", "Reference lists, import 2")
    assert told[other] == [("import", other, "Testbase, round 1")]
    assert told[found] == [("import", found, f"Reference lists, round 1, found by {citing}")]


def test_what_is_still_blind_is_ones_own_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    record, *_ = record_ids(folder)
    run(folder, "decide", STAGE, record, "include", role="ANNA")
    run(folder, "decide", STAGE, record, "exclude", role="BO")
    for role, seen, hidden in (("ANNA", ["ANNA"], ["BO"]), ("CHIEF", [], ["ANNA", "BO"]), (None, [], ["ANNA", "BO"])):
        rows, left_out = rows_of(folder, record, role)
        assert [row.who for row in rows if row.what == "decide"] == seen
        assert [each for each in left_out if STAGE in each] == [f"{who} at {STAGE}" for who in hidden]
    run(folder, "undo", STAGE, "--yes", role="ANNA")
    assert said(rows_of(folder, record, "ANNA")[0])[-1] == ("ANNA", "undo", "include", "")


def test_what_came_after_the_opening_is_marked(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    record, *_ = record_ids(folder)
    run(folder, "decide", STAGE, record, "maybe", "--note", "Read again.", role="BO")
    rows, _ = rows_of(folder, record)
    assert rows[-1].note == "Read again."
    assert [(row.after, row.after_opening) for row in rows if row.who == "BO"] == [
        ("exclude", False),
        ("maybe", True),
    ]


@pytest.mark.parametrize(("time", "kept"), [("2001-05-06T07:08:09Z", True), ("", False)])
def test_a_decision_that_was_brought_in_has_the_time_that_its_file_says(tmp_path: Path, time: str, kept: bool) -> None:
    folder = make_review(tmp_path / "review", records=1)
    file = tmp_path / "d.csv"
    file.write_text(f"accession,verdict,decided_at\nT0,include,{time}\n")
    run(folder, "decisions", "import", str(file), "--stage", STAGE, "--reviewer", "ANNA")
    rows, _ = rows_of(folder, record_ids(folder)[0], "ANNA")
    assert (rows[-1].at == time) is kept and (rows[-1].at == rows[-1].written_at) is not kept


@pytest.mark.parametrize(
    ("act", "said", "kept"),
    [
        ("import", "2001-05-06T07:08:10Z", True),
        ("import", "2001-05-06T07:08:11Z", False),
        ("import", "2001-05-06T07:10:09Z", False),
        ("import", "2001-05-06T07:10:10Z", True),
        ("import", "last May", True),
        ("decide", "2000-01-01T00:00:00Z", False),
    ],
)
def test_a_time_that_is_nearly_that_of_writing_is_the_time_of_writing(act: str, said: str, kept: bool) -> None:
    at = "2001-05-06T07:09:10Z"
    event = Event(seq=1, at=at, who="", act=act, table="decisions", id=1, before=None, after=None)
    assert _made_at(event, {"at": said}) == (said if kept else at) and _made_at(event, {}) == at


def test_what_was_said_of_merged_records_is_told_of_both(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    first, second, third = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        give_verdict(review, first, second, same=True, note="one trial")
        give_verdict(review, first, third, same=False)
        both = [history(review, each)[0] for each in (first, second)]
    assert both[0] == both[1]
    assert [(row.after, row.note) for row in both[0] if row.stage == "duplicates"] == [
        (f"same {min(first, second)} + {max(first, second)}", "one trial"),
        (f"not the same {min(first, third)} + {max(first, third)}", ""),
    ]
    assert [row.after for row in both[0] if row.what == "import"] == sorted((first, second))


def test_answers_to_a_form_and_the_consensus_on_them_are_told(tmp_path: Path) -> None:
    folder, [study] = charting_review(tmp_path / "review", "ANNA", "BO", records=1)
    fill(folder, "ANNA", design="trial")
    fill(folder, "BO", design="survey")
    with Review(folder, role="ANNA") as review:
        settle_item(review_state(review), review.stage("charting"), study, "design", take="BO")
        rows, left_out = history(review, study)
    told = [each for row, each in zip(rows, said(rows), strict=True) if row.stage == "charting"]
    assert left_out == [] and {each[1] for each in told} == {"chart", "consensus"}
    assert ("BO", "chart", "", "design: survey") in told
    assert told[-1] == ("ANNA, BO", "consensus", "", "design: survey")


def test_searches_reports_and_studies_are_told_with_what_was_undone(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    ids = record_ids(folder)
    (tmp_path / "copy.ris").write_text(ris([4, 5]).replace("AN  - T", "AN  - C"))
    run(folder, "import", str(tmp_path / "copy.ris"), "--source", "Other")
    run(folder, "dedup")
    for why in ("no copy", "none lends it"):
        run(folder, "fulltext", "full-text", ids[3], "--not-retrieved", why, role="ANNA")
    run(folder, "dedup", "--undo-last", "--yes")
    run(folder, "resolve", STAGE, ids[0], "--escalate", "--rationale", "We cannot say.", role="ANNA")
    run(folder, "study", ids[0], ids[3], role="BO")

    def told(record: str) -> list[tuple[str, ...]]:
        rows = rows_of(folder, record)[0]
        assert all(row.at == row.written_at for row in rows) and not any(row.after_opening for row in rows)
        assert rows == sorted(rows, key=lambda row: row.written_at)
        return [(row.who, row.stage, row.what, row.before, row.after, row.note) for row in rows[3:]]

    with Review(folder) as review:
        account = review.login
        copies = [each.id for each in review.records.records() if each.accession == "C4"]
        study = review_state(review).studies.of(ids[0])
    pair = " + ".join(sorted((ids[4], *copies)))
    assert told(ids[4]) == [
        (account, "duplicates", "dedup", "", f"merged {pair}", "identical records"),
        (account, "duplicates", "undo", "", f"parted {pair}", "identical records"),
    ]
    assert told(ids[0])[0] == ("ANNA, BO", STAGE, "escalate", "", "escalated", "We cannot say.")
    assert told(ids[0])[1:] == [("BO", "studies", "study", "", f"study {study}", "")]
    assert told(ids[3])[:2] == [
        ("ANNA", "full-text", "retrieval", "", "not-retrieved", "no copy"),
        ("ANNA", "full-text", "retrieval", "not-retrieved", "not-retrieved", "none lends it"),
    ]


def test_what_speaks_against_a_record_is_told_with_who_brought_it(tmp_path: Path) -> None:
    folder = make_flagged_review(tmp_path / "review")
    ids = record_ids(folder)
    assert [row.what for row in rows_of(folder, ids[6])[0]] == ["import", "flag"]
    run(folder, "retractions", str(tmp_path / "rw.csv"))
    with Review(folder) as review:
        account = review.login
    told = [
        [(row.who, row.after.partition(",")[0], row.note) for row in rows_of(folder, each)[0] if row.what == "flag"]
        for each in ids
    ]
    title = "On harbour harbour harbour harbour lantern in study 1"
    retracted = [(account, "retracted on 3 May 2019", "")]
    notice = [("", "correction notice", ""), ("", f"correction notice of “{title}”", f"record {ids[1]}")]
    corrected = [("", f"corrected by “Erratum to: {title}”", f"record {ids[5]}")]
    assert told == [[], corrected, retracted, retracted, [], notice, [("", "retracted", "")]]


def test_an_unknown_record_has_no_history(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    with pytest.raises(TamisError, match="no record"):
        rows_of(folder, "0" * 16)


def test_only_the_lines_that_hold_the_record_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review", records=40)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(40)])
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", "--same", first, second, "--even-so")
    run(folder, "dedup", "--undo", first, second)
    parsed: list[Event] = []
    from_fields = Event.from_fields

    def counted(fields: dict[str, Any]) -> Event:
        parsed.append(from_fields(fields))
        return parsed[-1]

    with Review(folder, role="ANNA") as review:
        monkeypatch.setattr(Event, "from_fields", counted)
        rows, _ = history(review, second)
        read = len(parsed)
        assert said(rows)[-3:] == [("ANNA", "import", "", "include"), *said(rows)[-2:]] and len(rows) == 4
        every = [event for _, events in review.acts.events() for event in events]
        held = [event for _, events in review.acts.events((second,)) for event in events]
        assert held == [event for event in every if second in str((event.before, event.after))] != []
    assert read < 10
