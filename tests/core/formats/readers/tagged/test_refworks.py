"""RefWorks's tagged format, as RefWorks itself and EBSCO write it."""

from __future__ import annotations

from tests.core.formats.samples import read_bytes

TEXT = """RT Journal Article
SR Print(0)
ID 17
A1 Nordmann,Ola
A1 van der Berg,K.
T1 Helpers at sea
JF Sea Studies
JO Sea Stud
YR 2011
FD May 2011
VO 3
IS 2
SP 1
OP 9
K1 boats
K1 help
AB We sailed
 and came home.
LA English
PB Press
SN 1234-5679
AN 21000001
DO 10.5555/rw.1
LK https://example.org/1
OL English (30)

RT Dissertation/Thesis
A1 Strand, Eli
T1 At home
YR 2010
PB A University
"""


def test_the_fields_of_an_article_and_of_a_thesis() -> None:
    found = read_bytes(TEXT.encode())
    assert found.format == "refworks" and not found.warnings
    article, thesis = found.records
    assert (article.title, article.kind, article.year) == ("Helpers at sea", "JOUR", 2011)
    assert [(each.family, each.given) for each in article.authors] == [("Nordmann", "Ola"), ("van der Berg", "K.")]
    assert (article.journal, article.volume, article.issue, article.pages) == ("Sea Studies", "3", "2", "1-9")
    assert article.abstract == "We sailed and came home." and article.keywords == ("boats", "help")
    assert (article.doi, article.accession, article.issn) == ("10.5555/rw.1", "21000001", ("1234-5679",))
    assert (thesis.title, thesis.kind, thesis.line) == ("At home", "THES", 27)


def test_a_record_that_lost_its_start_is_said_with_its_line() -> None:
    found = read_bytes(TEXT.replace("RT Dissertation/Thesis\n", "").encode(), "refworks")
    assert [(each.line, "start is missing" in each.message) for each in found.warnings] == [(27, True)]
