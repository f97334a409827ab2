"""What is said on the screens of the settings and of an amended plan."""

from __future__ import annotations

from collections.abc import Iterable

from core.words import number

AMENDMENT_STATUS = "the report gives your words; esc: later, by “tamis amend”"
AMENDMENT_TITLE = "why was protocol.toml changed?"
WHY_AMENDED = "why:"
ABOUT_SETTINGS = (
    "Each change holds at once and is written to your settings file, where all else stays as it is. There you can also "
    "give any action keys of your own, in the table [keys], and name the program that opens full texts."
)


def title_of(file: object) -> str:
    return f"settings · {file}"


ABOUT_THEME = "The colours. The ansi themes leave them to your terminal, and send the least over a slow link."
ABOUT_KEYMAP = "The keys: “rayyan” has i include, e exclude, u maybe. Your own keys, in the file, come before it."
ABOUT_HINTS = "The line of keys at the bottom."
ABOUT_BELL = "Whether the terminal's bell rings when others have done something, while you are at the dashboard."


def a_day(decisions: int) -> str:
    return f"{number(decisions)} a day"


ABOUT_GOAL = "How many decisions you want to make a day, shown beside those made. Another number: in the file."
ABOUT_HIDING = "What is not shown while you screen, so that no name weighs: authors, journal, or both."


def values_of(values: Iterable[str]) -> str:
    return f"one of: {', '.join(values)}"


def kept(setting: str, value: str) -> str:
    return f"{setting}: {value} — kept"


HINTS_SHOWN = "shown"
HINTS_HIDDEN = "hidden"
BELL_SILENT = "silent"
BELL_RINGS = "rings"
NO_GOAL = "none"
HIDDEN = ("nothing", "authors", "journal", "both")
