"""Headings that one database's thesaurus has and another's does not, as far as they are often taken along by mistake.

A small table from general knowledge of MeSH, Emtree, CINAHL Headings and the APA Thesaurus; a heading that is not here
says nothing.
"""

from __future__ import annotations

import re

from core.strategy.dialects import PUBMED, Platform

MESH, EMTREE, CINAHL, APA = "MeSH", "Emtree", "CINAHL Headings", "the APA Thesaurus"
_DATABASES = (
    (r"medline|pubmed|cochrane|\bcentral\b", MESH),
    (r"embase", EMTREE),
    (r"cinahl", CINAHL),
    (r"psyc(?:info|articles|extra)|\bapa\b", APA),
)
# A subject a line: how each thesaurus writes it, "–" where it has no such heading that is sure.
_TABLE = """
MeSH | Emtree | CINAHL Headings | the APA Thesaurus
cooperative behavior | cooperation | cooperative behavior | cooperation
delivery of health care | health care delivery | health care delivery | health care delivery
mental health services | mental health service | mental health services | mental health services
community mental health services | community mental health service | community mental health services | –
health personnel | health care personnel | health personnel | health personnel
attitude of health personnel | health personnel attitude | attitude of health personnel | health personnel attitudes
health services accessibility | health care access | health services accessibility | health care access
neoplasms | neoplasm | neoplasms | neoplasms
depressive disorder, major | major depression | – | major depression
diabetes mellitus, type 2 | non insulin dependent diabetes mellitus | diabetes mellitus, type 2 | type 2 diabetes
stroke | cerebrovascular accident | stroke | cerebrovascular accidents
myocardial infarction | heart infarction | myocardial infarction | myocardial infarctions
kidney failure, chronic | chronic kidney failure | kidney failure, chronic | –
pulmonary disease, chronic obstructive | chronic obstructive lung disease | pulmonary disease, chronic obstructive | –
child, preschool | preschool child | child, preschool | –
infant, newborn | newborn | infant, newborn | –
pregnancy in adolescence | adolescent pregnancy | pregnancy in adolescence | adolescent pregnancy
randomized controlled trials as topic | randomized controlled trial (topic) | – | –
patient participation | patient participation | – | client participation
peer group | peer group | peer group | peers
emergency service, hospital | emergency ward | emergency service | –
"""


def thesaurus_of(dialect: Platform, source: str) -> str | None:
    """The thesaurus of a database, by the platform and the name of the source; None where neither tells."""
    named = (name for pattern, name in _DATABASES if re.search(pattern, source, re.IGNORECASE))
    return MESH if dialect is PUBMED else next(named, None)


def foreign_to(thesaurus: str, heading: str) -> tuple[str, str] | None:
    """The thesaurus that a heading is of, and what this one writes instead ("" where that is not known); None: its own.

    Args:
        thesaurus: As `thesaurus_of` gives it.
        heading: The heading's name.
    """
    name = " ".join(heading.partition("/")[0].lower().split())
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines())
    own = head.index(thesaurus)
    if any(row[own] == name for row in rows):
        return None
    for row in rows:
        if name in row:
            return head[row.index(name)], "" if row[own] == "–" else row[own]
    # Emtree has what MeSH turns round, "Diabetes Mellitus, Type 2", in its natural order.
    return (MESH, "") if thesaurus == EMTREE and re.fullmatch(r"[^,()\d]+, [a-z].*", name) else None
