"""How the words of two titles differ: a spelling, a slip, or other words.

A spelling variant is a variant of one word: a pair that is known, or words that are one when joined. A slip is one
letter more, less, other or swapped in a long word; where both words are common in the titles of the review, they are
two words.
Whatever is left are other words, and some of these are opposites, which no slip makes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel

from core.dedup.text import words

SPELLING, SLIP, ADDED, OTHER, OPPOSITE = range(5)
"""Nothing but spellings; a slip in a word; words that one has more; words in place of others; opposites."""

_WORDS = 1 << 14
"""Words, or pairs of words, of which the answer is remembered: titles of one review share most of theirs."""

COUNTING = {
    word: str(number)
    for row in (
        "i ii iii iv v vi vii viii ix x xi xii",
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for number, word in enumerate(row.split(), 1)
}
"""Words that count, and what: "II" and "second" are 2."""

_SMALL = words("a an the and or of in on to for with by from at as is vs versus via using")
_NEGATIONS = words("without non not no nor never neither")
_LONG_WORD = 6
"""Letters of a word in which one letter may be a slip; one letter of a shorter word makes too many others."""
_BROKEN = 75
"""How alike (0–100) the letters are where words broke or ran together."""
_TAILS = words("ing ings ion ions ed al ally ical ic ity") | {""}
_KNOWN = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "mice": "mouse",
    "feet": "foot",
    "teeth": "tooth",
    "people": "person",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "programme": "program",
    "ageing": "aging",
    "grey": "gray",
    "judgement": "judgment",
    "rifampin": "rifampicin",
    "sulphur": "sulfur",
    "aluminium": "aluminum",
    "data": "datum",
}
_SPELLINGS = (
    (re.compile("[ei]s$|(?<=[^su])s$|(?<=[^i])e$"), ""),
    (re.compile("i(?:es?)?$"), "y"),
    (re.compile("ae|oe"), "e"),
    (re.compile("ph"), "f"),
    (re.compile("our(?=$|e|a|i|l)"), "or"),
    (re.compile("([iy])s(?=$|e|ing|ation|able)"), r"\1z"),
    (re.compile("ogu?$"), "og"),
    (re.compile("tre?(?=$|d)"), "ter"),
    (re.compile("enc(?=$|e)"), "ens"),
    (re.compile("k"), "c"),
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
)
# What stands before the end that two words share, where neither is a slip for the other.
_HEADS = frozenset(
    frozenset(pair.split("/"))
    for pair in words(
        "/ hypo/hyper pre/post pre/per pre/pro peri/post intra/inter intra/extra inter/extra endo/exo endo/ecto "
        "micro/macro in/out in/ex in/de sy/dia ab/ad a/e ante/post anti/ante anti/pro mono/poly mono/multi uni/bi "
        "uni/multi mono/bi bi/tri single/multi sub/super sub/supra infra/supra over/under up/down up/low upp/low "
        "maxi/mini maj/min homo/hetero iso/hetero pro/retro m/p meta/para ortho/para ortho/meta tachy/brady eu/dys "
        "hypo/eu hyper/eu pro/dis proxim/dist anteri/posteri inferi/superi medi/later vent/dor"
    )
)
# Words that one puts before another one, which then is another word: "(wo)men", "(un)controlled", "(es)citalopram".
_PREFIXES = words("wo fe un in im ir il non dis mal anti pre post es levo dex dextro pseudo hemi semi sub ultra bi")
_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in words(
        "/ with/without male/female boy/girl mother/father maternal/paternal son/daughter left/right upper/lower "
        "high/low higher/lower increase/decrease increased/decreased increasing/decreasing acute/chronic "
        "primary/secondary urban/rural before/after early/late short/long old/young older/younger public/private "
        "positive/negative fast/slow day/night winter/summer north/south east/west northern/southern "
        "eastern/western adult/child man/woman casual/causal insulin/inulin nitrite/nitrate weight/height "
        "oral/aural dorsal/ventral"
    )
)


def wording(a: str, b: str, common: Container[str] = ()) -> int:
    """How the words of two (folded) titles differ: `SPELLING` to `OPPOSITE`, the greatest difference that there is.

    Numbers and what counts as one are passed over.

    Args:
        a: A folded title.
        b: Another one.
        common: The words that occur in several other titles.
    """
    return max((_chunk_level(*chunk, common) for chunk in _chunks(a.split(), b.split())), default=SPELLING)


@lru_cache(_WORDS)
def spelling(word: str) -> str:
    """What the spellings of a word have in common, its number included: "tumor" for "tumours"."""
    word = _KNOWN.get(word, word)
    if len(word) > 2:
        for pattern, shorter in _SPELLINGS:
            word = pattern.sub(shorter, word)
    return word


@lru_cache(_WORDS)
def _umlauts(word: str) -> str:
    """As `spelling`, of words in which umlauts and "å" may be written out: "fur" for "fuer"."""
    return spelling(word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a"))


def _spelled_alike(a: list[str], b: list[str]) -> bool:
    return any("".join(map(form, a)) == "".join(map(form, b)) for form in (spelling, _umlauts))


def _chunks(a: list[str], b: list[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    """The stretches of words that are not the same, and whether the titles end with them."""
    only_a: list[str] = []
    only_b: list[str] = []
    for operation in Indel.opcodes(a, b):
        if operation.tag == "equal":
            if only_a or only_b:
                yield only_a, only_b, False
            only_a, only_b = [], []
        else:
            only_a = only_a + a[operation.src_start : operation.src_end]
            only_b = only_b + b[operation.dest_start : operation.dest_end]
    if only_a or only_b:
        yield only_a, only_b, True


def _chunk_level(a: list[str], b: list[str], at_end: bool, common: Container[str]) -> int:
    if _spelled_alike(a, b):
        return SPELLING
    if _NEGATIONS.isdisjoint(a) is not _NEGATIONS.isdisjoint(b):
        return OPPOSITE
    letters_a, letters_b = _single_letters(a), _single_letters(b)
    if letters_a and letters_b and letters_a != letters_b:
        return OTHER
    whole_a, whole_b = "".join(a), "".join(b)
    a, b = _telling(a), _telling(b)
    joined_a, joined_b = "".join(a), "".join(b)
    if joined_a == joined_b:
        return SPELLING
    if not a or not b:
        return ADDED
    if at_end and len(a) != len(b) and (joined_a.startswith(joined_b) or joined_b.startswith(joined_a)):
        return ADDED
    if len(a) != len(b):
        # Words that broke or ran together, with a lost letter or mark: "sAPPamediated", "sAPP alpha-mediated".
        near = min(len(whole_a), len(whole_b)) >= _LONG_WORD and fuzz.ratio(whole_a, whole_b) >= _BROKEN
        return SLIP if near and not are_opposite(whole_a, whole_b) else OTHER
    return max(_word_level(*pair, at_end, common) for pair in zip(a, b, strict=True))


def _telling(chunk: list[str]) -> list[str]:
    return [word for word in chunk if word not in _SMALL and word not in COUNTING and not word.isdigit()]


def _single_letters(chunk: list[str]) -> list[str]:
    """The letters that stand alone, as in "hepatitis A" and "case B"."""
    return [word for word in chunk if len(word) == 1 and word.isalpha()]


def _word_level(a: str, b: str, at_end: bool, common: Container[str]) -> int:
    if _spelled_alike([a], [b]):
        return SPELLING
    if are_opposite(a, b) or are_opposite(spelling(a), spelling(b)):
        return OPPOSITE
    if at_end and min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)):
        return ADDED
    if _is_other_form(a, b):
        return SLIP
    short = min(len(a), len(b))
    if short < _LONG_WORD or a[0] != b[0] or OSA.distance(a, b, score_cutoff=1) > 1 or (a in common and b in common):
        return OTHER
    # A letter for another near either end makes words: "abduction" and "adduction", "nitrite" and "nitrate".
    place = next((place for place, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), short)
    replaced = len(a) == len(b) and a[place + 1 :] == b[place + 1 :]
    return OTHER if replaced and not 3 <= place < short - 4 else SLIP


def _is_other_form(a: str, b: str) -> bool:
    """Whether both are forms of one long word: "effusions", "effusing"."""
    stems = range(_LONG_WORD - 1, min(len(a), len(b)) + 1)
    return any(a[:stem] == b[:stem] and a[stem:] in _TAILS and b[stem:] in _TAILS for stem in stems)


@lru_cache(_WORDS)
def are_opposite(a: str, b: str) -> bool:
    """Whether one word says the opposite of the other, or stands beside it: "hypotension" and "hypertension"."""
    if frozenset((a, b)) in _OPPOSITES:
        return True
    shared = 0
    while shared < min(len(a), len(b)) and a[-1 - shared] == b[-1 - shared]:
        shared += 1
    # What two words share may reach into what differs: "(ma)ternal", "(pa)ternal".
    for end in range(shared, 2, -1):
        heads = (a[: len(a) - end], b[: len(b) - end])
        if frozenset(heads) in _HEADS or ("" in heads and max(heads) in _PREFIXES):
            return True
    return False
