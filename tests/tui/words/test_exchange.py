from __future__ import annotations

from dataclasses import replace

import pytest

from store.exchange.comparison import Received
from store.exchange.files import Refusal
from store.exchange.plans import Plan
from store.exchange.share import Sent, Shared
from store.exchange.take import Taken
from store.journal.line import Event
from tui.words.exchange import exchanged, news, two_plans


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
