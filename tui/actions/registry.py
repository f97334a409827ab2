"""THE registry: every action of the app with its keys and its words.

What a key does, the line of keys, the help screen, the palette, the list of keys in the docs and the check of a
person's own keys are all made from `ACTIONS`, so that they cannot drift apart. An action `undo` is the method
`action_undo` of each screen that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Keymap = Mapping[str, tuple[str, ...]]
"""The keys of each action, by the action's id."""

SCREENS = {
    "dashboard": "Dashboard",
    "records": "Records",
    "step": "Suggestions",
    "group": "Group",
    "screening": "Screening",
    "fulltext": "Full text",
    "words": "Highlighted words",
    "duplicates": "Duplicates",
    "disagreements": "Disagreements",
    "charting": "Charting",
    "consensus": "Consensus",
    "map": "Evidence map",
    "sources": "Sources",
    "report": "Report",
    "import": "Import",
    "details": "Import details",
    "settings": "Settings",
    "help": "Help",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can do with a key.

    Attributes:
        keys: The default keys, as a person writes them ("y", "?", "ctrl+z", "pagedown").
        label: One or two words, for the line of keys.
        help: One sentence, for the help screen and the docs.
        screens: Where it can be done.
        shown: Whether it stands in the line of keys.
        pair: The action in the opposite direction, whose key stands beside this one's ("j/k move").
        decides: Whether it says something for good of what is in front of the person, who must have had time to see it.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    screens: tuple[str, ...]
    shown: bool = False
    pair: str = ""
    decides: bool = False


EVERYWHERE = tuple(SCREENS)
READING = tuple(screen for screen in SCREENS if screen != "dashboard")
SCREENING = ("screening", "fulltext")
CHARTING = ("charting", "consensus")

ACTIONS = (
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
    Action("import", ("i",), "import", "Bring in what a database exported.", ("sources",), True),
    Action(
        "look",
        ("enter",),
        "open",
        "Show all that is kept of an import; bring in a source that was not imported yet.",
        ("sources",),
        True,
    ),
    Action("withdraw", ("w",), "take back", "Take an import back while nothing of it is screened.", ("sources",), True),
    Action("bring_in", ("y",), "bring in", "Write what was found in the files to the review.", ("import",), True),
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
        "Take the next value; it holds at once and is kept in your settings file.",
        ("settings",),
        True,
    ),
    Action("change_back", ("left", "h"), "change back", "Take the value before.", ("settings",)),
    Action(
        "open_group",
        ("enter",),
        "open",
        "Look through the group under the cursor.",
        ("step",),
        True,
    ),
    Action(
        "include",
        ("y",),
        "include",
        "Include the record and go to the next undecided one.",
        ("group", *SCREENING, "disagreements"),
        True,
        decides=True,
    ),
    Action(
        "exclude",
        ("n",),
        "exclude",
        "Exclude the record for the reason that was suggested; where none was and the stage has reasons, a digit "
        "names it (0: none given).",
        ("group", *SCREENING, "disagreements"),
        True,
        decides=True,
    ),
    Action(
        "accept",
        ("a",),
        "accept all",
        "Exclude all of a group that a field of the database backs, as one change; says first how many, and asks.",
        ("step", "group"),
        True,
        decides=True,
    ),
    Action(
        "pass_on",
        ("p",),
        "pass on",
        "Include all that nothing was suggested for, as one change; says first how many, and asks.",
        ("step",),
        True,
        decides=True,
    ),
    Action(
        "read_all",
        ("r",),
        "read all",
        "Read all records of the stage one by one on the screening screen.",
        ("step",),
        True,
    ),
    Action(
        "maybe",
        ("m",),
        "maybe",
        "Undecided for now: the record passes on and can be found again.",
        SCREENING,
        True,
        decides=True,
    ),
    Action(
        "retrieved",
        ("r",),
        "retrieved",
        "Say that the report is there: its file or its address. An empty answer: it is sought again.",
        ("fulltext",),
        True,
        "not_retrieved",
    ),
    Action(
        "not_retrieved",
        ("R",),
        "not retrieved",
        "Say why the report could not be had; it leaves the stage until it is retrieved.",
        ("fulltext",),
        decides=True,
    ),
    Action("view", ("v",), "read", "Read the report's text in the terminal, or copy its address.", ("fulltext",), True),
    Action(
        "also",
        ("a",),
        "also",
        "Give a further reason for the exclusion, or take it off; the first in the protocol's order is the main one.",
        ("fulltext",),
        decides=True,
    ),
    Action(
        "study",
        ("c",),
        "same study",
        "Say that the report is of the same study as another one, or take it out of its study.",
        ("fulltext",),
    ),
    Action(
        "escalate",
        ("x",),
        "escalate",
        "Hand the disagreement to the adjudicator.",
        ("disagreements",),
        True,
        decides=True,
    ),
    Action(
        "same",
        ("d",),
        "same",
        "The two records report the same publication: merge them.",
        ("duplicates",),
        True,
        decides=True,
    ),
    Action(
        "not_same", ("s",), "not the same", "They do not; this is kept for good.", ("duplicates",), True, decides=True
    ),
    Action("later", ("m",), "later", "Leave the pair for later: it comes back at the end.", ("duplicates",), True),
    Action(
        "all_alike",
        ("g",),
        "all this title",
        "Say of all waiting pairs with this title (“Editorial”) that they are not the same; says how many, and asks.",
        ("duplicates",),
        True,
        decides=True,
    ),
    Action("rules", ("?",), "rules", "Show why this pair is asked, the rules and the keys.", ("duplicates",), True),
    Action(
        "tick",
        tuple("123456789"),
        "tick",
        "Tick the discussion question of that number, or take the tick off.",
        ("disagreements",),
        True,
    ),
    Action(
        "rationale",
        ("r",),
        "rationale",
        "Write why the disagreement ends as it does; without it nothing is resolved.",
        ("disagreements",),
        True,
    ),
    Action(
        "fill",
        ("enter",),
        "answer",
        "Write the answer to the item; where charters differ, one of the team's own.",
        CHARTING,
        True,
    ),
    Action(
        "choose",
        tuple("123456789"),
        "choose",
        "Choose the choice of that number, or take it back.",
        ("charting",),
        True,
        decides=True,
    ),
    Action(
        "take",
        tuple("123456789"),
        "take",
        "Take the answer of the charter of that number.",
        ("consensus",),
        True,
        decides=True,
    ),
    Action(
        "take_all",
        ("a",),
        "take all",
        "Take one charter's answers for all items of the study that wait, as one change; asks whose.",
        ("consensus",),
        True,
        decides=True,
    ),
    Action(
        "not_reported",
        ("0",),
        "not reported",
        "Say that the report does not give it, which is not the same as leaving it empty.",
        CHARTING,
        True,
        decides=True,
    ),
    Action("take_proposal", ("a",), "take over", "Take over what the record proposes.", ("charting",), decides=True),
    Action("quote", ("e",), "quote", "Write the words of the report that the answer rests on.", ("charting",), True),
    Action("page", ("p",), "page", "Write the page that the answer rests on.", ("charting",), True),
    Action("clear", ("x", "delete"), "clear", "Take the answer off the form.", ("charting",)),
    Action(
        "complete",
        ("c",),
        "complete",
        "Say that the form is complete, proposals of the record included; or take that back.",
        ("charting",),
        True,
        decides=True,
    ),
    Action(
        "missing",
        ("tab",),
        "next missing",
        "Go to the next item that waits for an answer, in this study or a later one.",
        CHARTING,
        True,
    ),
    Action(
        "next_study",
        ("right", "J"),
        "study",
        "Go to the next study.",
        CHARTING,
        True,
        "previous_study",
    ),
    Action("previous_study", ("left", "K"), "study before", "Go to the study before.", CHARTING),
    Action("record", ("v",), "record", "Show the record with its abstract.", CHARTING, True),
    Action("map", ("m",), "map", "Cross two items of what was charted: the evidence map.", ("dashboard", "charting")),
    Action("cell", ("enter",), "studies", "Show the studies of the cell under the cursor.", ("map",), True),
    Action("rows", ("r",), "rows", "Put another item down the side.", ("map",), True),
    Action("columns", ("c",), "columns", "Put another item along the top, or count one item alone.", ("map",), True),
    Action("letters", ("t",), "letters", "Let the letters in the cells stand for a third item.", ("map",), True),
    Action("forms", ("f",), "show", "Show all forms, the open ones or the complete ones.", ("charting",)),
    Action("differences", ("d",), "differences", "Go through the items on which charters differ.", ("charting",)),
    Action(
        "undo",
        ("z", "ctrl+z", "backspace"),
        "undo",
        "Take back the last change, any number of steps; before more than three records are concerned, it asks.",
        ("step", "group", *SCREENING, "words", *CHARTING, "duplicates", "disagreements", "sources"),
    ),
    Action("redo", ("Z", "ctrl+y"), "redo", "Do again what was taken back.", ("step", "group", *SCREENING, "charting")),
    Action("duplicates", ("d",), "duplicates", "Go through the pairs that may be duplicates.", ("dashboard",), True),
    Action("disagreements", ("x",), "disagreements", "Go through the disagreements.", ("dashboard",), True),
    Action("next", ("j", "down"), "move", "Go one record (or line) down.", EVERYWHERE, True, "previous"),
    Action("previous", ("k", "up"), "move up", "Go one record (or line) up.", EVERYWHERE),
    Action("first", ("home",), "first", "Go to the top.", EVERYWHERE),
    Action("last", ("end",), "last", "Go to the end.", EVERYWHERE),
    Action("page_down", ("pagedown",), "page down", "Go down by a page.", EVERYWHERE),
    Action("page_up", ("pageup",), "page up", "Go up by a page.", EVERYWHERE),
    Action("more", ("space",), "more", "Show the next page of the text.", READING, True),
    Action("less", ("b",), "less", "Show the page before.", READING),
    Action("undecided", ("tab",), "next undecided", "Go to the next record without a verdict.", ("group", *SCREENING)),
    Action("note", ("t",), "note", "Write a note on the record, decided or not.", SCREENING, True),
    Action(
        "search",
        ("/",),
        "search",
        "Show only records with these words in title, abstract, authors or keywords; year:2015-2018, journal:, "
        "author:, source:, type: and language: look in that field.",
        SCREENING,
        True,
    ),
    Action(
        "filter",
        ("f",),
        "filter",
        "Show only records that are undecided, included, excluded …, by reason or label too.",
        SCREENING,
    ),
    Action(
        "show",
        ("f",),
        "show",
        "Show the open disagreements, the escalated, the resolved or all; include against exclude first.",
        ("disagreements",),
    ),
    Action("report", ("r",), "report", "Read the report: funnel, flow, agreement, charting.", ("dashboard",), True),
    Action("write", ("w",), "write", "Write the report's folder, and say where it is.", ("report",), True),
    Action("stage", ("tab",), "next stage", "Go to the next stage that two people read.", ("disagreements",)),
    Action("names", ("h",), "names", "Hide who said what, or show it.", ("disagreements",)),
    Action("sort", ("s",), "sort", "Read the records in another order.", SCREENING),
    Action("label", ("l",), "label", "Put a label on the record, or take it off.", SCREENING),
    Action("go", ("g",), "go to", "Go to a record by its number in the list or by its id.", (*SCREENING, "charting")),
    Action(
        "duplicate",
        ("D",),
        "duplicate of",
        "Say that the record is a duplicate of another one.",
        SCREENING,
        decides=True,
    ),
    Action("words", ("w",), "words", "Change the words that are marked in the text.", SCREENING),
    Action("wanted", ("y",), "include-word", "Mark another word that speaks for a record.", ("words",), True),
    Action("unwanted", ("n",), "exclude-word", "Mark another word that speaks against a record.", ("words",), True),
    Action("take_out", ("d", "delete"), "take out", "Do not mark the word under the cursor.", ("words",), True),
    Action("highlights", ("h",), "highlights", "Mark the protocol's words in the text, or not.", SCREENING),
    Action("copy", ("o",), "copy link", "Copy the DOI or link to your clipboard (OSC 52) and show it.", SCREENING),
    Action("leave", ("q",), "back", "Go back. Everything is already saved.", READING, True),
    Action("quit", ("q",), "quit", "Leave tamis. Everything is already saved.", ("dashboard",), True),
    Action(
        "help",
        ("?",),
        "help",
        "Show the question, the criteria and the keys.",
        (
            "dashboard",
            "records",
            "step",
            "group",
            *SCREENING,
            "words",
            *CHARTING,
            "map",
            "disagreements",
            "sources",
            "import",
            "settings",
        ),
        True,
    ),
    Action("settings", ("S",), "settings", "Choose the theme, the keys and what is shown.", ("dashboard",)),
    Action("palette", ("ctrl+p",), "palette", "Find an action by its words.", EVERYWHERE),
)

