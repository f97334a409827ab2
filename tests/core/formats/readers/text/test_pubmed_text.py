"""PubMed's texts: "Abstract" and "Summary", with what stands around the abstract."""

from __future__ import annotations

from tests.core.formats.samples import read_bytes

ABSTRACTS = """1. J Sea Stud. 2011 May 3;3(2):1-9. doi: 10.5555/pm.1. Epub 2011 Apr 1.

Helpers at sea: what they say about
the crew.

Nordmann O(1)(2), van der Berg K(1), Strand E 3rd(2).

Author information:
(1)A Harbour, Bergen, Norway. nobody@example.org
(2)Another Harbour.

BACKGROUND: We sailed.
RESULTS: All came home:
1. The crew.
2. The cat.

Copyright © 2011. Published by a Press.

DOI: 10.5555/pm.1
PMCID: PMC3000001
PMID: 21000001  [Indexed for MEDLINE]

Conflict of interest statement: None.


2. Sjofart. 2010;14:55.

[On the quay].

[Article in Norwegian]

Hansen A.

Retraction in
    Sjofart. 2012;16:1.

PMID: 20000002
"""
SUMMARIES = """1: Nordmann O, van der Berg K. Helpers at sea: what they say. J Sea Stud. 2011 May 3;3(2):1-9. doi:
10.5555/pm.1. Epub 2011 Apr 1. PubMed PMID: 21000001; PubMed Central PMCID: PMC3000001.

2: Hansen A. Who helps? A study. Sjofart. 2010;14:55. PMID: 20000002.
"""


def test_the_fields_of_abstracts() -> None:
    found = read_bytes(ABSTRACTS.encode())
    assert found.format == "pubmed-text" and not found.warnings
    first, second = found.records
    assert first.title == "Helpers at sea: what they say about the crew." and first.year == 2011
    assert [(each.family, each.given) for each in first.authors][:2] == [("Nordmann", "O"), ("van der Berg", "K")]
    assert (first.journal, first.volume, first.issue, first.pages) == ("J Sea Stud", "3", "2", "1-9")
    assert (first.doi, first.pmid) == ("10.5555/pm.1", "21000001")
    assert first.abstract == "BACKGROUND: We sailed. RESULTS: All came home: 1. The crew. 2. The cat."
    assert (second.pmid, second.line, second.journal, second.languages[0].value) == ("20000002", 26, "Sjofart", "nor")
    assert second.abstract == "" and second.authors[0].family == "Hansen"
    assert "retracted publication" in [each.value for each in second.types]


def test_the_fields_of_summaries() -> None:
    found = read_bytes(SUMMARIES.encode())
    assert found.format == "pubmed-text"
    first, second = found.records
    assert (first.title, first.year, first.journal) == ("Helpers at sea: what they say.", 2011, "J Sea Stud")
    assert (first.volume, first.issue, first.pages) == ("3", "2", "1-9")
    assert (first.doi, first.pmid) == ("10.5555/pm.1", "21000001")
    assert (second.title, second.journal, second.pmid) == ("Who helps? A study.", "Sjofart", "20000002")


def test_a_number_that_is_left_out_and_an_end_that_is_cut_off_are_said() -> None:
    lost = read_bytes(ABSTRACTS.replace("2. Sjofart", "3. Sjofart").encode())
    assert [(each.line, each.message[:26]) for each in lost.warnings] == [(26, "number 3 follows number 1:")]
    again = read_bytes((SUMMARIES + "\n" + SUMMARIES).encode())
    assert len(again.records) == 4 and not again.warnings
    [cut] = read_bytes(ABSTRACTS[: ABSTRACTS.rindex("PMID")].encode()).warnings
    assert cut.line == 26 and "cut off" in cut.message
