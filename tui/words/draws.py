"""Puts a draw into words: what a person must know before they say yes."""

from __future__ import annotations

from core.sampling.sample import PILOT
from core.words import count, number
from store.acts.samples import Drawn
from store.work.samples import DrawPlan
from tui.words.funnel import duplicate_notices

FOR_GOOD = "It stays as it is drawn; nobody can draw it anew."


def draws_in_words(plan: DrawPlan) -> list[str]:
    """A line for each draw: "title-abstract, search round 1: 5 of 23 records (20%), seed “…”"."""
    return [_draw_in_words(each) for each in plan.draws]


def _draw_in_words(drawn: Drawn) -> str:
    sample = drawn.sample
    which = "pilot" if sample.round == PILOT else f"search round {sample.round}"
    share = f"{number(sample.size)} of {count(sample.frame, 'record')}"
    if sample.extensions:
        share = f"{number(sample.extensions[-1].added)} more, then {share}"
    return f"{sample.stage}, {which}: {share} ({sample.fraction}), seed “{sample.seed}”"


def unfinished_in_words(plan: DrawPlan) -> list[str]:
    """A line for all that should be done before, with its number and what does it; [] when nothing is unfinished."""
    lines = duplicate_notices(len(plan.imports), plan.pairs)
    if plan.waiting:
        lines.insert(0, f"{count(plan.waiting, 'record')} still waiting at an earlier stage: not part of this draw")
    return [f"unfinished: {each}" for each in lines]
