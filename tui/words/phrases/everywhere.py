"""What any screen says: its questions, what was done, how a record is shown."""

from __future__ import annotations

from core.undo import PastAct
from core.words import count, number
from tui.actions.keymap import show_key
from tui.words.keys import key_now

NO_ACTION_CALLED_SO = "no action here is called so — other words, or esc back"
PALETTE_QUESTION = "action:"
PALETTE_KEYS = "↑/↓ choose  enter do it  esc back"
WRITING_KEYS = "Ctrl+S keep  esc back without keeping"
LEAVE_UNKEPT = "what you have written is not kept: esc again to leave it"
DO_AGAIN = "do again"
TAKE_BACK = "take back"


FOLDER_UNREADABLE = "the review folder cannot be read"


THE_QUESTION = "the question"
DONE_AGAIN = "done again"
TAKEN_BACK = "taken back"


def of_another_screen(done: str, act: str) -> str:
    return f"not here: what would be {done} is {act}, of another screen"


def not_by_this_key(command: str, act: str) -> str:
    return f"not by this key: {command} takes back {act}"


def again_to(key: str, verb: str, act: str) -> str:
    return f"{key} again to {verb}: {act}"


ESC_BACK = "esc back"
NO_REASON = "no reason"
WHY_EXCLUDED = "why?"
THIS_RECORD = "this record"


def shown_too_shortly(key: str, what: str, seconds: float) -> str:
    return f"{key} not taken: {what} was shown for less than {seconds} s — press it again"


def was_now(before: str) -> str:
    return f"was {before} — now "


NO_TITLE = "(no title)"
THE_REVIEW = "the review"


def go_to(records: int) -> str:
    return f"go to (1–{number(records)}, or an id):"


def elsewhere(what: str) -> str:
    return f"another window: {what}"


def press_again_to_change(what: str) -> str:
    return f"another window: {what} — press the key again to change it"


SHOW_QUESTION = "show?"


def lines_shown(last: int, rows: int) -> str:
    return f"{last}/{rows} lines"


def place_of(place: int, view: int) -> str:
    return f"{number(place)} of {number(view)}"


SURE_QUESTION = "sure?"


def undone(what: str) -> str:
    return f"undone: {what}"


WRITING = "writing …"
STOPPING = "stopping …"
LOOKING = "looking …"


KEYS = "keys"


def help_on(screen: str) -> str:
    return f"help · {screen}"


NO_SUCH_FILE = "there is no such file"
TAB_COMPLETES_PATTERNS = "Tab completes a name. A name with spaces stands in quotes; * and ? match any characters."
NAME_A_FILE = "name at least one file"
TAB_COMPLETES = "Tab completes a name."


def yes(act: str) -> str:
    return f"y {act}"


def reads_on(more: str) -> str:
    return f"{more} reads on"


OTHER_KEYS_NO = "other keys: no"
DECISION, VERDICT, ITEM, ANSWER = "decision", "verdict", "item", "answer"
NOTHING_TO_TAKE_BACK = "nothing to take back"
UNDONE = "undone"


def undo() -> str:
    return f"{key_now('undo')} undo"


def from_elsewhere(changed: int, noun: str) -> str:
    """What another window has changed; "" where it has changed nothing."""
    return f"another window: {count(changed, noun)}" if changed else ""


NOTHING_SUGGESTED = "nothing suggested"


def more_below(rows: int) -> str:
    return f" ▼ {rows} more, space"


FROM_THE_TOP = " ▲ space: from the top"


def the_field(field: str) -> str:
    return f"the {field}"


def evidence(value: str, backed: bool, field: str) -> str:
    return f"{value}{'' if backed else ' (only a hint)'}: {field} says"


def by_rule(before: str, said: str, rule: str) -> str:
    return f"{before}{said} (rule {rule})"


LABELS = "labels: "
NO_ABSTRACT = "(no abstract)"


def page_of(page: int, pages: int) -> str:
    return f"p. {page} of {pages}"


def page_begins(page: int) -> str:
    return f" ── p. {page} ──"


TAMIS = "tamis"
REPLAYED = {"undo": "undone", "redo": "redone"}


def goes_on(go_on: str) -> str:
    return f"{go_on} goes on to what comes next."


def all_read(records: int) -> str:
    return f"All {number(records)} read."


def left_before_that(left: int) -> str:
    return f"{number(left)} left to read here before that"


def not_by_key(past: PastAct, action: str, again: bool | None) -> str:
    """Why a key ("undo", "redo") does not take an act back or do it again, "" where it does; see `asked_first`."""
    if past.elsewhere:
        done = DONE_AGAIN if again or action == "redo" else TAKEN_BACK
        return of_another_screen(done, past.what)
    return not_by_this_key(past.command, past.what) if action == "undo" and past.command else ""


def asked_first(past: PastAct, action: str, key: str, again: bool | None) -> str:
    """The question before an act is taken back or done again.

    Args:
        past: The act.
        action: The action of the key.
        key: The key.
        again: Whether it is done again, of an act chosen from the list of all; else None.
    """
    verb = action if again is None else DO_AGAIN if again else TAKE_BACK
    return again_to(show_key(key), verb, past.what)
