"""The files are what ten vendors would write."""

import re
from collections import Counter

import pytest

from core.records.record import RawField, record_id
from sample_data.hostile import TITLES
from sample_data.sources import SOURCES, UPDATE

BOM = b"\xef\xbb\xbf"


def content(folder, file):
    return (folder / file).read_bytes()


def test_every_file_holds_as_many_records_as_the_team_noted(truth, scanned):
    assert Counter(file for file, _ in scanned) == {source.file: source.reported for source in truth.sources}


def test_the_sources_are_the_ten_databases_and_two_other_routes(truth):
    assert [source.name for source in SOURCES if source.route == "databases"] == [
        "Medline",
        "PsycINFO",
        "Embase",
        "Oria",
        "WorldCat",
        "Google Scholar",
        "Scopus",
        "Academic Search Elite",
        "Cinahl",
        "Web of Science",
    ]
    assert {source.route for source in SOURCES} == {"databases", "citation-searching", "experts"}
    assert [source.file for source in truth.sources] == [source.file for source in (*SOURCES, UPDATE)]
    assert all(source.strategy for source in truth.sources if source.route == "databases")


@pytest.mark.parametrize(
    ("file", "bom", "crlf", "end"),
    [
        ("medline.ris", False, False, b"ER  -  \n"),
        ("psycinfo.ris", False, True, b"ER  - \r\n"),
        ("embase.ris", True, False, b"ER  -\n"),
        ("oria.ris", False, False, b"ER  - \n"),
        ("worldcat.ris", False, False, b"ER  - \n"),
        ("google-scholar.ris", False, False, b"ER  - \n"),
        ("scopus.ris", True, False, b"ER  - \n"),
        ("academic-search-elite.ris", False, True, b"ER  - \r\n"),
        ("cinahl.ris", False, True, b"ER  - \r\n"),
        ("web-of-science.ris", True, False, b"ER  -\n"),
        ("reference-lists.ris", False, True, b"ER  - \r\n"),
        ("experts.ris", False, False, b"ER  -\n"),
        ("update-scopus.ris", True, False, b"ER  - \n"),
    ],
)
def test_byte_order_marks_line_ends_and_record_ends(folder, truth, file, bom, crlf, end):
    data = content(folder, file)
    reported = next(source.reported for source in truth.sources if source.file == file)
    assert data.startswith(BOM) == bom
    assert (b"\r\n" in data) == crlf
    assert crlf == (data.count(b"\n") == data.count(b"\r\n"))
    assert data.count(b"\n" + end) == reported


def of(scanned, file):
    return [record for (name, _), record in scanned.items() if name == file]


def test_medline_is_numbered_and_says_neither_language_nor_type(folder, scanned):
    records = of(scanned, "medline.ris")
    numbers = re.findall(rb"^(\d+)\.\n", content(folder, "medline.ris"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, len(records) + 1))
    assert b"\nLink to " in content(folder, "medline.ris")
    for record in records:
        assert record["T1"] or not record["TI"]
        assert not record["LA"] and not record["M3"] and not record["AB"]
        assert all(value.startswith("https://dx.doi.org/10.") for value in record["DO"])
    assert any(record["T1"][0].startswith("[") for record in records if record["T1"])


def test_psycinfo_glues_the_language_to_the_next_word(scanned):
    notes = [record["N1"][0] for record in of(scanned, "psycinfo.ris")]
    assert all(re.search(r"Language: [A-Z][a-z]+Major Descriptor", note) for note in notes)
    assert all(record["DB"] == ["psyh"] for record in of(scanned, "psycinfo.ris"))


def test_embase_has_tags_of_its_own(scanned):
    for record in of(scanned, "embase.ris"):
        assert record["U2"][0].startswith("L") and record["LA"] and record["M3"]
    assert any(len(record["SN"]) == 2 for record in of(scanned, "embase.ris"))


def test_google_scholar_knows_little(scanned):
    for record in of(scanned, "google-scholar.ris"):
        assert not set(record) & {"AB", "N2", "DO", "AN", "ID", "LA"}
        assert all(author.partition(", ")[2].isupper() for author in record["A1"] if "," in author)


def test_scopus_says_issn_type_and_export_date(scanned):
    for record in of(scanned, "scopus.ris"):
        assert all(re.search(r"\((ISSN|ISBN)\)$", value) for value in record["SN"])
        assert record["M3"] and record["N1"][0].startswith("Export Date: 04 January 2021")
    assert {"Article", "Review", "Editorial", "Article in Press", "Book Chapter"} <= {
        record["M3"][0] for record in of(scanned, "scopus.ris")
    }


def test_academic_search_elite_has_a_notice_for_a_second_abstract(scanned):
    twice = [record["AB"] for record in of(scanned, "academic-search-elite.ris") if record["AB"]]
    assert twice and all(len(both) == 2 and "is the property of" in both[1] for both in twice)
    assert all(re.fullmatch(r"\d{4}/\d\d//", record["Y1"][0]) for record in of(scanned, "academic-search-elite.ris"))


def test_cinahl_has_the_doi_in_l3(scanned):
    records = of(scanned, "cinahl.ris")
    assert any(record["L3"] for record in records) and not any(record["DO"] for record in records)
    assert all("Language: " in record["N1"][0] for record in records)


def test_web_of_science_shouts_and_hides_some_numbers_behind_a_bare_return(folder, scanned):
    records = of(scanned, "web-of-science.ris")
    assert all(record["T2"][0].isupper() for record in records)
    assert any(record["C7"] for record in records)
    assert re.search(rb"\)\rAN  - WOS:", content(folder, "web-of-science.ris"))
    assert all(record["AN"][0].startswith("WOS:") for record in records)


def test_endnote_continues_keywords_without_a_tag(folder):
    assert re.search(rb"\nKW  - [^\r]+\r\n(?![A-Z][A-Z0-9]  - )\w", content(folder, "reference-lists.ris"))


def test_rayyan_splits_the_date(scanned):
    for record in of(scanned, "experts.ris"):
        assert len(record["Y1"][0]) == 4 and 1 <= int(record["Y2"][0]) <= 12


def test_accession_numbers_stand_in_the_record_and_are_unique(truth, scanned):
    seen = Counter()
    for publication in truth.publications:
        for record in publication.records:
            values = "\n".join(value for values in scanned[record.file, record.ordinal].values() for value in values)
            assert record.accession in values
            if record.accession:
                seen[record.file, record.accession] += 1
            else:
                assert record.file == "google-scholar.ris"
    assert set(seen.values()) == {1}


def test_ids_from_the_content_are_unique_but_for_records_listed_twice(truth, scanned):
    names = {source.file: source.name for source in truth.sources}
    ids = Counter(
        record_id(names[file], (RawField(tag, value) for tag, values in record.items() for value in values))
        for (file, _), record in scanned.items()
    )
    twice = [record for each in truth.publications for record in each.records if "listed-twice" in record.disguises]
    assert twice and len(ids) == len(scanned) - len(twice)


def test_hostile_titles_arrive_as_they_are(truth, scanned):
    titles = {value for record in scanned.values() for tag in ("TI", "T1") for value in record[tag]}
    assert [title for title in TITLES if title and title not in titles] == []
    assert max(map(len, titles)) > 700
    nameless = [record for record in scanned.values() if not record["TI"] and not record["T1"]]
    assert nameless
