from pathlib import Path

import pytest

from core.dedup.pairs import LINK, REVIEW, RecordPair
from store.acts.duplicates.searches import TABLES, pair_document, searches, store_search
from store.acts.imports import imports
from store.folder.review import Review
from store.state.review_state import review_state
from store.state.study_links import offered_studies
from tests.reviews import decide_all, make_review, run, run_json

TITLE = "Peer workers in the wards of a county hospital"
TEXT = f"""TY  - JOUR
TI  - {TITLE}: study protocol for a randomised trial
AU  - Larsen, Mette
PY  - 2008
T2  - Trials
DO  - 10.5555/p
AN  - P
ER  -

TY  - JOUR
TI  - {TITLE}: a randomised trial
AU  - Larsen, Mette
PY  - 2019
T2  - Wards
DO  - 10.5555/r
AN  - R
ER  -
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "review", records=3)
    (tmp_path / "more.ris").write_text(TEXT, encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Otherbase")
    run(folder, "dedup")
    return folder


def ids(folder: Path) -> list[str]:
    with Review(folder) as review:
        return sorted(each.id for each in review.records.records() if each.accession in ("P", "R"))


def test_protocol_and_result_are_offered_as_one_study_until_they_are_one(folder: Path) -> None:
    (offered,) = run_json(folder, "study")["offered"]
    assert offered["rule"] == "protocol and result"
    assert [each["record_id"] for each in offered["reports"]] == ids(folder)
    assert "of one study? protocol and result" in run(folder, "study").stdout
    assert run_json(folder, "dedup")["duplicates_removed"] == 0
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(name, "include") for name in ("T0", "T1", "T2", "P", "R")])
    found = run_json(folder, "study", *ids(folder))
    assert found["offered"] == [] and len(found["studies"]) == 1


def test_what_is_excluded_or_the_same_is_not_offered(folder: Path) -> None:
    run(folder, "dedup", "--same", *ids(folder))
    assert run_json(folder, "study")["offered"] == []
    run(folder, "dedup", "--undo", *ids(folder))
    verdicts = [(name, "exclude" if name == "P" else "include") for name in ("T0", "T1", "T2", "P", "R")]
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", verdicts)
    with Review(folder) as review:
        assert offered_studies(review_state(review)) == []


def test_of_every_table_of_a_search_what_is_of_one_study_is_offered_once_in_the_order_of_the_ids(
    tmp_path: Path,
) -> None:
    folder = make_review(tmp_path / "review", records=9)
    with Review(folder) as review:
        one, two, three, four, five, six, seven, eight, *_ = sorted(each.id for each in review.records.records())
        pairs = {
            "reviews": [
                RecordPair(seven, eight, "protocol and result", {"title": 90}, REVIEW),
                RecordPair(one, five, "similar titles", {}, REVIEW),
            ],
            "rest": [
                RecordPair(three, four, "another form", {"title": 91}, REVIEW),
                RecordPair(two, "f" * len(two), "another form", {}, REVIEW),
                RecordPair("0" * len(two), two, "another form", {}, REVIEW),
            ],
            "links": [
                RecordPair(one, two, "protocol and result", {"title": 92}, LINK),
                RecordPair(seven, eight, "another form", {"title": 93}, LINK),
                RecordPair(five, six, "erratum or reply", {}, LINK),
            ],
        }
        found = {
            table: {str(number): pair_document(each, {}) for number, each in enumerate(pairs.get(table, ()))}
            for table in TABLES
        }
        store_search(review, found, read=imports(review), replaced=searches(review))
        state = review_state(review)
        expected = [pairs["links"][0], pairs["rest"][0], pairs["reviews"][0]]
        assert offered_studies(state) == expected
        assert [each.evidence for each in offered_studies(state)] == [each.evidence for each in expected]
