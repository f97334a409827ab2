"""What an undo would take back, or a redo do again, and whether that is asked first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FEW = 3
"""As many records are taken back without a question."""


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act, as one undo takes it back and one redo does it again.

    Attributes:
        change: The `seq` of its first event in its journal.
        records: How many records (or pairs of records, or studies) it concerns.
        what: That number and what was done, in words: "import of 347 decisions from kbaa.csv".
        command: The command that alone takes it back, where no key does: an import was not done by keys either.
    """

    change: int
    records: int
    what: str
    command: str = ""

    @property
    def asks(self) -> bool:
        """Whether so many records are not to be taken back unasked."""
        return self.records > FEW


Sure = Callable[[PastAct], bool]
"""Asked, before anything is written, whether to go on; while it answers, nobody else can write."""


def always(_act: PastAct) -> bool:
    """Go on, whatever it is."""
    return True
