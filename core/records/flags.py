"""What speaks against a record: that its publication is retracted or corrected, or that it is itself such a notice."""

from __future__ import annotations

import re

from core.records.record import Flag, Record

RETRACTION, CONCERN, CORRECTION = "retraction notice", "notice of concern", "correction notice"
OF_ITS_WORK = {RETRACTION: "retracted", CONCERN: "expression of concern", CORRECTION: "corrected"}
"""What a notice says of the publication that it is about."""

_RETRACTED = re.compile(
    r"^\W*(?:retracted|(?-i:WITHDRAWN))\b(?: (?:article|paper|publication|chapter|manuscript|abstract))?\s*[]:).–—-]"
    r"|[\[(]\s*(?:retracted|withdrawn)(?: (?:article|paper|publication|chapter|manuscript|abstract))?\s*[]).:,;]",
    re.IGNORECASE,
)
_BY = r"^\W*(?:(?:publisher|author|editor)(?:['’]?s)?['’]?:?\s+)?"
_AFTER = r"\s*(?:$|[]:).–—-]|notice\b|note\b|to\b)"
_NOTICES = {
    RETRACTION: re.compile(rf"{_BY}(?:notice of (?:retraction|withdrawal)\b|(?:retraction|withdrawal){_AFTER})", re.I),
    CONCERN: re.compile(rf"{_BY}(?:editorial )?(?:expression|notice) of (?:editorial )?concern\b", re.I),
    CORRECTION: re.compile(rf"{_BY}(?:erratum|errata|corrigend(?:um|a)|corrections?|addend(?:um|a)){_AFTER}", re.I),
}
_TYPES = {
    "retracted": "retracted publication|retracted article|retracted paper|retracted|withdrawn publication|withdrawn",
    RETRACTION: "retraction of publication|retraction notice|retraction|notice of retraction|withdrawal notice",
    CONCERN: "expression of concern",
    CORRECTION: "published erratum|erratum|erratum/correction|corrigendum|correction|correction, addition|addendum",
}
_BY_TYPE = {word: what for what, every in _TYPES.items() for word in every.split("|")}
_SIGNS = re.compile(r"retract|withdraw|concern|errat|corrig|correct|addend", re.IGNORECASE)


def own_flags(record: Record) -> tuple[Flag, ...]:
    """What a record says of itself, by its title and by its publication types; each thing once."""
    found: dict[str, Flag] = {}
    if _SIGNS.search(record.title):
        if _RETRACTED.search(record.title):
            found["retracted"] = Flag("retracted", "title")
        elif what := next((what for what, form in _NOTICES.items() if form.match(record.title)), ""):
            found[what] = Flag(what, "title")
    for _, value in record.types:
        if _SIGNS.search(value):
            word = value.casefold().strip()
            for part in (word, *re.split(r"\s*[;,|:]\s*", word)):
                if what := _BY_TYPE.get(part.strip(), ""):
                    found.setdefault(what, Flag(what, "type", value))
                    break
    return tuple(found.values())
