"""A message says where, what and what to do, and no more than there is to say."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from core.errors import TamisError, advice_on, refusals


@pytest.mark.parametrize(
    ("where", "advice", "text"),
    [
        ("", "", "what"),
        ("x.toml, line 3", "", "x.toml, line 3: what"),
        ("", "Do this.", "what\nDo this."),
        ("x.toml", "Do this.", "x.toml: what\nDo this."),
    ],
)
def test_the_parts_that_are_there(where: str, advice: str, text: str) -> None:
    assert str(TamisError("what", where=where, advice=advice)) == text


def test_what_the_system_refuses_has_advice_or_none() -> None:
    assert "spelt" in advice_on(FileNotFoundError(errno.ENOENT, "no such file"))
    assert "room" in advice_on(OSError(errno.ENOSPC, "no space"))
    assert advice_on(OSError("odd")) == advice_on(OSError(errno.EIO, "I/O error")) == ""


def test_what_the_system_refuses_is_said_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TamisError) as refused, refusals("cannot be read", tmp_path / "none"):
        (tmp_path / "none").read_bytes()
    assert str(refused.value).startswith(f"{tmp_path / 'none'}: cannot be read: No such file or directory\nLook at how")
    with pytest.raises(ZeroDivisionError), refusals("cannot be read", tmp_path):
        raise ZeroDivisionError
