"""The words for a kappa: the cut-points of their sources, after rounding as it is printed."""

from __future__ import annotations

import pytest

from core.agreement.scales import SCALES, interpretation
from core.errors import TamisError


@pytest.mark.parametrize(
    ("scale", "kappa", "word"),
    [
        ("landis-koch", -0.01, "poor"),
        ("landis-koch", 0.0, "slight"),
        ("landis-koch", 0.204, "slight"),
        ("landis-koch", 0.206, "fair"),
        ("landis-koch", 0.60, "moderate"),
        ("landis-koch", 0.61, "substantial"),
        ("landis-koch", 1.0, "almost perfect"),
        ("cochrane", -1.0, "below fair"),
        ("cochrane", 0.394, "below fair"),
        ("cochrane", 0.40, "fair"),
        ("cochrane", 0.745, "good"),
        ("cochrane", 0.75, "excellent"),
    ],
)
def test_the_word_for_a_kappa(scale: str, kappa: float, word: str) -> None:
    found = interpretation(kappa, scale)
    assert found is not None and (found.word, found.scale) == (word, SCALES[scale].name)


def test_a_source_that_warns_is_heard() -> None:
    cochrane, landis = interpretation(0.5, "cochrane"), interpretation(0.5, "landis-koch")
    assert cochrane is not None and "does not recommend" in cochrane.caution
    assert landis is not None and landis.caution == ""


def test_no_kappa_no_word_and_no_such_scale() -> None:
    assert interpretation(None, "cochrane") is None
    with pytest.raises(TamisError, match="altman") as refused:
        interpretation(None, "altman")
    assert all(name in refused.value.advice for name in SCALES)


def test_what_is_said_of_a_scale_that_there_is_not() -> None:
    with pytest.raises(TamisError) as refused:
        interpretation(None, "mine")
    assert (refused.value.what, refused.value.advice) == (
        "there is no scale “mine”", "The scales are: landis-koch, cochrane.",
    )  # fmt: skip
    assert interpretation(None, "cochrane") is None
