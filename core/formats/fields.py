"""The fields of a record, derived from its raw tag–value pairs by one table of rules a format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from core.formats.clean import clean_text, is_plain, without_notice
from core.formats.identifiers import accession_elsewhere, first_doi, first_pmid, issns
from core.formats.languages import language_codes, languages_in_note
from core.formats.names import author, divide_names, may_be_several, plain_authors
from core.formats.pairs import RawRecord
from core.records.record import Author, RawField, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRules:
    """Which tags hold which field; of several, the first that has something.

    Attributes:
        abstract: All are compared, and the longest text is the abstract.
        authors: One author a value, or several divided in whatever way where each is surely a person's name.
        author_cells: Whether a value holds all authors, divided in whatever way.
        given_names_first: Whether authors are known to be written "Mette Larsen".
        groups: Authors that are groups, named beside persons.
        second_title: A tag of `journal` that may hold a subtitle or a series: it counts where no other names a journal.
        pages: The whole range, or its first page.
        article_number: Stands in for the pages.
        doi: Never a tag that holds cited references.
        doi_marked: Tags in which a DOI counts only at the start or after "doi:", since their text may cite others.
        pmid: Tags that hold nothing but the number.
        accession_marked: Tags in which only a number of Embase's form counts.
        types: All of them are kept, each with its tag.
        kind: The tag whose value `kinds` translates to the code that RIS has; "" for the first of all types.
        kinds: By the value in lower case; empty when the value is the code.
        notes: Tags in which labels such as "Language:" and "Document Type:", and marked DOIs and PMIDs are looked for.
    """

    title: tuple[str, ...]
    abstract: tuple[str, ...]
    authors: tuple[str, ...]
    author_cells: bool = False
    given_names_first: bool = False
    groups: tuple[str, ...] = ()
    year: tuple[str, ...]
    journal: tuple[str, ...]
    second_title: str = ""
    volume: tuple[str, ...]
    issue: tuple[str, ...]
    pages: tuple[str, ...]
    last_page: str = ""
    article_number: tuple[str, ...] = ()
    doi: tuple[str, ...]
    doi_marked: tuple[str, ...] = ()
    pmid: tuple[str, ...] = ()
    pmid_marked: tuple[str, ...] = ()
    accession: tuple[str, ...]
    accession_marked: tuple[str, ...] = ()
    issn: tuple[str, ...]
    publisher: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kind: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_LONGEST_VALUE = 100_000  # a file that lost its line ends can make a value of all that follows
_Values = Mapping[str, list[str]]
_Clean = Callable[[str], str]


def _folded(value: str) -> str:
    """What `clean_text` makes of a text that is plain already."""
    while "  " in value:
        value = value.replace("  ", " ")
    return "" if value == "NA" else value.strip()


def derive(raw: RawRecord, rules: FieldRules) -> Record:
    """The record that the raw pairs describe; of a value of more than 100,000 characters, what it begins with."""
    values: dict[str, list[str]] = {}
    for tag, value in zip(raw.pairs.tags[: raw.own], raw.pairs.values, strict=False):
        if len(value) > _LONGEST_VALUE:
            value = value[:_LONGEST_VALUE]
        if tag in values:
            values[tag].append(value)
        else:
            values[tag] = [value]
    notes = _every(values, rules.notes)
    urls = _every(values, rules.urls)
    # Asked once for all values, which takes less than to ask for each; most records have nothing to be cleaned of.
    plain = is_plain("|".join(raw.pairs.values)) if raw.plain is None else raw.plain
    clean = _folded if plain else clean_text
    return Record(
        kind=_kind(values, rules),
        title=_first(values, rules.title, clean),
        abstract=_abstract(values, rules.abstract, clean),
        authors=_authors(values, rules, clean),
        year=_year(values, rules.year),
        journal=_journal(values, rules, clean),
        volume=_first(values, rules.volume, clean),
        issue=_first(values, rules.issue, clean),
        pages=_pages(values, rules, clean),
        doi=first_doi(_every(values, rules.doi), _every(values, rules.doi_marked) + notes, urls),
        pmid=first_pmid(_every(values, rules.pmid), _every(values, rules.pmid_marked), notes, urls),
        accession=_first(values, rules.accession, clean)
        or accession_elsewhere(_every(values, rules.accession_marked), notes, urls),
        issn=issns(_every(values, rules.issn)),
        publisher=_first(values, rules.publisher, clean),
        languages=_languages(values, rules, notes),
        types=_types(values, rules, notes),
        keywords=_keywords(values, rules.keywords, clean),
        urls=_web_addresses(urls, clean),
        raw=raw.pairs if raw.own is None else raw.pairs[: raw.own],
        stray=() if raw.own is None else raw.pairs[raw.own :],
        line=raw.line,
    )


def _first(values: _Values, tags: tuple[str, ...], clean: _Clean) -> str:
    for tag in tags:
        if tag in values:
            for value in values[tag]:
                if text := clean(value):
                    return text
    return ""


def _every(values: _Values, tags: tuple[str, ...]) -> list[str]:
    return [value for tag in tags if tag in values for value in values[tag]]


def _kind(values: _Values, rules: FieldRules) -> str:
    codes = values.get(rules.kind) or [""]
    if not rules.kind:
        parts = (part.strip().casefold() for value in _every(values, rules.types) for part in value.split(";"))
        return next((rules.kinds[part] for part in parts if rules.kinds.get(part)), rules.kinds.get("", ""))
    if not rules.kinds:
        code = codes[0]
        return intern((code if code.isalnum() else clean_text(code)).upper())
    # ERIC's "Dissertations/Theses - Doctoral Dissertations", beside which "Journal Articles" counts first.
    names = [code.casefold() for code in codes]
    names += [name.partition(" - ")[0] for name in names if " - " in name]
    kinds = [rules.kinds[name] for name in names if rules.kinds.get(name)]
    return "JOUR" if "JOUR" in kinds else kinds[0] if kinds else rules.kinds.get("", "")


def _abstract(values: _Values, tags: tuple[str, ...], clean: _Clean) -> str:
    best = ""
    for tag in tags:
        if tag in values:
            for value in values[tag]:
                if len(value) > len(best):
                    text = without_notice(clean(value))
                    if len(text) > len(best):
                        best = text
    return best


def _authors(values: _Values, rules: FieldRules, clean: _Clean) -> tuple[Author, ...]:
    authors: tuple[Author, ...] = ()
    for tag in rules.authors:
        if tag in values and (authors := _named(values[tag], rules, clean)):
            break
    groups = _every(values, rules.groups)
    return tuple(dict.fromkeys((*authors, *_named(groups, rules, clean)))) if groups else authors


def _named(names: list[str], rules: FieldRules, clean: _Clean) -> tuple[Author, ...]:
    if rules.author_cells:
        turned = rules.given_names_first
        names = [name for cell in names for name in divide_names(cell, given_names_first=turned)]
    joined = "|".join(names)
    if clean is clean_text or "  " in joined:
        names = [clean(name) for name in names]
        joined = "|".join(names)
    if plain := plain_authors(joined, len(names)):
        return plain
    if not rules.author_cells and may_be_several(joined):
        names = [name for several in names for name in divide_names(several, surely=True)]
    return tuple(filter(None, map(author, names)))


_YEAR = re.compile(r"(?<!\d)[12]\d{3}")


def _year(values: _Values, tags: tuple[str, ...]) -> int | None:
    for tag in tags:
        if tag in values:
            for value in values[tag]:
                if match := _YEAR.search(value):
                    return int(match[0])
    return None


def _journal(values: _Values, rules: FieldRules, clean: _Clean) -> str:
    second = ""
    for tag in rules.journal:
        for value in values.get(tag, ()):
            if "://" in value or not (text := clean(value)):
                continue
            if tag == "BT" and tag in rules.title and text == _first(values, rules.title, clean):
                continue  # of a whole book it is the title
            if not second and tag != rules.second_title:
                return text
            second = second or text
            if tag in _JOURNALS and not _DOTTED.search(text) and not _short_for(text, second):
                return text
    return second


# Beside T2 these are the journal; J2 is the short form of whatever T2 is, and so is what has full stops.
_JOURNALS = frozenset({"JO", "JA", "J1"})
_DOTTED = re.compile(r"\w\.(?:\s|$)")


@lru_cache(maxsize=1024)
def _short_for(short: str, long: str) -> bool:
    """Whether a name may be an abbreviation of another: its letters are some of the other's, in their order."""
    wanted, whole = ("".join(filter(str.isalpha, name.casefold().removeprefix("the "))) for name in (short, long))
    letters = iter(whole)
    return wanted[:1] == whole[:1] and all(each in letters for each in wanted)


