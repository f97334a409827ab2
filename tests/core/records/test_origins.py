"""Where records came from: the first finding decides the round and the column, and each source gets its due."""

from __future__ import annotations

from core.records.origins import Identified, Origin, brought_by_source

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


def test_imported_records_stand_under_the_source_that_brought_them() -> None:
    assert FOUND.by_source == {
        "Scopus": ["a1", "b2", "c1"],
        "Medline": ["a2", "a3"],
        "Hand search": ["b1", "d2"],
        "A register": ["d1"],
    }


def test_what_each_source_brought_alone_and_with_others() -> None:
    found = brought_by_source(FOUND, included=["a", "c"])
    names = ("publications", "unique", "shared", "included", "included_unique")
    assert {source: tuple("".join(sorted(brought[name])) for name in names) for source, brought in found.items()} == {
        "Scopus": ("abc", "c", "ab", "ac", "c"),
        "Medline": ("a", "", "a", "a", ""),
        "Hand search": ("bd", "", "bd", "", ""),
        "A register": ("d", "", "d", "", ""),
    }
    assert {source: len(brought["records"]) for source, brought in found.items()} == {
        "Scopus": 3,
        "Medline": 2,
        "Hand search": 2,
        "A register": 1,
    }
