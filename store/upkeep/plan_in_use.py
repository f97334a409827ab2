"""Holds the plan against what was said under it: what is used and no longer there, and edits that no word tells of."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from core.charting.form import form_of
from core.words import count
from store.acts.resolutions import consensus_table, resolutions_table
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE as DECISIONS
from store.decisions.decision_journal import VALUES
from store.folder.people import DECISIONS as JOURNAL
from store.folder.people import PEOPLE, batch_of_folder
from store.folder.review import PROTOCOL_FILE, Review, changed_lines
from store.journal.line import last_line
from store.upkeep.places import Places
from store.upkeep.problem import Problem

_ANY_STAGE = ("resolutions/", "consensus/")
_OF_STAGES = ("samples", "statements", "openings", "unblindings", "retrievals")
_SHOWN = 3


def plan_in_use(review: Review, found: Places) -> Iterator[Problem]:
    """What the plan lacks that is in use, and what was changed in it since the newest amendment."""
    where = str(review.folder / PROTOCOL_FILE)
    yield from _unlogged(review, where)
    advice = "Put it back into the plan, as it was in the amendment under which it was used."
    for name, (places, what) in sorted(_missing(review, found).items()):
        yield Problem(where, f"{name} is not in the plan, and is used: {what or ', '.join(sorted(places))}", advice)


def _unlogged(review: Review, where: str) -> Iterator[Problem]:
    logged = review.in_order("amendments")
    last = logged[-1][1] if logged else None
    if last is None or last.says is None or last.says["version"] == review.version:
        return
    changed = changed_lines(last.says["text"], review.protocol_text)
    lines = "; ".join(line.strip() for line in changed[:_SHOWN]) + (" …" if len(changed) > _SHOWN else "")
    yield Problem(
        where,
        f"{count(len(changed), 'line')} differ from the plan in force, which {last.who} stated on "
        f"{last.says['at'][:16]}Z: {lines}",
        "Is it meant? The next act of whoever makes it states it. Else take it back.",
    )


def _missing(review: Review, found: Places) -> dict[str, tuple[set[str], str]]:
    """What is not in the plan → (where it is used, how often in words; "" where it is not counted)."""
    plan = review.protocol
    stages = {each.id for each in plan.stages}
    people = {each.id for each in plan.reviewers}
    missing: dict[str, tuple[set[str], str]] = {}

    def add(what: str, place: str) -> None:
        missing.setdefault(what, (set(), ""))[0].add(place)

    for folder in found.folders:
        below = folder.relative_to(review.folder / PEOPLE).parts
        if below and below[0] not in people and not below[0].startswith("@"):
            add(f"the person {below[0]}", f"{PEOPLE}/{below[0]}")
        if len(below) == 2 and batch_of_folder(below[1]) is not None:
            stage = below[1].rpartition(".")[0]
            if stage not in stages:
                add(f"the stage {stage}", f"{PEOPLE}/{below[0]}/{below[1]}{_size(found, folder)}")
    for table in review.acts.tables:
        for start in _ANY_STAGE:
            if table.startswith(start) and (stage := table.removeprefix(start)) not in stages:
                add(f"the stage {stage}", f"{len(review.acts.tables[table]):,} {start.rstrip('/')}")
    for table in _OF_STAGES:
        for document in review.acts.tables.get(table, {}).values():
            if (stage := str(document.get("stage", ""))) and stage not in stages:
                add(f"the stage {stage}", table)
    reasons: Counter[str] = Counter()
    items: Counter[str] = Counter()
    for each in plan.stages:
        for said in _said(review, each.id, DECISIONS, resolutions_table(each.id)):
            reason = str(said.get("reason") or "")
            if each.reason(reason) is None and each.reason_label(reason) == reason:
                reasons[f"the reason {reason} of {each.id}"] += 1
        known_items = {item.id for item in form_of(plan, each).items} if each.kind == "chart" else set()
        for said in _said(review, each.id, VALUES, consensus_table(each.id)):
            if (item := str(said.get("item") or "")) and item not in known_items:
                items[f"the item {item} of {each.id}"] += 1
    for name, times in (reasons + items).items():
        missing[name] = (set(), count(times, "time"))
    return missing


def _said(review: Review, stage: str, table: str, shared: str) -> Iterable[Mapping[str, Any]]:
    yield from review.acts.tables.get(shared, {}).values()
    for reader in review.stage(stage).readers:
        yield from decisions_of(review, reader.reviewer, stage).tables.get(table, {}).values()


def _size(found: Places, folder: Path) -> str:
    """How many lines a journal has that may be looked into."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        return f" ({last_line(folder / JOURNAL)[0]:,} lines)" if folder not in found.sealed else " (sealed)"
    return ""
