"""Each record with what was decided on it: the last word, its sources, and no label of a reader who is still hidden."""

from __future__ import annotations

from pathlib import Path

from core.records.record import Record
from store.acts.duplicates.verdicts import give_verdict
from store.folder.review import Review
from store.numbers.export import exported
from store.state.review_state import review_state
from tests.reviews import differing_review, make_review, record_ids, ris, run

STAGE = "title-abstract"


def rows_of(
    folder: Path, stage: str | None = None, outcome: str = "all", role: str | None = None
) -> dict[str, tuple[Record, dict[str, str]]]:
    """What is exported, by accession number."""
    with Review(folder, role=role) as review:
        return {record.accession: (record, row) for record, row in exported(review_state(review), stage, outcome)}


def standing(folder: Path, stage: str | None = None, outcome: str = "all") -> dict[str, tuple[str, str, str]]:
    found = rows_of(folder, stage, outcome)
    return {name: (row["stage"], row["outcome"], row["reasons"]) for name, (_, row) in found.items()}


def test_the_last_that_was_said_of_each_counts(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    first, *_ = record_ids(folder)
    run(folder, "resolve", STAGE, first, "exclude", "--reason", "wrong-topic", "--rationale", "x")
    decided = standing(folder)
    assert list(decided) == [f"T{n}" for n in range(6)], "in the order of import"
    assert decided["T0"] == (STAGE, "excluded", "Another topic")
    assert decided["T1"] == (STAGE, "waiting", "") and decided["T5"] == ("full-text", "waiting", "")
    assert standing(folder, STAGE)["T5"] == (STAGE, "included", "")
    last = record_ids(folder)[5]
    run(folder, "fulltext", "full-text", last, "--not-retrieved", "no copy", role="ANNA")
    assert standing(folder, None, "not-retrieved") == {"T5": ("full-text", "not-retrieved", "")}
    assert standing(folder, None, "included") == {} and standing(folder, "full-text").keys() == {"T3", "T4", "T5"}
    for outcome, names in (("excluded", {"T0"}), ("included", {"T3", "T4", "T5"}), ("waiting", {"T1", "T2"})):
        assert standing(folder, STAGE, outcome).keys() == names


def test_a_merged_record_names_what_it_stands_for(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    (tmp_path / "x.ris").write_text(ris([7], prefix="U"))
    run(folder, "import", str(tmp_path / "x.ris"), "--source", "Other")
    first, _, third = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        give_verdict(review, first, third, same=True)
    rows = [row for _, row in rows_of(folder).values()]
    [merged] = [row for row in rows if row["duplicates"]]
    assert len(rows) == 2 and merged["duplicates"] in (first, third)
    assert set(merged["sources"].split("; ")) == {"Testbase", "Other"}


def test_the_raw_pairs_are_the_records_own(tmp_path: Path) -> None:
    record, _ = rows_of(make_review(tmp_path / "review", records=1))["T0"]
    assert {(each.tag, each.value) for each in record.raw} >= {("AN", "T0"), ("TY", "JOUR")}


def test_labels_of_a_hidden_reader_stay_hidden(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    for who in ("ANNA", "BO"):
        file = tmp_path / f"{who}.csv"
        file.write_text(f"accession,verdict,labels\nT0,,both;{who.lower()}\n")
        run(folder, "decisions", "import", str(file), "--stage", STAGE, "--reviewer", who)
    for role, labels in (("ANNA", "both; anna"), ("BO", "both; bo"), (None, "")):
        assert rows_of(folder, role=role)["T0"][1]["labels"] == labels
    for who in ("ANNA", "BO"):
        file = tmp_path / f"{who}.csv"
        file.write_text(f"accession,verdict,labels\nT0,exclude,both;{who.lower()}\n")
        run(folder, "decisions", "import", str(file), "--stage", STAGE, "--reviewer", who)
    assert rows_of(folder)["T0"][1]["labels"] == "both; anna; bo"
    (tmp_path / "more.ris").write_text(ris([7]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    for role, labels in (("ANNA", "both; anna"), ("BO", "both; bo"), (None, "")):
        assert rows_of(folder, role=role)["T0"][1]["labels"] == labels, "while a later round is sealed"
