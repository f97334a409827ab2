"""The decisions of the sample review as values and as tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

FOLDER = "decisions"
STEPS = ("language", "publication-type", "field")
SCREENS = ("title-abstract", "eligibility", "full-text")


@dataclass(frozen=True, kw_only=True)
class PlannedDecision:
    """What a reviewer says of a publication at a stage, if asked.

    Attributes:
        verdict: "include", "exclude" or "maybe".
        decided_at: UTC, ISO 8601, to the second.
        round: The search round of the publication.
    """

    publication: str
    verdict: str
    reason: str = ""
    note: str = ""
    labels: str = ""
    decided_at: str = ""
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class PlannedResolution:
    """How the two reviewers would end a disagreement about a publication, should there be one.

    Attributes:
        by: Who decided: "KBAA,ON", or the supervisors after an escalation.
        escalated: "yes" or "".
    """

    publication: str
    verdict: str
    reason: str = ""
    rationale: str = ""
    by: str = "KBAA,ON"
    escalated: str = ""
    resolved_at: str = ""
    round: int = 1


def write(
    folder: Path,
    decisions: Mapping[tuple[str, str], list[PlannedDecision]],
    resolutions: Mapping[str, list[PlannedResolution]],
) -> None:
    """Writes `decisions/<reviewer>-<stage>.csv` and `decisions/resolutions-<stage>.csv`."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for (reviewer, stage), planned in decisions.items():
        _write_table(folder / FOLDER / f"{reviewer}-{stage}.csv", PlannedDecision, planned)
    for stage, agreed in resolutions.items():
        _write_table(folder / FOLDER / f"resolutions-{stage}.csv", PlannedResolution, agreed)


def _write_table(path: Path, kind: type, rows: Iterable[PlannedDecision | PlannedResolution]) -> None:
    text = io.StringIO()
    names = [each.name for each in fields(kind)]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([getattr(row, name) for name in names] for row in rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def read_decisions(folder: Path, reviewer: str, stage: str) -> list[PlannedDecision]:
    """What the reviewer would decide at the stage, in the order of time."""
    rows = _rows(folder / FOLDER / f"{reviewer}-{stage}.csv")
    return [PlannedDecision(**row, round=int(round_)) for round_, row in rows]


def import_rows(decisions: Iterable[PlannedDecision], records: Mapping[str, Iterable[str]]) -> list[dict[str, str]]:
    """The rows that `tamis decisions import` reads.

    Args:
        decisions: In any order.
        records: By publication, the ids of its surviving records: one, or more where a duplicate was not merged.
            Decisions about publications that are not there are left out.
    """
    return [
        {
            "record_id": record,
            "verdict": each.verdict,
            "reason": each.reason,
            "note": each.note,
            "labels": each.labels,
            "decided_at": each.decided_at,
        }
        for each in decisions
        for record in records.get(each.publication, ())
    ]


def read_resolutions(folder: Path, stage: str) -> list[PlannedResolution]:
    """How disagreements at the stage would end."""
    rows = _rows(folder / FOLDER / f"resolutions-{stage}.csv")
    return [PlannedResolution(**row, round=int(round_)) for round_, row in rows]


def _rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The rows of a table, each apart from its round."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row.pop("round"), row) for row in csv.DictReader(lines)]
