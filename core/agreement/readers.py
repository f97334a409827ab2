"""The agreement of two readers at a stage, with all that must be known to read its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.agreement.pair import Agreement
from core.agreement.reasons import ReasonAgreement
from core.words import count, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderAgreement:
    """How far two readers agree on the records of a stage, or on some of them.

    Attributes:
        stage: The stage's id.
        result: The figures; None where the stage is still blind to the audience, so that it may not know them.
        complete: Whether it is fit for reporting: every reader has finished, and nothing was opened early.
        owed: How many decisions are still to come.
        cells: The records behind each number of the table, by what the first reader and what the second said.
        beyond_sample: Records that both read though the sample did not ask for it; they are left out.
        reasons: Whether records that both excluded have the same reason; None where `result` is.
        pilot: The agreement on the stage's pilot, which is no part of the stage's own; None where there is no pilot.
        after_opening: The agreement on the records that were added to the sample after the stage had been opened, when
            the second reader could have looked up what the first had said; None when nothing was added.
        regrouped: Those of the records that were merged with others, or parted from them, since the stage was opened.
            The figures are on the records as they were then.
        note: What must be said with it; "" when nothing.
    """

    stage: str
    raters: tuple[str, str]
    maybe_rule: str
    result: Agreement | None
    complete: bool = False
    owed: int = 0
    cells: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    beyond_sample: int = 0
    reasons: ReasonAgreement | None = None
    pilot: ReaderAgreement | None = None
    after_opening: ReaderAgreement | None = None
    regrouped: Sequence[str] = ()
    note: str = ""


def regrouped_sentence(records: Sequence[str], unit: str = "record") -> str:
    """What was merged or parted since the opening, in words."""
    return (
        f"{count(len(records), unit)} {plural(len(records), 'was')} merged with others or parted from them after "
        f"the opening, and the figures are on the records as they were then: {', '.join(records)}"
    )
