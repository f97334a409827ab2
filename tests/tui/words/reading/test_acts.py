"""Acts in words: what changed, for one record; the number, for several."""

from __future__ import annotations

import pytest

from core.protocol.read import parse_protocol
from core.screening.decision import Decision, Verdict
from core.screening.session import Changed
from core.undo import DoneAct, PastAct
from store.work.own.words import OfRecord
from tests.reviews import protocol
from tui.words.reading.acts import act_named, act_words, moment, row, title

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
