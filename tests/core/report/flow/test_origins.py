"""Where records came from: the first finding decides the round and the column, and each source gets its due."""

from __future__ import annotations

from core.report.flow.origins import brought_by_source
from tests.core.report.flow.found import Found, identified

FOUND = identified(
    [
        Found("a", "a", "Scopus", "databases", 1),
        Found("a2", "a", "Medline", "databases", 1),
        Found("a3", "a", "Medline", "databases", 1),
        Found("b", "b", "Hand search", "other", 1),
        Found("b2", "b", "Scopus", "databases", 2),
        Found("c", "c", "Scopus", "databases", 2),
        Found("d", "d", "A register", "registers", 2),
        Found("d2", "d", "Hand search", "other", 2),
    ]
)


def test_a_later_finding_changes_neither_round_nor_column() -> None:
    assert [*map(FOUND.round_of, "abcd")] == [1, 1, 2, 2] and FOUND.rounds == [1, 2]
    assert list(FOUND.other_only) == ["b"], "a database found it too, but only later"


def test_imported_records_stand_under_the_source_that_brought_them() -> None:
    assert FOUND.by_source == {
        "Scopus": ["a", "b2", "c"],
        "Medline": ["a2", "a3"],
        "Hand search": ["b", "d2"],
        "A register": ["d"],
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
