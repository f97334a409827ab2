"""Finds when the protocol's rule asks to extend a sample, and the command that does it."""

from __future__ import annotations

from dataclasses import dataclass

from core.protocol.values import Stage
from core.sampling.share import sample_size
from core.words import count
from store.numbers.agreement import stage_agreements
from store.state.review_state import ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class DueExtension:
    """An extension that the protocol asks for.

    Attributes:
        round: The search round whose sample it concerns: the last one.
        statistic: The name of the figure that is too low, as in `tamis agreement --json`.
        value: The figure.
        below: The least value that the rule accepts.
        added: How many records are to be added to the sample.
        reason: Why, for the log.
        command: The command that extends the sample.
    """

    round: int
    statistic: str
    value: float
    below: float
    added: int
    reason: str
    command: str

    def sentence(self) -> str:
        """The extension in words, for people."""
        return (
            f"{self.statistic.replace('_', ' ')} is {self.value:.3f}, below {self.below:g}: the protocol asks for "
            f"{count(self.added, 'more record')} to be read twice\n    {self.command}"
        )


def due_extension(state: ReviewState, stage: Stage) -> DueExtension | None:
    """The extension that the stage's rule asks for.

    None without a rule, while the agreement is not complete, when it is high enough or undefined, when no record is
    left, and when the last round's sample was extended since the stage was opened: the rule applies once.
    """
    rule, sampled = stage.extend_sample, stage.sampled_reader
    drawn = {key[1]: each.sample for key, each in state.samples.items() if key[0] == stage.id}
    if rule is None or sampled is None or not drawn:
        return None
    last = max(drawn)
    sample, opening = drawn[last], state.openings.get((stage.id, last))
    if opening is None or sample.added_after(opening.at):
        return None
    pair = next(each for each in stage_agreements(state, stage) if sampled.reviewer in each.raters)
    value = getattr(pair.result, rule.statistic) if pair.complete and pair.result is not None else None
    added = min(sample_size(sample.frame, rule.by), sample.frame - sample.size)
    if value is None or value >= rule.below or not added:
        return None
    below = float(rule.below)
    return DueExtension(
        round=last,
        statistic=rule.statistic,
        value=value,
        below=below,
        added=added,
        reason=f"rule of the protocol: {rule.statistic.replace('_', ' ')} {value:.3f} is below {below:g}",
        command=f"tamis sample {stage.id} --extend-by-rule",
    )
