"""The files of the sample review and what the team noted when it ran each search."""

from __future__ import annotations

from dataclasses import dataclass

from sample_data.coverage import EXPERTS, REFERENCE_LISTS

_OVID = """\
1. peer group/
2. (peer adj (provid* or support* or mentor* or advocate* or listen*)).ti,ab.
3. (live* adj experience*).ti,ab.
4. (boundary adj spanner*).ti,ab.
5. or/1-4
6. (collaborat* or participat* or integrat* or cooperat*).ti,ab.
7. (co adj (creat* or produc*)).ti,ab.
8. (cocreat* or coproduct* or prosum*).ti,ab.
9. or/6-8
10. exp Mental Health Services/
11. (mental adj health*).ti,ab.
12. ((addiction or social or public or recover*) adj service*).ti,ab.
13. municipal*.ti,ab.
14. or/10-13
15. 5 and 9 and 14
16. limit 15 to english
"""
_WORDS = (
    '("peer support*" OR "peer provid*" OR "peer mentor*" OR "lived experience*" OR "boundary spanner*" OR prosum*)',
    '(collaborat* OR participat* OR integrat* OR "co-creat*" OR "co-produc*" OR cocreat* OR coproduc*)',
    '("mental health*" OR "addiction service*" OR "public service*" OR "social service*" OR municipal*)',
)


@dataclass(frozen=True, kw_only=True)
class SampleSource:
    """One file of the sample review.

    Attributes:
        searched: The day of the search, ISO 8601.
        limits: What the search was limited to.
    """

    file: str
    name: str
    route: str = "databases"
    platform: str
    searched: str = "2021-01-04"
    strategy: str = ""
    limits: str = "title, abstract, keywords; from inception"
    round: int = 1


def _boolean(pattern: str) -> str:
    return " AND ".join(pattern.format(words) for words in _WORDS)


SOURCES = (
    SampleSource(file="medline.ris", name="Medline", platform="Ovid", strategy=_OVID),
    SampleSource(file="psycinfo.ris", name="PsycINFO", platform="EBSCOhost", strategy=_boolean("(TI {0} OR AB {0})")),
    SampleSource(file="embase.ris", name="Embase", platform="Embase.com", strategy=_boolean("{}:ti,ab,kw")),
    SampleSource(file="oria.ris", name="Oria", platform="Ex Libris Primo", strategy=_boolean("{}")),
    SampleSource(file="worldcat.ris", name="WorldCat", platform="OCLC", strategy=_boolean("kw:{}")),
    SampleSource(
        file="google-scholar.ris",
        name="Google Scholar",
        platform="Google",
        strategy='"peer support worker" "co-production" "mental health services"',
        limits="the first 200 hits by relevance, less those that could not be saved",
    ),
    SampleSource(file="scopus.ris", name="Scopus", platform="Elsevier", strategy=_boolean("TITLE-ABS-KEY{}")),
    SampleSource(
        file="academic-search-elite.ris",
        name="Academic Search Elite",
        platform="EBSCOhost",
        strategy=_boolean("(TI {0} OR AB {0})"),
    ),
    SampleSource(file="cinahl.ris", name="Cinahl", platform="EBSCOhost", strategy=_boolean("(TI {0} OR AB {0})")),
    SampleSource(file="web-of-science.ris", name="Web of Science", platform="Clarivate", strategy=_boolean("TS={}")),
    SampleSource(
        file="reference-lists.ris",
        name=REFERENCE_LISTS,
        route="citation-searching",
        platform="by hand, EndNote",
        searched="2021-01-29",
        limits="",
    ),
    SampleSource(
        file="experts.ris",
        name=EXPERTS,
        route="experts",
        platform="e-mail, Rayyan",
        searched="2021-01-20",
        limits="",
    ),
)
"""The first search: ten databases, reference lists, experts."""

UPDATE = SampleSource(
    file="update-scopus.ris",
    name="Scopus",
    platform="Elsevier",
    searched="2021-06-07",
    strategy=_boolean("TITLE-ABS-KEY{}"),
    limits="title, abstract, keywords; added since the first search, or later",
    round=2,
)
"""The update of the search, a second round."""
