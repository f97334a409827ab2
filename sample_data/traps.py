"""Publications that look like one another and are not the same: what must never be merged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sample_data.chance import Chance
from sample_data.journals import JOURNALS, SampleJournal
from sample_data.people import Person, authors
from sample_data.printing import in_journal, isbn
from sample_data.publication import Judgement, Publication
from sample_data.publications import Library
from sample_data.topics import other_types
from sample_data.topics.places import PLACES

Story = Callable[[Library, Chance], list[Publication]]


def parts(library: Library, chance: Chance) -> list[Publication]:
    """Part I and Part II: same authors, year and issue, different pages."""
    base = _article(library, chance)
    stem = _stem(base.title)
    first, second = chance.pick(
        (
            (". Part I: the views of service users", ". Part II: the views of staff"),
            (": part 1", ": part 2"),
            (" (I): concepts", " (II): findings"),
        )
    )
    start = int(base.first_page or "1")
    next_part = _another(library, base, title=stem + second, chance=chance)
    if base.first_page:
        next_part = replace(next_part, first_page=str(start + 21), last_page=str(start + 33))
    return [replace(base, title=stem + first), next_part]


def erratum(library: Library, chance: Chance) -> list[Publication]:
    """An article and its correction."""
    base = _article(library, chance)
    pages = f"pg {base.first_page}" if base.first_page else f"art. {base.article_number}"
    title = chance.pick(
        (
            f"Erratum: {base.title}",
            f"Correction to: {base.title}",
            f"Corrigendum to “{base.title}”",
            f"{base.title} (vol {base.volume}, {pages}, {base.year}) [correction]",
        )
    )
    return [base, _notice(library, base, chance, title=title, type="erratum", fixed_sources=("Medline", "Scopus"))]


def reply(library: Library, chance: Chance) -> list[Publication]:
    """An article, a comment on it by others, and the authors' reply."""
    base = _article(library, chance)
    comment = _notice(library, base, chance, title=f"Comment on “{base.title}”", type="letter", authors=authors(chance))
    answer = _notice(library, base, chance, title=f"Reply to the comment on “{base.title}”", type="letter")
    return [base, comment, answer]


def preprint(library: Library, chance: Chance) -> list[Publication]:
    """An article and its preprint: same title, authors and abstract."""
    base = _article(library, chance)
    number = library.unused_number()
    earlier = replace(
        base,
        number=number,
        year=base.year - chance.between(0, 1),
        journal=None,
        volume="",
        issue="",
        first_page="",
        last_page="",
        article_number="",
        doi=f"10.5555/skerryrxiv.{base.year}.{number:04d}",
        publisher="SkerryRxiv",
        type="preprint",
        fixed_sources=chance.pick((("Google Scholar",), ("Oria",), ("Embase",))),
    )
    return [base, earlier]


def abstract_and_article(library: Library, chance: Chance) -> list[Publication]:
    """A conference abstract and the article that followed under the same title."""
    base = _article(library, chance)
    talk = in_journal(
        replace(
            base,
            number=library.unused_number(),
            year=base.year - chance.between(0, 2),
            type="conference",
            sections=base.sections[:1] if len(base.sections) > 1 else _halved(base.sections),
            authors=base.authors[: chance.between(1, 3)],
            fixed_sources=chance.pick((("Embase",), ("Web of Science",), ("Embase", "Web of Science"), ("Scopus",))),
        ),
        chance,
        chance.pick(JOURNALS["medicine"][:3]),
    )
    page = chance.between(20, 190)
    return [base, replace(talk, issue="Suppl 1", first_page=f"S{page}", last_page=f"S{page}", article_number="")]


def supplement(library: Library, chance: Chance) -> list[Publication]:
    """Four meeting abstracts that share the DOI of the whole supplement."""
    journal = chance.pick(JOURNALS["mental-health"][:5])
    year = chance.between(max(2008, journal.founded + 1), 2019)
    talks = []
    for each in range(4):
        talk = library.study(f"supplement/{chance.real()}", year=year, type="conference")
        placed = in_journal(talk, chance, journal)
        page = 31 + each * 2
        talks.append(
            replace(
                placed,
                issue="Suppl 2",
                first_page=f"S{page}",
                last_page=f"S{page + 1}",
                article_number="",
                doi=f"10.5555/{journal.code}.{year}.suppl2",
                fixed_sources=("Embase", "Web of Science")[: 1 + each % 2],
            )
        )
    return talks


