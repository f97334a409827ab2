"""Records with every kind of key, label, name, date and identifier that these formats have, as they were looked at."""

from __future__ import annotations

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.core.formats.samples import read_bytes
from tests.core.formats.test_every_format import counted, shown

CSL = [
    {
        "id": "one",
        "type": "chapter",
        "title": "One",
        **{
            role: [{"family": role, "given": "Ola"}]
            for role in (
                "author",
                "editor",
                "translator",
                "container-author",
                "collection-editor",
                "director",
                "composer",
            )
        },
        "interviewer": [{"family": "Ek", "given": "A"}],
        "issued": {"raw": "2014-3"},
        "accessed": {"literal": "in May"},
        "submitted": {"date-parts": [[None]]},
        "event-date": {"date-parts": []},
        "available-date": {"date-parts": {"x": 1}},
        "original-date": {"date-parts": [[2001, 2, 3]], "raw": "no"},
        "published": {"season": 1},
        "keyword": "boats, help",
        "reference": [{"DOI": "10.5555/no"}],
        "citation": [{"DOI": "10.5555/no"}],
        "relation": {"DOI": "10.5555/no"},
    },
    {
        "id": "two",
        "type": "book",
        "title": "Two",
        "keyword": "boats, and ships; help",
        "subject": ["a", "b, c"],
        "author": [
            {
                "family": "Berg",
                "given": "Ola",
                "non-dropping-particle": "van",
                "dropping-particle": "de",
                "suffix": "Jr",
            },
            {"given": "Only"},
            {"family": "Family"},
            {"literal": "The Crew", "name": "no"},
            {"name": "A Group"},
            {},
            7,
        ],
    },
]
PLACE = {
    "landing_page_url": "https://example.org/1",
    "raw_source_name": "Raw",
    "display_name": "Shown",
    "issn": ["1234-5679"],
    "source": {"display_name": "Sea Studies", "issn_l": "0954-0121", "host_organization_name": "Lay Press"},
    "publisher": "A Press",
    "is_oa": True,
}
WORK = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.5555/oa.1",
    "title": "One",
    "display_name": "One",
    "publication_year": 2019,
    "publication_date": "2019-05-01",
    "language": "en",
    "type": "article",
    "type_crossref": "book-chapter",
    "cited_by_count": 7,
    "is_retracted": True,
    "is_paratext": False,
    "authorships": [
        {"author": {"display_name": "Ola Nordmann"}, "raw_author_name": "no"},
        {"raw_author_name": "K. Berg"},
        {"author": {}, "raw_author_name": "T. Ek"},
    ],
    "primary_location": PLACE,
    "host_venue": PLACE,
    "keywords": [{"display_name": "Boats", "keyword": "boat", "score": 1}, {"keyword": "help"}],
    "mesh": [{"descriptor_name": "Peer Group", "qualifier_name": "no"}],
    "biblio": {"volume": "3", "issue": "2", "first_page": "1", "last_page": "9"},
    "ids": {"openalex": "https://openalex.org/W1", "pmid": "https://pubmed.ncbi.nlm.nih.gov/31000001"},
    "open_access": {"oa_url": "https://example.org/2", "is_oa": True},
    "referenced_works": ["no"],
}
OPENALEX = [
    {**WORK, "abstract": "In words.", "abstract_inverted_index": {"no": [0]}},
    {
        "id": "W2",
        "title": "Two",
        "is_retracted": "yes",
        "authorships": [],
        "abstract_inverted_index": {"two": [1, 10_000_000], "One": [0], "x": ["1"], "y": 5, "z": [-1]},
    },
]


def code(number: int, kind: str, *inner: object, **more: object) -> dict[str, object]:
    within = {"Attributes": {"AttributesList": list(inner)}} if inner else {}
    return {"AttributeId": number, "AttributeType": kind, "AttributeName": f"Code {number}", **within, **more}


