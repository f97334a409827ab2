"""The family and given names of authors, from names as databases write them.

Own code, since nameparser 2.6 takes the initials of "Larsen MK" for the family name (right in 0 of 590 names that
PubMed gives in both forms; here in 589), divides the names of groups, and takes 60 times as long.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from sys import intern

from core.records.record import Author

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĹĻĽŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΫА-ЯЁІЇЄ"
_INITIALS = re.compile(rf"(?:[{_UPPER}]\.?[-\s]?){{1,4}}")
_FIRST_INITIALS = re.compile(rf"[{_UPPER}](?:\.?-?[{_UPPER}]){{0,3}}\.|[{_UPPER}]")
_SHORT_INITIALS = re.compile(rf"(?:[{_UPPER}]\.?-?){{1,3}}")
# "Adeli K.Lewis G. F.": a full stop with a family name right after it, and not a further initial.
_GLUED = re.compile(r"(?<=\.)(?=[^\W\d_][^\s.]*\s)")
# "Mette LarsenTor Dahl": what SpringerLink makes of several names; "McDonald" and "DeVries" are one.
_RUN_TOGETHER = re.compile(rf"(?<![^\W\d_]Mc)(?<!Mac)(?<!\bDe)(?<!\bLa)(?<=[a-zß-öø-ÿ.])(?=[{_UPPER}][^\W\d_.]*[\s.-])")
_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
        "zur",
        "y",
    ]
)
_SUFFIXES = frozenset(["jr", "sr", "i", "ii", "iii", "iv", "2nd", "3rd", "4th"])
_DEGREES = frozenset(
    [
        "bsc",
        "bsn",
        "bscn",
        "bds",
        "bpharm",
        "dds",
        "dmd",
        "dnp",
        "dphil",
        "drph",
        "dsc",
        "edd",
        "facp",
        "frcp",
        "frcpc",
        "frcpsych",
        "frcs",
        "llb",
        "llm",
        "mba",
        "mbbs",
        "mbchb",
        "mdiv",
        "med",
        "mph",
        "mphil",
        "mpp",
        "mrcp",
        "mrcpsych",
        "mrcs",
        "msc",
        "mscn",
        "msn",
        "msph",
        "msw",
        "pharmd",
        "phd",
        "psyd",
        "rgn",
        "rmn",
        "scd",
    ]
)
# They may be initials as well: these count only after a given name that is written out, and the second beside another.
_SHORT_DEGREES = frozenset(("MD", "RN"))
_SHORTER_DEGREES = frozenset(("BA", "BS", "DO", "JD", "MA", "MS", "NP", "PA", "PT"))
_NOBODY = re.compile(
    r"\[?(?:no author(?:s|\(s\))?(?: name)?(?: listed| available| given| found)?|anon(?:ymous)?|author(?:s)? unknown|"
    r"unknown author(?:s)?|et\.? al|and others|others|na|n/a|none|not available)\.?\]?|[\W\d_]*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:agency|alliance|association|authority|bureau|cent(?:er|re)s?|coalition|collaborat(?:ion|ive|ors)|college|"
    r"commission|committee|consortium|council|departments?|federation|force|foundation|group|groups|hospitals?|"
    r"initiative|institutes?|institution|investigators|library|ministry|network|organi[sz]ation|party|program(?:me)?|"
    r"registry|research|services?|society|team|trust|union|university|workgroup)\b",
    re.IGNORECASE,
)
_MORE_THAN_A_NAME = re.compile(r"[\d@\[\]()<>*†‡§…¹²³]|\bet\.? al|\.{3}")
_BESIDE_A_NAME = re.compile(
    r"\s*[(<\[]?(?:mailto:)?[^\s(<\[,;]+@[^\s)>\],;]+[)>\]]?"  # an address
    r"|\s*[(\[](?:\d{6,}|(?:orcid:?\s*)?(?:https?://\S+)?\d{4}-\d{4}-\d{4}-[\dX]{4}|\d{1,2}(?:\s?[,;]\s?\d{1,2})*)[)\]]"
    r"|,?\s*\bet\.? al\b\.?|\s*(?:…|\.{3})|[*†‡§¹²³]+",
    re.IGNORECASE,
)
_FOOTNOTES = re.compile(r"[\s,]*(?<![A-Za-z]-)(?<=[^\W\d_.\s]|[\s.,])\d{1,2}(?:\s*[,;]\s*\d{1,2})*[a-z]?$")
_SEVERAL = re.compile(rf";|\n|\s(?:and|&)\s|,[^|]*,|[{_UPPER}]\.?,")

# "Larsen, M. K." and "Larsen, Mette K", of which no part can be anything else: most names, and read ten at a time.
_PLAIN = re.compile(
    r"(?:^|\|)(?!(?i:anon|anonymous|none|others|na),)([A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+)"
    r", ([A-ZÀ-Þ](?:[A-Za-zÀ-ÿ-]|\.(?!\.))*(?: [A-Z]\.?)*)(?=\||\Z)"
)

# As Author(family, given), without a call in Python: every record has several.
_author = partial(tuple.__new__, Author)


def plain_authors(joined: str, count: int) -> tuple[Author, ...]:
    """The authors of so many names joined by "|", where each is so plain that `author` would give it; else none."""
    found = _PLAIN.findall(joined)
    return tuple(map(_author, found)) if len(found) == count else ()


@lru_cache(maxsize=1 << 14)
def author(name: str) -> Author | None:
    """One author, from "Larsen, Mette", "Larsen M", "M. Larsen", "Larsen, Mette MD, MPH 1" or the name of a group.

    A name without a comma is divided only where initials end or begin it: what looks like a given and a family name
    may as well be a group's name. Degrees, numbers of footnotes and addresses are no part of a name. Names are
    interned, since a review meets most of them often.

    Returns:
        None for an empty name and for what says that there is none, such as "[No author name available]".
    """
    if "$$" in name:  # Primo (Oria) adds fields of its own: "Larsen, Mette$$QLarsen, Mette"
        name = name[: name.index("$$")]
    if _MORE_THAN_A_NAME.search(name):
        name = _without_footnotes(name)
    family, comma, given = name.partition(",")
    family, given = family.strip(), given.strip(" ,")
    if comma and is_group(family):
        family, given = name.strip(" ,"), ""
    elif comma:
        if " " in family and _is_degree(given.replace(",", " ")):
            family, given = _by_initials(family)
        elif " " in given or "," in given:
            given = _without_degrees(given)
        if not family:
            family, given = given, ""
    else:
        family, given = _by_initials(family)
    return _author((intern(family), intern(given))) if family and not _NOBODY.fullmatch(family) else None


def given_first(name: str) -> str:
    """A name as "family, given", from one that is known to have the given name first: "Ludwig van Beethoven"."""
    name, *after = _stripped(name.split(",")) or [""]
    if not all(map(_is_degree, after)):
        return ", ".join((name, *after))
    words = name.split()
    suffix = ""
    if len(words) > 2 and _is_suffix(words[-1]):
        suffix = f" {words.pop()}"
    if len(words) < 2 or is_group(name):
        return name
    family = len(words) - 1
    while family > 1 and (words[family - 1].islower() or words[family - 1].casefold() in _PARTICLES):
        family -= 1
    return f"{' '.join(words[family:])}, {' '.join(words[:family])}{suffix}"


def divide_names(cell: str, *, surely: bool = False, given_names_first: bool = False) -> list[str]:
    """The names in one text, however they are divided: ";", line ends, "and", commas or full stops.

    Args:
        cell: The text.
        surely: Whether it may be a single name, and is divided only where each part is surely a person's.
        given_names_first: Whether each name is known to have the given name first; they are turned then.
    """
    names = _divided(cell, surely=surely, turned=given_names_first)
    return [given_first(name) for name in names] if given_names_first else names


def may_be_several(text: str) -> bool:
    """Whether a text, or texts joined by "|", may hold several names in one; cheap, and often wrongly yes."""
    return _SEVERAL.search(text) is not None


def is_group(name: str) -> bool:
    """Whether a name is that of a group: of several words, of which one is said of groups."""
    return " " in name and _GROUP.search(name) is not None


def _divided(cell: str, *, surely: bool, turned: bool) -> list[str]:
    for mark in (";", "\n", "|", "//"):
        if mark in cell:
            return _stripped(cell.split(mark))
    if re.search(r"\s(?:and|&)\s", cell):
        *listed, last = _stripped(re.split(r",?\s(?:and|&)\s", cell))
        names = [*listed, last]
        if (len(listed) == 1 and listed[0].count(",") > 1) or (listed and "," in listed[0] and "," not in last):
            names = [*_by_commas(listed[0], turned=turned), *listed[1:], last]
        if all(_is_person(each) if surely else " " in each for each in names) and not is_group(cell):
            return names
        if surely or len(names) > 1:
            return [cell.strip()]
    parts = _by_commas(cell, turned=turned)
    if len(parts) == 1 and not surely and "," not in cell:
        return _stripped(_RUN_TOGETHER.split(cell) if turned else _GLUED.split(cell))
    if surely and len(parts) > 1 and not all(map(_is_person, parts)):
        return [cell.strip()]
    return parts


def _by_commas(cell: str, *, turned: bool) -> list[str]:
    """The names of a list that commas divide, with what belongs to a name ("Jr.", "MD") kept with it."""
    parts: list[str] = []
    for part in _stripped(cell.split(",")):
        if parts and _is_suffix(part):
            parts[-1] += f", {part}"
        elif not parts or not (_is_degree(part) or (part in _SHORT_DEGREES and _without_initials(parts[-1])[1])):
            parts.append(part)
    if len(parts) < 2 or cell.isupper() or is_group(parts[0]):
        return [cell.strip()] if cell.strip() else []
    if all(_without_initials(part)[1] for part in parts):
        return parts
    if all(len(part.split()) > 1 and _SHORT_INITIALS.fullmatch(part.split()[0]) for part in parts):
        return [given_first(part) for part in parts]
    if turned:
        return parts
    if len(parts) == 2:
        return [cell.strip()]
    paired = len(parts) % 2 == 0 and not any(is_group(part) for part in parts)
    if paired and (
        all(_INITIALS.fullmatch(given.split(",")[0]) for given in parts[1::2])
        or any(" " not in part for part in parts[::2])
    ):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def _is_person(name: str) -> bool:
    """Whether a text is surely one person's name: in a form with a comma, or with initials."""
    family, comma, given = name.partition(",")
    if is_group(name) or len(name.split()) > 7:
        return False
    if comma:
        return bool(family.strip() and given.strip()) and len(family.split()) < 5
    return bool(_by_initials(name)[1])


