"""The funnel and the readers, as a table with a cursor on the stages and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.screening.status import OwedAndDone, StageStatus, Status
from core.words import number
from tui.text.blocks import GAP, THREE, TWO, Block, beside, folded
from tui.text.content import Line, cells, fit, wrap
from tui.text.plain import clean
from tui.text.theme import ALARM, DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.words.funnel import identified, leak
from tui.words.phrases import dashboard as phrases
from tui.words.reading.pace import at_pace

_COUNTS = ("entered", "included", "excluded", "waiting")
_FEW_COUNTS = ("entered", "waiting")
"""What is shown below 56 columns."""
_BAR, _LEAST_BAR = 24, 9
"""The widest bar, in columns, and how many a long name leaves to it."""
_LEAST_NAME = 8
"""The columns that the title of a stage has beside its readers; with less, their pace is not shown."""
_HALVES, _THIRDS = (56, 44), (43, 33, 24)
"""The share of each column in per cent: the stages, the readers, then what waits."""
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

    _status: Status | None = None
    _notices: Sequence[str] = ()
    _end = "end"
    about = ""
    """What the review asks, shown where there is room for three columns."""
    _place = 0
    _row: FunnelLine | None = None

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

    def show(self, status: Status, stage: str | None, notices: Sequence[str], end: str) -> None:
        """Show the counts; where the cursor has no line yet, it goes to the line of a stage, or of the first one.

        Args:
            status: The counts.
            stage: The id of that stage.
            notices: What waits, a sentence each.
            end: The key that goes to the end.
        """
        self._status, self._notices, self._end = status, notices, end
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
        stages = [FunnelLine(each.id) for each in self._status.stages]
        return [FunnelLine(), *stages, *self._reader_lines(self._status)]

    def _reader_lines(self, status: Status) -> list[FunnelLine]:
        shares = [(each, who, share) for each in status.stages for who, share in each.readers.items() if share.owed]
        return [FunnelLine(each.id, who) for each, who, share in sorted(shares, key=lambda of: not of[2].left)]

    @staticmethod
    def _share(status: Status, row: FunnelLine) -> tuple[StageStatus, OwedAndDone]:
        """The stage of a reader's line, and how much of it the reader owes and has done."""
        stage = next(each for each in status.stages if each.id == row.stage)
        return stage, stage.readers[row.reviewer or ""]

    def _pointed(self, row: FunnelLine, name: str) -> str:
        """The mark before a number that the cursor is on."""
        number = self.number if row == self._row else None
        return ">" if number and number.name == name and number.reason is None else ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The review as a whole, then its stages, what waits, and the readers: below each other or side by side."""
        status = self._status
        if status is None:
            return [((phrases.COUNTING, DIM),)]
        if not status.funnel.identified:
            return [((f" {text}", PLAIN),) for text in self._notices]
        head = self._head(status)
        room = height - len(head)
        if width < TWO:
            stages, waits, readers = (self._stages(status, width), self._waits(width), self._readers(status, width))
            lines = [*stages.lines, (), *waits, *([()] if waits else []), *readers.lines]
            below = len(lines) - len(readers.lines)
            cursor = stages.cursor if readers.cursor is None else below + readers.cursor
            return [*head, *folded(Block(lines, cursor), room, f", {self._end}")]
        shares = _THIRDS if width >= THREE else _HALVES
        widths = [(width - (len(shares) - 1) * GAP) * each // 100 for each in shares]
        stages, readers = self._stages(status, widths[0]), self._readers(status, widths[1])
        if width >= THREE:
            question = [((f" {self.about[start:end]}", DIM),) for start, end in wrap(self.about, widths[2] - 2)]
            blocks = [stages, readers, Block([*self._waits(widths[2]), (), *question])]
        else:
            blocks = [stages._replace(lines=[*stages.lines, (), *self._waits(widths[0])]), readers]
        return [*head, *beside([(folded(block, room), size) for block, size in zip(blocks, widths, strict=True)])]

    def _head(self, status: Status) -> list[Line]:
        here = self._row == FunnelLine()
        pointed = self.number.name if here and self.number else ""
        rows: list[Line] = [((clean(f" {alarm}"), ALARM),) for alarm in [leak(status)] if alarm]
        return [*rows, ((">" if here else " ", STRONG), (identified(status, pointed), STRONG if here else PLAIN)), ()]

    def _stages(self, status: Status, width: int) -> Block:
        """The counts of each stage, with a bar and whether it is sealed at its end."""
        names = _COUNTS if width >= 56 else _FEW_COUNTS
        column = 11 if width >= 80 else 9
        room = max(width - len(names) * column - 4, 1)
        name_width = min(_longest(status), max(room - (_LEAST_BAR if width >= 64 else 0), 12))
        size = min(max(room - name_width - 1, 0), _BAR)
        rows: list[Line] = [
            (
                (
                    "   "
                    + fit(phrases.STAGE, name_width)
                    + "".join(f"{phrases.COUNTS[name]:>{column}}" for name in names),
                    DIM,
                ),
            )
        ]
        cursor = None
        for stage in status.stages:
            row = FunnelLine(stage.id)
            here = row == self._row
            cursor = len(rows) if here else cursor
            text = fit(clean(stage.title), name_width) + "".join(
                f"{self._pointed(row, name) + _shown(stage, name):>{column}}" for name in names
            )
            style = STRONG if here else PLAIN
            end = _end(stage, size)
            rows.append(((" > " if here else "   ", STRONG), (text + ("  " if end else ""), style), (end, PLAIN)))
        return Block(rows, cursor)

    def _readers(self, status: Status, width: int) -> Block:
        """How far each reader is, and how fast; those who have something left come first."""
        shown = [(row, *self._share(status, row)) for row in self._reader_lines(status)]
        paces = [at_pace(share.per_hour, share.left) if share.per_hour else "" for _, _, share in shown]
        who_width = min(max(3, *(cells(clean(who)) for each in status.stages for who in each.readers), 0), 12) + 2
        pace_width = max(map(len, paces), default=0)
        pace_width *= width - who_width - pace_width - 23 >= _LEAST_NAME
        taken = who_width + 21 + (pace_width and pace_width + 2)
        name_width = min(_longest(status), max(width - taken - _LEAST_BAR, _LEAST_NAME))
        bar = min(max(width - name_width - taken, 0), _BAR)
        head = (
            "   "
            + fit(phrases.WHO, who_width)
            + fit(phrases.STAGE, name_width)
            + f"{phrases.COUNTS['owed']:>8}{phrases.COUNTS['done']:>8}"
            + (" " * (bar + 4) + phrases.PACE if pace_width else "")
        )
        rows: list[Line] = [((head, DIM),)]
        cursor = None
        for (row, stage, share), pace in zip(shown, paces, strict=True):
            here = row == self._row
            cursor = len(rows) if here else cursor
            text = fit(clean(row.reviewer or ""), who_width - 1) + " " + fit(clean(stage.title), name_width)
            text += "".join(
                f"{self._pointed(row, name) + number(getattr(share, name)):>8}" for name in ("owed", "done")
            )
            drawn = f"{text}  {_bar(share.done, share.owed, bar):{bar}}  {pace if pace_width else ''}".rstrip()
            rows.append(((" > " if here else "   ", STRONG), (drawn, STRONG if here else PLAIN)))
        return Block(rows if len(rows) > 1 else (), cursor)

    def _waits(self, width: int) -> list[Line]:
        """What waits for somebody, whole: a long notice takes several lines."""
        texts = [clean(each) for each in self._notices]
        return [((f" {text[start:end]}", PLAIN),) for text in texts for start, end in wrap(text, width - 2)]


def _longest(status: Status) -> int:
    """The columns that the longest title of a stage takes, and one more."""
    return max([14, *(cells(clean(stage.title)) for stage in status.stages)]) + 1


def _end(stage: StageStatus, width: int) -> str:
    """A bar of how much of a stage is through, with "sealed" over its end while that is so."""
    entered = len(stage.state.entered)
    bar = _bar(entered - len(stage.state.waiting), entered, width)
    if not (stage.blind and entered and width >= len(phrases.SEALED)):
        return bar
    bar = bar[: width - len(phrases.SEALED)]
    return bar + " " * (width - len(phrases.SEALED) - len(bar)) + phrases.SEALED


def _shown(stage: StageStatus, name: str) -> str:
    return number(len(getattr(stage.state, name))) if stage.state.entered else "–"


def _bar(done: int, total: int, width: int) -> str:
    """A bar of `width` columns, in eighths of one."""
    eighths = 8 * width * done // total if total else 0
    full, part = divmod(eighths, 8)
    return ("█" * full + _EIGHTHS[part]).rstrip()