def protocol_and_results(library: Library, chance: Chance) -> list[Publication]:
    """A study protocol and the results, years apart."""
    base = _article(library, chance)
    stem = _stem(base.title)
    return [
        replace(base, title=f"{stem}: study protocol for a randomised controlled trial"),
        _another(library, base, title=f"{stem}: results of a randomised controlled trial", years=3, chance=chance),
    ]


def waves(library: Library, chance: Chance) -> list[Publication]:
    """Two papers from one cohort."""
    base = _article(library, chance)
    stem = _stem(base.title)
    return [
        replace(base, title=f"{stem}: findings after 12 months"),
        _another(library, base, title=f"{stem}: findings after 24 months", years=1, chance=chance),
    ]


def serial_editorial(library: Library, chance: Chance) -> list[Publication]:
    """The same editor's "Editorial" in three issues of the same journal."""
    title = chance.pick(other_types.SERIES_TITLES["editorial"])
    base = library.study(f"editorial/{chance.real()}", year=chance.between(2006, 2018), type="editorial")
    journal = chance.pick([each for each in JOURNALS["mental-health"] if each.issues >= 4 and each.founded < 2004])
    editor = authors(chance, alone=1)
    issues = []
    for each in range(3):
        sections = (("", f"This issue brings together {chance.pick(_ISSUE_CONTENTS)}."),) if chance.happens(0.3) else ()
        dated = replace(
            base,
            title=title,
            number=library.unused_number(),
            sections=sections,
            authors=editor,
            year=base.year + each // 2,
            month=each * 4 + 2,
        )
        placed = in_journal(dated, chance, journal)
        issues.append(replace(placed, issue=str(each + 1), doi="" if chance.happens(0.5) else placed.doi))
    return issues


def book_reviews(library: Library, chance: Chance) -> list[Publication]:
    """A column of the same name in different journals."""
    columns = []
    for group in ("mental-health", "nursing", "addiction"):
        column = library.study(f"column/{chance.real()}", year=chance.between(2004, 2019), type="book-review")
        columns.append(
            in_journal(
                replace(column, title="Book reviews", sections=(), authors=authors(chance)),
                chance,
                chance.pick(JOURNALS[group]),
            )
        )
    return columns


def editions(library: Library, chance: Chance) -> list[Publication]:
    """A book and its second edition."""
    book = library.study(f"edition/{chance.real()}", year=chance.between(1996, 2011), type="book")
    number = library.unused_number()
    return [
        replace(book, doi="", fixed_sources=("WorldCat", "Oria")),
        replace(
            book,
            title=f"{book.title} (2nd ed.)",
            number=number,
            year=book.year + chance.between(4, 8),
            isbn=isbn(number),
            doi="",
            fixed_sources=("WorldCat",),
        ),
    ]


def book_and_chapters(library: Library, chance: Chance) -> list[Publication]:
    """A book and two of its chapters, all with the same ISBN."""
    book = replace(library.study(f"whole/{chance.real()}", type="book"), fixed_sources=("WorldCat", "Oria"), doi="")
    chapters = []
    for title in ("Introduction", ""):
        chapter = library.study(f"chapter/{chance.real()}", type="chapter")
        chapters.append(
            replace(
                chapter,
                title=title or chapter.title,
                year=book.year,
                isbn=book.isbn,
                doi="",
                book_title=book.title,
                editors=book.authors,
                publisher=book.publisher,
                city=book.city,
                fixed_sources=chance.pick((("Oria",), ("PsycINFO",), ("Scopus", "PsycINFO"))),
            )
        )
    return [book, *chapters]


def yearly_report(library: Library, chance: Chance) -> list[Publication]:
    """The same report, year after year."""
    base = library.study(f"yearly/{chance.real()}", year=2016, type="report")
    place, _ = chance.pick(PLACES)
    while not library.take_title(f"The peer workforce in {place}"):
        place, _ = chance.pick(PLACES)
    reports = []
    for year in (2016, 2017, 2018):
        number = library.unused_number()
        report = replace(
            base,
            title=f"The peer workforce in {place}: annual report {year}",
            number=number,
            sections=(),
            authors=(Person("National Centre for Lived Experience"),),
            year=year + 1,
            isbn=isbn(number),
            fixed_sources=("WorldCat", "Google Scholar"),
        )
        reports.append(report)
    return reports


