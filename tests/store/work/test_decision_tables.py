"""Tables of decisions: read as people write them, all or nothing, and written so that they are read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.decision import Decision, Verdict
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import give_verdict
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.decision_tables import (
    VERDICTS,
    Finder,
    ImportedDecisions,
    decision_rows,
    import_decisions,
    is_decision_table,
    table_rows,
)
from store.work.screening import DiskDecisionStore
from tests.reviews import made_once, make_review, ris, run

STAGE = "title-abstract"


@made_once
def two_of_one_number(folder: Path) -> Path:
    """T0, T1 and T2; the accession numbers of two more are the same, T7."""
    make_review(folder, records=3)
    (folder.parent / "more.ris").write_text(ris([7]) + ris([8]).replace("AN  - T8", "AN  - T7"))
    run(folder, "import", str(folder.parent / "more.ris"), "--source", "Other")
    return folder


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review(two_of_one_number(tmp_path / "review"), role="ANNA") as opened:
        yield opened


def brought_in(review: Review, table: str) -> ImportedDecisions:
    path = review.folder.parent / "table.csv"
    path.write_bytes(table.encode())
    return import_decisions(review, path, review.stage(STAGE), "ANNA", duplicate_groups(review))


def standing(review: Review) -> dict[str, Decision]:
    """What ANNA has said, by accession number."""
    said = DiskDecisionStore(review, "ANNA", STAGE).decisions
    return {record.accession: said[record.id] for record in review.records.records() if record.id in said}


@pytest.mark.parametrize("word", [*VERDICTS, "INCLUDE", " Yes "])
def test_the_words_that_people_and_programs_write_for_a_verdict(review: Review, word: str) -> None:
    brought_in(review, f"accession,verdict\nT0,{word}\n")
    assert standing(review)["T0"].verdict is VERDICTS[word.strip().casefold()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_whatever_separates_the_columns(review: Review, delimiter: str, mark: str) -> None:
    rows = [("DOI", "Verdict", "note"), ("10.5555/t.1", "exclude", "said “no”")]
    done = brought_in(review, mark + "\r\n".join(delimiter.join(row) for row in rows))
    assert done.stored == 1 and standing(review)["T1"].note == "said “no”"


def test_what_is_stored_already_is_not_stored_again(review: Review) -> None:
    table = "accession,verdict,reason\nT0,include,\nT1,exclude,wrong-topic\n"
    assert brought_in(review, table) == ImportedDecisions(stored=2, unchanged=0)
    assert brought_in(review, table + "T2,include,\n") == ImportedDecisions(stored=1, unchanged=2)


def test_a_reason_may_be_named_by_its_label(review: Review) -> None:
    brought_in(review, "accession,verdict,reason\nT0,exclude,another TOPIC\n")
    assert standing(review)["T0"].reason == "wrong-topic"


def test_a_note_alone_changes_no_verdict(review: Review) -> None:
    brought_in(review, "accession,verdict,reason\nT0,exclude,wrong-topic\n")
    before = standing(review)["T0"]
    brought_in(review, "accession,verdict,note\nT0,,look again\nT1,,first look\n")
    after = standing(review)
    assert (after["T0"].verdict, after["T0"].reason, after["T0"].at) == (Verdict.EXCLUDE, "wrong-topic", before.at)
    assert after["T0"].note == "look again" and after["T1"].verdict is None and after["T1"].note == "first look"


@pytest.mark.parametrize(
    ("cell", "labels"),
    [("a;b", ("a", "b")), (r"a\;b;c", ("a;b", "c")), (r"a\\;b", ("a\\", "b")), (" a ; ;b", ("a", "b")), ("", ())],
)
def test_labels_are_separated_by_semicolons(review: Review, cell: str, labels: tuple[str, ...]) -> None:
    brought_in(review, f'accession,verdict,labels\nT0,include,"{cell}"\n')
    assert standing(review)["T0"].labels == labels
    state = review_state(review)
    [row] = decision_rows(state, review.stage(STAGE), "ANNA", state.decisions("ANNA", STAGE), later=())
    assert brought_in(review, f'accession,verdict,labels\nT0,include,"{row["labels"]}"\n').unchanged == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2021-01-04", "2021-01-04T00:00:00Z"),
        ("2021-01-04T10:00:00+02:00", "2021-01-04T08:00:00Z"),
        ("2021-01-04T08:00:00.250Z", "2021-01-04T08:00:00.250Z"),
        ("2021-01-04 08:00", "2021-01-04T08:00:00Z"),
    ],
)
def test_a_time_is_kept_in_utc(review: Review, text: str, kept: str) -> None:
    brought_in(review, f"accession,verdict,decided_at\nT0,include,{text}\n")
    assert standing(review)["T0"].at == kept


@pytest.mark.parametrize(
    ("table", "what", "line"),
    [
        ("accession,verdict,decided_at\nT0,include,yesterday\n", "“yesterday” is no time", "line 2, column decided_at"),
        ("accession,verdict\nT0,include\nT0,maybe\n", "says “maybe” of a record; line 2 says “include”", "line 3"),
        ("accession,verdict\nT7,include\n", "2 different records have the accession “T7”", "line 2"),
        ("doi,verdict\n10.5555/none,include\n", "no record has the doi", "line 2"),
        ("accession,verdict\nT0,\n", "“” is no verdict", "line 2, column verdict"),
        ("accession\nT0\n", "the header has the columns accession", "line 1"),
        ("verdict,title\ninclude,x\n", "the header has the columns verdict, title", "line 1"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_stored(review: Review, table: str, what: str, line: str) -> None:
    with pytest.raises(TamisError) as refused:
        brought_in(review, table.replace("verdict\n", "verdict\nT1,include\n", 1) if "T7" in table else table)
    wanted = line if "T7" not in table else "line 3"
    assert what in refused.value.what and refused.value.where.endswith(wanted) and refused.value.advice
    assert standing(review) == {}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"accession,verdict\n\xff,1\n", "not UTF-8"),
        (b'accession,verdict\n"T0"x,1\n', "not a CSV table"),
        (None, "cannot"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(tmp_path: Path, data: bytes | None, what: str) -> None:
    path = tmp_path / "x.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(TamisError, match=what) as refused:
        list(table_rows(path, lambda _columns, _path: None))
    assert refused.value.where == str(path)


def test_rows_have_their_line_and_lose_the_quote_against_formulas(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('Accession,Note\n"T\n0",\'=1+1\nT1\n')
    assert list(table_rows(path, lambda _columns, _path: None)) == [
        (3, {"accession": "T\n0", "note": "=1+1"}),
        (4, {"accession": "T1", "note": ""}),
    ]


@pytest.mark.parametrize(
    ("text", "ours"),
    [("record_id,Verdict\n", True), ("", True), ("\n", True), ("key,screening_decision\n", False), ("\xff", True)],
)
def test_a_table_of_our_own_is_known_by_its_header(tmp_path: Path, text: str, ours: bool) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode("latin-1"))
    assert is_decision_table(path) is ours


def test_a_merged_record_is_found_as_its_survivor(review: Review) -> None:
    ids = {record.accession: record.id for record in review.records.records()}
    give_verdict(review, ids["T0"], ids["T1"], same=True)
    groups = duplicate_groups(review)
    finder = Finder(review, groups)
    found = {finder.find("accession", each, "here") for each in ("T0", "t1")}
    assert found == {groups.of(ids["T0"])} == {finder.find("record_id", ids["T1"], "here")}