_NO_PAGES = frozenset({"no-specified", "no pagination specified", "no pagination"})
_DASH = re.compile(r"\s*(?:-+|[‐‑–—])\s*")


def _pages(values: _Values, rules: FieldRules, clean: _Clean) -> str:
    pages = _first(values, rules.pages, clean)
    last = _first(values, (rules.last_page,), clean)
    if pages and last and last != pages and "-" not in pages:
        pages = f"{pages}-{last}"
    if "--" in pages or " -" in pages or "- " in pages or not pages.isascii():
        pages = _DASH.sub("-", pages)
    if not pages or pages.casefold() in _NO_PAGES:
        pages = _first(values, rules.article_number, clean)
    return pages


def _languages(values: _Values, rules: FieldRules, notes: list[str]) -> tuple[RawField, ...]:
    languages: tuple[RawField, ...] = ()
    for tag in rules.languages:
        if tag in values:
            for value in values[tag]:
                languages += _languages_of(tag, value)
    if not languages:
        for note in notes:
            if "Language:" in note:
                languages += tuple(RawField(rules.notes[0], code) for code in languages_in_note(note))
    return languages if len(languages) < 2 else tuple(dict.fromkeys(languages))


@lru_cache(maxsize=1024)
def _languages_of(tag: str, value: str) -> tuple[RawField, ...]:
    return tuple(RawField(tag, code) for code in language_codes(clean_text(value)))


