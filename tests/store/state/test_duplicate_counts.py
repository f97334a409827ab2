"""What came of the search for duplicates: by machine and by hand, record by record and source by source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import give_verdict
from store.acts.withdrawals import withdraw
from store.folder.review import Review
from store.state.duplicate_counts import SourceOverlap, grouped_records, overlap, removed_by
from store.work.duplicates.search import find_duplicates
from tests.reviews import make_review, ris, run


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """T0 to T3 from Alpha, T2 to T5 once more from Beta (with numbers U2 …); two pairs are the same by their DOI."""
    folder = make_review(tmp_path / "review")
    for source, numbers, prefix in (("Alpha", range(4), "T"), ("Beta", range(2, 6), "U")):
        file = tmp_path / f"{source}.ris"
        file.write_text(ris(numbers, prefix=prefix).replace("10.5555/u.", "10.5555/t."))
        run(folder, "import", str(file), "--source", source)
    with Review(folder, role="ANNA") as opened:
        find_duplicates(opened)
        yield opened


def by_accession(review: Review) -> dict[str, str]:
    return {record.accession: record.id for record in review.records.records()}


def test_how_each_record_came_into_its_group(review: Review) -> None:
    ids = by_accession(review)
    give_verdict(review, ids["T0"], ids["T1"], same=True)
    rows = {row.accession: row for row in grouped_records(review)}
    assert {name: row.how for name, row in rows.items()} == {
        **dict.fromkeys(("T0", "T1"), "reviewer"),
        **dict.fromkeys(("T2", "T3", "U2", "U3"), "automatic"),
        **dict.fromkeys(("U4", "U5"), "none"),
    }
    assert rows["T2"].group_id == rows["U2"].group_id != rows["T3"].group_id
    assert sum(row.survivor for row in rows.values()) == 5
    assert [rows[name].source for name in ("T2", "U2")] == ["Alpha", "Beta"]


def test_what_a_person_merged_is_no_merge_of_a_rule_whose_other_record_was_withdrawn(review: Review) -> None:
    ids = by_accession(review)
    give_verdict(review, ids["T2"], ids["T0"], same=True)
    withdraw(review, 2)
    rows = {row.accession: row.how for row in grouped_records(review)}
    assert rows == {"T0": "reviewer", "T1": "none", "T2": "reviewer", "T3": "none"}


def test_what_only_one_source_has_and_what_they_share(review: Review) -> None:
    assert overlap(review, duplicate_groups(review)) == {
        "Alpha": SourceOverlap(4, 2, {"Beta": 2}),
        "Beta": SourceOverlap(4, 2, {"Alpha": 2}),
    }


def test_what_the_machine_removed_and_what_a_person_did(review: Review) -> None:
    ids = by_accession(review)

    def removed() -> tuple[int, int]:
        return removed_by(review, duplicate_groups(review))

    assert removed() == (2, 0)
    give_verdict(review, ids["T0"], ids["T1"], same=True)
    assert removed() == (2, 1)
    give_verdict(review, ids["T2"], ids["U2"], same=False)
    assert removed() == (1, 1), "a pair that a person parted was not removed by the machine"
    give_verdict(review, ids["T2"], ids["U2"], same=True)
    assert removed() == (2, 1), "and joining it again is what the machine had done"


def test_a_pair_that_a_person_parted_is_no_work_of_the_machines_where_both_have_other_duplicates(
    review: Review,
) -> None:
    ids = by_accession(review)
    give_verdict(review, ids["T2"], ids["U2"], same=False)
    give_verdict(review, ids["T0"], ids["T2"], same=True)
    give_verdict(review, ids["T1"], ids["U2"], same=True)
    assert removed_by(review, duplicate_groups(review)) == (1, 2)
