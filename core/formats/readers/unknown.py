"""What a file that nobody here reads looks like, and what to export instead."""

from __future__ import annotations

import re

from core.errors import TamisError
from core.formats.clean import clean_text
from core.formats.result import FORMATS

_AS_RIS = "Export the records as RIS."
# How it starts or what it has, what that looks like, and what to do instead: the first that fits.
_BINARY = (
    (rb"\xd0\xcf\x11\xe0", "a file of an old Excel or Word (.xls, .doc)", "Open it and save it as .xlsx or CSV."),
    (rb"(?s)PK\x03\x04.*word/", "a Word document (.docx)", "Export the records themselves, as RIS."),
    (rb"PK\x03\x04", "an archive, within another or damaged", "Unpack it, and name the folder."),
    (rb"%PDF", "a PDF", "Export the records themselves, as RIS; full texts are brought in by “tamis fulltext”."),
    (rb"\{\\rtf", "formatted text (RTF)", "Export the records themselves, as RIS or plain text."),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh", "an archive", "Unpack it; of archives only .zip is read, as a folder is."),
    (rb"SQLite format 3", "a database file (SQLite)", "In Zotero: File, Export library, RIS or CSL JSON."),
)
_TEXTS = (
    (
        r"(?i)<html[\s>]|<!doctype html",
        "a web page (<html>), not an export",
        "Databases send one when a session has ended. Log in and export the records again.",
    ),
    (r"<rec resultID|shortDbName|<controlInfo>", "XML of EBSCO", "In EBSCOhost: Export, “RIS format”."),
    (r"oai_dc:dc|/oai_dc/", "an answer in Dublin Core (OAI-PMH)", "Ask for metadataPrefix=marc21 or mods."),
    (r"<(?:rss|feed)[\s>]", "a news feed (RSS, Atom)", _AS_RIS),
    (r"<article[\s>]|<pmc-articleset", "XML of articles (JATS)", "In PubMed: Save, format “PubMed” (.nbib)."),
    (r"<eSearchResult|<eSummaryResult", "an answer of PubMed without records", "Ask efetch for them: rettype=medline."),
    (r"<(?:responseWrapper|resultList)[\s>]", "an answer of Europe PMC", "In Europe PMC: Export citations, RIS."),
    (
        r"<clinical_study|<study_struct|\"protocolSection\"",
        "an answer of ClinicalTrials.gov",
        "There: Download, CSV or RIS.",
    ),
    (r"<b:Source|officeDocument/2006/bibliography", "Word's list of sources", _AS_RIS),
    (r"<tei[\s>]|<TEI[\s>]|<teiHeader", "XML of TEI", _AS_RIS),
    (r'"resultList"\s*:', "an answer of Europe PMC", "In Europe PMC: Export citations, RIS."),
    (r'"paperId"\s*:', "JSON of Semantic Scholar", "Export there as BibTeX."),
    (r'"lens_id"\s*:', "JSON of Lens.org", "In Lens.org: Export, RIS or CSV."),
    (r'"search-results"\s*:|"dc:identifier"\s*:\s*"SCOPUS', "JSON of Scopus", "In Scopus: Export, CSV or RIS."),
    (r"(?m)^Database(?::|s searched) .*\n(?:.*\n){0,20}#?1[ \t]+\S", "a search strategy", "Give it with --strategy."),
)


def unknown(head: bytes, text: str) -> TamisError:
    """The refusal of a file of which the format is not known.

    Args:
        head: What it starts with.
        text: The same as text, without what is empty at its start.
    """
    for start, looks, advice in _BINARY:
        if re.match(start, head):
            return TamisError(f"this is {looks}", advice=advice)
    for mark, looks, advice in _TEXTS:
        if re.search(mark, text):
            return TamisError(f"this is {looks}", advice=advice)
    if text[0] == "<":
        element = re.search(r"<([A-Za-z][\w:-]*)", text)
        seen = f"its first element is <{element[1]}>" if element else "no element is at its start"
        return TamisError(
            f"this is XML of no kind that is known: {seen}",
            advice="Export it as RIS where that is offered, or as the XML of EndNote or PubMed, as MARCXML or as MODS.",
        )
    if re.match(r'[\[{\s]*"[^"\n]{1,60}"\s*:', text):
        return TamisError(
            "this is JSON of no kind that is known",
            advice="Export it as RIS, or from Zotero or Mendeley as CSL JSON.",
        )
    return TamisError(
        f"the format is none that is known; the file starts with “{clean_text(text.split(chr(10), 1)[0])[:60]}”",
        advice=f"If you know the format, name it with --format: {', '.join(FORMATS[1:])}.",
    )
