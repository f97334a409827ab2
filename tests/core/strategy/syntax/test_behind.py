from __future__ import annotations

import pytest

from core.strategy.dialects import DIALECTS, EBSCO
from core.strategy.syntax.behind import limit_behind, limits_in, parted


@pytest.mark.parametrize(
    ("text", "kept", "count"),
    [
        ("TI peer", "TI peer", None),
        (" TI peer; ", " TI peer; ", None),
        ("TI peer; Limiters - A; ", "TI peer; Limiters - A", None),
        ("TI peer Expanders - Apply related words Search modes - Boolean", "TI peer", None),
        ("TI peer Limiters - A; B Expanders - C Interface - D", "TI peer Limiters - A; B", None),
        ("TI peer Search modes - X Limiters - A; B", "TI peer Limiters - A; B", None),
        ("peer[ti] Sort by: Date Results: 1,234", "peer[ti]", 1234),
        ('"a Database - b"[ti]', '"a Database - b"[ti]', None),
        ('"a Limiters - b" or c', '"a Limiters - b" or c', None),
        ('"Database - a title"[ti]', '"Database - a title"[ti]', None),
    ],
)
def test_how_a_search_was_run_is_taken_off_it(text: str, kept: str, count: int | None) -> None:
    assert parted(text) == (kept, count)


def test_what_a_line_of_a_file_says_of_the_search_above() -> None:
    assert limits_in("Limiters - English; Peer Reviewed") == "Limiters - English; Peer Reviewed"
    assert limits_in("Indexes=SSCI Timespan=2000-2010") == "Timespan=2000-2010"
    assert limits_in("Indexes=SSCI Timespan=All years") == ""
    assert limits_in("TI peer") is None
    assert limit_behind('TI "a Limiters - b"', EBSCO) is None and limit_behind("TI a Limiters - b", EBSCO) == 5


def test_long_texts_of_limits_come_to_an_end() -> None:
    for text in ("in Trials " * 10_000, '"in Trials ' * 10_000, "and x " * 20_000, "use ppez," * 10_000):
        found = {name: limit_behind(text, dialect) for name, dialect in DIALECTS.items()}
        assert found.pop("Embase.com") == (0 if text.startswith("in") else None)
        assert set(found.values()) == {None}
        assert parted(text) == (text.strip() if text.startswith("in") else text, None)
