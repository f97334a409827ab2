from __future__ import annotations

from dataclasses import replace

from core.screening.next_step import NextStep, Work, next_step
from core.screening.status import OwedAndDone, Status
from tests.core.screening.test_next_step import PLAN, having, stage, status
from tui.words.next_step import in_words, news

KEYS = {"open": "enter", "disagreements": "x", "duplicates": "d", "import_exports": "i"}


def words(found: Status, reviewer: str = "A") -> str:
    return in_words(next_step(found, PLAN, reviewer), reviewer, KEYS.__getitem__)


def test_each_kind_of_work_has_its_words_and_its_key() -> None:
    both = stage("t", A=(9, 9), B=(9, 9))
    assert words(status(identified=0)) == "next for you: bring in what the databases exported — i"
    assert words(status(imports_to_search=[1])) == "next for you: 1 import to search for duplicates — d"
    assert words(status(stage("t", A=(9, 0)))) == "next for you: 9 to read in T — enter"
    assert words(status(stage("t", "chart", A=(9, 0)))) == "next for you: 9 to chart in T — enter"
    assert words(status(having(both, disagreements=17))) == "next for you: 17 disagreements to settle with B in T — x"
    ruled = status(having(both, disagreements=2, escalated=1))
    assert words(ruled, "C") == "next for you: 1 disagreement to rule on in T — x"
    assert words(status(both, pairs_to_review=2)) == "next for you: 2 doubtful pairs to look at — d"
    drawn = replace(having(stage("t", A=(9, 0), B=(0, 0)), entered=9), sample_drawn=False)
    assert words(status(drawn), "B") == "next for you: draw the sample that you read in T — enter"


def test_a_long_title_gives_way_so_that_the_key_is_seen() -> None:
    step = next_step(status(stage("a long title of a stage", A=(9, 0))), PLAN, "A")
    assert in_words(step, "A", KEYS.__getitem__, 44) == "next for you: 9 to read in A LONG T… — enter"
    assert in_words(step, "A", KEYS.__getitem__, 80).endswith("in A LONG TITLE OF A STAGE — enter")


def test_with_nothing_to_do_it_says_who_is_owed_what() -> None:
    assert words(status(stage("t", A=(9, 9), B=(1500, 200)))) == "nothing waits for A; T waits for B 1,300"
    talk = status(having(stage("t", A=(9, 9), B=(9, 9)), disagreements=4))
    assert words(talk, "C") == "nothing waits for C; 4 disagreements in T wait for A and B"
    assert in_words(NextStep(work=Work.NOTHING), "A", str) == "nothing waits for A"


def test_what_others_have_done_is_news_and_what_one_did_oneself_is_none() -> None:
    before = status(replace(stage("t", A=(9, 3), B=(9, 3)), blind=True))
    assert news(before, before, "A") == ""

    def now(a: int, b: int, blind: bool = True) -> Status:
        shares = {"A": OwedAndDone(owed=9, done=a), "B": OwedAndDone(owed=9, done=b)}
        return status(replace(before.stages[0], readers=shares, blind=blind))

    assert news(before, now(9, 3), "A") == ""
    assert news(before, now(3, 8), "A") == "B +5 in T"
    assert news(before, now(3, 1), "A") == "B -2 in T"
    assert news(before, now(3, 9), "A") == "B has finished T"
    assert news(before, now(9, 9, blind=False), "A") == "T is open · B has finished T"
    assert news(before, status(before.stages[0], identified=15), "A") == "5 records brought in"
