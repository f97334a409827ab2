"""How databases change what they list: each function does one thing to a listing and says so.

A change that takes evidence away (no DOI, no pages, a cut title) is only made where enough is left for a careful person
to see that two records are one publication. The exceptions are the hard ones, and the truth file names them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sample_data.chance import Chance
from sample_data.listing import ORIGINAL_TITLES, WITHOUT_DOI, SampleListing
from sample_data.publication import Publication


def listed(publication: Publication, source: str, chance: Chance, copy: int = 0) -> SampleListing:
    """The publication as the source lists it, before any disguise."""
    title, sections = publication.title, publication.sections
    if publication.original_title and source in ORIGINAL_TITLES:
        title = publication.original_title
        sections = (("", publication.original_abstract),)
    journal = publication.journal.name if publication.journal else ""
    return SampleListing(
        publication=publication,
        source=source,
        copy=copy,
        chance=chance,
        title=title,
        sections=sections,
        authors=list(publication.authors),
        journal=journal,
        year=publication.year,
        volume=publication.volume,
        issue=publication.issue,
        first_page=publication.first_page,
        last_page=publication.last_page,
        article_number=publication.article_number,
        doi=publication.doi,
    )


def disguised(publication: Publication, source: str, chance: Chance, copy: int = 0) -> SampleListing:
    """The publication as the source lists it, with what happens to records on the way."""
    listing = listed(publication, source, chance, copy)
    if copy and source != "Google Scholar":
        ahead_of_print(listing)
        return listing
    if publication.hard and source == publication.fixed_sources[-1]:
        _HARD[publication.hard](listing)
        return listing
    if publication.trap or publication.hard or publication.literal:
        return listing
    _take_evidence(listing, chance)
    _retype(listing, chance)
    if copy:
        listing.disguises.append("listed-twice")
    return listing


def settle(listings: list[SampleListing]) -> None:
    """Leaves evidence in the listings of one publication: one without volume and pages shares a DOI with another."""
    others = [each for each in listings if not each.early and each.source not in WITHOUT_DOI]
    for listing in listings:
        if listing.early and not others:
            publication = listing.publication
            listing.year, listing.volume, listing.issue = publication.year, publication.volume, publication.issue
            listing.first_page, listing.last_page = publication.first_page, publication.last_page
            listing.article_number, listing.early = publication.article_number, False
            listing.disguises.remove("ahead-of-print")
        elif listing.early and not any(each.doi for each in others):
            others[0].doi = listing.doi
            others[0].disguises.remove("no-doi")


def _take_evidence(listing: SampleListing, chance: Chance) -> None:
    placed = bool(listing.first_page or listing.article_number)
    if listing.is_book or listing.publication.book_title or not placed:
        return
    if listing.doi and listing.source not in WITHOUT_DOI and chance.happens(0.05):
        ahead_of_print(listing)
        return
    if listing.doi and chance.happens(0.1):
        listing.doi = ""
        listing.disguises.append("no-doi")
    elif ": " in listing.title and chance.happens(0.035):
        listing.title = listing.title.rsplit(": ", 1)[0]
        listing.disguises.append("no-subtitle")
    elif listing.year < 2020 and chance.happens(0.02):
        listing.year += 1
        listing.disguises.append("later-year")
    elif len(listing.title) > 50 and chance.happens(0.015):
        place = chance.between(20, 40)
        listing.title = listing.title[:place] + listing.title[place + 1 :]
        listing.disguises.append("typing-error")
    if listing.issue and chance.happens(0.05):
        listing.issue = ""
        listing.disguises.append("no-issue")
    if listing.last_page and chance.happens(0.1):
        listing.last_page = _shortened(listing.first_page, listing.last_page)
        listing.disguises.append("short-pages")
    if len(listing.authors) > 3 and chance.happens(0.05):
        listing.authors = listing.authors[:3]
        listing.disguises.append("fewer-authors")


def _retype(listing: SampleListing, chance: Chance) -> None:
    for name, probability, change in _RETYPINGS:
        if chance.happens(probability):
            title = change(listing.title)
            if title != listing.title:
                listing.title = title
                listing.disguises.append(name)
    if listing.publication.original_title or not listing.sections:
        return
    if chance.happens(0.05):
        listing.sections = tuple((label, _american(text)) for label, text in listing.sections)


def ahead_of_print(listing: SampleListing) -> None:
    """As it stood before it had a volume: online first, often in the year before."""
    listing.volume = listing.issue = listing.first_page = listing.last_page = listing.article_number = ""
    listing.early = True
    if listing.publication.month <= 6:
        listing.year -= 1
    listing.disguises.append("ahead-of-print")


def _shortened(first: str, last: str) -> str:
    """The last page without the digits it shares with the first: 101–112 becomes 101–12."""
    if len(first) != len(last) or not first.isdigit() or first == last:
        return last
    same = next(place for place in range(len(first)) if first[place] != last[place])
    return last[same:]


def _american(text: str) -> str:
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return text


_SPELLINGS = (
    ("rogramme", "rogram"),
    ("ehaviour", "ehavior"),
    ("ganis", "ganiz"),
    ("andomised", "andomized"),
    ("pecialised", "pecialized"),
    ("entres", "enters"),
    ("ounsell", "ounsel"),
)
_RETYPINGS = (
    ("american-spelling", 0.08, _american),
    ("one-word", 0.06, lambda title: re.sub(r"\b([Cc])o-(?=[pcd])", r"\1o", title)),
    ("straight-quotes", 0.3, lambda title: title.translate(str.maketrans("“”’‘", "\"\"''"))),
    ("ampersand", 0.03, lambda title: title.replace(" and ", " & ", 1)),
    ("entities", 0.05, lambda title: title.replace("&", "&amp;").replace("’", "&#8217;").replace("“", "&quot;")),
    ("tags", 0.015, lambda title: re.sub(r"(co-\w+)", r"<i>\1</i>", title, count=1)),
    ("capitals", 0.012, str.upper),
    ("dash", 0.1, lambda title: title.replace(": ", " – ", 1)),
)


def _sparse(listing: SampleListing) -> None:
    """What a search engine saw of it: half a title, no place in the journal, the year before."""
    listing.title = listing.title[:48].rsplit(" ", 1)[0] + " …"
    listing.volume = listing.issue = listing.first_page = listing.last_page = listing.article_number = listing.doi = ""
    listing.year -= 1
    listing.disguises.append("hard: sparse")


def _misremembered(listing: SampleListing) -> None:
    """As cited in a reference list from memory: the year before, no subtitle, the first authors, no pages."""
    stem = listing.title.rsplit(": ", 1)[0]
    listing.title = (stem if len(stem) > 40 else listing.title).replace(" and ", " & ")
    listing.doi = listing.first_page = listing.last_page = listing.article_number = listing.issue = ""
    listing.year -= 1
    listing.authors = listing.authors[:2]
    listing.disguises.append("hard: misremembered")


def _renamed(listing: SampleListing) -> None:
    """Under the first author's former name, without a DOI or pages."""
    listing.authors[0] = replace(listing.authors[0], family=f"Stensrud-{listing.authors[0].family}")
    listing.authors = listing.authors[:1]
    listing.doi = listing.first_page = listing.last_page = listing.article_number = listing.issue = ""
    listing.disguises.append("hard: renamed")


def _translated(listing: SampleListing) -> None:
    """Under its English title, while the other record has the original one; volume and pages agree."""
    listing.doi = ""
    listing.disguises.append("hard: translated")


_HARD = {"sparse": _sparse, "misremembered": _misremembered, "renamed": _renamed, "translated": _translated}
