"""Tables: what each database and program calls its columns, and rows that are not quite CSV."""

from __future__ import annotations

import csv
import io

import pytest

from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import read_bytes

# By who writes it: the header with a row, as far as it matters; then what has to be found.
VENDORS: dict[str, tuple[dict[str, str], dict[str, object]]] = {
    "Scopus": (
        {
            "Authors": "Larsen M.; Dahl T.",
            "Author full names": "Larsen, Mette (571901); Dahl, Tor (571902)",
            "Author(s) ID": "571901; 571902",
            "Title": "A title",
            "Year": "2020",
            "Source title": "Journal of Peers",
            "Volume": "8",
            "Issue": "2",
            "Art. No.": "",
            "Page start": "101",
            "Page end": "112",
            "Cited by": "3",
            "DOI": "10.1000/ABC",
            "Link": "https://www.scopus.com/inward/record.uri?eid=2-s2.0-850",
            "Abstract": "Text. © 2020 The Authors.",
            "Author Keywords": "peers; care",
            "Language of Original Document": "English",
            "Document Type": "Conference paper",
            "Source": "Scopus",
            "EID": "2-s2.0-850",
        },
        {
            "authors": ["Larsen, M.", "Dahl, T."],
            "journal": "Journal of Peers",
            "pages": "101-112",
            "accession": "2-s2.0-850",
            "abstract": "Text.",
            "languages": ["eng"],
            "types": ["Conference paper"],
            "keywords": ("peers", "care"),
        },
    ),
    "Web of Science": (
        {
            "Publication Type": "J",
            "Authors": "Larsen, M; Dahl, T",
            "Author Full Names": "Larsen, Mette; Dahl, Tor",
            "Article Title": "A title",
            "Source Title": "JOURNAL OF PEERS",
            "Language": "English",
            "Document Type": "Article",
            "Author Keywords": "peers; care",
            "Abstract": "Text.",
            "ISSN": "0954-0121",
            "eISSN": "1360-0451",
            "Publication Year": "2020",
            "Volume": "8",
            "Issue": "2",
            "Start Page": "101",
            "End Page": "112",
            "DOI": "10.1000/abc",
            "Pubmed Id": "31234567",
            "UT (Unique WOS ID)": "WOS:000500",
        },
        {
            "journal": "JOURNAL OF PEERS",
            "pages": "101-112",
            "pmid": "31234567",
            "accession": "WOS:000500",
            "issn": ("0954-0121", "1360-0451"),
        },
    ),
    "PubMed": (
        {
            "PMID": "31234567",
            "Title": "A title",
            "Authors": "Larsen M, Dahl T.",
            "Citation": "J Peers. 2020 May;8(2):101-112. doi: 10.1000/abc.",
            "First Author": "Larsen M",
            "Journal/Book": "J Peers",
            "Publication Year": "2020",
            "Create Date": "2020/05/02",
            "DOI": "10.1000/abc",
        },
        {"authors": ["Larsen, M", "Dahl, T."], "journal": "J Peers", "pmid": "31234567", "accession": "31234567"},
    ),
    "Rayyan": (
        {
            "key": "rayyan-229697632",
            "title": "A title",
            "year": "2020",
            "month": "5",
            "day": "1",
            "journal": "J Peers",
            "issn": "0954-0121",
            "volume": "8",
            "issue": "2",
            "pages": "101-112",
            "authors": "Larsen M and Dahl T",
            "url": "https://x.org/1",
            "language": "eng",
            "publisher": "P",
            "abstract": "Text.",
            "notes": 'RAYYAN-INCLUSION: {"Anna"=>"Included"}',
            "doi": "10.1000/abc",
            "keywords": "peers; care",
        },
        {"authors": ["Larsen, M", "Dahl, T"], "accession": "rayyan-229697632", "urls": ("https://x.org/1",)},
    ),
    "Covidence": (
        {
            "Title": "A title",
            "Authors": "Larsen, Mette; Dahl, Tor",
            "Abstract": "Text.",
            "Published Year": "2020",
            "Published Month": "5",
            "Journal": "J Peers",
            "Volume": "8",
            "Issue": "2",
            "Pages": "101-112",
            "Accession Number": "31234567",
            "DOI": "10.1000/abc",
            "Ref": "12",
            "Covidence #": "#34",
            "Study": "Larsen 2020",
            "Notes": "",
            "Tags": "",
        },
        {"authors": ["Larsen, Mette", "Dahl, Tor"], "accession": "31234567", "pages": "101-112"},
    ),
    "ASReview": (
        {
            "record_id": "7",
            "title": "A title",
            "authors": "Larsen, Mette; Dahl, Tor",
            "abstract": "Text.",
            "doi": "https://doi.org/10.1000/abc",
            "year": "2020",
            "asreview_label": "1",
        },
        {"authors": ["Larsen, Mette", "Dahl, Tor"], "accession": "7"},
    ),
    "Embase.com": (
        {
            "TITLE": "A title",
            "AUTHOR NAMES": "Larsen M.; Dahl T.",
            "SOURCE": "J. Peers (2020) 8:2 (101-112)",
            "SOURCE TITLE": "J Peers",
            "PUBLICATION YEAR": "2020",
            "VOLUME": "8",
            "ISSUE": "2",
            "FIRST PAGE": "101",
            "LAST PAGE": "112",
            "PUBLICATION TYPE": "Conference Abstract",
            "ABSTRACT": "Text.",
            "LANGUAGE OF ARTICLE": "English",
            "MEDLINE PMID": "31234567",
            "PUI": "L2005012345",
            "DOI": "10.1000/abc",
        },
        {
            "journal": "J Peers",
            "pages": "101-112",
            "languages": ["eng"],
            "pmid": "31234567",
            "accession": "L2005012345",
        },
    ),
    "EBSCOhost": (
        {
            "Article Title": "A title",
            "Author": "Larsen, Mette; Dahl, Tor",
            "Journal Title": "J Peers",
            "ISSN": "0954-0121",
            "Publication Date": "May2020",
            "Volume": "8",
            "Issue": "2",
            "First Page": "101",
            "Page Count": "12",
            "Accession Number": "143000001",
            "DOI": "10.1000/abc",
            "Publisher": "P",
            "Doctype": "Article",
            "Subjects": "PEERS; CARE",
            "Abstract": "Text.",
            "PLink": "https://search.ebscohost.com/login.aspx?AN=143000001",
        },
        {
            "pages": "101",
            "accession": "143000001",
            "keywords": ("PEERS", "CARE"),
            "urls": ("https://search.ebscohost.com/login.aspx?AN=143000001",),
        },
    ),
    "ProQuest": (
        {
            "Title": "A title",
            "Abstract": "Text.",
            "StoreId": "2400",
            "Authors": "Larsen, Mette; Dahl, Tor",
            "pubtitle": "J Peers",
            "year": "2020",
            "volume": "8",
            "issue": "2",
            "pages": "101-112",
            "language": "English",
            "documentType": "Journal Article",
            "digitalObjectIdentifier": "10.1000/abc",
            "DocumentURL": "https://www.proquest.com/docview/2400",
        },
        {"journal": "J Peers", "accession": "2400", "urls": ("https://www.proquest.com/docview/2400",)},
    ),
    "Lens": (
        {
            "Lens ID": "001-002",
            "Title": "A title",
            "Date Published": "2020-05-01",
            "Publication Year": "2020",
            "Publication Type": "journal article",
            "Source Title": "J Peers",
            "ISSNs": "09540121",
            "Author/s": "Mette Larsen; Tor Dahl",
            "Abstract": "<p>Text.</p>",
            "Start Page": "101",
            "End Page": "112",
            "DOI": "10.1000/abc",
            "PMID": "31234567",
        },
        {"journal": "J Peers", "accession": "001-002", "pmid": "31234567", "issn": ("0954-0121",), "pages": "101-112"},
    ),
    "Dimensions": (
        {
            "Rank": "500",
            "Publication ID": "pub.100",
            "DOI": "10.1000/abc",
            "PMID": "31234567",
            "Title": "A title",
            "Abstract": "Text.",
            "Source title": "J Peers",
            "Publication date": "2020-05",
            "PubYear": "2020",
            "Pagination": "101-112",
            "Authors": "Larsen, Mette; Dahl, Tor",
        },
        {"accession": "pub.100", "pages": "101-112"},
    ),
    "Zotero": (
        {
            "Key": "ABCD1234",
            "Item Type": "journalArticle",
            "Publication Year": "2020",
            "Author": "Larsen, Mette; Dahl, Tor",
            "Title": "A title",
            "Publication Title": "J Peers",
            "DOI": "10.1000/abc",
            "Url": "https://x.org/1",
            "Abstract Note": "Text.",
            "Date": "2020-05",
            "Manual Tags": "peers; care",
        },
        {"journal": "J Peers", "accession": "ABCD1234", "keywords": ("peers", "care")},
    ),
    "Publish or Perish": (
        {
            "Cites": "3",
            "Authors": "M Larsen, T Dahl",
            "Title": "A title",
            "Year": "2020",
            "Source": "J Peers",
            "Publisher": "P",
            "ArticleURL": "https://x.org/1",
            "GSRank": "1",
            "Type": "PDF",
            "DOI": "10.1000/abc",
            "Abstract": "Text.",
        },
        {"journal": "J Peers", "urls": ("https://x.org/1",)},
    ),
    "Primo (Oria)": (
        {
            "Title": "A title",
            "Creator": "Larsen, Mette; Dahl, Tor",
            "Publisher": "P",
            "Creation Date": "2020",
            "Language": "Norwegian",
            "Subject": "peers; care",
            "Description": "Text.",
            "Is Part Of": "J Peers",
            "DOI": "10.1000/abc",
            "Permalink": "https://x.org/1",
        },
        {"languages": ["nor"], "keywords": ("peers", "care"), "journal": "J Peers", "urls": ("https://x.org/1",)},
    ),
    "IEEE Xplore": (
        {
            "Document Title": "A title",
            "Authors": "M. Larsen; T. Dahl",
            "Publication Title": "J Peers",
            "Publication Year": "2020",
            "Start Page": "101",
            "End Page": "112",
            "Abstract": "Text.",
            "ISSN": "0954-0121",
            "DOI": "10.1000/abc",
            "PDF Link": "https://ieeexplore.ieee.org/1",
            "Author Keywords": "peers;care",
        },
        {"journal": "J Peers", "keywords": ("peers", "care"), "urls": ("https://ieeexplore.ieee.org/1",)},
    ),
    "Web of Science, tab-delimited": (
        {
            "PT": "J",
            "AU": "Larsen, M; Dahl, T",
            "AF": "Larsen, Mette; Dahl, Tor",
            "CA": "Ward Study Group",
            "TI": "A title",
            "SO": "JOURNAL OF PEERS",
            "LA": "Norwegian",
            "DT": "Article; Early Access",
            "DE": "peers; care",
            "ID": "WARDS",
            "AB": "We asked Abstract.",
            "CR": "Smith J, 2001, J X, V1, P1, DOI 10.1000/cited.1",
            "PU": "P",
            "SN": "0954-0121",
            "EI": "1360-0451",
            "PY": "",
            "VL": "8",
            "IS": "2",
            "BP": "101",
            "EP": "112",
            "DI": "10.1000/abc",
            "EA": "MAY 2020",
            "PM": "31234567",
            "UT": "WOS:000500",
        },
        {
            "kind": "JOUR",
            "authors": ["Larsen, Mette", "Dahl, Tor", "Ward Study Group"],
            "journal": "JOURNAL OF PEERS",
            "volume": "8",
            "issue": "2",
            "pages": "101-112",
            "pmid": "31234567",
            "issn": ("0954-0121", "1360-0451"),
            "languages": ["nor"],
            "keywords": ("peers", "care", "WARDS"),
            "accession": "WOS:000500",
            "abstract": "We asked Abstract.",
        },
    ),
    "OpenAlex": (
        {
            "id": "https://openalex.org/W1",
            "doi": "https://doi.org/10.1000/abc",
            "display_name": "A title",
            "publication_year": "2020",
            "language": "en",
            "type": "book-chapter",
            "authorships.author.display_name": "Mette Larsen|Ludwig van Beethoven",
            "primary_location.source.display_name": "J Peers",
            "primary_location.source.issn_l": "0954-0121",
            "biblio.volume": "8",
            "biblio.issue": "2",
            "biblio.first_page": "101",
            "biblio.last_page": "112",
            "ids.pmid": "https://pubmed.ncbi.nlm.nih.gov/31234567",
        },
        {
            "kind": "CHAP",
            "authors": ["Larsen, Mette", "van Beethoven, Ludwig"],
            "journal": "J Peers",
            "volume": "8",
            "issue": "2",
            "pages": "101-112",
            "pmid": "31234567",
            "issn": ("0954-0121",),
            "languages": ["eng"],
        },
    ),
    "SpringerLink": (
        {
            "Item Title": "A title",
            "Publication Title": "J Peers",
            "Journal Volume": "8",
            "Journal Issue": "2",
            "Item DOI": "10.1000/abc",
            "Authors": "Mette LarsenTor Dahl",
            "Publication Year": "2020",
            "URL": "https://link.springer.com/1",
            "Content Type": "Chapter",
        },
        {
            "kind": "CHAP",
            "authors": ["Larsen, Mette", "Dahl, Tor"],
            "journal": "J Peers",
            "volume": "8",
            "issue": "2",
            "urls": ("https://link.springer.com/1",),
        },
    ),
    "EndNote, tab-delimited": (
        {
            "Reference Type": "Book Section",
            "Author": "Larsen, Mette//Dahl, Tor",
            "Year": "2020",
            "Title": "A title",
            "Secondary Title": "Handbook of Peers",
            "Place Published": "Oslo",
            "Publisher": "P",
            "Volume": "8",
            "Number": "2",
            "Pages": "101-112",
            "ISBN/ISSN": "0954-0121",
            "Electronic Resource Number": "10.1000/abc",
            "Language": "Norwegian",
        },
        {
            "kind": "CHAP",
            "authors": ["Larsen, Mette", "Dahl, Tor"],
            "journal": "Handbook of Peers",
            "issue": "2",
            "issn": ("0954-0121",),
            "languages": ["nor"],
        },
    ),
    "Dimensions, a chapter": (
        {
            "Publication ID": "pub.100",
            "DOI": "10.1000/abc",
            "Title": "A title",
            "Anthology title": "Handbook of Peers",
            "PubYear": "2020",
            "Pagination": "101-112",
            "Publication Type": "Chapter",
            "Document Type": "OTHER_BOOK_CONTENT",
            "Authors": "Larsen, Mette; Dahl, Tor",
            "Source Linkout": "https://x.org/1",
        },
        {"kind": "CHAP", "journal": "Handbook of Peers", "urls": ("https://x.org/1",)},
    ),
    "Lens, with undivided names": (
        {
            "Lens ID": "001-002",
            "Title": "A title",
            "Publication Year": "2020",
            "Publication Type": "conference proceedings article",
            "Source Title": "J Peers",
            "Author/s": "Mette Larsen; Ludwig van Beethoven",
            "Issue Number": "2",
            "Source URLs": "https://x.org/1",
            "DOI": "10.1000/abc",
        },
        {
            "kind": "CPAPER",
            "authors": ["Larsen, Mette", "van Beethoven, Ludwig"],
            "issue": "2",
            "urls": ("https://x.org/1",),
        },
    ),
    "IEEE Xplore, with undivided names": (
        {
            "Document Title": "A title",
            "Authors": "Mette Larsen; Tor Dahl",
            "Publication Year": "2020",
            "ISBNs": "978-1-5985-7192-9",
            "DOI": "10.1000/abc",
            "IEEE Terms": "Peers;Care",
            "Document Identifier": "IEEE Conferences",
        },
        {
            "kind": "CONF",
            "authors": ["Larsen, Mette", "Dahl, Tor"],
            "issn": ("9781598571929",),
            "keywords": ("Peers", "Care"),
        },
    ),
    "IEEE Xplore, some of its columns": (
        {
            "Document Title": "A title",
            "Authors": "Mette Larsen",
            "Publication Year": "2020",
            "DOI": "10.1000/abc",
            "IEEE Terms": "Peers",
        },
        {"authors": ["Larsen, Mette"], "keywords": ("Peers",)},
    ),
    "Cochrane, with its reviews' numbers": (
        {
            "Cochrane Review ID": "CN-01",
            "Title": "A title",
            "Author(s)": "Larsen M",
            "Year": "2020",
            "DOI": "10.1000/abc",
            "PubMed ID": "3",
        },
        {"accession": "CN-01", "authors": ["Larsen, M"], "pmid": "3"},
    ),
    "PubMed, its citation": (
        {
            "PMID": "31234567",
            "Title": "A title",
            "Authors": "Larsen M, Dahl T",
            "Citation": "J Peers. 2020 May;8(2):e101-e112. doi: 10.1000/abc. Epub 2019 Mar 1.",
            "Publication Year": "2020",
            "DOI": "10.1000/abc",
        },
        {"volume": "8", "issue": "2", "pages": "e101-e112"},
    ),
    "Zotero, a thesis": (
        {
            "Key": "ABCD1234",
            "Item Type": "thesis",
            "Publication Year": "2020",
            "Author": "Larsen, Mette",
            "Title": "A title",
            "DOI": "10.1000/abc",
            "Type": "PhD thesis",
            "Library Catalog": "Oria",
        },
        {"kind": "THES", "types": ["thesis", "PhD thesis"]},
    ),
}


