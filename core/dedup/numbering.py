"""Volume, issue and pages as numbers, from the texts that databases give."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+")
_SUPPLEMENT = re.compile(r"\bsup(?:p|pl|plement)?(?=[\W_\d]|$)|suppl|^s\.? ?\d|meeting ?as?b?stracts?", re.IGNORECASE)
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
# "12-9", "S12-S19", "e12-e19.e3", "12--19": a first page, and a last one after a dash of any kind.
_PAGES = re.compile(r"[a-z]{0,4}\.?\s?(\d+)[a-z]{0,2}(?:\s*[-‐-―−]+\s*[a-z]{0,4}\.?\s?(\d+))?", re.IGNORECASE)
_PAGE_COUNT = re.compile(r"\d+ ?p(?:p|ages|ag)?\b", re.IGNORECASE)
_UNPAGED = "(no pagination)"
_ARTICLE = re.compile(r"[eE]\d{2,}|\d{5,}")
_LARGEST = 10**9
"""More digits than this are an accession number or a slip, not a page; kept out so that numbers stay small."""


def volume_number(text: str) -> int:
    """The volume; 0 if unknown. "60 (1 Supplement 1)" is 60, "Part A. 242" is 242, "29A" is 29.

    A series before the number ("Part 2. 107") is passed over. A month is no volume, nor is what stands in brackets,
    even where a database dropped the first of the two: "1)" is the end of "39 (Suppl. 1)".
    """
    text = text.rpartition(". ")[2]
    outside = text.partition("(")[0]
    match = None if ")" in outside else _NUMBER.search(outside)
    return _number(match[0]) if match else 0


def issue_numbers(issue: str, volume: str = "") -> str:
    """The numbers of the issue, joined by dots, "s" before them for a supplement; "" if unknown.

    "3" is "3", "1-2" is "1.2", "21 Suppl 1" is "s21.1". Ovid writes the issue behind the volume: "60 (1 Supplement 1)".
    A month is not an issue; a spreadsheet's "01-Feb" is "1-2".
    """
    behind = _IN_BRACKETS.search(volume) if ")" in volume else None
    if behind and (not issue or _UNPAGED in volume or (issue.isdecimal() and _SUPPLEMENT.search(behind[1]))):
        issue = behind[1] if _NUMBER.search(behind[1]) or _SUPPLEMENT.search(behind[1]) else ""
    if not issue:
        return ""
    numbers = [_number(digits) for digits in _NUMBER.findall(issue)[:2]]
    if issue.isdecimal():
        return str(numbers[0] or "")
    if numbers and (month := _MONTH.search(issue)):
        numbers = sorted((numbers[0], _MONTHS.index(month[1].lower()) + 1))
    joined = ".".join([str(number) for number in numbers if number])
    return f"s{joined}" if _SUPPLEMENT.search(issue) else joined


def article_number(issue: str, volume: str) -> int:
    """The number of the article, where a database gives it as the issue: "e0191240", or Ovid's "(no pagination)"."""
    if issue and (_UNPAGED in volume or _ARTICLE.fullmatch(issue)) and (match := _NUMBER.search(issue)):
        return _number(match[0])
    return 0


def page_span(text: str) -> tuple[int, int]:
    """First and last page, 0 for what is not known. "221-8" is (221, 228); "S259" is (259, 0); "e70933" is (70933, 0).

    "14 pp" is how long a text is, not where it stands. A spreadsheet turns "6-10" into "06-Oct"; that is read back as
    (6, 10).
    """
    if month := _MONTH.search(text):
        day = _NUMBER.search(text)
        if not day or len(text) > 7:
            return (0, 0)
        pair = sorted((_number(day[0]), _MONTHS.index(month[1].lower()) + 1))
        return (pair[0], pair[1])
    if _PAGE_COUNT.match(text):
        return (0, 0)
    match = _PAGES.match(text.lstrip(" \"'[(").removeprefix("pp").lstrip(" ."))
    if not match:
        return (0, 0)
    first = _number(match[1])
    last = match[2] or ""
    if not last:
        return (first, 0)
    if len(last) < len(match[1]):
        last = match[1][: len(match[1]) - len(last)] + last
    end = _number(last)
    return (first, end if end >= first else 0)


def _number(digits: str) -> int:
    number = int(digits[:12])
    return number if number < _LARGEST else 0
