"""Folds text for comparison: the same words in one form, however databases write them."""

from __future__ import annotations

import html
import re
import unicodedata

from core.characters import put_right

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

# By the commonest of the ways to write it in Latin letters.
_CYRILLIC = (
    "а/a б/b в/v г/g ґ/g д/d ђ/dj е/e ё/e є/ye ж/zh з/z и/i і/i ї/yi й/y ј/j к/k л/l љ/lj м/m н/n њ/nj о/o п/p р/r с/s "
    "т/t ћ/c у/u ў/u ф/f х/kh ц/ts ч/ch џ/dz ш/sh щ/shch ъ/ ы/y ь/ э/e ю/yu я/ya"
)  # fmt: skip
_LATIN = dict([pair.split("/") for pair in _CYRILLIC.split()])
_SPECIAL |= str.maketrans(_LATIN | {letter.upper(): latin for letter, latin in _LATIN.items()})

# Greek words, in which letters are no symbols, by the commonest of the ways too.
_GREEK_WORDS = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{4}")
_GREEK_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff\u0300-\u036f]{2,}|(?<!\\S)[ΗηΟο](?= )")
_SOUND_OF = (
    "ου/ou αι/ai ει/ei οι/oi αυ/af ευ/ef μπ/b ντ/nt γκ/gk γγ/ng α/a β/v γ/g δ/d ε/e ζ/z η/i θ/th ι/i κ/k λ/l μ/m ν/n "
    "ξ/x ο/o π/p ρ/r σ/s ς/s τ/t υ/y φ/f χ/ch ψ/ps ω/o"
)
_SOUNDS = dict([pair.split("/") for pair in _SOUND_OF.split()])
_SOUND = re.compile("|".join(_SOUNDS))

# No word begins so: the beta of "ß-amyloid" and "Aß42", typed as the letter that looks like it.
_BETA = re.compile(r"(?<!\w)([A-Z]?)ß")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_NOT_WORD = re.compile(r"[\W_]+")


def words(text: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """The text without entities and tags, and with UTF-8 that was read as Latin-1 ("KÃ¶nig") put right."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    return put_right(text)


def fold(text: str) -> str:
    """Words of lower-case letters and digits, without accents, with one space between them.

    Greek letters are named, Greek words and Cyrillic letters written in Latin letters; other scripts keep theirs.
    """
    if not text.isascii():
        if _GREEK_WORDS.search(text):
            text = _GREEK_WORD.sub(lambda found: _in_latin(found[0]), text)
        if "ß" in text:
            text = _BETA.sub(r"\1beta", text)
        text = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
        if not text.isascii():
            text = "".join(char for char in text if not unicodedata.combining(char)).translate(_SPECIAL)
            if not text.isascii():
                return " ".join(_NOT_WORD.sub(" ", text.replace("'", "").lower()).split())
    return " ".join(text.translate(_ASCII).split())


def _in_latin(word: str) -> str:
    """A Greek word in Latin letters, without accents."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))
    return _SOUND.sub(lambda found: _SOUNDS[found[0]], bare)
