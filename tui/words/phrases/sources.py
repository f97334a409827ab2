"""What is said on the screens of sources, imports and exports."""

from __future__ import annotations

from core.words import count, number


def looking_into(place: int, of: int, name: str) -> str:
    return f"looking into {place} of {of}: {name}"


def nothing_written(ready: str) -> str:
    return f"nothing is written yet: {ready}"


THE_TABLE = "the table"
FORM_KEYS = "enter next · esc back"
TAB_COMPLETE = " · tab complete"
NOTHING_BEGINS_SO = "nothing begins so"


def reading(read: float, size: float, percent: int, stop: str, name: str) -> str:
    return f"reading {read:,.1f} of {size:,.1f} MB, {percent} % — {stop} stops — {name}"


WOULD_BRING = "would bring"


def warnings_shown(key: str, warnings: int) -> str:
    return f", {key} shows {count(warnings, 'warning')}"


def brings_it_in(key: str) -> str:
    return f"nothing is written yet: {key} brings it in"


def nothing_is_new(key: str) -> str:
    return f"nothing of it is new: {key} all the same"


def and_back(said: str, hint: str, key: str) -> str:
    return f"{said}{hint}, {key} back"


BRING_IN_AGAIN = "bring it in again"
ALL_THE_SAME_QUESTION = "nothing is new: a search all the same?"


def brought(number: int, records: int) -> str:
    return f"import {number}: brought {count(records, 'record')}"


def next_duplicates(brought: str) -> str:
    return f"{brought} — next: tamis dedup"


NOTHING_WAS_NEW = "Nothing of it was new; that it was looked at is kept."


def then_duplicates(key: str) -> str:
    return (
        f"Next, the duplicates: {key} on the dashboard, or “tamis dedup”, merges what is certain; {key} then goes "
        "through the doubtful pairs."
    )


STOPPED = "stopped: nothing was written"
SKIPS = "Enter skips."


def source_choice(place: int, name: str, known: bool) -> str:
    return f"{place} {name}{' (imported before)' if known else ''}"


WHICH_FILES = "Which files did the source give, or which folder or archive holds files of several? Here is "
WHICH_SOURCE = "Where do they come from? A number, or the name of another source."
WHICH_ROUTE = "This source is not in the protocol. How were its records found? Enter: databases."
WHOSE_REFERENCES = f"Whose references or citations are these? The ids of records of the review. {SKIPS}"
WHICH_PLATFORM = f"Where was it searched, such as Ovid or EBSCOhost? {SKIPS}"
WHICH_DAY = f"On which day was it searched, such as 2021-01-04? {SKIPS}"
HOW_MANY_REPORTED = f"How many records did the database say it had found? {SKIPS}"
WHICH_LIMITS = f"Which limits were set, in words? {SKIPS}"
WHICH_STRATEGY = f"Which file holds the search strategy as it was run? Its text is kept whole. {SKIPS}"


def which_round(newest: int) -> str:
    return (
        f"Which search round? Enter: {newest}, the last one, or a new one where that has its sample already or is "
        "open. “new” is a search update."
    )


SOURCE_NEEDED = "a source is needed"
SUCH_AS_MEDLINE = "Such as Medline; its number is enough when it is listed."


def no_such_round(number: int) -> str:
    return f"there is no search round {number}"


def known_rounds(newest: int) -> str:
    return f"Use 1 to {newest}, or “new”."


def not_offered(what: str, text: str) -> str:
    return f"there is no {what} “{text}”"


def name_or_number(names: int) -> str:
    return f"Type a number from 1 to {number(names)}, or a name."


def no_number_of_records(text: str) -> str:
    return f"“{text}” is no number of records"


SUCH_AS_A_NUMBER = "Such as 1203, or nothing."
NAME_ONE_FILE = "name one file"
IMPORT = "import"
RECORD = "record"


def planned_left(planned: int) -> str:
    return f"{planned} not imported yet"


def nothing_imported(key: str) -> str:
    return f"Nothing has been imported yet. {key} brings in what a database exported."


def look_brings_it_in(key: str) -> str:
    return f"{key} brings it in"


def import_named(number: int, name: str) -> str:
    return f"import {number} · {name}"


NO_STRATEGY = "no search strategy was kept with it"
NO_IMPORT_HERE = "there is no import here that could be taken back"


def take_back_question(number: int, source: str, records: int) -> str:
    return f"take import {number} ({source}, {count(records, 'record')}) back?"


TAKE_IT_BACK = "take it back"


def taken_back_fewer(undo: str) -> str:
    return f"is taken back: %s fewer — {undo} undo"


def again_to_bring_in(key: str, records: int, number: int) -> str:
    return f"{key} again to bring {count(records, 'record')} of import {number} in again"


BACK_WITH_MORE = "is back: %s more"
NOT_TAKEN_BACK = "this import was not taken back; nothing to undo here"
NOTHING_CHANGED = "nothing was changed"


def import_of(number: int, source: str) -> str:
    return f"import {number} ({source}) "


def searched_on(day: str) -> str:
    return f"searched {day}"


def files(files: int, names: str) -> str:
    return f"{count(files, 'file')}: {names}"


def warnings_open(warnings: int, key: str) -> str:
    return f"! {count(warnings, 'warning')}: {key} shows them"


NOT_IMPORTED_YET = "  not imported yet"
TAKEN_BACK = "taken back"
BROUGHT = "brought"
TOP = "sources"
COLUMNS = ("no", "round", "source", "route", "searched")
COUNTS = ("reported", "records", "new")
FILES = "files"
QUESTIONS = {
    "files": "files",
    "source": "source",
    "route": "route",
    "found_by": "found by",
    "platform": "platform",
    "searched": "searched",
    "reported": "reported",
    "limits": "limits",
    "strategy": "strategy",
    "round": "round",
}
