"""Puts records and decisions into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.errors import TamisError
from core.protocol.values import Stage
from core.records.record import Author, Record
from core.screening.decision import SECOND_LOOK, Decision, Verdict
from core.screening.session import Changed
from core.words import count, number, shortened
from tui.text.plain import clean
from tui.words.codes import kind_in_words, language_in_words

if TYPE_CHECKING:
    from core.records.imports import Import, ImportedFile
    from core.screening.merged_words import Contradiction
    from core.screening.outside_suggestion import OutsideSuggestion
    from core.screening.step_session import Acceptance
    from core.walk import Walk
    from store.numbers.records_behind import RecordStatus

_LETTERS = {Verdict.INCLUDE: "I", Verdict.EXCLUDE: "X", Verdict.MAYBE: "?"}
_DONE = {Verdict.INCLUDE: "included", Verdict.EXCLUDE: "excluded", Verdict.MAYBE: "maybe"}
ALL_READ = "all read"
_MOST = 6
"""Contradictions that are said before a merge; the rest are counted."""
_LONGEST = 40
"""Characters of an answer that are shown there."""


def letter(decision: Decision | None) -> str:
    """The one letter that says how a record was decided: I, X, ? or a space."""
    return _LETTERS[decision.verdict] if decision and decision.verdict else " "


def said(decision: Decision | None, stage: Stage) -> str:
    """A decision in words: "excluded: no peer support workers"."""
    if decision is not None and decision.torn:
        verdicts = sorted({_DONE[each.verdict] for each in decision.merged if each.verdict is not None})
        return f"undecided: of the merged records said {' and '.join(verdicts)}"
    if decision is None or decision.verdict is None:
        return "undecided"
    words = _DONE[decision.verdict] + " at a second look" * (decision.order == SECOND_LOOK)
    if decision.verdict is Verdict.EXCLUDE and stage.reasons:
        return f"{words}: {stage.reason_label(decision.reason)}"
    return words


def now_said(before: Decision | None, after: Decision, stage: Stage) -> str:
    """A new decision in words; of one that changes an earlier verdict also what that was."""
    was, now = said(before, stage), said(after, stage)
    return f"was {was} — now {now}" if before is not None and before.verdict and was != now else now


def nothing_in_front(walk: Walk[Any], noun: str) -> str:
    """Why a key that decides does nothing: there is no record, pair … or all of them are done."""
    return f"{ALL_READ} — this key decides nothing here" if walk.all_read else f"there is no {noun} here"


def suggestion_in_words(each: OutsideSuggestion) -> str:
    """What a program suggested: "gpt-x 1.0 suggested include (0.93, involvement): “peer workers led …”"."""
    about = [f"{each.confidence:g}" if each.confidence is not None else "", each.criterion]
    more = ", ".join(part for part in about if part)
    quote = f": “{each.quote}”" if each.quote else ""
    return clean(f"{' '.join(each.program)} suggested {each.verdict}" + (f" ({more})" if more else "") + quote)


def what_changed(changed: Changed, stage: Stage) -> str:
    """What taking a change back, or doing it again, did to a record: its verdict, or else its note or labels."""
    before, after = (each or Decision(record=changed.record) for each in (changed.before, changed.after))
    if (before.verdict, before.reason) != (after.verdict, after.reason):
        return f"the record is {said(after, stage)}"
    if before.note != after.note:
        return "the note is as it was" if after.note else "there is no note"
    return f"labels: {', '.join(after.labels) or 'none'}"


def contradictions_in_words(
    found: Sequence[Contradiction],
    reviewer: str | None,
    *,
    with_ids: bool = False,
    title: Callable[[str], str] = str,
) -> str:
    """What was decided on records that are about to be merged: "you said exclude and include (title-abstract); …".

    Of charted records each answer may differ: of so many the first are said, and how many more there are.

    Args:
        found: Who said what.
        reviewer: Who asks.
        with_ids: Whether the records are named.
        title: How a stage is called, by its id.
    """

    def said(each: Contradiction) -> str:
        who = "you" if each.reviewer == reviewer else each.reviewer or "the resolutions"
        parts = sorted({(clean(words), f" of {record}" * with_ids) for record, words in each.said})
        told = [(shortened(words, _LONGEST) or "different things") + of for words, of in parts]
        return f"{who} said {' and '.join(told)} ({title(each.stage)})"

    more = len(found) - _MOST
    return "; ".join([*map(said, found[:_MOST]), *([f"and {number(more)} more"] if more > 0 else [])])


def standing_in_words(standing: RecordStatus, stage: Stage | None) -> str:
    """Why a record stands where it does: "KBAA excluded: no process · ON included · the readers differ".

    Without a stage, whether it goes on or is a duplicate.
    """
    if stage is None:
        return f"a duplicate of {standing.survivor}" if standing.survivor else "goes on to the first stage"
    parts = [f"{who} {said(decision, stage)}" for who, decision in standing.said if decision.verdict or decision.torn]
    if standing.lost is not None:
        return " · ".join([f"report not retrieved: {standing.lost.why} ({standing.lost.by})", *parts])
    ended = standing.resolution
    if ended is not None and ended.verdict is not None:
        decision = Decision(record=ended.record, verdict=ended.verdict, reason=ended.reason)
        parts.append(f"resolved by {' and '.join(ended.by)}: {said(decision, stage)}")
    elif ended is not None and ended.escalated:
        parts.append("escalated")
    elif standing.differ:
        parts.append("the readers differ")
    return " · ".join(parts) or "not read yet"


def accepting(group: str, plan: Acceptance, key: str) -> str:
    """What accepting a group of suggestions would do: "exclude 38 as Editorial, keep 3 — a again to do it"."""
    hints = f"{count(plan.hints, 'hint')}" if plan.hints else ""
    if not plan.exclude:
        return f"nothing to accept: {hints} to look at one by one" if hints else "nothing in this group waits"
    kept = f", keep {number(plan.kept)}" if plan.kept else ""
    left = f", leave {hints} to look at" if hints else ""
    return f"exclude {number(len(plan.exclude))} as {group}{kept}{left} — {key} again to do it"


def changes_in_words(word: str, changed: Sequence[Changed], stage: Stage) -> str:
    """What an undo or a redo has done."""
    if not changed:
        return f"nothing can be {word}"
    if len(changed) > 1:
        return f"{word}: {count(len(changed), 'decision')}"
    return f"{word}: the record is {said(changed[0].after, stage)}"


def readable(record_id: str, read: Callable[[], Record]) -> Record:
    """The record, or one in its place that says why it cannot be read: that must not end the app."""
    try:
        return read()
    except KeyError:
        return Record(id=record_id, title="(this record is not in the review any more)", abstract="Run: tamis check")
    except (TamisError, OSError) as problem:
        return Record(id=record_id, title="(this record cannot be read)", abstract=str(problem))


def author_names(authors: tuple[Author, ...], most: int = 6) -> str:
    """The authors with initials: "Larsen M; Dahl T; …"."""
    names = [_initialled(author) for author in authors[:most]]
    return "; ".join([*names, "…"] if len(authors) > most else names)


def _initialled(author: Author) -> str:
    initials = "".join(part[0] for part in author.given.replace(".", " ").replace("-", " ").split())
    return f"{author.family} {initials}".strip()


def published(record: Record) -> str:
    """Where and when: "J Public Ment Health · 2020;19(2):101–112"."""
    volume = record.volume + (f"({record.issue})" if record.issue else "")
    when = ";".join(part for part in (str(record.year or ""), volume) if part)
    if record.pages:
        when += f":{record.pages}"
    return " · ".join(part for part in (record.journal, when) if part)


def described(record: Record, sources: tuple[str, ...]) -> str:
    """Where it came from and what it is: "Scopus, Medline · 10.1000/xyz · English · journal article"."""
    link = record.doi or (f"PMID {record.pmid}" if record.pmid else "")
    languages = ", ".join(dict.fromkeys(language_in_words(each.value) for each in record.languages))
    types = ", ".join(dict.fromkeys(kind_in_words(each.value) for each in record.types))
    return " · ".join(part for part in (", ".join(sources), link, languages, types) if part)


def link(record: Record) -> str:
    """The address to read more at; "" when the record has none."""
    if record.doi:
        return f"https://doi.org/{record.doi}"
    if record.urls:
        return record.urls[0]
    return f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else ""


def ctrl_c(key: str) -> str:
    """What is said at Ctrl+C."""
    return f"{key} leaves; everything is saved"


def sent_to_clipboard(address: str) -> str:
    """What is known when an address was sent to the terminal's clipboard: terminals do not say whether they took it."""
    return f"sent to the clipboard: {address}" if address else "this record has no DOI and no link"


