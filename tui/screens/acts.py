"""The last acts: what each did; one key takes the one under the cursor back, or does it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any
from typing import Protocol as Interface

from core.protocol.values import Stage
from core.undo import DoneAct, Sure
from store.work.own.words import Saying
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen, Changes
from tui.screens.base import TamisScreen
from tui.screens.listed import SidedScreen
from tui.text.content import Line, cells, fit, short
from tui.text.highlights import Highlighter
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.widgets.record_reader import record_paragraphs
from tui.words.reading import acts as words
from tui.words.reading.decisions import readable

SOME = 200
"""Acts that are read at a time."""


class Desk(Interface):
    """Where acts are listed, taken back and done again: a session's, or of what one has said for all to see."""

    def acts(self) -> Iterator[DoneAct[Any]]:
        """All acts, the one made last first, those taken back too."""

    def replay(self, number: int, *, again: bool, sure: Sure) -> Sequence[object]:
        """Take back the act of that number, or do it again; what it concerned, nothing when `sure` says no."""

    def undo(self, sure: Sure) -> Sequence[object]:
        """Take back the last act that holds; what it concerned."""


class ActTable(CursorTable[DoneAct[Any]]):
    """One line an act: when, what, the record's title, and whether it is taken back."""

    def __init__(self, row: Callable[[DoneAct[Any]], words.ActRow], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row = row

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor."""
        if not self.rows:
            return [((f"   {words.NO_ACTS}", PLAIN),)]
        seen = self.seen(height)
        rows = [self._row(self.rows[place]) for place in seen]
        when = max(len(row.when) for row in rows)
        what = max((cells(clean(row.what)) for row in rows if row.title), default=0)
        return [self._line(row, place == self.cursor, width, when, what) for place, row in zip(seen, rows, strict=True)]

    def _line(self, row: words.ActRow, here: bool, width: int, of_when: int, of_what: int) -> Line:
        end = f"  {row.state}" if row.state else ""
        when = f" {'>' if here else ' '} {row.when:>{of_when}}  "
        left = max(width - len(when) - len(end), 0)
        middle = clean(row.what)
        if row.title:
            middle = fit(middle, min(of_what, max(left * 2 // 5, 24), left)) + "  " + clean(row.title)
        style = DIM if row.state else STRONG if here else PLAIN
        return ((when, style), (fit(middle, left), style), (end, style))


class ActsScreen(SidedScreen[ActTable]):
    """What one did, of this session and all before, with a cursor; the screen below is painted anew afterwards.

    Args:
        adapter: Gives the records.
        desk: Where the acts are.
        stage: The stage at which they were done; None for what was said for all to see.
        below: The screen that it is opened from.
        of: What was done, in a word; by default the title of the stage.
    """

    KIND = "acts"

    def __init__(
        self, adapter: ReviewAdapter, desk: Desk, stage: Stage | None, below: TamisScreen, of: str = ""
    ) -> None:
        super().__init__(below.keymap, hints=below.hints)
        self._adapter = adapter
        self._desk = desk
        self._stage = stage
        self.hide = below.hide
        self._of = of or (stage.title if stage else "")
        self._acts: list[DoneAct[Any]] = []
        self._rest: Iterator[DoneAct[Any]] = iter(())

    def listed(self) -> ActTable:
        """The acts."""
        return ActTable(self._row, id="acts")

    def on_mount(self) -> None:
        """Show the acts, the last first."""
        self._read(0)

    def _read(self, place: int) -> None:
        """Read the acts anew, as far as they were read, and stay at a place."""
        known = max(len(self._acts), SOME)
        self._rest = self._desk.acts()
        self._acts = list(islice(self._rest, known))
        self.table.show(self._acts, place)
        self.say("")
        self.tell()

    def paint(self) -> None:
        """Show the acts as they are now."""
        more = words.more(len(self._acts), all_known=len(self._acts) % SOME != 0)
        self.top.show([words.title(self._of), more])
        self.in_front = (self.table.current.past.change,) if self.table.current else ()
        self.table.repaint()
        self.show_status()

    def _row(self, act: DoneAct[Any]) -> words.ActRow:
        return words.row(act, self._stage, self._title, self._adapter.today())

    def _title(self, record_id: str) -> str:
        return readable(record_id, partial(self._adapter.record, record_id)).title

    # Acts

    def action_replay(self) -> None:
        """Take back the act under the cursor, or do it again where it is taken back."""
        act = self.table.current
        if act is None:
            self.say(words.NO_ACTS)
            return
        again = not act.holds
        replay = partial(self._desk.replay, act.past.change, again=again)
        self._said(self.replayed("replay", lambda sure: replay(sure=sure), self._allowed, again=again))

    def action_undo(self) -> None:
        """Take back the last act that holds."""
        self._said(self.replayed("undo", self._desk.undo, self._allowed))

    def _allowed(self, act: Callable[[], Changes]) -> Changes | None:
        """Do what may be refused; that is said."""
        done: list[Changes] = []
        return done[0] if self.was_allowed(lambda: done.append(act())) else None

    def _said(self, changed: Sequence[object] | None) -> None:
        """Read the acts anew, and say which one holds now and did not, or the other way round."""
        if changed is None:
            return
        before = {act.past.change: act.holds for act in self._acts}
        self._read(self.table.cursor)
        done = next((act for act in self._acts if act.holds is not before.get(act.past.change, act.holds)), None)
        self.say(words.replayed(done, self._stage, self._title))

    # Moving

    def go(self, steps: int) -> None:
        """Move the cursor; further acts are read when it comes to the end of those that are."""
        place = self.table.cursor + steps
        while place >= len(self._acts) - 1 and (more := list(islice(self._rest, SOME))):
            self._acts += more
        self.table.show(self._acts, place)
        here = self.table.current
        self.say(short(words.whole(here, self._stage, self._title), 400) if here else "")
        self.tell()

    def here(self) -> Sequence[Paragraph]:
        """The act under the cursor whole, and its record; of several their titles, of none what this list is."""
        act = self.table.current
        if act is None or not self.is_wide:
            return ()
        said = [paragraph(words.whole(act, self._stage, self._title), STRONG), Paragraph("")]
        records = words.concerned(act)
        if not records:
            return [*said, *self.about()]
        if len(records) > 1:
            return [*said, *(paragraph(self._title(each)) for each in records[:SOME])]
        record = readable(records[0], partial(self._adapter.record, records[0]))
        return [
            *said,
            *record_paragraphs(record, self._adapter.sources(records[0]), Highlighter((), ()), hide=self.hide),
        ]

    def about(self) -> Sequence[Paragraph]:
        """What this is, and the keys."""
        return [paragraph(words.ABOUT)]


def show_acts(below: AskingScreen, adapter: ReviewAdapter, desk: Desk, stage: Stage | None) -> None:
    """Show what one did over a screen that is painted anew afterwards."""
    below.app.push_screen(ActsScreen(adapter, desk, stage, below), lambda _: below.say(""))


def show_words(
    below: TamisScreen, adapter: ReviewAdapter, about: Saying, then: Callable[[], None] = lambda: None
) -> None:
    """Show what one said for all to see; what it was said of is read anew afterwards."""
    with below.saying_why():
        screen = ActsScreen(adapter, adapter.own_words(about), None, below, words.SAYINGS[about])
        below.app.push_screen(screen, lambda _: then())
