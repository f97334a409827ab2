"""PubMed's XML (PubmedArticleSet), as its site, E-utilities and the baseline files have it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.xml.elements import Element, elements, text_of
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

RULES = FieldRules(
    title=("ArticleTitle", "VernacularTitle", "BookTitle"),
    abstract=("Abstract", "OtherAbstract"),
    authors=("Author",),
    year=("PubDate", "ArticleDate", "ContributionDate", "PubMedPubDate"),
    journal=("Journal/Title", "Journal/ISOAbbreviation", "MedlineJournalInfo/MedlineTA", "BookTitle"),
    volume=("JournalIssue/Volume", "Book/Volume"),
    issue=("JournalIssue/Issue",),
    pages=("Pagination/MedlinePgn", "Pagination/StartPage"),
    last_page="Pagination/EndPage",
    article_number=("ELocationID pii",),
    doi=("ELocationID doi", "ArticleId doi"),
    pmid=("PMID", "ArticleId pubmed"),
    accession=("PMID", "ArticleId pubmed"),
    issn=("Journal/ISSN", "Book/Isbn"),
    publisher=("Publisher/PublisherName",),
    languages=("Article/Language", "BookDocument/Language"),
    types=("PublicationType",),
    kind="PublicationType",
    kinds={"": "JOUR", "book": "BOOK", "preprint": "UNPB", "study guide": "BOOK"},
    keywords=("KeywordList/Keyword", "MeshHeading/DescriptorName"),
)

_DATES = frozenset({"PubDate", "ArticleDate", "ContributionDate"})
_ALONE = frozenset({"ArticleTitle", "VernacularTitle", "BookTitle", "PublicationType", "PMID"})
# The works that the article cites: they are no part of the record, and as long as all the rest.
_LEFT_OUT = "ReferenceList"


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a PubMed XML file, without the lists of the works that they cite.

    Raises:
        TamisError: The file declares entities of its own.
    """
    found = elements(source, log, tally, "<Pubmed(?:Book)?Article")
    return Reading((RawRecord.of(line, _pairs(each)) for line, each in found), partial(derive, rules=RULES))


def _pairs(record: Element) -> Iterator[RawField]:
    stack: list[tuple[str, Element]] = [("", record)]
    while stack:
        parent_tag, each = stack.pop()
        tag = each.tag
        if tag == _LEFT_OUT:
            continue
        if tag == "Author" or tag == "Investigator":
            yield RawField(tag, _name(each))
        elif tag in ("Abstract", "OtherAbstract"):
            yield RawField(tag, _abstract(each))
        elif tag in _DATES:
            yield RawField(tag, " ".join(text_of(part) for part in each))
        elif tag in ("ELocationID", "ArticleId"):
            kind = each.get("EIdType") or each.get("IdType") or ""
            yield RawField(f"{tag} {kind}".strip(), text_of(each))
        elif tag == "CommentsCorrections":
            yield RawField(each.get("RefType", tag), text_of(each))
        elif tag in _ALONE or not len(each):
            named = tag if tag in _ALONE else f"{parent_tag}/{tag}"
            if text := text_of(each):
                yield RawField(named, text)
        else:
            stack += [(tag, child) for child in reversed(each)]


def _name(author: Element) -> str:
    """A person as “Larsen, Mette”, or the name of a group."""
    parts = {each.tag: text_of(each) for each in author}
    given = parts.get("ForeName") or parts.get("FirstName") or parts.get("Initials", "")
    family = " ".join(filter(None, (parts.get("LastName", ""), parts.get("Suffix", ""))))
    return f"{family}, {given}" if family and given else family or parts.get("CollectiveName", "") or given


def _abstract(abstract: Element) -> str:
    """Its parts, each after its label: "BACKGROUND: We asked."."""
    parts = [
        f"{each.get('Label')}: {text_of(each)}" if each.get("Label") else text_of(each)
        for each in abstract
        if each.tag == "AbstractText"
    ]
    return " ".join(filter(None, parts))
