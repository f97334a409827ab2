"""What `tamis report --json` says: each sentence with its values, and what no other command counts."""

from __future__ import annotations

from typing import Any

from core.report.methods import methods
from core.report.values import ReportValues, StageReport


def report_form(report: ReportValues) -> dict[str, Any]:
    """The figures of a report as a JSON document."""
    read_by_one = [each for each in report.screening if each.stage.read_once and each.state.entered]
    return {
        "interim": not report.finished,
        "at": report.at,
        "version": report.version,
        "software": report.software,
        "changes": max(len(report.amendments) - 1, 0),
        "changes_unexplained": sum(not each.why for each in report.amendments[1:]),
        "amendments": [
            {"version": each.version, "at": each.at, "lines": len(each.changed), "why": each.why, "by": each.by}
            for each in report.amendments
        ],
        "losses": [
            {
                "journal": f"{each.who}/{each.file}",
                "who": each.who,
                "known": each.known,
                "kept": each.kept,
                "why": each.why,
                "at": each.at,
            }
            for each in report.losses
        ],
        "duplicates": dict(zip(("by_rule", "by_person"), report.removed, strict=True)),
        "together": len(report.together),
        "read_by_one": len(read_by_one),
        "stages": [_stage(each, report) for each in report.screening],
        "charts": [
            {
                "stage": each.form.stage,
                "items": len(each.form.items),
                "studies": len(each.studies),
                "complete": len(each.complete),
                "blind": sum(study.hidden for study in each.studies),
                "charted_by": list(dict.fromkeys(name for study in each.complete for name in study.charted_by)),
            }
            for each in report.charts
        ],
        "sentences": [
            {
                "part": sentence.part,
                "passage": passage.title,
                "text": sentence.text,
                "source": sentence.source,
                "values": [each._asdict() for each in sentence.told],
            }
            for passage in methods(report)
            for sentence in passage.sentences
        ],
    }


def _stage(stage: StageReport, report: ReportValues) -> dict[str, Any]:
    both = [each.resolution for each in stage.disagreements if each.by_second_look]
    return {
        "stage": stage.stage.id,
        "name": stage.name,
        "through": stage.finished,
        "blind": list(stage.blind),
        "waiting": len(stage.state.waiting),
        "waiting_before": stage.waiting_before,
        "stated": [{"reviewer": who, "done": share.done} for who, share in stage.progress.items() if stage.blind],
        "beside_first": stage.beside_first._asdict(),
        "openings": [
            {"round": each.round, "at": each.at, "early": each.early, "rationale": each.rationale}
            for each in stage.opened
        ],
        "pairs": [{"raters": each.raters, "left": stage.left_since(each)} for each in stage.pairs],
        "disagreements": stage.endings(report.rulers(stage.stage))._asdict(),
        **(
            {
                "hand_overs": [
                    {"from": each.giver, "records": len(each.given), "reason": each.reason, "at": each.at}
                    for each in stage.hand_overs
                ]
            }
            if stage.stage.sharing is not None
            else {}
        ),
        "second_look_disagreements": {
            "all": len(both),
            "included": sum(each is not None and str(each.verdict) == "include" for each in both),
        },
    }
