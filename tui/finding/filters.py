"""The choices of the filter menu: which of the owed records the list shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from core.protocol.values import Stage
from core.screening.decision import Decision, Verdict

CHOICE_KEYS = "123456789" + "abcdefghijklmnopqrstuvwxyz"
"""The keys of numbered choices, in order; a list longer than this is cut."""


class Filter(NamedTuple):
    """A way to narrow the list.

    Attributes:
        name: What the view is then called.
        wanted: Whether a record with this decision is shown; None shows all.
        of_record: Whether the record with this id is shown, where that does not depend on its decision.
    """

    name: str
    wanted: Callable[[Decision | None], bool] | None
    of_record: Callable[[str], bool] | None = None


ALL = Filter("all", None)


def filters(stage: Stage, labels: list[str]) -> dict[str, Filter]:
    """The filters of a stage by the key that chooses each."""
    found = {
        "a": ALL,
        "u": Filter("undecided", lambda decision: decision is None or decision.verdict is None),
        "y": Filter("included", _verdict(Verdict.INCLUDE)),
        "n": Filter("excluded", _verdict(Verdict.EXCLUDE)),
        "m": Filter("maybe", _verdict(Verdict.MAYBE)),
        "!": Filter("noted", lambda decision: decision is not None and bool(decision.note)),
    }
    for key, reason in stage.reason_keys.items():
        found[key] = Filter(reason.label, _reason(reason.id))
    if stage.reasons:
        found.setdefault("0", Filter(stage.reason_label(""), _reason("")))
    free = (key for key in CHOICE_KEYS[9:] if key not in found)
    for key, label in zip(free, labels, strict=False):
        found[key] = Filter(f"label {label}", _label(label))
    return found


def _verdict(verdict: Verdict) -> Callable[[Decision | None], bool]:
    return lambda decision: decision is not None and decision.verdict is verdict


def _reason(reason: str) -> Callable[[Decision | None], bool]:
    return lambda decision: decision is not None and decision.verdict is Verdict.EXCLUDE and decision.reason == reason


def _label(label: str) -> Callable[[Decision | None], bool]:
    return lambda decision: decision is not None and label in decision.labels
