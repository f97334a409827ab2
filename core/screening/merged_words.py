"""The one rule for what counts of words on records that were merged afterwards.

*Words* are what one voice said of records: the decisions of a reader at a stage, a reader's answers for one item, and
of the team the resolutions of a stage, its reports, its consensus on one item. A word *says* something that can be
compared: a verdict, whether a report was had, an answer. A word that was said of a publication after its records had
been merged *settles* what had been said of each of them: it names those records and what was said, and stands beside
their words, which stay as they are. It holds while all of them are one group and their own words are still those: so it
outweighs them, and taking the merge back brings them back. Of the words that are left

- those that say the same are one word: the latest (by `at`, then by record);
- those that say different things count for nothing: they are in *conflict*, which waits for its voice, and the record
  stays in until then. A disagreement that ended in two ways is open again; one that waits for an adjudicator goes on
  doing so;
- notes and labels contradict nothing, and reasons only give way: those of all words are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol, Self, TypeVar

from core.records.groups import homes_of, survivors_among
from core.screening.decision import Decision, Resolution, Settles, Verdict


class AnyWord(Protocol):
    """A word, whatever it is about."""

    @property
    def record(self) -> str:
        """The record that it is stored with."""

    @property
    def at(self) -> str:
        """When, in UTC, ISO 8601."""

    @property
    def settles(self) -> Settles:
        """The records whose words it settles, each with what those said."""

    @property
    def said(self) -> str:
        """What can be compared of it; "" where it says nothing."""

    def on(self, record: str) -> Self:
        """The same word on the survivor of its group, where it settles nothing any more."""


Word = TypeVar("Word", bound=AnyWord)

Voice = tuple[str, str]
"""Who spoke, and at which stage: a reviewer's id, or "" for how a disagreement ended; the stage's id."""

Said = Mapping[Voice, str]
"""What counts of one record: the verdicts, "" for one that is `torn`."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Different things said by one voice of records that are about to be merged.

    Attributes:
        said: The verdict on each record of which there is one; "" where they contradict each other already.
    """

    reviewer: str
    stage: str
    said: tuple[tuple[str, str], ...]


def contradictions(said: Mapping[str, Said], together: Sequence[str]) -> list[Contradiction]:
    """What would contradict each other if records became one.

    Args:
        said: What counts of each record, as far as the audience may know it.
        together: The records, each standing for its duplicate group.
    """
    by_voice: dict[Voice, list[tuple[str, str]]] = {}
    for record in together:
        for voice, verdict in said.get(record, {}).items():
            by_voice.setdefault(voice, []).append((record, verdict))
    return [
        Contradiction(*voice, tuple(verdicts))
        for voice, verdicts in by_voice.items()
        if len({verdict for _, verdict in verdicts}) > 1
    ]


def decisions_as_one(decisions: Iterable[Decision], survivor: Mapping[str, str]) -> dict[str, Decision]:
    """One reader's decisions at a stage as they count, by survivor.

    Args:
        decisions: All that stand in the reader's journal, in any order.
        survivor: The survivor of each record that goes on under another one.

    Returns:
        Of a record whose decisions contradict each other one without a verdict, which is `torn`.
    """

    def one(words: Sequence[Decision]) -> Decision:
        given = tuple(sorted((each for each in words if each.verdict is not None), key=latest))
        if len({each.verdict for each in given}) < 2:
            counts = given[-1] if given else max(words, key=latest)
            return _with_remarks(replace(counts, merged=given), words)
        return _with_remarks(replace(max(words, key=latest), verdict=None, reason="", merged=given), words)

    return as_one(decisions, survivor, one)


def _with_remarks(counts: Decision, words: Sequence[Decision]) -> Decision:
    """The decision with the notes and labels of all words; a reason that gave way is a label.

    What was noted of records as one publication takes the place of what had been noted of each of them.
    """
    covered = {record for each in words if each.settles for record in said_of(each)}
    noting = sorted((each for each in words if each.settles or each.record not in covered), key=latest)
    labels = [label for each in noting for label in each.labels]
    if counts.verdict is not None:
        labels += [each.reason for each in noting if each.reason not in ("", counts.reason)]
    notes = dict.fromkeys(each.note for each in noting if each.note)
    return replace(counts, note="; ".join(notes), labels=tuple(dict.fromkeys(labels)))


def resolutions_as_one(
    resolutions: Iterable[Resolution], survivor: Mapping[str, str], decided: Callable[[str], Mapping[str, Set[str]]]
) -> dict[str, Resolution]:
    """How disagreements ended at a stage as it counts, by survivor; what is open again is left out.

    Args:
        resolutions: All that stand, in any order.
        survivor: As `decisions_as_one`.
        decided: Takes a survivor; the records of its group that readers have decided on, each with their verdicts. A
            resolution of some of them ends nothing: it was not about what was said of the others. Nor do several
            where all say the same of the records of one: it did not count there any more, and no merge makes it count.
    """

    def one(words: Sequence[Resolution]) -> Resolution | None:
        escalated = [each for each in words if each.verdict is None]
        if not escalated:
            about = frozenset[str]().union(*map(said_of, words))
            said = decided(survivor.get(words[0].record, words[0].record))
            if len({each.verdict for each in words}) > 1 or not about.issuperset(said):
                return None
            if len(words) > 1 and any(_agreed_on(said, said_of(each)) for each in words):
                return None
        return max(escalated or words, key=latest)

    return as_one(resolutions, survivor, one, alone=True)


def _agreed_on(said: Mapping[str, Set[str]], records: Set[str]) -> bool:
    """Whether all who have decided on these records include them, or all exclude them."""
    return set().union(*(said[each] for each in records if each in said)) in ({Verdict.INCLUDE}, {Verdict.EXCLUDE})


def in_conflict(words: Iterable[Word], survivor: Mapping[str, str]) -> dict[str, tuple[Word, ...]]:
    """Survivor → the words of one voice that say different things of records that are one, the latest last."""
    found: dict[str, tuple[Word, ...]] = {}

    def keep(words: Sequence[Word]) -> None:
        saying = sorted((each for each in words if each.said), key=latest)
        if len({each.said for each in saying}) > 1:
            found[survivor.get(saying[0].record, saying[0].record)] = tuple(saying)

    as_one(words, survivor, keep)
    return found


def said_of(word: AnyWord) -> frozenset[str]:
    """The records that a word speaks of, as they were before they were merged."""
    if isinstance(word, Decision) and word.merged:
        return frozenset[str]().union(*map(said_of, word.merged))
    return frozenset(record for record, _ in word.settles) or frozenset((word.record,))


def parts_of(decision: Decision) -> Sequence[Decision]:
    """The decisions that were given of which one was made, or that one."""
    return decision.merged or (decision,)


def as_one(
    words: Iterable[Word],
    survivor: Mapping[str, str],
    one: Callable[[Sequence[Word]], Word | None],
    *,
    alone: bool = False,
) -> dict[str, Word]:
    """The words of one voice as they count, by survivor.

    Args:
        words: All that stand, in any order.
        survivor: The survivor of each record that goes on under another one.
        one: Makes one word of several on one group, or none.
        alone: Whether `one` is also asked where there is a single word on a group.
    """
    counting: dict[str, Word] = {}
    several: dict[str, list[Word]] = {}
    words = list(words)
    homes = homes_of(survivor, [each.record for each in words])
    joined = survivors_among(survivor, homes) if alone else frozenset[str]()
    for word, home in zip(words, homes, strict=True):
        if word.settles:
            if all(survivor.get(each, each) == home for each, _ in word.settles):
                several.setdefault(home, []).append(word)
        elif home != word.record or home in joined:
            several.setdefault(home, []).append(word)
        else:
            counting[home] = word
    for record, together in several.items():
        if record in counting:
            together.append(counting.pop(record))
        left = _unsettled(together)
        counts = one(left) if left else None
        if counts is not None:
            counting[record] = counts.on(record)
    return counting


def _unsettled(words: Sequence[Word]) -> list[Word]:
    """The words of one group without those that another one settles, and those that settle words that have changed."""
    own = {each.record: each.said for each in words if not each.settles}
    holding = [each for each in words if all(own.get(record, "") == said for record, said in each.settles)]
    settled = [said_of(each) for each in holding if each.settles and each.said]
    return [
        each
        for each in holding
        if not any(said_of(each) < records if each.settles else each.record in records for records in settled)
    ]


def latest(word: AnyWord) -> tuple[str, str]:
    """The order in which words were said."""
    return word.at, word.record
