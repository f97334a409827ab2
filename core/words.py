"""Numbers and lists in British English: thousands set apart, singular and plural right, one decimal in a per cent."""

from __future__ import annotations

from collections.abc import Sequence

_IRREGULAR = {"was": "were", "is": "are", "has": "have", "does": "do", "waits": "wait", "counts": "count"}
_IRREGULAR |= {"needs": "need", "holds": "hold", "differs": "differ", "it": "them", "its": "their"}
_IRREGULAR |= {"person": "people"}
_IRREGULAR |= {"this": "these", "study": "studies", "category": "categories", "search": "searches"}
_IRREGULAR |= {"branch": "branches", "loss": "losses"}


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


_MOST_DIGITS = 9


def number(value: int) -> str:
    """A count with its thousands set apart: "13,178"."""
    return f"{value:,}"


def approximately(value: float) -> str:
    """An estimated count, with one decimal unless it is whole, never rounded to none: "12", "0.5", "under 0.1"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}" if value >= 0.1 else "under 0.1"


def number_in(text: str) -> int | None:
    """The count that was typed ("1,203"); None for anything else, and for more digits than any count has."""
    digits = text.replace(",", "").replace(" ", "")
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def plural(value: float, word: str) -> str:
    """The word as it is for one, else its plural."""
    return word if value == 1 else _IRREGULAR.get(word, f"{word}s")


def count(value: int, noun: str) -> str:
    """A count of things: "1 record", "2,636 records"."""
    return f"{number(value)} {plural(value, noun)}"


def listed(items: Sequence[str]) -> str:
    """Items as a sentence lists them: "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def shortened(text: str, most: int) -> str:
    """The text with at most so many characters: whole, or its beginning and "…"."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def per_cent(share: float) -> str:
    """A share of one as a per cent with one decimal, more where that would say none or all: "96.5%", "99.96%"."""
    return f"{_decimal(100 * share, 1, 100)}%"


def figure(value: float | None, digits: int = 3) -> str:
    """A statistic; "undefined" for None; a minus that is one; never "-0.000", nor "1.000" of what is not quite 1."""
    return "undefined" if value is None else _decimal(value, digits, 1)


def _decimal(value: float, digits: int, whole: int) -> str:
    """With as many digits at least as tell a number from 0 and from the whole, unless only rounding sets them apart."""
    while any(abs(abs(value) - end) > 1e-9 and round(abs(value), digits) == end for end in (0, whole)):
        digits += 1
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "\u2212")


def interval(bounds: tuple[float, float] | None, digits: int = 3) -> str:
    """A 95 % interval: "95% CI 0.606 to 0.748"; "" for None."""
    return f"95% CI {figure(bounds[0], digits)} to {figure(bounds[1], digits)}" if bounds else ""


def day(at: str) -> str:
    """A day in words: "4 January 2021", from ISO 8601; the text itself when it is none."""
    year, _, rest = at[:10].partition("-")
    month, _, date = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and date.isdigit() and 1 <= int(month) <= 12):
        return at
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}"


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers in short: "1-13, 15"."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
