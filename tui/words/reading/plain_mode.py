"""The words of screening line by line: a record, a place, an answer that was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.protocol.values import Stage
from core.records.record import Record
from core.retractions.words import flag_in_words
from core.screening.decision import Decision
from core.screening.session import ScreeningSession
from core.undo import PastAct
from core.words import number
from tui.text.plain import clean
from tui.words.reading.decisions import ALL_READ, author_names, described, link, published, said

PROMPT = "> "
WELCOME = "? lists the answers, q leaves; everything is saved at once."
LEFT = "Everything is saved."
INTERRUPTED = "Everything is saved; q leaves."
WHY = "why? A number, or an empty line to go back."
NONE = "-"
"""The answer that takes a note away, or says that a report is sought again."""
UNDONE_REPORT = "taken back: what was said of the report"
NOTHING_HERE = "no record is here"
NOTHING_CHANGED = "nothing changed"
AT_THE_END = "this is the last record of the list"
AT_THE_TOP = "this is the first record of the list"
NOTE, LABEL, GO, SEARCH = "note (- takes it away):", "label:", "go to:", "search:"
PLACE, LOST = "retrieved, file or address (- seeks it again):", "not retrieved, why (- seeks it again):"
CHARTED = "forms are filled in here"
CHARTED_ADVICE = "Line by line: “tamis chart set STAGE STUDY ITEM VALUE”, and “tamis chart missing STAGE”."


def head(session: ScreeningSession) -> str:
    """Where one is and how far: "Title and abstract, KBAA: 3 of 6,904 decided"."""
    progress = session.progress
    words = f"{number(progress.decided)} of {number(progress.total)} decided"
    return clean(f"{session.stage.title}, {session.reviewer}: {words}")


def place(session: ScreeningSession) -> str:
    """The place in the list, and what was said of the record: "record 3 of 6,904 undecided: included"."""
    if session.current is None:
        return ALL_READ if session.all_read else NOTHING_HERE
    shown = f" {session.filter_name}" if session.filter_name != "all" else ""
    where = f"record {number(session.position + 1)} of {number(len(session.view))}{shown}"
    return clean(f"{where}: {said(session.decision(session.current), session.stage)}")


def record_lines(
    record: Record, sources: tuple[str, ...], decision: Decision | None, remarks: Iterable[str], hide: Sequence[str]
) -> list[str]:
    """A record, a line a field; what it does not say is left out."""
    fields = (
        ("title", record.title or "none"),
        ("authors", "" if "authors" in hide else author_names(record.authors)),
        ("published", str(record.year or "") if "journal" in hide else published(record)),
        ("described", described(record, sources)),
        *(("warning", flag_in_words(each)) for each in record.flags),
        *(("remark", each) for each in remarks),
        ("note", decision.note if decision else ""),
        ("labels", ", ".join(decision.labels) if decision else ""),
        ("abstract", record.abstract or "none"),
        ("keywords", "; ".join(record.keywords)),
        ("link", link(record)),
    )
    return [clean(f"{name}: {text}") for name, text in fields if text]


def reasons(stage: Stage) -> list[str]:
    """The reasons to exclude, each with its number."""
    return [clean(f"{key} {reason.label}") for key, reason in stage.reason_keys.items()]


def unknown(answer: str) -> str:
    """What to say of an answer that means nothing here."""
    return clean(f"“{answer}” means nothing here; ? lists the answers")


def on_other_screens(action: str) -> str:
    """What to say of a key of the app that is of no use line by line."""
    return f"“{action}” is done in the app, or by a command: tamis --help"


def no_such(what: str, answer: str) -> str:
    """What to say where no reason, order, filter … is called so."""
    return clean(f"there is no {what} “{answer}”")


def asks(answer: str, past: PastAct, verb: str) -> str:
    """Ask before many records are concerned."""
    return clean(f"{answer} again to {verb}: {past.what}")


def not_so(past: PastAct) -> str:
    """What to say where the key that takes back the last act does not take back this one."""
    return clean(f"not so: U {past.change} takes back {past.what}")
