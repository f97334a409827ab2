"""Writing TOML, for what `tomllib` has read; comments are not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping


def toml_text(document: Mapping[str, object]) -> str:
    """A TOML document that `tomllib.loads` reads back as the same.

    Args:
        document: Made of text, whole numbers, true and false, lists and tables, as a protocol file is.

    Raises:
        TypeError: It holds something else.
    """
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Mapping[str, object]) -> Iterator[str]:
    for key, value in document.items():
        if not isinstance(value, dict) and not _is_tables(value):
            yield f"{_text(key)} = {_value(value)}"
    for key, value in document.items():
        if isinstance(value, dict):
            yield from ("", f"[{_text(key)}]", *_pairs(value))
        elif isinstance(value, list) and _is_tables(value):
            for table in value:
                yield from ("", f"[[{_text(key)}]]", *_pairs(table))


def _pairs(table: Mapping[str, object]) -> Iterator[str]:
    return (f"{_text(key)} = {_value(value)}" for key, value in table.items())


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(_pairs(value))} }}" if value else "{}"
    raise TypeError(f"there is no TOML for {type(value).__name__}")


def _text(text: str) -> str:
    """The text in quotes; what JSON escapes is escaped alike in TOML, which wants DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
