"""Whatever stands in a table of decisions, all of it is stored as one change, or none with an error that says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from store.acts.duplicates.groups import duplicate_groups
from store.decisions.access import decisions_of
from store.folder.review import Review
from store.work.decision_tables import import_decisions, is_decision_table
from tests.reviews import make_review

HEAD = "record_id,accession,doi,verdict,reason,note,labels,decided_at"
CELLS = st.sampled_from(
    ["T0", "T1", "T2", "include", "exclude", "maybe", "wrong-topic", "", '"', "a;b", "2021-01-04T08:00:00Z", "soon"]
) | st.text(max_size=8)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    with Review(make_review(tmp_path_factory.mktemp("fuzz") / "review", records=3), role="ANNA") as opened:
        yield opened


def all_or_none(review: Review, content: bytes, path: Path) -> None:
    path.write_bytes(content)
    stage = review.stage("title-abstract")
    journals = decisions_of(review, "ANNA", stage.id)
    before, tables = len([*journals.events()]), {name: dict(each) for name, each in journals.tables.items()}
    assert is_decision_table(path) in (True, False)
    try:
        done = import_decisions(review, path, stage, "ANNA", duplicate_groups(review))
    except TamisError as error:
        assert path.name in error.where and error.what
        assert len([*journals.events()]) == before and journals.tables == tables
        return
    events = [each for _, each in [*journals.events()][before:] if each.table]
    assert len(events) == done.stored
    assert {each.batch and each.batch[1] for each in events} <= {None if done.stored == 1 else done.stored}
    for document in journals.tables.get("decisions", {}).values():
        assert document["record"] in review.records
        assert document["verdict"] in ("include", "exclude", "maybe")


@given(
    content=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: f"record_id,verdict\n{text}".encode("utf-8", "ignore"))
)
@example(content=b"")
@example(content=b"\xff\xfe")
@example(content=b"verdict,accession\ninclude,T1\x00\n")
@example(content=b"verdict,accession\n" + b"include,T1\n" * 3)
@example(content=b'verdict,accession\ninclude,"T1\n')
@example(content=b"accession,verdict,decided_at\nT1,include,9999-12-31T23:59:59-23:59\n")
@example(content=b"accession,verdict,note\nT1,include,\xed\xa0\x80\n")
@settings(max_examples=80)
def test_any_bytes(review: Review, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    all_or_none(review, content, tmp_path_factory.getbasetemp() / "decisions.csv")


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=5), delimiter=st.sampled_from(",;\t"))
@settings(max_examples=80)
def test_any_rows(
    review: Review, rows: list[list[str]], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "\n".join([HEAD.replace(",", delimiter), *(delimiter.join(row) for row in rows)])
    all_or_none(review, text.encode("utf-8", "surrogatepass"), tmp_path_factory.getbasetemp() / "decisions.csv")
