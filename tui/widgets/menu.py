"""What a menu offers, and how its answers read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from core.protocol.values import Stage
from tui.text.plain import clean
from tui.words.phrases import everywhere

Choices = Mapping[str, tuple[str, Callable[[], None]]]
"""By key, the words and what happens."""


def offered(choices: Choices) -> list[str]:
    """The answers as they read, each with its key, and how to leave the menu at their end."""
    return [*(f"{key} {clean(label)}" for key, (label, _act) in choices.items()), everywhere.ESC_BACK]


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
