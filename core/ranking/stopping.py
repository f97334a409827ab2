"""Evidence on stopping: how likely one would have found what was found, had relevant records been missed.

Callaghan & Müller-Hansen 2020 (doi 10.1186/s13643-020-01521-4), as `buscarpy` computes it. It is shown, and nothing
stops by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.agreement.intervals import hypergeometric_tail

ASSUMPTION = (
    "It is assumed that a relevant record was at least as likely to be read next as another one, that the verdicts are "
    "right, and that p is looked at once: who looks often and stops at the first small one meets the target less often."
)


def p_target_missed(read: Sequence[bool], total: int, target: float) -> float:
    """The p of the hypothesis that less than a target share of the relevant records has been found.

    Each last stretch of what was read is taken as a random sample of itself and all that is unread, and p is the
    smallest of the probabilities to find as few in it as were found. With r found in all and k of them in the stretch,
    the hypothesis puts floor(r / target + 1 - (r - k)) relevant ones there. Where there are not that many records it is
    impossible, and p is 0 (`buscarpy` says nan).

    Args:
        read: Whether each record read is relevant, in the order of reading; one at least.
        total: How many records there are, read or not.
        target: The share to be found; above 0 and up to 1.

    Raises:
        ValueError: None or more were read than there are, or the target is no such share.
    """
    if not 0 < len(read) <= total or not 0 < target <= 1:
        raise ValueError(f"{len(read)} of {total} read, target {target}")
    found, in_stretch, least = sum(read), 0, 1.0
    for size, relevant in enumerate(reversed(read), start=1):
        in_stretch += relevant
        population = total - len(read) + size
        marked = int(found / target + 1 - (found - in_stretch))
        if marked > population:
            return 0.0
        # With a further irrelevant record a stretch tells more: only those that end before a relevant one are asked.
        if size == len(read) or read[-size - 1]:
            least = min(least, _as_few(in_stretch, population, marked, size))
    return least


def _as_few(found: int, population: int, marked: int, drawn: int) -> float:
    """P(X ≤ found) marked records among those drawn."""
    if found >= min(marked, drawn):
        return 1.0
    unmarked = population - marked
    if drawn - found > unmarked:
        return 0.0
    if found * population <= drawn * marked:
        return hypergeometric_tail(population, unmarked, drawn, drawn - found)
    return 1.0 - hypergeometric_tail(population, marked, drawn, found + 1)
