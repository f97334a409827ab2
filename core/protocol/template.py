"""The text of a plan to begin with, with the title, the seed and the people of a team put in."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Sequence

from core.errors import TamisError
from core.protocol.templates import VARIANTS
from core.words import count

TEMPLATES = ("peer-support-2021", "peer-support-2020", "blank", *VARIANTS)

_PERSON = re.compile(r'^\[\[reviewer\]\]\nid = "([^"]*)"', re.MULTILINE)


def template(name: str, title: str = "", *, seed: str = "", readers: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a protocol file to begin with.

    Args:
        name: One of `TEMPLATES`.
        title: The title of the review; "" keeps the template's.
        seed: The text that samples are drawn with; "" keeps the template's.
        readers: The id and the name of people, who take the places of the template's in their order.

    Raises:
        TamisError: There is no such template, or it has not so many people.
    """
    if name not in TEMPLATES:
        raise TamisError(f"there is no template “{name}”", advice=f"The templates are: {', '.join(TEMPLATES)}.")
    file = "blank" if name in VARIANTS else name
    text = (pathlib.Path(__file__).parent / "templates" / f"{file}.toml").read_text("utf-8")
    for before, after in VARIANTS.get(name, ()):
        text = text.replace(before, after, 1)
    if title:
        text = _with(text, "title", title)
    if seed:
        text = _with(text, "seed", seed)
    return _with_people(text, readers) if readers else text


def people(text: str) -> list[str]:
    """The ids of the people of a template, in their order."""
    return _PERSON.findall(text)


def _with_people(text: str, readers: Sequence[tuple[str, str]]) -> str:
    before = people(text)
    if len(readers) > len(before):
        raise TamisError(
            f"the template has places for {count(len(before), 'person')}, and {len(readers)} are named",
            advice="Name the others in protocol.toml, each as a [[reviewer]].",
        )
    new = {old: _quoted(who) for old, (who, _name) in zip(before, readers, strict=False)}
    head, *parts = text.split("[[reviewer]]\n")
    for place, (who, full_name) in enumerate(readers):
        for key, value in (("id", who), ("name", full_name)):
            parts[place] = _with(parts[place], key, value)
    text = "[[reviewer]]\n".join([head, *parts])
    shared = re.compile(r"\bof = \[[^\]]*\]")
    text = shared.sub(lambda of: re.sub(r'"([^"]*)"', lambda who: new.get(who[1], who[0]), of[0]), text)
    return re.sub(r'\breviewer = "([^"]*)"', lambda found: f"reviewer = {new.get(found[1], _quoted(found[1]))}", text)


def _with(text: str, key: str, value: str) -> str:
    """The text with another value in the first line for a key."""
    line = f"{key} = {_quoted(value)}"
    return re.sub(rf"^{key} = .*$", lambda _: line, text, count=1, flags=re.MULTILINE)


def _quoted(value: str) -> str:
    printable = "".join(filter(str.isprintable, " ".join(value.split())))
    return json.dumps(printable, ensure_ascii=False)  # quoted as TOML wants it, too
