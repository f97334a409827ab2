"""Puts into words what came from another machine, person by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime

from core.words import count, day, number
from store.exchange.comparison import Received
from store.exchange.plans import Plan
from store.exchange.share import Sent, Shared
from store.folder.people import batch_of_folder
from store.journal.line import Document, Event

_COUNTED = {
    "verdicts": ("verdict", " on pairs"),
    "searches": ("search", " for duplicates"),
    "samples": ("draw", " of a sample"),
    "hand_overs": ("hand-over", ""),
    "retrievals": ("word", " on full texts"),
    "studies": ("word", " on studies"),
    "openings": ("opening", ""),
    "unblindings": ("early opening", ""),
    "withdrawals": ("withdrawal", ""),
    "corrections": ("corrected fact", " of an import"),
    "amendments": ("version", " of the plan"),
    "resolutions": ("disagreement", " resolved"),
    "escalations": ("disagreement", " handed on"),
    "consensus": ("charted item", " settled"),
}
"""Table of words → one of them, and what follows it, where these are only counted."""


def news(
    received: Sequence[Received], open_now: Collection[tuple[str, int]], title: Callable[[str], str] = str
) -> list[str]:
    """A line for each person of whom something came, such as "ON: 143 of 143 read and sealed; Scopus, 61 new".

    Args:
        received: What came.
        open_now: (stage, batch) of what is open.
        title: How a stage is called, by its id.
    """
    people = dict.fromkeys(each.who for each in received)
    own = {who: [each for each in received if each.who == who] for who in people}
    return [f"{who}: {'; '.join(_of(own[who], open_now, title))}" for who in people]


def _of(
    received: Sequence[Received], open_now: Collection[tuple[str, int]], title: Callable[[str], str]
) -> Iterator[str]:
    words = [event for each in received if each.file.endswith("/acts.jsonl") for event in each.events]
    said = [each for each in words if each.after and each.after.get("says")]
    stated = {(str(each["stage"]), int(each["round"])): each for each in _says(said, "statements")}
    for (stage, batch), each in stated.items():
        read = (
            f"{number(int(each['owed']))} of {number(int(each['owed']))} read"
            if each["complete"]
            else "where they stand"
        )
        yield f"{title(stage)}, {_batch(batch)}: {read}{'' if (stage, batch) in open_now else ' and sealed'}"
    for each in _says(said, "imports"):
        yield f"{each['source']['name']}, search round {each['round']}: {_figure(each.get('new'))} new"
    tables = Counter(kind for kind, *_ in {(_kind(each), each.table, each.id) for each in said})
    for table, (noun, rest) in _COUNTED.items():
        if tables[table]:
            yield f"{count(tables[table], noun)}{rest}"
    others = len(words) - sum(tables[table] for table in ("statements", "imports", *_COUNTED))
    for file in received:
        if file.file.endswith("/decisions.jsonl"):
            stage, _, _ = (folder := file.file.split("/")[2]).rpartition(".")
            lines = sum(bool(each.table) for each in file.events)
            yield f"{title(stage)}, {_batch(batch_of_folder(folder) or 0)}: {count(lines, 'decision')} open to all"
    if others and others == len(words):
        yield count(others, "other line")


def _says(said: Sequence[Event], table: str) -> Iterator[Document]:
    for each in said:
        if each.table == table and each.after:
            yield each.after["says"]


def _kind(word: Event) -> str:
    """The table of a word; that of a disagreement which somebody only handed on is another one here."""
    table = word.table.partition("/")[0]
    handed_on = table == "resolutions" and not (word.after or {})["says"].get("verdict", True)
    return "escalations" if handed_on else table


def _figure(value: object) -> str:
    return number(value) if isinstance(value, int) else "?"


def _batch(batch: int) -> str:
    return f"search round {batch}" if batch else "the pilot"


def two_plans(plans: Sequence[Plan]) -> str:
    """What is said first where two plans meet: both, and which is in force; "" where there are none."""
    if not plans:
        return ""
    first, other = (f"{each.version} ({each.who}, {day(each.at)}{each.why and f': {each.why}'})" for each in plans)
    return f"two plans: in force is now {first}, which was said last, not {other}"


def opened_in_words(opened: Sequence[tuple[str, int]], title: Callable[[str], str] = str) -> list[str]:
    """A line for each (stage, batch) that an exchange has opened."""
    return [f"open now: {title(stage)}, {_batch(batch)}" for stage, batch in opened]


def exchanged(shared: Shared, title: Callable[[str], str]) -> tuple[str, bool]:
    """(what came of an exchange in one line, whether somebody must look at it); `title` names a stage by its id."""
    taken = shared.taken
    if problems := (*taken.refused, *taken.left):
        first = f"{problems[0].file or shared.remote}: {problems[0].what}"
        return f"{'refused' if taken.refused else 'left out'}: {first} — “tamis share” says more", True
    came = [*opened_in_words(taken.opened, title), *news(taken.received, taken.open_now, title)]
    if taken.plans:
        return f"{two_plans(taken.plans)}; leave and come back", True
    return f"exchanged: {'; '.join(came) or 'nothing is new'}; {sent_in_words(shared.sent)}", False


def sent_in_words(sent: Sequence[Sent]) -> str:
    """What an exchange sent, in a line."""
    people = ", ".join(dict.fromkeys(each.who for each in sent))
    lines = sum(each.lines for each in sent)
    return (
        f"sent of {people}: {count(lines, 'line')} in {count(len(sent), 'file')}" if sent else "nothing was to be sent"
    )


def only_here(lines: int, backup: datetime | None) -> str:
    """How much of one's own is sealed and on no other machine, and how old its last backup is.

    Args:
        lines: Of one's own sealed journals.
        backup: When all of these were last copied; None for never.
    """
    days = (datetime.now(UTC) - backup).days if backup else 0
    age = f"last backup {f'{days} days ago' if days > 1 else 'within two days'}" if backup else "in no backup"
    advice = "" if backup and days <= 1 else ": tamis backup --to DIR, on another disk"
    verb = "is" if lines == 1 else "are"
    return f"{count(lines, 'line')} of yours {verb} sealed, and on this machine only; {age}{advice}"


def who_sees_what(remote: str) -> str:
    """What sharing through a place shows to whom; said before anything is sent.

    Args:
        remote: The place; "" where there is none yet.
    """
    return f"""who sees what {f"at {remote}" if remote else "at the place of exchange"}:
  whoever may read that place sees the plan and its changes, the records with their abstracts, what people say
  for all (imports, duplicates, samples, reasons, resolutions, with their notes), who has finished what, and the
  decisions of what is open to all
  nobody there sees what is sealed: decisions and notes of a batch stay on their reader's machine until all its
  readers have finished it; back them up
  whoever may write there can speak in the name of somebody who has not shared since: let in your team alone
  what was sent stays in the others' copies, and in that place's past
  abstracts may be under copyright: use a private place"""
