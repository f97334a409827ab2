"""Which batch an undo or a redo turns to, found from the end of a journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from store.journal.errors import UndoConflict
from store.journal.line import START, Event, encode
from store.journal.undo import ends_back, made, to_invert, to_redo, to_undo


def journal(*batches: str) -> list[Event]:
    """Events of batches, each written as who, how many lines, and what it undoes or redoes: "ANNA", "BO 2", "BO u1"."""
    events: list[Event] = []
    for batch in batches:
        who, *more = batch.split()
        length = next((int(each) for each in more if each.isdigit()), 1)
        first = len(events) + 1
        undoes, redoes = (next((int(each[1:]) for each in more if each[0] == sign), None) for sign in "ur")
        events += [
            Event(
                seq=first + place,
                at="",
                who=who,
                act="edit",
                table="t",
                id=1,
                before=None,
                after={},
                batch=(place + 1, length) if length > 1 else None,
                undoes=undoes,
                redoes=redoes,
            )
            for place in range(length)
        ]
    return events


def ends(events: Sequence[Event]) -> Iterator[Event]:
    lines, chain = [], START.chain
    for event in events:
        line, chain = encode(event, chain)
        lines.append(line)
    return ends_back(reversed(lines))


def first_of(event: Event | None) -> int | None:
    return None if event is None else event.first


def test_of_each_batch_the_last_line_and_no_format_line() -> None:
    head = Event(seq=1, at="", who="A", act="format", table="", id=0, before=None, after={"format": 1})
    events = [head, *(each for each in journal("A", "A 3", "B")[1:])]
    assert [(each.seq, each.first) for each in ends(events)] == [(5, 5), (4, 2)]


@pytest.mark.parametrize(
    ("batches", "undo", "redo"),
    [
        ([], None, None),
        (["A", "A 3"], 2, None),
        (["A", "A", "A u2"], 1, 3),
        (["A", "A", "A u2", "A u1"], None, 4),
        (["A", "A", "A u2", "A r2"], 4, None),
        (["A", "A", "A u2", "A u1", "A r1"], 5, 3),
        (["A", "A", "A u2", "A"], 4, None),
        (["A", "A 2", "A 2 u2"], 1, 4),
    ],
)
def test_what_is_undone_or_redone_next(batches: list[str], undo: int | None, redo: int | None) -> None:
    assert first_of(to_undo(ends(journal(*batches)))) == undo
    assert first_of(to_redo(ends(journal(*batches)))) == redo


def test_a_change_is_taken_back_by_its_number_once() -> None:
    events = journal("A 2", "B", "B u3", "B r3")
    assert to_invert(ends(events), 1, again=False).seq == 2
    assert to_invert(ends(events), 3, again=False).seq == 5, "what was redone is what is taken back"
    for seq in (2, 4, 9):
        with pytest.raises(UndoConflict, match=f"no change begins at line {seq}"):
            to_invert(ends(events), seq, again=False)
    with pytest.raises(UndoConflict, match="line 1 is taken back already"):
        to_invert(ends(journal("A", "A u1")), 1, again=False)


def test_who_first_made_a_change_is_found_behind_its_redo() -> None:
    rest = ends(journal("A", "B", "B u1", "C r1"))
    found = to_undo(rest)
    assert found is not None and found.who == "C" and made(found, rest).who == "A"
