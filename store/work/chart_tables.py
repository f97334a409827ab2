"""Imports charts made in a spreadsheet, with a row for each study and a column for each item, as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.charting.answers import Answer, read_answer, typed_text
from core.charting.consensus import same_answer
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.values import Value, asked, is_answered, prefill
from core.errors import TamisError
from core.protocol.values import CHART_COLUMNS, Stage
from core.toml.table import did_you_mean
from store.acts.categories import form_at
from store.state.chart_answers import reports_at
from store.state.review_state import ReviewState
from store.work.charting import DiskChartStore
from store.work.decision_tables import KEYS, Finder, table_rows

EVIDENCE = ("quote", "page")
"""What may stand in a column of its own, named "ITEM.quote"."""

_PASSED_OVER = {*KEYS, *CHART_COLUMNS, "title"}


@dataclass(frozen=True, slots=True)
class ImportedChart:
    """The outcome of importing a table.

    Attributes:
        stored: How many answers were stored.
        unchanged: How many answers were the same as the stored ones.
        completed: The studies whose forms the import completed.
        open: The studies of the table whose forms are incomplete, and the items that they miss.
    """

    stored: int
    unchanged: int
    completed: tuple[str, ...]
    open: Mapping[str, tuple[str, ...]]


def import_chart(state: ReviewState, path: Path, stage: Stage, reviewer: str, *, completes: bool) -> ImportedChart:
    """Store a table of answers as one change by a reviewer: all of them, or none when a cell is wrong.

    The table is a CSV with a column `record_id`, `accession` or `doi` and a column for each item, by its id or its
    label; ITEM.quote and ITEM.page are optional. An empty cell changes nothing. The files of `tamis chart export` have
    this form.

    Args:
        state: The state of the review.
        path: The file.
        stage: The stage.
        reviewer: Whose answers they are.
        completes: Whether a form that has all required items becomes complete; open items then take what the record
            proposes.

    Raises:
        TamisError: A cell is wrong; the message names the file, the line and the column.
    """
    form = form_at(state.review, stage)
    store = DiskChartStore(state, reviewer, stage)
    finder = Finder(state.review, state.groups)
    reports = reports_at(state, stage)
    columns: dict[str, tuple[str, str]] = {}
    given: dict[str, dict[str, Value]] = {}
    lines: dict[str, int] = {}

    def check(names: Sequence[str], where: Path) -> None:
        columns.update(_columns(form, names, where))

    for line, cells in table_rows(path, check):
        row = {name: cell.strip() for name, cell in cells.items()}
        where = f"{path}, line {line}"
        key = next((name for name in KEYS if row.get(name)), None)
        if key is None:
            if not any(row.values()):
                continue
            raise TamisError("names no record", where=where, advice="Fill record_id, accession or doi.")
        study = state.studies.of(finder.find(key, row[key], where))
        if study not in reports:
            raise TamisError(
                "this study has not come to the stage", where=where, advice="Include it at the stage before."
            )
        if study in given:
            raise TamisError(
                f"names the study of line {lines[study]} again", where=where, advice="Keep one line a study."
            )
        lines[study] = line
        given[study] = _row(form, study, row, columns, where)
    fresh, unchanged = _fresh(form, given, store)
    done: list[str] = []
    left: dict[str, tuple[str, ...]] = {}
    for study, values in given.items():
        proposals, missing = _proposals(form, study, {**store.values.get(study, {}), **values}, store)
        if missing:
            left[study] = missing
        elif completes and study not in store.complete:
            done.append(study)
            fresh += proposals
    if fresh or done:
        store.put_all(fresh, completes=done, act="import", note=path.name)
    return ImportedChart(stored=len(fresh), unchanged=unchanged, completed=tuple(done), open=left)


def _columns(form: Form, names: Sequence[str], path: Path) -> dict[str, tuple[str, str]]:
    """What each column holds: (item, "") for an answer, (item, "quote") and (item, "page") for its evidence."""
    where = f"{path}, line 1"
    if not any(name in KEYS for name in names):
        raise TamisError(
            f"the header has the columns {', '.join(names) or '(none)'}",
            where=where,
            advice="Expected one of “record_id”, “accession”, “doi”, and the items of the form.",
        )
    known = {item.label.casefold(): (item.id, "") for item in form.items}
    known |= {item.id.casefold(): (item.id, "") for item in form.items}
    known |= {f"{item.id.casefold()}.{kind}": (item.id, kind) for item in form.items for kind in EVIDENCE}
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        if name in known:
            if known[name] in found.values():
                raise TamisError(f"has two columns for the item {known[name][0]}", where=where, advice="Keep one.")
            found[name] = known[name]
        elif name and name not in _PASSED_OVER:
            ids = ", ".join(item.id for item in form.items)
            advice = did_you_mean(name, [item.id for item in form.items]) or f"The form's items are: {ids}."
            raise TamisError(f"the column “{name}” is no item of the form", where=where, advice=advice)
    return found


def _row(
    form: Form, study: str, row: Mapping[str, str], columns: Mapping[str, tuple[str, str]], where: str
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, (item, kind) in columns.items():
        text = row.get(name, "")
        if not text:
            continue
        value = found.get(item) or Value(study=study, item=item)
        if kind == "quote":
            found[item] = replace(value, quotes=(_first(value)._replace(text=typed_text(text)),))
        elif kind == "page":
            found[item] = replace(value, quotes=(_first(value)._replace(page=" ".join(typed_text(text).split())),))
        else:
            try:
                found[item] = replace(value, answer=read_answer(form.item(item), text))
            except TamisError as error:
                raise TamisError(error.what, where=f"{where}, column {name}", advice=error.advice) from error
    return found


def _fresh(form: Form, given: Mapping[str, dict[str, Value]], store: DiskChartStore) -> tuple[list[Value], int]:
    """(the values that differ from the stored ones, how many do not); evidence missing in the table is kept."""
    fresh, unchanged = [], 0
    for study, values in given.items():
        for name, value in values.items():
            before = store.values.get(study, {}).get(name)
            if before is not None:
                value = replace(
                    value,
                    answer=value.answer if value.answered else before.answer,
                    quotes=_evidence(value, before),
                )
                same = same_answer(form.item(name), before, value)
                if same and value.quotes == before.quotes:
                    unchanged += 1
                    continue
            fresh.append(value)
    return fresh, unchanged


def _first(value: Value) -> Quote:
    return value.quotes[0] if value.quotes else Quote()


def _evidence(value: Value, before: Value) -> tuple[Quote, ...]:
    """What a table says of quotes and pages, in one cell; several that are stored stay where it says these."""
    if (value.quote or before.quote, value.page or before.page) == (before.quote, before.page):
        return before.quotes
    return (Quote(value.quote or before.quote, value.page or before.page),)


def _proposals(
    form: Form, study: str, values: Mapping[str, Value], store: DiskChartStore
) -> tuple[list[Value], tuple[str, ...]]:
    """(the values that the record proposes for open items, the required items that stay open)."""
    proposals, missing = [], []
    for item in asked(form, values):
        if is_answered(values.get(item.id)):
            continue
        if text := prefill(item, store.record(study)):
            before = values.get(item.id) or Value(study=study, item=item.id)
            answer: Answer = read_answer(item, text)
            proposals.append(replace(before, answer=answer, prefilled=True))
        elif item.required:
            missing.append(item.id)
    return proposals, tuple(missing)
