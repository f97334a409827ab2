"""The elements of an XML file that hold one reference each; each is parsed by itself, so damage stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from xml.etree import ElementTree

from core.errors import TamisError
from core.formats.clean import resolve_named_entities
from core.formats.decode import TextSource
from core.formats.result import Tally, WarningLog

Element = ElementTree.Element

_LONGEST_TAG = 4_000  # with its attributes
# XML 1.0 knows no other control characters, not even as references, but EndNote writes them.
_NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:[0-8]|1[124-9]|2\\d|3[01]);|&#x(?:[0-8bcefBCEF]|1[0-9a-fA-F]);"
)
SAID = r"([^<>\s][^<>]{0,200})</"
"""The text of an element, as far as a message shows it."""
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")


def elements(
    source: TextSource, log: WarningLog, tally: Tally, start: str, outside: str = SAID
) -> Iterator[tuple[int, Element]]:
    """The elements that hold a reference, each with the line where it starts; names are without their namespaces.

    One that is damaged costs nothing but itself. What a document type declares is neither fetched nor expanded.

    Args:
        source: The file.
        log: Where to say what was left out.
        tally: Where starts, ends and what was left out are counted.
        start: A pattern of how such an element starts, "<" and name, without what follows the name.
        outside: A pattern of text outside of all of them that is said to be left out.

    Raises:
        TamisError: The file declares entities of its own, which no program that exports references does.
    """
    prefixes: set[str] = set()
    for line, text in _texts(source, log, tally, start, re.compile(outside)):
        element = _parsed(text, prefixes)
        if isinstance(element, ElementTree.ParseError):
            tally.skipped += 1
            log.add(line, f"left out: a record that is not well-formed XML ({element})", "records not well-formed")
        else:
            yield line, element


def text_of(element: Element) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def _parsed(text: str, prefixes: set[str]) -> Element | ElementTree.ParseError:
    """The element; where it is not quite XML, as it was meant.

    Prefixes that it has and are not known are added to `prefixes`, once it has been read with them: those of a damaged
    one may be no names at all, and would be declared for all that follow.
    """
    known = prefixes
    try:
        return _parsed_with(text, known)
    except ElementTree.ParseError as error:
        if "unbound prefix" in str(error):
            known = prefixes.union(_PREFIX.findall(text))
    try:
        element = _parsed_with(_BARE.sub("&amp;", _NOT_XML.sub(" ", resolve_named_entities(text))), known)
    except ElementTree.ParseError as error:
        return error
    prefixes |= known
    return element


def _parsed_with(text: str, prefixes: set[str]) -> Element:
    # What declares a prefix stands at the start of the file, far from the element.
    if not prefixes:
        element = ElementTree.fromstring(text)
    else:
        declared = " ".join(f'xmlns:{each}="{each}"' for each in sorted(prefixes) if not each.lower().startswith("xml"))
        element = ElementTree.fromstring(f"<all {declared}>{text}</all>")[0]
    if prefixes or element.tag[0] == "{":
        for each in element.iter():
            if isinstance(each.tag, str):
                each.tag = each.tag.rpartition("}")[2]
            for name in [name for name in each.attrib if "}" in name]:
                each.set(name.rpartition("}")[2], each.attrib.pop(name))
    return element


def _note_between(text: str, line: int, log: WarningLog, outside: re.Pattern[str]) -> None:
    """Say what stands outside of all records; line is the one where the text begins."""
    if match := outside.search(text):
        line += text.count("\n", 0, match.start())
        log.add(line, f"left out, since it is in no record: “{match[1][:80]}”", "texts outside any record")


def _texts(
    source: TextSource, log: WarningLog, tally: Tally, start_of: str, outside: re.Pattern[str]
) -> Iterator[tuple[int, str]]:
    """The text of each such element, and the line where it starts."""
    starts = re.compile(rf"{start_of}(?=[\s>])")
    ending = "<!ENTITY"  # that of the element that is open; before the first, what is looked for there
    tally.ty_lines = tally.er_lines = 0
    line = 1
    text = ""  # from the last start of an element that is still open, or the last characters of a piece without any
    parts: list[str] = []  # pieces in the middle of an element, to be joined once
    for piece in chain(source.pieces(), [None]):
        if piece is not None:
            window = (parts[-1] if parts else text)[-_LONGEST_TAG:] + piece
            parts.append(piece)
            if ending not in window and not starts.search(window):
                continue
        text = "".join((text, *parts))
        parts = []
        position = 0
        start = starts.search(text)
        if tally.ty_lines == 0 and "<!ENTITY" in text[: start.start() if start else len(text)]:
            raise TamisError("the XML declares entities of its own", advice="Export the references again.")
        while start is not None:
            following = starts.search(text, start.end())
            limit = following.start() if following else len(text)
            ending = f"</{start[0][1:]}>"
            end = text.find(ending, start.end(), limit)
            if end >= 0:
                end += len(ending)
                tally.er_lines += 1
            elif following or piece is None:
                end = limit  # the end of this record was lost
            else:
                break
            _note_between(text[position : start.start()], line, log, outside)
            tally.ty_lines += 1
            line += text.count("\n", position, start.start())
            yield line, text[start.start() : end]
            line += text.count("\n", start.start(), end)
            position, start = end, following
        kept = _LONGEST_TAG if piece is not None else 0
        rest = text[start.start() if start else max(position, len(text) - kept) :]
        _note_between(text[position : len(text) - len(rest)], line, log, outside)
        line += text.count("\n", position, len(text) - len(rest))
        text = rest
