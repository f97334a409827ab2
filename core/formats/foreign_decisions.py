"""Decisions that stand in the exports of other screening programs.

Rayyan writes them into a note, in RIS and in CSV:
`RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: c`. ASReview has a column
`included` or `asreview_label`, 1 or 0. Covidence exports one category a file: the file as a whole is the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.record import Record
from core.screening import Verdict

_INCLUSION = re.compile(r"RAYYAN-INCLUSION:\s*\{([^{}]*)\}")
_PERSON = re.compile(r'"([^"]*)"\s*=>\s*"([^"]*)"')
_LIST = {
    "labels": re.compile(r"RAYYAN-LABELS:\s*([^|]*)"),
    "reasons": re.compile(r"RAYYAN-EXCLUSION-REASONS:\s*([^|]*)"),
}
_USER_NOTE = re.compile(r"USER-NOTES:\s*(\{.*?\}|[^|]*)")
_RAYYAN = {"included": Verdict.INCLUDE, "excluded": Verdict.EXCLUDE, "maybe": Verdict.MAYBE}
_LABEL_COLUMNS = frozenset({"included", "asreviewlabel", "labelincluded", "label", "finalincluded"})
_NOTE_COLUMNS = frozenset({"asreviewnote", "exportednotes1"})
_LABELS = {"1": Verdict.INCLUDE, "1.0": Verdict.INCLUDE, "0": Verdict.EXCLUDE, "0.0": Verdict.EXCLUDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDecision:
    """What somebody said of a record in another program.

    Attributes:
        person: The name in that program; "" where it knows only one.
        reasons: In that program's words.
    """

    record: Record
    verdict: Verdict
    person: str = ""
    reasons: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    note: str = ""


def foreign_decisions(records: Iterable[Record], *, all_as: Verdict | None = None) -> Iterator[ForeignDecision]:
    """The decisions in an export, in the order of the file.

    Args:
        records: As our readers gave them, with their raw pairs.
        all_as: The verdict on every record, for a file that holds one category.
    """
    for record in records:
        if all_as is not None:
            yield ForeignDecision(record=record, verdict=all_as)
            continue
        yield from _rayyan(record)
        yield from _asreview(record)


def _rayyan(record: Record) -> Iterator[ForeignDecision]:
    note = next((value for _, value in record.raw if "RAYYAN-INCLUSION" in value), "")
    inclusion = _INCLUSION.search(note)
    if inclusion is None:
        return
    lists = {
        name: tuple(each.strip() for each in found[1].split(",") if each.strip())
        if (found := pattern.search(note))
        else ()
        for name, pattern in _LIST.items()
    }
    said = _USER_NOTE.search(note)
    for person, word in _PERSON.findall(inclusion[1]):
        verdict = _RAYYAN.get(word.casefold())
        if verdict is not None:
            yield ForeignDecision(
                record=record,
                verdict=verdict,
                person=person,
                reasons=lists["reasons"] if verdict is Verdict.EXCLUDE else (),
                labels=lists["labels"],
                note=said[1].strip() if said else "",
            )


def _asreview(record: Record) -> Iterator[ForeignDecision]:
    columns = {re.sub(r"[\W_]+", "", tag).casefold(): value.strip() for tag, value in record.raw}
    for name in _LABEL_COLUMNS & columns.keys():
        verdict = _LABELS.get(columns[name])
        if verdict is not None:
            note = next((columns[each] for each in _NOTE_COLUMNS if columns.get(each)), "")
            yield ForeignDecision(record=record, verdict=verdict, note=note)
            return
