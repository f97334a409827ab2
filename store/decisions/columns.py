"""What counts of a reader's decisions at a stage, in columns: the verdict, the reason and the act, and nothing else.

Status, flow and funnel ask no more of 100,000 decisions, and columns are read ten times as quickly as the decisions.
They are kept in the account's cache, with the place in each journal that they go up to and the checksum of all bytes
before it. Lines after it are applied; where a journal begins with other bytes, they are derived anew from all lines.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from heapq import merge
from pathlib import Path

from core.errors import TamisError
from core.protocol.values import Stage
from core.screening.columns import DecisionColumn
from core.screening.decision import ORDERS, Act, Decision, Verdict
from store.acts.duplicates.groups import Groups
from store.decisions.access import are_open, decisions_of, journals_of, named_below_people
from store.decisions.decision_journal import SECOND_LOOKS, TABLE, decisions_in
from store.decisions.reader_journals import ReaderJournals
from store.folder.journal_memory import warn_of_lacking
from store.folder.review import Review
from store.journal.line import Event, Position, canonical
from store.journal.tail import JournalTail, OtherFileError
from store.journal.union import said

WORTH_KEEPING = 500
"""Lines that the columns in the cache may lack: reading them costs some milliseconds."""

Kind = tuple[str, str, str, bool]
"""(verdict, reason, act, whether merged records were given different verdicts)"""


def columns_of(review: Review, reviewer: str, stage: Stage, groups: Groups, *, own: bool) -> VerdictColumns:
    """The columns of a reader at a stage, up to date.

    Args:
        review: The review.
        reviewer: The reader.
        stage: A stage of another kind than "chart".
        groups: The duplicate groups; their `origin` is known.
        own: As for `decisions_of`.

    Raises:
        TamisError: A journal is damaged, or of a newer tamis.
    """
    own = own or reviewer not in review.acting
    name = f"{reviewer}/{stage.id}/columns{'' if own else '/open'}"
    columns = review.kept(name, partial(VerdictColumns, reviewer=reviewer, stage=stage, own=own))
    columns.catch_up(groups)
    return columns


class VerdictColumns:
    """The columns of one reader at one stage; see the module.

    Args:
        review, reviewer, stage, own: As for `columns_of`.

    Attributes:
        bare: Survivor → the decision that counts, without record, time, note and labels, of the records that there are.
        merged: The survivors whose decision was made of what was said of several records.
        second_looks: Whether anything may have been said at a second look.
    """

    def __init__(self, review: Review, reviewer: str, stage: Stage, own: bool) -> None:
        self._review, self._reviewer, self._stage, self._own = review, reviewer, stage, own
        self._tails: dict[str, JournalTail] = {}
        self._groups: Groups | None = None
        self._kinds: dict[Kind, int] = {}
        self._clock = self._kept_lines = 0
        self.bare = DecisionColumn({}, array("H"), [None])
        self.merged: frozenset[str] = frozenset()
        self.second_looks = False

    def refresh(self) -> None:
        """Nothing: it is brought up to date when a state is derived."""

    def close(self) -> None:
        """Close the journals."""
        for each in self._tails.values():
            each.close()
        self._tails = {}

    def catch_up(self, groups: Groups) -> None:
        """Read what was appended; all anew where that is not enough, or the groups are others."""
        paths = self._paths()
        try:
            if self._groups is None or self._groups.origin != groups.origin or self._tails.keys() != paths.keys():
                self.close()
                known = self._loaded(groups, list(paths))
            else:
                known = True
            known = known and all(self._applied(each.refresh()) for each in self._tails.values())
        except (OtherFileError, TamisError):
            known = False  # where a journal is damaged, deriving it anew says so
        if not known or self._ahead_of_session():
            self._derive(groups)
        lines = sum(each.seq for each in self._tails.values())
        if lines - self._kept_lines > WORTH_KEEPING:
            self._keep()
            self._kept_lines = lines

    def events(self, holding: Collection[str]) -> Iterator[tuple[str, Event]]:
        """As `ReaderJournals.events`, without reading what the journals hold besides."""
        each = ([(batch, said(event)) for event in tail.events(holding)] for batch, tail in self._tails.items())
        return merge(*each, key=lambda one: one[1].at)

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

    def _derive(self, groups: Groups) -> None:
        self.close()
        self._groups = groups
        journals = self._journals()
        documents = journals.tables.get(TABLE, {})
        self._start([], array("H", bytes(2 * len(self._review.records))))
        counting = decisions_in(documents, groups)
        self.bare = self.bare.with_kinds({record: self._kind(each) for record, each in counting.items()})
        self.merged = frozenset(
            groups.of(each["record"])
            for number, each in documents.items()
            if "settles" in each or each["record"] in groups.survivor or int(number) != int(each["record"], 16)
        )
        self.second_looks = SECOND_LOOKS in journals.tables
        self._clock, self._kept_lines = journals.clock, 0
        self._follow({batch: each.end for batch, each in journals.each()})

    def _follow(self, ends: Mapping[str, Position]) -> None:
        paths = self._paths()
        patience, noted = self._review.patience, self._review.noted
        self._tails = {each: JournalTail(paths[each], ends[each], timeout=patience, unchanged=noted) for each in ends}

    def _start(self, kinds: Iterable[Kind], column: array[int]) -> None:
        self._kinds, self._decisions = {}, list[Decision | None]([None])
        for each in kinds:
            self._number_of(each)
        self.bare = DecisionColumn(self._review.records.order, column, self._decisions)

    def _kind(self, decision: Decision) -> int:
        return self._number_of((decision.said, decision.reason, decision.act, decision.torn))

    def _number_of(self, kind: Kind) -> int:
        if kind not in self._kinds:
            verdict, reason, act, torn = kind
            self._decisions.append(
                Decision(
                    record="",
                    verdict=Verdict(verdict) if verdict else None,
                    reason=reason,
                    order=ORDERS.get(Act(act), ""),
                    merged=(Decision(record=""),) if torn else (),
                )
            )
            self._kinds[kind] = len(self._kinds) + 1
        return self._kinds[kind]

    def _applied(self, events: Iterable[Event]) -> bool:
        """Apply what was appended to a journal; whether it could be: not what concerns records that were merged."""
        survivor = self._groups.survivor if self._groups is not None else {}
        changed: dict[str, int] = {}
        for event in events:
            if event.table == SECOND_LOOKS:
                self.second_looks = True
                continue
            word = event.after
            says = (word or event.before or {}).get("says")
            if event.table != TABLE or says is None or "settles" in says:
                return False
            record = says["record"]
            if event.id != int(record, 16) or record in survivor or record in self.merged:
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
            "merged": sorted(self.merged),
            "second_looks": self.second_looks,
        }
        content = b"\n".join((canonical(head), self.bare.kinds.tobytes()))
        if self._groups is not None:
            self._review.cache.keep(self._name(self._tails), self._groups.origin, content)

    def _loaded(self, groups: Groups, batches: list[str]) -> bool:
        """Take the columns from the cache; whether they were there, and go up to a place in each journal."""
        kept = self._review.cache.get(self._name(batches), groups.origin)
        if kept is None:
            return False
        text, _, content = kept.partition(b"\n")
        head = json.loads(text)
        column = array("H")
        column.frombytes(content)
        self._follow({batch: Position(*end) for batch, end in head["ends"].items()})
        self._start(((verdict, reason, act, torn) for verdict, reason, act, torn in head["kinds"]), column)
        self.merged, self.second_looks = frozenset(head["merged"]), head["second_looks"]
        self._clock = head["clock"]
        self._kept_lines = sum(Position(*end).seq for end in head["ends"].values())
        self._groups = groups
        warn_of_lacking(self._review, named_below_people(self._reviewer, self._stage, self._tails.items()))
        return True
