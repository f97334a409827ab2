"""Zotero's RDF: journals within an item or apart from it, no attachments, no notes."""

from __future__ import annotations

import pytest

from tests.core.formats.samples import ZOTERO_HEAD, read_bytes

APART = """<bib:Article rdf:about="https://example.org/a1">
 <z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
 <bib:authors><rdf:Seq>
  <rdf:li><foaf:Person><foaf:surname>Nordmann</foaf:surname><foaf:givenName>Ola</foaf:givenName></foaf:Person></rdf:li>
  <rdf:li><foaf:Organization><foaf:name>The Crew</foaf:name></foaf:Organization></rdf:li>
 </rdf:Seq></bib:authors>
 <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Editor</foaf:surname></foaf:Person></rdf:li>
 </rdf:Seq></bib:editors>
 <link:link rdf:resource="#item_7"/>
 <dc:subject><z:AutomaticTag><rdf:value>boats</rdf:value></z:AutomaticTag></dc:subject>
 <dc:title>Helpers at sea &amp; shore</dc:title>
 <dcterms:abstract>We sailed.</dcterms:abstract>
 <dc:date>May 2011</dc:date>
 <z:language>nb</z:language>
 <bib:pages>1-9</bib:pages>
 <dc:identifier><dcterms:URI><rdf:value>https://example.org/a1</rdf:value></dcterms:URI></dc:identifier>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5679">
 <prism:volume>3</prism:volume><prism:number>2</prism:number>
 <dc:title>Sea Studies</dc:title>
 <dc:identifier>DOI 10.5555/Sea.1</dc:identifier><dc:identifier>ISSN 1234-5679</dc:identifier>
</bib:Journal>
<z:Attachment rdf:about="#item_7"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
<bib:Memo rdf:about="#item_8"><rdf:value>A note</rdf:value></bib:Memo>
"""


def test_the_fields_of_an_article_whose_journal_stands_apart() -> None:
    found = read_bytes((ZOTERO_HEAD + APART + "</rdf:RDF>").encode())
    assert found.format == "zotero-rdf"
    [record] = found.records
    assert (record.title, record.kind, record.year) == ("Helpers at sea & shore", "JOUR", 2011)
    assert [(each.family, each.given) for each in record.authors] == [("Nordmann", "Ola"), ("The Crew", "")]
    assert (record.journal, record.volume, record.issue, record.pages) == ("Sea Studies", "3", "2", "1-9")
    assert (record.doi, record.issn, record.keywords) == ("10.5555/sea.1", ("1234-5679",), ("boats",))
    assert record.urls == ("https://example.org/a1",) and record.languages[0].value == "nob"


@pytest.mark.parametrize("prefix", ["bib", "ns1"])
def test_a_damaged_item_names_its_line_and_costs_only_itself(prefix: str) -> None:
    item = '<bib:Book rdf:about="#{0}"><z:itemType>book</z:itemType><dc:title>Book {0}</dc:title></bib:Book>\n'
    broken = item.format(2).replace("</dc:title>", "")
    text = ZOTERO_HEAD + item.format(1) + broken + item.format(3) + "</rdf:RDF>"
    found = read_bytes(text.replace("bib:", f"{prefix}:").encode(), "zotero-rdf")
    assert [each.title for each in found.records] == ["Book 1", "Book 3"] and found.skipped == 1
    assert found.warnings[0].line == ZOTERO_HEAD.count("\n") + 2
