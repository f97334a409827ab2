"""What kind of publication a record is, by the words that databases use for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

CLASSES = {
    "editorial": "Editorial",
    "letter": "Letter",
    "opinion": "Opinion paper",
    "report": "Report",
    "conference": "Conference paper",
    "news": "News item",
    "book-review": "Book review",
    "correction": "Correction",
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Book chapter",
    "review": "Review article",
    "preprint": "Preprint",
}
"""The classes that a plan can exclude, and their labels."""

ARTICLE = "article"
"""The class of what no plan excludes: a study in a journal."""

# The values that are believed, in lower case and without code numbers. Whatever is not here says nothing, since some
# databases put subject codes or DOIs in the same fields. ERIC's "Reports - Research" is left out on purpose: ERIC gives
# it to nearly every journal article.
_VALUES = {
    ARTICLE: (
        "article|journal article|journal articles|article in press|original article|original paper|research article"
        "|research paper|case report|case reports|case study|clinical trial|randomized controlled trial"
        "|controlled clinical trial|comparative study|evaluation study|evaluation studies|multicenter study"
        "|observational study|validation study|short survey|data paper|brief report|feature"
    ),
    "review": "review|review article|systematic review|scoping review|meta-analysis|literature review",
    "editorial": "editorial|editorials|editorial material|introductory journal article",
    "letter": "letter|letters|letter to the editor|letter to editor|correspondence|author reply",
    "opinion": (
        "opinion|opinion paper|opinion papers|opinion piece|note|comment|commentary|comment/reply|response|viewpoint"
        "|perspective|discussion|point of view|essay|personal narrative|anecdote|column/opinion"
    ),
    "report": (
        "report|reports|technical report|research report|government report|government publication|working paper"
        "|annual report"
    ),
    "conference": (
        "conference|conference paper|conference abstract|conference review|conference proceeding"
        "|conference proceedings|conference object|conference item|proceedings paper|proceedings|proceeding"
        "|congress|congresses|meeting|meeting abstract|meeting abstracts|meeting paper|meeting summary|poster"
        "|abstract only|clinical conference|consensus development conference"
        "|consensus development conference, nih|inproceedings|symposium|speeches/meeting papers"
    ),
    "news": "news|news item|newspaper|newspaper article|newspaper-article|magazine article|trade publication",
    "book-review": "book review|book reviews|book/product reviews|review-book|media review|product review",
    "correction": (
        "erratum|published erratum|erratum/correction|corrigendum|correction|correction, addition|retraction"
        "|retraction of publication|expression of concern"
    ),
    "thesis": (
        "thesis|theses|dissertation|dissertations|dissertation/thesis|dissertations/theses|dissertation abstract"
        "|doctoral dissertation|academic dissertation|masters thesis|master's thesis|mastersthesis|phd thesis|phdthesis"
    ),
    "book": "book|books|authored book|edited book|ebook|monograph|collected works|textbook/study guide",
    "chapter": "chapter|book chapter|book section|incollection|inbook",
    "preprint": "preprint|preprints",
}
_CLASS = {value: name for name, values in _VALUES.items() for value in values.split("|")}

# RIS codes for the kind of reference. Only these tell something: databases call letters and editorials JOUR too.
_KINDS = {
    "CONF": "conference", "CPAPER": "conference", "RPRT": "report", "THES": "thesis", "NEWS": "news", "MGZN": "news",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
}  # fmt: skip

_OPENINGS = {
    "editorial": (
        r"(guest |special )?editorials?\s*($|[:.–—-]|comment\b|introduction\b)",
        r"((a )?(note|word|message|letter) )?from the (guest |associate )?editors?\b",
        r"editors?['’]s? (note|choice|introduction|page)",
        r"introduction to (the|this) special (issue|section)",
    ),
    "letter": (
        r"letters? to (the )?editors?\b",
        r"(in |authors?['’]?s? )?reply( to\b|\s*$|:)",
        r"(authors?['’]?s? )?response to (the )?(letter|comment|editorial|article|paper)",
        r"re:\s",
        r"correspondence\s*($|[:.])",
    ),
    "opinion": (
        r"(invited |expert |guest )?(comments?|commentary|commentaries)\s*($|[:.–—]|on\b)",
        r"(viewpoint|opinion|point of view)\s*($|[:.–—])",
        r"perspectives?\s*($|[:.])",
    ),
    "report": (r"(annual|technical|progress) report\b",),
    "conference": (
        r"((selected|oral|poster|meeting|conference) )?(abstracts?|proceedings|posters?)\s*($|[:.])",
        r"((selected|oral|poster|meeting|conference) )?(abstracts?|proceedings|posters?|papers)"
        r" (of|from|presented at) .*\b(conference|congress|meeting|symposium|workshop)\b",
    ),
    "news": (r"news\s*($|[:.]|in brief\b|and notes\b)",),
    "book-review": (r"book reviews?\b", r"review of the book\b"),
    "correction": (
        r"(publisher |author )?(erratum|errata|corrigendum|correction|retraction|retracted)\s*($|[:.]|to\b)",
        r"\[(erratum|corrigendum|correction|retraction|retracted)\b",
        r"expression of concern\b",
    ),
    "review": (
        r".*\b(systematic|scoping|integrative|umbrella|rapid|literature|narrative) review\b",
        r".*\bmeta-?analysis\b",
    ),
}


@cache
def _opening(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_OPENINGS[name]), re.IGNORECASE)


def classes_of(value: str) -> list[str]:
    """The classes that a database's word for the publication type means, `ARTICLE` among them; [] when it is not known.

    "Article; Proceedings Paper" and "Journal: Conference Abstract" are several words, of which each counts.
    """
    word = " ".join(re.sub(r"\([^()]*\)", "", value.replace("_", " ")).casefold().split())
    if word in _CLASS:
        return [_CLASS[word]]
    if " - " in word:  # ERIC's "Dissertations/Theses - Doctoral Dissertations"; of its "Reports - Research", see above
        whole, _, part = word.partition(" - ")
        found = _CLASS.get(part) or _CLASS.get(whole)
        return [found] if found and whole != "reports" else []
    return [_CLASS[part] for part in re.split(r"\s*[;,:|]\s*", word) if part in _CLASS]


def class_of_kind(kind: str) -> str:
    """The class that a RIS type code means, or ""."""
    return _KINDS.get(kind.upper(), "")


def class_of_title(title: str, classes: Iterable[str]) -> str:
    """The first of some classes that a title hints at, or ""."""
    return next((name for name in classes if name in _OPENINGS and _opening(name).match(title)), "")
