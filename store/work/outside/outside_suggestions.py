"""Brings in what another program suggests, from a table; see `core.screening.outside_suggestion`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import TamisError
from core.protocol.values import Stage
from core.screening.outside_suggestion import OutsideSuggestion, stands_in
from store.acts.duplicates.groups import Groups, shown_record
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now
from store.work.decision_tables import KEYS, VERDICTS, Finder, table_rows

TABLE = "suggestions"
COLUMNS = ("verdict", "confidence", "criterion", "quote", "model", "version")


@dataclass(frozen=True, slots=True)
class ImportedSuggestions:
    """How many suggestions were stored, how many were known already, and how many have no quote."""

    stored: int
    unchanged: int
    without_quote: int


def outside_suggestions(review: Review, groups: Groups, stage: str) -> dict[str, list[OutsideSuggestion]]:
    """Survivor → what programs suggest of it at a stage, by program."""
    found: dict[str, list[OutsideSuggestion]] = {}
    for document in review.acts.tables.get(TABLE, {}).values():
        if document["stage"] == stage:
            each = OutsideSuggestion.from_document(document)
            found.setdefault(groups.of(each.record), []).append(each)
    return {record: sorted(each, key=lambda one: (one.program, one.at)) for record, each in found.items()}


def import_suggestions(review: Review, path: Path, stage: Stage, groups: Groups) -> ImportedSuggestions:
    """Store a table of suggestions as one batch: all of them, or none when a line is wrong.

    The table is a CSV with the columns of `COLUMNS`, and `record` (an id), `record_id`, `accession` or `doi`.

    Raises:
        TamisError: A line is wrong: what it suggests is no verdict, its quote does not stand in the record, …; the
            message names the file, the line and the column.
    """
    if stage.kind == "chart":
        raise TamisError(
            "nothing is included or excluded here", where=f"stage {stage.id}", advice="Name another stage."
        )
    finder, found, lines = Finder(review, groups), dict[int, OutsideSuggestion](), dict[int, int]()
    for line, row in table_rows(path, _check_columns):
        each = _suggestion({name: cell.strip() for name, cell in row.items()}, stage, finder, f"{path}, line {line}")
        _check_quote(review, groups, each, f"{path}, line {line}")
        key = document_id(stage.id, each.record, *each.program)
        if found.setdefault(key, each) != each:
            raise TamisError(
                f"suggests something else of a record than line {lines[key]} does",
                where=f"{path}, line {line}",
                advice="Keep one line for a record, a model and its version.",
            )
        lines.setdefault(key, line)
    known, now = review.acts.tables.get(TABLE, {}), utc_now()
    fresh = {
        key: replace(each, at=now)
        for key, each in found.items()
        if str(key) not in known or replace(OutsideSuggestion.from_document(known[str(key)]), at="") != each
    }
    if fresh:
        changes = [Change(TABLE, key, each.as_document()) for key, each in fresh.items()]
        review.say(changes, act="suggestions", note=path.name)
    return ImportedSuggestions(
        stored=len(fresh),
        unchanged=len(found) - len(fresh),
        without_quote=sum(not each.quote for each in found.values()),
    )


def _check_columns(columns: Sequence[str], path: Path) -> None:
    missing = [each for each in COLUMNS if each not in columns]
    if missing or not {"record", *KEYS}.intersection(columns):
        lacks = ", ".join([*missing, *([] if {"record", *KEYS}.intersection(columns) else ["record"])])
        raise TamisError(
            f"the header lacks {lacks}",
            where=f"{path}, line 1",
            advice=f"Expected “record” (or “record_id”, “accession”, “doi”) and {', '.join(COLUMNS)}.",
        )


def _suggestion(row: Mapping[str, str], stage: Stage, finder: Finder, where: str) -> OutsideSuggestion:
    column = next((name for name in ("record", *KEYS) if row.get(name)), None)
    if column is None:
        raise TamisError("names no record", where=where, advice="Fill record, record_id, accession or doi.")
    record = finder.find("record_id" if column == "record" else column, row[column], where)
    verdict = VERDICTS.get(row["verdict"].casefold())
    if verdict is None:
        raise TamisError(
            f"“{row['verdict']}” is no verdict", where=f"{where}, column verdict", advice="include, exclude or maybe."
        )
    for name in ("model", "version"):
        if not row[name]:
            raise TamisError(
                f"names no {name}", where=f"{where}, column {name}", advice="Say which program suggests it."
            )
    return OutsideSuggestion(
        stage=stage.id,
        record=record,
        verdict=verdict,
        confidence=_confidence(row["confidence"], where),
        criterion=row["criterion"],
        quote=row["quote"],
        model=row["model"],
        version=row["version"],
    )


def _confidence(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise TamisError(
            f"“{text}” is no confidence",
            where=f"{where}, column confidence",
            advice="A number from 0 to 1, or nothing.",
        )
    return value


def _check_quote(review: Review, groups: Groups, each: OutsideSuggestion, where: str) -> None:
    group = [shown_record(review, groups, each.record), *map(review.records.get, groups.around(each.record))]
    if not stands_in(each.quote, group):
        raise TamisError(
            f"the quote does not stand in the record: “{each.quote[:60]}”",
            where=f"{where}, column quote",
            advice="Quote title, abstract or keywords word for word; nothing was stored.",
        )
