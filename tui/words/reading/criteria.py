"""Puts the criteria of a stage into words, to be read beside the abstract or in the help."""

from __future__ import annotations

from collections.abc import Callable

from core.protocol.values import Protocol, Stage
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import EXCLUDED, INCLUDED, STRONG

SPACE = Paragraph("")


def stage_paragraphs(protocol: Protocol, stage: Stage) -> list[Paragraph]:
    """The stage's question (or the review's), its reasons with their digits, and the criteria."""
    result = [paragraph(stage.title, STRONG)]
    if question := stage.question or protocol.question:
        result.append(paragraph(question))
    if stage.reasons:
        result += [SPACE, paragraph("reasons to exclude", STRONG)]
        result += [paragraph(f"{key} {reason.label}", indent=1) for key, reason in stage.reason_keys.items()]
    for criterion in protocol.criteria:
        result += [SPACE, paragraph(criterion.group, STRONG)]
        if criterion.include:
            result.append(paragraph(f"+ {criterion.include}", INCLUDED, indent=1))
        if criterion.exclude:
            result.append(paragraph(f"– {criterion.exclude}", EXCLUDED, indent=1))
    return result


def titles(protocol: Protocol) -> Callable[[str], str]:
    """Gives the title of a stage by its id; of one that the plan has no longer, the id."""
    known = {each.id: each.title for each in protocol.stages}
    return lambda stage: known.get(stage, stage)
