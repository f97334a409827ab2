"""Samples that fall due: when the base is complete, and never from what one reader alone can see."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json
from tests.sharing import FIVE, owed, shared_plan, shared_review
from tui.adapter.on_disk import DiskReview

STEP = """
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
"""


def with_step() -> str:
    return protocol("1/5").replace("[[stage]]", STEP + "[[stage]]", 1)


def sampled_twice() -> str:
    """Title and abstract read by both in full, then full texts of which BO reads a half."""
    text = protocol("all")
    head, tail = text.rsplit('{ reviewer = "BO", coverage = "all" }', 1)
    return f'{head}{{ reviewer = "BO", coverage = "1/2" }}{tail}'


def queue_of_bo(folder: Path, stage: str) -> list[str]:
    """What BO reads, who says yes to whatever is to be drawn."""
    with Review(folder, role="BO") as review:
        place = DiskReview(review)
        if plan := place.due_draw(stage):
            place.draw(plan)
        return sorted(place.screening_session(stage).queue)


def test_it_is_due_when_the_base_is_complete(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=20, text=with_step())
    decide_all(folder, "ANNA", "language", [(f"T{n}", "include") for n in range(19)])
    with pytest.raises(TamisError, match="not been drawn yet"):
        queue_of_bo(folder, "title-abstract")
    assert run_json(folder, "sample", "title-abstract") == []
    decide_all(folder, "ANNA", "language", [("T19", "exclude")])
    queue = queue_of_bo(folder, "title-abstract")
    [sample] = run_json(folder, "sample", "title-abstract")
    assert (sample["frame"], sample["size"]) == (19, 4) and queue == sorted(sample["ids"])
    assert queue_of_bo(folder, "title-abstract") == queue
    assert len(run_json(folder, "sample", "title-abstract")) == 1


def test_nothing_is_drawn_without_a_yes(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    with Review(folder, role="BO") as review:
        place = DiskReview(review)
        assert place.first_owed() == "title-abstract"
        with pytest.raises(TamisError, match="sample has not been drawn yet"):
            place.screening_session("title-abstract")
        [planned] = place.due_draw("title-abstract").draws  # type: ignore[union-attr]
    assert (planned.sample.frame, planned.sample.size) == (10, 2)
    assert run_json(folder, "sample", "title-abstract") == []


@pytest.mark.parametrize("by", ["records", "drawing"])
def test_a_yes_to_what_is_no_longer_so_draws_nothing(tmp_path: Path, by: str) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    with Review(folder, role="BO") as review:
        place = DiskReview(review)
        plan = place.due_draw("title-abstract")
        assert plan is not None
        if by == "records":
            (tmp_path / "more.ris").write_text(ris(range(30, 40)))
            run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase")
        else:
            run(folder, "sample", "title-abstract", "--draw", "--yes")
        before = run_json(folder, "sample", "title-abstract")
        with pytest.raises(TamisError, match="have changed since" if by == "records" else "drawn meanwhile"):
            place.draw(plan)
    assert run_json(folder, "sample", "title-abstract") == before


def test_a_planned_pilot_is_due_once(tmp_path: Path) -> None:
    text = protocol().replace('kind = "screen"\n', 'kind = "screen"\npilot = 2\n')
    folder = make_review(tmp_path / "r", records=5, text=text)
    with Review(folder, role="ANNA") as review:
        place = DiskReview(review)
        plan = place.due_draw("title-abstract")
        assert plan is not None and [each.sample.size for each in plan.draws] == [2]
        place.draw(plan)
        assert place.due_draw("title-abstract") is None


def test_a_pilot_that_is_planned_when_a_sample_is_drawn_already_is_not_due(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace('kind = "screen"\n', 'kind = "screen"\npilot = 2\n'))
    for who in ("ANNA", "BO"):
        with Review(folder, role=who) as review:
            assert DiskReview(review).due_draw("title-abstract") is None


def test_the_first_reader_draws_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).due_draw("title-abstract") is None
        DiskReview(review).screening_session("title-abstract")
    assert run_json(folder, "sample", "title-abstract") == []


def test_a_search_update_is_due_too(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    first = queue_of_bo(folder, "title-abstract")
    update = tmp_path / "update.ris"
    update.write_text(ris(range(30, 40)))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    with Review(folder, role="BO") as review:
        assert DiskReview(review).first_owed() == "title-abstract"
    assert set(first) < set(queue_of_bo(folder, "title-abstract"))
    assert [each["size"] for each in run_json(folder, "sample", "title-abstract")] == [2, 2]


@pytest.mark.parametrize(
    "draw", [lambda folder: run(folder, "sample", "full-text", "--draw", "--yes", role="BO"), None]
)
def test_no_reader_draws_from_what_is_hidden_from_them(tmp_path: Path, draw: Callable[[Path], object] | None) -> None:
    """BO has read everything, ANNA has not: what BO alone would let through is not what enters the next stage."""
    folder = make_review(tmp_path / "r", records=6, text=sampled_twice())
    decide_all(folder, "BO", "title-abstract", [(f"T{n}", "include") for n in range(6)])
    with pytest.raises(TamisError, match="still blind" if draw else "not been drawn"):
        if draw:
            draw(folder)
        else:
            queue_of_bo(folder, "full-text")
    assert run_json(folder, "sample", "full-text") == []
    decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "include" if n < 4 else "exclude") for n in range(6)])
    with pytest.raises(TamisError, match="not been drawn"):
        queue_of_bo(folder, "full-text")  # two disagreements are open
    run(folder, "sample", "full-text", "--draw", "--yes")
    assert run_json(folder, "sample", "full-text")[0]["frame"] == 4


@pytest.mark.parametrize("apart", ["nothing", "machines"])
def test_one_deals_for_all_and_the_others_are_told_who(tmp_path: Path, apart: str) -> None:
    text = shared_plan().replace("[review]", f'[review]\napart = "{apart}"')
    folder = shared_review(tmp_path / "r", text=text, draws=False)
    with Review(folder, role="B") as review:
        place = DiskReview(review)
        assert (place.due_draw("title-abstract") is None) == (apart == "machines")
        with pytest.raises(TamisError, match="the records have not been dealt yet") as refusal:
            place.screening_session("title-abstract")
        assert refusal.value.advice.startswith("A is asked to")
    with Review(folder, role="A") as review:
        place = DiskReview(review)
        plan = place.due_draw("title-abstract")
        assert plan is not None
        place.draw(plan)
    for who in FIVE:
        with Review(folder, role=who) as review:
            session = DiskReview(review).screening_session("title-abstract")
            assert sorted(session.queue) == sorted(owed(folder, who))
            assert len(session.queue) == 8


def test_what_is_dealt_is_frozen(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "r")
    with pytest.raises(TamisError, match="drawn already"):
        run(folder, "sample", "title-abstract", "--draw", "--yes", role="A")
    with pytest.raises(TamisError, match="all of it was dealt"):
        run(folder, "sample", "title-abstract", "--extend", "1", "--reason", "x", "--yes", role="A")
    assert run(folder, "sample", "title-abstract", "--verify").exit_code == 0