def csv_of(*rows: dict[str, str], delimiter: str = ",", before: str = "") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return (before + stream.getvalue()).encode()


def found_in(record: Record, field: str) -> object:
    value = getattr(record, field)
    if field == "authors":
        return [each.name for each in value]
    return [said for _, said in value] if field in ("languages", "types") else value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("vendor", VENDORS)
def test_the_columns_of(vendor: str, delimiter: str) -> None:
    row, expected = VENDORS[vendor]
    [record] = read_bytes(csv_of(row, delimiter=delimiter)).records
    always = {"title": "A title", "year": 2020, "doi": "10.1000/abc"}
    if any("bstract" in name.lower() for name in row):
        always["abstract"] = "Text."
    wanted = always | expected
    assert {field: found_in(record, field) for field in wanted} == wanted
    assert [tuple(pair) for pair in record.raw] == [(name, cell) for name, cell in row.items() if cell]


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "csv")


def test_lines_about_the_search_may_stand_before_the_header() -> None:
    result = read_bytes(csv_of({"Title": "A title", "Year": "2020"}, before='"About the data: exported, today"\n\n'))
    assert [(each.title, each.line) for each in result.records] == [("A title", 4)]


def test_cells_may_hold_lines_quotes_and_delimiters() -> None:
    cell = 'One, "two";\nthree\tfour'
    [record] = read_bytes(csv_of({"Title": cell, "Year": "2020"})).records
    assert record.raw[0].value == cell and record.title == 'One, "two"; three four'


