import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dedup.normalise import Keys, keys_of
from core.records.record import Author, RawField, Record

FULL = Record(
    id="0123456789abcdef",
    kind="JOUR",
    title="Peer support workers in co-production in public mental health: protocol for a scoping review",
    abstract="Crisis services increasingly employ peers.",
    authors=(Author("Åkerblom", "Kristina Bakke"), Author("Ness", "Ottar")),
    year=2021,
    journal="PLoS ONE [Electronic Resource]",
    volume="16 (3) (no pagination)",
    issue="e0248558",
    doi="10.1371/journal.pone.0248558",
    pmid="33720986",
)
text = st.text(alphabet=st.characters(codec=None), max_size=40) | st.sampled_from(
    ["[", "](", "([{<&#xD800;", "Ã¶", "\ud800", "=1+1", "\x1b[2J", "10.1000/%ff", "<i", "9" * 5000, "٣-٩", "²", "\x00"]
)


def test_the_keys_of_a_record():
    keys = keys_of(FULL)
    assert keys.authors == "akerblom ness"
    assert keys.given == "kristina bakke ottar"
    assert (keys.volume, keys.issue, keys.page, keys.end) == (16, "3", 248558, 0)
    assert keys.journal == "plos one"
    assert (keys.doi, keys.pmid, keys.form) == ("10.1371/journal.pone.0248558", "33720986", "oj")


def test_the_stored_form_is_small_and_complete():
    keys = keys_of(FULL)
    document = json.loads(json.dumps(keys.as_document()))
    assert Keys.from_document(FULL.id, document) == keys
    assert len(json.dumps(document, separators=(",", ":"))) < 400
    assert Keys.from_document("x", keys_of(Record(id="x")).as_document()) == keys_of(Record(id="x"))


@pytest.mark.parametrize(
    "doi",
    [
        "10.1016/s0140-6736(05)12345-1",
        "https://doi.org/10.1016/S0140-6736(05)12345-1",
        "http://dx.doi.org/10.1016/S0140-6736%2805%2912345-1.",
        "S0140-6736(05)12345-1 [pii];10.1016/S0140-6736(05)12345-1 [doi]",
        "(10.1016/S0140-6736(05)12345-1)",
        "10.1016/s0140-6736(05)12345-1/full",
    ],
)
def test_one_doi_however_written(doi):
    assert keys_of(Record(doi=doi)).doi == "10.1016/s0140-6736(05)12345-1"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Journal of Mental Health", "journal mental health"),
        ("BMJ (Clinical research ed.)", "bmj"),
        ("Stroke. Conference: International Stroke Conference. USA", "stroke"),
        ("Archives of Pathology & Laboratory Medicine", "archives pathology laboratory medicine"),
        ("American Journal of …", "american journal ~"),
        ("ICIS : Transforming Society", "icis transforming society"),
    ],
)
def test_journal(name, words):
    assert keys_of(Record(journal=name)).journal == words


@pytest.mark.parametrize(
    ("record", "form"),
    [
        (Record(title="Sleep", types=(RawField("M3", "Conference Abstract"),)), "c"),
        (Record(title="Sleep", journal="Stroke. Conference: International Stroke Conference"), "c"),
        (Record(title="Sleep", journal="Conference proceedings : IEEE Conference", pages="2692-2695"), ""),
        (Record(title="Sleep", journal="Conference proceedings : IEEE Conference", pages="2692-2694"), "c"),
        (Record(title="Sleep", issue="2 MeetingAbstracts"), "c"),
        (Record(title="Sleep", types=(RawField("PT", "Published Erratum"),)), "ef"),
        (Record(title="Sleep", types=(RawField("PT", "Reprint"),)), ""),
        (Record(title="Sleep", journal="medRxiv"), "p"),
        (Record(title="Sleep", doi="10.31234/osf.io/abcde"), "p"),
        (Record(title="Sleep", doi="10.1101/gr.123", journal="Genome Research"), ""),
        (Record(title="Sleep", kind="THES"), "t"),
        (Record(title="Sleep", journal="Dissertation Abstracts International"), "t"),
    ],
)
def test_form(record, form):
    assert keys_of(record).form == form


def test_a_volume_that_is_the_year_is_none():
    assert keys_of(Record(volume="2019", year=2019)).volume == 0


def test_the_digest_covers_the_abstract_and_not_the_source():
    digest = keys_of(FULL).digest
    assert digest == keys_of(Record(**{**FULL._asdict(), "id": "other", "accession": "7", "line": 3})).digest
    assert digest != keys_of(Record(**{**FULL._asdict(), "abstract": "Another."})).digest


@given(
    st.builds(
        Record,
        title=text,
        abstract=text,
        journal=text,
        volume=text,
        issue=text,
        pages=text,
        doi=text,
        pmid=text,
        kind=text,
        authors=st.lists(st.builds(Author, text, text), max_size=3).map(tuple),
        types=st.lists(st.builds(RawField, text, text), max_size=2).map(tuple),
    )
)
def test_no_record_is_too_strange(record):
    keys = keys_of(record)
    assert Keys.from_document(record.id, json.loads(json.dumps(keys.as_document()))) == keys


@pytest.mark.parametrize(
    ("doi", "abstract", "note", "own", "about"),
    [
        ("10.7777/VT.9", "", "This article retracts doi:10.7777/vt.9", "", "10.7777/vt.9"),
        ("10.7777/vt.9", "Retraction of DOI 10.7777/vt.9.", "", "", "10.7777/vt.9"),
        ("10.7777/vt.99", "[This retracts the article DOI: 10.7777/vt.9.]", "", "10.7777/vt.99", "10.7777/vt.9"),
        ("10.7777/vt.99", "", "Publisher: North", "10.7777/vt.99", ""),
    ],
)
def test_a_doi_that_a_notice_names_is_that_of_its_work(doi, abstract, note, own, about):
    title = "Retraction: Cortisol of transported mares"
    keys = keys_of(Record(title=title, doi=doi, abstract=abstract, raw=(RawField("N1", note),)))
    assert (keys.doi, keys.about) == (own, about)
    other = keys_of(Record(title=title.partition(": ")[2], doi=doi, abstract=abstract, raw=(RawField("N1", note),)))
    assert (other.doi, other.about) == (doi.lower(), "")


@pytest.mark.parametrize(
    ("named", "about"),
    [
        ("PMID: 123", "123"), ("pmid 12345678.", "12345678"), ("BMJ 2001;3:4. 1234567", "1234567"),
        ("BMJ 2001;3:4. 123456", ""), ("BMJ. 123456789", ""), ("PMID: 123456789", ""), ("1234567 and more", ""),
        ("PMID - x 123", ""), ("PMID: 11 PMID: 22", "11 22"), ("PMID: 11 PMID: 11 PMID: 99", "11"),
        ("10.1000/X. PMID: 5", "10.1000/x 5"),
    ],
)  # fmt: skip
def test_which_publications_a_notice_names_by_their_numbers(named, about):
    assert keys_of(Record(id="n", title="Erratum", pmid="99", raw=(RawField("ROF", named),))).about == about
