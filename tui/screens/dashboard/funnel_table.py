"""The funnel and the readers, as a table with a cursor on the stages and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.screening.status import StageStatus, Status
from core.words import number
from tui.text.content import Line, cells, fit
from tui.text.plain import clean
from tui.text.theme import ALARM, DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.words.funnel import NO_RECORDS, identified, leak, notices

_COUNTS = ("entered", "included", "excluded", "waiting")
_FEW_COUNTS = ("entered", "waiting")
"""What is shown below 56 columns."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class NumberAtCursor:
    """A number under the cursor: of the whole review, of a stage (for one reason, by its id), or of a reader there."""

    name: str
    count: int
    reason: str | None = None
    reviewer: str | None = None


class FunnelLine(NamedTuple):
    """A line that the cursor can stand on: the review as a whole (no stage), a stage, or a reader at a stage."""

    stage: str | None = None
    reviewer: str | None = None


class FunnelTable(Canvas):
    """The counts of `tamis status`, drawn for the width there is.

    The cursor stands on a line or on one of its numbers; the counts by reason follow those that have a column.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._status: Status | None = None
        self._top = 0
        self._place = 0
        self._row: FunnelLine | None = None

    @property
    def stage(self) -> str | None:
        """The stage of the line under the cursor; None on the first line, and while nothing is shown."""
        return self._row.stage if self._row else None

    def finished_by(self, reader: str) -> str | None:
        """The stage under the cursor, or the last one before it, of which a reader has read all; else as `stage`."""
        found = here = self.stage
        for each in reversed(self._status.stages if self._status else ()):
            here = None if each.id == here else here
            if here is None and reader in each.readers and each.readers[reader].complete:
                return each.id
        return found

    def show(self, status: Status, stage: str | None) -> None:
        """Show the counts; where the cursor has no line yet, it goes to the line of a stage, or of the first one."""
        self._status = status
        rows = self._lines_with_numbers()
        if self._row not in rows:
            wanted = FunnelLine(stage) if stage else FunnelLine()
            self._row = wanted if wanted in rows and stage else next((row for row in rows if row.stage), None)
        self.repaint()

    @property
    def untouched(self) -> bool:
        """Whether the cursor has no line yet."""
        return self._row is None

    def move(self, steps: int) -> None:
        """Move the cursor by a number of lines."""
        rows = self._lines_with_numbers()
        if self._row in rows:
            self._row = rows[min(max(rows.index(self._row) + steps, 0), len(rows) - 1)]
            self.repaint()

    def move_across(self, steps: int) -> None:
        """Move the cursor along the numbers of its line; before the first one it is on the line itself."""
        self._place = min(max(min(self._place, len(self._numbers())) + steps, 0), len(self._numbers()))
        self.repaint()

    @property
    def number(self) -> NumberAtCursor | None:
        """The number under the cursor; None when it is on a line as a whole."""
        place = min(self._place, len(self._numbers()))
        return self._numbers()[place - 1] if place else None

    def _numbers(self) -> list[NumberAtCursor]:
        if self._status is None or self._row is None or self._row not in self._lines_with_numbers():
            return []
        if self._row.stage is None:
            return [NumberAtCursor(name, count) for name, count in self._status.whole.items()]
        stage = next(each for each in self._status.stages if each.id == self._row.stage)
        if who := self._row.reviewer:
            return [NumberAtCursor(name, getattr(stage.readers[who], name), reviewer=who) for name in ("owed", "done")]
        reasons = sorted(stage.state.reasons.items(), key=lambda pair: -len(pair[1]))
        return [NumberAtCursor(name, len(getattr(stage.state, name))) for name in _COUNTS] + [
            NumberAtCursor("excluded", len(ids), reason) for reason, ids in reasons
        ]

    def _lines_with_numbers(self) -> list[FunnelLine]:
        if self._status is None or not self._status.funnel.identified:
            return []
        stages = self._status.stages
        readers = [FunnelLine(each.id, who) for each in stages for who, share in each.readers.items() if share.owed]
        return [FunnelLine(), *(FunnelLine(each.id) for each in stages), *readers]

    def _pointed(self, row: FunnelLine, name: str) -> str:
        """The mark before a number that the cursor is on."""
        number = self.number if row == self._row else None
        return ">" if number and number.name == name and number.reason is None else ""

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
        cursor = 0
        if alarm := leak(status):
            rows += [((f" {clean(alarm)}", ALARM),), ()]
        if not status.funnel.identified:
            return [*rows, *(((f" {text}", PLAIN),) for text in NO_RECORDS)], 0
        here = self._row == FunnelLine()
        pointed = self.number.name if here and self.number else ""
        rows += [((">" if here else " ", STRONG), (identified(status, pointed), STRONG if here else PLAIN)), ()]
        names = _COUNTS if width >= 56 else _FEW_COUNTS
        column = 11 if width >= 80 else 9
        counts = len(names) * column
        name_width = (
            min(max([14, *(cells(clean(stage.id)) for stage in status.stages)]), max(width - counts - 5, 1)) + 1
        )
        bar = min(max(width - name_width - counts - 7, 0), 12)
        rows.append((("   " + fit("stage", name_width) + "".join(f"{name:>{column}}" for name in names), DIM),))
        for stage in status.stages:
            row = FunnelLine(stage.id)
            here = row == self._row
            if here:
                cursor = len(rows)
            text = fit(clean(stage.id), name_width) + "".join(
                f"{self._pointed(row, name) + _shown(stage, name):>{column}}" for name in names
            )
            entered = len(stage.state.entered)
            rows.append(
                (
                    (" > " if here else "   ", STRONG),
                    (text, STRONG if here else PLAIN),
                    (f"  {_bar(entered - len(stage.state.waiting), entered, bar)}", PLAIN),
                )
            )
        rows += [(), (("   " + fit("who", 12) + fit("stage", name_width) + f"{'owed':>8}{'done':>8}", DIM),)]
        bar = min(max(width - name_width - 34, 0), 12)
        for stage in status.stages:
            for who, share in stage.readers.items():
                if share.owed:
                    row = FunnelLine(stage.id, who)
                    here = row == self._row
                    if here:
                        cursor = len(rows)
                    text = fit(clean(who), 11) + " " + fit(clean(stage.id), name_width)
                    text += "".join(
                        f"{self._pointed(row, name) + number(getattr(share, name)):>8}" for name in ("owed", "done")
                    )
                    drawn = f"{text}  {_bar(share.done, share.owed, bar)}"
                    rows.append(((" > " if here else "   ", STRONG), (drawn, STRONG if here else PLAIN)))
        extra = [((f" {clean(text)}", PLAIN),) for text in notices(status)]
        return [*rows, *([()] if extra else []), *extra], cursor


def _shown(stage: StageStatus, name: str) -> str:
    return number(len(getattr(stage.state, name))) if stage.state.entered else "–"


def _bar(done: int, total: int, width: int) -> str:
    """A bar of `width` columns, in eighths of one."""
    eighths = 8 * width * done // total if total else 0
    full, part = divmod(eighths, 8)
    return ("█" * full + _EIGHTHS[part]).rstrip()