def test_rows_with_too_many_or_too_few_cells_are_kept_and_said() -> None:
    result = read("Title,Year\nOne,2020,more\nTwo\nThree,2021\n")
    assert [(each.title, each.year) for each in result.records] == [("One", 2020), ("Two", None), ("Three", 2021)]
    assert result.records[0].raw[2].value == "more" and result.warnings[0].line == 2


def test_a_quote_that_nothing_closes_costs_its_own_row_only() -> None:
    result = read('Title,Year\nOne,2020\n"Two,2021\nThree,2022\nFour,2023\n')
    assert [each.title for each in result.records if each.year in (2020, 2022, 2023)] == ["One", "Three", "Four"]
    assert result.warnings[0].line == 3 and "quotation mark" in result.warnings[0].message


def test_empty_rows_are_no_records() -> None:
    assert len(read("Title,Year\n,\nOne,2020\n\n,,\n").records) == 1


def test_na_is_nothing() -> None:
    [record] = read("Title,Abstract,DOI,Year\nOne,NA,NA,NA\n").records
    assert (record.abstract, record.doi, record.year) == ("", "", None)


def test_what_a_spreadsheet_would_calculate_comes_back_as_it_was() -> None:
    [record] = read("Title,Year\n'=1+1,2020\n").records
    assert record.title == "=1+1"


