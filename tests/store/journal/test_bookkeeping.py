"""What follows a save may fail: then it is a warning that says what to do, and never that the save failed."""

from __future__ import annotations

import errno

import pytest

from core.errors import TamisError
from store.journal.bookkeeping import Bookkeeping
from store.journal.errors import NotSaved, StoreBusy


def warned(error: BaseException) -> str:
    told: list[str] = []
    with Bookkeeping(told.append, "progress/ON.json was not written"):
        raise error
    (text,) = told
    assert text.startswith("all is saved, but progress/ON.json was not written")
    return text


def test_all_went_well_is_not_worth_a_word() -> None:
    told: list[str] = []
    with Bookkeeping(told.append, "nothing"):
        pass
    assert told == []


def test_the_systems_refusal_has_its_remedy_and_its_file() -> None:
    text = warned(OSError(errno.ENOSPC, "No space left on device", "progress/ON.json"))
    assert "Make room on the disk; repeat nothing (No space left on device: progress/ON.json)." in text
    assert "Have it looked at; repeat nothing (odd)." in warned(OSError("odd"))


@pytest.mark.parametrize("kind", [NotSaved, StoreBusy])
def test_nobody_is_told_to_decide_again(kind: type[TamisError]) -> None:
    text = warned(kind("busy", where="progress/ANNA.json", advice="Decide again."))
    assert text.endswith("busy (progress/ANNA.json). The next command does it. Repeat nothing.")
    assert "Decide again" not in text


def test_what_a_save_failed_of_is_told_instead_of_it() -> None:
    try:
        raise NotSaved("NOT SAVED", advice="Decide again.") from OSError(errno.EROFS, "Read-only file system", "x")
    except NotSaved as error:
        text = warned(error)
    assert "Have the disk made writable again; repeat nothing (Read-only file system: x)." in text


def test_another_problem_keeps_its_advice() -> None:
    text = warned(TamisError("cannot be read", where="x.json", advice="Delete it."))
    assert text.endswith(": cannot be read (x.json). Delete it. Repeat nothing.")


@pytest.mark.parametrize("error", [KeyError("x"), KeyboardInterrupt()])
def test_a_mistake_in_the_program_is_not_hushed_up(error: BaseException) -> None:
    with pytest.raises(type(error)):
        warned(error)
