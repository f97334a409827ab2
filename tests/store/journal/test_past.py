"""What a journal held after an event, by whichever end of it is nearer; what the writer of a word had read."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.journal.journal import Change, Journal
from store.journal.past import documents_at, lines_seen, words_seen
from store.journal.union.union import Union
from tests.examples import examples
from tests.store.journal.union.team import TABLE, Team, say

changes = st.lists(
    st.tuples(st.integers(1, 3), st.one_of(st.none(), st.sampled_from(["include", "exclude"])), st.booleans()),
    min_size=1,
    max_size=10,
)


@given(changes=changes)
@settings(max_examples=examples(30), deadline=None)
def test_what_stood_after_each_event(changes: list[tuple[int, str | None, bool]]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        journal = Journal(Path(temporary) / "x.jsonl", who="x", version="x")
        stood: dict[int, dict[str, Any]] = {}
        for number, verdict, undone in changes:
            if verdict is None and str(number) not in journal.tables.get(TABLE, {}):
                continue
            document = None if verdict is None else {"record": str(number), "verdict": verdict}
            journal.commit([Change(TABLE, number, document), Change("other", number, {"x": 1})], act="decide")
            stood[journal.seq] = dict(journal.tables.get(TABLE, {}))
            if undone:
                journal.undo()
                stood[journal.seq] = dict(journal.tables.get(TABLE, {}))
        for seq, documents in stood.items():
            assert documents_at(journal, seq, TABLE) == documents
        assert documents_at(journal, journal.seq + 5, TABLE) == journal.tables.get(TABLE, {})
        journal.close()


def test_the_writer_of_a_word_knew_what_was_read_by_then_and_nothing_said_or_taken_back_later(tmp_path: Path) -> None:
    here = Union(Team(tmp_path))
    say(here, "ANNA", "one", 1)
    say(here, "BO", "two", 2)
    say(here, "BO", "opened", 9)
    clock = here.clock
    say(here, "ANNA", "three", 1, 3)
    here.undo("BO", [TABLE])
    here.close()
    later = Union(Team(tmp_path))
    seen = lines_seen(later, "BO", TABLE, clock)
    assert sorted(each for each in words_seen(later, TABLE, seen)) == ["1", "2"]
    assert words_seen(later, TABLE, seen)["1"].says == {"value": "one"}
    assert words_seen(later, TABLE, {}) == {}
    with pytest.raises(LookupError):
        lines_seen(later, "BO", TABLE, clock + 9)
    later.close()
