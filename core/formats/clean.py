"""Makes plain text of what a database wrote: without markup, entities, control characters and publishers' notices."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from core.characters import put_right

# Known elements only: "p <b and c> d" is text. Names as publishers use them in abstracts, with or without a prefix.
# Here and below, no pattern may look at the same characters from each of many starts: hostile text would take hours.
_BLOCK_TAGS = (
    "p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|hr|sec|title|table|tr|td|th|tbody|thead|abstract|list|list-item|label|"
    "abstracttext|abstract-text|copyrightinformation"
)
_INLINE_TAGS = (
    "i|b|em|strong|su[bp]|u|s|span|a|font|small|big|tt|code|italic|bold|underline|sc|inf|sup|img|blockquote|"
    "inline-formula|tex-math|alternatives|formula|inline-graphic|ext-link|xref|named-content|styled-content|"
    "math|mrow|mi|mo|mn|msu[bp]|msubsup|mfrac|mtext|mspace|mover|munder|mfenced|mstyle|semantics|annotation"
)
_TAG = re.compile(
    rf"<(?:(?P<comment>!--(?:(?!<!--).)*?-->)|/?(?:jats:|mml:)?(?:(?P<block>{_BLOCK_TAGS})|{_INLINE_TAGS})(?:\s[^<>]*=[^<>]*|\s*)/?>)",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST_ESCAPES = 5
_XML_ENTITIES = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})

# What a terminal, a spreadsheet or a comparison would stumble over and no reader would miss is taken out: control
# characters, with the escape sequences they start; the marks that turn the direction of text (embedding, override,
# isolate); soft hyphens and byte-order marks. Zero-width joiners stay: emoji and several scripts need them.
_ESCAPE = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]")
_KEPT = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060")

# A notice is the end of the abstract, so it is looked for in the last part only, from one of these signs on.
_NOTICE_ROOM = 300
_MOST_NOTICES = 8
_SIGN = re.compile(r"©|opyright|\([Cc]\)|Psyc|ll rights reserved|full abstract|individual use")
_DANGLING_ROOM = 60
_DANGLING = re.compile(
    r"(?:\s*\bThis (?:article|work) is protected by(?: copyright)?[\s.]*$|\s+Crown\s*$"
    r"|[\s\[(]*\b(?:Crown )?(?<!by )[Cc]opyright\b[\s:.,]*|\s*©\s*|\s+\([Cc]\)\s*)+$"
)
_SIGNS = ("©", "opyright", "(C)", "(c)", "Psyc", "ll rights reserved")
_YEAR = r"(?:1[89]|20)\d\d"
# "(c)" also counts the third item of a list: after it, a year and then a name, or nothing more, have to follow.
_NOTICE = re.compile(
    rf"""
    (?:
        Psyc[A-Za-z]+\ Database\ Record\b .{{0,200}}                                     # APA
      | (?:Copyright\s*)? (?:©|\([Cc]\)) [\s,]* (?:Copyright\s*)? {_YEAR} (?:[-–]{_YEAR})?
        [.,]? \s* (?:[A-Z©(]|by\b|the\b|$) .{{0,400}}
      | (?:Copyright\s*)? (?:©|\([Cc]\)) \s* (?:Copyright\s*)? (?:[Tt]he\ [Aa]uthor|by\ ) .{{0,400}}
      | ©\s* \w [^.]{{0,80}} {_YEAR} .{{0,300}}
      | (?:Copyright\s*)? \([Cc]\) \s* [A-Z][^.]{{0,60}} {_YEAR} \.?
      | Copyright [\s,:]+ (?:{_YEAR}|by\ |[Tt]he\ [Aa]uthor) .{{0,400}}
      | All\ rights\ reserved\.?
      | (?<=[.!?\])]\s)Copyright[\s.:]*                                                # of a notice that was cut off
    )
    \s* [)\]]? $""",
    re.VERBOSE | re.DOTALL,
)
_EBSCO_NOTICE = re.compile(r"Copyright of .{1,300}? is the property of .*$", re.DOTALL)

_LABEL = re.compile(r"""<abstract-?text\s[^<>]*?\blabel\s*=\s*["']([^"'<>]{1,80})["']""", re.IGNORECASE)
_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))
_PLAIN_ASCII = bytes({*_PRINTABLE_ASCII, *b"\n"}.difference(b"<&"))


def is_plain(text: str) -> bool:
    """Whether there is nothing but white space that `clean_text` would change."""
    return "\n" not in text and lines_are_plain(text)


def lines_are_plain(text: str) -> bool:
    """Whether there is nothing but white space that `clean_text` would change in any of the lines of a text."""
    # One pass takes out what never matters; what is left is little.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII)
    if not rest:
        return True
    if (b"<" in rest and _has_tag(text)) or (b"&" in rest and _ENTITY.search(text)):
        return False
    return rest.decode("utf-8", "surrogatepass").isprintable()


def _has_tag(text: str) -> bool:
    """Whether the text has a tag; a search for `_TAG` says the same, but takes far longer from one "<" to the next."""
    at = text.find("<")
    while at >= 0 and not _TAG.match(text, at):
        at = text.find("<", at + 1)
    return at >= 0


def clean_text(value: str) -> str:
    """Plain text on one line, from what may hold anything; "NA", what R writes for nothing, as nothing."""
    # Where there is nothing to do, the very same object is returned, which costs no memory beside the raw pair.
    if value.isalnum():
        return "" if value == "NA" else value
    if "<" in value:
        value = _TAG.sub(_tag_text, value)
    if "&" in value:
        resolved, before = _ENTITY.sub(_entity_text, value), value
        for _ in range(_MOST_ESCAPES):  # "&amp;lt;" is common: escaped by two systems in turn, or more
            if "&" not in resolved or resolved == before:
                break
            resolved, before = _ENTITY.sub(_entity_text, resolved), resolved
        value = _TAG.sub(_tag_text, resolved) if "<" in resolved and resolved != value else resolved
    if not _beyond_ascii(value).isprintable():
        # A control character beyond ASCII is half of a letter that was read wrongly, before it is anything else.
        value = put_right(value)
        value = _without_unprintable(value, set(_beyond_ascii(value)))
    while "  " in value:
        value = value.replace("  ", " ")
    return value.strip()


def _beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII's printable ones.

    What is asked of a text (`isprintable`) takes as long as all other work on an abstract, and is now asked of little.
    """
    data = text.encode("utf-8", "surrogatepass")
    return data.translate(None, _PRINTABLE_ASCII).decode("utf-8", "surrogatepass")


