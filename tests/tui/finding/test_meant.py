from __future__ import annotations

import pytest

from tui.finding.meant import place_meant

IDS = ["4f0c", "12ab", "4f11", "3"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *(("1", 0), ("2", 1), ("4", 3), ("0", None), ("5", None), ("0,2", 1)),
        *(("4f11", 2), ("4f", 0), ("4F0", 0), ("12", 1), ("3", 3), ("", None), (",", None), ("x", None)),
        *(("9" * 5000, None), ("٢", 1), ("²", None), ("-1", None)),
    ],
)
def test_a_number_an_id_or_its_beginning(text: str, place: int | None) -> None:
    assert place_meant(text, IDS) == place
