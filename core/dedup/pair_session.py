"""Goes through the doubtful pairs: the same or not, many alike at once, later, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol as Interface

from core.dedup.pairs import RecordPair
from core.dedup.titles import clean_title
from core.screening.merged_words import Contradiction
from core.undo import Sure, always
from core.walk import ShownRecords, Walk

Key = tuple[str, str]
"""The ids of a pair, the smaller first."""


class PairStore(ShownRecords, Interface):
    """What a session needs of the store; its records are those that were imported, each with its own source first.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    def questions(self) -> Sequence[RecordPair]:
        """The pairs that wait for a person, in the order to look at them."""

    def group(self, record_id: str) -> str:
        """What the ids of one duplicate group have in common, as it was at the beginning or after the last undo."""

    def contradictions(self, pair: RecordPair) -> Sequence[Contradiction]:
        """What was said of the two, and of what is merged with them, that would contradict itself in one record."""

    def say(self, pairs: Sequence[RecordPair], same: bool) -> None:
        """Give one verdict on these pairs as one act, all or none."""

    def undo(self, sure: Sure = always) -> Mapping[Key, bool | None]:
        """Take back this person's last act, of any session, and give what counts now of its pairs.

        Nothing is given when there is none left, or `sure` says no.
        """

    def refresh(self) -> Mapping[Key, bool | None]:
        """The verdicts that other windows have given, changed or (None) taken back since the last call."""


class PairingSession(Walk[RecordPair]):
    """One person's way through the doubtful pairs.

    A pair keeps its place in the list when it gets a verdict, so that one can go back to it; only `later` moves one.

    Args:
        store: The part of the store that the session needs.
        merged: How many records were merged automatically.
    """

    noun = "pair"
    _store: PairStore

    def __init__(self, store: PairStore, merged: int = 0) -> None:
        self.pairs = list(store.questions())
        self.merged = merged
        super().__init__(self.pairs, store)
        self._said: dict[Key, bool] = {}
        self._titles: dict[Key, frozenset[str]] = {}
        self._groups: dict[str, str] = {}
        self._regroup()

    def verdict(self, pair: RecordPair) -> bool | None:
        """What was said of a pair: the same, not the same, or nothing yet."""
        return self._said.get(_key(pair))

    def joined(self, pair: RecordPair) -> bool:
        """Whether the two are in one group by what was said of other pairs, so that nobody need be asked."""
        return self.verdict(pair) is None and self._group(pair.a) == self._group(pair.b)

    def waits(self, pair: RecordPair) -> bool:
        """Whether the pair still needs a verdict."""
        return self.verdict(pair) is None and not self.joined(pair)

    @property
    def left(self) -> int:
        """How many pairs still need a verdict."""
        return sum(1 for pair in self.pairs if self.waits(pair))

    def contradictions(self) -> tuple[Contradiction, ...]:
        """What would contradict itself if the current pair were the same."""
        return () if self.current is None else tuple(self._store.contradictions(self.current))

    def give(self, same: bool) -> None:
        """Say of the current pair that it is the same or not, and go on to the next one that waits.

        The place changes only after the store has acknowledged the verdict.

        Raises:
            LookupError: There is no pair.
        """
        self._give((self.here,), same)

    def alike(self) -> list[RecordPair]:
        """The waiting pairs with the same titles as the current one, itself included; letter case and signs aside."""
        pair = self.current
        if pair is None:
            return []
        titles = self._titles_of(pair)
        return [each for each in self.pairs if self.waits(each) and self._titles_of(each) == titles]

    def part(self, pairs: Sequence[RecordPair]) -> None:
        """Say of several waiting pairs at once that none of them is the same, and go on."""
        self._give(pairs, False)

    def later(self) -> bool:
        """Put the current pair at the end of the list and go on; False when no other pair waits."""
        pair = self.current
        if pair is None or not any(self.waits(each) for each in self.pairs if each is not pair):
            return False
        self.pairs.append(self.pairs.pop(self.position))
        self.position -= 1
        self.next_undecided()
        return True

    def undo(self, sure: Sure = always) -> Sequence[Key]:
        """Take back this person's last act, a verdict or a bulk of them, and go to it; its questions are back at once.

        Returns:
            Its pairs; () when there is none left, or it is not sure.
        """
        changed = self._store.undo(sure)
        if changed:
            known = set(map(_key, self.pairs))
            back = [each for each in self._store.questions() if _key(each) not in known]
            self.pairs[self.position : self.position] = back
            self._keep(changed)
            here = self.position + len(back)
            self.position = next((place for place, each in enumerate(self.pairs) if _key(each) in changed), here)
        return tuple(changed)

    def refresh(self) -> list[RecordPair]:
        """Take in what other windows have said; the pairs that it concerns. The place stays."""
        changed = self._store.refresh()
        concerned = [pair for pair in self.pairs if _key(pair) in changed]
        self._keep({_key(pair): changed[_key(pair)] for pair in concerned})
        return concerned

    def _give(self, pairs: Sequence[RecordPair], same: bool) -> None:
        self._store.say(pairs, same)
        self._keep(dict.fromkeys(map(_key, pairs), same))
        self.advance()

    def _keep(self, said: Mapping[Key, bool | None]) -> None:
        before, self._said = self._said, {**self._said}
        for key, same in said.items():
            if same is None:
                self._said.pop(key, None)
            else:
                self._said[key] = same
        if True in said.values() or any(before.get(key) for key in said):
            self._regroup()

    def _titles_of(self, pair: RecordPair) -> frozenset[str]:
        key = _key(pair)
        if key not in self._titles:
            self._titles[key] = frozenset(clean_title(self.record(each).title)[0] for each in key)
        return self._titles[key]

    def _group(self, record: str) -> str:
        key = self._store.group(record)
        while key in self._groups:
            key = self._groups[key]
        return key

    def _regroup(self) -> None:
        """Join the groups of what was called the same."""
        self._groups = {}
        for (a, b), same in self._said.items():
            one, other = self._group(a), self._group(b)
            if same and one != other:
                self._groups[other] = one


def _key(pair: RecordPair) -> Key:
    return (pair.a, pair.b)
