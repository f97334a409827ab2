"""What counts of a reader's decisions at a stage, in columns: the verdict, the reason and the act, and nothing else.

Status, flow and funnel ask no more of 100,000 decisions, and columns are read ten times as quickly as the decisions.
They are kept in the account's cache, with the place in each journal that they go up to and the checksum of all bytes
before it. Lines after it are applied; where a journal begins with other bytes, they are derived anew from all lines.
New records and groups leave them as they are, unless a word is on a record whose group has another survivor now. What
is charted has its place with the study that it is of, and so follows from what reports a study has, too.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from heapq import merge
from pathlib import Path

from core.errors import TamisError
from core.protocol.values import Stage
from core.records.ids import numbers_of
from core.records.studies import Studies
from core.screening.columns import DecisionColumn
from core.screening.decision import Decision
from store.acts.duplicates.groups import Groups
from store.decisions.access import are_open, decisions_of, journals_of, named_below_people, read_once
from store.decisions.decision_journal import (
    SECOND_LOOKS,
    TABLE,
    VALUES,
    JoinedReports,
    decisions_in,
    unfinished_again,
)
from store.decisions.kinds import Kind, bare_decision, kind_of, kinds_in
from store.decisions.reader_journals import ReaderJournals
from store.folder.journal_memory import warn_of_lacking
from store.folder.review import Review
from store.journal.following import JournalTail, OtherFileError
from store.journal.known_ends import KnownEnd
from store.journal.line import Document, Event, Position, canonical
from store.journal.union.word import said

WORTH_KEEPING = 50
"""Lines of journals above which their columns are kept: fewer are derived as quickly as they are read."""
LAG = 500
"""Lines that the columns in the cache may lack: reading them costs some milliseconds."""

ORIGIN = "columns"
"""What the columns were made from is in their head."""


def columns_of(
    review: Review,
    reviewer: str,
    stage: Stage,
    groups: Groups,
    reports: JoinedReports,
    *,
    own: bool,
    past: bool = False,
) -> VerdictColumns:
    """The columns of a reader at a stage, up to date.

    Args:
        review: The review.
        reviewer: The reader.
        stage: The stage.
        groups: The duplicate groups; their `origin` is known.
        reports: Which records report the same study; none where the stage does not chart.
        own: As for `decisions_of`.
        past: Whether the groups are those of an opening. Their columns follow from those that are kept as long as they
            tell words apart as the groups of now do, and are not kept themselves.

    Raises:
        TamisError: A journal is damaged, or of a newer tamis.
    """
    own = own or reviewer not in review.acting
    name = f"{reviewer}/{stage.id}/columns{'' if own else '/open'}{f'/{groups.origin}' if past else ''}"
    make = partial(VerdictColumns, review, reviewer=reviewer, stage=stage, own=own, kept=not past)
    columns = review.opened.get(name, make)
    columns.catch_up(groups, reports)
    return columns


def _by_their_records(documents: Iterable[str], records: Sequence[str]) -> bool:
    """Whether each document has the number of its record; of all at once."""
    try:
        return array("Q", map(int, documents)) == numbers_of(records)
    except (OverflowError, ValueError):
        return False


class VerdictColumns:
    """The columns of one reader at one stage; see the module.

    Args:
        review, reviewer, stage, own: As for `columns_of`.
        kept: Whether they are kept for the next time.

    Attributes:
        bare: Survivor → the decision that counts, without record, time, note and labels, of the records that there are.
        merged: The survivors whose decision was made of what was said of several records.
        second_looks: Whether anything may have been said at a second look.
        whole: Whether there was a record for each word.
        as_said: Whether all that was said counts: no complete form counts as not complete again.
    """

    def __init__(self, review: Review, reviewer: str, stage: Stage, own: bool, kept: bool) -> None:
        self._review, self._reviewer, self._stage, self._own = review, reviewer, stage, own
        self._is_kept = kept
        self._tails: dict[str, JournalTail] = {}
        self._groups: Groups | None = None
        self._reports = JoinedReports(Studies(), {})
        self._charted_by = ""  # where the stage charts, which records are one and which reports of one study
        self._kinds: dict[Kind, int] = {}
        self._clock = self._kept_lines = 0
        self.bare = DecisionColumn({}, array("H"), [None])
        self.merged: frozenset[str] = frozenset()
        self._homes: dict[str, str] = {}  # record of which more was said than one word → its survivor
        self._records = (0, "")  # how many there were, and the checksum of their ids
        self.whole = self.as_said = True
        self.second_looks = False

    def refresh(self) -> None:
        """Nothing: it is brought up to date when a state is derived."""

    def close(self) -> None:
        """Close the journals."""
        for each in self._tails.values():
            each.close()
        self._tails = {}

    def catch_up(self, groups: Groups, reports: JoinedReports) -> None:
        """Read what was appended; all anew where that is not enough, or the groups are others."""
        paths = self._paths()
        try:
            known = self._groups is not None and self._tails.keys() == paths.keys()
            if not known:
                self.close()
                known = self._loaded(list(paths))
            known = known and self._goes_on_with(groups, reports)
            known = known and all(self._applied(each.refresh()) for each in self._tails.values())
        except (OtherFileError, TamisError):
            known = False  # where a journal is damaged, deriving it anew says so
        if not known or self._ahead_of_session():
            # What they tell is not read again: the first time, nothing else is written to the cache for it.
            leave = not (self._tails or are_open(self._review, self._reviewer, self._stage.id, own=self._own))
            with read_once(self._review, self._reviewer, self._stage.id, own=self._own):
                self._derive(groups, reports)
                if leave:
                    self._journals().leave_uncached()
        lines = sum(each.seq for each in self._tails.values())
        if self._is_kept and lines - self._kept_lines > (LAG if self._kept_lines else WORTH_KEEPING):
            self._keep()
            self._kept_lines = lines

    def events(self, holding: Collection[str]) -> Iterator[tuple[str, Event]]:
        """As `ReaderJournals.events`, without reading what the journals hold besides."""
        each = ([(batch, said(event)) for event in tail.events(holding)] for batch, tail in self._tails.items())
        return merge(*each, key=lambda one: one[1].at)

    def lacks(self, batch: str, end: KnownEnd) -> bool:
        """As `ReaderJournals.lacks`."""
        return batch not in self._tails or bool(self._tails[batch].lacking([end]))

    def ends(self) -> dict[str, tuple[int, str]]:
        """As `ReaderJournals.ends`."""
        return {batch: (each.seq, each.end.chain) for batch, each in self._tails.items()}

    def last_at(self) -> str:
        """As `Union.last_at`."""
        return max((next((event.at for event in tail.events_back()), "") for tail in self._tails.values()), default="")

    def _paths(self) -> Mapping[str, Path]:
        return journals_of(self._review, self._reviewer, self._stage, own=self._own)

    def _journals(self) -> ReaderJournals:
        return decisions_of(self._review, self._reviewer, self._stage.id, own=self._own)

    def _ahead_of_session(self) -> bool:
        """Whether there are lines that the session has not read, which has read the decisions: these are to fit."""
        if not are_open(self._review, self._reviewer, self._stage.id, own=self._own):
            return False
        ends = {batch: each.end for batch, each in self._journals().each()}
        return ends != {batch: each.end for batch, each in self._tails.items()}

    def _derive(self, groups: Groups, reports: JoinedReports) -> None:
        self.close()
        self._groups, self._reports, self._charted_by = groups, reports, self._told_by(groups, reports)
        journals, records = self._journals(), self._review.records
        documents = journals.tables.get(TABLE, {})
        said_of = [each["record"] for each in documents.values()]
        self._start([], array("H"))
        self.bare = self.bare.with_kinds(kinds_in(documents, said_of, groups, self._kind))
        elsewhere, apart = self._elsewhere(), list[Document]()
        if not (elsewhere.isdisjoint(said_of) and _by_their_records(documents, said_of)):
            apart += (
                each
                for number, each in documents.items()
                if each["record"] in elsewhere or number != str(int(each["record"], 16))
            )
        self.as_said = True
        if values := journals.tables.get(VALUES, {}).values():
            again = unfinished_again(decisions_in(documents, groups), values, groups, reports)
            self.bare = self.bare.with_kinds({record: self._kind(each) for record, each in again.items()})
            self.as_said = not again
            apart += [each for each in values if each["record"] in elsewhere]
        self._set_homes(
            {record: self._home(record) for each in apart for record in (each["record"], *each.get("settles", ()))}
        )
        self._records = len(records), records.checksum_of_first(len(records))
        self.whole = None not in records.order.places(said_of)
        self.second_looks = SECOND_LOOKS in journals.tables
        self._clock, self._kept_lines = journals.clock, 0
        self._follow({batch: each.end for batch, each in journals.each()})

    def _follow(self, ends: Mapping[str, Position]) -> None:
        paths = self._paths()
        patience, noted = self._review.patience, self._review.noted
        self._tails = {each: JournalTail(paths[each], ends[each], timeout=patience, unchanged=noted) for each in ends}

    def _start(self, kinds: Iterable[Kind], column: array[int]) -> None:
        records = self._review.records
        column.extend(array("H", bytes(2 * (len(records) - len(column)))))
        self._kinds, self._decisions = {}, list[Decision | None]([None])
        for each in kinds:
            self._number_of(each)
        self.bare = DecisionColumn(records.order, column, self._decisions)

    def _set_homes(self, homes: dict[str, str]) -> None:
        self._homes, self.merged = homes, frozenset(homes.values())

    def _told_by(self, groups: Groups, reports: JoinedReports) -> str:
        if self._stage.kind != "chart":
            return ""
        said = canonical([sorted(reports.studies.study_of.items()), sorted(reports.joined.items())])
        return groups.origin + hashlib.sha256(said).hexdigest()

    def _home(self, record: str) -> str:
        """The record that stands for what is said of a record."""
        return self._reports.studies.of(record if self._groups is None else self._groups.of(record))

    def _elsewhere(self) -> Set[str]:
        """The records for which another one stands, at once, for whoever asks of most."""
        merged = self._groups.survivor.as_dict().keys() if self._groups is not None else frozenset[str]()
        reports = [each for each in self._reports.studies.study_of if self._is_elsewhere(each)]
        return merged | set(reports) if reports else merged

    def _is_elsewhere(self, record: str) -> bool:
        return self._home(record) != record

    def _goes_on_with(self, groups: Groups, reports: JoinedReports) -> bool:
        """Go on with these groups, and the records that there are now; whether nothing said is of another group now."""
        if self._charted_by != self._told_by(groups, reports):
            return False
        self._reports = reports
        if self._groups is not None and self._groups.origin == groups.origin:
            return True
        records, (before, checksum) = self._review.records, self._records
        self._groups = groups
        if before > len(records) or (before < len(records) and not self.whole):
            return False
        if records.checksum_of_first(before) != checksum:
            return False
        if any(self._home(record) != home for record, home in self._homes.items()):
            return False
        if any(map(self._is_elsewhere, self.merged)):
            return False
        self._start(list(self._kinds), self.bare.kinds[:])
        if records.all().without(groups.unique).that(self.bare.that_hold(lambda word: word is not None)):
            return False  # a word is on a record that another one stands for now
        self._records = len(records), records.checksum_of_first(len(records))
        return True

    def _kind(self, decision: Decision) -> int:
        return self._number_of(kind_of(decision))

    def _number_of(self, kind: Kind) -> int:
        if kind not in self._kinds:
            self._decisions.append(bare_decision(kind))
            self._kinds[kind] = len(self._kinds) + 1
        return self._kinds[kind]

    def _applied(self, events: Iterable[Event]) -> bool:
        """Apply what was appended to a journal; whether it could be: not what concerns records that were merged."""
        changed: dict[str, int] = {}
        records = self._review.records
        for event in events:
            if event.table == SECOND_LOOKS:
                self.second_looks = True
                continue
            word = event.after
            says = (word or event.before or {}).get("says")
            if event.table not in (TABLE, VALUES) or says is None or "settles" in says:
                return False
            record = says["record"]
            if self._is_elsewhere(record) or record in self.merged or record not in records:
                return False
            if event.table == VALUES:
                continue  # all values of its form are on this record, so none differs from another
            if event.id != int(record, 16):
                return False
            if len(self._tails) > 1 and (word is None or word["clock"] <= self._clock):
                return False  # another batch may say what counts
            changed[record] = 0 if word is None else self._kind(Decision.from_document(says))
            self._clock = max(self._clock, word["clock"] if word else 0)
        if changed:
            self.bare = self.bare.with_kinds(changed)
        return True

    # -- the cache

    def _name(self, batches: Iterable[str]) -> str:
        # What may be read goes into the name: what is sealed from a session is not even looked at.
        return f"decisions-{self._reviewer}-{self._stage.id}-{'-'.join(batches)}"

    def _keep(self) -> None:
        head = {
            "ends": {batch: each.end for batch, each in self._tails.items()},
            "clock": self._clock,
            "kinds": list(self._kinds),
            "charted_by": self._charted_by,
            "homes": self._homes,
            "records": self._records,
            "whole": self.whole,
            "as_said": self.as_said,
            "second_looks": self.second_looks,
        }
        content = b"\n".join((canonical(head), self.bare.kinds.tobytes()))
        self._review.cache.keep(self._name(self._tails), ORIGIN, content)

    def _loaded(self, batches: list[str]) -> bool:
        """Take the columns from the cache; whether they were there, and go up to a place in each journal."""
        kept = self._review.cache.get(self._name(batches), ORIGIN)
        if kept is None:
            return False
        text, _, content = kept.partition(b"\n")
        head = json.loads(text)
        column = array("H")
        column.frombytes(content)
        if len(column) > len(self._review.records):
            return False  # some are gone
        self._follow({batch: Position(*end) for batch, end in head["ends"].items()})
        self._start(((verdict, reason, act, torn) for verdict, reason, act, torn in head["kinds"]), column)
        self._set_homes(head["homes"])
        self.second_looks, self.whole, self.as_said = head["second_looks"], head["whole"], head["as_said"]
        self._records = tuple(head["records"])
        self._clock, self._charted_by = head["clock"], head["charted_by"]
        self._kept_lines = sum(Position(*end).seq for end in head["ends"].values())
        self._groups = None
        warn_of_lacking(self._review, named_below_people(self._reviewer, self._stage, self._tails.items()))
        return True
