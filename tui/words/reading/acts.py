"""What a person did, one act at a time, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from core.charting.chart_store import Touched
from core.protocol.values import Stage
from core.screening.decision import Decision
from core.screening.session import Changed
from core.undo import DoneAct
from core.words import listed, number, shortened
from store.work.own.words import Saying
from tui.text.plain import clean
from tui.words.reading.decisions import now_said, said

SHORT = 32
"""Characters of the title of one record of several."""
TAKEN_BACK = "taken back"
ASKS = "taking it back asks"
NO_ACTS = "nothing was done here yet"
NOTHING_LEFT = "nothing is left to take back"
ABOUT = (
    "All that you did here, in this session and in those before, the last first. Enter takes back what is under the "
    "cursor, and that alone; what is taken back already is done again. Where something was said since of the same "
    "record, the later act comes first. Nothing is deleted: both stay in the journal."
)


SAYINGS = {
    Saying.ALL: "said for all to see",
    Saying.IMPORTS: "imports",
    Saying.PAIRS: "duplicates",
    Saying.ENDS: "disagreements",
}
"""What is listed of what one has said for all to see."""


class ActRow(NamedTuple):
    """An act as a row of the list: when, what it did, to which record, and whether it is taken back."""

    when: str
    what: str
    title: str
    state: str


def title(of: str) -> str:
    """The name of the list: "last acts · Title and abstract"."""
    return clean(f"last acts · {of}")


def more(read: int, *, all_known: bool) -> str:
    """How many acts there are: "13", "200 and more"."""
    return number(read) if all_known else f"{number(read)} and more" if read else ""


def row(done: DoneAct[Any], stage: Stage | None, title_of: Callable[[str], str], today: str) -> ActRow:
    """An act as a row of the list."""
    state = TAKEN_BACK if not done.holds else f"({ASKS})" if done.past.asks else ""
    return ActRow(moment(done.at, today), *_of_which(done, stage, title_of), state)


def _of_which(done: DoneAct[Any], stage: Stage | None, title_of: Callable[[str], str]) -> tuple[str, str]:
    """What an act did, and to which record; a pair is named by its titles, which may be the same, and its ids."""
    what, records = act_words(done, stage), concerned(done)
    if len(records) == 1:
        return what, title_of(records[0])
    ids = ", ".join(records)
    verdict = what.removesuffix(f": {ids}") if ids else what
    if verdict == what:
        return what, ""
    titles = listed([f"“{shortened(clean(title_of(each)), SHORT)}”" for each in records])
    return verdict, f"{titles} ({ids})"


def whole(done: DoneAct[Any], stage: Stage | None, title_of: Callable[[str], str]) -> str:
    """An act in a line: its number, when, what and which record."""
    when, what, about, state = row(done, stage, title_of, "")
    return clean(" · ".join(part for part in (f"{done.past.change}", when, what, about, state) if part))


def replayed(done: DoneAct[Any] | None, stage: Stage | None, title_of: Callable[[str], str]) -> str:
    """What was taken back, or done again."""
    return f"{'done again' if done.holds else TAKEN_BACK}: {act_named(done, stage, title_of)}" if done else NOTHING_LEFT


def act_named(done: DoneAct[Any], stage: Stage | None, title_of: Callable[[str], str]) -> str:
    """What an act did, and to which pair: "same: “Peers…” and “Peer…” (4f…, 9a…)"."""
    what, which = _of_which(done, stage, title_of)
    return f"{what}: {which}" if len(concerned(done)) > 1 and which else what


def act_words(done: DoneAct[Any], stage: Stage | None) -> str:
    """What an act did: "was included — now excluded: no process", "note", "import of 347 decisions from kbaa.csv"."""
    changes: Sequence[Changed | Touched] = done.changes
    [only] = changes if len(changes) == 1 else [None]
    if stage is None or not isinstance(only, Changed):
        return done.past.what
    before, after = (each or Decision(record=only.record) for each in (only.before, only.after))
    if (before.verdict, before.reason) != (after.verdict, after.reason) or before.torn:
        return now_said(only.before, after, stage)
    if before.labels != after.labels:
        on = [each for each in after.labels if each not in before.labels]
        off = [each for each in before.labels if each not in after.labels]
        return f"label {', '.join([*on, *(f'{each} taken off' for each in off)])}"
    if before.note != after.note:
        return "note" if after.note else "note removed"
    return said(after, stage)


def concerned(done: DoneAct[Any]) -> list[str]:
    """The ids of the records, or studies, that an act concerns."""
    return list(dict.fromkeys(each.study if isinstance(each, Touched) else each.record for each in done.changes))


def moment(at: str, today: str = "") -> str:
    """A time whole, "2021-01-14 10:12:07"; of `today` the hour alone."""
    day, hour = at[:10], at[11:19]
    return hour if day == today else f"{day} {hour}"
