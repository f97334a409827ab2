"""The one rule for what counts of decisions and resolutions on records that were merged afterwards.

*Words* are the decisions of one reader at one stage, or the resolutions of a stage. A word that was said of a
publication after its records had been merged *settles* what had been said of each of them: it names those records and
verdicts, and stands beside their words, which stay as they are. It holds while all of them are one group and their own
words are still those: so it outweighs them, and taking the merge back brings them back. Of the words that are left

- the same verdict is one word: the latest (by `at`, then by record) gives its reason, note and labels;
- different verdicts (include, exclude, maybe) count for nothing: the record waits for the reader, and a disagreement
  that ended in two ways is open again. One that waits for an adjudicator goes on doing so;
- notes and labels without a verdict contradict nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from core.screening.decision import Decision, Resolution

Word = TypeVar("Word", Decision, Resolution)

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
        given = tuple(sorted((each for each in words if each.verdict is not None), key=_latest))
        if len({each.verdict for each in given}) < 2:
            return replace(given[-1] if given else max(words, key=_latest), settles=(), merged=given)
        # What was noted of them as one publication is the last thing said.
        noted = max(words, key=lambda each: (len(each.settles), *_latest(each)))
        return replace(noted, verdict=None, reason="", settles=(), merged=given)

    return _as_one(decisions, survivor, one)


def resolutions_as_one(
    resolutions: Iterable[Resolution], survivor: Mapping[str, str], decided: Callable[[str], Collection[str]]
) -> dict[str, Resolution]:
    """How disagreements ended at a stage as it counts, by survivor; what is open again is left out.

    Args:
        resolutions: All that stand, in any order.
        survivor: As `decisions_as_one`.
        decided: Takes a survivor; the records of its group that readers have decided on. A resolution of some of them
            ends nothing: it was not about what was said of the others.
    """

    def one(words: Sequence[Resolution]) -> Resolution | None:
        escalated = [each for each in words if each.verdict is None]
        if not escalated:
            about = frozenset[str]().union(*map(said_of, words))
            home = survivor.get(words[0].record, words[0].record)
            if len({each.verdict for each in words}) > 1 or not about.issuperset(decided(home)):
                return None
        return replace(max(escalated or words, key=_latest), settles=())

    return _as_one(resolutions, survivor, one, frozenset(survivor.values()))


def said_of(word: Decision | Resolution) -> frozenset[str]:
    """The records that a word speaks of, as they were before they were merged."""
    if isinstance(word, Decision) and word.merged:
        return frozenset[str]().union(*map(said_of, word.merged))
    return frozenset(record for record, _ in word.settles) or frozenset((word.record,))


def _as_one(
    words: Iterable[Word],
    survivor: Mapping[str, str],
    one: Callable[[Sequence[Word]], Word | None],
    always: Collection[str] = (),
) -> dict[str, Word]:
    """The words as they count, by survivor; `one` makes one of several, and of a single one on a record of `always`."""
    counting: dict[str, Word] = {}
    several: dict[str, list[Word]] = {}
    for word in words:
        home = survivor.get(word.record, word.record)
        if word.settles:
            if all(survivor.get(each, each) == home for each, _ in word.settles):
                several.setdefault(home, []).append(word)
        elif home != word.record or home in always:
            several.setdefault(home, []).append(word)
        else:
            counting[home] = word
    for record, together in several.items():
        if record in counting:
            together.append(counting.pop(record))
        left = _unsettled(together)
        counts = one(left) if left else None
        if counts is not None:
            counting[record] = replace(counts, record=record)
    return counting


def _unsettled(words: Sequence[Word]) -> list[Word]:
    """The words of one group without those that another one settles, and those that settle words that have changed."""
    own = {each.record: each.verdict or "" for each in words if not each.settles}
    holding = [each for each in words if all(own.get(record, "") == verdict for record, verdict in each.settles)]
    settled = [said_of(each) for each in holding if each.settles and each.verdict is not None]
    return [
        each
        for each in holding
        if not any(said_of(each) < records if each.settles else each.record in records for records in settled)
    ]


def _latest(word: Decision | Resolution) -> tuple[str, str]:
    return word.at, word.record
