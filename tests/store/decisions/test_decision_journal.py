"""What a journal held after an event, by whichever end of it is nearer."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.decisions.decision_journal import TABLE, documents_at
from store.journal.journal import Change, Journal

changes = st.lists(
    st.tuples(st.integers(1, 3), st.one_of(st.none(), st.sampled_from(["include", "exclude"])), st.booleans()),
    min_size=1,
    max_size=10,
)


@given(changes=changes)
@settings(max_examples=30, deadline=None)
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
            assert documents_at(journal, seq) == documents
        assert documents_at(journal, journal.seq + 5) == journal.tables.get(TABLE, {})
        journal.close()
