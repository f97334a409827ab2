"""Invented journals, by field; none of them is meant to be a real one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

_ABBREVIATIONS = {
    "Abhängigkeit": "Abhäng.",
    "Addiction": "Addict.",
    "Administration": "Adm.",
    "Annals": "Ann.",
    "Applied": "Appl.",
    "Archives": "Arch.",
    "Bulletin": "Bull.",
    "Business": "Bus.",
    "Chronic": "Chron.",
    "Clinical": "Clin.",
    "Collaborative": "Collab.",
    "Computing": "Comput.",
    "Development": "Dev.",
    "Education": "Educ.",
    "Environmental": "Environ.",
    "European": "Eur.",
    "Industrial": "Ind.",
    "Innovation": "Innov.",
    "Integrated": "Integr.",
    "International": "Int.",
    "Journal": "J.",
    "Letters": "Lett.",
    "Management": "Manag.",
    "Medicine": "Med.",
    "Mental": "Ment.",
    "Nordic": "Nord.",
    "Northern": "North.",
    "Nursing": "Nurs.",
    "Practice": "Pract.",
    "Psychiatric": "Psychiatr.",
    "Psychiatry": "Psychiatry",
    "Psychosocial": "Psychosoc.",
    "Public": "Public",
    "Quarterly": "Q.",
    "Recovery": "Recover.",
    "Rehabilitation": "Rehabil.",
    "Research": "Res.",
    "Review": "Rev.",
    "Revista": "Rev.",
    "Revue": "Rev.",
    "Rivista": "Riv.",
    "Scandinavian": "Scand.",
    "Science": "Sci.",
    "Services": "Serv.",
    "Social": "Soc.",
    "Studies": "Stud.",
    "Systems": "Syst.",
    "Technology": "Technol.",
    "Tidsskrift": "Tidsskr.",
    "Tidskrift": "Tidskr.",
    "Tijdschrift": "Tijdschr.",
    "Zeitschrift": "Z.",
}
_LEFT_OUT = frozenset(
    {"&", "and", "de", "des", "di", "e", "en", "for", "för", "für", "i", "in", "la", "of", "og", "the", "voor"}
)


@dataclass(frozen=True, kw_only=True)
class SampleJournal:
    """A journal.

    Attributes:
        founded: The year before volume 1.
        issues: Issues a year; 0 when it counts articles instead of pages.
        reach: How many databases follow it: 1 is usual, 2 is a mainstream journal, 0.4 a local one.
    """

    name: str
    publisher: str
    city: str
    founded: int
    issues: int
    reach: float

    @property
    def abbreviation(self) -> str:
        """The name as ISO 4 shortens it: "Nord. J. Peer Work"."""
        words = [word for word in self.name.replace(":", "").split() if word.lower() not in _LEFT_OUT]
        return " ".join(_ABBREVIATIONS.get(word, word) for word in words) if len(words) > 1 else self.name

    @property
    def code(self) -> str:
        """The letters that stand for the journal in a DOI: "njpw"."""
        return "".join(word[0] for word in self.name.split() if word[0].isalpha()).lower()

    @property
    def issn(self) -> str:
        """An ISSN from a range that is not in use, with a valid check digit."""
        return _issn(self.name, "print")

    @property
    def electronic_issn(self) -> str:
        """The ISSN of the online edition."""
        return _issn(self.name, "online")


@cache
def _issn(name: str, edition: str) -> str:
    digits = f"97{int(hashlib.sha256(f'{name}/{edition}'.encode()).hexdigest()[:12], 16) % 100_000:05d}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


_TABLE = """
mental-health|Journal of Peer Work and Recovery Practice|Lanternfish Press|London|2004|4|2
mental-health|Nordic Journal of Shared Mental Health Care|Skerry Academic|Bergen|1996|4|1.4
mental-health|Archives of Community Psychiatry Services|Holt & Marrow|New York|1975|12|2
mental-health|Recovery and Mental Health Review|Lanternfish Press|London|1989|6|1.6
mental-health|International Annals of Psychosocial Rehabilitation|Meridian House|Amsterdam|1981|4|1.5
mental-health|BEACON Mental Health Services Research|OpenFjord|Trondheim|2008|0|1.8
mental-health|Psychiatric Practice Quarterly|Holt & Marrow|New York|1968|4|1.2
mental-health|Mad Studies and Lived Experience|Kestrel University Press|Leeds|2012|2|0.5
addiction|Substance Use and Service Research|Meridian House|Amsterdam|1987|6|1.7
addiction|Scandinavian Letters in Addiction|Skerry Academic|Oslo|1999|4|1
addiction|Harm Reduction Practice|OpenFjord|Trondheim|2009|0|1.4
addiction|Addiction Recovery Studies|Holt & Marrow|Boston|1993|4|1.3
nursing|Northern Journal of Psychiatric Nursing|Skerry Academic|Bergen|1991|6|1.4
nursing|Bulletin of Nursing and Collaborative Care|Lanternfish Press|Edinburgh|1979|10|1.3
nursing|Caring Science in Practice|Kestrel University Press|Leeds|1985|4|0.9
nursing|Midwifery and Family Health Letters|Lanternfish Press|Edinburgh|1990|6|1
medicine|Primary Medicine and Chronic Illness|Meridian House|Amsterdam|1972|12|1.8
medicine|OpenFjord Medicine|OpenFjord|Trondheim|2010|0|1.9
medicine|Patient Education Quarterly|Holt & Marrow|New York|1983|12|1.6
medicine|European Annals of Self-Management|Meridian House|Utrecht|2001|4|1
public-management|Public Value and Co-Creation|Kestrel University Press|Leeds|2006|4|1.2
public-management|Scandinavian Studies in Public Administration|Skerry Academic|Gothenburg|1978|4|0.9
public-management|Public Services Innovation Review|Lanternfish Press|London|1995|6|1.4
public-management|Municipal Administration Quarterly|Holt & Marrow|Chicago|1961|4|0.7
work|Work, Health and Vocation|Meridian House|Amsterdam|1990|8|1.2
work|Occupational Wellbeing Research|OpenFjord|Trondheim|2011|0|1.1
business|Prosumer and Service Business Research|Holt & Marrow|New York|1998|6|1.1
business|Industrial Boundary Management|Meridian House|Rotterdam|1976|6|1
business|Finance, Trust and Technology|Lanternfish Press|London|2003|4|0.9
business|Collaborative Innovation Letters|OpenFjord|Trondheim|2012|0|0.9
education|Peer Learning in Education|Lanternfish Press|London|1994|4|1
education|Nordic Classroom Studies|Skerry Academic|Uppsala|1982|4|0.8
education|Tutoring and Mentoring Research|Holt & Marrow|Boston|1988|3|0.9
environment|Climate Services and Society|OpenFjord|Trondheim|2013|0|1.2
environment|Environmental Governance Letters|Meridian House|Amsterdam|1997|6|1.1
technology|Participatory Computing Systems|Meridian House|Amsterdam|1992|4|1
technology|Open Source and Society Review|Kestrel University Press|Leeds|2007|2|0.6
nor|Tidsskrift for erfaring og psykisk helse|Skerry Academic|Bergen|2003|4|0.8
nor|Rusfag og samskaping|Skerry Academic|Oslo|1995|4|0.5
swe|Tidskrift för delaktighet och psykiatri|Skerry Academic|Lund|1998|4|0.6
dan|Samskabelse i praksis|Skerry Academic|Odense|2005|2|0.5
ger|Zeitschrift für gemeinsame Psychiatrie|Verlag Am Deich|Bremen|1980|6|0.9
ger|Sucht und Teilhabe|Verlag Am Deich|Bremen|1992|4|0.6
fre|Revue des savoirs partagés en santé mentale|Éditions du Phare|Montréal|1986|4|0.8
spa|Revista de Participación y Salud Mental|Editorial Albatros|Valencia|1993|4|0.9
por|Cadernos de Saberes e Cuidado|Editora Maré|Campinas|2000|3|0.7
dut|Tijdschrift voor herstel en samenwerking|Uitgeverij De Terp|Groningen|1997|6|0.6
ita|Rivista di Salute Mentale Condivisa|Edizioni Faro|Trieste|1990|4|0.6
"""

JOURNALS: dict[str, tuple[SampleJournal, ...]] = {}
for _line in _TABLE.strip().splitlines():
    _group, _name, _publisher, _city, _founded, _issues, _reach = _line.split("|")
    JOURNALS[_group] = (
        *JOURNALS.get(_group, ()),
        SampleJournal(
            name=_name,
            publisher=_publisher,
            city=_city,
            founded=int(_founded),
            issues=int(_issues),
            reach=float(_reach),
        ),
    )
