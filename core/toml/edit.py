"""Sets one value in the text of a TOML file that people write, by tomlkit; all other bytes of it stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from core.errors import TamisError

Value = str | bool | int | Sequence[str]


def with_value(text: str, path: Sequence[str], value: Value) -> str:
    """The text of a file with one value set; comments, order, quotes and line ends stay as they are.

    Args:
        text: A file that `tomllib` accepts, perhaps with a byte order mark.
        path: The names of the value's tables, which are made where they are not there, and its key.
        value: What it shall be. Of a list of texts, those that are there already stay where they are.

    Raises:
        TamisError: The file writes the value in a way that cannot be edited.
    """
    import tomlkit  # 20 ms, for this alone
    from tomlkit.exceptions import TOMLKitError

    mark = text[:1] if text.startswith("\ufeff") else ""
    bare = re.search(r"(?<!\r)\n", text)  # beside others: then all line ends are left as they are
    line_end = "\n" if bare or "\r\n" not in text else "\r\n"
    plain = text.removeprefix(mark).replace(line_end, "\n")
    *tables, key = path
    try:
        document = tomlkit.parse(plain)
        unchanged = document.as_string() == plain
        table = _table(document, tables)
        is_new = key not in table
        _set(table, key, value)
        if is_new:
            _move_up(table, key)
        edited = document.as_string()
        wanted = tomllib.loads(plain)
        _set(_table(wanted, tables), key, value)
        if not unchanged or tomllib.loads(edited) != wanted:
            raise ValueError
    except (ValueError, TypeError, TOMLKitError) as problem:
        name = ".".join(path)
        raise TamisError(
            f"“{name}” is written in a way that tamis does not edit", where=name, advice="Change it with an editor."
        ) from problem
    return mark + edited.replace("\n", line_end)


def _table(document: Any, names: Sequence[str]) -> Any:
    """A table of a document, which is a dict or tomlkit's; it is made where it is not there."""
    for name in names:
        document = document[name] if name in document else document.setdefault(name, {})
    return document


def _set(table: Any, key: str, value: Value) -> None:
    if isinstance(value, str | int) or not isinstance(table.get(key), list):
        table[key] = value if isinstance(value, str | int) else [*value]
        return
    texts = table[key]
    for place in reversed(range(len(texts))):
        if texts[place] not in value:
            del texts[place]
    for text in value:
        if text not in texts:
            texts.append(text)


def _move_up(table: Any, key: str) -> None:
    """Move a new key up, past the comments at the end of its table: they may be said of the table that comes next."""
    body = getattr(table, "body", None) or getattr(table.value, "body", [])
    place = next((place for place, (name, _) in enumerate(body) if name is not None and name.key == key), 0)
    for name, item in body[place + 1 : place + 2]:
        if name is not None:  # the table that comes next, above which tomlkit has put an empty line
            item.trivia.indent = item.trivia.indent.removeprefix("\n")
    while place and body[place - 1][0] is None:
        body[place - 1], body[place] = body[place], body[place - 1]
        place -= 1
