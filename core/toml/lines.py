"""Where each key of a TOML file stands, so that a mistake can name its line.

Own code, since neither tomllib nor tomlkit 0.15 keeps a position; and tomlkit takes 19 ms to read a plan, this 2 ms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and places in arrays counted from 0: `("stage", 1, "readers", 0)`."""

_TOKEN = r"""
    (?P<space>   [ \t\r]+ | \#[^\n]* )
  | (?P<newline> \n )
  | (?P<text>    \"{3} (?: [^\\] | \\. )*? \"{3,5}      # may end in two quotes of its own
               | '{3} .*? '{3,5}
               | " (?: [^"\\\n] | \\. )* "
               | ' [^'\n]* ' )
  | (?P<mark>    [\[\]{}=,.] )
  | (?P<bare>    [^\s\[\]{}=,.\#"']+ )
    """
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def key_lines(text: str) -> dict[Path, int]:
    """The line, counted from 1, on which each key, table and array element of a file begins.

    Args:
        text: A file that `tomllib` accepts; of any other the answer is merely incomplete.
    """
    return _Scanner(text).lines


@dataclass
class _Open:
    """An array or inline table whose closing bracket is still to come."""

    path: Path
    bracket: str
    element: int = 0


class _Scanner:
    """Walks the tokens of a file once."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}  # how many [[tables]] an array holds so far
        self._tokens: list[tuple[str, str, int]] = []
        line = 1
        for match in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL):
            kind, value = str(match.lastgroup), match.group()
            if kind != "space":
                self._tokens.append((kind, value, line))
            line += value.count("\n")
        self._at = 0
        self._statements()

    def _statements(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            kind, value, _ = self._tokens[self._at]
            if value == "[" and kind == "mark":
                table = self._header()
            elif kind == "newline" or not self._is_key():
                self._at += 1
            else:
                self._value(self._key(table))

    def _header(self) -> Path:
        """`[table]` or `[[table]]`: the path that the keys below it belong to."""
        line = self._tokens[self._at][2]
        is_array = self._mark(1) == "["
        self._at += 2 if is_array else 1
        names = self._names()
        path: Path = ()
        for place, name in enumerate(names, start=1):
            path += (name,)
            self.lines.setdefault(path, line)
            if is_array and place == len(names):
                self._tables[path] = self._tables.get(path, 0) + 1
            if path in self._tables:
                path += (self._tables[path] - 1,)
                self.lines.setdefault(path, line)
        return path

    def _key(self, table: Path) -> Path:
        """A key up to its equals sign. Each part of a dotted key is the table of the next."""
        line = self._tokens[self._at][2]
        path = table
        for name in self._names():
            path += (name,)
            self.lines.setdefault(path, line)
        return path

    def _value(self, path: Path) -> None:
        """The value after an equals sign, to the end of its line or of its brackets."""
        here = path
        opened: list[_Open] = []
        while self._at < len(self._tokens):
            kind, value, line = self._tokens[self._at]
            within = opened[-1] if opened else None
            if kind == "newline":
                if within is None:
                    return
            elif kind == "mark" and value == ",":
                if within is not None:
                    within.element += 1
            elif kind == "mark" and value in "]}":
                if opened:
                    opened.pop()
            elif within is not None and within.bracket == "{" and self._is_key():
                here = self._key(within.path)
                continue
            else:
                if within is not None and within.bracket == "[":
                    here = (*within.path, within.element)
                    self.lines.setdefault(here, line)
                if kind == "mark" and value in "[{":
                    opened.append(_Open(here, value))
            self._at += 1

    def _is_key(self) -> bool:
        """Whether a key begins here, and not a value: an equals sign follows its (dotted) name."""
        at = self._at
        while at + 1 < len(self._tokens) and self._tokens[at][0] in ("bare", "text") and self._tokens[at + 1][1] == ".":
            at += 2
        return (
            at + 1 < len(self._tokens)
            and self._tokens[at][0] in ("bare", "text")
            and self._tokens[at + 1][:2] == ("mark", "=")
        )

    def _names(self) -> list[str]:
        """The parts of a dotted key."""
        names: list[str] = []
        while self._at < len(self._tokens):
            kind, value, _ = self._tokens[self._at]
            if kind not in ("bare", "text"):
                break
            names.append(_unquoted(value))
            self._at += 1
            if self._mark() != ".":
                break
            self._at += 1
        return names

    def _mark(self, ahead: int = 0) -> str:
        """The punctuation at this place, or ""."""
        at = self._at + ahead
        return self._tokens[at][1] if at < len(self._tokens) and self._tokens[at][0] == "mark" else ""


def _unquoted(name: str) -> str:
    if name[0] == "'":
        return name[1:-1]
    if name[0] != '"':
        return name
    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", _character, name[1:-1])


def _character(escape: re.Match[str]) -> str:
    code = escape[1]
    return chr(int(code[1:], 16)) if code[0] in "uU" else _ESCAPED.get(code, code)
