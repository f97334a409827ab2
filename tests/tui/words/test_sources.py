"""What a person says of a source, read and checked."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import TamisError
from tui.words.sources import LONGEST_STRATEGY, day, search_round, strategy_text


def test_a_day_is_a_day_or_nothing() -> None:
    assert day("2021-01-04") == "2021-01-04" and day("") == ""
    with pytest.raises(TamisError, match="“4 January” is no day") as refused:
        day("4 January", "--searched")
    assert refused.value.where == "--searched" and "2021-01-04" in refused.value.advice


@pytest.mark.parametrize(
    ("text", "rounds", "number"), [("", [1], None), ("new", [1, 2], 3), ("new", [], 1), ("2", [1], 2)]
)
def test_a_search_round_by_its_number_or_the_next(text: str, rounds: list[int], number: int | None) -> None:
    imports: list[Any] = [SimpleNamespace(round=each) for each in rounds]
    assert search_round(text, imports) == number


@pytest.mark.parametrize("text", ["two", "-1", "1.5", "New"])
def test_what_is_no_search_round(text: str) -> None:
    with pytest.raises(TamisError, match=f"“{text}” is no search round"):
        search_round(text, [])


def test_a_strategy_is_kept_whole(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes("\ufeff1  peer*\r\n2  1 AND æ\n".encode())
    assert strategy_text(tmp_path / "s.txt") == "1  peer*\r\n2  1 AND æ\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_of_a_strategy_is_found(tmp_path: Path, encoding: str) -> None:
    text = "1  peer*.ti.\r\n2  1 and “café”.ab.\r\n"
    (tmp_path / "s.txt").write_bytes(text.encode(encoding))
    assert strategy_text(tmp_path / "s.txt") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04 document", "no plain text"),
        (b"%PDF-1.7", "no plain text"),
        (b"{\\rtf1 peer}", "no plain text"),
        (b"peer\0\1", "no plain text"),
        (b"x" * (LONGEST_STRATEGY + 1), "too long"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_strategy(tmp_path: Path, data: bytes | None, what: str) -> None:
    if data is not None:
        (tmp_path / "s.txt").write_bytes(data)
    with pytest.raises(TamisError, match=what) as refused:
        strategy_text(tmp_path / "s.txt")
    assert refused.value.where == str(tmp_path / "s.txt") and refused.value.advice


def test_a_round_of_thousands_of_digits_is_none() -> None:
    with pytest.raises(TamisError, match="9…” is no search round"):
        search_round("9" * 5000, [])
