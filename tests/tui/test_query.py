from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.record import Author, RawField, Record
from store.chain import canonical
from tui.query import Query, Search, folded

RECORD = Record(
    id="1",
    kind="JOUR",
    title="Müller’s study of Recovery",
    abstract="Housing first: a trial",
    authors=(Author("Øberg", "Jan"), Author("Müller", "A")),
    year=2017,
    journal="Psychiatric Services",
    keywords=("crisis care",),
    languages=(RawField("LA", "eng"),),
    types=(RawField("M3", "Editorial"),),
    doi="10.1000/abc",
)


def query(text: str) -> Query:
    return Query(text, lambda _record: ("Scopus", "Medline"))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "recovery",
            "RECOVERY housing",
            "muller",
            "Müller",
            "øberg",
            '"housing first"',
            '"housing fi',
            "crisis",
            "first:",
        ),
        *("year:2017", "year:2015-2018", "year:2015-", "year:-2017", "year:2017 trial", "journal:psych", "author:jan"),
        *("source:scopus", "type:edit", "language:eng", "doi:10.1000"),
    ],
)
def test_matches(text: str) -> None:
    assert query(text).matches(RECORD)


@pytest.mark.parametrize(
    "text", ["recovery absent", "year:2018", "year:2018-", "title:housing", "journal:nursing", "source:embase"]
)
def test_does_not_match(text: str) -> None:
    assert not query(text).matches(RECORD)


def test_an_empty_query_is_false() -> None:
    assert not query("   ")


def test_a_search_runs_in_slices_and_finds_all_in_order() -> None:
    records = {str(number): Record(id=str(number), title="odd" if number % 2 else "even") for number in range(100)}
    search = Search(query("odd"), list(records), records.__getitem__)
    search.run(0)
    assert search.hits and not search.done
    while not search.done:
        search.run(0)
    assert search.hits == [each for each in records if int(each) % 2]


def test_a_narrowed_search_looks_only_where_it_can_still_match() -> None:
    records = {str(number): Record(id=str(number), title=f"word {number}") for number in range(40)}
    looked: list[str] = []

    def record(each: str) -> Record:
        looked.append(each)
        return records[each]

    first = Search(query("word 1"), list(records), record)
    while not first.done:
        first.run(1)
    looked.clear()
    longer = query("word 12")
    assert longer.extends(first.query)
    second = first.narrowed(longer)
    while not second.done:
        second.run(1)
    assert second.hits == ["12"]
    assert looked == first.hits


@pytest.mark.parametrize(("before", "after"), [("year:2015", "year:2015-2018"), ("a", '"a'), ("abc", "ab")])
def test_a_query_that_may_match_more_is_no_extension(before: str, after: str) -> None:
    assert not query(after).extends(query(before))


WORDS = st.sampled_from(
    ["Müller", "straße", "ﬁnd", "peer", "½", "“co-production”", "a\nb", 'say "so"', "\\", "Ærø", "…"]
)


@given(title=st.lists(WORDS), abstract=st.lists(WORDS), family=WORDS, typed=st.lists(WORDS, min_size=1, max_size=2))
@settings(max_examples=150, deadline=None)
def test_a_line_rules_out_nothing_that_matches(
    title: list[str], abstract: list[str], family: str, typed: list[str]
) -> None:
    record = Record(
        id="1", title=" ".join(title), abstract=" ".join(abstract), authors=(Author(family, ""),), keywords=(family,)
    )
    line = b'"1":' + canonical(record.as_document()) + b",\n"
    for text in (" ".join(typed), typed[0][:3], "title:peer " + typed[0], folded(" ".join(typed))):
        query = Query(text, lambda _record: ())
        assert not (query.rules_out(line) and query.matches(record)), (text, line)


def test_a_line_rules_out_most_of_what_does_not_match() -> None:
    line = canonical(Record(id="1", title="Peer support", abstract="Ærø and Müller").as_document())
    ruled = {
        text: Query(text, lambda _record: ()).rules_out(line) for text in ("peer", "muller", "harbour", "year:2000")
    }
    assert ruled == {"peer": False, "muller": False, "harbour": True, "year:2000": False}


def test_a_search_parses_only_what_its_line_does_not_rule_out() -> None:
    records = {str(n): Record(id=str(n), title=f"Study {n % 10} of harbours") for n in range(100)}
    parsed: list[str] = []

    def record(record_id: str) -> Record:
        parsed.append(record_id)
        return records[record_id]

    search = Search(
        Query('"study 7"', lambda _record: ()),
        list(records),
        record,
        lambda record_id: None if record_id == "0" else canonical(records[record_id].as_document()),
    )
    while not search.done:
        search.run(0.001)
    assert search.hits == [str(n) for n in range(7, 100, 10)]
    assert parsed == ["0", *search.hits]
