from __future__ import annotations

from core.screening.next_step import NextStep, Work, next_step
from tests.core.screening.test_next_step import PLAN, having, stage, status
from tui.words.work import as_command, what


def test_each_kind_of_work_has_its_words_and_its_command() -> None:
    both = stage("t", A=(9, 9), B=(9, 9))
    found = {
        "bring in what the databases exported": ("tamis import FOLDER", status(identified=0)),
        "9 to read in T": ("tamis screen t", status(stage("t", A=(9, 0)))),
        "9 to chart in T": ("tamis chart t", status(stage("t", "chart", A=(9, 0)))),
        "17 disagreements to settle with B in T": ("tamis disagreements t", status(having(both, disagreements=17))),
        "2 doubtful pairs to look at": ("tamis dedup --review", status(both, pairs_to_review=2)),
    }
    for words, (command, seen) in found.items():
        step = next_step(seen, PLAN, "A")
        assert (what(step, "T" if step.stage else ""), as_command(step)) == (words, command)
    assert as_command(NextStep(work=Work.NOTHING)) == ""
    assert all(as_command(NextStep(work=each)) for each in Work if each is not Work.NOTHING)
