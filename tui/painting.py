"""What is on the terminal and what is to be: only what differs is sent, of the newest state alone, line by line."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from tui.text.content import cells

Cell = tuple[str, str]
"""What stands in a column, "" under the second half of a wide character, and what sets its style, "" for none."""
_BLANK: Cell = (" ", "")
_UNKNOWN: Cell = ("\0", "")
_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b\[(?P<style>[\d;:]*)m"
    r"|(?P<link>\x1b\]8;[^\x1b]*\x1b\\)"
    r"|\r?\n"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
_LINK_END = "\x1b]8;;\x1b\\"
_NEAR = 8
"""Columns: to send as many that are the same costs no more than to go past them."""


class Painting:
    """Takes frames as Textual writes them, and gives what must be written for the last of them to be seen.

    Rows and columns count from 1 and 0.
    """

    def __init__(self) -> None:
        self._columns = self._rows = 1 << 16
        self.clear()

    def clear(self) -> None:
        """Begin on a terminal that is empty."""
        self._shown: dict[int, list[Cell]] = {}
        self._wanted: dict[int, list[Cell]] = {}
        self._ground = _BLANK
        self._changed: set[int] = set()
        self._cursor = self._cursor_wanted = ""

    def forget(self, columns: int, rows: int) -> None:
        """Begin on a terminal of another size, of which nothing else is known.

        Of a frame that was made for the size before, and comes late, what is beyond the edges is left out: a terminal
        would write it on its last row, and go on in the row below.
        """
        self.clear()
        self._ground, self._columns, self._rows = _UNKNOWN, columns, rows

    @property
    def pending(self) -> bool:
        """Whether there is something that may have to be written."""
        return bool(self._changed) or self._cursor != self._cursor_wanted

    def put(self, frame: str, *, again: bool = False) -> bool:
        """Take a frame; False, and nothing done, when it is none: it does more than put styled text at places.

        Args:
            frame: What Textual writes: moves, styles and text, at its end a move of the cursor.
            again: Whether to write all of it, though it be there already: something may have been written over it.
        """
        runs: list[tuple[int, int, str, str]] = []
        row = column = end = 0
        style = link = ""
        while token := _TOKEN.match(frame, end):
            end = token.end()
            match token.lastgroup:
                case "column":
                    row, column = int(token["row"]), int(token["column"]) - 1
                case "style":
                    style = style + token[0] if token["style"].strip("0") else ""
                case "link":
                    link = token[0] if token[0] != _LINK_END else ""
                case "text":
                    if not row:
                        return False
                    runs.append((row, column, link + style, token["text"]))
                    column += cells(token["text"])
        if end < len(frame) or not row:
            return False
        for run in runs:
            if run[0] <= self._rows and run[1] < self._columns:
                self._put(*run, again=again)
        self._cursor_wanted = f"\x1b[{row};{column + 1}H"
        return True

    def _put(self, row: int, column: int, style: str, text: str, *, again: bool) -> None:
        if text.isascii():
            put = [(each, style) for each in text]
        else:
            put = []
            for each in text:
                if not (size := cells(each)) and put:
                    put[-1] = (put[-1][0] + each, style)
                else:
                    put += [(each, style), *[("", style)] * (size - 1)]
        if len(put) > (room := self._columns - column):
            put = [*put[: room - 1], put[room - 1] if put[room][0] else (" ", style)]
        wanted = self._wanted.setdefault(row, [])
        wanted += [_BLANK] * (column - len(wanted))
        wanted[column : column + len(put)] = put
        if again:
            shown = self._shown_in(row)
            shown[column : column + len(put)] = [_UNKNOWN] * len(put)
        self._changed.add(row)

    def _shown_in(self, row: int) -> list[Cell]:
        """What the row shows, as many columns as are wanted of it."""
        shown = self._shown.setdefault(row, [])
        shown += [self._ground] * (len(self._wanted[row]) - len(shown))
        return shown

    def take(self, room: int) -> str:
        """What to write next, row by row; as soon as it is `room` bytes or more the rest waits. Counts as written."""
        out: list[str] = []
        for row in sorted(self._changed):
            if room <= 0:
                break
            self._changed.remove(row)
            out.append(self._difference(row))
            room -= len(out[-1].encode())
        if room > 0 and not self._changed and (any(out) or self._cursor != self._cursor_wanted):
            out.append(self._cursor_wanted)
        written = "".join(out)
        if written:
            self._cursor = self._cursor_wanted if written.endswith(self._cursor_wanted) else ""
        return written

    def _difference(self, row: int) -> str:
        """What makes a row what it should be."""
        wanted, shown = self._wanted[row], self._shown_in(row)
        differ = [column for column, pair in enumerate(zip(wanted, shown, strict=False)) if pair[0] != pair[1]]
        if not differ:
            return ""
        if any(len(text) != 1 for text, _style in (*wanted, *shown)):
            differ = list(range(len(wanted)))  # how wide a terminal takes such a character to be is not certain
        seen = len(wanted)
        while seen and wanted[seen - 1] == _BLANK:
            seen -= 1
        out: list[str] = []
        start = differ[0]
        for here, following in zip(differ, [*differ[1:], len(wanted) + _NEAR + 1], strict=True):
            if following - here <= _NEAR:
                continue
            out.append(f"\x1b[{row};{start + 1}H")
            if here >= seen and here + 1 - max(seen, start) > len("\x1b[K"):
                out += [_styled(wanted[start:seen]), "\x1b[K"]
                break
            out.append(_styled(wanted[start : here + 1]))
            start = following
        self._shown[row] = list(wanted)
        return "".join(out)


def _styled(row: list[Cell]) -> str:
    out = []
    for style, group in groupby(row, itemgetter(1)):
        text = "".join(each for each, _style in group)
        if style:
            text = f"{style}{text}" + "\x1b[0m" * ("\x1b[" in style) + _LINK_END * style.startswith("\x1b]")
        out.append(text)
    return "".join(out)
