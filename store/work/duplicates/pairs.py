"""Stores people's verdicts on doubtful pairs of records, and starts the session that goes through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.dedup.pair_session import Key, PairingSession
from core.dedup.pairs import RecordPair
from core.records.record import Record
from core.screening.merged_words import Contradiction
from core.undo import Sure, always
from store.acts.duplicates.groups import duplicate_groups, pairs_to_review
from store.acts.duplicates.verdicts import VERDICTS, give_verdicts, undo_last, verdict_changes, verdicts
from store.acts.imports import source_names
from store.folder.review import Review
from store.journal.journal import document_id
from store.state.contradictions import contradictions_after
from store.state.duplicate_counts import removed_by
from store.state.flags import flagged


class DiskPairStore:
    """People's verdicts on doubtful pairs, durable before each call returns; a `core.dedup.pair_session.PairStore`."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._source_names = source_names(review)
        self.groups = duplicate_groups(review)
        self._known = self._verdicts()

    def record(self, record_id: str) -> Record:
        """The record of that id as it was imported, with what speaks against it."""
        return flagged(self._review, self.groups, self._review.records.get(record_id))

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The name of the record's source, then those of the records that are merged with it already."""
        return self._source_names((record_id, *self.groups.around(record_id)))

    def questions(self) -> Sequence[RecordPair]:
        """The pairs that wait for a person."""
        return pairs_to_review(self._review, self.groups)

    def group(self, record_id: str) -> str:
        """The survivor of the record's group."""
        return self.groups.of(record_id)

    def contradictions(self, pair: RecordPair) -> Sequence[Contradiction]:
        """The decisions on the two records and their groups that would contradict each other after the merge."""
        changes = verdict_changes(self._review, [(pair.a, pair.b)], same=True)
        return contradictions_after(self._review, changes)

    def say(self, pairs: Sequence[RecordPair], same: bool) -> None:
        """Give one verdict on these pairs as one act, all or none.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        keys = [(pair.a, pair.b) for pair in pairs]
        give_verdicts(self._review, keys, same=same)
        self._known.update(dict.fromkeys(keys, same))

    def undo(self, sure: Sure = always) -> Mapping[Key, bool | None]:
        """Take back one's own last verdict, or bulk of them, whenever it was given; what counts now of its pairs.

        Raises:
            TamisError: Somebody has said otherwise since, or it could not be saved; nothing has changed.
        """
        numbers = {event.id for event in undo_last(self._review, sure, (VERDICTS,))}
        known, self._known, self.groups = self._known, self._verdicts(), duplicate_groups(self._review)
        return {key: self._known.get(key) for key in known | self._known if document_id(" ".join(key)) in numbers}

    def refresh(self) -> Mapping[Key, bool | None]:
        """The verdicts that other processes have given, changed or (None) taken back since the last call."""
        acts = self._review.acts
        before = acts.state(VERDICTS)
        acts.refresh()
        if acts.state(VERDICTS) == before:
            return {}
        known, self._known = self._known, self._verdicts()
        touched = known.keys() | self._known.keys()
        return {key: self._known.get(key) for key in touched if known.get(key) != self._known.get(key)}

    def _verdicts(self) -> dict[Key, bool]:
        return {key: verdict.same for key, verdict in verdicts(self._review).items()}


def pairing_session(review: Review) -> PairingSession:
    """The session on all doubtful pairs that wait for a person."""
    store = DiskPairStore(review)
    return PairingSession(store, removed_by(review, store.groups)[0])
