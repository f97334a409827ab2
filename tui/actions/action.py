"""What an action is, and the screens on which there are any."""

from __future__ import annotations

from dataclasses import dataclass

SCREENS = {
    "start": "A new review",
    "who": "Who you are",
    "dashboard": "Dashboard",
    "records": "Records",
    "step": "Suggestions",
    "group": "Group",
    "screening": "Screening",
    "fulltext": "Full text",
    "text": "Text of a report",
    "second-look": "Second look",
    "words": "Highlighted words",
    "acts": "Last acts",
    "search": "Search for duplicates",
    "duplicates": "Duplicates",
    "disagreements": "Disagreements",
    "dispute-list": "List of disagreements",
    "charting": "Charting",
    "coding": "Coding",
    "consensus": "Consensus",
    "map": "Evidence map",
    "compare": "Comparison",
    "sources": "Sources",
    "strategy": "Search strategy",
    "report": "Report",
    "import": "Import",
    "exports": "Files to bring in",
    "details": "Import details",
    "settings": "Settings",
    "help": "Help",
}

EVERYWHERE = tuple(SCREENS)
READING = tuple(screen for screen in SCREENS if screen != "dashboard")
SCREENING = ("screening", "fulltext")
FORMS = ("charting", "coding")
CHARTING = (*FORMS, "consensus")


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
        decides: Whether it decides on what is shown, so that it does nothing before that can have been read.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    screens: tuple[str, ...]
    shown: bool = False
    pair: str = ""
    decides: bool = False
