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
        assert guess_source(part * 5_000, "a.ris").name == ""


CODES = {
    "https://search.ebscohost.com/login.aspx?db={}&AN=1": (
        "psyh PsycINFO,psy PsycINFO,pdh PsycINFO,rzh CINAHL,ccm CINAHL,c8h CINAHL,cin20 CINAHL,cul CINAHL,"
        "cmedm Medline,mnh Medline,mdc Medline,mdl Medline,afh Academic Search Elite,aph Academic Search Premier,"
        "a9h Academic Search Complete,asn Academic Search Ultimate,8gh GreenFILE,eric ERIC,"
        "ehh Education Research Complete,sih SocINDEX,sxi SocINDEX,buh Business Source Premier,"
        "bth Business Source Complete,s3h SPORTDiscus,lxh LISTA,eih Environment Complete,egh Environment Index,"
        "awn AgeLine,amed AMED,EGH Environment Index"
    ),
    "http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D={}&AN=1": (
        "med Medline,omed Medline,mesz Medline,pmnm Medline,prem Medline,ppez Medline,mem1 Medline,emed Embase,"
        "emez Embase,oem Embase,psyb PsycINFO,ppsy PsycINFO,cctr Cochrane Library,coch Cochrane Library,"
        "cleed Cochrane Library,amed AMED,hmic HMIC,glob Global Health,cagh Global Health,"
        "maie Maternity and Infant Care,mwic Maternity and Infant Care,sowa Social Work Abstracts,"
        "swab Social Work Abstracts,embase Embase"
    ),
    "UT {}:ABC123456": (
        "MEDLINE Medline,ZOOREC Zoological Record,BCI BIOSIS,BIOSIS BIOSIS,CABI CAB Abstracts,FSTA FSTA,INSPEC Inspec,"
        "KJD KCI,SCIELO SciELO"
    ),
}


@pytest.mark.parametrize("mark", CODES)
def test_every_code_of_a_platform_is_its_database(mark: str) -> None:
    expected = dict(each.split(" ", 1) for each in CODES[mark].split(","))
    assert {code: guess_source(mark.format(code), "a.ris").name for code in expected} == expected


MARKS = """
search.ebscohost.com/x;db=egh|Environment Index|EBSCOhost
openurl.ebsco.com/x&db=egh|Environment Index|EBSCOhost
scopus.com/inward/1|Scopus|Elsevier
source = {Scopus}|Scopus|Elsevier
eid 2-s2.0-123456789|Scopus|Elsevier
UT ISI:000223334444|Web of Science|Clarivate
AN ZOOR1|Zoological Record|Clarivate
https://eric.ed.gov/?id=1|ERIC|
<PubmedArticle>|PubMed|NLM
PMID: 1|PubMed|NLM
J Wards. PMID: 123; PMCID: PMC1.|PubMed|NLM
https://search.proquest.com/docview/1|ProQuest|ProQuest
ProQuest document ID: 5|ProQuest|ProQuest
https://www.embase.com/x|Embase|Embase.com
https://www.cochranelibrary.com/x|Cochrane Library|Wiley
AN CN-01234567|Cochrane Library|Wiley
https://lens.org/012-3|Lens.org|
https://app.dimensions.ai/details/x|Dimensions|
https://openalex.org/W1|OpenAlex|
{"message-type": "work"}|Crossref|
https://dblp.org/rec/x|DBLP|
GSRank|Google Scholar|Google
https://scholar.google.com/x|Google Scholar|Google
https://worldcat.org/x|WorldCat|OCLC
(OCoLC)1|WorldCat|OCLC
cdi_a_1|Oria|Ex Libris Primo
https://www.cabdirect.org/x|CAB Abstracts|CABI
AN- 20123456789|CAB Abstracts|CABI
DB  - Ovid MEDLINE(R)|Medline|Ovid
DB  - Embase|Embase|Ovid
@article{10.1145/1|ACM Digital Library|ACM
https://dl.acm.org/x|ACM Digital Library|ACM
publisher = {Association for Computing Machinery}|ACM Digital Library|ACM
FN ISI Export Format|Web of Science|Clarivate
DB  - PMC|PubMed Central|NLM
https://europepmc.org/x|Europe PMC|
https://ieeexplore.ieee.org/x|IEEE Xplore|IEEE
https://www.sciencedirect.com/science/x|ScienceDirect|Elsevier
https://clinicaltrials.gov/study/1|ClinicalTrials.gov|
https://www.semanticscholar.org/paper/1|Semantic Scholar|
https://www.jstor.org/stable/1|JSTOR|
"""


