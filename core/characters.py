"""Puts characters right: those that were read wrongly, and those that must reach neither a page nor a terminal."""

from __future__ import annotations

import re

# What Windows-1252 makes of the bytes that are control characters in Latin-1.
_AS_LATIN = {
    ord(bytes((byte,)).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_MISREAD = re.compile(f"[ÃÂâÎÏ][\x80-\xbf{''.join(map(chr, _AS_LATIN))}]")
_CONTROL = "[\x80-\x9f]"
_MISREAD_PART = re.compile(f"[\xc2-\xdf]{_CONTROL}|[\xe0-\xef](?:[\x80-\xbf]{_CONTROL}|{_CONTROL}[\x80-\xbf])")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def replacement(match: re.Match[str]) -> str:
    """What replaces a character that no line may hold: a space, the replacement character U+FFFD, or nothing."""
    character = match[0]
    if character in _SPACES:
        return " "
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""


def put_right(text: str) -> str:
    """The text, with UTF-8 that was read as Latin-1 or Windows-1252 ("KÃ¶nig") put right.

    All of it must read as UTF-8; else only what no text has, a control character behind a letter, is put right.
    """
    if text.isascii() or not (_MISREAD.search(text) or _MISREAD_PART.search(text)):
        return text
    try:
        return text.translate(_AS_LATIN).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return _MISREAD_PART.sub(_read_again, text)


def _read_again(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("utf-8", "ignore") or match[0]
