"""The tables of the charted studies that a paper prints, and those that R and EviAtlas read."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.charting.charted import Charted, ChartedStudy, typed
from core.charting.evidence_map import evidence_map
from core.charting.form import CHOICE_TYPES
from core.charting.tables import frequency, labels_of
from core.errors import TamisError
from core.formats.writers.table import Cell
from core.protocol.values import ChartItem
from core.report.charting_part import COUNTED
from core.report.document.table_file import ENDINGS, StudyTable, table_file
from core.report.included_part import IncludedReport
from core.words import count, number, per_cent

ONE_VALUED = ("number", "year", "choice")
"""Types of items that a model takes: numbers, and what studies are compared by."""


@dataclass(frozen=True)
class StudyTables:
    """All that the tables are made from.

    Attributes:
        title: The title of the review.
        chosen: The ids of the items that the plan wants in the table of characteristics; () for all.
        reports: The included reports, as the report of the review numbers and names them.
        at: The time of the last event, in UTC, ISO 8601; "" when there is none.
        certainty: By which the plan wants the strength of evidence judged, one of `JUDGED`; else it is not.
        certainty_of: The id of the item whose answers it is judged of.
    """

    title: str
    charted: Charted
    chosen: Sequence[str]
    reports: Sequence[IncludedReport]
    at: str
    certainty: str = ""
    certainty_of: str = ""

    def table(self, kind: str, items: Sequence[str] = ()) -> StudyTable:
        """One of `KINDS`.

        Args:
            kind: Which.
            items: The ids of the items that it is about; () for those that the plan gives.

        Raises:
            TamisError: There is no such item, one is named twice, or the plan has none for this table.
        """
        for each in items:
            self.charted.form.item(each)
            if items.count(each) > 1:
                raise TamisError("this item is named twice", where=f"item {each}", advice="Name it once.")
        return KINDS[kind](self, items)

    def files(self, kinds: Sequence[str], items: Sequence[str] = ()) -> dict[str, bytes]:
        """The files of a folder of tables: those for people in every format, those for programs as CSV."""
        found = {}
        for kind in kinds:
            table = self.table(kind, items)
            for format, ending in ENDINGS.items():
                if format == "csv" or not table.for_programs:
                    found[kind + ending] = table_file(table, format)
        return found

    @property
    def possible(self) -> list[str]:
        """The kinds that the plan has items for."""
        has_outcomes = any(each.id == self.certainty_of for each in self.charted.form.items)
        fitting = {
            "metafor": bool(self._of_types("number")),
            "crossing": len(self.crossed) == 2,
            "certainty": self.certainty in JUDGED and has_outcomes,
        }
        return [kind for kind in KINDS if fitting.get(kind, True)]

    @property
    def crossed(self) -> list[str]:
        """The ids of the items that the report's evidence map crosses."""
        return [item.id for item in self._of_types(*CHOICE_TYPES)[:2]]

    def items(self, given: Sequence[str], *types: str) -> list[ChartItem]:
        """The items of these ids, else those of these types, else all."""
        return [self.charted.form.item(each) for each in given] or self._of_types(*types)

    def source(self, kind: str, items: Sequence[str], more: str = "") -> str:
        """The line that says which records are in a table, as of when, and what command makes it."""
        complete, total = len(self.charted.complete), len(self.charted.studies)
        which = f"the {count(complete, 'study')}" if complete != 1 else "the one study"
        return (
            f"Source: {which} with complete forms, of {number(total)} at the stage {self.charted.form.stage} of "
            f"“{self.title}”{more}; as of {self.at or 'the beginning'}. Command: "
            + shlex.join(("tamis", "chart", "table", kind, *items, "--stage", self.charted.form.stage))
        )

    def named(self, study: ChartedStudy) -> str:
        """A study as the report of the review names it, by author and year."""
        return next((each.named for each in self._reports_of(study)), study.name)

    def cited(self, study: ChartedStudy) -> tuple[str, str]:
        """(the citations of a study's reports, their DOIs)."""
        cited = [each.cited for each in self._reports_of(study)]
        return "; ".join(each.text for each in cited) or study.title, "; ".join(each.doi for each in cited if each.doi)

    def answer(self, study: ChartedStudy, item: ChartItem) -> Cell:
        """What counts as a study's answer: a number or a text; else why there is none."""
        value = self.charted.item(study, item).value
        answer = typed(item, value)
        if value is None or not value.answer.parts:
            return labels_of(self.charted, study, item)[1]
        return answer if isinstance(answer, int | float) else value.text

    def _of_types(self, *types: str) -> list[ChartItem]:
        return [each for each in self.charted.form.items if not types or each.type in types]

    def _reports_of(self, study: ChartedStudy) -> Sequence[IncludedReport]:
        return self._by_study.get(self._study_of.get(study.report, 0), ())

    @cached_property
    def _study_of(self) -> Mapping[str, int]:
        return {each.cited.record: each.study for each in self.reports}

    @cached_property
    def _by_study(self) -> Mapping[int, Sequence[IncludedReport]]:
        found: dict[int, list[IncludedReport]] = {}
        for each in self.reports:
            found.setdefault(each.study, []).append(each)
        return found


