"""Folds text for comparison: the same words in one form, however databases write them."""

from __future__ import annotations

import html
import re
import unicodedata

CUT_OFF = " ~"
"""Ends the key of a name of which the end is missing ("American Journal of …", as Google Scholar writes)."""

_ASCII = dict.fromkeys(range(128), " ")
_ASCII |= {code: chr(code).lower() for code in range(128) if chr(code).isalnum()}
_ASCII |= {ord(mark): "" for mark in "'`"}

# Greek letters are written out by most databases (TNF-alpha), and kept by others.
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega"
)
_SPECIAL = {start + place: name for start in (0x391, 0x3B1) for place, name in enumerate(_GREEK.split())}
_SPECIAL |= {ord(mark): "" for mark in "’‘ʼ´®™©"}
_SPECIAL |= str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "œ": "oe", "µ": "mu"}
)
_SPECIAL |= str.maketrans({"Æ": "ae", "Ø": "o", "Ł": "l", "Đ": "d", "Ð": "d", "Þ": "th", "Œ": "oe"})

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_NOT_WORD = re.compile(r"[\W_]+")
_MOJIBAKE = re.compile("[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def words(text: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """The text without entities and tags, and with UTF-8 that was read as Latin-1 ("KÃ¶nig") put right."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii() and _MOJIBAKE.search(text):
        for codec in ("cp1252", "latin-1"):
            try:
                return text.encode(codec).decode("utf-8")
            except UnicodeError:
                continue
    return text


def fold(text: str) -> str:
    """Words of lower-case letters and digits, without accents, with one space between them.

    Scripts other than Latin and Greek keep their letters.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
        if not text.isascii():
            text = "".join(char for char in text if not unicodedata.combining(char)).translate(_SPECIAL)
            if not text.isascii():
                return " ".join(_NOT_WORD.sub(" ", text.replace("'", "").lower()).split())
    return " ".join(text.translate(_ASCII).split())
