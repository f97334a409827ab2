"""A record that cannot be read has another in its place that says why; a mistake in the program is none of that."""

from __future__ import annotations

import pytest

from core.errors import TamisError
from core.records.record import Record
from tui.text.unreadable import readable


def test_a_record_that_can_be_read_is_itself() -> None:
    record = Record(id="a1", title="x")
    assert readable("a1", lambda: record) is record


@pytest.mark.parametrize(
    ("error", "title", "abstract"),
    [
        (KeyError("a1"), "not in the review any more", "tamis check"),
        (TamisError("line 7 is damaged", where="1.json"), "cannot be read", "1.json: line 7 is damaged"),
        (OSError(5, "Input/output error"), "cannot be read", "Input/output error"),
    ],
)
def test_why_it_cannot_be_read_stands_in_its_place(error: Exception, title: str, abstract: str) -> None:
    def read() -> Record:
        raise error

    found = readable("a1", read)
    assert found.id == "a1" and title in found.title and abstract in found.abstract


def test_a_mistake_in_the_program_ends_it() -> None:
    with pytest.raises(ZeroDivisionError):
        readable("a1", lambda: Record(id=str(1 // 0)))