@pytest.mark.parametrize("before", ["x" * 200_000, '"' + "x" * 200_000 + '"', "x," * 200_000])
def test_a_line_without_end_before_the_header_is_no_header(before: str) -> None:
    """The csv module fails on a cell of more than 131,072 characters."""
    assert [each.title for each in read(f"{before}\nTitle,Year\nOne,2020\n").records] == ["One"]


def test_a_cell_of_any_length_is_kept() -> None:
    assert len(read(f"Title,Year\n{'x' * 200_000},2020\n").records[0].raw[0].value) == 200_000


def test_a_column_that_holds_data_and_is_not_known_is_named() -> None:
    result = read("Title,Year,Ward colour,Empty one,Cited by\nOne,2020,,,3\nTwo,2021,red,,\nThree,2022,blue,,\n")
    [warning] = result.warnings
    assert "“Ward colour”" in warning.message and "Empty one" not in warning.message and "Cited" not in warning.message
    assert result.records[1].raw[2].value == "red"


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_column_of_a_vendor_is_named(vendor: str) -> None:
    assert not read_bytes(csv_of(VENDORS[vendor][0])).warnings


@pytest.mark.parametrize("accession", ["WOS:1", ""])
def test_our_own_id_is_no_accession(accession: str) -> None:
    [record] = read(f"record_id,title,year,accession\nabc,One,2020,{accession}\n").records
    assert record.accession == accession


@pytest.mark.parametrize(
    ("said", "kind"),
    [("journalArticle", "JOUR"), ("CHAP; Journal Article", "CHAP"), ("Article; Early Access", "JOUR"), ("Odd", "GEN")],
)
def test_the_kind_is_the_first_type_that_is_known(said: str, kind: str) -> None:
    [record] = read(f"Title,Type\nOne,{said}\n").records
    assert record.kind == kind
