"""Several reports of one study: said by people, taken back by them, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from core.undo import PastAct
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.studies import TABLE, group, set_apart, studies_of, undo_last
from store.acts.duplicates.verdicts import give_verdict
from store.folder.review import Review
from tests.charts import charting_protocol, fill
from tests.reviews import decide_all, made_once, make_review, protocol, record_ids, run_json, said_in

STAGE = "full-text"


@made_once
def all_included(folder: Path) -> Path:
    make_review(folder, records=5)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(5)])
    return folder


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review(all_included(tmp_path / "review"), role="ANNA") as opened:
        yield opened


def test_where_no_full_texts_are_read_reports_are_grouped_once_those_to_be_charted_are_known(tmp_path: Path) -> None:
    head, screen, _ = protocol().split("[[stage]]", 2)
    text = "[[stage]]".join([head, screen, charting_protocol("ANNA", "BO").split("[[stage]]", 1)[1]])
    folder = make_review(tmp_path / "review", records=2, text=text)
    both = [("T0", "include"), ("T1", "include")]
    decide_all(folder, "ANNA", "title-abstract", both)
    with Review(folder, role="ANNA") as review, pytest.raises(TamisError, match="title-abstract is still blind"):
        group(review, duplicate_groups(review), record_ids(folder))
    decide_all(folder, "BO", "title-abstract", both)
    fill(folder, "ANNA")
    with Review(folder, role="ANNA") as review:
        assert len(group(review, duplicate_groups(review), record_ids(folder)).reports) == 2


def test_studies_are_grouped_taken_apart_and_undone(review: Review) -> None:
    a, b, c, d, _ = sorted(review.records)
    groups = duplicate_groups(review)
    assert group(review, groups, [b, c]).reports == (b, c)
    assert group(review, groups, [c, a]).reports == (a, b, c)
    assert studies_of(review, groups).of(c) == a
    assert set_apart(review, groups, a).reports == (b, c)
    assert studies_of(review, groups).of(c) == b
    assert set_apart(review, groups, b).reports == ()
    assert studies_of(review, groups).reports == {}
    undo_last(review)
    undo_last(review)
    assert studies_of(review, groups).reports == {a: (a, b, c)}
    with pytest.raises(TamisError, match="only report"):
        set_apart(review, groups, d)
    with pytest.raises(TamisError, match="two reports") as refused:
        group(review, groups, [d, d])
    assert refused.value.advice == ""


def test_two_reports_that_turn_out_to_be_duplicates_are_no_study(review: Review) -> None:
    a, b, c, *_ = sorted(review.records)
    group(review, duplicate_groups(review), [a, b])
    give_verdict(review, a, b, same=True)
    groups = duplicate_groups(review)
    assert studies_of(review, groups).reports == {}
    with pytest.raises(TamisError, match="two reports") as refused:
        group(review, groups, [a, b])
    assert refused.value.advice == "Records that were merged as duplicates are one report."
    both = sorted((groups.of(a), c))
    assert group(review, groups, [a, c]).reports == tuple(both)
    assert set_apart(review, groups, c).reports == ()
    assert studies_of(review, groups).reports == {}


def test_the_counts_are_of_studies(review: Review) -> None:
    a, b, *_ = review.records
    group(review, duplicate_groups(review), [a, b])
    folder = review.folder
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(5)])
    status, flow = run_json(folder, "status"), run_json(folder, "flow")
    assert (status["included_records"], status["included_studies"]) == (5, 4)
    assert (flow["new_reports"], flow["new_studies"]) == (5, 4)


def test_one_grouping_is_one_act_that_says_how_much_it_was(review: Review) -> None:
    a, b, c, *_ = sorted(review.records)
    groups = duplicate_groups(review)
    group(review, groups, [a, b, c])
    set_apart(review, groups, c)
    asked: list[PastAct] = []

    def refuse(past: PastAct) -> bool:
        asked.append(past)
        return False

    assert undo_last(review, refuse) == [] and studies_of(review, groups).reports == {a: (a, b)}
    assert [each.what for each in asked] == ["taking apart of 1 report"]
    undo_last(review)
    undo_last(review, lambda past: asked.append(past) is None)
    assert asked[-1].what == "grouping of 3 reports" and studies_of(review, groups).reports == {}
    assert undo_last(review) == []


def test_what_is_said_already_is_refused(review: Review) -> None:
    a, b, *_ = sorted(review.records)
    group(review, duplicate_groups(review), [a, b])
    with pytest.raises(TamisError, match="one study already"):
        group(review, duplicate_groups(review), [b, a])


def test_who_grouped_is_kept(review: Review) -> None:
    a, b, *_ = sorted(review.records)
    done = group(review, duplicate_groups(review), [b, a])
    documents = review.acts.tables[TABLE].values()
    assert {(each["record"], each["study"], each["by"]) for each in documents} == {(a, a, "ANNA"), (b, a, "ANNA")}
    first = next(each for each in said_in(review, TABLE))
    assert done.seq == first.seq