def _without_unprintable(value: str, characters: Iterable[str]) -> str:
    if "\x1b" in value:
        value = _ESCAPE.sub("", value)
    for character in characters:
        if not character.isprintable() and character not in _KEPT:
            category = unicodedata.category(character)
            if character.isspace():
                value = value.replace(character, " ")
            elif category in ("Cc", "Cf"):
                value = value.replace(character, "")
            elif category == "Cs":
                value = value.replace(character, "\ufffd")
    return value


def without_notice(text: str) -> str:
    """The abstract without the publisher's notice of copyright, which is its end.

    Args:
        text: Plain text, on one line.

    Returns:
        The text before the notice; "" when there is nothing else.
    """
    for _ in range(_MOST_NOTICES):
        start = _notice_start(text)
        if start is None:
            break
        room = max(start - _DANGLING_ROOM, 0)  # a search of the whole text takes longer than all else on a record
        text = (text[:room] + _DANGLING.sub("", text[room:start])).rstrip(" ([")
    return text


def _notice_start(text: str) -> int | None:
    tail = text[-_NOTICE_ROOM:]
    if not _SIGN.search(tail) and not text.startswith("Copyright of "):
        return None
    before = len(text) - len(tail)
    for sign in _SIGNS:
        if sign in tail:
            at = tail.find(sign)
            while at >= 0:
                start = before + (at if sign[0] in "©(P" else max(at - 1, 0))
                if _NOTICE.match(text, start):
                    return start
                at = tail.find(sign, at + 1)
    if text.startswith("Copyright of ") or "full abstract" in tail or "individual use" in tail:
        notice = _EBSCO_NOTICE.search(text)
        return notice.start() if notice else None
    return None


def resolve_named_entities(text: str) -> str:
    """The text of XML with HTML's named entities resolved ("&nbsp;", "&eacute;"), and XML's own left as they are."""
    return _ENTITY.sub(lambda match: match[0] if match[0] in _XML_ENTITIES else html.unescape(match[0]), text)


def _tag_text(match: re.Match[str]) -> str:
    if label := _LABEL.search(match[0]):  # PubMed's parts of an abstract: <AbstractText Label="METHODS">
        return f" {label[1].strip().rstrip(':')}: "
    return " " if match["block"] or match["comment"] else ""


def _entity_text(match: re.Match[str]) -> str:
    return html.unescape(match[0])
