from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.record import Author, RawField, Record
from store.journal.line import canonical
from tui.finding.query import Query, folded

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
        *("source:scopus", "type:edit", "language:eng", "language:English", "doi:10.1000"),
    ],
)
def test_matches(text: str) -> None:
    assert query(text).matches(RECORD)


@pytest.mark.parametrize(
    "text",
    [
        "recovery absent",
        "year:2018",
        "year:2018-",
        "title:housing",
        "journal:nursing",
        "source:embase",
        "language:german",
    ],
)
def test_does_not_match(text: str) -> None:
    assert not query(text).matches(RECORD)


def test_an_empty_query_is_false() -> None:
    assert not query("   ")


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
    assert ruled == {"peer": False, "muller": False, "harbour": True, "year:2000": True}
