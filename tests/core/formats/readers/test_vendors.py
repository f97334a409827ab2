"""Which database a file comes from: marks in it, its name, the plan's spelling; several marks make no guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.formats.decode import decode_guessing
from core.formats.readers.vendors import MARKED_BYTES, guess_source

FILES = Path(__file__).resolve().parents[4] / "sample_data" / "files"


@pytest.mark.parametrize(
    ("text", "name", "platform"),
    [
        ("UR  - https://search.ebscohost.com/login.aspx?direct=true&db=psyh&AN=1", "PsycINFO", "EBSCOhost"),
        ("L2  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=med13&AN=1", "Medline", "Ovid"),
        ("DB  - Scopus", "Scopus", "Elsevier"),
        ("AN  - WOS:000223334444221", "Web of Science", "Clarivate"),
        ("FN ISI Export Format\nPT J\nUT MEDLINE:16842170\n", "Medline", "Clarivate"),
        ("FN Clarivate Analytics Web of Science\nPT J\nUT BCI:BCI202100123456\n", "BIOSIS", "Clarivate"),
        ("UT WOS:000223334444221\nUT MEDLINE:16842170\n", "Web of Science", "Clarivate"),
        ("UT BCI:BCI202100123456\nUT MEDLINE:16842170\n", "Web of Science", "Clarivate"),
        ("FN Clarivate Analytics Web of Science\nPT J\n", "Web of Science", "Clarivate"),
        ("UR  - https://search.ebscohost.com/login.aspx?direct=true&db=egh&AN=1", "Environment Index", "EBSCOhost"),
        ("DB  - PMC\nUR  - http://www.ncbi.nlm.nih.gov/pmc/articles/PMC3654245/", "PubMed Central", "NLM"),
        ("PMID- 1\nOWN - NLM", "PubMed", "NLM"),
        ("PMID- 1\nOWN - ERIC\nUR  - https://eric.ed.gov/?id=1", "ERIC", ""),
        ("UR  - https://www.proquest.com/docview/1", "ProQuest", "ProQuest"),
        ("Record #1 of 1\nID: CN-01234567", "Cochrane Library", "Wiley"),
        ("bibsource = {dblp computer science}", "DBLP", ""),
        ("UR  - https://www.jstor.org/stable/1\nDB  - Scopus\n", "Scopus", "Elsevier"),
        ("TY  - JOUR\nTI  - Scopus and others\n", "", ""),
    ],
)
def test_marks_tell_the_database(text: str, name: str, platform: str) -> None:
    found = guess_source(text, "export (3).txt")
    assert (found.name, found.platform) == (name, platform) and found.why


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("2024-01 web_of_science (2).txt", "Web of Science"),
        ("reference-lists.ris", "Reference Lists"),
        ("exports/psycinfo.ris", "PsycINFO"),
        ("wos.txt", "Web of Science"),
        ("base-line.ris", "BASE"),
        ("export (3).ris", ""),
        ("ris", ""),
    ],
)
def test_else_the_name_of_the_file_does_in_the_spelling_of_the_plan(file: str, name: str) -> None:
    assert guess_source("", file, ["Reference Lists"]).name == name


def test_a_file_put_together_from_several_is_not_guessed() -> None:
    found = guess_source("DB  - Scopus\n" * 5 + "AN  - WOS:000223334444221\n" * 5, "all.ris")
    assert found.name == "" and "several" in found.why


def test_the_sample_reviews_files_are_all_recognised() -> None:
    planned = ["Reference lists", "Experts", "Cinahl"]
    found = {
        each.name: guess_source(decode_guessing(each.read_bytes()[:MARKED_BYTES]), each.name, planned).name
        for each in FILES.glob("*.ris")
    }
    assert all(found.values()) and found["cinahl.ris"] == "Cinahl" and found["update-scopus.ris"] == "Scopus"


def test_marks_that_never_end_take_linear_time() -> None:
    for part in ("ebscohost.com/?", "ovidsp.ovid.com/", "proquest.com/", "x"):
        assert guess_source(part * 20_000, "a.ris").name == ""
