"""What is in use and no longer in the plan is told, as far as one may know it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.journal import Change
from store.state.gone_from_plan import gone_from_plan
from tests.bundles import finished_review
from tests.charts import charting_review
from tests.reviews import make_review, record_ids, run, run_json


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    path = folder / PROTOCOL_FILE
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def told(folder: Path, role: str | None = None) -> list[tuple[str, str, str]]:
    with Review(folder, role=role) as review:
        return [each[:3] for each in gone_from_plan(review)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return finished_review(tmp_path / "review")


def test_a_plan_as_it_was_used_lacks_nothing(folder: Path) -> None:
    assert told(folder) == []
    edit(folder, ("A review for tests", "Another title"))
    assert told(folder) == []


def test_a_renamed_stage(folder: Path) -> None:
    edit(folder, ('id = "full-text"', 'id = "fulltext"'))
    assert told(folder) == [("stage", "full-text", "full-text")]
    done = run(folder, "amend", "a better name")
    assert "the stage full-text is no longer in the plan: ANNA and BO decided there" in done.stdout
    [gone] = run_json(folder, "amend", "a better name")["gone"]
    assert (gone["kind"], gone["stage"]) == ("stage", "full-text")


def test_a_renamed_reason_with_how_often_it_was_given(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for record in record_ids(folder)[:3]:
        run(folder, "decide", "title-abstract", record, "exclude", "--reason", "wrong-topic", role="ANNA")
    edit(folder, ('"wrong-topic"', '"other-topic"'))
    with Review(folder, role="ANNA") as review:
        assert list(map(str, gone_from_plan(review))) == [
            "the reason wrong-topic of title-abstract is no longer in the plan: 3 exclusions for it"
        ]
    assert told(folder, "BO") == told(folder) == [], "what is sealed is told to nobody else"


def test_a_reader_taken_out_of_a_stage_and_a_person_out_of_the_plan(folder: Path) -> None:
    edit(folder, ('"BO"', '"BEA"'))
    assert told(folder) == [("person", "", "BO")]
    with Review(folder) as review:
        assert list(map(str, gone_from_plan(review))) == [
            "the person BO is no longer in the plan: their words stay, and what they decided counts nowhere now"
        ]


def test_a_reader_who_stays_in_the_plan_and_reads_elsewhere(folder: Path) -> None:
    plan = folder / PROTOCOL_FILE
    plan.write_text(re.sub(r', \{ reviewer = "BO", [^}]*\}', "", plan.read_text(), count=1))
    assert told(folder) == [("reader", "title-abstract", "BO")]
    with Review(folder) as review:
        assert list(map(str, gone_from_plan(review))) == [
            "the reader BO of title-abstract is no longer in the plan: what was decided there counts nowhere now"
        ]


def test_what_was_said_for_all_of_a_stage_that_nobody_decided_at(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    with Review(folder) as review:
        said = [("resolutions/second", {"record": "0"}), ("samples", {"stage": "second"}), ("notes", {"stage": ""})]
        review.say([Change(table, 1, {"stage": "second", **says}) for table, says in said], act="say")
        [gone] = gone_from_plan(review)
    assert str(gone) == (
        "the stage second is no longer in the plan: resolutions and samples, and that counts nowhere now"
    )


def test_an_item_of_the_form(tmp_path: Path) -> None:
    folder, [study, *_] = charting_review(tmp_path / "review")
    run(folder, "chart", "set", "charting", study, "design", "trial", role="ANNA")
    edit(folder, ('id = "design"', 'id = "plan"'))
    assert ("item", "charting", "design") in told(folder, "ANNA")
