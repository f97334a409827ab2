"""Retrieval and studies on disk: shared by the team, kept as events, and nothing decided is lost by them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval, Sought
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.studies import group, undo_last
from store.acts.duplicates.verdicts import give_verdict, take_back_verdict
from store.acts.retrieval import conflicting_retrievals, file_of, lost, retrievals, retrieved, set_retrievals
from store.folder.review import Review
from store.journal.journal import Change
from store.numbers.records_behind import records_behind
from store.state.review_state import review_state
from tests.reviews import decide_all, made_once, make_review, run, run_json

STAGE = "full-text"


@made_once
def read_by_both(folder: Path) -> Path:
    make_review(folder, records=5)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(5)])
    return folder


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review(read_by_both(tmp_path / "review"), role="ANNA") as opened:
        yield opened


def mark(review: Review, *said: Retrieval) -> list[int]:
    events = set_retrievals(review, duplicate_groups(review), review.stage(STAGE), said)
    return [each.seq for each in events]


def standing(review: Review) -> dict[str, Retrieval]:
    return retrievals(review, duplicate_groups(review), STAGE)


def test_a_report_is_lost_found_and_sought_again(review: Review) -> None:
    first, second, *_ = review.records
    paper = review.folder / "texts" / "a.pdf"
    paper.parent.mkdir()
    paper.write_text("x")
    mark(review, lost(first, " no  library lends it "), retrieved(review, second, str(paper)))
    found = standing(review)
    assert (found[first].why, found[first].by) == ("no library lends it", "ANNA") and found[first].at
    assert found[second].path == "texts/a.pdf" and file_of(review, found[second]) == paper
    assert retrieved(review, second, "texts/a.pdf").path == "texts/a.pdf", "what is shown can be said again"
    assert review_state(review).funnel.state(STAGE).reasons == {"not-retrieved": [first]}
    mark(review, retrieved(review, first, "https://example.org/1"))
    assert (
        standing(review)[first].url == "https://example.org/1" and not review_state(review).funnel.state(STAGE).excluded
    )
    mark(review, Retrieval(record=first))
    assert standing(review)[first].state is Sought.SOUGHT


def test_a_file_elsewhere_keeps_its_whole_path(review: Review, tmp_path: Path) -> None:
    paper = tmp_path / "b.pdf"
    paper.write_text("x")
    record = next(iter(review.records))
    assert retrieved(review, record, str(paper)).path == str(paper)


@pytest.mark.parametrize("make", [None, os.mkdir, os.mkfifo])
def test_what_is_no_plain_file_is_refused(review: Review, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "odd"
    if make:
        make(path)
    with pytest.raises(TamisError, match=r"no such file|no plain file"):
        retrieved(review, next(iter(review.records)), str(path))


ONE = "https://doi.org/10.1000/0781"


@pytest.mark.parametrize(
    "place",
    [
        f"{ONE} https://example.org/2",
        f"{ONE}https://example.org/2",
        f"{ONE},http://example.org/2",
        f"{ONE} papers/x.pdf",
        f"{ONE}/papers/x.pdf",
        f"{ONE}papers/x.pdf",
        f"{ONE}{{folder}}/papers/x.pdf",
        f"papers/x.pdf{ONE}",
        f"papers/x.pdf {ONE}",
        "papers/x.pdf papers/y.pdf",
        "https://https://example.org/2",
        "https://example.org/a b",
        "https:///10.1000/0781",
    ],
)
def test_two_places_in_one_are_refused(review: Review, place: str) -> None:
    (review.folder / "papers").mkdir()
    for name in ("x.pdf", "y.pdf"):
        (review.folder / "papers" / name).write_text("x")
    with pytest.raises(TamisError, match="not one address or one file") as refused:
        retrieved(review, next(iter(review.records)), place.format(folder=review.folder))
    assert "one" in refused.value.advice


@pytest.mark.parametrize(
    "place",
    [
        "https://web.archive.org/web/2020/https://example.org/1",
        "https://proxy.example.org/login?url=https://doi.org/10.1000/0781",
        "http://example.org/papers/x.pdf",
        "https://example.org/reader?file=papers/x.pdf",
        "https://example.org/file:papers/x.pdf",
        "HTTPS://example.org:8080/a?b=c#d",
        "  https://example.org/1  ",
    ],
)
def test_one_address_is_one_address(review: Review, place: str) -> None:
    (review.folder / "papers").mkdir()
    (review.folder / "papers" / "x.pdf").write_text("x")
    assert retrieved(review, next(iter(review.records)), place).url == place.strip()


def test_a_file_with_blanks_in_its_name_is_one_file(review: Review) -> None:
    (review.folder / "a  paper.pdf").write_text("x")
    assert retrieved(review, next(iter(review.records)), "a  paper.pdf").path == "a  paper.pdf"


def test_why_a_report_was_not_had_must_be_said(review: Review) -> None:
    with pytest.raises(TamisError, match="say why"):
        lost(next(iter(review.records)), "  ")


def test_reports_are_retrieved_at_a_full_text_stage_only(review: Review) -> None:
    with pytest.raises(TamisError, match="fulltext"):
        set_retrievals(review, duplicate_groups(review), review.stage("title-abstract"), [lost("0", "why")])


def test_one_act_is_taken_back_whole(review: Review) -> None:
    first, second, *_ = review.records
    [seq, _] = mark(review, lost(first, "gone"), lost(second, "gone"))
    mark(review, lost(list(review.records)[3], "gone too"))
    review.take_back_act(seq)
    assert set(standing(review)) == {list(review.records)[3]}


def test_what_was_said_of_a_merged_record_stands_for_its_survivor(review: Review) -> None:
    first, second, *_ = review.records
    mark(review, lost(first, "gone"), retrieved(review, second, "https://example.org"))
    give_verdict(review, first, second, same=True)
    survivor = duplicate_groups(review).of(first)
    assert standing(review)[survivor].state is Sought.SOUGHT, "different words wait"
    assert {*conflicting_retrievals(review, duplicate_groups(review), STAGE)} == {survivor}
    found = review_state(review).funnel.state(STAGE)
    assert survivor in found.waiting and found.conflicts == [survivor] and not found.excluded
    mark(review, lost(survivor, "a wrong file"))
    assert standing(review)[survivor].state is Sought.NOT_RETRIEVED
    assert review_state(review).funnel.state(STAGE).conflicts == []
    take_back_verdict(review, first, second)
    assert standing(review)[first].why == "gone" and standing(review)[second].url == "https://example.org"
    give_verdict(review, first, second, same=True)
    assert standing(review)[survivor].why == "a wrong file"


def test_everything_stands_in_the_history_of_the_record(review: Review) -> None:
    a, b, *_ = sorted(review.records)
    mark(review, lost(a, "no library lends it"))
    group(review, duplicate_groups(review), [a, b])
    undo_last(review)
    rows = [each for each in run_json(review.folder, "history", a) if each["stage"] in (STAGE, "studies")]
    said = [(each["who"], each["what"], each["from"], each["to"], each["note"]) for each in rows]
    assert said == [
        ("ANNA", "retrieval", "", "not-retrieved", "no library lends it"),
        ("ANNA", "study", "", f"study {a}", ""),
        (review.login, "undo", f"study {a}", "", ""),
    ]


def test_check_covers_both_tables(review: Review) -> None:
    a, b, *_ = review.records
    mark(review, lost(a, "gone"))
    group(review, duplicate_groups(review), [a, b])
    assert run_json(review.folder, "check")["ok"]
    strange = {"stage": STAGE, "record": "00000000000000ff", "state": "sought"}
    review.say(
        [
            Change("retrievals", 1, strange),
            Change("studies", 1, {**strange, "record": "00000000000000fe", "study": "x"}),
        ],
        act="mark",
    )
    found = run_json(review.folder, "check")
    assert len(found["problems"]) == 2 and all("00000000000000f" in each["what"] for each in found["problems"])


def test_a_report_found_again_is_owed_before_the_stage_opens(review: Review) -> None:
    """ANNA has read all there was; the report that turns up later is hers to read, too, before BO's word is hers."""
    *others, last = review.records
    mark(review, lost(last, "gone"))

    def decide(who: str, *records: str) -> bool:
        for each in records:
            run(review.folder, "decide", STAGE, each, "include", role=who)
        return bool(run_json(review.folder, "status", role=who)["stages"][1]["blind"])

    assert decide("ANNA", *others)
    mark(review, retrieved(review, last, "https://example.org"))
    assert decide("BO", *others, last)
    assert not decide("ANNA", last)


def test_behind_the_number_stands_why_a_report_was_not_had(review: Review) -> None:
    first = next(iter(review.records))
    mark(review, lost(first, "gone"))
    found = records_behind(review_state(review), STAGE, "excluded", "not-retrieved")
    standing = found.standing(first)
    assert found.ids == [first] and standing.lost is not None and standing.lost.why == "gone"
