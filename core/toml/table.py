"""Reads a TOML table key by key; what is wrong is noted, not raised, so that all mistakes are told at once.

Own code, since a model of pydantic 2.14 names the same mistakes of a plan, but none with its line, a word near the
misspelt one or what to do; each mistake here has its place in the file, which `core.toml.lines` turns into a line.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.toml.lines import Path

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed: they would reach the terminal
_UNPRINTABLE = "\ufffd"
MOST = 100
"""The largest of several numbers that state shares."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a file that cannot stand.

    Attributes:
        path: Where; a key that is missing is named as if it were there.
        what: What was found and what was expected.
        advice: What to do; may be empty.
    """

    path: Path
    what: str
    advice: str = ""


class TomlTable:
    """One table of a file.

    Each method reads one key and always returns a value of the promised type; where the file has nothing usable that is
    the default, and a mistake is noted. `close` then reports the keys that nobody asked for.
    """

    def __init__(self, values: dict[str, object], path: Path, mistakes: list[Mistake]) -> None:
        self._values = values
        self._path = path
        self._mistakes = mistakes
        self._known: list[str] = []

    def wrong(self, key: str, what: str, advice: str = "") -> None:
        """Note a mistake at a key of this table."""
        self._note((*self._path, key), what, advice)

    def _note(self, path: Path, what: str, advice: str = "") -> None:
        self._mistakes.append(Mistake(path, what, advice))

    def text(
        self,
        key: str,
        default: str = "",
        *,
        required: bool = False,
        one_of: Collection[str] = (),
        form: tuple[str, str] | None = None,
    ) -> str:
        """A text, without white space at its ends and with its line breaks folded to spaces.

        Args:
            key: Its name.
            default: What stands for it when it is not there, or is wrong.
            required: The key must be there and must not be empty.
            one_of: The only values that may stand there.
            form: A regular expression that the whole text must match, and the same in words.
        """
        return self._text((*self._path, key), self._value(key), default, required, one_of, form)

    def _text(
        self,
        path: Path,
        value: object,
        default: str = "",
        required: bool = True,
        one_of: Collection[str] = (),
        form: tuple[str, str] | None = None,
    ) -> str:
        expected = f"one of {', '.join(one_of)}" if one_of else form[1] if form else "text"
        if value is None:
            if required:
                self._note(path, f"missing; expected {expected}", f'Add a line {path[-1]} = "…".')
            return default
        if not isinstance(value, str):
            self._note(path, f"found {described(value)}; expected {expected}", "Write it in quotes.")
            return default
        value = value.strip()
        if control := _CONTROL.search(value):
            self._note(
                path, f"holds the control character U+{ord(control[0]):04X}; expected {expected}", "Take it out."
            )
        elif not value and required:
            self._note(path, f"is empty; expected {expected}", "Fill it in.")
        elif one_of and value not in one_of:
            advice = did_you_mean(value, one_of) or "Write one of these."
            self._note(path, f"found {described(value)}; expected {expected}", advice)
        elif value and form and not re.fullmatch(form[0], value):
            self._note(path, f"found {described(value)}; expected {expected}", "Write it in this form.")
        else:
            return re.sub(r"\s*\n\s*", " ", value)
        return default

    def flag(self, key: str) -> bool:
        """`true` or `false`; false when the key is not there."""
        value = self._value(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(key, f"found {described(value)}; expected true or false", "Write it without quotes.")
        return False

    def whole_number(self, key: str) -> int | None:
        """A whole number, or None with a mistake noted."""
        value = self._value(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        found = "missing" if value is None else f"found {described(value)}"
        self.wrong(key, f"{found}; expected a whole number", f"Write {key} = 1.")
        return None

    def one_or_more(self, key: str, form: tuple[str, str]) -> tuple[str, ...]:
        """A text, or a list of different texts; see `text` and `texts`."""
        if isinstance(self._value(key), list):
            return self.texts(key, form)
        text = self.text(key, form=form)
        return (text,) if text else ()

    def texts(self, key: str, form: tuple[str, str] | None = None) -> tuple[str, ...]:
        """A list of different texts, none empty; `form` as for `text`."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(key, f"found {described(value)}; expected a list of texts", f'Write {key} = ["…", "…"].')
            return ()
        texts: list[str] = []
        for place, element in enumerate(value):
            path = (*self._path, key, place)
            text = self._text(path, element, form=form)
            if text and text in texts:
                self._note(path, f"{described(text)} is there twice", "Take one out.")
            texts.append(text)
        return tuple(texts)

    def whole_numbers(self, key: str, names: tuple[str, ...]) -> tuple[int, ...]:
        """A whole number from 0 on for each name: a list in their order, or a table by name; 1 where none is given."""
        value = self._value(key)
        given: dict[str, object] = {}
        if isinstance(value, dict):
            given = {str(name): each for name, each in value.items()}
            for name in (each for each in given if each not in names):
                self._note((*self._path, key, name), "unknown name", f"The names here are: {', '.join(names)}.")
        elif isinstance(value, list) and len(value) == len(names):
            given = dict(zip(names, value, strict=True))
        elif value is not None:
            found = f"{len(value)} numbers" if isinstance(value, list) else described(value)
            advice = f"Write {key} = {{ {names[0] if names else 'A'} = 2 }}; it is 1 for whom it leaves out."
            self.wrong(key, f"found {found}; expected a number for each of {len(names)}", advice)
        for name, each in given.items():
            if not isinstance(each, int) or isinstance(each, bool) or not 0 <= each <= MOST:
                path = (*self._path, key, name if isinstance(value, dict) else names.index(name))
                what = f"found {described(each)}; expected a whole number from 0 to {MOST}"
                self._note(path, what, "Whole numbers state shares: 2 and 1 are two thirds and one third.")
                given[name] = 1
        return tuple(int(str(given.get(name, 1))) for name in names)

    def is_table(self, key: str) -> bool:
        """Whether the key holds a single table."""
        return isinstance(self._values.get(key), dict)

    def table(self, key: str) -> TomlTable:
        """A table inside this one; an empty one when it is not there."""
        value = self._value(key)
        if value is None or isinstance(value, dict):
            return TomlTable(value or {}, (*self._path, key), self._mistakes)
        self.wrong(
            key, f"found {described(value)}; expected a table", f"Write [{named((*self._path, key))}] on a line."
        )
        return _nothing()

    def tables(self, key: str) -> list[TomlTable]:
        """The tables of an array, such as those that `[[stage]]` begins; as many as there are elements in the file."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list):
            name = named((*self._path, key))
            self.wrong(
                key,
                f"found {described(value)}; expected a list of tables",
                f"Write [[{name}]], in double brackets." if isinstance(value, dict) else f"Write {key} = [{{ … }}].",
            )
            return []
        tables = []
        for place, element in enumerate(value):
            path = (*self._path, key, place)
            if isinstance(element, dict):
                tables.append(TomlTable(element, path, self._mistakes))
            else:
                self._note(path, f"found {described(element)}; expected a table", "Write { … }.")
                tables.append(_nothing())
        return tables

    def has(self, key: str) -> bool:
        """Whether the key is in the file."""
        return key in self._values

    def close(self) -> None:
        """Report every key that was never read: a misspelt key would otherwise be ignored in silence."""
        for key in self._values:
            if key not in self._known:
                advice = did_you_mean(key, self._known) or f"The keys here are: {', '.join(self._known)}."
                self.wrong(key, "unknown key", advice)

    def _value(self, key: str) -> object:
        self._known.append(key)
        return self._values.get(key)


def _nothing() -> TomlTable:
    """Stands for a table that could not be read; its own mistakes would only repeat that."""
    return TomlTable({}, (), [])


def named(path: Path) -> str:
    """A path as people read it: `stage[2].kind`, places counted from 1, as lines are."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            key = part if re.fullmatch(r"[\w-]+", part) else repr(part)  # a quoted key may hold anything
            name += f".{key}" if name else key
    return name


def described(value: object) -> str:
    """A value in words, short enough for one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}" if abs(value) < 1e15 else "a number"
        case str():
            text = f"{value[:60]}…" if len(value) > 60 else value
            return f"“{''.join(character if character.isprintable() else _UNPRINTABLE for character in text)}”"
        case list():
            return "a list"
        case dict():
            return "a table"
    return f"the date or time {value}"


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The nearest known word, whatever its letter case, as a question, or "" when none is near."""
    import difflib  # only when something is wrong: not worth its time at every start

    spelt = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), spelt, n=1)
    return f"Did you mean “{spelt[near[0]]}”?" if near else ""
