"""XML with every kind of element, role, name, date and identifier that a format has, as it was looked at."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.core.formats.samples import ZOTERO_HEAD, read_bytes
from tests.core.formats.test_every_format import counted, shown


def element(name: str, *inner: str, **attributes: str) -> str:
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{''.join(inner)}</{name}>"


def mods_name(role: str, *parts: tuple[str, str]) -> str:
    written = [element("namePart", text, **({"type": kind} if kind else {})) for kind, text in parts]
    return element("name", *written, *([element("role", element("roleTerm", role))] if role else []))


FAMILY = ("family", "Larsen")
MODS = element(
    "mods",
    element(
        "titleInfo",
        element("nonSort", "The"),
        element("title", "help"),
        element("subTitle", "a study"),
        element("partNumber", "2"),
        element("partName", "Wards"),
    ),
    element("titleInfo", element("title", "Hjelpa"), type="translated"),
    element("titleInfo", element("subTitle", "no title"), type="alternative"),
    *(
        mods_name(role, FAMILY, ("given", role or "none"))
        for role in ("aut", "author", "cre", "creator", "ctb", "contributor", "", "edt", "Author", "trl")
    ),
    mods_name("aut", FAMILY),
    mods_name("aut", ("given", "Mette")),
    mods_name("author</roleTerm><roleTerm>abr", ("given", "Two")),
    mods_name("trl</roleTerm><roleTerm>edt", ("given", "Three")),
    mods_name("aut", ("", "The"), ("", "Crew"), ("date", "1970")),
    mods_name("aut", FAMILY, ("family", "Dahl"), ("given", "M"), ("given", "B")),
    element(
        "originInfo",
        element("publisher", "Lay Press"),
        element("dateCreated", "2001"),
        element("copyrightDate", "2002"),
        element("place", ""),
    ),
    element("language", element("languageTerm", "nor"), element("languageTerm", "")),
    element(
        "part",
        element("detail", "7", type="volume"),
        element("detail", element("number", "2"), element("number", "3"), type="issue"),
        element("detail", "x"),
        element("extent", element("start", "11"), element("list", "11, 13")),
    ),
    element("identifier", "10.5555/mods.1", type="DOI"),
    element("identifier", "5"),
    element("subject", element("topic", "boats"), element("geographic", "Bergen")),
    element(
        "relatedItem",
        element("titleInfo", element("title", "Lay Help")),
        mods_name("edt", ("", "Berg, Ola")),
        element("language", element("languageTerm", "eng")),
        element("identifier", "1234-5679", type="issn"),
        element(
            "part",
            element("detail", element("number", "9"), type="number"),
            element("extent", element("start", "21"), element("end", "29")),
            element("date", "2018"),
        ),
        element("relatedItem", element("titleInfo", element("title", "Series")), type="series"),
        type="host",
    ),
    element("relatedItem", element("titleInfo", element("title", "Another"))),
    element("genre", "Conference paper"),
    element("recordInfo", element("recordIdentifier", "55")),
)


def marc(tag: str, *parts: str) -> str:
    return element("datafield", *(element("subfield", each[1:], code=each[0]) for each in parts), tag=tag)


def marc_record(kind: str, *fields: str) -> str:
    return element("record", element("leader", f"00000n{kind}2200000 a 4500"), *fields)


NOTES_OF_PLACES = (
    "Vol. 3, no. 2, pp. 11-19",
    "volume 3 issue 2 page 11",
    "v. 3 iss. 2 pages 11 - 19",
    "Bd. 3, H. 2, S. 11–19",
    "band 3 heft 2 seite 11",
    "årg. 3, nr. 2, s. 11-19",
    "Jg. 3 num 2 seiten 11-19",
    "jahrgang 3 (2) side 11",
    "3(2)2011, sider 11-19",
    "2011",
)
MARC = element(
    "collection",
    marc_record(
        "am",
        element("controlfield", "990001", tag="001"),
        element("controlfield", "120101s2012    no            000 0 nob d", tag="008"),
        marc("041", "anoreng", "hger"),
        marc("245", "aHelp from peers :", "ba handbook /", "n2,", "pWards.", "cMette Larsen."),
        marc("246", "aPeers /"),
        marc("100", "aLarsen, Mette,", "eeditor."),
        marc("110", "aThe Crew."),
        marc("100", "aBerg, M.", "4edt"),
        *(
            marc("700", f"aDahl, {role or 'None'}.", *([f"e{role}."] if role else []))
            for role in (
                "aut",
                "author",
                "Forfatter",
                "cre",
                "creator",
                "ctb",
                "contributor",
                "dis",
                "verfasser",
                "",
                "editor",
            )
        ),
        marc("700", "aEk, Code", "4aut"),
        marc("700", "aEk, Both", "etranslator", "4aut"),
        marc("111", "aOn Meetings"),
        marc("710", "aA Group", "btheir part", "4aut"),
        marc("710", "aA Publisher", "4pbl"),
        *(marc(tag, f"aPlace {tag}.", f"xpart {tag},", "zno") for tag in ("650", "651", "653", "600", "610", "655")),
        marc("024", "a10.5555/marc.1"),
        marc("024", "ahttps://doi.org/10.5555/marc.2"),
        marc("024", "a123/"),
        marc("856", "uhttps://example.org/a/"),
        marc("035", "a(OCoLC)5."),
        marc("520", "aHow peers help."),
        marc("264", "aOslo :", "bLay Press,", "c2013."),
        marc("490", "aSeries ;"),
        marc("500", "a"),
    ),
    *(
        marc_record("ab", marc("245", f"aArticle {place}"), marc("773", "tSea Studies.", f"g{said}"))
        for place, said in enumerate(NOTES_OF_PLACES)
    ),
    *(
        marc_record(kind, marc("245", f"aOf kind {kind}"))
        for kind in ("am", "aa", "ab", "as", "ai", "tm", "cm", "gm", "zz")
    ),
)


def person(**names: str) -> str:
    return element("foaf:Person", *(element(f"foaf:{key}", value) for key, value in names.items()))


ROLES = ("authors", "editors", "translators", "contributors", "creators", "seriesEditors", "directors")
ZOTERO = "".join(
    [
        ZOTERO_HEAD,
        '<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType>',
        *(f"<bib:{role}>{person(surname=role, givenName='Ola')}</bib:{role}>" for role in ROLES),
        f"<bib:authors>{person(name='Whole')}{person(givenName='Given')}{person(surname='Family')}</bib:authors>",
        '<dcterms:isPartOf rdf:resource="#j"/><dcterms:isPartOf rdf:resource="#none"/>',
        "<bib:presentedAt><bib:Conference><dc:title>A Meeting</dc:title></bib:Conference></bib:presentedAt>",
        "<dc:identifier>DOI 10.5555/z.1</dc:identifier><dc:identifier>ISBN 9788200000006</dc:identifier>",
        "<dc:identifier>ISSN 1234-5679</dc:identifier><dc:identifier>https://example.org/b</dc:identifier>",
        "<dc:identifier>else 5</dc:identifier><dc:title>One</dc:title><dc:rights></dc:rights></bib:Article>\n",
        '<bib:Book rdf:about="#2"><z:itemType>book</z:itemType><dcterms:isPartOf>'
        "<bib:Series><dc:title>A Series</dc:title>"
        "<dc:identifier>DOI 10.5555/z.2</dc:identifier></bib:Series></dcterms:isPartOf>"
        "<dc:title>Two</dc:title></bib:Book>\n",
        '<bib:Journal rdf:about="#j"><dc:title>Sea Studies</dc:title><prism:volume>3</prism:volume></bib:Journal>\n',
        "<bib:Journal><dc:title>Of no name</dc:title></bib:Journal>\n"
        '<z:Collection rdf:about="#c"><dc:title>C</dc:title>'
        '</z:Collection>\n<bib:Memo rdf:about="#m"><z:itemType>note</z:itemType></bib:Memo>\n',
        '<bib:Document rdf:about="#d"><z:itemType>attachment</z:itemType><dc:title>A file</dc:title></bib:Document>\n',
        "</rdf:RDF>",
    ]
)
OF_ANOTHER_PROGRAM = (
    f'{ZOTERO_HEAD}<bib:Article rdf:about="#1"><dc:title>One</dc:title><dcterms:isPartOf rdf:resource="#2"/>'
    '</bib:Article>\n<bib:Book rdf:about="#2"><dc:title>Two</dc:title></bib:Book></rdf:RDF>'
)


def pubmed_person(name: str = "Author", **parts: str) -> str:
    return element(name, *(element(key, value) for key, value in parts.items()))


PUBMED = element(
    "PubmedArticleSet",
    element(
        "PubmedArticle",
        element(
            "MedlineCitation",
            element("PMID", "31234567"),
            element(
                "Article",
                element(
                    "Journal",
                    element("ISSN", "1234-5679"),
                    element(
                        "JournalIssue",
                        element("Volume", "3"),
                        element("PubDate", element("MedlineDate", "2019 May-Jun")),
                    ),
                    element("ISOAbbreviation", "J Sea"),
                ),
                element("ArticleTitle", "Help from ", element("i", "peers"), " &amp; ", element("b", "all")),
                element("Pagination", element("StartPage", "11"), element("EndPage", "19")),
                element("ELocationID", "S1", EIdType="pii"),
                element("ELocationID", "10.5555/pm.1", EIdType="doi"),
                element("ELocationID", "else"),
                element(
                    "Abstract",
                    element("AbstractText", "We asked.", Label="AIM"),
                    element("AbstractText", "They told."),
                    element("CopyrightInformation", "© 2019"),
                ),
                element(
                    "AuthorList",
                    pubmed_person(LastName="Larsen", ForeName="Mette", Initials="M", Suffix="Jr"),
                    pubmed_person(LastName="Berg", Initials="O"),
                    pubmed_person(LastName="Ek", FirstName="Ada", Initials="A"),
                    pubmed_person(LastName="Dahl"),
                    pubmed_person(CollectiveName="The Crew"),
                    pubmed_person(ForeName="Given"),
                    pubmed_person(Identifier="0000"),
                ),
                element("Language", "eng"),
                element("PublicationTypeList", element("PublicationType", "Preprint")),
                element("ArticleDate", element("Year", "2018"), element("Month", "04")),
                element("VernacularTitle", "Hjelp"),
                element("OtherAbstract", element("AbstractText", "Vi spurte."), Language="nor"),
            ),
            element("KeywordList", element("Keyword", "boats")),
            element(
                "CommentsCorrectionsList",
                element("CommentsCorrections", element("RefSource", "J 1"), RefType="RetractionIn"),
                element("CommentsCorrections", element("RefSource", "J 2")),
            ),
            element("InvestigatorList", pubmed_person("Investigator", LastName="Holm", ForeName="Siv")),
        ),
        element(
            "PubmedData",
            element("ArticleIdList", element("ArticleId", "31234567", IdType="pubmed")),
            element(
                "ReferenceList",
                element("Reference", element("ArticleIdList", element("ArticleId", "10.5555/no", IdType="doi"))),
            ),
        ),
    ),
    "\n",
    element(
        "PubmedBookArticle",
        element(
            "BookDocument",
            element("PMID", "2"),
            element("ArticleTitle", ""),
            element(
                "Book",
                element("Publisher", element("PublisherName", "Lay Press")),
                element("BookTitle", "A ", element("i", "whole"), " book"),
                element("PubDate", element("Year", "2011")),
                element("Isbn", "9788200000006"),
                element("Volume", "1"),
            ),
            element("ContributionDate", element("Year", "2012")),
            element("Language", "nor"),
        ),
    ),
)

TEXTS = {
    "mods": MODS, "marcxml": MARC, "zotero-rdf": ZOTERO, "of another program": OF_ANOTHER_PROGRAM, "pubmed-xml": PUBMED,
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_all_that_a_record_can_have(name: str, snapshot: SnapshotAssertion) -> None:
    result = read_bytes(TEXTS[name].encode())
    assert "\n".join((counted(result), *map(shown, result.records))) == snapshot
