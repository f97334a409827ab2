"""Whoever holds what leaves a machine, and knows all of a sealed line but the verdict, cannot tell the verdict.

A statement names the `~` of the last line of a sealed journal. Without random digits in the line a guesser with the
record's id, the form of a line and the time to two seconds finds the verdict in at most 6,000 tries.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

import pytest

from store.acts.statements import TABLE as STATEMENTS
from store.folder.review import Review
from store.journal.line import Event, encode, link_of
from tests.reviews import decide_all, decisions_file, make_review, said_in

STAGE = "title-abstract"
VERDICTS = ("include", "maybe", "exclude")
MOMENTS = 2_000


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Event, str, str]:
    """The last line of a sealed journal, the `~` before it, and the `~` that its reader's statement tells."""
    review = make_review(tmp_path / "review", records=2)
    decide_all(review, "ANNA", STAGE, [("T0", "include"), ("T1", "maybe")])
    *_, before, last = decisions_file(review, "ANNA", STAGE).read_bytes().splitlines(keepends=True)
    with Review(review, role="ANNA") as opened:
        [stated] = said_in(opened, STATEMENTS)
    assert stated.after is not None and stated.after["link"] == link_of(last)
    return Event.from_line(last), link_of(before), link_of(last)


def guesses(line: Event) -> Iterator[Event]:
    """The line with each verdict and each millisecond that it may have been."""
    after = line.after or {}
    start = datetime.fromisoformat(line.at) - timedelta(milliseconds=MOMENTS // 2)
    for moment in range(MOMENTS):
        at = (start + timedelta(milliseconds=moment)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for verdict in VERDICTS:
            yield replace(line, at=at, after={**after, "says": {**after["says"], "verdict": verdict}})


def test_without_random_digits_the_verdict_is_found(sealed: tuple[Event, str, str]) -> None:
    line, before, _ = sealed
    unsalted = replace(line, salt="")
    told = encode(unsalted, before)[1]
    found = [each for each in guesses(unsalted) if encode(each, before)[1] == told]
    assert [(each.after or {})["says"]["verdict"] for each in found] == ["maybe"]


@pytest.mark.parametrize("tries", [MOMENTS * len(VERDICTS), pytest.param(1_000_000, marks=pytest.mark.long)])
def test_with_them_it_is_not(sealed: tuple[Event, str, str], tries: int) -> None:
    line, before, told = sealed
    assert len(bytes.fromhex(line.salt)) == 16 and encode(line, before)[1] == told
    for each in islice(cycle(guesses(line)), tries):
        assert encode(replace(each, salt=secrets.token_hex(16)), before)[1] != told
