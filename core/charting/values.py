"""What a reviewer has filled in for one item of one study, and what is missing from a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Any

from core.charting.answers import NO_ANSWER, Answer, read_answer, written
from core.charting.form import CHOICE_TYPES, SEVERAL_TYPES, Form
from core.charting.quotes import BETWEEN_QUOTES, Quote, quotes_document, quotes_of
from core.errors import TamisError
from core.protocol.values import ChartItem
from core.records.record import Record
from core.screening.decision import Settles
from core.screening.merged_words import as_one, latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A filled-in item.

    Attributes:
        study: The id of the study: of its record, or of the record that stands for its several reports.
        item: The id of the item; kept when the form no longer has it.
        answer: The answer; empty while there is only evidence.
        quotes: The words of the report that it rests on, in the order in which they were taken.
        prefilled: Whether it was taken over from the record as it was.
        by: Who filled it in; for a consensus, who agreed on it.
        taken: For a consensus: whose answer was taken; "" for one of its own.
        at: When, in UTC, ISO 8601.
        settles: Where other records of the study's duplicate group had an answer: each of them, and what it was.
        differing: Not stored: where it stands for different answers of merged records, those; it has then none itself.
    """

    study: str
    item: str
    answer: Answer = NO_ANSWER
    quotes: tuple[Quote, ...] = ()
    prefilled: bool = False
    by: tuple[str, ...] = ()
    taken: str = ""
    at: str = ""
    settles: Settles = ()
    differing: tuple[Value, ...] = field(default=(), compare=False)

    @property
    def record(self) -> str:
        """The record that it is stored with."""
        return self.study

    @property
    def said(self) -> str:
        """The answer, as it is compared with others of the same item; "" without one."""
        if self.answer.not_reported:
            return "not reported"
        return "\n".join(sorted(" ".join(part.split()).casefold() for part in self.answer.parts))

    def on(self, record: str) -> Value:
        """The same of another record, where it settles nothing."""
        return replace(self, study=record, settles=())

    @property
    def answered(self) -> bool:
        """Whether there is an answer; that the report does not say is one."""
        return self.answer.not_reported or bool(self.answer.parts)

    @property
    def text(self) -> str:
        """The answer as one text."""
        return written(self.answer)

    @property
    def quote(self) -> str:
        """The words that it rests on, as one text; "" where none were noted."""
        return BETWEEN_QUOTES.join(each.text for each in self.quotes if each.text)

    @property
    def page(self) -> str:
        """Where they stand, each page once."""
        return "; ".join(dict.fromkeys(each.page for each in self.quotes if each.page))

    def as_document(self) -> dict[str, Any]:
        """The JSON form, without what is empty."""
        document: dict[str, Any] = {"record": self.study, "item": self.item, "parts": list(self.answer.parts)}
        if self.answer.not_reported:
            document["not_reported"] = True
        document |= quotes_document(self.quotes)
        for name in ("prefilled", "by", "taken", "at"):
            if value := getattr(self, name):
                document[name] = list(value) if name == "by" else value
        return document | ({"settles": dict(self.settles)} if self.settles else {})

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Value:
        """The inverse of `as_document`. Thousands have the same ids, names and answers: each text is held once."""
        return cls(
            study=_once(document["record"]),
            item=_once(document["item"]),
            answer=Answer(tuple(map(_once, document["parts"])), document.get("not_reported", False)),
            quotes=quotes_of(document),
            prefilled=document.get("prefilled", False),
            by=tuple(map(_once, document.get("by", ()))),
            taken=document.get("taken", ""),
            at=_once(document.get("at", "")),
            settles=tuple(document.get("settles", {}).items()),
        )


def _once(text: Any) -> Any:
    return intern(text) if type(text) is str else text


Values = Mapping[str, Value]
"""The values of one study, by item."""


