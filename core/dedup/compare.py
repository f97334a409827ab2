"""What two records agree and disagree on."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from dataclasses import dataclass

from rapidfuzz import fuzz

from core.dedup.journals import JournalNames
from core.dedup.normalise import PAPER_PAGES, Keys
from core.dedup.titles import is_generic
from core.dedup.wording import COUNTING, SPELLING, wording

UNKNOWN = -1
"""A similarity that cannot be told, since one of the records lacks the field."""

HOPELESS = 75
"""Titles less alike than this are looked at no further, unless identifiers or volume and page agree."""
_ALIKE = 80
"""No rule asks about titles less alike than this, unless one is a part of the other; see `decide.ALIKE_TITLE`."""
_CERTAIN = 95
"""From here on titles are taken as one; below, one may still be a part or a translation of the other."""
_COLLEAGUES = 60
"""Authors less alike than this do not make up for titles that are not alike."""
_ISSUES = 366
"""No volume has more issues. A greater number is counted from the journal's beginning, or is the number of the record
that some program put there: databases do not agree on it."""
_SHORTEST_PART = 20
"""Letters that a title must have to be recognised anywhere in a longer one."""
_SHORTEST_START = 8
"""Letters that a title must have to be recognised as the beginning of a longer one."""

_SHORTEST_NAMED = 30
"""Letters of a title that a notice on another work hardly has by chance."""

_NOT_DIGIT = re.compile(r"\D+")
_VERSION = re.compile(r"(?:\.pub\d+|[./]?v\d+)$")


@dataclass(slots=True)
class Evidence:
    """How two records compare. Similarities are 0–100; `UNKNOWN` (-1) where a record lacks the field.

    Fields that are equal or not are 1 (agree), -1 (differ) or 0 (one of the records lacks it).

    Attributes:
        title: Similarity of the titles, letter by letter.
        length: Letters of the shorter title.
        part: Whether one title is a part of the other (a subtitle left out, a translation added).
        generic: Whether the title says only what kind of text it is ("Editorial").
        authors: Similarity of the authors; a shortened list agrees with the whole one.
        journal: Similarity of the journals' names, abbreviations resolved.
        years: Difference of the years, or `UNKNOWN`.
        volume: Agree, differ or not known.
        issue: 1 agree, 0 not known, -1 other numbers, but too large for the issues of a volume, -2 another issue,
            -3 one of them is a supplement of its own.
        pages: 3 for the same first and last page, 2 for the same first page, 1 for overlapping pages and for pages that
            both count from 1, as every paper of some proceedings does; 0 not known, which includes 1–9 against e12724;
            -1 for other pages.
        doi: Agree, differ or not known.
        pmid: Agree, differ or not known.
        identical: Whether the records say the very same, abstract included.
        numerals: Whether the titles count differently ("Part I", "Part II"; "1999", "2004").
        wording: How the words of the titles differ, from `wording.SPELLING` to `wording.OPPOSITE`.
        bare: Whether neither says a volume or a page.
        crowded: Whether the DOI that both have stands on several other titles too, as that of a supplement does.
        supplement: Whether both stand in a supplement, where one DOI may be that of all its abstracts.
        protocols: Whether one is the protocol of a study and the other is not.
        notices: Whether one is an erratum or a reply and the other is not.
        erratum: Whether one is an erratum or a retraction notice and the other is not.
        named: Whether that notice names the other by its identifier.
        forms: Whether one is a conference abstract, a preprint or a thesis and the other is not.
        scripts: Whether titles or authors are in Cyrillic or Greek letters in one of them alone.
        versions: Whether the DOIs are those of two versions of one text (Cochrane's ".pub2" and ".pub3").
    """

    title: int
    length: int
    part: bool
    generic: bool
    authors: int
    journal: int
    years: int
    volume: int
    issue: int
    pages: int
    doi: int
    pmid: int
    identical: bool
    numerals: bool
    wording: int
    bare: bool
    crowded: bool
    supplement: bool
    protocols: bool
    notices: bool
    erratum: bool
    named: bool
    forms: bool
    scripts: bool
    versions: bool

    @property
    def notice_of_the_other(self) -> bool:
        """Whether one is surely a notice on the other: it names it, or has its whole title, and is no copy of it."""
        names_it = self.named or (
            self.length >= _SHORTEST_NAMED and not self.generic and (self.part or self.title >= _CERTAIN)
        )
        return self.erratum and names_it and self.doi <= 0 and self.pmid <= 0

    def shown(self) -> dict[str, int | str]:
        """The evidence in the form that is logged and shown: without what is not known."""
        result: dict[str, int | str] = {}
        for name in ("title", "authors", "journal"):
            if (similarity := getattr(self, name)) >= 0:
                result[name] = similarity
        if self.years >= 0:
            result["years"] = "agree" if self.years == 0 else f"{self.years} apart"
        for name in ("volume", "issue", "pages", "doi", "pmid"):
            if value := getattr(self, name):
                result[name] = "agree" if value > 0 else "differ"
        if self.notice_of_the_other:
            result["notice"] = "agree"
        return result


class Comparison:
    """Compares records; remembers the journals' names that it has compared."""

    def __init__(
        self,
        recurring: Collection[str] = (),
        crowded: Collection[str] = (),
        common: Container[str] = (),
        *,
        thorough: bool = True,
    ) -> None:
        """Begins without any.

        Args:
            recurring: Titles (folded) that recur over the years, and so do not tell publications apart.
            crowded: DOIs that stand on several titles, as that of a supplement does.
            common: Words that occur in several titles, and so are no slips.
            thorough: Whether to look also at what no rule asks about, as most pairs that are looked at are.
        """
        self._recurring = recurring
        self._crowded = crowded
        self._common = common
        self._thorough = thorough
        self._journals = JournalNames()

    def _plain(self, a: Keys, b: Keys, doi: int) -> bool:
        """Whether neither is a notice, in other letters or another version: then only what is alike is asked about."""
        forms = _notice(a.form) != _notice(b.form) or set(a.form) & _SCRIPTS != set(b.form) & _SCRIPTS
        return not (self._thorough or (a.form != b.form and forms) or (doi < 0 and _versions(a, b)))

    def evidence(self, a: Keys, b: Keys) -> Evidence | None:
        """What the two agree on; None if they are plainly different publications."""
        letters_a, letters_b = a.title.replace(" ", ""), b.title.replace(" ", "")
        one_title = bool(letters_a) and letters_a == letters_b
        title, part = 100 if one_title else 0, False
        named = bool(a.about or b.about) and (names(a, b) or names(b, a))
        if not one_title and letters_a and letters_b:
            title = int(fuzz.ratio(letters_a, letters_b, score_cutoff=HOPELESS))
            part = title < _CERTAIN and is_part(letters_a, letters_b)
            if title == 0 and not part and not named and not _worth_a_look(a, b):
                return None
            if title < _CERTAIN and (a.original or b.original):
                title = max(title, _ratio_with_originals(a, b))
        elif not letters_a and not letters_b:
            title = UNKNOWN
        identical = a.digest == b.digest != ""
        authors = authors_similarity(a, b)
        doi = agreement(a.doi, b.doi)
        crowded = doi > 0 and a.doi in self._crowded
        one_doi = doi > 0 and not crowded
        if title < HOPELESS and not part and authors < _COLLEAGUES and not (identical or one_doi or named):
            return None
        volume = agreement(a.volume, b.volume)
        pages = pages_agreement(a, b)
        pmid = agreement(a.pmid, b.pmid)
        if title < _CERTAIN:
            if not part and min(len(letters_a), len(letters_b)) >= _SHORTEST_PART:
                part = fuzz.token_set_ratio(a.title, b.title, score_cutoff=_CERTAIN) > 0
            anchored = doi > 0 or pmid > 0 or (volume > 0 and pages > 0) or identical or named
            if not anchored and not part and (title < HOPELESS or authors == 0):
                return None
            if not anchored and (authors < _COLLEAGUES or not (part or title >= _ALIKE)) and self._plain(a, b, doi):
                return None
            if title == 0:
                title = int(fuzz.ratio(letters_a, letters_b))
        other_form = a.form != b.form
        alike = title != 100 and (part or title >= HOPELESS)
        return Evidence(
            title=title,
            length=min(len(letters_a), len(letters_b)),
            part=part,
            generic=is_generic(a.title) or is_generic(b.title) or a.title in self._recurring,
            authors=authors,
            journal=self._journals.similarity(a.journal, b.journal) if a.journal and b.journal else UNKNOWN,
            years=abs(a.year - b.year) if a.year and b.year else UNKNOWN,
            volume=volume,
            issue=issues_agreement(a.issue, b.issue),
            pages=pages,
            doi=doi,
            pmid=pmid,
            identical=identical,
            numerals=title != 100 and numerals_differ(a.title, b.title),
            wording=wording(a.title, b.title, self._common) if alike else SPELLING,
            bare=not (a.volume or b.volume or a.page or b.page),
            crowded=crowded,
            supplement=a.issue[:1] == b.issue[:1] == "s",
            notices=other_form and _notice(a.form) != _notice(b.form),
            erratum=other_form and a.form.startswith("e") != b.form.startswith("e"),
            named=named,
            protocols=other_form and ("o" in a.form) != ("o" in b.form),
            forms=other_form and _forms_differ(a, b),
            scripts=other_form and set(a.form) & _SCRIPTS != set(b.form) & _SCRIPTS,
            versions=doi < 0 and _versions(a, b),
        )


def _versions(a: Keys, b: Keys) -> bool:
    """Whether two DOIs that differ are those of two versions."""
    return _VERSION.sub("", a.doi) == _VERSION.sub("", b.doi)


def _worth_a_look(a: Keys, b: Keys) -> bool:
    """Whether records with quite different titles may be one publication. Most pairs end here, so it is quick."""
    return bool(
        (a.authors and a.authors[:4] == b.authors[:4])
        or (a.page and a.page == b.page and a.volume == b.volume)
        or (a.doi and a.doi == b.doi)
        or (a.pmid and a.pmid == b.pmid)
        or a.original
        or b.original
    )


def names(notice: Keys, work: Keys) -> bool:
    """Whether an erratum or a retraction notice names the other record by its DOI or its PubMed number."""
    return not {work.doi, work.pmid, ""}.isdisjoint(notice.about.split())


def agreement(a: object, b: object) -> int:
    """1 if they are the same, -1 if not, 0 if one of them is not known."""
    if not a or not b:
        return 0
    return 1 if a == b else -1


def pages_agreement(a: Keys, b: Keys) -> int:
    """See `Evidence.pages`."""
    if not a.page or not b.page:
        return 0
    end_a, end_b = a.end or a.page, b.end or b.page
    if a.page == b.page:
        if a.page == 1:
            return 1
        return 3 if end_a == end_b > a.page else 2
    if a.page <= end_b and b.page <= end_a:
        return 1
    # A file's own numbering says nothing against an article number or the pages of the volume.
    return 0 if (a.page == 1 < a.end) or (b.page == 1 < b.end) else -1


def issues_agreement(a: str, b: str) -> int:
    """See `Evidence.issue`. Databases leave out a part of the name: "21 Suppl 1", "21", "Suppl 1" may be one issue."""
    if not a or not b:
        return 0
    if a == b:
        return 1
    numbers_a, numbers_b = a.lstrip("s").split("."), b.lstrip("s").split(".")
    shared = not set(numbers_a).isdisjoint(numbers_b)
    if a.startswith("s") != b.startswith("s"):
        return 0 if shared or "s" in (a, b) else -3
    if shared:
        return 1
    return -1 if any(len(number) > 2 and int(number) > _ISSUES for number in numbers_a + numbers_b) else -2


def authors_similarity(a: Keys, b: Keys) -> int:
    """The share (0–100) of the shorter list's surnames that the other record has too; `UNKNOWN` if one has none.

    Where surnames do not match, given names are tried in their place, since databases confuse them.
    """
    if not a.authors or not b.authors:
        return UNKNOWN
    if a.authors == b.authors or _is_acronym(a.authors, b.authors) or _is_acronym(b.authors, a.authors):
        return 100
    names_a, names_b = set(a.authors.split()), set(b.authors.split())
    best = 100 * len(names_a & names_b) // min(len(names_a), len(names_b))
    if best < 80:
        best = max(best, int(fuzz.ratio(a.authors, b.authors)))
    if best < 80 and (a.given or b.given):
        swapped_a = names_a & names_b.union(b.given.split())
        swapped_b = names_b & names_a.union(a.given.split())
        best = max(best, 100 * len(swapped_a) // len(names_a), 100 * len(swapped_b) // len(names_b))
    return best


def _is_acronym(short: str, long: str) -> bool:
    """Whether one is the letters of an organisation, the other its name: "who", "cdc" with or without its "P"."""
    return 3 <= len(short) <= 8 and " " in long and "".join([word[0] for word in long.split()]).startswith(short)


def is_part(letters_a: str, letters_b: str) -> bool:
    """Whether one title stands in the other: a short one at its beginning, a longer one anywhere."""
    short, long = (letters_a, letters_b) if len(letters_a) < len(letters_b) else (letters_b, letters_a)
    if len(short) < _SHORTEST_PART:
        return len(short) >= _SHORTEST_START and long.startswith(short)
    return short in long


def numerals_differ(a: str, b: str) -> bool:
    """Whether one of two (folded) titles counts otherwise than the other: another number, or "II" for "I".

    Numbers in a subtitle that the other record leaves out are no difference: "… : results of 12 trials".
    """
    words_a, words_b = a.split(), b.split()
    short, long = (words_a, words_b) if len(words_a) < len(words_b) else (words_b, words_a)
    if long[: len(short)] == short:
        rest = long[len(short) :]
        counting = sum([word.isdigit() or word in COUNTING for word in rest])
        return counting > 0 and len(rest) - counting < 3
    return _numerals(words_a) != _numerals(words_b)


def _numerals(every_word: list[str]) -> str:
    """All digits of a title in a row, counting words and Roman numerals as digits: "2 dogs" is "two dogs"."""
    told = [COUNTING.get(word) or ("" if word.isalpha() else _NOT_DIGIT.sub("", word)) for word in every_word]
    return "".join(told)


def _ratio_with_originals(a: Keys, b: Keys) -> int:
    titles = ((one, other) for one in (a.title, a.original) for other in (b.title, b.original) if one and other)
    return int(max((fuzz.ratio(one, other) for one, other in titles), default=0))


def _notice(form: str) -> str:
    return form[:1] if form.startswith(("e", "r")) else ""


def _forms_differ(a: Keys, b: Keys) -> bool:
    """A conference abstract differs only from what is known to be longer than one: few databases mark abstracts.

    An article, a book and a chapter differ where both records say what they are.
    """
    form_a, form_b = (form.translate(_OTHER_LETTERS) for form in (a.form, b.form))
    kind_a, kind_b = (form.translate(_NO_KIND) for form in (form_a, form_b))
    if kind_a.strip("c") != kind_b.strip("c"):
        return True
    said_a, said_b = (set(form) & set("jbk") for form in (form_a, form_b))
    if said_a and said_b and said_a != said_b:
        return True
    paper = b if "c" in kind_a else a
    return kind_a != kind_b and paper.end - paper.page >= PAPER_PAGES


_OTHER_LETTERS = dict.fromkeys(map(ord, "eroxyf"))
_SCRIPTS = set("xy")
_NO_KIND = dict.fromkeys(map(ord, "jbk"))
