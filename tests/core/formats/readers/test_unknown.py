"""What nobody here reads is named for what it looks like, with what to export instead."""

from __future__ import annotations

import pytest

from core.errors import TamisError
from core.formats.readers.detect import detect_format


@pytest.mark.parametrize(
    ("data", "looks", "advice"),
    [
        (b"%PDF-1.7\n", "a PDF", "tamis fulltext"),
        (b"{\\rtf1\\ansi Peer}", "RTF", "plain text"),
        (b"PK\x03\x04....word/document.xml", "Word document", "RIS"),
        (b"PK\x03\x04....a.ris", "archive, within another", "folder"),
        (b"\x1f\x8b\x08\x00", "archive", ".zip"),
        (b"SQLite format 3\x00", "database file", "Zotero"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page", "Log in"),
        (
            b'<?xml version="1.0"?><records><rec resultID="1"><header shortDbName="ccm"/></rec></records>',
            "EBSCO",
            "RIS",
        ),
        (b"<OAI-PMH><oai_dc:dc><dc:title>x</dc:title></oai_dc:dc></OAI-PMH>", "Dublin Core", "marc21"),
        (b"<rss version='2.0'><channel/></rss>", "news feed", "RIS"),
        (b'<pmc-articleset><article article-type="x"/></pmc-articleset>', "JATS", ".nbib"),
        (b'{"resultList": {"result": []}}', "Europe PMC", "RIS"),
        (b'[{"paperId": "x", "title": "y"}]', "Semantic Scholar", "BibTeX"),
        (b'{"data": [{"lens_id": "1"}]}', "Lens.org", "CSV"),
        (b'{"a": 1}', "JSON of no kind", "CSL JSON"),
        (b"<a><b/></a>", "first element is <a>", "RIS"),
        (b"Dear all", "starts with .Dear all", "--format"),
    ],
)
def test_what_it_looks_like_and_what_to_do(data: bytes, looks: str, advice: str) -> None:
    with pytest.raises(TamisError, match=looks) as refused:
        detect_format(data)
    assert advice in refused.value.advice
