import pytest

from core.dedup.merge import best_fields, precedence, richness
from core.records.record import Author, RawField, Record

SCHOLAR = Record(
    id="a",
    kind="GEN",
    title="PEER SUPPORT IN CRISIS CARE",
    authors=(Author("Berg", "A"),),
    year=2016,
    journal="J Ment Health",
    accession="1",
)
MEDLINE = Record(
    id="b",
    kind="JOUR",
    title="Peer support in crisis care",
    abstract="Crisis services increasingly employ peers.",
    authors=(Author("Berg", "Anne"), Author("Haug", "Eva")),
    year=2017,
    journal="Journal of Mental Health",
    volume="26",
    issue="3",
    pages="201-210",
    pmid="123",
    languages=(RawField("LA", "eng"),),
    types=(RawField("PT", "Journal Article"),),
)
SCOPUS = Record(
    id="c",
    title="Peer support in crisis care",
    abstract="Crisis services …",
    doi="10.1000/jmh.1",
    volume="26",
    types=(RawField("M3", "Article"),),
    languages=(RawField("LA", "eng"),),
)


@pytest.mark.parametrize(
    ("first", "second"),
    [(("b", 1, 5), ("a", 2, 20)), (("a", 1, 20), ("b", 1, 5)), (("b", 1, 20), ("a", 1, 5)), (("a", 1, 5), ("b", 1, 5))],
)
def test_earliest_round_then_richest_then_smallest_id(first, second):
    assert precedence(*first) < precedence(*second)


def test_an_abstract_is_worth_most():
    assert richness(Record()) == 0
    assert richness(MEDLINE) > richness(SCOPUS) > richness(SCHOLAR)
    assert richness(Record(abstract="x")) > richness(Record(doi="10.1/x", pages="1"))


def test_the_best_of_each_field_and_who_said_it():
    merged, origin = best_fields([SCHOLAR, MEDLINE, SCOPUS])
    assert (merged.id, merged.kind, merged.accession) == ("a", "GEN", "1")
    assert merged.title == "Peer support in crisis care"
    assert merged.abstract == MEDLINE.abstract
    assert merged.authors == MEDLINE.authors
    assert (merged.year, merged.volume, merged.issue, merged.pages) == (2017, "26", "3", "201-210")
    assert (merged.doi, merged.pmid) == ("10.1000/jmh.1", "123")
    assert merged.journal == "Journal of Mental Health"
    assert origin["abstract"] == "b"
    assert origin["doi"] == "c"
    assert origin["kind"] == "a"
    assert "publisher" not in origin


def test_languages_and_types_are_collected():
    merged, origin = best_fields([SCHOLAR, MEDLINE, SCOPUS])
    assert merged.types == (RawField("PT", "Journal Article"), RawField("M3", "Article"))
    assert merged.languages == (RawField("LA", "eng"),)
    assert origin["types"] == "b"


def test_a_record_alone_stays_as_it_is():
    merged, origin = best_fields([MEDLINE])
    assert merged == MEDLINE
    assert set(origin.values()) == {"b"}


def test_the_year_of_another_member_where_the_placed_one_has_none():
    merged, origin = best_fields([Record(id="a", volume="3", pages="1-9"), Record(id="b", year=1999)])
    assert (merged.year, origin["year"], origin["volume"]) == (1999, "b", "a")


def test_of_what_is_not_wanted_the_survivor_s_stays() -> None:
    members = [SCHOLAR, MEDLINE, SCOPUS]
    merged, best = best_fields(members, ("title", "volume", "pages"))[0], best_fields(members)[0]
    assert (merged.title, merged.volume, merged.pages) == (best.title, best.volume, best.pages)
    assert (merged.authors, merged.types, merged.abstract) == (SCHOLAR.authors, (), "")