def values_as_one(values: Iterable[Value], survivor: Mapping[str, str]) -> list[Value]:
    """One voice's values as they count for duplicate groups; see `core.screening.merged_words`.

    Args:
        values: As they were filled in, of any records and items.
        survivor: The survivor of each record that goes on under another one.

    Returns:
        Of an item of which merged records have different answers one that is `differing`.
    """

    def one(words: Sequence[Value]) -> Value:
        answers = tuple(sorted((each for each in words if each.said), key=latest))
        if len({each.said for each in answers}) < 2:
            return answers[-1] if answers else max(words, key=latest)
        return Value(study=answers[-1].study, item=answers[-1].item, at=answers[-1].at, differing=answers)

    by_item: dict[str, list[Value]] = {}
    for value in values:
        by_item.setdefault(value.item, []).append(value)
    return [each for words in by_item.values() for each in as_one(words, survivor, one).values()]


def by_study(
    values: Iterable[Value], study_of: Mapping[str, str], joined: Mapping[str, str]
) -> dict[str, dict[str, Value]]:
    """One voice's values as they count, by study and item: a report's value is its study's.

    Where reports of one study have different answers, the one that was given since they are one study counts; without
    such a one the item is `differing`. What was taken over from a record as it was gives way to an answer.

    Args:
        values: As they were filled in; `study` may be any report of the study.
        study_of: The study of each record that does not stand for itself.
        joined: When each report was said to be one of its study's, in UTC, ISO 8601.
    """
    found: dict[str, dict[str, Value]] = {}
    for value in sorted(values, key=lambda each: each.study in study_of):
        study = study_of.get(value.study, value.study)
        items = found.setdefault(study, {})
        other, this = items.get(value.item), value if value.study == study else replace(value, study=study)
        if other is None:
            items[value.item] = this
            continue
        since = max(joined.get(value.study, ""), joined.get(study, ""))
        said = value.differing or ((value,) if value.said else ())
        if other.prefilled and said and not value.prefilled:
            items[value.item] = this
        elif said and not value.prefilled and other.at <= since:
            answers = tuple(sorted((*(other.differing or ((other,) if other.said else ())), *said), key=latest))
            whole = len({each.said for each in answers}) == 1
            items[value.item] = (
                replace(answers[-1], study=study) if whole else Value(study=study, item=value.item, differing=answers)
            )
    return found


def prefill(item: ChartItem, record: Record) -> str:
    """What the record proposes for an item; "" when the item has no prefill or the record has nothing that fits."""
    if not item.prefill:
        return ""
    value = getattr(record, item.prefill.removeprefix("record."))
    try:
        return written(read_answer(item, "" if value is None else str(value)))
    except TamisError:
        return ""


def missing(form: Form, values: Values) -> list[ChartItem]:
    """The items, of the form as it is now, that are required and have no answer, or two different ones."""
    found = ((item, values.get(item.id)) for item in asked(form, values))
    return [
        item
        for item, value in found
        if (value is not None and value.differing) or (item.required and not is_answered(value))
    ]


def asked(form: Form, values: Values) -> list[ChartItem]:
    """The items that are asked, by what the first of them says so far: of several checklists the chosen one alone."""
    return [each for each in form.items if is_asked(each, values.get(form.items[0].id))]


def is_asked(item: ChartItem, first: Value | None) -> bool:
    """Whether an item is asked, by what the first item of the form says."""
    return not item.asked_of or (first is not None and item.asked_of in first.answer.parts)


def is_answered(value: Value | None) -> bool:
    """Whether there is an answer."""
    return value is not None and value.answered


def outdated(item: ChartItem, value: Value) -> tuple[str, ...]:
    """The parts of an answer that the form no longer allows: they were given under an earlier version, and are kept."""
    parts = value.answer.parts
    if item.type in CHOICE_TYPES:
        gone = tuple(each for each in parts if each not in item.choices)
        if gone:
            return gone
    if item.type not in SEVERAL_TYPES and len(parts) > 1:
        return parts
    if item.type in ("number", "year") and parts and not parts[0].replace(".", "", 1).lstrip("-").isdecimal():
        return parts
    return ()
