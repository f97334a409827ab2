"""How an exchange with other machines ended: as JSON, and in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.call import say

if TYPE_CHECKING:
    from store.exchange.take import Taken
    from store.folder.review import Review


def as_json(taken: Taken) -> dict[str, object]:
    """What came, as `take` and `share` print it."""
    return {
        "received": [{"who": each.who, "file": each.file, "lines": each.lines} for each in taken.received],
        "opened": [{"stage": stage, "batch": batch} for stage, batch in taken.opened],
        "problems": [each._asdict() for each in (*taken.refused, *taken.left)],
        "only_here": taken.only_here,
        "again": taken.again,
        "plans": [
            {"version": each.version, "who": each.who, "at": each.at, "why": each.why, "in_force": not place}
            for place, each in enumerate(taken.plans)
        ],
    }


def tell(review: Review, taken: Taken, source: str) -> None:
    """Say what came: two plans first, then person by person, what is open now, and what did not fit.

    Args:
        review: The review, as it is now.
        taken: What came.
        source: Where it came from.
    """
    from core.words import count
    from tui.words.exchange import news, opened_in_words, two_plans

    if taken.plans:
        say(two_plans(taken.plans))
    came = news(taken.received, taken.open_now)
    if taken.again:
        came.append(f"{count(taken.again, 'line')} of your other machine written again, behind what you wrote here")
    for line in came or ([] if taken.refused else ["nothing is new"]):
        say(line)
    for line in opened_in_words(taken.opened):
        say(line)
    for each in (*taken.refused, *taken.left):
        whose = "REFUSED" if each in taken.refused else "left out"
        say(f"{whose}: {each.file or source}: {each.what}\n  {each.advice}")
    tell_only_here(review, taken.only_here)
    if taken.refused:
        say("nothing was taken")


def tell_only_here(review: Review, lines: int) -> None:
    """Say how many sealed lines of one's own no other machine has, and how old their last backup is."""
    from store.upkeep.backups.today import last_backup_of_sealed
    from tui.words.exchange import only_here

    if lines:
        say(only_here(lines, last_backup_of_sealed(review)[1]))
