"""Actions as text, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable

from tui.actions.action import Action


def told(actions: Iterable[Action]) -> str:
    """Each action with all that it is, three lines a time."""
    return "\n".join(
        f"{each.id} [{' '.join(each.keys)}] {each.label}{f' / {each.pair}' if each.pair else ''}"
        f"{' (shown)' * each.shown}{' (decides)' * each.decides}\n    {each.help}\n    on {', '.join(each.screens)}"
        for each in actions
    )
