"""Puts a draw into words: what a person must know before they say yes."""

from __future__ import annotations

from collections.abc import Callable

from core.sampling.allocation import Sharing
from core.sampling.sample import PILOT
from core.words import count, number
from store.acts.samples import Drawn
from store.work.samples import DrawPlan
from tui.words.funnel import duplicate_notices

FOR_GOOD = "It stays as it is drawn; nobody can draw it anew."


def draws_in_words(plan: DrawPlan, title: Callable[[str], str] = str) -> list[str]:
    """A line for each draw: "title-abstract, search round 1: 5 of 23 records (20%), seed “…”".

    Args:
        plan: What would be drawn.
        title: How a stage is called, by its id.
    """
    return [_draw_in_words(each, title(each.sample.stage)) for each in plan.draws]


def _draw_in_words(drawn: Drawn, stage: str) -> str:
    sample = drawn.sample
    which = "pilot" if sample.round == PILOT else f"search round {sample.round}"
    share = f"{number(sample.size)} of {count(sample.frame, 'record')}"
    if sample.shared is not None:
        dealt = sharing_in_words(sample.shared, sample.frame)
        return f"{stage}, {which}: {count(sample.frame, 'record')}, {dealt}, seed “{sample.seed}”"
    if sample.extensions:
        share = f"{number(sample.extensions[-1].added)} more, then {share}"
    return f"{stage}, {which}: {share} ({sample.fraction}), seed “{sample.seed}”"


def sharing_in_words(sharing: Sharing, size: int) -> str:
    """How so many records are shared out: "2 to read each: A 16, B 16, C 8"."""
    more = f", {number(sharing.read_by_one_more(size))} of them by one more" if sharing.one_more else ""
    loads = zip(sharing.of, map(number, sharing.loads(size)), strict=True)
    return f"{sharing.any} to read each{more}: {', '.join(f'{who} {load}' for who, load in loads)}"


def unfinished_in_words(plan: DrawPlan) -> list[str]:
    """A line for all that should be done before, with its number and what does it; [] when nothing is unfinished."""
    lines = duplicate_notices(len(plan.imports), plan.pairs)
    if plan.waiting:
        lines.insert(0, f"{count(plan.waiting, 'record')} still waiting at an earlier stage: not part of this draw")
    return [f"unfinished: {each}" for each in lines]
