"""The rules: what the evidence about two records leads to.

First the vetoes, in order: one that holds sends the pair to a person if it looks close, and otherwise drops it.
Then the merges: any one of them suffices. What is left is reviewed if a person may well call it the same.

The numbers are few and serve many rules: on five labelled sets of 16,000 records, moving any of them by 5 points or
15 letters merges no unique record and misses at most three duplicates more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from core.dedup.pairs import LINK, MERGE, NOTICE, REVIEW
from core.dedup.wording import ADDED, OPPOSITE, OTHER, SLIP

if TYPE_CHECKING:
    from core.dedup.compare import Evidence

SAME_TITLE = 95
"""Slips, spellings, lost accents and symbols leave 95 of 100 letters alone; another study seldom does."""
ALIKE_TITLE = 80
"""Enough where volume and page, or an identifier, agree: some databases reword or shorten titles."""
SAME_AUTHORS = 80
"""One surname in five may be misspelt or missing."""
ALIKE_AUTHORS = 60
"""Enough to tell two abstracts on one page apart, since those have other authors."""
SAME_JOURNAL = 85
"""Abbreviations score 95, spellings and punctuation 85 and more."""
PART_TITLE = 20
"""Letters of a title that is no mere catchword of a longer one."""
LONG_TITLE = 30
"""Letters of a title that hardly two papers share by chance."""
UNIQUE_TITLE = 60
"""Letters of a title that hardly two papers of the same authors share."""

Test = Callable[["Evidence"], bool]


class Veto(NamedTuple):
    """Speaks against a merge whatever else agrees.

    `ask` says when a person should see the pair, `link` when two publications belong together all the same.
    """

    name: str
    holds: Test
    ask: Test
    why: str
    link: Test = lambda e: False


class Rule(NamedTuple):
    """Leads to its outcome when it holds. Its name goes into the log and onto the screen."""

    name: str
    holds: Test
    why: str


def same_work(e: Evidence) -> bool:
    """The same title and authors, in the same or the next year (online first)."""
    return e.title >= SAME_TITLE and e.authors >= SAME_AUTHORS and e.years <= 1


def same_place(e: Evidence) -> bool:
    """The same volume and page. Overlapping pages count in the same journal only, or with the same issue."""
    return (
        e.volume > 0 and e.years <= 1 and (e.pages > 1 or (e.pages > 0 and (e.journal >= SAME_JOURNAL or e.issue > 0)))
    )


def exact_place(e: Evidence) -> bool:
    """The same volume, first and last page."""
    return e.volume > 0 and e.pages == 3 and e.years <= 1


def _same_team(e: Evidence) -> bool:
    return e.authors >= SAME_AUTHORS and (e.title >= SAME_TITLE or same_place(e) or known_journal(e))


def alike(e: Evidence) -> bool:
    """Titles that may be two versions of one. A very short one takes the same first and last page."""
    return e.title >= ALIKE_TITLE or (e.part and (e.length >= PART_TITLE or e.pages == 3))


def _own_doi(e: Evidence) -> bool:
    """Whether the DOI is that of one text: not of several titles, of other pages, or of a supplement without a page."""
    return not e.crowded and e.pages >= (2 if e.supplement else 0)


def firm(e: Evidence) -> bool:
    """What makes one of two titles a slip: the same volume and first page, or the same identifier."""
    if (e.doi > 0 or e.pmid > 0) and not e.crowded and e.pages >= 0:
        return True
    if e.volume > 0:
        return e.pages > 1 or (e.pages > 0 and e.wording == SLIP)
    return e.volume == 0 and (e.pages == 3 or (e.pages > 1 and e.years == 0 and known_journal(e)))


def nothing_differs(e: Evidence) -> bool:
    """Volume, issue and pages agree as far as both records have them."""
    return e.volume >= 0 and e.issue >= 0 and e.pages >= 0


def known_journal(e: Evidence) -> bool:
    """Both name the same journal."""
    return e.journal >= SAME_JOURNAL


def _long_same_title(e: Evidence) -> bool:
    return e.title >= SAME_TITLE and e.length >= LONG_TITLE


def _authors_allow(e: Evidence) -> bool:
    return e.authors >= ALIKE_AUTHORS or e.authors < 0


VETOES = (
    Veto(
        NOTICE,
        lambda e: e.notices,
        lambda e: alike(e) and e.authors >= SAME_AUTHORS and e.years <= 2,
        "an erratum, a retraction notice or a reply repeats the title of its article, and is another publication",
        lambda e: e.notice_of_the_other,
    ),
    Veto(
        "another issue's editorial",
        lambda e: e.generic and (e.volume < 0 or e.issue < -1 or e.pages < 0),
        lambda e: False,
        "an editorial is written for every issue, under one title and from the same page on",
    ),
    Veto(
        "another version",
        lambda e: e.versions,
        lambda e: e.title >= ALIKE_TITLE,
        "Cochrane reviews are updated under one title; whether both are wanted is for the team to say",
    ),
    Veto(
        "protocol and result",
        lambda e: e.protocols and not (e.pages > 1 and e.volume >= 0) and not (e.doi > 0 and not e.crowded),
        lambda e: alike(e) and e.authors >= ALIKE_AUTHORS and e.years <= 6 and not e.generic,
        "the protocol, the design or the plan of a study and its result: one study, two publications",
        lambda e: e.authors >= ALIKE_AUTHORS and alike(e) and not e.generic,
    ),
    Veto(
        "another form",
        lambda e: e.forms and not (e.pages > 1 and e.volume >= 0) and not (e.doi > 0 and not e.crowded),
        lambda e: e.title >= ALIKE_TITLE and e.authors >= SAME_AUTHORS and e.years <= 2 and not e.generic,
        "conference abstract, preprint, thesis or chapter, and article: one study, two publications",
        lambda e: e.title >= ALIKE_TITLE and e.authors >= ALIKE_AUTHORS and not e.generic,
    ),
    Veto(
        "other numbers in the title",
        lambda e: e.numerals and not (exact_place(e) and e.doi >= 0),
        lambda e: same_work(e) and known_journal(e),
        "Part I and Part II, phase 1 and phase 2; only the very same pages make it a slip",
    ),
    Veto(
        "opposite words in the title",
        lambda e: e.wording == OPPOSITE and alike(e),
        lambda e: _same_team(e) and e.years <= 1 and e.doi >= 0,
        "“men” and “women”, “with” and “without”, “hypo-” and “hyper-”: nobody slips from one to the other",
    ),
    Veto(
        "other words in the title",
        lambda e: e.wording == OTHER and e.pages < 3 and alike(e) and not e.scripts,
        lambda e: (
            (same_work(e) or (same_place(e) and e.authors >= SAME_AUTHORS) or (e.doi > 0 and not e.crowded))
            and e.doi >= 0
        ),
        "“in rats” and “in mice”: a group sends two abstracts to one meeting, often onto one page",
    ),
    Veto(
        "a slip or a word more in the title",
        lambda e: (
            e.wording in (SLIP, ADDED) and e.title >= (ALIKE_TITLE if e.pages == 1 else SAME_TITLE) and not firm(e)
        ),
        lambda e: _same_team(e) and e.years <= 1 and e.doi >= 0,
        "“in men” and “in old men”, “trial” and “trail”: a slip in the same place, elsewhere perhaps another paper; "
        "two short papers of one team share the page on which one ends",
    ),
    Veto(
        "other letters",
        lambda e: e.scripts and not exact_place(e) and not (e.doi > 0 and not e.crowded),
        lambda e: e.title >= ALIKE_TITLE and _authors_allow(e) and e.years <= 1 and not e.generic,
        "there are several ways to write Cyrillic or Greek in Latin letters; what looks alike then may be another word",
    ),
    Veto(
        "other DOI",
        lambda e: e.doi < 0 and not (exact_place(e) and e.years == 0 and e.title >= SAME_TITLE and not e.generic),
        lambda e: same_work(e) and not e.generic and (e.volume >= 0 or e.issue >= 0),
        "two DOIs are two publications, unless title, year, volume and both pages say that one was mistyped",
    ),
    Veto(
        "other PubMed number",
        lambda e: e.pmid < 0,
        lambda e: same_work(e) and not e.generic,
        "PubMed gives one number to one publication",
    ),
)

OF_ONE_STUDY = ("protocol and result", "another form")
"""The vetoes that keep two reports of one study apart."""

MERGES = (
    Rule(
        "identical records",
        lambda e: e.identical,
        "they say the very same, abstract included: one file imported twice, however little it says",
    ),
    Rule(
        "same volume and pages",
        lambda e: same_place(e) and alike(e) and e.authors >= ALIKE_AUTHORS,
        "the strongest evidence there is: volume and page are copied without slips, and name one text",
    ),
    Rule(
        "same volume and pages, no authors",
        lambda e: same_place(e) and e.title >= 90 and e.authors < 0,
        "anonymous in one database",
    ),
    Rule(
        "same volume, first and last page",
        lambda e: exact_place(e) and _long_same_title(e),
        "whatever became of the authors' names",
    ),
    Rule(
        "same DOI",
        lambda e: (
            e.doi > 0
            and (same_work(e) or _long_same_title(e) or (_own_doi(e) and alike(e) and _authors_allow(e)))
            and not (e.volume < 0 and e.pages < 0)
        ),
        "a DOI alone proves nothing (the abstracts of a meeting share one), with the title it does",
    ),
    Rule(
        "same PubMed number",
        lambda e: e.pmid > 0 and alike(e),
        "PubMed gives one number to one publication",
    ),
    Rule(
        "same title, authors, journal and volume",
        lambda e: (
            same_work(e)
            and known_journal(e)
            and e.volume > 0
            and e.pages >= 0
            and (e.issue > 0 or (e.issue >= -1 and not e.generic))
        ),
        "pages are missing, as in abstracts and articles in press; an editorial needs the issue as well",
    ),
    Rule(
        "same title, journal and volume, no authors",
        lambda e: (
            e.title >= 97
            and e.authors < 0
            and e.years <= 1
            and known_journal(e)
            and e.volume > 0
            and e.pages >= 0
            and (e.issue > 0 or (e.issue == 0 and e.length >= UNIQUE_TITLE and not e.generic))
        ),
        "reports and collections of abstracts, which have no authors",
    ),
    Rule(
        "same title, authors, volume and issue",
        lambda e: same_work(e) and e.volume > 0 and e.issue > 0 and e.pages >= 0 and e.length >= LONG_TITLE,
        "journals that go by two names, one of them translated",
    ),
    Rule(
        "same title, authors and pages",
        lambda e: (
            same_work(e)
            and e.pages > 1
            and not e.generic
            and (e.volume >= 0 or (known_journal(e) and e.years == 0 and e.issue >= -1))
        ),
        "the volume is missing or mistyped in one",
    ),
    Rule(
        "alike title, same authors, journal and pages",
        lambda e: (
            alike(e)
            and e.authors >= SAME_AUTHORS
            and e.years == 0
            and known_journal(e)
            and e.pages == 3
            and e.volume >= 0
        ),
        "proceedings have no volume; their titles lose subtitles",
    ),
    Rule(
        "same title, authors and journal",
        lambda e: (
            same_work(e)
            and known_journal(e)
            and not e.generic
            and e.volume >= 0
            and e.pages >= 0
            and (e.issue >= -1 if e.years <= 0 else e.issue >= 0 and e.length >= LONG_TITLE and not e.bare)
        ),
        "Google Scholar knows neither volume nor pages, and what is online first has none, often of the year before; "
        "without any place, a year apart are two reports of a series",
    ),
    Rule(
        "shortened title, same authors and journal",
        lambda e: (
            e.part
            and e.length >= LONG_TITLE
            and e.authors == 100
            and e.years == 0
            and known_journal(e)
            and not e.generic
            and nothing_differs(e)
        ),
        "the subtitle is missing in one",
    ),
    Rule(
        "same title and authors, no journal",
        lambda e: (
            same_work(e)
            and e.years <= 0
            and e.journal < 0
            and e.length >= (LONG_TITLE if e.years >= 0 else UNIQUE_TITLE)
            and not e.generic
            and nothing_differs(e)
        ),
        "too little is known for anything to differ, but the year must be the same: guidelines and reports come anew",
    ),
)

REVIEWS = (
    Rule(
        "translated title?",
        lambda e: exact_place(e) and e.authors >= SAME_AUTHORS and e.years <= 0,
        "the same authors on the same pages under quite another title",
    ),
    Rule(
        "same title and authors, other place",
        lambda e: (
            same_work(e)
            and not e.generic
            and not (e.volume < 0 and e.issue < 0 and e.pages < 0 and known_journal(e))
        ),
        "reprinted, presented twice, or cited wrongly",
    ),
    Rule(
        "same long title",
        lambda e: e.title >= 97 and e.length >= UNIQUE_TITLE and e.years <= 1 and not e.generic,
        "no authors, names taken apart wrongly, or a title used twice",
    ),
    Rule(
        "shortened title",
        lambda e: e.part and e.length >= LONG_TITLE and e.authors >= SAME_AUTHORS and e.years <= 1
        and not e.generic and nothing_differs(e),
        "the subtitle is missing in one, or tells two papers of a study apart",
    ),
    Rule(
        "same DOI, other title",
        lambda e: e.doi > 0 and not (e.volume < 0 and e.pages < 0)
        and (e.pages > 1 or (not e.crowded and (e.authors >= SAME_AUTHORS or alike(e) or e.authors < 0))),
        "a translated title, garbled authors, or a DOI that went astray; not the one of a supplement, on many titles",
    ),
    Rule(
        "same title and place, other authors",
        lambda e: e.title >= SAME_TITLE and same_place(e) and e.pages > 1 and not e.generic,
        "names taken apart wrongly, or not at all",
    ),
    Rule(
        "same title and journal, other authors",
        lambda e: e.title >= SAME_TITLE and e.length >= LONG_TITLE and known_journal(e) and e.years == 0
        and not e.generic and nothing_differs(e),
        "names taken apart wrongly, or not at all",
    ),
)  # fmt: skip


def decide(evidence: Evidence) -> tuple[str, str] | None:
    """The name of the rule and its outcome ("merge", "review" or "link"); None for two publications."""
    for veto in VETOES:
        if veto.holds(evidence) and not evidence.identical:
            if veto.ask(evidence):
                return veto.name, REVIEW
            return (veto.name, LINK) if veto.link(evidence) else None
    for outcome, rules in ((MERGE, MERGES), (REVIEW, REVIEWS)):
        for rule in rules:
            if rule.holds(evidence):
                return rule.name, outcome
    return None
