from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from store.exchange.comparison import Received
from store.exchange.files import Refusal
from store.exchange.plans import Plan
from store.exchange.share import Sent, Shared
from store.exchange.take import Taken
from store.journal.line import Event
from tui.words.exchange import (
    exchanged,
    news,
    only_here,
    opened_in_words,
    sent_in_words,
    two_plans,
    who_sees_what,
)


def word(number: int, table: str, says: dict[str, object]) -> Event:
    return Event(number, "2026-01-01T00:00:00Z", "x", "say", table, number, None, {"clock": number, "says": says})


def test_what_came_is_said_person_by_person() -> None:
    stated = {"stage": "title-abstract", "round": 1, "complete": True, "owed": 143}
    words = (
        word(1, "statements", stated),
        word(2, "imports", {"source": {"name": "Scopus"}, "round": 2, "new": 61}),
        word(3, "resolutions/full-text", {"verdict": "include"}),
        word(4, "resolutions/full-text", {"verdict": "exclude"}),
        word(5, "resolutions/full-text", {"verdict": ""}),
        word(6, "searches", {"merges": 1}),
    )
    open_one = Received(
        "BO", "people/BO/full-text.pilot/decisions.jsonl", 2, (word(1, "", {}), word(2, "decisions", {}))
    )
    received = [Received("ON", "people/ON/acts.jsonl", 6, words), open_one]
    said = news(received, ())
    assert said == [
        "ON: title-abstract, search round 1: 143 of 143 read and sealed; Scopus, search round 2: 61 new; "
        "1 search for duplicates; 2 disagreements resolved; 1 disagreement handed on",
        "BO: full-text, the pilot: 1 decision open to all",
    ]
    assert "143 of 143 read;" in news(received, {("title-abstract", 1)})[0]


def test_two_plans_are_both_named() -> None:
    one = Plan("aaaa", "ANNA", "2026-01-02T00:00:00Z", "better", "")
    other = Plan("bbbb", "BO", "2026-01-01T00:00:00Z", "", "")
    assert two_plans((one, other)) == (
        "two plans: in force is now aaaa (ANNA, 2 January 2026: better), which was said last, "
        "not bbbb (BO, 1 January 2026)"
    )
    assert two_plans(()) == ""


SENT = (Sent("ANNA", "people/ANNA/acts.jsonl", 2), Sent("ANNA", "people/ANNA/full-text.1/decisions.jsonl", 3))
NOTHING = Taken((), (), (), (), (), 0)
BOTH = (Plan("aaaa", "ANNA", "2026-01-02T00:00:00Z", "", ""), Plan("bbbb", "BO", "2026-01-01T00:00:00Z", "", ""))


@pytest.mark.parametrize(
    ("taken", "sent", "said", "must_look"),
    [
        (NOTHING, (), "exchanged: nothing is new; nothing was to be sent", False),
        (NOTHING, SENT, "exchanged: nothing is new; sent of ANNA: 5 lines in 2 files", False),
        (
            replace(NOTHING, opened=(("full-text", 0), ("full-text", 2))),
            (),
            "exchanged: open now: FULL-TEXT, the pilot; open now: FULL-TEXT, search round 2; nothing was to be sent",
            False,
        ),
        (
            replace(
                NOTHING,
                refused=(Refusal("BO", "people/BO/acts.jsonl", "it is cut", ""),),
                left=(Refusal("x", "x", "y", ""),),
            ),
            SENT,
            "refused: people/BO/acts.jsonl: it is cut — “tamis share” says more",
            True,
        ),
        (
            replace(NOTHING, left=(Refusal("BO", "", "it waits", ""),), plans=BOTH),
            (),
            "left out: origin: it waits — “tamis share” says more",
            True,
        ),
        (
            replace(NOTHING, plans=BOTH),
            SENT,
            "two plans: in force is now aaaa (ANNA, 2 January 2026), which was said last, "
            "not bbbb (BO, 1 January 2026); leave and come back",
            True,
        ),
    ],
)
def test_what_came_of_an_exchange_in_a_line(taken: Taken, sent: tuple[Sent, ...], said: str, must_look: bool) -> None:
    assert exchanged(Shared("origin", sent, taken), str.upper) == (said, must_look)


ONE = {
    "verdicts": "verdict on pairs", "searches": "search for duplicates", "samples": "draw of a sample",
    "hand_overs": "hand-over", "retrievals": "word on full texts", "studies": "word on studies", "openings": "opening",
    "unblindings": "early opening", "withdrawals": "withdrawal", "corrections": "corrected fact of an import",
    "amendments": "version of the plan", "consensus": "charted item settled",
}  # fmt: skip
MANY = {
    "verdicts": "verdicts on pairs", "searches": "searches for duplicates", "samples": "draws of a sample",
    "hand_overs": "hand-overs", "retrievals": "words on full texts", "studies": "words on studies",
    "openings": "openings", "unblindings": "early openings", "withdrawals": "withdrawals",
    "corrections": "corrected facts of an import", "amendments": "versions of the plan",
    "consensus": "charted items settled",
}  # fmt: skip


