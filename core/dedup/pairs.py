"""A pair of records and what was found about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MERGE, REVIEW, SPARE, LINK = "merge", "review", "spare", "link"
"""The outcomes of a pair."""
NOTICE = "erratum or reply"
"""The rule that keeps a notice apart from what it is about."""


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two records that are, or may be, one publication.

    Attributes:
        a: A record's id.
        b: The other record's id; `a` < `b`.
        rule: The name of the rule that decided; one of `decide.RULES`.
        evidence: What was compared: similarities from 0 to 100 ("title", "authors", "journal"), the difference of the
            years, and "agree", "differ" for what is equal or not. What a record lacks is left out.
        outcome: "merge", "review", or "spare": a merge that only counts once no other pair joins the two already, and
            no person's verdict parts them, or "link": two publications that belong together, and no question.
    """

    a: str
    b: str
    rule: str
    evidence: Mapping[str, int | str] = field(default_factory=dict, hash=False)
    outcome: str = MERGE

    @property
    def certainty(self) -> int:
        """By which pairs are taken in order when they cannot all be merged: the sum of the similarities."""
        return sum([value for value in self.evidence.values() if isinstance(value, int)])


@dataclass(frozen=True, slots=True)
class DedupResult:
    """What a search for duplicates found.

    Attributes:
        merges: The certain pairs, as few as connect each group, sorted by their ids.
        reviews: The pairs that a person has to look at, sorted by their ids.
        rest: The pairs that are no question now, by a verdict or by other pairs: once these are taken back, they count.
        links: The pairs that are two publications without a question, and belong together: a notice and what it is
            about, a protocol and its result.
    """

    merges: list[RecordPair]
    reviews: list[RecordPair]
    rest: list[RecordPair] = field(default_factory=list)
    links: list[RecordPair] = field(default_factory=list)
