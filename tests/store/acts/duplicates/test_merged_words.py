"""How a word on merged records is stored: beside those of the single records, which it names, and in no one's place."""

from __future__ import annotations

from pathlib import Path

from core.screening.decision import Decision, Verdict
from store.acts.duplicates.merged_words import word_change
from store.decisions.decision_journal import TABLE, decisions_in
from store.journal.journal import Change, Journal
from tests.reviews import groups_of

A, B = "0000000000000001", "0000000000000002"
APART, TOGETHER = groups_of([A, B]), groups_of([A, B], (A, B))


def test_a_word_on_merged_records_stands_beside_theirs_and_holds_as_long_as_they_are_one(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "x.jsonl", who="x", version="x")
    said = {A: Decision(record=A, verdict=Verdict.INCLUDE), B: Decision(record=B, verdict=Verdict.EXCLUDE)}
    journal.commit([Change(TABLE, int(each, 16), word.as_document()) for each, word in said.items()], act="decide")
    both = word_change(journal, TABLE, TOGETHER, Decision(record=A, verdict=Verdict.MAYBE))
    assert both.after is not None and both.after["settles"] == {A: "include", B: "exclude"}
    assert decisions_in(journal.tables[TABLE], TOGETHER)[A].torn
    journal.commit([both], act="decide")
    assert decisions_in(journal.tables[TABLE], TOGETHER)[A].verdict is Verdict.MAYBE
    assert decisions_in(journal.tables[TABLE], APART) == said
    alone = word_change(journal, TABLE, APART, Decision(record=A, verdict=Verdict.MAYBE))
    assert alone.id == int(A, 16) and alone.after is not None and "settles" not in alone.after
    journal.close()
