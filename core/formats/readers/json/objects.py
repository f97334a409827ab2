"""The objects of a JSON file that hold one reference each, one after the other: memory for one of them only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from core.formats.decode import TextSource
from core.formats.result import Tally, WarningLog
from core.records.record import RawField

# Numbers stay as they are written: a year is text, and no number is too long.
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_TEXT = r'"(?:[^"\\]|\\.){0,300}"'
_KEY = re.compile(rf"[\s,]*({_TEXT})\s*:\s*")
_START = re.compile(rf"\{{\s*({_TEXT})\s*:\s*(?:(?:{_TEXT}|[\w.+-]{{1,40}})\s*,\s*({_TEXT})\s*:)?")
_OBJECT = re.compile(r'\{\s*"')
_TITLES = {"title", "Title", "title-short"}
_BETWEEN = re.compile(r"[\s,]*")
_TOKEN = 1 << 12  # an error so near the end of what was read may come of what was not yet read
_MOST_IN_A_ROW = 50
"""So many damaged objects, one after the other, are looked behind: each costs a look at the text that follows."""


class _Damage(str):
    """What is wrong with a value, and where."""


class JsonObjects:
    """Goes through a file: an array of objects, an object that has one, or objects one after the other.

    Attributes:
        head: What stands before the array in an object that has one: key → value.
    """

    def __init__(self, source: TextSource, log: WarningLog, tally: Tally, *path: str) -> None:
        """Prepare the reading.

        Args:
            source: The file.
            log: Where to say what was left out.
            tally: Where what was left out is counted.
            path: The keys that lead to the array in a file that is an object; those before the last may be missing.
        """
        self.head: dict[str, Any] = {}
        self._pieces = source.pieces()
        self._log = log
        self._tally = tally
        self._path = path
        self._start: re.Pattern[str] | None = None
        self._text = ""
        self._at = self._counted = 0
        self._line = 1
        self._ended = False

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each object, with the line where it starts."""
        if self._between() == "{":
            line = self._line_here()
            self._start = _like(self._text, self._at)
            if not self._to_array():
                yield line, self.head  # a reference alone, or the first of one a line
        if self._between() == "[":
            self._at += 1
            if self._between() == "{":
                self._start = _like(self._text, self._at)
        damaged = 0
        while here := self._between():
            if here != "{":
                if here not in "[]}":
                    said = self._text[self._at : self._at + 60].split("\n")[0]
                    said = f"left out, since it is no reference: “{said}”"
                    self._log.add(self._line_here(), said, "values that are no reference")
                if not self._next():
                    return
                continue
            line = self._line_here()
            before, begin = self._text, self._at
            value = self._value()
            begin = begin if self._text is before else 0
            if isinstance(value, dict) and (
                self._holds_another(begin) or (not _TITLES & value.keys() and _holds_reference(value))
            ):
                self._at = begin
                value = _Damage("it holds others")
            if isinstance(value, dict):
                damaged = 0
                yield line, value
                continue
            damaged += 1
            self._left_out(line, value)
            if damaged == _MOST_IN_A_ROW:
                self._log.add(line, "what follows was not read: too much of the file is damaged")
                return
            if not self._next():
                return

    def _holds_another(self, begin: int) -> bool:
        """Whether, within the object that begins there and ends here, a reference starts as the file's first did."""
        within = self._start.search(self._text, begin + 1, self._at) if self._start else None
        return within is not None and bool(_TITLES & _DECODER.raw_decode(self._text, within.start())[0].keys())

    def _left_out(self, line: int, why: object) -> None:
        self._tally.skipped += 1
        self._log.add(line, f"left out: a reference that is not well-formed JSON ({why})", "references not well-formed")

    def _between(self) -> str:
        """Go over blanks and commas; the character that follows, "" at the end."""
        while True:
            match = _BETWEEN.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended or not self._more():
                return ""

    def _more(self) -> bool:
        """Read on, at least as much as is waiting; False at the end."""
        self._line_here()
        waiting = [self._text[self._at :]]
        self._at = self._counted = 0
        wanted, got = len(waiting[0]), 0
        while got <= wanted and not self._ended:
            piece = next(self._pieces, None)
            self._ended = piece is None
            waiting.append(piece or "")
            got += len(piece or "")
        self._text = "".join(waiting)
        return got > 0

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _value(self) -> object:
        """The value here."""
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
                return value
            except RecursionError:
                return _Damage("it is nested too deep")
            except json.JSONDecodeError as error:
                near = error.pos > len(self._text) - _TOKEN or error.msg.startswith("Unterminated string")
                within = error.pos - self._at  # reading on moves the text, at the end of the file too
                if not near or self._ended or not self._more():
                    line = self._line_here() + self._text.count("\n", self._at, self._at + within)
                    return _Damage(f"line {line:,}: {error.msg}")

    def _next(self) -> bool:
        """Go to the next object that is a reference: one that starts as the first did, or has a title."""
        self._at += 1
        tried = 0
        while tried < _MOST_IN_A_ROW:
            match = _OBJECT.search(self._text, self._at)
            if match is None:
                self._at = max(self._at, len(self._text) - _TOKEN)
                if self._ended or not self._more():
                    return False
                continue
            self._at = match.start()
            if self._start is not None and self._start.match(self._text, self._at):
                return True
            before, begin = self._text, self._at
            value = self._value()
            begin = begin if self._text is before else 0
            if isinstance(value, dict) and _TITLES & value.keys():
                self._at = begin
                return True
            if isinstance(value, _Damage) or _holds_reference(value):
                tried += 1
                self._at = begin + 1
        while self._start is not None:  # damage without end: from here on only what starts as the first did
            if match := self._start.search(self._text, self._at):
                self._at = match.start()
                return True
            self._at = max(self._at, len(self._text) - _TOKEN)
            if self._ended or not self._more():
                break
        return False

    def _to_array(self) -> bool:
        """Go into an object up to the array that is wanted; False after one that has none: `head` is all of it.

        Behind damage, to the array all the same, or to the next reference.
        """
        self._at += bool(self._path)
        while self._path:
            match = _KEY.match(self._text, self._at)
            if match is None or match.end() == len(self._text):
                rest = _BETWEEN.match(self._text, self._at)
                at = rest.end() if rest else self._at
                if self._text[at : at + 1] == "}":
                    self._at = at + 1
                    return False
                if not self._ended and self._more():
                    continue
            key = match[1][1:-1] if match else ""
            self._at = match.end() if match else self._at
            opened = self._text[self._at : self._at + 1]
            if key == self._path[-1] and opened == "[":
                break
            if key in self._path[:-1] and opened == "{":
                self._at += 1
                continue
            line = self._line_here()
            value = self._value() if match else _Damage("a key is missing")
            if isinstance(value, _Damage):
                self._left_out(line, value)
                following = re.compile(rf'"{self._path[-1]}"\s*:\s*\[').search(self._text, self._at)
                if following is None:
                    self._next()
                else:
                    self._at = following.end() - 1
                break
            self.head[key] = value
        return True