BY_ID = {action.id: action for action in ACTIONS}

DEFAULT_KEYS: Keymap = {action.id: action.keys for action in ACTIONS}

PRESETS: Mapping[str, Keymap] = {
    "tamis": {},
    "rayyan": {"include": ("i",), "exclude": ("e",), "maybe": ("u",)},
}
"""What each preset changes of the default keys."""


def on_screen(screen: str) -> list[Action]:
    """The actions of one screen, in the order of the registry."""
    return [action for action in ACTIONS if screen in action.screens]


def actions_by_key(screen: str, keymap: Keymap) -> dict[str, str]:
    """What each key does on a screen: the action's id by the key."""
    return {key: action.id for action in on_screen(screen) for key in keymap[action.id]}


def show_key(key: str) -> str:
    """A key as it is shown to people: "Ctrl+Z" for "ctrl+z"."""
    named = {"pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓", "left": "←", "right": "→"}
    if key in named:
        return named[key]
    return "+".join(part.capitalize() for part in key.split("+")) if "+" in key[1:] else key


def key_hints(screen: str, keymap: Keymap) -> list[str]:
    """The line of keys: "y include", "n exclude", "j/k move" … with the first key of each."""
    return [
        "/".join(show_key(keymap[each][0]) for each in (action.id, action.pair) if each) + f" {action.label}"
        for action in on_screen(screen)
        if action.shown
    ]


def clashes(keymap: Keymap) -> list[str]:
    """Which keys do two things on one screen, in words; [] when none does."""
    found = {}
    for screen in SCREENS:
        taken: dict[str, str] = {}
        for action in on_screen(screen):
            for key in keymap[action.id]:
                other = taken.setdefault(key, action.id)
                if other != action.id:
                    found[key] = f"“{key}” would mean both “{other}” and “{action.id}”"
    return list(found.values())