def same_title(library: Library, chance: Chance) -> list[Publication]:
    """Three teams that chose the same title."""
    title = chance.pick(_PLAIN_TITLES)
    year = chance.between(2009, 2018)
    return [
        replace(_article(library, chance, year=year + gap, journals=group), title=title)
        for gap, group in ((0, "mental-health"), (0, "nursing"), (3, "addiction"))
    ]


def versions(library: Library, chance: Chance) -> list[Publication]:
    """A living review in two versions."""
    base = replace(_article(library, chance, topic="effectiveness", year=2013), type="review")
    number = library.unused_number()
    title = f"{_stem(base.title)} (Review)"
    name = f"CD{number:06d}"
    later = _another(library, base, title=title, years=4, chance=chance)
    return [
        replace(each, title=title, doi=f"10.5555/sr.{name}.{version}", first_page="", last_page="", article_number=name)
        for each, version in ((base, "pub2"), (later, "pub3"))
    ]


STORIES: tuple[tuple[str, Story, int], ...] = (
    ("part", parts, 5),
    ("erratum", erratum, 5),
    ("reply", reply, 3),
    ("preprint", preprint, 5),
    ("conference-abstract", abstract_and_article, 6),
    ("shared-doi", supplement, 2),
    ("protocol", protocol_and_results, 3),
    ("wave", waves, 2),
    ("generic-title", serial_editorial, 4),
    ("generic-title", book_reviews, 1),
    ("edition", editions, 2),
    ("shared-isbn", book_and_chapters, 2),
    ("yearly", yearly_report, 1),
    ("same-title", same_title, 2),
    ("version", versions, 1),
)
"""The kind of trap, who writes it, and how many there are in a review of 1,300 records."""

_ISSUE_CONTENTS = (
    "six articles on participation and one on what may be learned when it fails",
    "studies from four countries, a debate, and three book reviews",
    "papers on collaboration, mental health and the municipal services of tomorrow",
)
_PLAIN_TITLES = (
    "Peer support in mental health services",
    "Co-production in practice",
    "Recovery and peer support",
    "Lived experience in the workforce",
    "User involvement in addiction services",
    "Working together",
)


def _article(library: Library, chance: Chance, *, topic: str = "", year: int = 0, journals: str = "") -> Publication:
    label = f"story/{chance.real()}"
    base = library.study(label, topic=topic or chance.pick(_FIELD), year=year or chance.between(2006, 2018))
    journal: SampleJournal = chance.pick(
        [each for each in JOURNALS[journals or "mental-health"] if each.founded < 2006]
    )
    return in_journal(base, chance, journal)


_FIELD = ("peer-support", "peer-support", "user-participation", "effectiveness", "working-lives")


def _another(library: Library, base: Publication, *, title: str, chance: Chance, years: int = 0) -> Publication:
    """Another article of the same team in the same journal, `years` later."""
    assert base.journal is not None
    later = replace(base, title=title, number=library.unused_number(), year=base.year + years)
    return in_journal(later, chance, base.journal)


def _notice(
    library: Library,
    base: Publication,
    chance: Chance,
    *,
    title: str,
    type: str,
    authors: tuple[Person, ...] = (),
    fixed_sources: tuple[str, ...] = (),
) -> Publication:
    """A page in the same journal about the article, in the next issue."""
    notice = _another(library, base, title=title, chance=chance, years=chance.between(0, 1))
    first = int(notice.first_page) if notice.first_page.isdigit() else 0
    return replace(
        notice,
        type=type,
        sections=(),
        authors=authors or base.authors,
        last_page=str(first + 1) if first else "",
        keywords=(),
        relevant={"title-abstract": Judgement(False, "other")},
        fixed_sources=fixed_sources,
    )


def _stem(title: str) -> str:
    return re.split(r"[:?] ", title, maxsplit=1)[0]


def _halved(sections: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, ". ".join(text.split(". ")[:5]).rstrip(".") + ".") for label, text in sections)
