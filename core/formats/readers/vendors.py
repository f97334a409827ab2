"""Which database a file of references comes from: by marks of the vendor in it, then by its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MARKED_BYTES = 1 << 20
"""So much of the start of a file is looked at for marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGuess:
    """What a file seems to come from.

    Attributes:
        name: The database, by its own name or by that of a planned source; "" when it cannot be told.
        why: The evidence in a few words, or what stands against a guess.
    """

    name: str
    platform: str = ""
    why: str


_Mark = tuple[str, str, re.Pattern[str]]


def _compiled(*marks: tuple[str, str, str]) -> tuple[_Mark, ...]:
    return tuple((name, platform, re.compile(mark, re.MULTILINE)) for name, platform, mark in marks)


_EBSCO = {
    **dict.fromkeys(("psyh", "psy", "pdh"), "PsycINFO"),
    **dict.fromkeys(("rzh", "ccm", "c8h", "cin20", "cul"), "CINAHL"),
    **dict.fromkeys(("cmedm", "mnh", "mdc", "mdl"), "Medline"),
    "afh": "Academic Search Elite",
    "aph": "Academic Search Premier",
    "a9h": "Academic Search Complete",
    "asn": "Academic Search Ultimate",
    "8gh": "GreenFILE",
    "eric": "ERIC",
    "ehh": "Education Research Complete",
    "sih": "SocINDEX",
    "sxi": "SocINDEX",
    "buh": "Business Source Premier",
    "bth": "Business Source Complete",
    "s3h": "SPORTDiscus",
    "lxh": "LISTA",
    "eih": "Environment Complete",
    "egh": "Environment Index",
    "awn": "AgeLine",
    "amed": "AMED",
}
_OVID = (
    (r"(?:o?med|mesz|pmnm|prem|ppez|medp|medl|medc|mem)", "Medline"),
    (r"(?:o?emed|emez|emcz|oem)", "Embase"),
    (r"(?:psy|ppsy)", "PsycINFO"),
    (r"(?:cctr|coch|clcmr|clhta|cleed)", "Cochrane Library"),
    (r"amed", "AMED"),
    (r"hmic", "HMIC"),
    (r"glob|cagh", "Global Health"),
    (r"maie|mwic", "Maternity and Infant Care"),
    (r"sowa|swab", "Social Work Abstracts"),
)
_CLARIVATE = {
    "MEDLINE": "Medline",
    "ZOOREC": "Zoological Record",
    **dict.fromkeys(("BCI", "BIOSIS"), "BIOSIS"),
    "CABI": "CAB Abstracts",
    "FSTA": "FSTA",
    "INSPEC": "Inspec",
    "KJD": "KCI",
    "SCIELO": "SciELO",
}
# (database, platform, mark); where the database is "", the first group of the mark tells it by the table above.
_MARKS = _compiled(
    ("", "EBSCOhost", r"(?:ebscohost|openurl\.ebsco)\.com/\S{0,300}?[?&;]db=(\w{2,8})\b"),
    ("Scopus", "Elsevier", r"^DB {2}- Scopus|scopus\.com/inward/|source\s*=\s*\{Scopus\}|\b2-s2\.0-\d{9,}"),
    ("Web of Science", "Clarivate", r"\b(?:WOS|ISI):\d{12,}"),
    ("", "Clarivate", rf"\b({'|'.join(_CLARIVATE)}):[A-Z]*\d{{6,}}"),
    ("Zoological Record", "Clarivate", r"^AN ZOOR"),
    ("ERIC", "", r"^OWN *- ERIC|eric\.ed\.gov/"),
    ("PubMed", "NLM", r"^OWN *- NLM|<PubmedArticle[\s>]|^PMID: \d|\. PMID: \d+(?:; PMCID: PMC\d+)?\.$"),
    ("", "ProQuest", r"(?:search|www)\.proquest\.com/\S{0,300}?(docview)/|ProQuest document (ID): "),
    ("Embase", "Embase.com", r"\bembase\.com/"),
    ("Cochrane Library", "Wiley", r"cochranelibrary\.com/|^ID: CN-\d{5,}|\bCN-\d{8}\b"),
    ("Lens.org", "", r"\blens\.org/\d{3}-"),
    ("Dimensions", "", r"app\.dimensions\.ai/details/"),
    ("OpenAlex", "", r"openalex\.org/W\d"),
    ("Crossref", "", r'"message-type"\s*:\s*"work'),
    ("DBLP", "", r"bibsource\s*=\s*\{dblp|dblp\.org/rec/"),
    ("Google Scholar", "Google", r"\bGSRank\b|scholar\.google\.\w+/"),
    ("WorldCat", "OCLC", r"worldcat\.org/|\(OCoLC\)\d"),
    ("Oria", "Ex Libris Primo", r"\bcdi_[a-z]+_\w+"),
    ("CAB Abstracts", "CABI", r"cabdirect\.org/|^AN- 20\d{9}\b"),
    (
        "",
        "Ovid",
        r"ovid(?:sp|web)?\S{0,20}\.(?:ovid\.)?com/\S{0,300}?[?&;]D=(\w{2,8})\b|^DB {2}- (?:Ovid )?(MEDLINE|Embase)",
    ),
    (
        "ACM Digital Library",
        "ACM",
        r"^@\w+\{10\.1145/|dl\.acm\.org/|publisher = \{Association for Computing Machinery\}",
    ),
)
# Addresses to which other databases link, too, and what a platform writes for each of its databases: they count where
# no other mark is.
_WEAK = _compiled(
    ("Web of Science", "Clarivate", r"^FN (?:Clarivate|Thomson|ISI)"),
    ("PubMed Central", "NLM", r"^DB {2}- PMC\b"),
    ("Europe PMC", "", r"europepmc\.org/"),
    ("IEEE Xplore", "IEEE", r"ieeexplore\.ieee\.org/"),
    ("ScienceDirect", "Elsevier", r"sciencedirect\.com/science/"),
    ("ClinicalTrials.gov", "", r"clinicaltrials\.gov/(?:ct2/show|study)/"),
    ("Semantic Scholar", "", r"semanticscholar\.org/paper"),
    ("JSTOR", "", r"jstor\.org/stable/"),
)
_NAMES = (
    *dict.fromkeys(
        (
            *_EBSCO.values(),
            *(name for _, name in _OVID),
            *_CLARIVATE.values(),
            *(name for name, _, _ in (*_MARKS, *_WEAK) if name),
        )
    ),
    *("ProQuest", "Sociological Abstracts", "ASSIA", "Campbell Library", "SveMed", "Norart", "BASE", "Epistemonikos"),
)
_SHORT = {
    "wos": "Web of Science",
    "ase": "Academic Search Elite",
    "gs": "Google Scholar",
    "central": "Cochrane Library",
}
_SURE = 0.8
"""So much of all marks must be of one database; of less, the file was put together from several."""