def _characteristics(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """One row a study, in the order of the report's list of included reports."""
    of_form = {each.id for each in given.charted.form.items}
    shown = given.items(items or [each for each in given.chosen if each in of_form])
    rows = [
        (given.named(study), *(given.answer(study, item) for item in shown), *given.cited(study))
        for study in given.charted.complete
    ]
    rows.sort(key=lambda row: str(row[0]).casefold())
    head = ("Study", *(item.label for item in shown), "Citation", "DOI")
    caption = f"Characteristics of the included studies (n = {number(len(rows))})"
    return StudyTable("characteristics", caption, head, rows, given.source("characteristics", items))


def _frequencies(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """One row an answer, with the number of studies and their share."""
    found = [frequency(given.charted, item) for item in given.items(items, *COUNTED)]
    rows = [
        (
            table.item.label,
            row.label if row.is_answer else f"({row.label})",
            len(row.studies),
            per_cent(len(row.studies) / len(table.studies)) if table.studies else None,
        )
        for table in found
        for row in table.rows
    ]
    caption = f"How often each answer was given (n = {count(len(given.charted.complete), 'study')})"
    source = given.source("frequencies", items)
    return StudyTable("frequencies", caption, ("Item", "Answer", "Studies", "Share of the studies"), rows, source)


def _crossing(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """Two items crossed: the numbers of studies; by default those of the report's evidence map."""
    names = [*items] or given.crossed
    if len(names) != 2:
        raise TamisError(
            f"found {count(len(names), 'item')}; two are crossed",
            where="chart table crossing",
            advice="Name the item that goes down, then the one that goes across.",
        )
    crossed = evidence_map(given.charted, *names).crossed
    rows: list[Sequence[Cell]] = [
        (row, *(len(crossed.cells.get((row, each), ())) for each in crossed.columns)) for row in crossed.rows
    ]
    outside = len(crossed.outside)
    more = f", of which {number(outside)} without an answer to one of the two" if outside else ""
    caption = f"{crossed.row_item.label} by {crossed.column_item.label} (n = {count(len(crossed.studies), 'study')})"
    head = (crossed.row_item.label, *crossed.columns)
    return StudyTable("crossing", caption, head, rows, given.source("crossing", names, more))


def _certainty(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """One row an outcome or finding, with the studies on it, and a column to fill for each thing that is judged."""
    if given.certainty not in JUDGED or items:
        raise TamisError(
            "the plan does not say how the strength of evidence is judged" if not items else "this table takes no item",
            where="protocol.toml, appraisal.certainty",
            advice='Write certainty = "grade" or "cerqual", and certainty_of = "outcome", below [appraisal].',
        )
    item = given.charted.form.item(given.certainty_of)
    named = {study.study: given.named(study) for study in given.charted.complete}
    judged = JUDGED[given.certainty]
    rows: list[Sequence[Cell]] = [
        (row.label, len(row.studies), "; ".join(named[each] for each in row.studies), *("" for _ in judged))
        for row in frequency(given.charted, item).rows
        if row.is_answer and row.studies
    ]
    caption = f"Strength of evidence by {given.certainty.upper()}, to fill in (n = {count(len(named), 'study')})"
    head = (item.label, "Studies", "Which", *judged)
    return StudyTable("certainty", caption, head, rows, given.source("certainty", items))


JUDGED: Mapping[str, Sequence[str]] = {
    "grade": (
        *("Risk of bias", "Inconsistency", "Indirectness", "Imprecision", "Publication bias", "Other considerations"),
        *("Certainty (high, moderate, low, very low)", "Why"),
    ),
    "cerqual": (
        *("Methodological limitations", "Coherence", "Adequacy of data", "Relevance"),
        *("Confidence (high, moderate, low, very low)", "Why"),
    ),
}
"""What is judged of each outcome or finding: by GRADE, of effects; by GRADE-CERQual, of qualitative findings."""


def _tidy(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """One row an answer; where several apply, as many rows; where there is none, one row that says why."""

    def rows() -> Iterator[Sequence[Cell]]:
        for study in given.charted.complete:
            named = given.named(study)
            for item in given.items(items):
                labels, why = labels_of(given.charted, study, item)
                whole = labels and item.type in ("long-text", "number", "year")
                answers: Sequence[Cell] = [given.answer(study, item)] if whole else labels or [None]
                for each in answers:
                    yield study.study, named, item.id, item.label, item.type, each, why or "answered"

    head = ("record_id", "study", "item", "label", "type", "value", "status")
    return StudyTable("tidy", "One row an answer", head, [*rows()], given.source("tidy", items), True)


def _metafor(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """One row a study, with its numbers and what studies are compared by; empty where there is none."""
    shown = given.items(items, *ONE_VALUED)
    if not any(item.type == "number" for item in shown):
        raise TamisError(
            "no item of the form is a number, so there is nothing to compute with",
            where=f"stage {given.charted.form.stage}",
            advice="Add items of type “number” to the plan, such as n, mean, sd and events of each group.",
        )
    return _wide("metafor", given, items, shown, lambda study, item: _figure(given, study, item))


def _eviatlas(given: StudyTables, items: Sequence[str]) -> StudyTable:
    """One row a study, with its citation and all its answers."""
    return _wide("eviatlas", given, items, given.items(items), given.answer)


def _wide(
    kind: str,
    given: StudyTables,
    items: Sequence[str],
    shown: Sequence[ChartItem],
    answer: Callable[[ChartedStudy, ChartItem], Cell],
) -> StudyTable:
    rows = []
    for study in given.charted.complete:
        citation, doi = given.cited(study)
        answers = (answer(study, item) for item in shown)
        rows.append((study.study, given.named(study), *answers, study.title, citation, doi))
    head = _variables(("record_id", "study", *(item.id for item in shown), "title", "citation", "doi"))
    return StudyTable(kind, "One row a study", head, rows, given.source(kind, items), True)


def _figure(given: StudyTables, study: ChartedStudy, item: ChartItem) -> Cell:
    """A number as a number only, and an answer of a list or nothing, so that R sees what a column holds."""
    answer = typed(item, given.charted.item(study, item).value)
    return answer if item.type == "choice" or isinstance(answer, int | float) else None


def _variables(names: Sequence[str]) -> list[str]:
    """Names that R takes as they are, each once: no hyphen, no digit first."""
    found: list[str] = []
    for name in names:
        name = name.replace("-", "_")
        name = name if name[:1].isalpha() else f"x{name}"
        while name.casefold() in map(str.casefold, found):
            name += "_"
        found.append(name)
    return found


KINDS: Mapping[str, Callable[[StudyTables, Sequence[str]], StudyTable]] = {
    "characteristics": _characteristics,
    "frequencies": _frequencies,
    "crossing": _crossing,
    "certainty": _certainty,
    "tidy": _tidy,
    "metafor": _metafor,
    "eviatlas": _eviatlas,
}
"""The tables, by the names that the command takes."""
