"""Disagreements in words: where each stands, who may end it, and why nothing is shown."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from core.screening.decision import Decision, Resolution, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side, State
from tests.tui.fake import PROTOCOL
from tui.words.phrases import disagreements as phrases
from tui.words.reading.disagreements import (
    because,
    because_keys,
    conflicting_in_words,
    list_title,
    listed_row,
    no_such_disagreement,
    nothing_here,
    outcome,
    resolvers,
    stands,
    when,
)

STAGE = PROTOCOL.stages[1]
BARE = replace(STAGE, reasons=())
AT = "2021-01-14T10:12:07.123Z"
IN = Resolution(record="a", verdict=Verdict.INCLUDE, by=("KBAA", "ON"), at=AT)
OUT = replace(IN, verdict=Verdict.EXCLUDE, reason="mutual")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (AT, "14 Jan 2021 10:12"),
        ("2021-01-04", "4 Jan 2021"),
        ("soon\x1b", "soon"),
        ("2021-01-14T00:00", "14 Jan 2021 00:00"),
    ],
)
def test_when(at: str, words: str) -> None:
    assert when(at) == words


def test_how_it_ended() -> None:
    assert outcome(IN, STAGE) == "included" and outcome(replace(IN, verdict=Verdict.MAYBE), STAGE) == "maybe"
    assert outcome(OUT, STAGE) == f"excluded, {STAGE.reason_label('mutual')}" and outcome(OUT, BARE) == "excluded"
    assert outcome(replace(IN, verdict=None), STAGE) == "open"
    assert outcome(replace(IN, reason="mutual"), STAGE) == "included"


def test_the_question_for_its_words() -> None:
    assert because(Verdict.INCLUDE, "", STAGE) == "include, because:"
    long = STAGE.reason_label("mutual")
    assert because(Verdict.EXCLUDE, "mutual", STAGE).startswith(f"exclude: {long[:20]}")
    assert because(Verdict.EXCLUDE, "x" * 31, STAGE) == f"exclude: {'x' * 29}…, because:"
    assert because(Verdict.EXCLUDE, "x" * 30, STAGE) == f"exclude: {'x' * 30}, because:"
    assert (
        because_keys(["a"]) == "↑ earlier words  enter keeps  esc back" and because_keys([]) == "enter keeps  esc back"
    )
    assert no_such_disagreement("a\x1b 7") == "no disagreement “a 7” in this list"


def side(who: str, verdict: Verdict) -> Side:
    return Side(reviewer=who, decision=Decision(record="a", verdict=verdict))


DIFFER = Disagreement(record="a", sides=(side("KBAA", Verdict.INCLUDE), side("ON", Verdict.EXCLUDE)))


def session(state: State = State.OPEN, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "stage": STAGE, "view": [DIFFER], "shown": None, "state": lambda _: state, "resolution": lambda _: None,
        "at_once": lambda _: (), "resolvers": ("KBAA", "ON"), "current": DIFFER, "adjudicating": False, "may_end": True,
        "all_read": False, "disputes": [DIFFER], "blind": False, "owing": {}, "count": lambda _: 1,
    }  # fmt: skip
    return SimpleNamespace(**{**values, **changes})


def test_a_list() -> None:
    assert list_title(session()) == f"disagreements · {STAGE.title} · 1"
    assert list_title(session(shown=State.OPEN, view=[DIFFER] * 1200)) == f"disagreements · {STAGE.title} · 1,200 open"
    assert listed_row(session(), DIFFER, "A  title") == ("IX", "A title", "")
    assert listed_row(session(State.RESOLVED), DIFFER, " ") == ("IX", "(no title)", "resolved")


@pytest.mark.parametrize(
    ("what", "about", "note", "words"),
    [
        ("decision", "", "", "KBAA and ON on r1: exclude"),
        ("decision", "topic", "a note", "KBAA and ON on r1: exclude (topic) – a note"),
        ("resolution", "", "why", "KBAA and ON on r1: resolution exclude – why"),
    ],
)
def test_one_of_different_words(what: str, about: str, note: str, words: str) -> None:
    assert conflicting_in_words(Conflicting(what, ("KBAA", "ON"), "r1", "exclude", about, note, AT)) == words


CONFLICT = replace(
    DIFFER, conflict=tuple(Conflicting("decision", (who,), "r1", "x", "", "", AT) for who in ("A", "B", "A"))
)
SAID = tuple(
    Conflicting("at once", by, "a", said, "", "", AT) for by, said in ((("A", "B"), "include"), (("C",), "exclude"))
)


@pytest.mark.parametrize(
    ("state", "changes", "named", "words"),
    [
        (State.OPEN, {}, True, "open"),
        (State.CONFLICT, {}, True, "conflict: A and B said different things of records that are one now"),
        (State.CONFLICT, {}, False, "conflict: one said different things of records that are one now"),
        (State.OPEN, {"at_once": lambda _: SAID}, True,
         "said at the same time: A and B include and C exclude; the latest counts until one of you says it again"),
        (State.RESOLVED, {"at_once": lambda _: SAID}, False,
         "said at the same time: one include and one exclude; the latest counts until one of you says it again"),
        (State.ESCALATED, {}, True, "waits for the adjudicator"),
        (State.ESCALATED, {"stage": replace(STAGE, disagreements="lead")}, True, "waits for the lead"),
        (State.ESCALATED, {"resolution": lambda _: replace(IN, verdict=None, escalated=True, rationale="hard")}, True,
         "escalated by KBAA and ON, 14 Jan 2021 10:12: hard"),
        (State.ESCALATED, {"resolution": lambda _: replace(IN, verdict=None, escalated=True)}, False,
         "escalated, 14 Jan 2021 10:12"),
        (State.RESOLVED, {"resolution": lambda _: IN}, True, "resolved: included by KBAA and ON, 14 Jan 2021 10:12"),
        (State.RESOLVED, {"resolution": lambda _: OUT, "stage": BARE}, False, "resolved: excluded, 14 Jan 2021 10:12"),
    ],
)  # fmt: skip
def test_where_it_stands(state: State, changes: dict[str, Any], named: bool, words: str) -> None:
    given = CONFLICT if state is State.CONFLICT else DIFFER
    assert stands(session(state, **changes), given, named=named) == words
    if named:
        assert stands(session(state, **changes), given) == words


@pytest.mark.parametrize(
    ("changes", "named", "words"),
    [
        ({}, True, phrases.together_with("KBAA and ON")),
        ({}, False, phrases.TOGETHER),
        ({"current": None}, True, phrases.together_with("KBAA and ON")),
        ({"current": replace(DIFFER, sealed=True)}, True, phrases.ALONE_WHILE_SEALED),
        ({"adjudicating": True}, True, phrases.rules("KBAA")),
        ({"may_end": False}, True, phrases.the_rules("adjudicator")),
        ({"stage": replace(STAGE, sharing="shared"), "resolvers": ("A", "B", "C")}, True,
         phrases.together_with("KBAA and ON")),
        ({"stage": replace(STAGE, sharing="shared"), "current": None, "resolvers": ("A", "B", "C")}, True,
         phrases.together_with("A, B and C")),
        ({"resolvers": ("A", "B", "C")}, True, phrases.together_with("A, B and C")),
    ],
)  # fmt: skip
def test_who_ends_it(changes: dict[str, Any], named: bool, words: str) -> None:
    assert resolvers(session(**changes), named=named) == words


@pytest.mark.parametrize(
    ("changes", "other", "words"),
    [
        ({"all_read": True}, True,
         "k goes back to the last one, f shows others, z reopens, q goes back."),
        ({"disputes": [], "blind": True}, False,
         f"{STAGE.title} is still blind: nobody sees another's decisions yet. It opens when its sample is drawn and "
         "the stages before it are through. q goes back."),
        ({"disputes": [], "blind": True, "owing": {"KBAA": 1200, "ON": 3, "X": 0}}, True,
         f"{STAGE.title} is still blind: nobody sees another's decisions yet. It opens when KBAA has read 1,200 more "
         "and ON has read 3 more. KEY goes to the next stage. q goes back."),
        ({"disputes": []}, True,
         f"The readers of {STAGE.title} do not differ on any record. KEY goes to the next stage. “tamis agreement” "
         "says how well they agree. q goes back."),
        ({"disputes": [DIFFER] * 1234, "shown": State.OPEN, "blind": True}, False,
         f"No disagreement of {STAGE.title} is open; 1 of 1,234 are resolved. f then a shows all. q goes back."),
    ],
)  # fmt: skip
def test_why_nothing_is_shown(changes: dict[str, Any], other: bool, words: str) -> None:
    from tui.words.keys import key_now

    keys = {"k": "previous", "f": "show", "z": "undo", "q": "leave", "KEY": "stage"}
    for shown, action in keys.items():
        words = words.replace(f" {shown} ", f" {key_now(action)} ")
        words = f"{key_now(action)}{words[1:]}" if words.startswith(f"{shown} ") else words
    assert nothing_here(session(**changes), other_stages=other) == words