def nothing_waits(before: Mapping[str, int] | None) -> str:
    """Why nothing waits at a stage.

    Args:
        before: How many records wait at each earlier stage; None when the review has none at all.
    """
    if before is None:
        return "There are no records in this review yet: tamis import FILE --source NAME."
    if not before:
        return "Nothing waits for you at this stage."
    where = " and ".join(f"{number(waiting)} at {stage}" for stage, waiting in before.items())
    return f"Nothing waits for you here; records still wait at an earlier stage: {where}."


# What the lines that start and end a reference are called in each format that has some.
_STARTS_AND_ENDS = {
    "ris": ("TY", "ER"),
    "nbib": ("PMID", ""),
    "wos": ("PT", "ER"),
    "enw": ("%0", ""),
    "endnote-xml": ("<record>", "</record>"),
    "pubmed-xml": ("<PubmedArticle>", "</PubmedArticle>"),
    "marcxml": ("<record>", "</record>"),
    "mods": ("<mods>", "</mods>"),
    "bibtex": ("@", ""),
    "ovid": ("<1>", ""),
}


def found_in(file: ImportedFile) -> list[str]:
    """What was found in a file: its format and encoding, the lines that were counted, the records."""
    start, end = _STARTS_AND_ENDS.get(file.format, ("", ""))
    begun = f"begin with {start}: {number(file.ty_lines)}" if start and file.ty_lines is not None else ""
    ended = f"end with {end}: {number(file.er_lines)}" if end and file.er_lines is not None else ""
    parts = (file.format, file.encoding, begun, ended, f"records: {number(file.records)}")
    found = [part for part in parts if part]
    return [*found, f"{number(file.skipped)} skipped"] if file.skipped else found


def came_in_with(numbers: Sequence[int], imports: Sequence[Import]) -> str:
    """The imports that had a file's records: "all of it came in with import 1 (Scopus) and import 3 (Medline)"."""
    sources = {each.number: f" ({each.source.name})" for each in imports}
    return "all of it came in with " + " and ".join(f"import {each}{sources.get(each, '')}" for each in numbers)


def standing_alarm(alarm: str, status: str) -> str:
    """The line for a failed save, which stays until one succeeds; it names a key that was not taken since."""
    return f"NOT SAVED · {status}" if " not taken: " in status else alarm


def not_saved(problem: BaseException) -> str:
    """What to say when a decision could not be kept: why and what to do come first, for the line may be cut."""
    return f"NOT SAVED: {told(problem).removeprefix('NOT SAVED: ')}"


def told(problem: BaseException) -> str:
    """An error in one line: what is wrong and what to do come first, for the line may be cut; then where."""
    words = str(problem) or type(problem).__name__
    if isinstance(problem, TamisError):
        words = problem.what
        if problem.advice:
            words = f"{words.rstrip('.')}. {problem.advice}"
        if problem.where:
            words = f"{words} ({problem.where})"
    return clean(words)
