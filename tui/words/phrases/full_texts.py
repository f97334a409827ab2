"""What is said on the screens of full texts and of the text of a report."""

from __future__ import annotations

from core.words import count
from tui.words.keys import with_undo

NO_FILE = "there is no file"
NO_PROGRAM = 'name a program in config.toml: open = "…"'
NOTHING_ELSE_SHOWN = "nothing else can be shown in this terminal"
NOT_YET_RETRIEVED = "not yet retrieved"
NOT_RETRIEVED = "NOT RETRIEVED"
RETRIEVED_QUESTION = "retrieved (file or address):"


def retrieved(place: str) -> str:
    return with_undo(f"retrieved: {place}")


ONE_FILE = "there is no other file of this study"


def file_of(place: int, files: int, key: str) -> str:
    return f"file {place} of {files}, {key} the next"


NOT_RETRIEVED_QUESTION = "not retrieved, why:"


def not_retrieved(why: str) -> str:
    return f"not retrieved: {why}"


SOUGHT_AGAIN = "sought again"


def read_on_line(sent: str) -> str:
    return f"read on line; {sent}"


SAME_STUDY_QUESTION = "same study as (number in the list, or an id):"
STUDY_QUESTION = "study?"
ANOTHER_REPORT = "another report"
TAKE_OUT = "take this one out"


def of_one_study(reports: int) -> str:
    return with_undo(f"{count(reports, 'report')} of one study")


STUDY_OF_ITS_OWN = "a study of its own"
EXCLUDE_FIRST = "further reasons go with an exclusion: exclude first"
ALSO_QUESTION = "also?"


def further_reasons(said: str, reasons: int) -> str:
    return with_undo(f"{said}, and {count(reasons, 'further reason')}")


SAID_ELSEWHERE = "somebody has said something new of the reports"
FULL_TEXT = "full text: "


def one_study_with(reports: str) -> str:
    return f"one study with: {reports}"


def program_ended(command: str, status: int) -> str:
    return f"{command} ended with status {status}"


def program_not_started(command: str, problem: object) -> str:
    return f"{command} cannot be started: {problem}"


READING = "reading …"
FIND_QUESTION = "find in the text:"


def match_keys(next: str, previous: str) -> str:
    return f"{next} next, {previous} before"


def places(places: int, keys: str) -> str:
    return f"{count(places, 'place')} — {keys}"


def not_found(words: str) -> str:
    return f"not found: {words}"


NOTHING_MARKED = "nothing is marked from here on"
RETRIEVED = "retrieved"
