"""What is said on the screens of the steps."""

from __future__ import annotations

from core.words import count, number
from tui.words.keys import key_now, with_undo


def group_title(stage: str, group: str) -> str:
    return f"{stage} · {group or 'nothing suggested'}"


def waiting(waiting: int) -> str:
    return f"{waiting:,} waiting"


def group_read() -> str:
    return f"{key_now('previous')} goes back to the last record, {key_now('leave')} to the groups."


NO_RECORD = "No record is here."
RECORD = "record"


def nothing_suggested_here() -> str:
    return f"nothing is suggested here; {key_now('pass_on')} on the screen before passes these records on"


NO_UNDECIDED = "no undecided record in this group"


def excluded_as(records: int, group: str) -> str:
    return with_undo(f"excluded {count(records, 'record')} as {group}")


GROUP = "group"


READING_STOPPED = "the reading stopped"


def decided_of(decided: int, total: int) -> str:
    return f"{number(decided)} of {number(total)} decided"


def reading(looked: int) -> str:
    return f"reading: {number(looked)}"


def look_through() -> str:
    return f"look through the groups; {key_now('accept')} accepts one, and says first what that means"


def never_suggested(records: int) -> str:
    return f"{number(records)} were never suggested; {key_now('pass_on')} passes them on"


def pass_these_on() -> str:
    return f"nothing is suggested here; {key_now('pass_on')} passes these records on"


NOTHING_UNSUGGESTED = "nothing waits that was never suggested"


def pass_on_question(records: int, key: str) -> str:
    return f"pass on {count(records, 'record')} that nothing was suggested for — {key} again to do it"


def passed_on(records: int) -> str:
    return with_undo(f"passed on {count(records, 'record')}")


STILL_READING = "the records are still being read; a moment"
COLUMNS = ("waiting", "hints", "excluded", "kept")


def all_decided(records: int, came_to: str, key: str) -> str:
    sitting = f" · {came_to}" if came_to else ""
    return f"all {number(records)} decided{sitting} · {key} goes on to what comes next"
