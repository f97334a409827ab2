"""Groups the reports of one study and takes them apart, as events that can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from core.errors import TamisError
from core.records.studies import Studies, studies
from core.undo import PastAct, Sure, always
from core.words import count
from store.acts.behind_sealed import refuse_behind_sealed
from store.acts.duplicates.groups import Groups
from store.acts.duplicates.verdicts import known_record
from store.folder.review import Review
from store.journal.journal import Change, utc_now
from store.journal.line import Document, Event
from store.journal.past import words_seen

TABLE = "studies"


class Grouped(NamedTuple):
    """The outcome of grouping reports or taking one out.

    Attributes:
        reports: The reports of the study afterwards.
        seq: The number of the act's first event, for taking it back.
    """

    reports: tuple[str, ...]
    seq: int


def study_words(review: Review, seen: Mapping[str, int] | None = None) -> list[Document]:
    """What counts of what was said of studies; with `seen` for whoever has read people's words up to these lines."""
    if seen is None:
        return list(review.db.table(TABLE).all())
    return [word.says for word in words_seen(review.acts, TABLE, seen).values() if word.says is not None]


def studies_of(review: Review, groups: Groups, words: Iterable[Document] | None = None) -> Studies:
    """The studies of two reports or more; each report is the survivor of its duplicate group.

    Args:
        review: The review.
        groups: The duplicate groups.
        words: What was said of studies; by default what counts now.
    """
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for document in study_words(review) if words is None else words:
        if document["record"] in review.records:
            gathered[document["study"]].append(document["record"])
    return studies(gathered.values(), groups.of)


def joined(review: Review, groups: Groups, words: Iterable[Document]) -> dict[str, str]:
    """Report → when it was last said to be one of its study's, in UTC, ISO 8601."""
    found: dict[str, str] = {}
    for document in words:
        report = groups.of(document["record"]) if document["record"] in review.records else ""
        found[report] = max(found.get(report, ""), document["at"])
    return found


def group(review: Review, groups: Groups, records: Sequence[str]) -> Grouped:
    """Store that records report one study; the other reports of their studies join it too.

    Raises:
        TamisError: A record is unknown, or fewer than two publications were named.
    """
    survivors = list(dict.fromkeys(groups.of(known_record(review, each)) for each in records))
    _refuse_what_tells(review, groups, survivors)
    if len(survivors) < 2:
        raise TamisError(
            "a study is grouped from two reports or more",
            where=f"records {', '.join(records)}",
            advice="Records that were merged as duplicates are one report." if len(set(records)) > 1 else "",
        )
    known = studies_of(review, groups)
    together = sorted({report for each in survivors for report in known.around(each)})
    return _store(review, groups, together, together[0], "study")


def set_apart(review: Review, groups: Groups, record: str) -> Grouped:
    """Take a report out of its study; the others stay together.

    Raises:
        TamisError: The record is unknown, or no other report of its study is.
    """
    survivor = groups.of(known_record(review, record))
    _refuse_what_tells(review, groups, [survivor])
    reports = studies_of(review, groups).around(survivor)
    if len(reports) < 2:
        raise TamisError("it is the only report of its study", where=f"record {record}")
    left = [each for each in reports if each != survivor]
    return _store(review, groups, left if len(left) > 1 else (), left[0], "apart", gone=reports)


def undo_last(review: Review, sure: Sure = always) -> list[Event]:
    """Take back the last grouping or taking apart of this user; [] when there is none, or `sure` declined."""

    def past(end: Event) -> PastAct:
        reports = end.seq - end.first + 1
        done = "grouping" if end.act == "study" else "taking apart"
        return PastAct(end.change, reports, f"{done} of {count(reports, 'report')}")

    return review.take_back([TABLE], lambda end: sure(past(end)))


def _refuse_what_tells(review: Review, groups: Groups, reports: Iterable[str]) -> None:
    """Refuse a grouping before the stages ahead of the full texts are open: it tells what was included there."""
    reading = (each for each in review.protocol.stages if each.kind in ("fulltext", "chart"))
    refuse_behind_sealed(review, groups, reports, next(reading, None))


def _store(
    review: Review, groups: Groups, together: Iterable[str], study: str, act: str, gone: Iterable[str] = ()
) -> Grouped:
    """Store as one act that these records report this study, in place of all earlier groupings of them and `gone`.

    What is said of a record already is not said again: an undo names as many reports as were moved.

    Raises:
        TamisError: All of it is said already.
    """
    at, by = utc_now(), review.role or review.login
    kept = set(together)
    acts = review.acts
    changes = [
        Change(TABLE, int(member, 16), None)
        for each in sorted(kept | set(gone))
        for member in groups.around(each)
        if member not in kept and acts.document(TABLE, int(member, 16)) is not None
    ]
    for each in sorted(kept):
        if (acts.document(TABLE, int(each, 16)) or {}).get("study") != study:
            changes.append(Change(TABLE, int(each, 16), {"record": each, "study": study, "by": by, "at": at}))
    if not changes:
        raise TamisError("they report one study already", where=f"records {', '.join(sorted(kept))}")
    events = review.say(changes, act=act)
    return Grouped(tuple(sorted(kept)), events[0].seq)
