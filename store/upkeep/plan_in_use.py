"""Holds the plan against what was said under it: what is used and no longer there, and edits that no word tells of."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import count, plural
from store.folder.plan import PROTOCOL_FILE, changed_lines
from store.folder.review import Review
from store.state.gone_from_plan import gone_from_plan
from store.upkeep.problem import Problem

_SHOWN = 3


def plan_in_use(review: Review) -> Iterator[Problem]:
    """What the plan lacks that is in use, and what was changed in it since the newest amendment."""
    where = str(review.folder / PROTOCOL_FILE)
    yield from _unlogged(review, where)
    advice = "Put it back into the plan, as it was in the amendment under which it was used."
    for gone in gone_from_plan(review):
        yield Problem(where, str(gone), advice)


def _unlogged(review: Review, where: str) -> Iterator[Problem]:
    logged = review.in_order("amendments")
    last = logged[-1][1] if logged else None
    if last is None or last.says is None or last.says["version"] == review.version:
        return
    changed = changed_lines(last.says["text"], review.protocol_text)
    lines = "; ".join(line.strip() for line in changed[:_SHOWN]) + (" …" if len(changed) > _SHOWN else "")
    lines = lines or "no words, but blanks or line ends"
    yield Problem(
        where,
        f"{count(len(changed), 'line')} {plural(len(changed), 'differs')} from the plan in force, "
        f"which {last.who} stated on {last.says['at'][:16]}Z: {lines}",
        "Is it meant? The next act of whoever makes it states it. Else take it back.",
    )