def _without_footnotes(name: str) -> str:
    """The name without addresses, numbers of persons and footnotes, and what stands for further authors."""
    bare = _BESIDE_A_NAME.sub("", name)
    if "," in bare or _INITIALS.search(bare.rstrip(" 0123456789,")[-1:]) or bare != name:
        while (without := _FOOTNOTES.sub("", bare)) != bare and not is_group(without):
            bare = without
    return bare


def _without_degrees(given: str) -> str:
    """What stands after a family name, without the degrees at its end."""
    words = given.replace(",", ", ").split()
    bare = [word.strip(",") for word in words]
    end = len(words)
    while end > 1 and (_is_sure(bare[end - 1]) or bare[end - 1] in _SHORT_DEGREES | _SHORTER_DEGREES):
        end -= 1
    written_out = any(len(word) > 2 and word[1:].islower() for word in bare[:end])
    sure = any(_is_sure(word) or (word in _SHORT_DEGREES and written_out) for word in bare[end:])
    return " ".join(words[:end]).strip(" ,") if sure else given


def _by_initials(name: str) -> tuple[str, str]:
    """The family name, and the initials at its end or its start; the whole name and "" where there are none."""
    family, given = _without_initials(name)
    if given or " " not in name or is_group(name):
        return family, given
    words = name.split()
    first = 0
    while first < len(words) and _FIRST_INITIALS.fullmatch(words[first]):
        first += 1
    rest = words[first:]
    if not first or not 0 < len(rest) < 5 or not all(_is_name_word(each) for each in rest):
        return name, ""
    family, _, given = given_first(f"{words[0]} {' '.join(rest)}").partition(", ")
    return family, " ".join([*words[:first], *given.split()[1:]])


def _is_name_word(word: str) -> bool:
    return len(word) > 1 and ((word[0].isupper() and not word.isupper()) or word.casefold() in _PARTICLES)


def _without_initials(name: str) -> tuple[str, str]:
    """The name and the initials at its end, or the whole name and ""."""
    words = name.split(" ")
    last = len(words) - (len(words) > 2 and _is_suffix(words[-1]))
    first = last
    while first > 1 and _INITIALS.fullmatch(words[first - 1]):
        first -= 1
    return (" ".join(words[:first]), " ".join(words[first:])) if first < last else (name, "")


def _is_suffix(word: str) -> bool:
    bare = word.rstrip(".")
    return bare.casefold() in _SUFFIXES and bare != "I"


def _is_degree(part: str) -> bool:
    """Whether a part between commas holds nothing but degrees, of which one cannot be initials."""
    words = part.split()
    short = _SHORT_DEGREES | _SHORTER_DEGREES
    return any(map(_is_sure, words)) and all(_is_sure(word) or word in short for word in words)


def _is_sure(word: str) -> bool:
    return word.replace(".", "").casefold() in _DEGREES


def _stripped(names: list[str]) -> list[str]:
    return [name.strip() for name in names if name.strip()]
