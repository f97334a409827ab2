"""The fields that a table's columns hold, as named by Rayyan, Covidence, Scopus, Web of Science, PubMed and others."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

# Field of `FieldRules`: headers, in order of preference, without case, spaces and punctuation.
_ALIASES = {
    "title": "title articletitle documenttitle primarytitle titles itemtitle ti t1 titel titre titulo",
    "abstract": "abstract abstracts abstractnote notesabstract abstracttext ab n2 resumen zusammenfassung description",
    "authors": "authors author authorfullnames authornames authorlist bookauthors creators creator au a1 autor autoren",
    "year": "year publicationyear publishedyear pubyear yearofpublication yearpublished py y1 publicationdate date "
    "published datepublished creationdate jahr ano",
    "journal": "journal sourcetitle journalbook journaltitle journalname publicationtitle publicationname "
    "secondarytitle containertitle pubtitle ispartof source publication booktitle jf jo t2 so zeitschrift revista",
    "volume": "volume vol vl journalvolume",
    "issue": "issue number issuenumber journalissue no is",
    "pages": "pages page pagerange pagination pp startpage pagestart beginpage firstpage sp",
    "last_page": "endpage pageend lastpage ep",
    "article_number": "artno articlenumber articleno",
    "doi": "doi dois digitalobjectidentifier doinumber bookdoi do di",
    "pmid": "pmid pubmedid pubmed medlineid medlinepmid",
    "accession": "id recordid accession accessionnumber covidence covidencenumber covidenceid key rayyanid "
    "utuniquewosid uniquewosid eid lensid publicationid pui storeid pmid pubmedid itemid refid referenceid ref an ui",
    "issn": "issn eissn issns electronicissn printissn isbn eisbn isbns sn",
    "publisher": "publisher publishers pb",
    "languages": "language languages languageoforiginaldocument languageofarticle la",
    "types": "documenttype publicationtype publicationtypes itemtype typeofwork typeofreference referencetype "
    "entrytype doctype type dt",
    "keywords": "keywords keyword authorkeywords indexkeywords keywordsplus meshterms meshheadings manualtags "
    "automatictags subjects subject subjectterms kw de",
    "urls": "url urls link links doilink fulltexturl articleurl documenturl pdflink permalink plink",
    "notes": "notes note extra",
}
LINES_BEFORE_HEADER = 20
"""A header may come after a few lines about the search."""

_LONGEST_HEADER = 1 << 16  # the csv module fails on cells that are longer yet
_FIELDS_OF: dict[str, list[tuple[str, int]]] = {}
for _field, _aliases in _ALIASES.items():
    for _rank, _alias in enumerate(_aliases.split()):
        _FIELDS_OF.setdefault(_alias, []).append((_field, _rank))
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def fields_of(header: str) -> list[tuple[str, int]]:
    """The fields that a column of this header holds, each with its place in the order of preference."""
    return _FIELDS_OF.get(_NOT_ALPHANUMERIC.sub("", header).casefold(), [])


def delimiter_of(line: str) -> str:
    """What divides the cells of a header line: ",", ";" or a tab."""
    outside_quotes = re.sub(r'"[^"]*"', "", line)
    return max(",;\t", key=outside_quotes.count)


def is_header(line: str) -> bool:
    """Whether a line is the header of a table of references: a title, and one more column that is known."""
    if len(line) > _LONGEST_HEADER:
        return False
    cells = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    return is_header_row(cells)


def is_header_row(cells: Sequence[str]) -> bool:
    """Whether cells are the header of a table of references, as `is_header` says of a line."""
    fields = {field for cell in cells for field, _ in fields_of(cell)}
    return len(cells) > 1 and "title" in fields and len(fields) > 1
