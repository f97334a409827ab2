"""What platforms write behind a search: limits, which change what it finds, and how it was run, which does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.strategy.dialects import EBSCO, EMBASE, OVID, PROQUEST, PUBMED, WOS, Platform

_LIMITS = {
    EBSCO.name: r"Limiters - ",
    PUBMED.name: r"Filters(?: applied)?:\s(?=\s{0,9}\S)",
    WOS.name: r"(?:Refined|Narrowed) by: |Timespan\s?[=:]\s?(?=\d)",
    PROQUEST.name: r"Limits applied\b|Limited by: |Additional limits - ",
    EMBASE.name: r"with (?:Cochrane|[Oo]nline|[Pp]ublication)\b"
    r"|in (?:Trials|Cochrane Reviews|Cochrane Protocols|Other Reviews|Clinical Answers|Editorials)\b(?=,|\s|$)",
}
_LIMIT = "|".join(_LIMITS.values())
_RUN = (
    r"(?:Expanders|Search modes|Interface|Search Screen|Database) - |(?:Sort by|Results|Editions): ?"
    r"|(?:Indexes|Timespan|Databases)\s?=|Timespan: ?(?=All)|\(Word variations have been searched\)"
)
_ANY = re.compile(rf"(?:(?<=[\s)])|^)(?:(?P<limit>{_LIMIT})|{_RUN})")
_COUNT = re.compile(r"Results: ?([\d,]{1,14})$")
_FACETS = (
    r"(?:Document Types|Languages|Publication Years|Web of Science Categories|Research Areas|Countries/Regions"
    r"|Open Access|Early Access|Citation Topics \w+|Publication Titles|Affiliations|Authors|Editions"
    r"|Exclude\s-\s[\w ]{1,40})"
)
_ENDS = {
    # The database in which alone it was run.
    OVID.name: re.compile(
        r"(?<=[\s/.)])(?<!\band )(?:use\s+[a-z]\w{1,11}(?:\s?,\s?[a-z]\w{1,11}){0,9}\s*){1,9}$", re.IGNORECASE
    ),
    # What was chosen in the list beside the results.
    WOS.name: re.compile(
        rf"(?<=[\s)])(?:(?:and|not)\s[^()\"=#]{{1,400}}\({_FACETS}\)[\s\S]*$|{_LIMITS[WOS.name]})|^(?:{_LIMITS[WOS.name]})"
    ),
}
_ENDS |= {name: re.compile(rf"(?:(?<=[\s)])|^)(?:{words})") for name, words in _LIMITS.items() if name not in _ENDS}


def _marks(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where such words begin, outside of quotes."""
    quotes = start = 0
    for found in pattern.finditer(text):
        quotes, start = quotes + text.count('"', start, found.start()), found.start()
        if quotes % 2 == 0:
            yield found


def limits_in(text: str) -> str | None:
    """The limits that a line of a file says of the search above it, "" for none; None where it says something else."""
    text = text.strip()
    return parted(text)[0] if _ANY.match(text) else None


def parted(text: str) -> tuple[str, int | None]:
    """A search with the limits behind it, without how it was run; and the count of results where one is named there."""
    kept, start, wanted, count = "", 0, True, None
    for found in [*_marks(text, _ANY), None]:
        end = found.start() if found else len(text)
        part = text[start:end].strip()
        if wanted:
            kept = f"{kept} {part}".strip()
        elif number := _COUNT.match(part):
            count = int(number[1].replace(",", "") or 0)
        if found:
            start, wanted = end, bool(found["limit"])
    return (kept.rstrip(" ;,") if start or not wanted else text), count


def limit_behind(text: str, dialect: Platform) -> int | None:
    """The place where the limits behind a search begin; None without any."""
    pattern = _ENDS.get(dialect.name)
    return next((found.start() for found in _marks(text, pattern)), None) if pattern else None
