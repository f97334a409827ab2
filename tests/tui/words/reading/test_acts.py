"""Acts in words: what changed, for one record; the number, for several."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.charting.chart_store import Touched
from core.protocol.read import parse_protocol
from core.screening.decision import Decision, Verdict
from core.screening.session import Changed
from core.undo import DoneAct, PastAct
from store.work.own.words import OfRecord
from tests.reviews import protocol
from tui.words.reading.acts import act_named, act_words, concerned, moment, more, replayed, row, title, whole

STAGE = parse_protocol(protocol(), "protocol.toml").stages[0]
IN = Decision(record="a", verdict=Verdict.INCLUDE)
OUT = Decision(record="a", verdict=Verdict.EXCLUDE, reason="wrong-topic")
NOTED = Decision(record="a", verdict=Verdict.INCLUDE, note="see page 4")
LABELLED = Decision(record="a", verdict=Verdict.INCLUDE, labels=("method",))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, IN, "included"),
        (IN, OUT, "was included — now excluded: Another topic"),
        (OUT, None, "was excluded: Another topic — now undecided"),
        (IN, NOTED, "note"),
        (NOTED, IN, "note removed"),
        (IN, LABELLED, "label method"),
        (LABELLED, IN, "label method taken off"),
    ],
)
def test_what_an_act_did(before: Decision | None, after: Decision | None, words: str) -> None:
    assert act_words(DoneAct(PastAct(1, 1, "1 decision"), "", True, [Changed("a", before, after)]), STAGE) == words


def test_several_records_are_counted_and_a_row_says_what_became_of_them() -> None:
    done = DoneAct(PastAct(7, 5, "import of 5"), "2021-01-14T10:12:07.123Z", False, [Changed("a", None, IN)] * 2)
    assert row(done, STAGE, str.upper, "2021-01-14") == ("10:12:07", "import of 5", "A", "taken back")
    assert moment(done.at) == "2021-01-14 10:12:07"
    assert title(STAGE.title) == "last acts · Title and abstract"


def test_a_pair_is_named_by_its_titles_and_ids_and_other_records_are_counted() -> None:
    of_two, of_four = (
        DoneAct(PastAct(7, 1, "same: a, b"), "", True, list(map(OfRecord, ids))) for ids in ("ab", "abcd")
    )
    long = "\x1b[31m" + "Peers " * 20
    _when, what, which, _state = row(of_two, None, {"a": "Clinics", "b": long}.__getitem__, "")
    assert what == "same" and which.startswith("“Clinics” and “[31mPeers Peers") and which.endswith("…” (a, b)")
    assert row(of_four, None, str.upper, "")[1:3] == ("same: a, b", "")
    assert act_named(of_two, None, str.upper) == "same: “A” and “B” (a, b)"


def done(*changes: Changed | Touched | OfRecord, what: str = "an act", **more: Any) -> DoneAct[Any]:
    asks = PastAct(7, len(changes), what, command=more.pop("command", ""))
    return DoneAct(asks, "2021-01-14T10:12:07.123Z", more.pop("holds", True), list(changes))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (OUT, OUT, "excluded: Another topic"),
        (OUT, replace(OUT, reason="wrong-design"), "was excluded: Another topic — now excluded: Another design"),
        (replace(LABELLED, labels=("x", "y")), replace(LABELLED, labels=("y", "z")), "label z, x taken off"),
        (replace(LABELLED, note="n"), NOTED, "label method taken off"),
        (replace(NOTED, note="other"), NOTED, "note"),
    ],
)
def test_what_else_an_act_did(before: Decision, after: Decision, words: str) -> None:
    assert act_words(done(Changed("a", before, after)), STAGE) == words


def test_an_act_elsewhere_says_what_it_was() -> None:
    assert act_words(done(Changed("a", None, IN)), None) == "an act"
    assert act_words(done(Touched("s", "item")), STAGE) == "an act" and act_words(done(), STAGE) == "an act"
    assert act_words(done(Changed("a", None, IN), Changed("b", None, IN)), STAGE) == "an act"
    torn = Decision(record="a", merged=(IN, OUT))
    assert act_words(done(Changed("a", torn, replace(torn, merged=()))), STAGE) == "undecided"


def test_how_many_acts_there_are() -> None:
    assert [more(1200, all_known=True), more(0, all_known=True), more(1200, all_known=False)] == [
        "1,200", "0", "1,200 and more",
    ]  # fmt: skip
    assert more(0, all_known=False) == ""


def test_a_row_says_that_it_asks_first() -> None:
    asks = done(OfRecord("a"), command="tamis withdraw 1")
    state = row(asks, None, str.upper, "")[3]
    assert state == ("(taking it back asks)" if asks.past.asks else "")
    assert row(done(OfRecord("a"), holds=False, command="x"), None, str.upper, "")[3] == "taken back"


def test_an_act_in_a_line() -> None:
    assert whole(done(OfRecord("a")), None, str.upper) == "7 · 2021-01-14 10:12:07 · an act · A"
    assert whole(done(holds=False), None, str.upper) == "7 · 2021-01-14 10:12:07 · an act · taken back"
    assert replayed(done(OfRecord("a")), None, str.upper) == "done again: an act"
    assert replayed(done(OfRecord("a"), holds=False), None, str.upper) == "taken back: an act"
    assert replayed(None, None, str.upper) == "nothing is left to take back"
    pair = done(OfRecord("a"), OfRecord("b"), OfRecord("a"), what="same: a, b")
    assert act_named(pair, None, str.upper) == "same: “A” and “B” (a, b)" and concerned(pair) == ["a", "b"]
    assert act_named(done(OfRecord("a"), OfRecord("b")), None, str.upper) == "an act"
    assert concerned(done(Touched("s", "x"), Touched("s", "y"))) == ["s"]


def test_a_title_of_thirty_two_letters_is_whole() -> None:
    pair = done(OfRecord("a"), OfRecord("b"), what="same: a, b")
    titles = {"a": "x" * 32, "b": "x" * 33}
    assert row(pair, None, titles.__getitem__, "")[2] == f"“{'x' * 32}” and “{'x' * 31}…” (a, b)"
    assert moment("2021-01-14T10:12:07.123Z", "2021-01-13") == "2021-01-14 10:12:07"