@pytest.mark.parametrize("line", MARKS.split("\n")[1:-1])
def test_every_mark_tells_its_database_and_its_platform(line: str) -> None:
    text, name, platform = line.split("|")
    found = guess_source(text, "a.ris")
    at = f" at {platform}" if platform and name != "ProQuest" else ""
    why = f"1 mark of {name}{at}" if name != "ProQuest" else "marks of ProQuest"
    assert (found.name, found.platform, found.why) == (name, platform, why)


KNOWN = (
    "ProQuest,Sociological Abstracts,ASSIA,Campbell Library,SveMed,Norart,BASE,Epistemonikos,PsycINFO,HMIC,FSTA,JSTOR,"
    "Scopus"
)
SHORT = "wos Web of Science,ase Academic Search Elite,gs Google Scholar,central Cochrane Library"


def test_every_name_of_a_database_counts_in_the_name_of_a_file() -> None:
    assert [guess_source("", f"a/{each}-2.ris").name for each in KNOWN.split(",")] == KNOWN.split(",")
    short = dict(each.split(" ", 1) for each in SHORT.split(","))
    assert {each: guess_source("", f"{each.upper()}.txt").name for each in short} == short
    assert guess_source("", "web-of-science", ["WEB of Science"]).name == "WEB of Science"
    assert guess_source("", "base_scopus.ris").name == "Scopus"


SCOPUS, WOS, PMC = "DB  - Scopus\n", "AN  - WOS:000223334444221\n", "https://europepmc.org/x\n"


@pytest.mark.parametrize(
    ("text", "file", "name", "platform", "why"),
    [
        ("", "a.ris", "", "", "none of its marks"), ("", "scopus.ris", "Scopus", "", "file name"),
        (SCOPUS * 4 + WOS, "a.ris", "Scopus", "Elsevier", "4 marks of Scopus at Elsevier"),
        (SCOPUS * 3 + WOS, "a.ris", "", "", "marks of several: Scopus, Web of Science"),
        (SCOPUS * 3 + WOS, "eric.ris", "ERIC", "", "file name; marks of several: Scopus, Web of Science"),
        (SCOPUS * 2000, "a.ris", "Scopus", "Elsevier", "2,000 marks of Scopus at Elsevier"),
        (SCOPUS + WOS + "DB  - MEDLINE\n" + "OWN - ERIC\n", "a.ris", "", "",
         "marks of several: Scopus, Web of Science, ERIC"),
        ("x.ebscohost.com/?db=zzz", "a.ris", "", "EBSCOhost", "marks of EBSCOhost alone"),
        ("x.ebscohost.com/?db=zzz", "scopus.ris", "Scopus", "EBSCOhost", "file name; marks of EBSCOhost"),
        ("proquest.com/", "a.ris", "", "", "none of its marks"), (PMC + SCOPUS, "a.ris", "Scopus", "Elsevier", None),
        ("www.proquest.com/docview/1", "assia.ris", "ASSIA", "ProQuest", "file name; marks of ProQuest"),
        ("UT BCI:BCI202100\nUT CABI:202100\n", "a.ris", "Web of Science", "Clarivate",
         "2 marks of Web of Science at Clarivate"),
        (SCOPUS * 2 + "x.ebscohost.com/?db=zzz", "a.ris", "", "", "marks of several: Scopus, others"),
    ],
)  # fmt: skip
def test_what_a_guess_is_made_by(text: str, file: str, name: str, platform: str, why: str | None) -> None:
    found = guess_source(text, file)
    assert (found.name, found.platform) == (name, platform) and why in (None, found.why)
