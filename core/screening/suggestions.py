"""What a step stage suggests to exclude, and why. Suggestions decide nothing: the reviewer confirms them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from core.protocol.values import OTHER, Stage, Suggest
from core.records.language import LANGUAGES, likely_language
from core.records.publication_type import ARTICLE, CLASSES, class_of_kind, class_of_title, classes_of
from core.records.record import RawField, Record

Strength = Literal["field", "text"]


class _Evidence(NamedTuple):
    """Why a rule would exclude a record: the reason it asks for, if the stage has it, and what a `Suggestion` holds."""

    name: str
    value: str
    field: str
    said: str
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One record that a rule would exclude at a stage.

    Attributes:
        record_id: The record.
        reason: The id of one of the stage's reasons.
        value: What the record is taken for ("Editorial", "German"); suggestions are grouped by it.
        field: The tag that says so ("M3"), or "title" or "abstract".
        said: The words found there ("Editorial Material").
        rule: The name of the rule.
        strength: "field" when a database says so: may be confirmed for a whole group at once. "text" when it is only a
            hint, from the title or abstract or from fields that contradict each other: looked at one by one, never
            applied.
    """

    record_id: str
    reason: str
    value: str
    field: str
    said: str
    rule: str
    strength: Strength

    @property
    def backed(self) -> bool:
        """Whether a field of a database says so."""
        return self.strength == "field"

    @property
    def evidence(self) -> str:
        """The field, and that it is contradicted where it is: "M3", "title", "DT mixed"."""
        return f"{self.field} mixed" if not self.backed and self.field not in _TEXTS else self.field

    @property
    def label(self) -> str:
        """How a list names it: "Editorial · M3"."""
        return f"{self.value} · {self.evidence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionGroup:
    """The suggestions of one value.

    Attributes:
        evidence: How many come from which field ("Scopus M3"), the most frequent first.
    """

    value: str
    suggestions: tuple[Suggestion, ...]
    evidence: tuple[tuple[str, int], ...]

    @property
    def hints(self) -> tuple[Suggestion, ...]:
        """Those that have to be looked at one by one."""
        return tuple(each for each in self.suggestions if not each.backed)

    @property
    def summary(self) -> str:
        """One line: "Editorial 41 (Scopus M3 38, title 3)"."""
        counts = ", ".join(f"{name} {count}" for name, count in self.evidence)
        return f"{self.value} {len(self.suggestions)} ({counts})"


def suggest(stage: Stage, record: Record) -> Suggestion | None:
    """What the rule of a stage says of a record; None leaves it in, as does a stage without a rule."""
    if stage.suggest is None:
        return None
    evidence = _RULES[stage.suggest.rule](stage.suggest, record)
    if evidence is None:
        return None
    reason = stage.reason(evidence.name) or stage.reason(OTHER) or stage.reasons[0]
    return Suggestion(
        record_id=record.id,
        reason=reason.id,
        value=evidence.value,
        field=evidence.field,
        said=evidence.said,
        rule=stage.suggest.rule,
        strength=evidence.strength,
    )


def group_suggestions(
    suggestions: Iterable[Suggestion], sources: Mapping[str, str] | None = None
) -> list[SuggestionGroup]:
    """Suggestions by value, the largest group first.

    Args:
        suggestions: In the order in which each group should hold them.
        sources: For a record id, the name of its source, to be shown with the field ("Scopus M3").
    """
    sources = sources or {}
    members: dict[str, list[Suggestion]] = {}
    for each in suggestions:
        members.setdefault(each.value, []).append(each)
    groups = []
    for value, group in members.items():
        counts = Counter(_place(each, sources.get(each.record_id, "")) for each in group)
        evidence = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        groups.append(SuggestionGroup(value=value, suggestions=tuple(group), evidence=evidence))
    return sorted(groups, key=lambda group: (-len(group.suggestions), group.value))


def _place(suggestion: Suggestion, source: str) -> str:
    return suggestion.evidence if suggestion.field in _TEXTS or not source else f"{source} {suggestion.evidence}"


_TEXTS = ("title", "abstract")
_NORWEGIAN = {"nob": "nor", "nno": "nor"}  # who keeps Norwegian keeps both its written forms
_CODES = {name.casefold(): code for code, name in LANGUAGES.items()}
_LANGUAGE_NOTE = re.compile(r"\[(?:article in |text in |in )?([a-z]+)\]\W*$", re.IGNORECASE)


def _language(rule: Suggest, record: Record) -> _Evidence | None:
    """Fields decide; of several languages one that is kept is enough. Where they say nothing, the text may hint."""
    stated = [(tag, _NORWEGIAN.get(value, value)) for tag, value in record.languages]
    kept = {_NORWEGIAN.get(code, code) for code in rule.keep}
    if any(value in kept for _, value in stated):
        return None
    known = [(tag, value) for tag, value in stated if value in LANGUAGES]
    if not known:
        return _language_of_text(kept, record)
    tag, code = known[0]
    words = ", ".join(LANGUAGES.get(value, value) for _, value in stated)
    return _Evidence(code, LANGUAGES[code], tag, words, "field" if len(known) == len(stated) else "text")


def _language_of_text(kept: set[str], record: Record) -> _Evidence | None:
    title = record.title.strip()
    if note := _LANGUAGE_NOTE.search(title):
        code = _CODES.get(note[1].casefold(), "")
        if code and code not in kept:
            return _Evidence(code, LANGUAGES[code], "title", note[0], "text")
    if _in_brackets(title) and "eng" in kept:  # how MEDLINE gives the English of a title in another language
        return _Evidence("", "Another language", "title", "title in brackets", "text")
    for name, text in zip(_TEXTS, (title, record.abstract), strict=True):
        code = likely_language(text)
        if code and code not in kept:
            return _Evidence(code, LANGUAGES[code], name, f"reads like {LANGUAGES[code]}", "text")
    return None


def _in_brackets(title: str) -> bool:
    """Whether one pair of brackets holds the whole title: not "[Erratum] Peer support [letter]"."""
    return re.fullmatch(r"\[[^\[\]]+\]\.?", title) is not None


# Where file formats say what kind of reference it is. Editorials and conference abstracts are called journal articles
# there, so it counts only where no field for the type says anything, and never as a sign that something is an article.
_KIND_TAGS = ("TY", "ref-type", "ENTRYTYPE", "%0")


def _publication_type(rule: Suggest, record: Record) -> _Evidence | None:
    """Fields for the type decide, then the kind of reference; the title may hint."""
    stated = [(tag, value, name) for tag, value in record.types if tag not in _KIND_TAGS for name in classes_of(value)]
    if not stated and (name := class_of_kind(record.kind)):
        tag, value = next((each for each in record.types if each.tag in _KIND_TAGS), RawField("TY", record.kind))
        stated = [(tag, value, name)]
    for tag, value, name in stated:
        if name in rule.exclude:
            if any(other in (ARTICLE, "review") and other not in rule.exclude for _, _, other in stated):
                words = "; ".join(dict.fromkeys(value for _, value, _ in stated))
                return _Evidence(name, CLASSES[name], tag, words, "text")
            return _Evidence(name, CLASSES[name], tag, value, "field")
    if name := class_of_title(record.title.strip(), rule.exclude):
        return _Evidence(name, CLASSES[name], "title", record.title.strip()[:60], "text")
    return None


_RULES = {"language": _language, "publication-type": _publication_type}
