"""Small well-formed files in every format that is read, record by record, so that one record can be damaged."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from core.errors import TamisError
from core.formats.readers.read import read_file
from core.formats.result import ImportResult
from core.records.record import Record


@dataclass(frozen=True)
class Sample:
    """A file: what comes before the records, the records, and what comes after them."""

    format: str
    records: tuple[str, ...]
    head: str = ""
    tail: str = ""

    def text(self) -> str:
        return self.head + "".join(self.records) + self.tail

    def with_record(self, number: int, damaged: bytes) -> bytes:
        parts = [each.encode() for each in self.records]
        parts[number] = damaged
        return self.head.encode() + b"".join(parts) + self.tail.encode()


MEMORY = Path("/dev/shm")


@cache
def _place() -> tempfile.TemporaryDirectory[str]:
    """Where files are read from: in memory where a system has such a place."""
    return tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)


def read_bytes(data: bytes, format: str = "auto") -> ImportResult:
    file = Path(_place().name, "records.txt")
    file.write_bytes(data)
    return read_file(file, format)


def ris(*lines: str) -> Record:
    """The record of an RIS file that holds these lines alone."""
    [record] = read_bytes("\n".join(["TY  - JOUR", *lines, "ER  - ", ""]).encode(), "ris").records
    return record


def read_or_refuse(data: bytes, format: str = "auto") -> list[Record]:
    """The records; none where the file is refused with a message."""
    try:
        return list(read_bytes(data, format).records)
    except TamisError as error:
        assert error.what and error.where
        return []


COUNT = 5
ABSTRACT = "Peer workers <i>shared</i> what they knew; “nobody” asked, {{n}}. 95% CI 1.2–3.4 & p < 0.05.".replace(
    "{{n}}", "{n}"
)


def _made(format: str, template: str, head: str = "", tail: str = "") -> Sample:
    records = tuple(
        template.replace("@abstract", ABSTRACT).replace("{n}", str(number)).replace("{m}", str(number * 37 + 1000))
        for number in range(1, COUNT + 1)
    )
    return Sample(format, records, head, tail)


RIS = (
    """TY  - JOUR
T1  - Title number {n}: a trial
A1  - Larsen, Mette
A1  - Dahl, Tor{n}
Y1  - 2020/05//
JF  - Journal {n}
KW  - recovery
peer support
N2  - @abstract
It goes on in line {m}.
DO  - 10.5555/t.{m}
"""
    + "ER  - \n\n"
)
NBIB = """PMID- {m}
OWN - NLM
TI  - Title number {n}: a trial that
      goes on.
LID - 10.5555/t.{m} [doi]
AB  - @abstract
FAU - Larsen, Mette
AU  - Larsen M
LA  - eng
PT  - Journal Article
DP  - 2020 May
JT  - Journal {n}

"""
WOS = """PT J
AU Larsen, M
   Dahl, T
TI Title number {n}: a trial that
   goes on
SO JOURNAL {n}
AB @abstract
PY 2020
DI 10.5555/t.{m}
UT WOS:{m}
ER

"""
ENW = """%0 Journal Article
%T Title number {n}: a trial
%A Larsen, Mette
%A Dahl, Tor
%J Journal {n}
%D 2020
%K recovery
peer support
%X @abstract
%R 10.5555/t.{m}
%U https://example.org/{m}

"""
OVID = """<{n}>
VN  - Ovid Technologies
UI  - {m}
TI  - Title number {n}: a trial that
  goes on.
AU  - Larsen M
AU  - Dahl T
SO  - Journal {n}. 8(6):1048-1064, 2020.
AB  - @abstract
DO  - 10.5555/t.{m}