def of(*words: Event, file: str = "people/ON/acts.jsonl") -> Received:
    return Received("ON", file, len(words), words)


@pytest.mark.parametrize("table", ONE)
def test_each_kind_of_word_is_counted(table: str) -> None:
    assert news([of(word(1, table, {"x": 1}))], ()) == [f"ON: 1 {ONE[table]}"]
    assert news([of(word(1, f"{table}/x", {"x": 1}), word(2, table, {"x": 1}))], ()) == [f"ON: 2 {MANY[table]}"]


def test_a_word_said_again_counts_once_and_what_is_of_no_known_kind_only_alone() -> None:
    again = replace(word(2, "studies", {"x": 1}), id=1)
    assert news([of(word(1, "studies", {"x": 1}), again)], ()) == ["ON: 1 word on studies"]
    assert news([of(word(1, "odd", {"x": 1}))], ()) == ["ON: 1 other line"]
    assert news([of(word(1, "odd", {"x": 1}), word(2, "else", {"x": 1}))], ()) == ["ON: 2 other lines"]
    assert news([of(word(1, "odd", {"x": 1}), word(2, "studies", {"x": 1}))], ()) == ["ON: 1 word on studies"]
    assert news([of(word(1, "odd", {"x": 1}), file="people/ON/other.jsonl")], ()) == ["ON: "]
    assert news([], ()) == []


def test_a_word_that_was_taken_back_says_nothing_of_its_own() -> None:
    taken_back = replace(word(1, "imports", {"source": {"name": "S"}, "round": 1}), after=None)
    assert news([of(taken_back)], ()) == ["ON: 1 other line"]
    unsaid = replace(word(1, "imports", {}), after={"clock": 1})
    assert news([of(unsaid)], ()) == ["ON: 1 other line"]


def test_statements_and_imports_with_what_they_lack() -> None:
    stated = {"stage": "full-text", "round": 0, "complete": False, "owed": 1200}
    whole = {**stated, "complete": True, "round": 2}
    new = {"source": {"name": "Scopus"}, "round": 3}
    received = [of(word(1, "statements", stated), word(2, "imports", new), word(3, "imports", {**new, "new": 1200}))]
    assert news(received, (), str.upper) == [
        "ON: FULL-TEXT, the pilot: where they stand and sealed; Scopus, search round 3: ? new; "
        "Scopus, search round 3: 1,200 new"
    ]
    assert news([of(word(1, "statements", whole))], {("full-text", 0)}) == [
        "ON: full-text, search round 2: 1,200 of 1,200 read and sealed"
    ]
    assert news([of(word(1, "statements", stated), word(2, "statements", {**stated, "complete": True}))], ()) == [
        "ON: full-text, the pilot: 1,200 of 1,200 read and sealed"
    ], "the latest of a batch"


def test_decisions_that_are_open_are_counted_by_their_file() -> None:
    file = "people/ON/full-text.2/decisions.jsonl"
    lines = (word(1, "", {}), word(2, "decisions", {}), word(3, "decisions", {}))
    assert news([of(*lines, file=file)], ()) == ["ON: full-text, search round 2: 2 decisions open to all"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ((), "nothing was to be sent"),
        (SENT[:1], "sent of ANNA: 2 lines in 1 file"),
        ((*SENT, Sent("BO", "people/BO/acts.jsonl", 1)), "sent of ANNA, BO: 6 lines in 3 files"),
        ((Sent("BO", "people/BO/acts.jsonl", 1),), "sent of BO: 1 line in 1 file"),
    ],
)
def test_what_was_sent(sent: tuple[Sent, ...], words: str) -> None:
    assert sent_in_words(sent) == words


@pytest.mark.parametrize(
    ("lines", "days", "words"),
    [
        (1, None, "1 line of yours is sealed, and on this machine only; in no backup: tamis backup --to DIR, on "
                  "another disk"),
        (2, 0, "2 lines of yours are sealed, and on this machine only; last backup within two days"),
        (2, 1, "2 lines of yours are sealed, and on this machine only; last backup within two days"),
        (2, 2, "2 lines of yours are sealed, and on this machine only; last backup 2 days ago: tamis backup --to DIR, "
               "on another disk"),
    ],
)  # fmt: skip
def test_what_is_only_here(lines: int, days: int | None, words: str) -> None:
    backup = None if days is None else datetime.now(UTC) - timedelta(days=days, hours=1)
    assert only_here(lines, backup) == words


def test_who_sees_what(snapshot: SnapshotAssertion) -> None:
    assert f"{who_sees_what('')}\n{who_sees_what('git@host:x')}" == snapshot


def test_what_was_opened_is_named() -> None:
    assert opened_in_words([("full-text", 0), ("full-text", 1)]) == [
        "open now: full-text, the pilot", "open now: full-text, search round 1",
    ]  # fmt: skip
    assert opened_in_words([("full-text", 1)], str.upper) == ["open now: FULL-TEXT, search round 1"]
