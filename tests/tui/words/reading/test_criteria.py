"""The criteria of a stage in words: its question or the review's, reasons by their keys, criteria by their group."""

from __future__ import annotations

from dataclasses import replace

from core.protocol.read import parse_protocol
from core.protocol.values import OTHER, Criterion, Reason
from tests.reviews import protocol
from tui.text.paragraphs import Paragraph
from tui.text.theme import EXCLUDED, INCLUDED, PLAIN, STRONG
from tui.words.reading.criteria import stage_paragraphs, titles

PLAN = parse_protocol(protocol(), "protocol.toml")
STAGE = PLAN.stages[0]


def test_the_whole() -> None:
    plan = replace(
        PLAN, question="What helps?",
        criteria=(Criterion(group="People", include="workers", exclude="children"), Criterion(group="Place")),
    )  # fmt: skip
    stage = replace(STAGE, reasons=(*STAGE.reasons, Reason(id=OTHER, label="Something else")))
    assert [(each.text, each.style, each.indent) for each in stage_paragraphs(plan, stage)] == [
        ("Title and abstract", STRONG, 0), ("What helps?", PLAIN, 0), ("", PLAIN, 0), ("reasons to exclude", STRONG, 0),
        ("1 Another topic", PLAIN, 1), ("2 Another design", PLAIN, 1), ("0 Something else", PLAIN, 1), ("", PLAIN, 0),
        ("People", STRONG, 0), ("+ workers", INCLUDED, 1), ("– children", EXCLUDED, 1), ("", PLAIN, 0),
        ("Place", STRONG, 0),
    ]  # fmt: skip


def test_what_the_plan_does_not_say_is_not_there() -> None:
    bare = replace(STAGE, reasons=())
    assert [each.text for each in stage_paragraphs(PLAN, bare)] == ["Title and abstract"]
    own = replace(bare, question="Is it?")
    assert [each.text for each in stage_paragraphs(replace(PLAN, question="What?"), own)][1] == "Is it?"
    assert isinstance(stage_paragraphs(PLAN, bare)[0], Paragraph)


def test_titles_by_id() -> None:
    assert [titles(PLAN)(each) for each in ("title-abstract", "full-text", "gone")] == [
        "Title and abstract", "Full text", "gone",
    ]  # fmt: skip