EPPI = {
    "CodeSets": [
        {
            "SetName": "Screen",
            "Attributes": {
                "AttributesList": [
                    code(1, "Exclude", code(2, "Include"), code(3, "Selectable")),
                    code(4, "Outcome", Attributes=[code(5, "Exclude")]),
                    {"AttributeId": 6},
                ]
            },
        },
        {"Attributes": {"AttributesList": [code(7, "Exclude")]}},
    ],
    "References": [
        {
            "ItemId": 1,
            "Title": "One",
            "Authors": "Nordmann Ola; Berg, K; van der Ek T; Crew;",
            "Outcomes": [{"no": 1}],
            "Comments": "Language: English",
            "Codes": [{"AttributeId": each} for each in (1, 2, 3, 4, 5, 6, 7, 8)] + [{}],
        },
        {
            "ItemId": 2,
            "Title": "Two",
            "Authors": ["Nordmann Ola"],
            "Codes": [{"AttributeId": 1, "AdditionalText": "said"}],
        },
    ],
}


RULE = "_" * 20
PROQUEST = (
    f"{RULE}\nDocument 1 of 2\n\nA heading\n\nProQuest document link\n\nABSTRACT\n\n"
    "One.\n\nTwo.\n\nFull text: A.\n\nB.\n\n"
    "References: C.\n\nD.\n\nLinks: https://example.org/1\n\nhttps://example.org/2\n"
    "\nTitle: One\n\nA note.\n\nAnd more.\n\n"
    "Full text availability: E.\n\nMood: high\n\nMilestone dates: 2001\n\nRevised: 2002\n\nSubject: A; B\nof C\n\n"
    "LINKS\n\nINDEXING (DOCUMENT DETAILS)\n\nREFERENCES\n\nFULL TEXT\n\nDETAILS\n\nDETAILS of all\n\n"
    f"Publication title: Sea; Bergen\n\n{'_' * 19}\n\n{RULE}\nDocument 2 of 2\nTitle: Two\n"
)
ABSTRACTS = (
    "1. J Sea Stud. 2011 May 3;3(Suppl 2):1-9; discussion 10. doi: 10.5555/pm.1.\n\nHelp from peers.\n\n"
    "Nordmann O(1)(*), Berg K 3rd; Crew for Peers(2).\n\nAuthor information:\n"
    "(1)Bergen.\n(2)Oslo.\n\nCollaborators:\nEk A, Lund B.\n\n"
    "Comment in\n    J Sea. 2012.\n\nRetraction in\n    J Sea. 2013.\n\nWe asked.\n\n"
    "They told.\n\n© 2011. The Crew.\n\n"
    "DOI: 10.5555/pm.1\nPMCID: PMC3\nPMID: 31234567 [Indexed]\nmore\n\nConflict of interest: None.\n\n\n"
    "2. Sjofart. 2010:55.\n\n[On the quay].\n\n[Article in Norwegian]\n\n"
    "Nobody at all was named there.\n\nPMID: 31234568\n"
)
SUMMARIES = (
    "1: Nordmann O, Berg K. Who helps? A study. With more. J Sea Stud. 2011 May;3(2):1-9. doi: 10.5555/pm.1. "
    "PMID: 31234567.\n\n2: Helping at sea today. A study of all that was seen. PMID: 31234568.\n\n"
    "3: Hansen A, and others. One sentence alone here\n"
)
OVID = (
    "<1>\nUnique Identifier\n  1\nTitle\n  One\n  goes on\nISSN Print\n  1234-5679\n"
    "  0954-0121\nSubject Headings\n  a\n  b\n"
    "Author Keywords\n  c\n  d\nCited References\n  e\n  f\nInstitution\n  g\n  h\nAbstract\n  Text\n  goes on\n\n"
    "<2>\nVN  - Ovid\nUI  - 2\nTI  - Two\nPT  - Book\nPT  - Chapter\nSO  - J Wards. 9(3):1-2, 2019-2020, 2021.\n"
)
TEXTS = {
    "csl-json": json.dumps(CSL), "Crossref": json.dumps({"status": "ok", "message": {"total": 2, "items": CSL}}),
    "openalex": json.dumps(OPENALEX), "eppi": json.dumps(EPPI), "proquest": PROQUEST,
    "abstracts": ABSTRACTS, "summaries": SUMMARIES, "ovid": OVID,
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_all_that_a_text_can_have(name: str, snapshot: SnapshotAssertion) -> None:
    result = read_bytes(TEXTS[name].encode())
    assert "\n".join((counted(result), *map(shown, result.records))) == snapshot
