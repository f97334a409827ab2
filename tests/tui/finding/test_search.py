from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.record import Author, RawField, Record
from store.folder.documents import Page
from store.journal.line import canonical
from tui.finding import search as searching
from tui.finding.query import Query
from tui.finding.search import Search
from tui.finding.vocabulary import Vocabulary


class Searched:
    """Records in memory. `merged` says of what each survivor is put together: itself and the records named."""

    def __init__(self, records: Sequence[Record], merged: Mapping[str, Sequence[str]] | None = None) -> None:
        self.records = {each.id: each for each in records}
        self.merged = merged or {}
        self.read: list[str] = []
        self.paged = 0

    def record(self, record_id: str) -> Record:
        self.read.append(record_id)
        found = self.records[record_id]
        for other in self.merged.get(record_id, ()):
            found = found._replace(abstract=found.abstract or self.records[other].abstract)
        return found

    def record_line(self, record_id: str) -> bytes | None:
        return None if record_id in self.merged else canonical(self.records[record_id].as_document())

    def record_pages(self) -> Iterator[Page]:
        records = iter(self.records.values())
        start = 1000
        while some := list(islice(records, 3)):
            self.paged += 1
            lines = [canonical(each.as_document()) + b",\n" for each in some]
            starts = [start, *accumulate(map(len, lines), initial=start)][1:]
            yield Page(Path("records"), b"".join(lines), [int(each.id, 16) for each in some], starts)
            start = starts[-1]

    def survivor(self, record_id: str) -> str:
        return next((each for each, others in self.merged.items() if record_id in others), record_id)


def made(titles: Sequence[str], **fields: str) -> list[Record]:
    return [Record(id=f"{number:016x}", title=title, **fields) for number, title in enumerate(titles)]  # type: ignore[arg-type]


def query(text: str) -> Query:
    return Query(text, lambda _record: ())


def finished(search: Search) -> list[str]:
    while not search.done:
        search.run(0)
    return sorted(search.hits)


@pytest.fixture
def by_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FEW", 0)


def test_a_search_of_few_runs_in_slices_and_finds_all_in_order() -> None:
    records = made(["odd" if number % 2 else "even" for number in range(100)])
    searched = Searched(records)
    search = Search(query("odd"), list(searched.records), searched)
    search.run(0)
    search.run(0)
    assert search.hits and not search.done
    finished(search)
    assert search.hits == [each.id for each in records if each.title == "odd"]
    assert searched.paged == 0
    assert searched.read == search.hits, "the others were ruled out by their lines"


@pytest.mark.usefixtures("by_pages")
def test_a_search_of_many_goes_through_pages_and_reads_only_what_may_match() -> None:
    searched = Searched(made([f"Study {n % 10} of harbours" for n in range(100)], journal="Annals of study 3"))
    search = Search(query('"study 7" harbour'), list(searched.records), searched)
    search.run(0)
    assert not search.done
    assert finished(search) == [f"{n:016x}" for n in range(7, 100, 10)]
    assert sorted(searched.read) == finished(search)
    searched.read.clear()
    assert finished(Search(query("annals"), list(searched.records), searched)) == []


@pytest.mark.usefixtures("by_pages")
def test_only_the_wanted_records_are_found() -> None:
    searched = Searched(made(["harbour"] * 10))
    wanted = list(searched.records)[2:7]
    assert finished(Search(query("harbour"), wanted, searched)) == wanted


@pytest.mark.usefixtures("by_pages")
@pytest.mark.parametrize(
    "text",
    [
        "MULLER",
        "müller",
        "strasse",
        "peer year:2017",
        "type:edit",
        "language:german",
        "language:tysk",
        "author:muller",
        "½",
        "1⁄2",
    ],
)
def test_accents_and_other_letters_are_found(text: str) -> None:
    record = Record(
        id="0" * 16,
        title="Die Straße von Peer",
        abstract="½ of it",
        authors=(Author("MÜLLER", "A"),),
        year=2017,
        types=(RawField("M3", "Éditorial"),),
        languages=(RawField("LA", "ger"),),
    )
    searched = Searched([record, *made(["Harbours – and “others”"] * 9)[1:]])
    assert finished(Search(query(text), list(searched.records), searched)) == [record.id]


@pytest.mark.usefixtures("by_pages")
def test_a_record_put_together_from_two_is_found_by_the_words_of_either() -> None:
    survivor, other = made(["harbour of stone", "Harbour"])
    searched = Searched([survivor, other._replace(abstract="lanternés")], {survivor.id: [other.id]})
    for text in ("harbour lanternes", "stone lanternes", "lantern", "harbour"):
        assert finished(Search(query(text), [survivor.id, "f" * 16], searched)) == [survivor.id]


@pytest.mark.parametrize("few", [0, 1000])
def test_a_narrowed_search_looks_only_where_it_can_still_match(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FEW", few)
    searched = Searched(made([f"word {number}é" for number in range(40)]))
    first = Search(query("word 1"), list(searched.records), searched)
    found = finished(first)
    searched.read.clear()
    searched.paged = 0
    longer = query("word 12")
    assert longer.extends(first.query)
    assert finished(first.narrowed(longer)) == [f"{12:016x}"]
    assert set(searched.read) <= set(found) and searched.paged == 0


def test_the_words_of_a_page_rule_it_out_once_they_are_known() -> None:
    searched = Searched(made(["Die Straße", "of MÜLLER", "co-production", "Harbours", "of", "others"]))
    vocabulary = Vocabulary(searched.record_pages)
    first, second = searched.record_pages()
    assert not vocabulary.rules_out(first, ["harbour"]), "nothing is known of it yet"
    vocabulary.run(0)
    assert vocabulary.rules_out(first, ["harbour"])
    assert not vocabulary.rules_out(second, ["muller"])
    assert not vocabulary.done
    while not vocabulary.done:
        vocabulary.run(0)
    for held in (["strasse"], ["muller", "prod"], ["die strasse"], ["o-pro"]):
        assert not vocabulary.rules_out(first, held)
        assert vocabulary.rules_out(second, held)
    assert not vocabulary.rules_out(replace(second, path=Path("others")), ["muller"])


WORDS = st.lists(
    st.sampled_from(
        ["Müller", "straße", "ﬁnd", "peer", "½", "“co-peer”", "a\nb", 'say "so"', "Ærø", "ÆRØEN", "™", "ᴭ", "K", "…"]
    )
)


@given(
    titles=st.lists(WORDS, min_size=1, max_size=8),
    typed=st.sampled_from(
        ["m", "mull", "strass", "fi", "find peer", "peer", "æ", "ær", "ærø", "™", "tm", "so", "k", "...", "1⁄2", "co-p"]
    ),
    steps=st.integers(0, 12),
    learnt=st.integers(0, 3),
    longer=st.sampled_from(["", "e", " peer", "l"]),
)
@settings(max_examples=120, deadline=None)
def test_pages_find_what_reading_all_finds(
    titles: list[list[str]], typed: str, steps: int, learnt: int, longer: str
) -> None:
    searched = Searched(made([" ".join(title) for title in titles]))
    vocabulary = Vocabulary(searched.record_pages)
    for _ in range(learnt):
        vocabulary.run(0)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(searching, "FEW", 0)
        search = Search(query(typed), list(searched.records), searched, vocabulary=vocabulary)
    for _ in range(steps):
        search.run(0)
    wanted = query(typed + longer)
    assert wanted.extends(search.query)
    expected = [each for each in searched.records if wanted.matches(searched.record(each))]
    assert finished(search.narrowed(wanted)) == expected
