"""Everything that was said of one record, from every journal, in the order of time."""

from __future__ import annotations

from typing import Any

from core.charting.values import Value
from core.retrieval import Retrieval
from core.screening import Resolution
from store import duplicates, imports, retrieval, studies
from store.errors import StoreUnreadable
from store.filled_in import CONSENSUS, VALUES
from store.journal import Event, Journal
from store.overview import Overview, overview
from store.review import Review


def history(review: Review, record: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of `tamis history --json`, and what was left out because it is still blind or another account's.

    Raises:
        TamisError: The review does not have the record.
    """
    duplicates.known_record(review, record)
    seen = overview(review)
    members = set(seen.groups.around(record))
    rows = [*_imported(review, members), *_merged(review, members)]
    left_out: list[str] = []
    survivor = seen.groups.of(record)
    for stage in review.protocol.stages:
        batch = seen.batch_of(stage)[survivor]
        blind = batch in seen.blind_batches(stage)
        for reader in stage.readers:
            if blind and review.role != reader.reviewer:
                left_out.append(f"{reader.reviewer} at {stage.id}")
                continue
            try:
                rows += _decided(seen, reader.reviewer, stage.id, members, batch)
                rows += _filled_in(review.decisions_journal(reader.reviewer, stage.id), VALUES, stage.id, members)
            except StoreUnreadable:
                left_out.append(f"{reader.reviewer} at {stage.id} (another account's)")
        rows += _resolved(review, stage.id, members)
        rows += _filled_in(review.journal(f"resolutions/{stage.id}"), CONSENSUS, stage.id, members)
    rows += [*_retrieved(review, members), *_grouped(review, members)]
    return sorted(rows, key=lambda row: str(row["at"])), left_out


def _row(
    at: str, who: str, stage: str, what: str, before: str, after: str, note: str = "", *, after_opening: bool = False
) -> dict[str, Any]:
    return {
        "at": at,
        "who": who,
        "stage": stage,
        "what": what,
        "from": before,
        "to": after,
        "note": note,
        "after_opening": after_opening,
    }


def _imported(review: Review, members: set[str]) -> list[dict[str, Any]]:
    sources = imports.sources_by_file(review)
    rows = []
    for each in sorted(members):
        came_with = sources[review.records.file_of(each)]
        rows.append(_row(came_with.at, "", "", "import", "", each, f"{came_with.source.name}, round {came_with.round}"))
    return rows


def _merged(review: Review, members: set[str]) -> list[dict[str, Any]]:
    rows = []
    for event in review.journal(duplicates.JOURNAL).events():
        document = event.after or event.before
        if event.table not in ("merges", "verdicts") or document is None:
            continue
        if document["a"] not in members and document["b"] not in members:
            continue
        pair = f"{document['a']} + {document['b']}"
        if event.table == "merges":
            says = "merged" if event.after else "parted"
            rows.append(_row(event.at, event.who, "duplicates", event.act, "", f"{says} {pair}", document["rule"]))
        else:
            says = ("same " if document["same"] else "not the same ") + pair
            before, after = ("", says) if event.after else (says, "")
            rows.append(_row(event.at, document["by"], "duplicates", event.act, before, after, document["note"]))
    return rows


def _decided(seen: Overview, reviewer: str, stage: str, members: set[str], batch: int) -> list[dict[str, Any]]:
    numbers = {int(each, 16) for each in members}
    opening = seen.openings.get((stage, batch))
    return [
        _row(
            (event.after or {}).get("at", event.at) if event.act == "import" else event.at,
            reviewer,
            stage,
            event.act,
            _said(event.before),
            _said(event.after),
            _note(event),
            after_opening=opening is not None and event.seq > opening.journals[reviewer],
        )
        for event in seen.review.decisions_journal(reviewer, stage).events()
        if event.id in numbers and event.table == "decisions"
    ]


def _filled_in(journal: Journal, table: str, stage: str, members: set[str]) -> list[dict[str, Any]]:
    """The answers of a form, and the consensus on them, item by item."""
    rows = []
    for event in journal.events():
        document = event.after or event.before
        if event.table != table or document is None or document["record"] not in members:
            continue
        before, after = (Value.from_document(each) if each else None for each in (event.before, event.after))
        was, now = (f"{document['item']}: {each.text}" if each else "" for each in (before, after))
        value = after or before
        who = ", ".join(value.by) if value else event.who
        rows.append(_row(event.at, who, stage, event.act, was, now, value.quote if value else ""))
    return rows


def _said(document: dict[str, Any] | None) -> str:
    if document is None or not document.get("verdict"):
        return ""
    reason = document.get("reason")
    return f"{document['verdict']} ({reason})" if reason else str(document["verdict"])


def _note(event: Event) -> str:
    return str((event.after or {}).get("note", "") or event.note)


def _resolved(review: Review, stage: str, members: set[str]) -> list[dict[str, Any]]:
    rows = []
    for event in review.journal(f"resolutions/{stage}").events():
        document = event.after or event.before
        if event.table != "resolutions" or document is None or document["record"] not in members:
            continue
        resolution = Resolution.from_document(document)
        after = "" if event.after is None else "escalated" if resolution.verdict is None else str(resolution.verdict)
        rows.append(_row(event.at, ", ".join(resolution.by), stage, event.act, "", after, resolution.rationale))
    return rows


def _retrieved(review: Review, members: set[str]) -> list[dict[str, Any]]:
    rows = []
    for event in review.journal(retrieval.JOURNAL).events():
        document = event.after or event.before
        if event.table != retrieval.TABLE or document is None or document["record"] not in members:
            continue
        said = None if event.after is None else Retrieval.from_document(event.after)
        note = "" if said is None else said.why or said.url or said.path
        before, after = (each["state"] if each else "" for each in (event.before, event.after))
        rows.append(_row(event.at, _who(event), document["stage"], event.act, before, after, note))
    return rows


def _grouped(review: Review, members: set[str]) -> list[dict[str, Any]]:
    rows = []
    for event in review.journal(studies.JOURNAL).events():
        document = event.after or event.before
        if event.table != studies.TABLE or document is None or document["record"] not in members:
            continue
        before, after = (f"study {each['study']}" if each else "" for each in (event.before, event.after))
        rows.append(_row(event.at, _who(event), "studies", event.act, before, after))
    return rows


def _who(event: Event) -> str:
    """The reviewer who did it; of an undo the login, since what was there before names somebody else."""
    return str(event.after["by"]) if event.after is not None and event.undoes is None else event.who
