"""Lines of a journal that are lost for good, as its owner says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a person said when lines of one of their journals were lost and no copy had them.

    Attributes:
        who: The person.
        file: The journal, below the person's folder.
        kept: How many lines were left.
        known: How many lines had been known.
        why: What happened, in the person's words.
        at: When it was said, in UTC, ISO 8601.
    """

    who: str
    file: str
    kept: int
    known: int
    why: str
    at: str
