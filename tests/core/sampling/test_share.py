"""Shares of the records as a plan states them: exact, and rounded up without floats."""

from fractions import Fraction

import pytest

from core.errors import TamisError
from core.sampling.share import parse_share, sample_size

FIFTH = Fraction(1, 5)


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("1/5", FIFTH),
        ("20%", FIFTH),
        ("20 %", FIFTH),
        ("0.2", FIFTH),
        ("12.5%", Fraction(1, 8)),
        ("all", Fraction(1)),
        ("100%", Fraction(1)),
        ("1", Fraction(1)),
    ],
)
def test_fractions_are_exact(text: str, fraction: Fraction) -> None:
    assert parse_share(text) == fraction


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "0%",
        "1/0",
        "6/5",
        "20",
        "-1/5",
        "1e-1",
        "nan",
        "0,2",
        "a fifth",
        "٢٠%",
        "%",
        " 1/5",
        "1 / 5",
        "1/" + "9" * 10,
    ],
)
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(TamisError, match="not a share") as refusal:
        parse_share(text)
    assert "1/5" in refusal.value.advice


@pytest.mark.parametrize(
    ("n", "fraction", "size"),
    [
        (13178, "1/5", 2636),
        (1, "1/5", 1),
        (0, "1/5", 0),
        (10, "1/5", 2),
        # With floats, ceil gives 8 for both.
        (100, "0.07", 7),
        (25, "0.28", 7),
        (7, "all", 7),
    ],
)
def test_the_size_is_rounded_up_without_floats(n: int, fraction: str, size: int) -> None:
    assert sample_size(n, parse_share(fraction)) == size
