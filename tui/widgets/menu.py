"""What a menu offers, and how its answers read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from textual import events

from core.protocol.values import Stage
from tui.text.plain import clean
from tui.words.phrases import everywhere

Choices = Mapping[str, tuple[str, Callable[[], None]]]
"""By key, the words and what happens."""


def offered(choices: Choices) -> list[str]:
    """The answers as they read, each with its key, and how to leave the menu at their end."""
    return [*(f"{key} {clean(label)}" for key, (label, _act) in choices.items()), everywhere.ESC_BACK]


@dataclass(frozen=True, slots=True)
class Menu:
    """A question that one key answers.

    Attributes:
        question: What is asked.
        choices: The answers.
        confirms: Whether the question must have been shown long enough to be read: not where it only completes what a
            key has begun.
    """

    question: str
    choices: Choices
    confirms: bool = False

    @property
    def words(self) -> list[str]:
        """The question, the answers, and how to leave."""
        return [self.question, *offered(self.choices)]

    @property
    def touchable(self) -> Mapping[str, str]:
        """What the mouse can take for its key, by the words that stand there."""
        return dict(zip(offered(self.choices), (*self.choices, "escape"), strict=True))

    def answer(self, event: events.Key) -> Callable[[], None] | None:
        """What a key does as an answer, None where it is none; enter gives the first answer where it confirms."""
        first = next(iter(self.choices)) if self.confirms and event.key == "enter" else ""
        choice = self.choices.get(first or event.character or event.key)
        return choice and choice[1]


def reason_choices(stage: Stage, act: Callable[[str], None], *, needed: bool) -> Choices:
    """The reasons to exclude at a stage by their digits; none for a stage without reasons.

    Args:
        stage: The stage.
        act: Gets the id of the reason, "" for none.
        needed: Whether there must be one.
    """
    choices = {key: (reason.label, partial(act, reason.id)) for key, reason in stage.reason_keys.items()}
    if choices and not needed:
        choices.setdefault("0", (everywhere.NO_REASON, partial(act, "")))
    return choices
