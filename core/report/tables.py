"""The tables of a report as CSV, and the samples as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from core.charting.charted import Charted
from core.formats.writers.table import Cell, csv_parts
from core.report.document.plain import one_line
from core.report.values import ReportValues, StageReport
from core.screening.decision import Verdict

AGREEMENT = (
    "percent_agreement",
    "percent_agreement_se",
    "percent_agreement_low",
    "percent_agreement_high",
    "kappa",
    "kappa_se",
    "kappa_low",
    "kappa_high",
    "kappa_max",
    "kappa_linear",
    "kappa_linear_se",
    "kappa_linear_low",
    "kappa_linear_high",
    "positive_agreement",
    "negative_agreement",
    "pabak",
    "ac1",
    "ac1_se",
    "ac1_low",
    "ac1_high",
    "prevalence_index",
    "bias_index",
)


def report_csv(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The whole of `report_csv_parts`."""
    return b"".join(report_csv_parts(head, rows))


def report_csv_parts(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """A CSV without characters that would reorder a line, or that a terminal would obey."""
    return csv_parts(head, rows, clean=one_line)


def sources_csv(report: ReportValues) -> bytes:
    """One row a source and search round, with what must be reported of a search (PRISMA-S)."""
    head = (
        *("import", "round", "source", "route", "platform", "searched", "limits", "reported", "records_in_files"),
        *("new_records", "imported_at", "files", "sha256", "strategy", "found_by"),
    )
    rows = (
        (
            *(each.number, each.round, source.name, source.route, source.platform, source.searched, source.limits),
            source.reported,
            *(each.records, len(report.brought[each.number]), each.at, "; ".join(file.file for file in each.files)),
            *("; ".join(file.sha256 for file in each.files), source.strategy, "; ".join(source.found_by)),
        )
        for each in report.searches
        for source in (each.source,)
    )
    return report_csv(head, rows)


def agreement_csv(report: ReportValues) -> bytes:
    """One row a pair of readers and stage; a stage that is blind has its row, without figures."""
    head = ("stage", "reader_1", "reader_2", "state", "maybe_counts_as", "n", "table", *AGREEMENT, "note")

    def rows() -> Iterator[list[Cell]]:
        for stage in report.stages:
            for pair in stage.pairs:
                state = "withheld" if pair.result is None else "complete" if pair.complete else "interim"
                row: list[Cell] = [stage.stage.id, *pair.raters, state, pair.maybe_rule]
                if pair.result is None:
                    row += [None] * (len(head) - len(row) - 1)
                else:
                    row += [pair.result.n, _cross_table(pair.result.categories, pair.result.table)]
                    row += [_figure(pair.result, name) for name in AGREEMENT]
                yield [*row, pair.note]

    return report_csv(head, rows())


def _figure(result: Any, name: str) -> float | None:
    stem, _, end = name.rpartition("_")
    if end in ("low", "high"):
        bounds = getattr(result, f"{stem}_ci")
        return None if bounds is None else bounds[end == "high"]
    value: float | None = getattr(result, name)
    return value


def _cross_table(categories: tuple[str, ...], table: list[list[int]]) -> str:
    """The cross table in one cell: "include-include 40; include-exclude 9; …", the first reader's verdict first."""
    return "; ".join(
        f"{first}-{second} {table[row][column]}"
        for row, first in enumerate(categories)
        for column, second in enumerate(categories)
    )


def disagreements_csv(report: ReportValues) -> bytes:
    """One row a record on which readers differ or differed, both sides, and how it ended."""
    readers = max((len(each.stage.readers) for each in report.stages), default=2)
    columns = ("reader", "verdict", "reason", "note", "after_opening", "second_look")
    head = (
        *("stage", "record_id", "citation", "state"),
        *(f"{name}_{place}" for place in range(1, readers + 1) for name in columns),
        *("ended_as", "ended_reason", "rationale", "ended_by", "escalated", "ended_at"),
    )

    def rows() -> Iterator[list[Cell]]:
        for stage in report.stages:
            for disagreement in stage.disagreements:
                record, end = disagreement.record, disagreement.resolution
                row: list[Cell] = [
                    stage.stage.id,
                    record,
                    report.cite(record).text,
                    disagreement.state(stage.stage).value,
                ]
                for side in disagreement.sides:
                    decision = side.decision
                    row += [side.reviewer, str(decision.verdict), decision.reason, decision.note]
                    row += ["yes" if side.late else "", str(side.again.verdict) if side.again else ""]
                row += [""] * (len(columns) * (readers - len(disagreement.sides)))
                if end is None:
                    row += [""] * 6
                else:
                    row += [end.verdict.value if end.verdict else "", end.reason, end.rationale]
                    row += [", ".join(end.by), "yes" if end.escalated else "", end.at]
                yield row

    return report_csv(head, rows())


def decisions_csv(report: ReportValues) -> Iterator[bytes]:
    """One row a decision that is no longer blind, as it stands now; piece by piece."""
    head = ("record_id", "stage", "reviewer", "verdict", "reason", "note", "labels", "decided_at", "after_opening")

    def rows(stage: StageReport, reviewer: str) -> Iterator[tuple[Cell, ...]]:
        name, again, late = stage.stage.id, stage.again[reviewer], stage.late[reviewer]
        for record, verdict, reason, note, labels, at, act, order in stage.in_full(reviewer):
            after = "yes" if record in late else ""
            looked = str(again[record].verdict) if record in again else ""
            yield record, name, reviewer, verdict, reason, note, labels, at, after, act, order, looked

    return report_csv_parts(
        (*head, "act", "order", "second_look"),
        (row for stage in report.stages for reviewer in stage.decisions for row in rows(stage, reviewer)),
    )


def excluded_fulltext_csv(report: ReportValues) -> bytes:
    """The table that journals ask for: the reports read and excluded in full text, each with its reason."""
    head = ("stage", "record_id", "citation", "doi", "reason", "further_reasons")

    def rows() -> Iterator[tuple[str, ...]]:
        for stage in report.stages:
            if stage.stage.kind == "fulltext":
                for reason, records in stage.state.read_reasons.items():
                    for record in records:
                        cited = report.cite(record)
                        further = "; ".join(further_reasons(stage, record, reason))
                        label = stage.stage.reason_label(reason)
                        yield stage.stage.id, record, cited.text, cited.doi, label, further

    return report_csv(head, rows())


def not_retrieved_csv(report: ReportValues) -> bytes:
    """The reports that could not be had, and so were not read: each with what was said of why."""
    rows = (
        (stage.stage.id, record, cited.text, cited.doi, stage.lost.get(record, ""))
        for stage in report.stages
        for record in stage.state.not_retrieved
        for cited in (report.cite(record),)
    )
    return report_csv(("stage", "record_id", "citation", "doi", "why"), rows)


def charting_csv(charted: Charted, report: ReportValues) -> bytes:
    """One row a study, with the DOI of the report that stands for it unless the form has a column of that name."""
    head, rows = charted.wide()
    if "doi" in head:
        return report_csv(head, rows)
    place = head.index("study_title") + 1
    named = zip(rows, charted.studies, strict=True)
    with_doi = ([*row[:place], report.cite(study.report).doi, *row[place:]] for row, study in named)
    return report_csv([*head[:place], "doi", *head[place:]], with_doi)


def further_reasons(stage: StageReport, record: str, reason: str) -> list[str]:
    """The other reasons for which readers excluded a record, in words, each once; further ones are kept as labels."""
    decided = (word for decisions in stage.decisions.values() if (word := decisions.get(record)) is not None)
    given = (each for word in decided if word.verdict is Verdict.EXCLUDE for each in (word.reason, *word.labels))
    known = (each for each in dict.fromkeys(given) if each != reason and stage.stage.reason(each) is not None)
    return [stage.stage.reason_label(each) for each in known]


def sample_json(report: ReportValues) -> bytes:
    """The drawn samples, with all that is needed to draw them again; while a stage is blind, without their ids."""
    documents = []
    for stage in report.stages:
        for sample in stage.samples:
            document = {**sample.as_document(), "frame_ids": list(stage.frames[sample.round])}
            if sample.round in stage.blind:
                document |= {"ids": None, "ids_note": "withheld while the stage is blind"}
            documents.append({**document, "check": sample.shell_line()})
    return (json.dumps(documents, indent=1, ensure_ascii=True) + "\n").encode()
