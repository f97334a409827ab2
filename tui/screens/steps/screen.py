"""Works at a step: what its rule suggests, group by group, and what nothing is suggested for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from time import perf_counter

from core import gc_pause
from core.screening.decision import Verdict
from core.screening.step_session import NOTHING, evidence_note
from tui.adapter.interface import ReviewAdapter
from tui.screens.listed import SidedScreen
from tui.screens.pace import Pace
from tui.screens.screening.screen import ScreeningScreen
from tui.screens.steps.group import StepGroupScreen, accept, replay
from tui.screens.steps.group_table import GroupRow, GroupTable
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM
from tui.words.phrases import everywhere
from tui.words.phrases import steps as phrases
from tui.words.reading.criteria import stage_paragraphs
from tui.words.reading.decisions import nothing_waits, readable

SLICE, REST, SHOWN = 0.02, 0.002, 0.5
"""Seconds of reading, of rest in which keys are taken, and between two counts on the screen."""
_FEW = 16


class StepScreen(SidedScreen[GroupTable]):
    """The groups of a step; nothing is decided before the reviewer says so."""

    KIND = "step"

    def __init__(self, adapter: ReviewAdapter, stage: str, settings: Settings) -> None:
        """Open a step.

        Raises:
            TamisError: The reviewer does not read that stage.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._settings = settings
        self._stale = False
        self.pace = Pace(self.clock)
        self.session = adapter.step_session(stage)

    KEPT = 1

    def listed(self) -> GroupTable:
        """The groups."""
        return GroupTable(id="groups")

    def on_mount(self) -> None:
        """Read the records, and watch for other windows."""
        self.say("")
        self.run_worker(self._look())
        self.set_interval(1.0, self.look_around)

    def on_screen_resume(self) -> None:
        """Paint what a visit to a group has changed; after a visit to the screening screen, begin anew."""
        if self._stale:
            self._stale = False
            self.session = self._adapter.step_session(self.session.stage.id)
            self.run_worker(self._look())
        if self.is_mounted:
            self.paint()

    async def _look(self) -> None:
        """Apply the rule to all records, in slices between which keys are taken."""
        shown = perf_counter()
        session = self.session
        with self.saying_why(phrases.READING_STOPPED):
            while not session.done:
                until = perf_counter() + SLICE
                while perf_counter() < until and not session.done:
                    session.look(_FEW)
                if perf_counter() - shown > SHOWN:
                    shown = perf_counter()
                    self.say("")
                await asyncio.sleep(REST)
            gc_pause.freeze()  # it stays: the garbage collector need not walk through it between two keys
            self.say(self._next_step())
            self.tell()

    def paint(self) -> None:
        """Show the groups as they are now."""
        session = self.session
        progress = session.progress
        self.top.show(
            [
                short(clean(f"{session.stage.title} · {session.reviewer}"), 40),
                phrases.decided_of(progress.decided, progress.total),
                "" if session.done else phrases.reading(session.looked),
            ]
        )
        self.table.show_groups(self._rows())
        self.pace.look_at(self.table.value)
        self.show_status()

    def _rows(self) -> list[GroupRow]:
        rows = [self._row(group.value, group.summary, len(group.hints)) for group in self.session.groups]
        return [*rows, self._row(NOTHING, everywhere.NOTHING_SUGGESTED)]

    def _row(self, value: str, words: str, hints: int = 0) -> GroupRow:
        tally = self.session.tally(value)
        waiting, excluded = tally[None], tally[Verdict.EXCLUDE]
        return GroupRow(value, words, waiting, hints, excluded, sum(tally.values()) - waiting - excluded)

    @property
    def _ended(self) -> str:
        """What to add to what was done when nothing is left in this step."""
        return f"; {self._all_decided()}" if self._all_decided() else ""

    def _all_decided(self) -> str:
        """That all is decided, what the sitting came to, and the key for what comes next; "" while something waits."""
        progress = self.session.progress
        if not progress.total or progress.decided < progress.total:
            return ""
        return phrases.all_decided(progress.total, self.pace.came_to, self.key_of("leave_step"))

    def action_leave_step(self) -> None:
        """Go on to what comes next, once all is decided."""
        progress = self.session.progress
        if progress.decided < progress.total:
            self.say(everywhere.left_before_that(progress.total - progress.decided))
        else:
            self.leave_for("begin_next")

    def _next_step(self) -> str:
        if all_decided := self._all_decided():
            return all_decided
        rows = self._rows()
        if any(row.waiting for row in rows[:-1]):
            return phrases.look_through()
        if rows[-1].waiting:
            return phrases.never_suggested(rows[-1].waiting)
        return nothing_waits(self._adapter.waiting_before(self.session.stage.id))

    def follow(self) -> str:
        """Take in what other windows have done."""
        return everywhere.from_elsewhere(len(self.session.refresh()), everywhere.DECISION)

    # Acts

    def action_accept(self) -> None:
        """Accept the group under the cursor: the first press says what that means, the second does it."""
        group = self.table.value
        if group is None or group == NOTHING:
            self.say(phrases.pass_these_on())
            return
        if not self._all_read():
            return
        accept(self, self.session, group, self.pace, lambda: self._ended)

    def action_pass_on(self) -> None:
        """Include all that was never suggested: the first press says how many, the second does it."""
        if not self._all_read():
            return
        records = self.session.to_pass_on()
        if not records:
            self.say(phrases.NOTHING_UNSUGGESTED)
            return
        key = self.key_of("pass_on")
        question = phrases.pass_on_question(len(records), key)
        if self.sure(records, question):
            done = self.saved(lambda: self.session.pass_on(records))
            if done is not None:
                self.pace.decided(self.pace.spent, done)
                self.say(phrases.passed_on(done) + self._ended)

    def _all_read(self) -> bool:
        if not self.session.done:
            self.say(phrases.STILL_READING)
        return self.session.done

    def action_undo(self) -> None:
        """Take back the last change, or the last batch."""
        replay(self, self.session, "undo")

    def action_redo(self) -> None:
        """Do it again."""
        replay(self, self.session, "redo")

    def action_acts(self) -> None:
        """List what was done here, to take it back or do it again."""
        from tui.screens.acts import show_acts

        show_acts(self, self._adapter, self.session, self.session.stage)

    # Moving

    def action_open_group(self) -> None:
        """Look through the group under the cursor."""
        if self.table.value is not None and self._all_read():
            self.app.push_screen(
                StepGroupScreen(self.session, self.table.value, self._adapter, self._settings, self.pace)
            )

    def action_read_all(self) -> None:
        """Read all records of the stage one by one."""
        self._stale = self.try_open(partial(ScreeningScreen, self._adapter, self.session.stage.id, self._settings))

    def go(self, steps: int) -> None:
        """Move the cursor, and show the evidence of the group in full: in its row there may be no room for it."""
        self.table.move(steps)
        value = self.table.value
        self.say(next((group.summary for group in self.session.groups if group.value == value), self._next_step()))
        self.tell()

    def here(self) -> Sequence[Paragraph]:
        """The records of the group under the cursor: of each what its field says, and its title."""
        value = self.table.value
        if value is None or not self.is_wide:
            return ()
        listing = self.session.listing(value)
        told: list[Paragraph] = []
        for place, record in enumerate(listing.view[: self.size.height]):
            if suggestion := self.session.suggestions.get(record):
                told.append(paragraph(evidence_note(suggestion), DIM))
            told.append(paragraph(readable(record, partial(listing.record_at, place)).title or everywhere.NO_TITLE))
        return told

    def about(self) -> Sequence[Paragraph]:
        """The criteria and the keys."""
        return stage_paragraphs(self._adapter.protocol, self.session.stage)
