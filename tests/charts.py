"""Small reviews with a charting stage, and a desk in memory, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.charting.chart_store import Touched
from core.charting.form import Form
from core.charting.values import Value, Values
from core.protocol.values import ChartItem
from core.records.record import Author, Record
from core.undo import Sure, always
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.charting import chart_session
from store.work.openings import open_finished_batches
from tests.reviews import make_review, record_ids, run, run_lines

ITEMS = (
    ChartItem(id="first-author", label="First author", type="text", required=True, prefill="record.first_author"),
    ChartItem(id="year", label="Year", type="year", required=True, prefill="record.year"),
    ChartItem(id="country", label="Country", type="country", required=True),
    ChartItem(id="design", label="Design", type="choice", choices=("trial", "interviews", "survey"), required=True),
    ChartItem(id="roles", label="Roles", type="multi-choice", choices=("worker", "teacher", "leader")),
    ChartItem(id="participants", label="Participants", type="number"),
    ChartItem(id="findings", label="Findings", type="long-text"),
)
FORM = Form("charting", ITEMS)


def item(name: str) -> ChartItem:
    """An item of the form for tests."""
    return FORM.item(name)


CHARTED = """
format = 1
[review]
title = "A review for tests"
[sample]
seed = "a seed fixed beforehand"
[[reviewer]]
id = "ANNA"
role = "first"
[[reviewer]]
id = "BO"
role = "second"
[[reviewer]]
id = "CHIEF"
role = "adjudicator"
[[stage]]
id = "charting"
title = "Charting"
kind = "chart"
readers = [READERS]
APPRAISAL
[[chart.item]]
id = "first-author"
label = "First author"
type = "text"
prefill = "record.first_author"
required = true
[[chart.item]]
id = "year"
label = "Year"
type = "year"
prefill = "record.year"
required = true
[[chart.item]]
id = "country"
label = "Country"
type = "country"
required = true
[[chart.item]]
id = "design"
label = "Design"
type = "choice"
choices = ["trial", "interviews", "survey"]
required = true
[[chart.item]]
id = "roles"
label = "Roles"
type = "multi-choice"
choices = ["worker", "teacher", "leader"]
[[chart.item]]
id = "participants"
label = "Participants"
type = "number"
[[chart.item]]
id = "findings"
label = "Findings"
type = "long-text"
"""
ALL_OF = '{ reviewer = "NAME", coverage = "all" }'


def charting_protocol(*readers: str, appraisal: bool = False) -> str:
    """A plan that charts everything at once; each reader charts all."""
    who = ", ".join(ALL_OF.replace("NAME", each) for each in readers or ("ANNA",))
    return CHARTED.replace("READERS", who).replace("APPRAISAL", "[appraisal]\nenabled = true" if appraisal else "")


def charting_review(folder: Path, *readers: str, records: int = 3, appraisal: bool = False) -> tuple[Path, list[str]]:
    """A review that charts a number of studies, and their ids."""
    make_review(folder, records=records, text=charting_protocol(*readers, appraisal=appraisal))
    return folder, record_ids(folder)


ANSWERS = {"country": "Norway", "design": "trial"}


def fill(folder: Path, role: str, *, studies: Sequence[str] = (), **answers: str) -> None:
    """Fill in and complete the forms that a reviewer owes (default: of all studies), in the app's session."""
    with Review(folder, role=role) as review:
        session = chart_session(review_state(review), review.stage("charting"), role)
        for study in studies or list(session.studies):
            session.go_to(study)
            for name, text in (ANSWERS | answers).items():
                session.set(name, text)
            session.complete()
        open_finished_batches(review)


def fill_in(folder: Path, study: str, role: str, **answers: str) -> None:
    """Fill in and complete the form of a study, from the command line."""
    said = [("chart", "set", "charting", study, name, text) for name, text in (ANSWERS | answers).items()]
    for each in said:
        if "\n" in each[-1]:  # no line of a batch
            run(folder, *each, role=role)
    said = [each for each in said if "\n" not in each[-1]]
    run_lines(folder, [*said, ("chart", "complete", "charting", study)], role=role)


class MemoryDecisionStore:
    """A `ChartStore` in memory; every call is counted, so that tests can say what a key press costs."""

    def __init__(self, *studies: str) -> None:
        self.values: dict[str, dict[str, Value]] = {}
        self.complete: dict[str, str] = {}
        self.reads = 0
        self.saved: list[Value] = []
        self._studies = studies
        self._before: list[tuple[dict[str, Values], dict[str, str], list[Touched]]] = []

    def record(self, study: str) -> Record:
        self.reads += 1
        number = self._studies.index(study)
        return Record(id=study, title=f"Study {number}", authors=(Author(f"Writer{number}", "A"),), year=2000 + number)

    def sources(self, study: str) -> tuple[str, ...]:
        return ("Testbase",)

    def put(self, values: Sequence[Value], *, completes: str = "") -> list[Value]:
        self._remember(
            [*(Touched(each.study, each.item) for each in values), *([Touched(completes, "")] if completes else [])]
        )
        stamped = [replace(each, by=("ANNA",), at="now") for each in values]
        for each in stamped:
            self.values.setdefault(each.study, {})[each.item] = each
        self.saved += stamped
        if completes:
            self.complete[completes] = "now"
        return stamped

    def clear(self, study: str, item: str, *, reopens: bool) -> None:
        self._remember([Touched(study, item)])
        self.values.get(study, {}).pop(item, None)
        if reopens:
            self.complete.pop(study, None)

    def reopen(self, study: str) -> None:
        self._remember([Touched(study, "")])
        self.complete.pop(study, None)

    def undo(self, sure: Sure = always) -> list[Touched]:
        if not self._before:
            return []
        values, complete, touched = self._before.pop()
        self.values = {study: dict(of) for study, of in values.items()}
        self.complete = complete
        return touched

    def redo(self, sure: Sure = always) -> list[Touched]:
        return []

    def refresh(self) -> list[Touched]:
        return []

    def _remember(self, touched: list[Touched]) -> None:
        values: Mapping[str, Values] = {study: dict(of) for study, of in self.values.items()}
        self._before.append((dict(values), dict(self.complete), touched))
