"""Puts disagreements, and how they ended, into words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.protocol.values import Stage
from core.screening.decision import Resolution, Verdict
from core.screening.disagreement import Conflicting, Disagreement, State
from core.screening.disagreement_session import DisagreementSession
from core.words import listed, number, shortened
from tui.text.plain import clean
from tui.words.keys import key_now
from tui.words.phrases import disagreements as phrases
from tui.words.reading.decisions import letter

_DONE = {Verdict.INCLUDE: "included", Verdict.EXCLUDE: "excluded", Verdict.MAYBE: "maybe"}
_DAY = len("2021-01-14")


def when(at: str) -> str:
    """A time for people, in UTC: "14 Jan 2021 10:12"; what is not a time stays as it is."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return clean(at)
    return f"{time.day} {time:%b %Y %H:%M}" if len(at) > _DAY else f"{time.day} {time:%b %Y}"


def outcome(resolution: Resolution, stage: Stage) -> str:
    """How a disagreement ended: "excluded, no interactive process"."""
    words = _DONE[resolution.verdict] if resolution.verdict else "open"
    if resolution.verdict is Verdict.EXCLUDE and stage.reasons:
        words += f", {stage.reason_label(resolution.reason)}"
    return words


def because(verdict: Verdict, reason: str, stage: Stage) -> str:
    """The question for the words of a resolution: "include, because:", "exclude: no process, because:"."""
    label = stage.reason_label(reason) if reason else ""
    return clean(f"{verdict}{': ' if label else ''}{shortened(label, 30)}, because:")


def because_keys(earlier: Sequence[str]) -> str:
    """What the keys do while the words of a resolution are written."""
    return f"{'↑ earlier words  ' if earlier else ''}enter keeps  esc back"


def no_such_disagreement(text: str) -> str:
    """That none has such a number or id."""
    return clean(f"no disagreement “{text}” in this list")


def list_title(session: DisagreementSession) -> str:
    """What the list is of: "disagreements · Title and abstract · 206 open"."""
    shown = f" {session.shown}" if session.shown else ""
    return clean(f"disagreements · {session.stage.title} · {number(len(session.view))}{shown}")


def listed_row(session: DisagreementSession, disagreement: Disagreement, title: str) -> tuple[str, str, str]:
    """A disagreement in the list: what the sides say by a letter each, the title, how it stands."""
    letters = "".join(letter(side.decision) for side in disagreement.sides)
    state = session.state(disagreement)
    return letters, clean(title) or "(no title)", "" if state is State.OPEN else str(state)


def conflicting_in_words(each: Conflicting) -> str:
    """One of the different words: "KBAA on 0a1b…: exclude (wrong-topic) – a note"."""
    kind = "" if each.what == "decision" else f"{each.what} "
    about = f" ({each.about})" if each.about else ""
    note = f" – {each.note}" if each.note else ""
    return clean(f"{' and '.join(each.by)} on {each.record}: {kind}{each.said}{about}{note}")


def stands(session: DisagreementSession, disagreement: Disagreement, *, named: bool = True) -> str:
    """The state of a disagreement in words; with the people who resolved or escalated it only when `named`."""
    resolution = session.resolution(disagreement)
    state = session.state(disagreement)
    if state is State.OPEN and not session.at_once(disagreement):
        return "open"
    if state is State.CONFLICT:
        who = listed(list(dict.fromkeys(who for each in disagreement.conflict for who in each.by))) if named else "one"
        return f"conflict: {who} said different things of records that are one now"
    if said := session.at_once(disagreement):
        words = [f"{' and '.join(each.by) if named else 'one'} {each.said}" for each in said]
        return f"said at the same time: {listed(words)}; the latest counts until one of you says it again"
    if resolution is None:
        return f"waits for the {session.stage.ruler}"
    by = f" by {' and '.join(resolution.by)}" if named else ""
    if state is State.ESCALATED:
        why = f": {resolution.rationale}" if resolution.rationale else ""
        return f"escalated{by}, {when(resolution.at)}{why}"
    return f"resolved: {outcome(resolution, session.stage)}{by}, {when(resolution.at)}"


def resolvers(session: DisagreementSession, *, named: bool) -> str:
    """Who ends the disagreement in front, or may; with the readers' names only when `named`."""
    people, current = session.resolvers, session.current
    if current is not None and current.sealed:
        return phrases.ALONE_WHILE_SEALED
    if session.adjudicating:
        return phrases.rules(people[0])
    if not session.may_end:
        return phrases.the_rules(session.stage.ruler)
    if not named:
        return phrases.TOGETHER
    if session.stage.sharing is not None and current is not None:
        people = tuple(side.reviewer for side in current.sides)
    return phrases.together_with(listed(people))


def nothing_here(session: DisagreementSession, *, other_stages: bool) -> str:
    """Why nothing is shown, and what to do next."""
    name, leaves = session.stage.title, f"{key_now('leave')} goes back."
    if session.all_read:
        back, show, undo = map(key_now, ("previous", "show", "undo"))
        return f"{back} goes back to the last one, {show} shows others, {undo} reopens, {leaves}"
    elsewhere = f"{key_now('stage')} goes to the next stage. " if other_stages else ""
    if not session.disputes and session.blind:
        return f"{name} is still blind: nobody sees another's decisions yet. {_opens(session)} {elsewhere}{leaves}"
    if not session.disputes:
        return (
            f"The readers of {name} do not differ on any record. {elsewhere}"
            f"“tamis agreement” says how well they agree. {leaves}"
        )
    resolved = session.count(State.RESOLVED)
    return (
        f"No disagreement of {name} is {session.shown}; {number(resolved)} of {number(len(session.disputes))} "
        f"are resolved. {key_now('show')} then a shows all. {elsewhere}{leaves}"
    )


def _opens(session: DisagreementSession) -> str:
    owing = {who: left for who, left in session.owing.items() if left}
    if not owing:
        return "It opens when its sample is drawn and the stages before it are through."
    waits = " and ".join(f"{who} has read {number(left)} more" for who, left in owing.items())
    return f"It opens when {waits}."
