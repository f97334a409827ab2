"""Searches, kept searches, and one verdict on all that a search shows, in words."""

from __future__ import annotations

from collections.abc import Sequence

from core.protocol.values import Stage
from core.screening.decision import Decision, Verdict
from core.words import count, number
from tui.text.plain import clean
from tui.words.keys import key_now, with_undo
from tui.words.reading.decisions import said

ALL_SHOWN = "all records are shown"
CLEARED = "all records are shown again"
KEPT = "search?"
KEEP = "keep this one"
FORGET = "forget one"
NAME = "its name:"
STILL_SEARCHING = "the search goes on; a moment"
NONE_UNDECIDED = "nothing that the list shows is undecided"
DO_IT = "do it"


def hits(found: int, text: str, unknown: Sequence[str], fields: Sequence[str], *, done: bool) -> str:
    """How many records a search found, and what it took for a field that is none."""
    words = f"{count(found, 'record')} with “{text}”{'' if done else ' so far'}"
    if not unknown:
        return words
    return f"no field “{unknown[0]}:” – there are {', '.join(fields)}; {words}"


def kept(name: str, text: str) -> str:
    """That a search is kept."""
    return clean(f"“{text}” is kept as “{name}”")


def forgotten(name: str) -> str:
    """That a search is kept no longer."""
    return clean(f"“{name}” is forgotten")


def no_search(name: str) -> str:
    """That none is kept by a name."""
    return clean(f"no search is kept as “{name}”")


def all_of(records: int, name: str) -> str:
    """The question of the verdict on all that is shown."""
    return clean(f"all {number(records)} undecided of {name}?")


def about_to(verdict: Verdict, stage: Stage, reason: str, records: int, decided: int) -> str:
    """What is about to be done: "38 records will be excluded: Editorial; 3 that are decided stay"."""
    words = said(Decision(record="", verdict=verdict, reason=reason), stage)
    stay = f"; {number(decided)} that {'are' if decided > 1 else 'is'} decided stay{'s' * (decided == 1)}"
    return f"{count(records, 'record')} will be {words}" + stay * bool(decided)


def done_to(verdict: Verdict, stage: Stage, reason: str, records: int) -> str:
    """What was done."""
    return with_undo(f"{count(records, 'record')} {said(Decision(record='', verdict=verdict, reason=reason), stage)}")


def nothing_kept() -> str:
    """That no search is kept, and how one is."""
    return f"no search is kept; search with {key_now('search')}, then {key_now('kept')} keeps it by a name"


def narrow_first() -> str:
    """That a verdict on all is given on what a search or a filter shows."""
    keys = (key_now("search"), key_now("filter"))
    return "first search ({}) or filter ({}): this gives one verdict on all that the list shows".format(*keys)
