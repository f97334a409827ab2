"""Reading what a person typed as the answer to an item, and writing it out again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from core.errors import TamisError
from core.protocol.values import ChartItem

NOT_REPORTED = "not reported"
"""How an answer that the report does not give is written; typing it says the same."""

BETWEEN = "; "
"""What stands between several answers to one item."""

FIRST_YEAR, LAST_YEAR = 1500, 2199

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Answer(NamedTuple):
    """An answer to an item.

    Attributes:
        parts: What was answered, as text: one part, or several for an item that several things can apply to.
        not_reported: Whether the report does not say; then there are no parts. No parts and not this: not answered.
    """

    parts: tuple[str, ...] = ()
    not_reported: bool = False


NO_ANSWER = Answer()


def read_answer(item: ChartItem, text: str) -> Answer:
    """Read a typed answer.

    Several answers stand apart by `;` or by a new line. A choice may be given by its beginning, when only one has it.

    Raises:
        TamisError: The text is empty, or no answer of the item's type.
    """
    stripped = typed_text(text)
    if not stripped or (item.type in ("multi-choice", "country") and not _split(stripped)):
        raise _wrong(item, "the answer is empty", f"Write “{NOT_REPORTED}” when the report does not say.")
    if stripped.casefold() == NOT_REPORTED and NOT_REPORTED not in map(str.casefold, item.choices):
        return Answer(not_reported=True)
    match item.type:
        case "long-text":
            return Answer(("\n".join(line.rstrip() for line in stripped.splitlines()),))
        case "number":
            return Answer((_number(item, stripped),))
        case "year":
            return Answer((_year(item, stripped),))
        case "choice":
            return Answer((_choice(item, stripped),))
        case "multi-choice":
            chosen = {_choice(item, part) for part in _split(stripped)}
            return Answer(in_order(item, chosen))
        case "country":
            return Answer(tuple(dict.fromkeys(_country(item, part) for part in _split(stripped))))
        case _:
            return Answer((" ".join(stripped.split()),))


def typed_text(text: str) -> str:
    """What a person typed or pasted, without control characters and half characters; line breaks and tabs stay."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def in_order(item: ChartItem, chosen: Iterable[str]) -> tuple[str, ...]:
    """Choices in the order of the form; those it no longer has come last, as they were."""
    wanted = tuple(dict.fromkeys(chosen))
    return (
        *(each for each in item.choices if each in wanted),
        *(each for each in wanted if each not in item.choices),
    )


def written(answer: Answer) -> str:
    """An answer as one text, which `read_answer` reads back; "" when there is none."""
    return NOT_REPORTED if answer.not_reported else BETWEEN.join(answer.parts)


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def _number(item: ChartItem, text: str) -> str:
    plain = text.replace("\u2212", "-")
    if re.fullmatch(r"-?\d{1,3}([, \u00a0]\d{3})+(\.\d+)?", plain, re.ASCII):
        plain = re.sub(r"[, \u00a0]", "", plain)
    match = re.fullmatch(r"(-?)0*(\d{1,30})(?:\.(\d{1,30}))?", plain, re.ASCII)
    if match is None:
        raise _wrong(item, f"“{text}” is no number", "Expected one such as 24 or 12.5; put ranges in a text.")
    decimals = (match[3] or "").rstrip("0")
    number = match[2] + (f".{decimals}" if decimals else "")
    return number if number == "0" else match[1] + number


def _year(item: ChartItem, text: str) -> str:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise _wrong(item, f"“{text}” is no year", "Expected four digits, such as 2019.")
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise _wrong(item, f"“{text}” is no year of a report", f"Expected one from {FIRST_YEAR} to {LAST_YEAR}.")
    return text


def _choice(item: ChartItem, text: str) -> str:
    wanted = " ".join(text.split()).casefold()
    exact = [each for each in item.choices if each.casefold() == wanted]
    near = exact or [each for each in item.choices if each.casefold().startswith(wanted)]
    if len(near) != 1:
        what = f"“{text}” is no choice" if not near else f"“{text}” could be {BETWEEN.join(near)}"
        raise _wrong(item, what, f"The choices: {BETWEEN.join(item.choices)}.")
    return near[0]


def _country(item: ChartItem, text: str) -> str:
    from core.charting.countries import country  # only such an answer needs it; answers are asked at each start

    try:
        return country(text)
    except TamisError as error:
        raise _wrong(item, error.what, error.advice) from None


def _wrong(item: ChartItem, what: str, advice: str) -> TamisError:
    return TamisError(what, where=f"item {item.id}", advice=advice)