def _like(text: str, place: int) -> re.Pattern[str] | None:
    """How the objects of a file start: with the one or two keys that the one at this place starts with."""
    match = _START.match(text, place)
    if match is None:
        return None
    first = rf"\{{\s*{re.escape(match[1])}\s*:\s*"
    return re.compile(rf"{first}(?:{_TEXT}|[\w.+-]{{1,40}})\s*,\s*{re.escape(match[2])}\s*:" if match[2] else first)


def _holds_reference(value: object) -> bool:
    """Whether an object with a title stands within a value."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, dict):
            if _TITLES & each.keys():
                return True
            stack += each.values()
        elif isinstance(each, list):
            stack += each
    return False


def flat(value: object, path: str = "") -> Iterator[RawField]:
    """The innermost values of an object, by their paths: "biblio.volume"; a value of a list has the list's path."""
    stack: list[tuple[str, object]] = [(path, value)]
    while stack:
        where, each = stack.pop()
        if isinstance(each, dict):
            stack += [(f"{where}.{key}".lstrip("."), inner) for key, inner in reversed(each.items())]
        elif isinstance(each, list):
            stack += [(where, inner) for inner in reversed(each)]
        elif isinstance(each, bool):
            yield RawField(where, str(each).lower())
        elif each not in (None, ""):
            yield RawField(where, str(each))


def objects_of(value: object) -> list[dict[str, Any]]:
    """The objects of an array; none where it is something else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
