"""The funnel and the readers, as a table with a cursor on the stages and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tui.overview import NO_RECORDS, Status, identified, leak, notices
from tui.text import Line, cells, clean, fit
from tui.theme import ALARM, DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.wording import number

_COUNTS = ("entered", "included", "excluded", "waiting")
_FEW_COUNTS = ("entered", "waiting")
"""What is shown below 56 columns."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Number(NamedTuple):
    """A number of a stage's line: one of the counts, or the excluded for one reason (by its id)."""

    name: str
    reason: str | None
    count: int


class FunnelTable(Canvas):
    """The counts of `tamis status`, drawn for the width there is.

    The cursor stands on a stage or on one of its numbers; the counts by reason follow those that have a column.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._status: Status | None = None
        self._top = 0
        self._place = 0
        self.stage: str | None = None

    def show(self, status: Status, stage: str | None) -> None:
        """Show the counts, with the cursor on a stage."""
        self._status = status
        names = self._stages()
        self.stage = stage if stage in names else next(iter(names), None)
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor by a number of stages."""
        names = self._stages()
        if self.stage in names:
            self.stage = names[min(max(names.index(self.stage) + steps, 0), len(names) - 1)]
            self.repaint()

    def move_across(self, steps: int) -> None:
        """Move the cursor along the numbers of the stage; before the first one it is on the stage itself."""
        self._place = min(max(min(self._place, len(self._numbers())) + steps, 0), len(self._numbers()))
        self.repaint()

    @property
    def number(self) -> Number | None:
        """The number under the cursor; None when it is on a stage."""
        place = min(self._place, len(self._numbers()))
        return self._numbers()[place - 1] if place else None

    def _numbers(self) -> list[Number]:
        if self._status is None or self.stage not in self._stages():
            return []
        stage = next(each for each in self._status["stages"] if each["stage"] == self.stage)
        reasons = sorted(stage["reasons"].items(), key=lambda pair: -pair[1])
        return [Number(name, None, stage[name]) for name in _COUNTS] + [
            Number("excluded", reason, count) for reason, count in reasons
        ]

    def _stages(self) -> list[str]:
        if self._status is None or not self._status["identified"]:
            return []
        return [stage["stage"] for stage in self._status["stages"]]

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor."""
        if self._status is None:
            return [((" counting …", DIM),)]
        rows, cursor = self._rows(self._status, width)
        if len(rows) <= height or cursor <= height // 2:
            self._top = 0
        else:
            self._top = min(cursor - height // 2, len(rows) - height)
        return rows[self._top : self._top + height]

    def _rows(self, status: Status, width: int) -> tuple[list[Line], int]:
        """All rows, and which one the cursor is on."""
        rows: list[Line] = []
        if alarm := leak(status):
            rows += [((f" {clean(alarm)}", ALARM),), ()]
        if not status["identified"]:
            return [*rows, *(((f" {text}", PLAIN),) for text in NO_RECORDS)], 0
        rows += [((f" {identified(status)}", PLAIN),), ()]
        names = _COUNTS if width >= 56 else _FEW_COUNTS
        column = 11 if width >= 80 else 9
        counts = len(names) * column
        name_width = min(max([14, *(cells(clean(name)) for name in self._stages())]), max(width - counts - 5, 1)) + 1
        bar = min(max(width - name_width - counts - 7, 0), 12)
        rows.append((("   " + fit("stage", name_width) + "".join(f"{name:>{column}}" for name in names), DIM),))
        cursor = 0
        for stage in status["stages"]:
            here = stage["stage"] == self.stage
            if here:
                cursor = len(rows)
            pointed = self.number if here else None
            text = fit(clean(stage["stage"]), name_width) + "".join(
                f"{('>' if pointed and pointed[:2] == (name, None) else '') + _shown(stage, name):>{column}}"
                for name in names
            )
            done = stage["entered"] - stage["waiting"]
            rows.append(
                (
                    (" > " if here else "   ", STRONG),
                    (text, STRONG if here else PLAIN),
                    (f"  {_bar(done, stage['entered'], bar)}", PLAIN),
                )
            )
        rows += [(), (("   " + fit("who", 12) + fit("stage", name_width) + f"{'owed':>8}{'done':>8}", DIM),)]
        bar = min(max(width - name_width - 34, 0), 12)
        for stage in status["stages"]:
            for who, counts in stage["reviewers"].items():
                if counts["owed"]:
                    text = fit(clean(who), 11) + " " + fit(clean(stage["stage"]), name_width)
                    text += f"{number(counts['owed']):>8}{number(counts['done']):>8}"
                    rows.append(((f"   {text}  {_bar(counts['done'], counts['owed'], bar)}", PLAIN),))
        extra = [((f" {clean(text)}", PLAIN),) for text in notices(status)]
        return [*rows, *([()] if extra else []), *extra], cursor


def _shown(stage: dict[str, Any], name: str) -> str:
    return number(stage[name]) if stage["entered"] else "–"


def _bar(done: int, total: int, width: int) -> str:
    """A bar of `width` columns, in eighths of one."""
    eighths = 8 * width * done // total if total else 0
    full, part = divmod(eighths, 8)
    return ("█" * full + _EIGHTHS[part]).rstrip()
