"""The actions of reading lists: finding, sorting and marking records, disagreements, words; the report."""

from __future__ import annotations

from tui.actions.action import FORMS, SCREENING, Action

LOOKING = (
    Action("undecided", ("tab",), "next undecided", "Go to the next record without a verdict.", ("group", *SCREENING)),
    Action("note", ("t",), "note", "Write a note on the record, decided or not.", SCREENING, True),
    Action(
        "search",
        ("/",),
        "search",
        "Show only records with these words in title, abstract, authors or keywords; year:2015-2018, journal:, "
        "author:, source:, type:, language:, note:, reason:, label: and decided: look there; not, or, and quotes.",
        (*SCREENING, "disagreements"),
        True,
    ),
    Action(
        "show_all", ("escape",), "show all", "End the search and the filter: show all.", (*SCREENING, "disagreements")
    ),
    Action("kept", ("F",), "kept searches", "Take a search that was kept by name, or keep this one.", SCREENING),
    Action(
        "decide_all",
        ("A",),
        "decide all",
        "Give one verdict on all that a search or filter shows and is undecided, as one act; says how many, and asks.",
        SCREENING,
        decides=True,
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
    Action(
        "go",
        ("g",),
        "go to",
        "Go to a record by its number in the list or by its id.",
        (*SCREENING, *FORMS, "disagreements"),
    ),
    Action("list", ("l",), "list", "Show the disagreements as a list, to choose one.", ("disagreements",), True),
    Action("open_dispute", ("enter",), "go to", "Go to the disagreement under the cursor.", ("dispute-list",), True),
    Action(
        "criteria", ("c",), "criteria", "Show the criteria and reasons, or the record again.", ("disagreements",), True
    ),
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
    Action(
        "highlights",
        ("h",),
        "highlights",
        "Mark the protocol's words, the blocks of the search, both, or nothing.",
        (*SCREENING, "second-look"),
    ),
    Action(
        "why",
        ("v",),
        "why here",
        "Show which lines of which sources' search strategies the record satisfies.",
        ("screening", "second-look", "records"),
    ),
    Action(
        "copy",
        ("o",),
        "copy link",
        "Copy the DOI or link to your clipboard (OSC 52) and show it.",
        (*SCREENING, "second-look"),
    ),
)
