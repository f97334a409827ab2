"""How often each reader of a stage includes, and says the same as the others: for the team to learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRates:
    """One reader beside the others.

    Attributes:
        n: Records that the reader decided on.
        included: How many of them the reader included.
        compared: Decisions of others on these records.
        same: How many of those say the same.
    """

    reviewer: str
    n: int
    included: int
    compared: int
    same: int

    @property
    def include_rate(self) -> float | None:
        """Included of decided; None where nothing was decided."""
        return self.included / self.n if self.n else None

    @property
    def agreement_with_others(self) -> float | None:
        """The share of the others' decisions on the same records that say the same; None where there are none."""
        return self.same / self.compared if self.compared else None


def reader_rates_of(words: Mapping[str, Mapping[str, str]]) -> list[ReaderRates]:
    """The rates of all readers.

    Args:
        words: Reader → record → the category of the decision.
    """
    found = []
    for who, own in words.items():
        others = [
            (word, own[record])
            for other, said in words.items()
            if other != who
            for record, word in said.items()
            if record in own
        ]
        found.append(
            ReaderRates(
                reviewer=who,
                n=len(own),
                included=sum(word == "include" for word in own.values()),
                compared=len(others),
                same=sum(word == mine for word, mine in others),
            )
        )
    return found
