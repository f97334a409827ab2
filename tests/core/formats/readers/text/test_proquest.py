"""ProQuest's text: documents between rules, labels of its own, texts in which other words end in a colon."""

from __future__ import annotations

import pytest

from tests.core.formats.samples import read_bytes

RULE = "_" * 60
TEXT = f"""{RULE}

Document 1 of 2

Helpers at sea: what they say

Author: Nordmann, Ola; Berg, Kari

Publication info: Sea Studies; Bergen Vol. 3, Iss. 2, (May 2011): 1-9.

Abstract: We sailed.
Results: all came home.

Links: https://example.org/1

Subject: Boats; Help

Title: Helpers at sea: what they say

Publication title: Sea Studies; Bergen

Volume: 3

Issue: 2

Pages: 1-9

Publication year: 2011

Publication date: May 2011

ISSN: 1234-5679

Source type: Scholarly Journals

Language of publication: English

Document type: Journal Article

DOI: 10.5555/pq.1

ProQuest document ID: 870000001

Document URL: https://www.proquest.com/docview/870000001

Database: A Database

{RULE}

Document 2 of 2

At home

Author: Strand, Eli

Title: At home

Publication year: 2010

University/institution: A University

Source type: Dissertations & Theses

ProQuest document ID: 870000002
"""


@pytest.mark.parametrize("numbered", [True, False])
def test_the_fields_of_two_documents(numbered: bool) -> None:
    text = TEXT if numbered else TEXT.replace("Document 1 of 2\n", "").replace("Document 2 of 2\n", "")
    found = read_bytes(text.encode())
    assert found.format == "proquest" and not found.warnings
    first, second = found.records
    assert (first.title, first.kind, first.year) == ("Helpers at sea: what they say", "JOUR", 2011)
    assert [(each.family, each.given) for each in first.authors] == [("Nordmann", "Ola"), ("Berg", "Kari")]
    assert (first.journal, first.volume, first.issue, first.pages) == ("Sea Studies", "3", "2", "1-9")
    assert first.abstract == "We sailed. Results: all came home." and first.keywords == ("Boats", "Help")
    assert (first.doi, first.accession, first.issn) == ("10.5555/pq.1", "870000001", ("1234-5679",))
    assert (second.title, second.kind, second.publisher) == ("At home", "THES", "A University")


def test_a_list_of_contents_and_a_notice_are_no_records() -> None:
    text = f"Contents\n\n1. Helpers at sea\n\n{TEXT}\n{RULE}\n\nContact us at: somewhere\n\nDatabase copyright\n"
    assert [each.title for each in read_bytes(text.encode(), "proquest").records][-2:] == [
        "Helpers at sea: what they say",
        "At home",
    ]


def test_documents_that_the_file_counts_and_does_not_hold_are_said() -> None:
    cut = TEXT[: TEXT.index("Document 2 of 2")]
    assert "2 references; 1 was read" in read_bytes(cut.encode()).warnings[-1].message
    whole = read_bytes((TEXT + TEXT).encode())
    assert (whole.declared, [each.message for each in whole.warnings if "says that it holds" in each.message]) == (
        4,
        [],
    )


def test_parts_below_a_word_in_capitals_and_the_notice_at_the_end() -> None:
    text = (
        f"{RULE}\n\nDocument 1 of 1\n\nPeer X\n\nProQuest document link\n\nABSTRACT (ENGLISH)\n\nPeers were X: yes.\n\n"
        "And more.\n\nDETAILS\n\nSubject: A; B\n\nTitle: Peer X\n\nProQuest document ID: 55\n\n"
        "Database copyright ProQuest LLC; ProQuest does not claim copyright in the works.\n"
    )
    (record,) = read_bytes(text.encode()).records
    assert (record.title, record.abstract, record.accession) == ("Peer X", "Peers were X: yes. And more.", "55")
    assert record.keywords == ("A", "B")


@pytest.mark.parametrize(
    ("parts", "records"),
    [
        (["Document 1 of 1\n\nA heading alone"], 1), (["Document 1 of 1\n\nTitle: A"], 1), (["Document 1 of 1"], 0),
        (["Title: A\n\nAuthor: B"], 1), (["Title: A"], 0), (["Contents\n\nOne heading"], 0),
        (["Title: A\n\nAuthor: B", "Contents", "Title: C\n\nAbstract: D"], 2),
    ],
)  # fmt: skip
def test_what_stands_between_rules_is_a_record_by_its_number_or_two_labels(parts: list[str], records: int) -> None:
    text = f"{RULE}\n\n" + f"\n\n{RULE}\n\n".join(parts) + f"\n\n{RULE}\n"
    assert len(read_bytes(text.encode(), "proquest").records) == records