"""
BIBTEX = """@article{key{n},
  title = {Title number {n}: a {Trial}},
  author = {Larsen, Mette and Dahl, Tor},
  journal = "Journal {n}",
  year = 2020,
  abstract = {Peer workers shared what they knew, 50% of them {\\"o}ften.},
  doi = {10.5555/t.{m}}
}

"""
XML = (
    '<record><rec-number>{n}</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>'
    "<author>Larsen, Mette</author><author>Dahl, Tor</author></authors></contributors><titles><title>"
    '<style face="normal">Title number {n}: a </style><style face="italic">trial</style></title>'
    "<secondary-title>Journal {n}</secondary-title></titles><dates><year>2020</year></dates>\n"
    "<electronic-resource-num>10.5555/t.{m}</electronic-resource-num><abstract>Peer workers &amp; others, {m}."
    "</abstract></record>\n"
)
XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'

REFWORKS = """RT Journal Article
SR Electronic
ID {m}
A1 Larsen, Mette
A1 Dahl, Tor
T1 Title number {n}: a trial
JF Journal {n}
YR 2020
VO 11
IS 2
SP 100
OP 109
K1 recovery
AB @abstract
DO 10.5555/t.{m}
LK https://example.org/{m}

"""
COCHRANE = """Record #{n} of 5
ID: CN-0{m}
AU: Larsen, M
AU: Dahl, T
TI: Title number {n}: a trial
SO: Journal {n}
YR: 2020
VL: 11
NO: 2
PG: 100-109
PM: PUBMED 3{m}
PT: Journal article
KY: recovery; peer support
DOI: 10.5555/t.{m}
AB: @abstract

"""
COPAC = """Record {n} of 5.
TI- Title number {n}: a trial
    that goes on
AU- Larsen, M; Dahl, T
SO- Journal {n} 11 (2) 2020: 100-109
PY- 2020
LA- English
AB- @abstract
DO- 10.5555/t.{m}
AN- 2020{m}

"""
PROQUEST = """Document {n} of 5

Title number {n}: a trial

Author: Larsen, Mette; Dahl, Tor

Publication info: Journal {n}; Oslo Vol. 11, Iss. 2, (May 2020): 100-109.

Abstract: @abstract

Title: Title number {n}: a trial

Publication title: Journal {n}; Oslo

Volume: 11

Issue: 2

Pages: 100-109

Publication year: 2020

Source type: Scholarly Journals

Language of publication: English

DOI: 10.5555/t.{m}

ProQuest document ID: 22{m}

Document URL: https://example.org/docview/22{m}

____________________________________________________________

"""
PUBMED_TEXT = """{n}. J Wards. 2020 May;11(2):100-9. doi: 10.5555/t.{m}. Epub 2020 Apr 1.

Title number {n}: a trial that
goes on.

Larsen M(1), Dahl T(2).

Author information:
(1)A Ward, Oslo.
(2)Another Ward, Bergen.

BACKGROUND: @abstract
It goes on here.

DOI: 10.5555/t.{m}
PMID: 3{m}

"""
PUBMED_XML = """<PubmedArticle><MedlineCitation><PMID>3{m}</PMID><Article><Journal><JournalIssue><Volume>11</Volume>
<PubDate><Year>2020</Year></PubDate></JournalIssue><Title>Journal {n}</Title></Journal>
<ArticleTitle>Title number {n}: a trial</ArticleTitle><Abstract><AbstractText>Peer workers &amp; others, {m}.
</AbstractText></Abstract><AuthorList><Author><LastName>Larsen</LastName><ForeName>Mette</ForeName></Author></AuthorList></Article>
</MedlineCitation></PubmedArticle>
"""
MARCXML = """<record><leader>00000nab a2200000 a 4500</leader><controlfield tag="001">9{m}</controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Larsen, Mette</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Title number {n} :</subfield>
<subfield code="b">a trial</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="c">2020</subfield></datafield></record>
"""
MODS = """<mods><titleInfo><title>Title number {n}</title><subTitle>a trial</subTitle></titleInfo>
<name type="personal"><namePart type="family">Larsen</namePart><namePart type="given">Mette</namePart></name>
<originInfo><dateIssued>2020</dateIssued></originInfo><identifier type="doi">10.5555/t.{m}</identifier></mods>
"""
ZOTERO_RDF = """    <bib:Article rdf:about="https://example.org/{m}">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf><bib:Journal><dc:title>Journal {n}</dc:title><prism:volume>11</prism:volume>
        </bib:Journal></dcterms:isPartOf>
        <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Larsen</foaf:surname>
        <foaf:givenName>Mette</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
        <dc:title>Title number {n}: a trial</dc:title>
        <dc:date>2020</dc:date>
        <dc:identifier>DOI 10.5555/t.{m}</dc:identifier>
    </bib:Article>
"""
ZOTERO_HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
"""
CSL = """  {"id": "larsen{n}", "type": "article-journal", "title": "Title number {n}: a trial",
   "author": [{"family": "Larsen", "given": "Mette"}, {"family": "Dahl", "given": "Tor"}],
   "issued": {"date-parts": [[2020, 5]]}, "container-title": "Journal {n}", "volume": "11",
   "abstract": "Peer workers \\"shared\\" what they knew, {m}.", "DOI": "10.5555/t.{m}"}@comma
"""
OPENALEX = """  {"id": "https://openalex.org/W{m}", "doi": "https://doi.org/10.5555/t.{m}",
   "title": "Title number {n}: a trial",
   "publication_year": 2020, "type": "article", "language": "en", "biblio": {"volume": "11", "issue": "2",
   "first_page": "100", "last_page": "109"}, "authorships": [{"author": {"id": "https://openalex.org/A{n}",
   "display_name": "Mette Larsen"}}], "primary_location": {"source": {"display_name": "Journal {n}"}},
   "abstract_inverted_index": {"Peer": [0], "work": [1, 3], "is": [2]}}@comma
"""
EPPI = """  {"Codes": [{"AttributeId": 11, "AdditionalText": "", "ArmId": 0}], "Outcomes": [], "ItemId": {m},
   "Title": "Title number {n}: a trial", "ParentTitle": "Journal {n}", "Authors": "Larsen Mette ; Dahl Tor ;",
   "Year": "2020", "Volume": "11", "Issue": "2", "Pages": "100-109", "TypeName": "Journal, Article",
   "Abstract": "Peer workers shared, {m}.", "DOI": "10.5555/t.{m}"}@comma
"""
EPPI_HEAD = """{"CodeSets": [{"SetName": "Screen", "Attributes": {"AttributesList": [
 {"AttributeId": 11, "AttributeType": "Include", "AttributeName": "INCLUDE on title"},
 {"AttributeId": 12, "AttributeType": "Exclude", "AttributeName": "EXCLUDE on topic"}]}}],
"References": [
"""


def _json(format: str, template: str, head: str, tail: str) -> Sample:
    made = _made(format, template, head, tail)
    last = len(made.records) - 1
    records = (each.replace("@comma", "," if place < last else "") for place, each in enumerate(made.records))
    return Sample(format, tuple(records), head, tail)


def _csv_sample() -> Sample:
    lines = []
    for cells in (
        ["Title", "Authors", "Year", "DOI", "Abstract"],
        *(
            [f"Title {n}", "Larsen, M.; Dahl, T.", "2020", f"10.5555/t.{n}", f'Said “so”, "thus" {n};\nand on.']
            for n in range(1, COUNT + 1)
        ),
    ):
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerow(cells)
        lines.append(stream.getvalue())
    return Sample("csv", tuple(lines[1:]), head=lines[0])


SAMPLES = {
    "ris": _made("ris", RIS),
    "nbib": _made("nbib", NBIB),
    "wos": _made("wos", WOS, "FN Clarivate Analytics Web of Science\nVR 1.0\n", "EF\n"),
    "enw": _made("enw", ENW),
    "ovid": _made("ovid", OVID),
    "bibtex": _made("bibtex", BIBTEX),
    "endnote-xml": _made("endnote-xml", XML, XML_HEAD, "</records></xml>\n"),
    "pubmed-xml": _made("pubmed-xml", PUBMED_XML, "<PubmedArticleSet>\n", "</PubmedArticleSet>\n"),
    "marcxml": _made("marcxml", MARCXML, "<collection>\n", "</collection>\n"),
    "mods": _made("mods", MODS, "<modsCollection>\n", "</modsCollection>\n"),
    "zotero-rdf": _made("zotero-rdf", ZOTERO_RDF, ZOTERO_HEAD, "</rdf:RDF>\n"),
    "csl-json": _json("csl-json", CSL, "[\n", "]\n"),
    "openalex": _json("openalex", OPENALEX, '{"meta": {"count": 5},\n"results": [\n', "]}\n"),
    "eppi": _json("eppi", EPPI, EPPI_HEAD, "]}\n"),
    "refworks": _made("refworks", REFWORKS),
    "cochrane": _made("cochrane", COCHRANE),
    "copac": _made("copac", COPAC),
    "proquest": _made("proquest", PROQUEST, "_" * 60 + "\n\n"),
    "pubmed-text": _made("pubmed-text", PUBMED_TEXT),
    "csv": _csv_sample(),
}


def workbook(rows: Iterable[Iterable[object]], *, sheets: Iterable[str] = ()) -> bytes:
    """A workbook of these rows, with further sheets of one row each."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for title in sheets:
        book.create_sheet(title).append(["Title", "Year"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook with the parts of its archive edited, each given with its name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as written:
        for name in archive.namelist():
            written.writestr(name, edit(name, archive.read(name)))
    return stream.getvalue()
