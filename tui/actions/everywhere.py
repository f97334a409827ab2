"""The actions that most screens share: taking back, moving, leaving and help."""

from __future__ import annotations

from tui.actions.action import CHARTING, EVERYWHERE, FORMS, READING, SCREENING, Action

TAKING_BACK = (
    Action(
        "replay",
        ("enter",),
        "take back, or do again",
        "Take back the act under the cursor, whatever came after it; do it again where it is taken back.",
        ("acts",),
        True,
        decides=True,
    ),
    Action(
        "undo",
        ("z", "ctrl+z", "backspace"),
        "undo",
        "Take back the last change, any number of steps; before more than three records are concerned, it asks.",
        (
            *("step", "group", *SCREENING, "second-look", "words", "acts", *CHARTING, "duplicates", "disagreements"),
            "sources",
        ),
    ),
    Action(
        "redo",
        ("Z", "ctrl+y"),
        "redo",
        "Do again what was taken back.",
        ("step", "group", *SCREENING, "second-look", *FORMS),
    ),
    Action(
        "acts",
        ("U",),
        "last acts",
        "List what you did here, in this session and before: take back any of it, or do it again.",
        ("step", "group", *SCREENING, "second-look", "charting", "dashboard", "disagreements", "duplicates", "sources"),
    ),
)

MOVING = (
    Action("next", ("j", "down"), "move", "Go one record (or line) down.", EVERYWHERE, True, "previous"),
    Action("previous", ("k", "up"), "move up", "Go one record (or line) up.", EVERYWHERE),
    Action("first", ("home",), "first", "Go to the top.", EVERYWHERE),
    Action("last", ("end",), "last", "Go to the end.", EVERYWHERE),
    Action("page_down", ("pagedown",), "page down", "Go down by a page.", EVERYWHERE),
    Action("page_up", ("pageup",), "page up", "Go up by a page.", EVERYWHERE),
    Action("more", ("space",), "more", "Show the next page of the text.", READING, True),
    Action("less", ("b",), "less", "Show the page before.", READING),
)

LEAVING = (
    Action("leave", ("q",), "back", "Go back. Everything is already saved.", READING, True),
    Action("quit", ("q",), "quit", "Leave tamis. Everything is already saved.", ("dashboard",), True),
    Action(
        "help",
        ("?",),
        "help",
        "Show the question, the criteria and the keys.",
        (
            "start",
            "who",
            "dashboard",
            "records",
            "step",
            "group",
            *SCREENING,
            "second-look",
            "words",
            "acts",
            *CHARTING,
            "map",
            "compare",
            "disagreements",
            "dispute-list",
            "sources",
            "strategy",
            "import",
            "exports",
            "settings",
        ),
        True,
    ),
    Action("settings", ("S",), "settings", "Choose the theme, the keys and what is shown.", ("dashboard",)),
    Action("palette", ("ctrl+p",), "palette", "Find an action by its words.", EVERYWHERE),
)
