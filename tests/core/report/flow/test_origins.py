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
    assert FOUND.rounds == [1, 2]
    assert FOUND.found_again() == {"databases": ["a2", "a3", "b2"], "other": ["d2"]}
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


def test_as_many_sources_as_there_are_are_told_apart() -> None:
    """A byte counts to 255, and what goes beyond it would count for the next record."""
    found = [Found("a", "a", "0", "databases", 1), Found("b", "b", "299", "databases", 1)]
    found += [Found(f"a{n}", "a", str(n), "databases", 1) for n in range(1, 300)]
    brought = brought_by_source(identified(found), ["a", "b"])
    assert len(brought) == 300 and {tuple(each["shared"]) for each in brought.values()} == {("a",)}
    assert [source for source, each in brought.items() if each["unique"]] == ["299"]
    assert brought["299"]["unique"] == brought["299"]["included_unique"] == ["b"]
