"""Reads the decisions in the exports of other screening programs.

Rayyan writes them into a note, in RIS and in CSV: `RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: a,b |
RAYYAN-EXCLUSION-REASONS: c | USER-NOTES: {"Anna"=>["d"]}`.
Labels and reasons are the team's there, notes each person's own; old exports have `=>true`, BibTeX escapes the braces.
ASReview has a column `asreview_label` or `included`, 1 or 0, and in RIS a note `ASReview_relevant` before its own.
Covidence exports one category a file: the file as a whole is the verdict, and the reason stands in the notes.
EPPI-Reviewer has codes that include or exclude, in sets; a set's codes are given as the decisions of one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.formats.clean import clean_text
from core.records.record import Record
from core.screening.decision import Verdict

# What Ruby's way to print holds: a text in quotation marks, an escaped character outside of one, the marks.
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|\\.|=>|\b(true|false)\b|[\[\]{}"]')
_ESCAPED_IN_BIBTEX = re.compile(r"\\([{}_&%$#])")
_ASREVIEW_NOTES = {
    "asreview_relevant": Verdict.INCLUDE,
    "asreview_irrelevant": Verdict.EXCLUDE,
}
_LABELS_OF_RAYYAN = re.compile(r"RAYYAN-LABELS:\s*([^|]*)")
_REASONS = re.compile(r"RAYYAN-EXCLUSION-REASONS:\s*([^|]*)")
_RAYYAN = {"included": Verdict.INCLUDE, "excluded": Verdict.EXCLUDE, "maybe": Verdict.MAYBE}
_RAYYAN |= {"true": Verdict.INCLUDE, "false": Verdict.EXCLUDE}
# In this order: a table that ASReview was given may have had labels of its own.
_LABEL_COLUMNS = ("asreviewlabel", "included", "labelincluded", "finalincluded", "label")
_NOTE_COLUMNS = ("asreviewnote", "exportednotes1")
_LABELS = {"1": Verdict.INCLUDE, "1.0": Verdict.INCLUDE, "0": Verdict.EXCLUDE, "0.0": Verdict.EXCLUDE}
_COVIDENCE = re.compile(r"Exclusion reason:\s*([^;|\s][^;|]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherToolDecision:
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


def foreign_decisions(records: Iterable[Record], *, all_as: Verdict | None = None) -> Iterator[OtherToolDecision]:
    """The decisions in an export, in the order of the file.

    Args:
        records: As our readers gave them, with their raw pairs.
        all_as: The verdict on every record, for a file that holds one category.
    """
    for record in records:
        if all_as is not None:
            reasons = _covidences_reasons(record) if all_as is Verdict.EXCLUDE else ()
            yield OtherToolDecision(record=record, verdict=all_as, reasons=reasons)
            continue
        yield from _rayyan(record)
        yield from _asreview(record)
        yield from _eppi(record)


def _rayyan(record: Record) -> Iterator[OtherToolDecision]:
    # Angle brackets are at times written as HTML's entities; labels and names are shown, and must hold nothing odd.
    tag, note = next(((tag, clean_text(value)) for tag, value in record.raw if "RAYYAN-INCLUSION:" in value), ("", ""))
    if tag.lower() == "note":  # BibTeX's
        note = _ESCAPED_IN_BIBTEX.sub(r"\1", note.replace("\\textgreater{}", ">").replace("$>$", ">"))
    head, _, tail = note.partition("RAYYAN-INCLUSION:")[2].partition("USER-NOTES:")
    labels, reasons = _listed(_LABELS_OF_RAYYAN, head), _listed(_REASONS, head)
    notes = _said(tail)
    for person, words in _said(head).items():
        verdict = _RAYYAN.get(words[0].casefold())
        if verdict is not None:
            yield OtherToolDecision(
                record=record,
                verdict=verdict,
                person=person,
                reasons=reasons if verdict is Verdict.EXCLUDE else (),
                labels=labels,
                note="; ".join(notes.get(person, ())),
            )


def _said(text: str) -> dict[str, list[str]]:
    """What each person has said, in `{"Anna"=>"Included", "Bo"=>["one", "two"]}` and the like, up to the last brace."""
    by_person: dict[str, list[str]] = {}
    last = person = ""
    is_list = False
    for token in _TOKEN.finditer(text):
        if token[1] is not None or token[2]:
            last = token[2] or re.sub(r"\\(.)", r"\1", token[1])
            if person:
                by_person.setdefault(person, []).append(last)
                person = person if is_list else ""
        elif token[0] == "=>" and not is_list:
            person = last
        elif token[0] in "[]":
            is_list = token[0] == "["
            person = person if is_list else ""
        elif token[0] == "}" and not is_list:
            break
    return by_person


def _listed(pattern: re.Pattern[str], note: str) -> tuple[str, ...]:
    match = pattern.search(note)
    return tuple(filter(None, map(str.strip, re.split("[,;]", match[1])))) if match else ()


def _asreview(record: Record) -> Iterator[OtherToolDecision]:
    notes = [value.strip() for tag, value in record.raw if tag == "N1"]
    for place, said in enumerate(notes):
        if verdict := _ASREVIEW_NOTES.get(said.casefold()):
            yield OtherToolDecision(record=record, verdict=verdict, note=clean_text("; ".join(notes[place + 1 :])))
            return
    columns = {re.sub(r"[\W_]+", "", tag).casefold(): value.strip() for tag, value in record.raw}
    for name in _LABEL_COLUMNS:
        verdict = _LABELS.get(columns.get(name, ""))
        if verdict is not None:
            note = next((clean_text(columns[column]) for column in _NOTE_COLUMNS if columns.get(column)), "")
            yield OtherToolDecision(record=record, verdict=verdict, note=note)
            return


def _eppi(record: Record) -> Iterator[OtherToolDecision]:
    """A set's decision: its codes that exclude, which are reasons, count before those that include."""
    by_set: dict[str, list[tuple[str, str]]] = {}
    for tag, value in record.raw:
        kind, _, name = value.partition(": ")
        if tag.startswith("Code: ") and kind in ("Include", "Exclude"):
            by_set.setdefault(clean_text(tag.removeprefix("Code: ")), []).append((kind, clean_text(name)))
    for code_set, codes in by_set.items():
        reasons = tuple(name for kind, name in codes if kind == "Exclude")
        verdict = Verdict.EXCLUDE if reasons else Verdict.INCLUDE
        yield OtherToolDecision(record=record, verdict=verdict, person=code_set, reasons=reasons)


def _covidences_reasons(record: Record) -> tuple[str, ...]:
    # An entity's semicolon ends no reason.
    matches = (_COVIDENCE.search(clean_text(value)) for _, value in record.raw if "Exclusion reason:" in value)
    return tuple(match[1].strip() for match in matches if match)
