"""What the dashboard says of the status of a review, in words."""

from __future__ import annotations

from typing import NamedTuple

from core.screening.status import StageStatus, Status
from core.words import count, number

NO_RECORDS = (
    "There are no records in this review yet.",
    "Bring in what a database exported, one command for each database:",
    "    tamis import FILE --source NAME",
    "then remove the duplicates:",
    "    tamis dedup",
)


class NextStep(NamedTuple):
    """What to do next, in words, and the stage to do it at, if any."""

    words: str
    stage: str | None = None


def identified(status: Status, pointed: str = "") -> str:
    """The beginning of the funnel in one line.

    Args:
        status: The counts.
        pointed: The name of the number that is marked, if any.
    """
    words = {"identified": "identified ", "duplicates": "duplicates ", "unique": "→ "}
    parts = [f"{words[name]}{'>' if name == pointed else ''}{number(total)}" for name, total in status.whole.items()]
    if len(status.rounds) > 1:
        parts.append(count(len(status.rounds), "search round"))
    return "   ".join(parts)


def duplicate_notices(imports: int, pairs: int) -> list[str]:
    """What is to be done about duplicates before anybody reads: imports to be searched, pairs to be looked at."""
    lines = [f"{count(imports, 'import')} not yet searched for duplicates: tamis dedup"] if imports else []
    if pairs:
        lines.append(f"{count(pairs, 'doubtful pair')} of records may be duplicates: tamis dedup --review")
    return lines


def notices(status: Status) -> list[str]:
    """What else the team should know: duplicates, disagreements, and whom a stage waits for."""
    lines = duplicate_notices(len(status.imports_to_search), status.pairs_to_review)
    for stage in status.stages:
        if differ := len(stage.state.disagreements):
            handed_on = len(stage.state.escalated)
            escalated = f", {number(handed_on)} of them escalated" if handed_on else ""
            lines.append(f"{count(differ, 'disagreement')} in {stage.id}{escalated}")
        waits = " and ".join(f"{who} {number(share.left)}" for who, share in stage.readers.items() if share.left)
        lines += waiting_for(stage) + came_late(stage) + conflicting(stage)
        if len(stage.readers) > 1 and any(share.done for share in stage.readers.values()) and waits:
            lines.append(f"{stage.id} will open when all is read; left: {waits}")
    return lines


def waiting_for(stage: StageStatus) -> list[str]:
    """Who has to start tamis once before a stage that they have read is open to the others; [] where nobody has to."""
    if not stage.waits_for:
        return []
    who = " and ".join(stage.waits_for)
    verb = "starts" if len(stage.waits_for) == 1 else "start"
    return [f"{stage.id} is read by {who} and waits for their program: {who} {verb} tamis once"]


def came_late(stage: StageStatus) -> list[str]:
    """How many records came into open batches of a stage late; [] where none did."""
    if not stage.late:
        return []
    late = count(len(stage.late), "record")
    return [f"{stage.id}: {late} came when all had read the rest, so in no agreement, sample or estimate"]


def conflicting(stage: StageStatus) -> list[str]:
    """How many records of a stage wait since different things were said before they were one; [] where none do."""
    if not stage.state.conflicts:
        return []
    conflicts = count(len(stage.state.conflicts), "conflict")
    return [f"{stage.id}: {conflicts}, where different things were said of records that are one now"]


def leak(status: Status) -> str:
    """The alarm when the funnel does not add up; "" when it does."""
    if not status.leaks:
        return ""
    named = ", ".join(status.leaks[:5]) + (" …" if len(status.leaks) > 5 else "")
    return f"THE COUNTS DO NOT ADD UP: {count(len(status.leaks), 'record')} ({named}). Run: tamis check"


def next_step(status: Status, reviewer: str, key: str, ruling: str = "") -> NextStep:
    """The first stage where the reviewer has something to read, or an adjudicator something to rule on.

    Args:
        status: The counts.
        reviewer: Whose next step.
        key: The key that opens a stage from the dashboard, as shown.
        ruling: For an adjudicator the key that opens the disagreements, as shown.
    """
    if not status.funnel.identified:
        return NextStep("next: tamis import FILE --source NAME")
    earlier = 0
    for stage in status.stages:
        if ruling and (handed_on := len(stage.state.escalated)):
            return NextStep(
                f"next: {stage.id}, {count(handed_on, 'disagreement')} to rule on — press {ruling}", stage.id
            )
        if left := stage.left(reviewer):
            what = "chart" if stage.state.stage.kind == "chart" else "read"
            return NextStep(f"next: {stage.id}, {number(left)} to {what} — press {key}", stage.id)
        if not earlier and _sample_is_due(stage, reviewer):
            sharing = stage.state.stage.sharing
            if sharing is not None and reviewer != sharing.of[0]:
                return NextStep(f"next: {stage.id}, when {sharing.of[0]} has dealt its records", stage.id)
            what = "draw the sample that you read" if sharing is None else "deal its records to those who read it"
            return NextStep(f"next: {stage.id} — press {key}; it asks to {what}", stage.id)
        earlier += len(stage.state.waiting)
    others = next((waits for stage in status.stages if (waits := _waits_for_others(stage, reviewer))), "")
    return NextStep(f"nothing waits for {reviewer}{others}")


def _waits_for_others(stage: StageStatus, reviewer: str) -> str:
    behind = [who for who, share in stage.readers.items() if who != reviewer and share.left]
    return f"; {stage.id} waits for {' and '.join(behind)}" if behind else ""


def _sample_is_due(stage: StageStatus, reviewer: str) -> bool:
    """Whether the reviewer reads a sample of the stage that is still to be drawn; they are asked when they open it."""
    owes_nothing_yet = reviewer in stage.readers and not stage.readers[reviewer].owed
    return bool(owes_nothing_yet and stage.state.entered and stage.sample_drawn is False)
