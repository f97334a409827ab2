"""Imports decisions from CSV tables, and gives decisions as rows for export."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from core.errors import TamisError, refusals
from core.formats.cells import without_quote
from core.plain_file import open_plain
from core.protocol.values import Stage
from core.screening.decision import ORDERS, Decision, Verdict
from store.acts.duplicates.groups import Groups, shown_record
from store.folder.review import Review
from store.state.review_state import ReviewState
from store.work.resolutions import check_reason
from store.work.screening import DiskDecisionStore

KEYS = ("record_id", "accession", "doi")
VERDICTS = {
    "include": Verdict.INCLUDE,
    "included": Verdict.INCLUDE,
    "yes": Verdict.INCLUDE,
    "y": Verdict.INCLUDE,
    "1": Verdict.INCLUDE,
    "exclude": Verdict.EXCLUDE,
    "excluded": Verdict.EXCLUDE,
    "no": Verdict.EXCLUDE,
    "n": Verdict.EXCLUDE,
    "0": Verdict.EXCLUDE,
    "maybe": Verdict.MAYBE,
    "undecided": Verdict.MAYBE,
    "m": Verdict.MAYBE,
}
_ORDER: dict[str, str] = {act.value: order for act, order in ORDERS.items()}
LONGEST_HEAD = 1 << 16
"""The most characters of a header; a file with a longer first line is no table."""
EXPORT_COLUMNS = (
    "record_id",
    "stage",
    "reviewer",
    "verdict",
    "reason",
    "note",
    "labels",
    "decided_at",
    "title",
    "after_opening",
    "act",
)


@dataclass(frozen=True, slots=True)
class ImportedDecisions:
    """How many decisions of a table were stored, and how many were the same as the stored ones."""

    stored: int
    unchanged: int


def import_decisions(review: Review, path: Path, stage: Stage, reviewer: str, groups: Groups) -> ImportedDecisions:
    """Store a table of decisions as one batch by a reviewer: all of them, or none when a line is wrong.

    The table is a CSV with a column `record_id`, `accession` or `doi`, a column `verdict`, and optionally `reason`,
    `note`, `labels` (separated by `;`) and `decided_at`. A row with a note or labels and no verdict changes no verdict.

    Raises:
        TamisError: A line is wrong; the message names the file, the line and the column.
    """
    store = DiskDecisionStore(review, reviewer, stage.id)
    finder = Finder(review, groups)
    decisions: dict[str, Decision] = {}
    lines: dict[str, int] = {}
    for line, row in table_rows(path, _check_columns):
        where = f"{path}, line {line}"
        decision = _decision(row, stage, finder, where)
        before = store.decisions.get(decision.record)
        if decision.verdict is None and before is not None:
            decision = replace(decision, verdict=before.verdict, reason=before.reason, at=before.at)
        standing = decisions.get(decision.record)
        if standing is not None and standing.verdict is not decision.verdict:
            raise TamisError(
                f"says “{decision.verdict}” of a record; line {lines[decision.record]} says “{standing.verdict}”",
                where=where,
                advice="The two lines name one record, or records that were merged as duplicates. Keep one of them.",
            )
        decisions.setdefault(decision.record, decision)
        lines.setdefault(decision.record, line)
    fresh = [each for each in decisions.values() if not _says_nothing_new(each, store.decisions.get(each.record))]
    if fresh:
        store.save_all(fresh, act="import", note=path.name)
    return ImportedDecisions(stored=len(fresh), unchanged=len(decisions) - len(fresh))


def is_decision_table(path: Path) -> bool:
    """Whether a file is one of tamis's own tables, by its header; by its ending where it cannot be read."""
    try:
        with _opened(path) as stream:
            head = stream.readline(LONGEST_HEAD).casefold()
    except (OSError, UnicodeDecodeError):
        return path.suffix.casefold() == ".csv"
    return "verdict" in head or not head.strip()


def decision_rows(
    state: ReviewState, stage: Stage, reviewer: str, decisions: Mapping[str, Decision], later: Collection[str]
) -> Iterator[dict[str, str]]:
    """One row a decision, for CSV or JSON; those on the records in `later` were made after the stage was opened."""
    for record, decision in decisions.items():
        if record in state.review.records:
            yield {
                "record_id": record,
                "stage": stage.id,
                "reviewer": reviewer,
                "verdict": decision.verdict.value if decision.verdict else "",
                "reason": decision.reason,
                "note": decision.note,
                "labels": _joined(decision.labels),
                "decided_at": decision.at,
                "title": shown_record(state.review, state.groups, record).title,
                "after_opening": "yes" if record in later else "",
                "act": decision.act.value if decision.verdict else "",
            }


def _opened(path: Path) -> TextIO:
    return io.TextIOWrapper(open_plain(path), encoding="utf-8-sig", newline="")


