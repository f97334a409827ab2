"""The actions of the dashboard, and of what opens from it before anything is read: sources, import, settings."""

from __future__ import annotations

from tui.actions.action import SCREENING, Action

BEGINNING = (
    Action("open", ("enter",), "open", "Open the stage, or the number, under the cursor.", ("dashboard",), True),
    Action(
        "right",
        ("right", "l"),
        "numbers",
        "Go to the next number of the stage, or the next column.",
        ("dashboard", "map"),
    ),
    Action("left", ("left", "h"), "numbers back", "Go to the number, or the column, before.", ("dashboard", "map")),
    Action(
        "records",
        ("v",),
        "records",
        "Show the records behind the number under the cursor, and why each stands there.",
        ("dashboard",),
        True,
    ),
    Action("sources", ("s",), "sources", "Where the records came from; bring in more.", ("dashboard",), True),
    Action(
        "import",
        ("i",),
        "import",
        "Bring in what databases exported: a folder, an archive or files.",
        ("sources",),
        True,
    ),
    Action(
        "look",
        ("enter",),
        "open",
        "Show all that is kept of an import; bring in a source that was not imported yet.",
        ("sources",),
        True,
    ),
    Action(
        "strategy", ("s",), "strategy", "Show what each line of the import's search strategy finds.", ("sources",), True
    ),
    Action("line", ("enter",), "line", "Show the line whole, with all that is odd about it.", ("strategy",), True),
    Action("line_records", ("v",), "records", "Show the records that the line finds.", ("strategy",), True),
    Action("alone", ("w",), "alone", "Show the records that only this line finds.", ("strategy",), True),
    Action(
        "key_papers",
        ("K",),
        "key papers",
        "Name papers that the search should find, and see which line loses one; by default the included records.",
        ("strategy",),
        True,
    ),
    Action("blocks", ("B",), "blocks", "Show the blocks of the search, one a concept.", ("strategy",), True),
    Action("withdraw", ("w",), "take back", "Take an import back while nothing of it is screened.", ("sources",), True),
    Action(
        "bring_in", ("y",), "bring in", "Write what was found in the files to the review.", ("import", "exports"), True
    ),
    Action("file", ("enter",), "this file", "Show all that was found in the file.", ("exports",), True),
    Action("source", ("e",), "source", "Say what database the file comes from.", ("exports",), True),
    Action("searched", ("d",), "day searched", "Say on which day the database was searched.", ("exports",), True),
    Action("leave_out", ("n",), "leave out", "Leave the file out, or take it in again.", ("exports",), True),
    Action("warnings", ("enter",), "warnings", "Show every warning about the files.", ("import",), True),
    Action(
        "cancel",
        ("escape",),
        "change",
        "Stop the reading, or go back to the questions; nothing is written.",
        ("import",),
        True,
    ),
    Action(
        "change",
        ("enter", "right", "l"),
        "change",
        "Take the next value; of a setting it holds at once and is kept in your settings file.",
        ("settings",),
        True,
    ),
    Action("change_back", ("left", "h"), "change back", "Take the value before.", ("settings", "start")),
    Action("next_value", ("right", "l"), "others", "Take the next value.", ("start",), True),
)

LISTS = (
    Action(
        "import_exports",
        ("i",),
        "import",
        "Bring in what databases exported: a folder, an archive or files.",
        ("dashboard",),
    ),
    Action("bundle", ("B",), "bundle", "Pack all that others need to check the review into one zip.", ("dashboard",)),
    Action(
        "duplicates",
        ("d",),
        "duplicates",
        "Search for duplicates what was imported since; go through the pairs that may be some.",
        ("dashboard",),
        True,
    ),
    Action(
        "find_duplicates",
        ("y",),
        "search",
        "Search what was imported for duplicates: what is certain is merged, the rest waits for you.",
        ("search",),
        True,
    ),
    Action("look_again", ("L",), "second look", "Read again what you have excluded, once all is read.", ("screening",)),
    Action(
        "go_on",
        ("enter",),
        "what comes next",
        "Go on to what comes next, once nothing is left here.",
        (*SCREENING, "disagreements"),
    ),
    Action("leave_step", ("tab",), "what comes next", "Go on to what comes next, once all is decided.", ("step",)),
    Action("disagreements", ("x",), "disagreements", "Go through the disagreements.", ("dashboard",), True),
    Action(
        "exchange",
        ("e",),
        "exchange",
        "Send to the other machines what they may have, and take what they have sent; you go on meanwhile.",
        ("dashboard",),
        True,
    ),
    Action(
        "second_look",
        ("L",),
        "second look",
        "Read again what you have excluded at the stage under the cursor and looks most like what you included; where "
        "you do not read it, list what one reader alone has excluded, once it is opened.",
        ("dashboard",),
        True,
    ),
    Action(
        "block",
        ("enter",),
        "next block",
        "Go to the next block of 20 with a record to read again.",
        ("second-look",),
        True,
    ),
)
