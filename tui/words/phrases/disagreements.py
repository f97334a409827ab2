"""What is said on the screens of disagreements."""

from __future__ import annotations

from core.words import count, number
from tui.words.keys import key_now

RATIONALE = " rationale: "


def title_of(stage: str) -> str:
    return f"disagreements · {stage}"


def place_of(place: int, disagreements: int, view: str) -> str:
    return f"{number(place)} of {number(disagreements)}{view}"


def still_blind(rounds: str) -> str:
    return f"still blind: round {rounds}"


def changed_elsewhere(disagreements: int) -> str:
    return f"another window: {count(disagreements, 'disagreement')} changed"


def clear_first(stage: str) -> str:
    return f"{stage} · include–exclude first"


ALONE_WHILE_SEALED = "you alone, while it is sealed"


def rules(person: str) -> str:
    return f"{person} rules"


def the_rules(adjudicator: str) -> str:
    return f"the {adjudicator} rules"


def together_with(people: str) -> str:
    return f"{people}, together"


def questions_to_tick(questions: int) -> str:
    return f"there are {count(questions, 'question')} to tick"


NOTHING_TO_TICK = "nothing to tick"


def ticked(digit: int, yes: bool) -> str:
    return f"question {digit}: {'yes' if yes else 'no tick'}"


DISAGREEMENT = "disagreement"
RATIONALE_QUESTION = "rationale:"


def rationale_written() -> str:
    return f"rationale written; {key_now('include')} or {key_now('exclude')} resolves"


RATIONALE_REMOVED = "rationale removed"
NEEDS_RATIONALE = "a resolution needs its reason in words: nothing was resolved"


def resolved(now: str) -> str:
    return f"resolved: {now}"


def who_rules(who: str, *, alone: bool) -> str:
    handed = "all disagreements of this stage" if alone else f"what {key_now('escalate')} hands over"
    return f"By the plan it is for {who} to decide on {handed}."


def rules_here(adjudicator: str) -> str:
    return f"you are the {adjudicator}: {key_now('include')} include or {key_now('exclude')} exclude"


def already(stands: str) -> str:
    return f"already {stands}"


def escalated(ruler: str) -> str:
    return f"escalated to the {ruler}"


NOTHING_TO_REOPEN = "nothing to reopen"


def reopened(stands: str) -> str:
    return f"reopened: {stands}"


def rules_alone(ruler: str) -> str:
    return f"by the protocol the {ruler} alone ends the disagreements of this stage"


def with_reopening(what: str) -> str:
    return f"{what} — {key_now('undo')} reopen"


def left(left: int) -> str:
    return f", {number(left)} left"


NONE_LEFT = "; none is left at this stage"


def all_shown(disagreements: int) -> str:
    return f"all {number(disagreements)}"


IN_ORDER = "in order"
CLEAR_FIRST = "include–exclude first"


def disagreements_shown(disagreements: int, view: str) -> str:
    return f"{count(disagreements, 'disagreement')}{view}"


NO_OTHER_STAGE = "no other stage has two readers"


def names_shown(hidden: bool) -> str:
    return f"names {'hidden' if hidden else 'shown'}"


QUESTIONS_TO_DISCUSS = "questions to discuss"


def of_record(record: str, when: str) -> str:
    return f"of {record} · {when}"


def note(note: str) -> str:
    return f"note: {note}"


def second_look(verdict: object) -> str:
    return f"; {verdict} at a second look"


AFTER_OPENING = " · after the opening"


def labels(labels: str) -> str:
    return f"labels: {labels}"


TOGETHER = "together"
NONE_WAITS = "None of these waits any more."
