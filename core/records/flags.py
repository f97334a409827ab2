"""What speaks against a record: that its publication is retracted or corrected, or that it is itself such a notice."""

from __future__ import annotations

import re
from functools import lru_cache

from core.records.record import Flag, Record

RETRACTION, CONCERN, CORRECTION = "retraction notice", "notice of concern", "correction notice"
OF_ITS_WORK = {RETRACTION: "retracted", CONCERN: "expression of concern", CORRECTION: "corrected"}
"""What a notice says of the publication that it is about."""

_ARTICLE = r"(?: (?:article|paper|publication|chapter|manuscript|abstract))?"
_RETRACTED = re.compile(
    rf"^\W*(?:retracted|(?-i:WITHDRAWN))\b{_ARTICLE}\s*[]:).–—-]"
    rf"|[\[(]\s*(?:retracted|withdrawn){_ARTICLE}\s*[]).:,;]"
    r"|^\W*(?:zurückgezogen|(?:artículo )?(?:retractado|retirado)|(?:artigo )?retratado|(?:article )?rétracté)\s*[]:)]",
    re.IGNORECASE,
)
_BY = r"^\W*(?:(?:publisher|author|editor)(?:['’]?s)?['’]?:?\s+)?"
_AFTER = r"\s*(?:$|[]:).–—-]|notice\b|note\b|to\b|zu[mr]?\b)"
_RETRACTIONS = (
    "retraction|withdrawal|rétractation|retractación|retratação|ritrattazione|zurückziehung|widerruf|"
    "(?:nota|aviso) de (?:retractación|retratação)|(?:avis|note) de rétractation"
)
_ERRATA = (
    "erratum|errata(?: corrige)?|corrigend(?:um|a)|addend(?:um|a)|korrigend(?:um|a)|berichtigung(?:en)?|"
    "richtigstellung|rectificatifs?|fe de erratas?"
)
_CORRECTIONS = (
    "corrections?|korrektur(?:en)?|rectification|rectificación|retificação|rettifica|correzione|correcci(?:ón|ones)|"
    "correç(?:ão|ões)|corregido|исправлени[ея]|поправк[аи]"
)
"""Words for much else too ("correction au laser"): these are notices by what follows them alone."""
_NOTICES = {
    RETRACTION: re.compile(rf"{_BY}(?:notice of (?:retraction|withdrawal)\b|(?:{_RETRACTIONS}){_AFTER})", re.I),
    CONCERN: re.compile(rf"{_BY}(?:editorial )?(?:expression|notice) of (?:editorial )?concern\b", re.I),
    CORRECTION: re.compile(rf"{_BY}(?:(?:{_ERRATA}|{_CORRECTIONS}){_AFTER}|(?:{_ERRATA})\s+(?:à|au|a[ol]?)\b)", re.I),
}
_TYPES = {
    "retracted": "retracted publication|retracted article|retracted paper|retracted|withdrawn publication|withdrawn",
    RETRACTION: "retraction of publication|retraction notice|retraction|notice of retraction|withdrawal notice",
    CONCERN: "expression of concern",
    CORRECTION: "published erratum|erratum|erratum/correction|corrigendum|correction|correction, addition|addendum",
}
_BY_TYPE = {word: what for what, every in _TYPES.items() for word in every.split("|")}
_SIGNS = (
    r"retract|withdraw|concern|errat|corrig|correct|addend|berichtig|korrektur|korrigend|richtigstell|rectif|retific|"
    r"rettifi|corre[cçgz]|rétract|retrat|ritratt|retirado|widerruf|zurück|исправ|поправ"
)
_SIGN, _SMALL_SIGN = re.compile(_SIGNS, re.IGNORECASE), re.compile(_SIGNS)
"""The second is for small letters alone, and takes a third of the time."""

_BEGINNING = 60
"""Letters of a title in which it says that it is a notice, if not in brackets."""


def own_flags(record: Record) -> tuple[Flag, ...]:
    """What a record says of itself, by its title and by its publication types; each thing once."""
    found: dict[str, Flag] = {}
    title = record.title
    if _has_sign(title if "(" in title or "[" in title else title[:_BEGINNING]):
        if _RETRACTED.search(title):
            found["retracted"] = Flag("retracted", "title")
        elif what := next((what for what, form in _NOTICES.items() if form.match(title)), ""):
            found[what] = Flag(what, "title")
    for _, value in record.types:
        if what := _said_by_type(value):
            found.setdefault(what, Flag(what, "type", value))
    return tuple(found.values())


def _has_sign(text: str) -> bool:
    """Whether some word of a notice is in it; to ask this is much quicker than to try all their forms."""
    return (_SMALL_SIGN.search(text.lower()) if text.isascii() else _SIGN.search(text)) is not None


@lru_cache(1_000)
def _said_by_type(value: str) -> str:
    """What a publication type says, or ""; there are few, and they come again and again."""
    if not _has_sign(value):
        return ""
    word = value.casefold().strip()
    parts = (word, *re.split(r"\s*[;,|:]\s*", word))
    return next(filter(None, (_BY_TYPE.get(part.strip(), "") for part in parts)), "")
