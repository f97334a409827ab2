from pathlib import Path

from core.records.flags import CORRECTION
from store.acts.duplicates.groups import duplicate_groups
from store.folder.review import Review
from store.state.flags import flagged, flags, flags_among, flags_of
from tests.retractions import make_flagged_review
from tests.reviews import run


def by_accession(review: Review) -> dict[str, str]:
    return {each.accession: each.id for each in review.records.records()}


def test_what_is_said_of_a_record_is_said_of_its_duplicates_and_a_notice_merged_with_its_work_says_nothing(
    tmp_path: Path,
) -> None:
    folder = make_flagged_review(tmp_path / "review")
    with Review(folder) as review:
        ids, groups = by_accession(review), duplicate_groups(review)
        assert set(flags(review)) == {ids["T1"], ids["N1"], ids["N2"]}
        (said,) = flags_of(review, groups, ids["T1"])
        assert (said.what, said.record) == ("corrected", ids["N1"])
        assert flagged(review, groups, review.records.get(ids["T1"])).flags == (said,)
        assert flagged(review, groups, review.records.get(ids["T0"])).flags == ()
    run(folder, "dedup", "--same", ids["T1"], ids["T0"])
    with Review(folder) as review:
        assert flags_of(review, duplicate_groups(review), ids["T0"]) == (said,)
    run(folder, "dedup", "--same", ids["T1"], ids["N1"])
    with Review(folder) as review:
        assert [each.what for each in flags_of(review, duplicate_groups(review), ids["T1"])] == [CORRECTION]


def test_of_few_records_it_is_what_is_said_of_all(tmp_path: Path) -> None:
    folder = make_flagged_review(tmp_path / "review")
    run(folder, "retractions", str(tmp_path / "rw.csv"))
    with Review(folder) as review:
        every = flags(review)
        records = [each.id for each in review.records.records()]
        assert len(every) == 5 < len(records)
        for some in (records[:2], records[2:], every, [], *([each] for each in records)):
            assert flags_among(review, some) == {each: every[each] for each in some if each in every}


def test_the_file_is_withdrawn_with_its_import(tmp_path: Path) -> None:
    folder = make_flagged_review(tmp_path / "review")
    run(folder, "retractions", str(tmp_path / "rw.csv"))
    with Review(folder) as review:
        assert len(flags(review)) == 5
    run(folder, "withdraw", "1")
    with Review(folder) as review:
        assert flags(review) == {}
