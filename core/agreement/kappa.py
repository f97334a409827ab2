"""Cohen's kappa, plain and with linear weights, and its standard error: the formulas alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple


class Kappa(NamedTuple):
    """Cohen's kappa, with what its formula uses and its standard error.

    Attributes:
        value: (observed - expected) / (1 - expected).
        standard_error: Of Fleiss, Cohen & Everitt (1969); for the interval, not for a test of kappa = 0.
        observed: The (weighted) share of agreement.
        expected: The share that the margins alone would give.
        maximum: The highest value that the margins allow; of meaning only without weights.
    """

    value: float
    standard_error: float
    observed: float
    expected: float
    maximum: float


def cohen_kappa(table: Sequence[Sequence[int]], *, linear: bool = False) -> Kappa | None:
    """Cohen's kappa of a square table of counts.

    With weights w (1 on the diagonal; linear: 1 - |i - j| / (k - 1) elsewhere), shares p and margins p_i., p_.j:
    observed = Σ w p, expected = Σ w p_i. p_.j, and the variance
    [Σ p (w - (w̄_i. + w̄_.j)(1 - κ))² - (κ - expected (1 - κ))²] / (n (1 - expected)²), where w̄_i. = Σ_j w p_.j and
    w̄_.j = Σ_i w p_i. (Fleiss, Cohen & Everitt 1969; the same as in SAS PROC FREQ).

    Args:
        table: k × k counts.
        linear: Whether a pair of neighbouring categories counts as partial agreement.

    Returns:
        None where kappa is undefined: no record, or both readers used one and the same category only.
    """
    size = range(len(table))
    n = sum(map(sum, table))
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    if n == 0 or any(rows[i] == columns[i] == n for i in size):
        return None
    reach = len(table) - 1
    weights = [[1 - abs(i - j) / reach if linear else float(i == j) for j in size] for i in size]

    observed = sum(weights[i][j] * table[i][j] for i in size for j in size) / n
    expected = sum(weights[i][j] * rows[i] * columns[j] for i in size for j in size) / n**2
    value = (observed - expected) / (1 - expected)
    by_row = [sum(weights[i][j] * columns[j] for j in size) / n for i in size]
    by_column = [sum(weights[i][j] * rows[i] for i in size) / n for j in size]
    squares = sum(
        table[i][j] / n * (weights[i][j] - (by_row[i] + by_column[j]) * (1 - value)) ** 2 for i in size for j in size
    )
    variance = (squares - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2)
    shared = sum(min(rows[i], columns[i]) for i in size) / n
    return Kappa(value, sqrt(max(0.0, variance)), observed, expected, (shared - expected) / (1 - expected))


def kappa_value(table: Sequence[Sequence[int]]) -> float | None:
    """Cohen's kappa alone, as the bootstrap wants it."""
    kappa = cohen_kappa(table)
    return kappa.value if kappa else None
