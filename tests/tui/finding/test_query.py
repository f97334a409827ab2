from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.record import Author, RawField, Record
from store.journal.line import canonical
from tui.finding.query import Query
from tui.finding.spoken import Spoken
from tui.text.folding import folded

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


SAID = Spoken(
    note="see page 4", reason="no-psw\nNo peer support", label="method", decided="excluded exclude 2021-01-14T10:12:07Z"
)


def asked(text: str) -> Query:
    return Query(text, lambda _record: ("Scopus",), lambda _record: SAID)


@pytest.mark.parametrize(
    "text",
    [
        *("not absent", "recovery not absent", "absent or recovery", "absent other or housing trial", "NOT absent"),
        *('not "second house"', "recovery and housing", "or recovery", "recovery or", "recovery not", "year: recovery"),
        *("not year:2018", "not source:embase", "note:page", 'note:"see page"', "reason:peer", "reason:no-psw"),
        *("label:meth", "decided:excluded", "decided:exclude", "decided:2021-01", "not decided:included", '"or"'[:0]),
        *("abstract:housing", "not decided:undecided", "decided:included or note:page"),
    ],
)
def test_words_between_terms_and_fields_of_what_was_said(text: str) -> None:
    assert not text or asked(text).matches(RECORD)


@pytest.mark.parametrize(
    "text",
    [
        *("not recovery", "recovery not housing", "absent or other", "not recovery or absent", '"or" recovery'),
        *("note:other", "reason:embase", "label:x", "decided:included", "decided:undecided", "decided:decided"),
        *("abstract:recovery", "decided:2022", "note:page not label:method"),
    ],
)
def test_words_between_terms_rule_out(text: str) -> None:
    assert not asked(text).matches(RECORD)


def test_of_nothing_said_a_record_is_undecided() -> None:
    assert query("decided:undecided").matches(RECORD) and not query("decided:e or note:a").matches(RECORD)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("auther:jan", ["auther"]), ("note:x labels:y", ["labels"]), ("https://x", []), ("10:30", []), ("author:", [])],
)
def test_what_is_no_field_is_named(text: str, unknown: list[str]) -> None:
    assert asked(text).unknown == unknown


def test_what_is_found_is_marked_and_not_what_must_not_be_there() -> None:
    assert asked('peer "Housing First" not absent title:Müller author:jan year:2017 or crisis').sought == [
        "peer", "housing first", "muller", "crisis"
    ]  # fmt: skip


def test_a_query_of_joined_terms_is_never_an_extension() -> None:
    for before, after in (("a", "a or b"), ("a or b", "a or bc"), ("a", "a not b"), ("no", "not a")):
        assert not query(after).extends(query(before))
    assert query("or an").extends(query("or")) is False and query("peer s").extends(query("peer"))


@given(
    terms=st.lists(
        st.tuples(st.booleans(), st.sampled_from(["peer", "muller", "harbour", "½"])), min_size=1, max_size=4
    ),
    joins=st.lists(st.sampled_from([" ", " or "]), min_size=3, max_size=3),
    title=st.lists(WORDS),
)
@settings(max_examples=150, deadline=None)
def test_joined_terms_match_as_they_read_and_a_line_rules_out_nothing_that_matches(
    terms: list[tuple[bool, str]], joins: list[str], title: list[str]
) -> None:
    record = Record(id="1", title=" ".join(title))
    said = [f"{'not ' if turned else ''}{word}" for turned, word in terms]
    text = said[0] + "".join(join + each for join, each in zip(joins, said[1:], strict=False))
    asked_for = query(text)
    alternatives = [part.replace("not ", "not_").split() for part in text.split(" or ")]

    def holds(term: str) -> bool:
        return (folded(term.removeprefix("not_")) in folded(record.title)) is not term.startswith("not_")

    assert asked_for.matches(record) == any(all(map(holds, each)) for each in alternatives)
    assert not (asked_for.rules_out(canonical(record.as_document())) and asked_for.matches(record))