def guess_source(text: str, file_name: str, planned: Iterable[str] = ()) -> SourceGuess:
    """The database that a file of references comes from.

    Args:
        text: Its first `MARKED_BYTES`, or all of it.
        file_name: Its name, which counts where nothing in the file tells it.
        planned: The names of the sources of the plan: a guess takes their spelling.
    """
    names = {_folded(each): each for each in planned}
    found = _counted(text, _MARKS) or _counted(text, _WEAK)
    by_name = _by_name(file_name, names)
    of_database = Counter[str]()
    for (name, _), hits in found.items():
        of_database[name] += hits
    best, hits = of_database.most_common(1)[0] if found else ("", 0)
    platform = next((platform for (name, platform), _ in found.most_common() if name == best), "")
    if {platform for _, platform in found} == {"Clarivate"} and hits < _SURE * found.total():
        best, hits = "Web of Science", found.total()  # a search in all databases of this platform
    if hits < _SURE * found.total():
        several = ", ".join(name or "others" for name, _ in of_database.most_common(3))
        why = f"marks of several: {several}"
        return SourceGuess(name=by_name, why=f"file name; {why}") if by_name else SourceGuess(name="", why=why)
    if best:
        why = f"{hits:,} mark{'s' * (hits > 1)} of {best}" + (f" at {platform}" if platform else "")
        return SourceGuess(name=names.get(_folded(best), best), platform=platform, why=why)
    marks = f"marks of {platform}" if platform else ""
    if by_name or platform == "ProQuest":
        why = "; ".join(filter(None, ("file name" * bool(by_name), marks)))
        return SourceGuess(name=by_name or platform, platform=platform, why=why)
    return SourceGuess(name="", platform=platform, why=f"{marks} alone" if platform else "none of its marks")


def _counted(text: str, marks: Iterable[_Mark]) -> Counter[tuple[str, str]]:
    """(database, platform) → how many marks of it are there."""
    found = Counter[tuple[str, str]]()
    for name, platform, mark in marks:
        for match in mark.finditer(text):
            found[name or _coded(platform, next(filter(None, match.groups()), "")), platform] += 1
    return found


def _coded(platform: str, code: str) -> str:
    """The database of a code of EBSCOhost, Ovid or Clarivate; "" for an unknown one."""
    if platform == "Clarivate":
        return _CLARIVATE[code]
    code = code.casefold()
    if platform == "EBSCOhost":
        return _EBSCO.get(code, "")
    if platform == "Ovid":
        return next((name for start, name in _OVID if re.match(start, code)), {"embase": "Embase"}.get(code, ""))
    return ""


def _by_name(file_name: str, planned: dict[str, str]) -> str:
    """The planned source, else the known database, whose name stands in a file's name; the longest of several."""
    stem = file_name.rpartition("/")[2].rpartition(".")[0] or file_name
    words = [_folded(each) for each in re.split(r"[\W_]+", stem) if each]
    runs = {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    known = {**{_folded(each): each for each in _NAMES}, **_SHORT, **planned}
    best = max((each for each in runs if each in known), key=len, default="")
    name = known.get(best, "")
    return planned.get(_folded(name), name)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
