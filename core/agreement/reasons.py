"""Whether two readers who both excluded a record did so for the same reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.agreement.tables import Table, cross_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAgreement:
    """Agreement on the reason, among records that both readers excluded and gave a reason for.

    Attributes:
        n: How many such records there are.
        same: In how many of them the reasons are the same.
        share: same / n; None when n is 0.
        reasons: The ids of the reasons, in the order of the table.
        table: Counts; row = the first reader's reason, column = the second's.
        without_reason: Records that both excluded, but not both with a reason.
    """

    n: int
    same: int
    share: float | None
    reasons: tuple[str, ...]
    table: Table
    without_reason: int


def reason_agreement(pairs: Iterable[tuple[str, str]], reasons: Sequence[str]) -> ReasonAgreement:
    """Compares the reasons of two readers.

    Args:
        pairs: For each record that both excluded, the first reader's reason and the second's; "" for none.
        reasons: The reasons of the stage, in their order; others that occur are added at the end.
    """
    pairs = list(pairs)
    given = [pair for pair in pairs if all(pair)]
    others = {reason for pair in given for reason in pair}.difference(reasons)
    all_reasons = (*reasons, *sorted(others))
    same = sum(first == second for first, second in given)
    return ReasonAgreement(
        n=len(given),
        same=same,
        share=same / len(given) if given else None,
        reasons=all_reasons,
        table=cross_table(given, all_reasons),
        without_reason=len(pairs) - len(given),
    )
