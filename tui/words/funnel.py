"""What the dashboard says, from the counts of `tamis status --json`. Words only."""

from __future__ import annotations

from typing import Any, NamedTuple

from core.words import count, number

Status = dict[str, Any]

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


def owed(stage: dict[str, Any], reviewer: str) -> int:
    """How many records the reviewer has still to read at a stage."""
    counts = stage["reviewers"].get(reviewer)
    return counts["owed"] - counts["done"] if counts else 0


def whole_numbers(status: Status) -> dict[str, int]:
    """The numbers of the review as a whole, by the names that `tamis records` knows them by."""
    unique = status["identified"] - status["duplicates_removed"]
    return {"identified": status["identified"], "duplicates": status["duplicates_removed"], "unique": unique}


def identified(status: Status, pointed: str = "") -> str:
    """The beginning of the funnel in one line.

    Args:
        status: The counts.
        pointed: The name of the number that is marked, if any.
    """
    words = {"identified": "identified ", "duplicates": "duplicates ", "unique": "→ "}
    parts = [
        f"{words[name]}{'>' if name == pointed else ''}{number(total)}" for name, total in whole_numbers(status).items()
    ]
    if len(status["rounds"]) > 1:
        parts.append(count(len(status["rounds"]), "search round"))
    return "   ".join(parts)


def duplicate_notices(status: Status) -> list[str]:
    """What is to be done about duplicates before anybody reads."""
    lines = []
    if due := len(status.get("imports_to_search", ())):
        lines.append(f"{count(due, 'import')} not yet searched for duplicates: tamis dedup")
    if waiting := status.get("pairs_to_review"):
        lines.append(f"{count(waiting, 'doubtful pair')} of records may be duplicates: tamis dedup --review")
    return lines


def notices(status: Status) -> list[str]:
    """What else the team should know: duplicates, disagreements, and whom a stage waits for."""
    lines = duplicate_notices(status)
    for stage in status["stages"]:
        name = stage["stage"]
        if stage.get("disagreements"):
            escalated = f", {number(stage['escalated'])} of them escalated" if stage.get("escalated") else ""
            lines.append(f"{count(stage['disagreements'], 'disagreement')} in {name}{escalated}")
        behind = {who: owed(stage, who) for who in stage["reviewers"] if owed(stage, who)}
        if len(stage["reviewers"]) > 1 and any(counts["done"] for counts in stage["reviewers"].values()) and behind:
            waits = " and ".join(f"{who} {number(left)}" for who, left in behind.items())
            lines.append(f"{name} will open when all is read; left: {waits}")
    return lines


def leak(status: Status) -> str:
    """The alarm when the funnel does not add up; "" when it does."""
    if status["adds_up"]:
        return ""
    leaks = status["leaks"]
    named = ", ".join(leaks[:5]) + (" …" if len(leaks) > 5 else "")
    return f"THE COUNTS DO NOT ADD UP: {count(len(leaks), 'record')} ({named}). Run: tamis check"


def next_step(status: Status, reviewer: str, key: str, ruling: str = "") -> NextStep:
    """The first stage where the reviewer has something to read, or an adjudicator something to rule on.

    Args:
        status: The counts.
        reviewer: Whose next step.
        key: The key that opens a stage from the dashboard, as shown.
        ruling: For an adjudicator the key that opens the disagreements, as shown.
    """
    if not status["identified"]:
        return NextStep("next: tamis import FILE --source NAME")
    earlier = 0
    for stage in status["stages"]:
        if ruling and (handed_on := stage["escalated"]):
            words = f"next: {stage['stage']}, {count(handed_on, 'disagreement')} to rule on — press {ruling}"
            return NextStep(words, stage["stage"])
        if left := owed(stage, reviewer):
            what = "chart" if stage["kind"] == "chart" else "read"
            return NextStep(f"next: {stage['stage']}, {number(left)} to {what} — press {key}", stage["stage"])
        if not earlier and _sample_is_due(stage, reviewer):
            words = f"next: {stage['stage']} — press {key}; it asks to draw the sample that you read"
            return NextStep(words, stage["stage"])
        earlier += stage["waiting"]
    others = next((waits for stage in status["stages"] if (waits := _waits_for_others(stage, reviewer))), "")
    return NextStep(f"nothing waits for {reviewer}{others}")


def _waits_for_others(stage: dict[str, Any], reviewer: str) -> str:
    behind = [who for who in stage["reviewers"] if who != reviewer and owed(stage, who)]
    return f"; {stage['stage']} waits for {' and '.join(behind)}" if behind else ""


def _sample_is_due(stage: dict[str, Any], reviewer: str) -> bool:
    """Whether the reviewer reads a sample of the stage that is still to be drawn; they are asked when they open it."""
    owes_nothing_yet = stage["reviewers"].get(reviewer) == {"owed": 0, "done": 0}
    return bool(owes_nothing_yet and stage["entered"] and stage.get("sample_drawn") is False)