class Finder:
    """Finds the survivor of a record by the record's id, accession number or DOI."""

    def __init__(self, review: Review, groups: Groups) -> None:
        self._review = review
        self._groups = groups
        self._by_key: dict[str, dict[str, set[str]]] = {}

    def find(self, column: str, value: str, where: str) -> str:
        """The survivor's id.

        Raises:
            TamisError: No record has that key, or several different publications have.
        """
        if column == "record_id":
            found = {value} if value in self._review.records else set()
        else:
            found = self._index(column).get(value.casefold(), set())
        survivors = {self._groups.of(each) for each in found}
        if not survivors:
            raise TamisError(f"no record has the {column} “{value}”", where=where, advice="Import its file first.")
        if len(survivors) > 1:
            raise TamisError(
                f"{len(survivors)} different records have the {column} “{value}”",
                where=where,
                advice="Use the column record_id; “tamis dedup --groups --format csv” lists the ids.",
            )
        return survivors.pop()

    def _index(self, column: str) -> dict[str, set[str]]:
        if not self._by_key:
            self._by_key = {"accession": {}, "doi": {}}
            for record in self._review.records.records():
                for name, index in self._by_key.items():
                    if value := getattr(record, name):
                        index.setdefault(value.casefold(), set()).add(record.id)
        return self._by_key[column]


def table_rows(path: Path, check: Callable[[Sequence[str], Path], None]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file with a header; separated by comma, semicolon or tab.

    The quote that tamis puts in front of a cell that a spreadsheet would take for a formula is removed again.

    Args:
        path: The file.
        check: Given the names of the columns, in lower case, and the path; raises when a column is wrong or missing.

    Raises:
        TamisError: The file is no such table.
    """
    try:
        with refusals("cannot be read", path), _opened(path) as stream:
            head = stream.readline(LONGEST_HEAD)
            stream.seek(0)
            delimiter = max(",;\t", key=head.count)
            reader = csv.DictReader(stream, delimiter=delimiter, strict=True)
            columns = [name.strip().casefold() for name in reader.fieldnames or []]
            check(columns, path)
            reader.fieldnames = columns
            for row in reader:
                yield reader.line_num, {name: without_quote(value or "") for name, value in row.items() if name}
    except UnicodeDecodeError as error:
        raise TamisError(f"is not UTF-8 (byte {error.start})", where=str(path), advice="Save it as UTF-8.") from error
    except csv.Error as error:
        raise TamisError(f"is not a CSV table: {error}", where=str(path)) from error


def _check_columns(columns: Sequence[str], path: Path) -> None:
    if "verdict" not in columns or not any(name in columns for name in KEYS):
        raise TamisError(
            f"the header has the columns {', '.join(columns) or '(none)'}",
            where=f"{path}, line 1",
            advice="Expected “verdict” and one of “record_id”, “accession”, “doi”.",
        )


def _decision(cells: Mapping[str, str], stage: Stage, finder: Finder, where: str) -> Decision:
    row = {name: cell.strip() for name, cell in cells.items()}
    column = next((name for name in KEYS if row.get(name)), None)
    if column is None:
        raise TamisError("names no record", where=where, advice="Fill record_id, accession or doi.")
    record = finder.find(column, row[column], where)
    note, labels = cells.get("note", ""), _divided(row.get("labels", ""))
    verdict = VERDICTS.get(row["verdict"].casefold())
    if verdict is None and (row["verdict"] or not (note or labels)):
        raise TamisError(
            f"“{row['verdict']}” is no verdict", where=f"{where}, column verdict", advice="include, exclude or maybe."
        )
    reason = row.get("reason", "")
    if stage.reason(reason) is None:
        reason = next((each.id for each in stage.reasons if each.label.casefold() == reason.casefold()), reason)
    try:
        check_reason(stage, verdict, reason)
    except TamisError as error:
        raise TamisError(error.what, where=f"{where}, column reason", advice=error.advice) from error
    return Decision(
        record=record,
        verdict=verdict,
        reason=reason,
        note=note,
        labels=labels,
        at=_moment(row.get("decided_at", ""), where),
        order=_ORDER.get(row.get("act", ""), "imported"),
    )


def _joined(labels: Sequence[str]) -> str:
    """The labels as one cell; a semicolon or a backslash within a label is escaped with a backslash."""
    return ";".join(re.sub(r"([\\;])", r"\\\1", each) for each in labels)


def _divided(cell: str) -> tuple[str, ...]:
    """The labels of a cell: the inverse of `_joined`."""
    parts = (re.sub(r"\\([\\;])", r"\1", each) for each in re.findall(r"(?:\\[\\;]|[^;])+", cell))
    return tuple(each.strip() for each in parts if each.strip())


def _moment(text: str, where: str) -> str:
    """A time as the journal keeps it: UTC, ISO 8601; "" stays "".

    Raises:
        TamisError: The text is no time.
    """
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise TamisError(
            f"“{text}” is no time", where=f"{where}, column decided_at", advice="Write it as 2021-01-04T08:00:00Z."
        ) from None
    return f"{moment.isoformat(timespec='milliseconds' if moment.microsecond or '.' in text else 'seconds')}Z"


def _says_nothing_new(decision: Decision, standing: Decision | None) -> bool:
    if standing is None:
        return False
    same = (standing.verdict, standing.reason, standing.note, standing.labels)
    return same == (decision.verdict, decision.reason, decision.note, decision.labels)
