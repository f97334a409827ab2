"""Where records came from: the first finding decides the round and the column, and each source gets its due."""

from __future__ import annotations

from core.records.origins import Identified, Origin, source_counts

FOUND = Identified(
    [
        Origin("a1", "a", "Scopus", "databases", 1),
        Origin("a2", "a", "Medline", "databases", 1),
        Origin("a3", "a", "Medline", "databases", 1),
        Origin("b1", "b", "Hand search", "other", 1),
        Origin("b2", "b", "Scopus", "databases", 2),
        Origin("c1", "c", "Scopus", "databases", 2),
        Origin("d1", "d", "A register", "registers", 2),
        Origin("d2", "d", "Hand search", "other", 2),
    ]
)


def test_a_later_finding_changes_neither_round_nor_column() -> None:
    assert FOUND.round_of == {"a": 1, "b": 1, "c": 2, "d": 2} and FOUND.rounds == [1, 2]
    assert FOUND.other_only == {"b"}, "a database found it too, but only later"


def test_imported_records_are_counted_as_they_came() -> None:
    assert FOUND.by_route == {"databases": 5, "other": 2, "registers": 1}
    assert FOUND.by_source("databases", "registers") == {"Scopus": 3, "Medline": 2, "A register": 1}


def test_one_round_by_itself() -> None:
    second = FOUND.within([2])
    assert set(second.round_of) == {"b", "c", "d"} and second.other_only == frozenset()
    assert second.by_route == {"databases": 2, "registers": 1, "other": 1}


def test_what_each_source_brought_alone_and_with_others() -> None:
    found = source_counts(FOUND, included=["a", "c"])
    names = ("records", "publications", "unique", "shared", "included", "included_unique")
    assert {source: tuple(counts[name] for name in names) for source, counts in found.items()} == {
        "Scopus": (3, 3, 1, 2, 2, 1),
        "Medline": (2, 1, 0, 1, 1, 0),
        "Hand search": (2, 2, 0, 2, 0, 0),
        "A register": (1, 1, 0, 1, 0, 0),
    }
