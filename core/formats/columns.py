"""The fields that a table's columns hold, as named by Rayyan, Covidence, Scopus, Web of Science, PubMed and others."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

# Field of `FieldRules`: headers, in order of preference, without case, spaces and punctuation.
_ALIASES = {
    "title": "title articletitle documenttitle primarytitle titles itemtitle displayname ti t1 titel titre titulo "
    "originalnonenglishtitle originaltitle translatedtitle",
    "abstract": "abstract abstracts abstractnote notesabstract abstracttext ab n2 resumen zusammenfassung description "
    "originalnonenglishabstract",
    "authors": "authors author authorfullnames authornames authorlist authorshipsauthordisplayname "
    "authorshipsrawauthorname bookauthors bookauthorfullnames creators creator au a1 autor autoren",
    "groups": "groupauthors bookgroupauthors corporateauthor corporateauthors collectivename",
    "year": "year publicationyear publishedyear pubyear yearofpublication yearpublished py y1 publicationdate date "
    "published datepublished dateofpublication publicationdateonline publicationdateprint coverdate issuedate "
    "onlinedate creationdate earlyaccessdate earlyaccess jahr ano",
    "journal": "journal sourcetitle journalbook journaltitle journalname publicationtitle publicationname "
    "secondarytitle containertitle pubtitle ispartof primarylocationsourcedisplayname "
    "source publication booktitle anthologytitle proceedingstitle jf jo t2 so journalabbreviation "
    "journalisoabbreviation abbreviatedsourcetitle alternatetitle bookseriestitle seriestitle series "
    "zeitschrift revista",
    "volume": "volume vol vl journalvolume bibliovolume",
    "issue": "issue number issuenumber journalissue biblioissue no is",
    "pages": "pages page pagerange pagination pp startpage pagestart beginpage firstpage bibliofirstpage pageinfo sp",
    "last_page": "endpage pageend lastpage bibliolastpage ep",
    "article_number": "artno articlenumber articleno elocationid",
    "doi": "doi dois digitalobjectidentifier doinumber electronicresourcenumber itemdoi idsdoi "
    "articledoi bookdoi do di doilink",
    "pmid": "pmid pubmedid pubmed medlineid medlinepmid idspmid",
    "accession": "id recordid accession accessionnumber cochranereviewid covidence covidencenumber covidenceid key "
    "rayyanid utuniquewosid uniquewosid eid embaseaccessionid lensid publicationid pui storeid pmid pubmedid itemid "
    "refid referenceid ref an ui",
    "issn": "issn eissn issns electronicissn printissn isbnissn issnisbn journalissn "
    "primarylocationsourceissnl "
    "primarylocationsourceissn isbn eisbn isbns sn",
    "publisher": "publisher publishers primarylocationsourcehostorganizationname pb",
    "languages": "language languages languageoforiginaldocument languageofarticle articlelanguage la",
    "types": "documenttype publicationtype publicationtypes itemtype typeofwork typeofreference referencetype "
    "entrytype doctype contenttype documentidentifier type dt typecrossref",
    "keywords": "keywords keyword authorkeywords indexkeywords keywordsplus meshterms meshheadings manualtags "
    "automatictags subjects subject subjectterms "
    "emtreedrugindextermsmajorfocus emtreemedicalindextermsmajorfocus emtreemedicalindexterms emtreedrugindexterms "
    "ieeeterms inspeccontrolledterms keywordsdisplayname kw de",
    "urls": "url urls link links doilink fulltexturl articleurl documenturl pdflink permalink plink "
    "sourceurls sourceurl externalurl fulltextlink fulltextlinks embaselink openurllink sourcelinkout dimensionsurl "
    "primarylocationlandingpageurl webofsciencerecord abstracturl",
    "notes": "notes note extra",
    "citation": "citation",
}
# Columns that are known, and hold nothing of a record's fields: addresses, counts, money, references, dates, files.
_UNUSED = """
180dayusagecount abbreviation accessdate addresses advisor affiliations age archive archivelocation asreviewlabel
asreviewnote asreviewtime authoraddress authoraddresses authoraffiliations authorcount authorids authorsaffiliations
authorsid authorsrawaffiliation bookeditorfullnames bookeditors callnumber chemicals chemicalscas citations
citationurl citedby citedbycount citedreferencecount citedreferences cites citesperauthor citesperyear citesurl
citingpatentscount citingworkscount city coden column conferencecode conferencedate conferencehost conferencelocation
conferencename conferencesponsor conferencetitle copyright correspondenceaddress correspondingauthors country created
createdate database databaseprovider dateadded dateaddedtoxplore datemodified dateofexport day decidedat decision
duplicates ecc edition editor editors emailaddresses exclusionreason fieldsofresearch fieldsofstudy fileattachments
firstauthor funder funding fundingdetails fundinginformation fundingnamepreferred fundingorgs fundingtext fundingtexts
gsrank highlycitedstatus hotpaperstatus idsnumber imports includedby inspecnoncontrolledterms isopenaccess issncoden
labels languageofsummary librarycatalog license linkattachments meetingabstract meetingdate mergedids
microsoftacademicid month nameofdatabase nihmsid numberofpages numberofvolumes numpages openaccess openaccesscolour
openaccessdesignations openaccesslicense orcids originalpublication outcome pagecount partnumber patentcitationcount
place placepublished pmcid publishedmonth publisheraddress publishercity pubmedcentralid querydate rank reason reasons
referencecount references relatedurl reprintaddresses researchareas researcherids researchorganizationsstandardized
reviewer rights round section seriesnumber seriestext sharedwith shorttitle since2013usagecount sourcecountry sources
specialissue stage study supplement tags timescited timescitedalldatabases timescitedwoscore verdict webofscienceindex
woscategories
"""
LINES_BEFORE_HEADER = 20
"""A header may come after a few lines about the search."""

_LONGEST_HEADER = 1 << 16  # the csv module fails on cells that are longer yet
_FIELDS_OF: dict[str, list[tuple[str, int]]] = {}
for _field, _aliases in _ALIASES.items():
    for _rank, _alias in enumerate(_aliases.split()):
        _FIELDS_OF.setdefault(_alias, []).append((_field, _rank))
_KNOWN = frozenset([*_FIELDS_OF, *_UNUSED.split()])
# By one of these columns, authors are known to be written "Mette Larsen".
_GIVEN_NAMES_FIRST = frozenset(
    {"lensid", "authorshipsauthordisplayname", "documentidentifier", "dateaddedtoxplore", "ieeeterms", "itemdoi"}
)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def fields_of(header: str) -> list[tuple[str, int]]:
    """The fields that a column of this header holds, each with its place in the order of preference."""
    return _FIELDS_OF.get(folded(header), [])


def folded(header: str) -> str:
    """A header without case, spaces and punctuation."""
    return _NOT_ALPHANUMERIC.sub("", header).casefold()


def is_known(header: str) -> bool:
    """Whether it is known what a column holds, be it of use or not."""
    return folded(header) in _KNOWN or header.startswith("tamis-")


def has_given_names_first(header: Iterable[str]) -> bool:
    """Whether the table is by somebody who writes authors "Mette Larsen"."""
    return not _GIVEN_NAMES_FIRST.isdisjoint(map(folded, header))


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