# EBSCO runs a value into the next label, too: "Journal ArticleSubject: …".
_TYPE_IN_NOTE = re.compile(r"\s*([^.;\n]{2,120}?)(?=\s*(?:[.;\n]|$|[A-Z][a-z]+(?: [A-Z][a-z]+)?:))")
_TYPE_LABELS = ("Document Type:", "Publication Type:")
_CODE = re.compile(r"\s*\(\d+\)")
_NOT_A_TYPE = re.compile(r"\[\d+\]$|10\.\d{4,9}/|^\d+$|://")


def _types(values: _Values, rules: FieldRules, notes: list[str]) -> tuple[RawField, ...]:
    types: tuple[RawField, ...] = ()
    for tag in rules.types:
        if tag in values:
            for value in values[tag]:
                types += _types_of(tag, value)
    for note in notes:
        for label in _TYPE_LABELS if " Type:" in note else ():
            at = note.find(label)
            match = _TYPE_IN_NOTE.match(note, at + len(label)) if at >= 0 else None
            if match:
                types += _types_of(rules.notes[0], _CODE.sub("", match[1]).replace(",", ";"))
    return types if len(types) < 2 else tuple(dict.fromkeys(types))


@lru_cache(maxsize=1024)
def _types_of(tag: str, value: str) -> tuple[RawField, ...]:
    text = clean_text(value)
    # In Ovid's PsycINFO M3 is a subject ("… [3290]"), and some publishers put the DOI there.
    if _NOT_A_TYPE.search(text):
        return ()
    return tuple(RawField(tag, part) for part in map(str.strip, text.split(";")) if part)


def _keywords(values: _Values, tags: tuple[str, ...], clean: _Clean) -> tuple[str, ...]:
    words = _every(values, tags)
    joined = "|".join(words)
    if clean is clean_text or "  " in joined:
        words = [clean(word) for word in words]
    if ";" in joined:
        words = [word.strip() for several in words for word in several.split(";")]
    keywords = dict.fromkeys(words)
    for nothing in ("", "NA"):
        keywords.pop(nothing, None)
    return tuple(keywords)


def _web_addresses(urls: list[str], clean: _Clean) -> tuple[str, ...]:
    words = [word.rstrip(";,") for url in urls if "://" in url for word in clean(url).split()]
    return tuple(dict.fromkeys(word for word in words if word.startswith(("http://", "https://", "ftp://"))))
