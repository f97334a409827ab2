"""What is next for a person, and what others have done meanwhile, in words."""

from __future__ import annotations

from collections.abc import Callable

from core.screening.next_step import NextStep, Work
from core.screening.status import Status
from core.words import count, listed, number
from tui.text.content import cells, short
from tui.text.plain import clean
from tui.words.work import what

KEYS = {
    Work.IMPORT: "import_exports",
    Work.SEARCH: "duplicates",
    Work.PAIRS: "duplicates",
    Work.RULE: "disagreements",
    Work.SETTLE: "disagreements",
    Work.READ: "open",
    Work.DRAW: "open",
    Work.DEAL: "open",
}
"""The action by which each kind of work is begun on the dashboard."""


def in_words(step: NextStep, reviewer: str, key_of: Callable[[str], str], room: int = 1000) -> str:
    """What is next, and its key: "next for you: 17 disagreements to settle with KBAA in Title and abstract — x".

    Args:
        step: What is next.
        reviewer: For whom.
        key_of: Gives the key of an action, as shown.
        room: The columns there are; a long title of a stage gives way, so that the key is seen.
    """
    if step.work is Work.NOTHING:
        return f"nothing waits for {reviewer}{_waits(step)}"
    title = clean(step.stage.title) if step.stage else ""
    key = key_of(KEYS[step.work])
    whole = f"next for you: {what(step, title)} — {key}"
    over = cells(whole) - room
    return whole if over <= 0 else f"next for you: {what(step, short(title, max(cells(title) - over, 8)))} — {key}"


def _waits(step: NextStep) -> str:
    if step.stage is None:
        return ""
    people = [f"{who} {number(left)}" if left else who for who, left in step.others.items()]
    what = f"{count(step.count, 'disagreement')} in {step.stage.title}" if step.count else step.stage.title
    return f"; {what} {'wait' if step.count > 1 else 'waits'} for {listed(people)}"


def news(before: Status, after: Status, reviewer: str) -> str:
    """What others have done between two counts, the most telling first; "" where nothing of it is to be seen.

    Args:
        before: The counts as they were shown.
        after: The counts now.
        reviewer: Who looks; what they did is no news.
    """
    then = {each.id: each for each in before.stages}
    finished, opened, read = [], [], []
    for stage in after.stages:
        was = then.get(stage.id)
        if was is None:
            continue
        if was.blind and not stage.blind:
            opened.append(f"{stage.title} is open")
        for who, share in stage.readers.items():
            done = was.readers[who].done if who in was.readers else 0
            if who == reviewer or share.done == done:
                continue
            if share.complete:
                finished.append(f"{who} has finished {stage.title}")
            else:
                read.append(f"{who} {share.done - done:+,} in {stage.title}")
    brought = len(after.funnel.identified) - len(before.funnel.identified)
    brought_in = [f"{count(brought, 'record')} brought in"] if brought > 0 else []
    return " · ".join([*opened, *finished, *brought_in, *read])
