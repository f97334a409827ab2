"""What is known of a journal besides the file: by what people stated and saw, and by what this account wrote itself.

Everybody's words state how far they had seen the others' words (`seen`), how far the writer's own open journals went
(`holds`), and how far the journal of a batch was when it was read (statements). Besides, an account remembers in its
cache folder how far its own journals went. A file that lacks one of these lines was cut, replaced or written anew.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store.folder.cache import cache_folder, make_cache_folder
from store.folder.people import ACTS, DECISIONS, PEOPLE, batch_folder
from store.journal.errors import LONGER_COPY, LinesMissing
from store.journal.files import atomic_write
from store.journal.following import FollowedJournal
from store.journal.known_ends import KnownEnd
from store.journal.line import Document, Event
from store.journal.snapshot import Snapshot, read_snapshot

if TYPE_CHECKING:
    from store.folder.review import Review

ENDS = "ends.json"
"""The file in the cache folder: journal below `people` → [lines, `~` of the last]."""
WROTE = "this account wrote them"
LOSSES, STATEMENTS = "losses", "statements"


def said_ends(who: str, event: Event) -> Iterator[tuple[str, KnownEnd]]:
    """The lines of journals that a word vouches for: (journal below `people`, line)."""
    word = event.after
    if word is None:
        return
    where = f"{PEOPLE}/{who}/{ACTS}, line {event.seq}"

    def known(seq: int, link: str, verb: str) -> KnownEnd:
        return KnownEnd(seq, link, f"{who} {verb} on {event.at[:16]}Z: {where}", word["clock"])

    for person, (seq, link) in word.get("seen", {}).items():
        yield f"{person}/{ACTS}", known(seq, link, "had seen them")
    for name, (seq, link) in word.get("holds", {}).items():
        yield f"{who}/{name}", known(seq, link, "held them")
    if event.table == STATEMENTS:
        yield from _stated_ends(who, [word])


def accepted(review: Review, journal: str, ends: Collection[KnownEnd]) -> list[KnownEnd]:
    """The lines known of a journal without those of which its owner has said that they are lost for good."""
    if journal in review.forgiven or not ends:
        return []
    who, _, name = journal.partition("/")
    acts = review.acts.journals.get(who)
    words = acts.tables.get(LOSSES, {}).values() if acts is not None else ()
    losses = [(each["clock"], each["says"]) for each in words if each["says"] and each["says"]["file"] == name]
    return [
        end
        for end in ends
        if not any(
            [end.seq, end.link] in says["lost"] or (end.seq > says["kept"] and end.clock < clock)
            for clock, says in losses
        )
    ]


class JournalMemory:
    """What is known of one journal; see `store.journal.known_ends.Memory`.

    Args:
        review: The review.
        journal: The journal, as it is named below `people`: "ANNA/acts.jsonl".
        own: Whether this account writes it, and so remembers how far it went.
    """

    def __init__(self, review: Review, journal: str, *, own: bool) -> None:
        self._review, self._journal, self._own = review, journal, own

    def known(self) -> list[KnownEnd]:
        """The last lines that are known of it, by whom."""
        found = [end for name, end in latest_ends(self._review) if name == self._journal]
        if self._own and (remembered := remembered_ends(self._review.folder).get(self._journal)):
            found.append(remembered)
        return accepted(self._review, self._journal, found)

    def remember(self, seq: int, link: str) -> None:
        """Note how far the journal goes, unless it was known to go further."""
        ends = remembered_ends(self._review.folder)
        if not self._own or not seq or (self._journal in ends and ends[self._journal].seq >= seq):
            return
        self._write(ends | {self._journal: KnownEnd(seq, link, "")})

    def read(self) -> Snapshot | None:
        """What this session has read of it before it opened it."""
        return self._review.read.get(self._journal) or self._review.lent(self._journal)

    def forget(self) -> None:
        """Note nothing of it any more, since its owner knows that lines are lost."""
        ends = remembered_ends(self._review.folder)
        self._write({name: each for name, each in ends.items() if name != self._journal})

    def _write(self, ends: Mapping[str, KnownEnd]) -> None:
        with contextlib.suppress(OSError):
            path = make_cache_folder(self._review.folder) / ENDS
            kept = {name: (each.seq, each.link) for name, each in ends.items()}
            atomic_write(path, [json.dumps(kept, indent=0).encode()], 0o600)


def snapshot_of(review: Review, journal: str) -> Snapshot | None:
    """The snapshot that a review opens a journal with, named below `people`; None where there is none."""
    own = journal.partition("/")[0] in {*review.acting, review.who}
    return read_snapshot((review.folder if own else review.cache.folder) / PEOPLE / Path(journal).with_suffix(".json"))


def remembered_ends(folder: Path) -> dict[str, KnownEnd]:
    """Journal below `people` of a review folder → the last line that this account wrote to it."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((cache_folder(folder) / ENDS).read_bytes())
        return {str(name): KnownEnd(int(seq), str(link), WROTE) for name, (seq, link) in kept.items()}
    return {}


def latest_ends(review: Review) -> list[tuple[str, KnownEnd]]:
    """What each person stated last of everybody's journals, and what they stated of each batch."""
    return review.once(_latest_ends)


def _latest_ends(review: Review) -> list[tuple[str, KnownEnd]]:
    found: list[tuple[str, KnownEnd]] = []
    for who, journal in review.acts.journals.items():
        for part in (b'"seen":{', b'"holds":{'):
            event = next(journal.events_with(part), None)
            found += () if event is None else said_ends(who, event)
        found += _stated_ends(who, journal.tables.get(STATEMENTS, {}).values())
    return found


def _stated_ends(who: str, words: Iterable[Document]) -> Iterator[tuple[str, KnownEnd]]:
    for word in words:
        if (says := word["says"]) and says["last"]:
            by = f"{who} stated them on {says['at'][:16]}Z"
            name = f"{who}/{batch_folder(says['stage'], says['round'])}/{DECISIONS}"
            yield name, KnownEnd(says["last"], says["link"], by, word["clock"])


def warn_of_lacking(review: Review, journals: Mapping[str, FollowedJournal]) -> None:
    """Say which journals lack lines that somebody stated or saw; what is there counts.

    Args:
        review: The review.
        journals: The open journals, each named below `people`.
    """
    ends: dict[str, list[KnownEnd]] = {}
    for name, end in latest_ends(review):
        ends.setdefault(name, []).append(end)
    for name, journal in journals.items():
        lost = journal.lacking(accepted(review, name, ends.get(name, ())))
        if lost:
            there = journal.seq if journal.path.exists() else None
            error = LinesMissing(journal.path, lost[0].seq, there, lost[0].by)
            whose = name.partition("/")[0]
            own = whose == review.who or whose in review.acting
            review.warn(f"{error.where}: {error.what}. {LONGER_COPY if own else ASK.format(who=whose)}")


ASK = "What is there counts. Ask {who} for a copy that has them; `tamis check` says more."
