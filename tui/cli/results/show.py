"""`tamis show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import clean

if TYPE_CHECKING:
    from store.numbers.in_full import AtStage, RecordInFull

SEALED = "sealed"


@command("show")
@click.argument("record")
def show_command(call: Call, record: str) -> None:
    """Everything of one RECORD: what it says, where it came from, where it stands, and what may be known of why.

    What is still sealed for you is said to be so. “tamis history” tells how it came to stand there.
    """
    from store.numbers.in_full import in_full

    with call.state() as state:
        found = in_full(state, record)
        raw = state.review.records.raw(record)
    if call.json:
        print_json({**_as_json(found), "raw": raw})
        return
    for label, text in _lines(found):
        click.echo(f"{label:<16}  {clean(text)}".rstrip())


def _as_json(found: RecordInFull) -> dict[str, Any]:
    from core.retractions.words import flag_in_words

    return {
        "record_id": found.asked,
        "survivor": found.record.id,
        **{name: value for name, value in found.record.as_document().items() if name != "id"},
        "sources": [
            {
                "record_id": each.id,
                "source": came_with.source.name,
                "import": came_with.number,
                "round": came_with.round,
                "accession": each.accession,
                "line": each.line,
            }
            for each, came_with in found.members
        ],
        "study": list(found.study),
        "flags": list(found.flags),
        "speaks_against": [flag_in_words(each) for each in found.record.flags],
        "stages": [_stage_as_json(each) for each in found.stages],
    }


def _stage_as_json(at: AtStage) -> dict[str, Any]:
    decisions = []
    for who, said in at.said:
        told: dict[str, Any] = {"reviewer": who, "verdict": None}
        if who in at.sealed:
            told["verdict_note"] = SEALED
        elif said is not None:
            told |= said.as_document()
        decisions.append({name: value for name, value in told.items() if name != "record"})
    return {
        "stage": at.stage.id,
        "stands": at.stands or None,
        "decisions": decisions,
        "resolution": at.resolution and at.resolution.as_document(),
        "retrieval": at.retrieval and at.retrieval.as_document(),
        "flags": list(at.flags),
    }


def _lines(found: RecordInFull) -> list[tuple[str, str]]:
    """(label, text) of each line."""
    from core.retractions.words import flag_in_words
    from tui.words.reading.decisions import author_names, described, link, published, said
    from tui.words.reading.disagreements import outcome

    record = found.record
    lines = [
        ("record", found.asked if found.asked == record.id else f"{found.asked}, shown as {record.id}"),
        ("title", record.title),
        ("authors", author_names(record.authors, len(record.authors))),
        ("published", published(record)),
        ("described", described(record, ())),
        ("link", link(record)),
        ("keywords", "; ".join(record.keywords)),
        ("abstract", record.abstract),
        ("study", ", ".join(found.study) if len(found.study) > 1 else ""),
        ("flags", ", ".join(found.flags)),
        *(("!", flag_in_words(each)) for each in record.flags),
    ]
    for each, came_with in found.members:
        number = f" · {each.accession}" if each.accession else ""
        lines.append(("source", f"{came_with.source.name}, round {came_with.round} · {each.id}{number}"))
    for at in found.stages:
        lines.append(("stage", ", ".join([f"{at.stage.title}: {at.stands or 'not reached'}", *at.flags])))
        for who, decision in at.said:
            if who in at.sealed:
                lines.append((f"  {who}", SEALED))
            elif decision is not None:
                extra = [f"– {decision.note}"] if decision.note else []
                extra += [f"[{', '.join(decision.labels)}]"] if decision.labels else []
                lines.append((f"  {who}", " ".join([said(decision, at.stage), *extra])))
        if at.resolution is not None:
            lines.append(("  resolved", outcome(at.resolution, at.stage)))
        if at.retrieval is not None:
            place = at.retrieval.why or at.retrieval.url or at.retrieval.path
            lines.append(("  report", f"{at.retrieval.state.value.replace('_', ' ')} {place}"))
    return [(label, text) for label, text in lines if text]
