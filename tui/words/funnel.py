"""What the dashboard says of the status of a review, in words."""

from __future__ import annotations

from collections.abc import Callable

from core.screening.status import StageStatus, Status
from core.words import count, number


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


def no_records(key_of: Callable[[str], str]) -> list[str]:
    """What to do in a review without records."""
    return [
        "There are no records in this review yet.",
        f"{key_of('import_exports')} brings in what databases exported, a folder at once or file by file;",
        f"{key_of('duplicates')} then removes the duplicates.",
    ]


def notices(status: Status, key_of: Callable[[str], str]) -> list[str]:
    """What waits for somebody, or the team should know: duplicates, disagreements, whom a stage waits for.

    Args:
        status: The counts.
        key_of: Gives the key of an action on the dashboard, as shown.
    """
    unread, pairs, key = len(status.imports_to_search), status.pairs_to_review, key_of("duplicates")
    lines = [f"{count(unread, 'import')} not yet searched for duplicates — {key}"] if unread else []
    if pairs:
        lines.append(f"{count(pairs, 'doubtful pair')} of records may be duplicates — {key}")
    for stage in status.stages:
        lines += [f"{each} — {key_of('disagreements')}" for each in differing(stage)]
        waits = " and ".join(f"{who} {number(share.left)}" for who, share in stage.readers.items() if share.left)
        lines += waiting_for(stage) + came_late(stage) + conflicting(stage)
        if len(stage.readers) > 1 and any(share.done for share in stage.readers.values()) and waits:
            lines.append(f"{stage.title} opens when all is read; left: {waits}")
    return lines


def differing(stage: StageStatus) -> list[str]:
    """How many disagreements of a stage are open, and whose they are to end; [] where none are."""
    differ, escalated, rules = len(stage.state.disagreements), len(stage.state.escalated), stage.state.stage
    if not differ:
        return []
    whose = f", {number(escalated)} of them escalated" if escalated else ""
    whose = f" for the {rules.ruler} to rule on" if rules.only_ruled else whose
    return [f"{count(differ, 'disagreement')} in {stage.title}{whose}"]


def waiting_for(stage: StageStatus) -> list[str]:
    """Who has to start tamis once before a stage that they have read is open to the others; [] where nobody has to."""
    if not stage.waits_for:
        return []
    who = " and ".join(stage.waits_for)
    verb = "starts" if len(stage.waits_for) == 1 else "start"
    return [f"{stage.title} is read by {who} and waits for their program: {who} {verb} tamis once"]


def came_late(stage: StageStatus) -> list[str]:
    """How many records came into open batches of a stage late; [] where none did."""
    if not stage.late:
        return []
    late = count(len(stage.late), "record")
    return [f"{stage.title}: {late} came when all had read the rest, so in no agreement, sample or estimate"]


def conflicting(stage: StageStatus) -> list[str]:
    """How many records of a stage wait since different things were said before they were one; [] where none do."""
    if not stage.state.conflicts:
        return []
    conflicts = count(len(stage.state.conflicts), "conflict")
    return [f"{stage.title}: {conflicts}, where different things were said of records that are one now"]


def leak(status: Status) -> str:
    """The alarm when the funnel does not add up; "" when it does."""
    if not status.leaks:
        return ""
    named = ", ".join(status.leaks[:5]) + (" …" if len(status.leaks) > 5 else "")
    return f"THE COUNTS DO NOT ADD UP: {count(len(status.leaks), 'record')} ({named}). Run: tamis check"
