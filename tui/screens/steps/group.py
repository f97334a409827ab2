"""Goes through one group of a step's suggestions, record by record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core.screening.decision import Decision
from core.screening.session import Changed
from core.screening.step_session import NOTHING, StepSession
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.listed import ListedScreen
from tui.screens.pace import Pace
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph
from tui.text.plain import clean
from tui.words.keys import with_undo
from tui.words.phrases import everywhere
from tui.words.phrases import steps as phrases
from tui.words.reading.criteria import stage_paragraphs
from tui.words.reading.decisions import (
    ALL_READ,
    accepting,
    changes_in_words,
    nothing_in_front,
    now_said,
    readable,
    said,
)
from tui.words.reading.pace import all_read


class StepGroupScreen(ListedScreen):
    """The records of a group, each with its evidence; keep one, exclude one, or accept them all."""

    KIND = "group"

    def __init__(
        self,
        session: StepSession,
        group: str,
        adapter: ReviewAdapter,
        settings: Settings,
        pace: Pace,
    ) -> None:
        super().__init__(session.listing(group), settings.keymap, hints=settings.hints)
        self.session = session
        self.group = group
        self._adapter = adapter
        self._pace = pace

    def on_mount(self) -> None:
        """Begin with the first undecided record, and watch for other windows."""
        super().on_mount()
        first = self.listing.current
        if first is not None and self._decided(first):
            self.listing.next_undecided()
        self.moved()
        self.set_interval(1.0, self.look_around)

    def paint(self) -> None:
        """Show the group as it is now."""
        session, record_id = self.session, self.listing.current
        self._pace.look_at(record_id)
        self.in_front = (record_id,) if record_id else ()
        tally = session.tally(self.group)
        self.top.show(
            [
                short(clean(phrases.group_title(session.stage.title, self.group)), 40),
                self.place(),
                phrases.waiting(tally[None]),
            ]
        )
        self.list.show(self.listing)
        if record_id is None:
            self.reader.forget(self._nothing_here())
        else:
            record = readable(record_id, lambda: self.listing.record(record_id))
            suggestion = session.suggestions.get(record_id)
            self.reader.read_suggested(record, self.listing.sources(record_id), session.decision(record_id), suggestion)
        self.show_status()

    def _nothing_here(self) -> str:
        if not self.listing.all_read:
            return phrases.NO_RECORD
        return all_read(everywhere.all_read(len(self.listing.view)), self._pace.came_to, (), [phrases.group_read()])

    def moved(self) -> None:
        """Say the new place."""
        here = self.listing.current
        self.say(f"{self.place()}: {said(self.session.decision(here), self.session.stage)}" if here else self.place())

    def follow(self) -> str:
        """Take in what other windows have done."""
        return everywhere.from_elsewhere(len(self.session.refresh()), everywhere.DECISION)

    def _decided(self, record_id: str) -> bool:
        decision = self.session.decision(record_id)
        return decision is not None and decision.verdict is not None

    # Deciding

    def action_include(self) -> None:
        """Keep the record, whatever was suggested."""
        self._decide(self.session.keep)

    def action_exclude(self) -> None:
        """Exclude the record as suggested, or for a reason that is asked for."""
        here = self.listing.current
        if here is None or here in self.session.suggestions:
            self._decide(self.session.exclude)
        else:
            self.ask_reason(
                self.session.stage, lambda reason: self._decide(partial(self.session.exclude, reason=reason))
            )

    def _decide(self, act: Callable[..., Decision]) -> None:
        here = self.listing.current
        if here is None:
            self.say(nothing_in_front(self.listing, phrases.RECORD))
            return
        spent = self._pace.spent
        before = self.session.decision(here)
        decision = self.saved(lambda: act(here, spent=spent))
        if decision is not None:
            self._pace.decided(spent)
            self.listing.advance()
            ended = f"; {ALL_READ}" if self.listing.all_read else ""
            self.say(with_undo(now_said(before, decision, self.session.stage), ended))

    def action_accept(self) -> None:
        """Accept the group: the first press says what that means, the second does it."""
        if self.group == NOTHING:
            self.say(phrases.nothing_suggested_here())
            return
        accept(self, self.session, self.group, self._pace)

    def action_undo(self) -> None:
        """Take back the last change, or the last batch."""
        self._replay("undo")

    def action_redo(self) -> None:
        """Do it again."""
        self._replay("redo")

    def _replay(self, action: str) -> None:
        replay(self, self.session, action, lambda change: self.listing.go_to(change.record))

    def action_acts(self) -> None:
        """List what was done here, to take it back or do it again."""
        from tui.screens.acts import show_acts

        show_acts(self, self._adapter, self.session, self.session.stage)

    def action_undecided(self) -> None:
        """Go to the next undecided record."""
        if self.listing.next_undecided():
            self.moved()
        else:
            self.say(phrases.NO_UNDECIDED)

    def about(self) -> Sequence[Paragraph]:
        """The criteria and the keys."""
        return stage_paragraphs(self._adapter.protocol, self.session.stage)


def accept(
    screen: AskingScreen, session: StepSession, group: str, pace: Pace, ended: Callable[[], str] = lambda: ""
) -> None:
    """Accept a group: the first press says what that means, the second does it; `ended` gives what to add then."""
    plan = session.acceptance(group)
    if not screen.sure(plan, accepting(group, plan, screen.key_of("accept"))) or not plan.exclude:
        return
    done = screen.saved(lambda: session.accept(plan))
    if done is not None:
        pace.decided(pace.spent, done)
        screen.say(phrases.excluded_as(done, group) + ended())


def replay(
    screen: AskingScreen, session: StepSession, action: str, go: Callable[[Changed], object] = lambda _change: None
) -> None:
    """Take the last change, or the last batch of them, back ("undo") or do it again ("redo"), and go to it."""
    changed = screen.replayed(action, session.undo if action == "undo" else session.redo)
    if changed:
        go(changed[0])
    if changed is not None:
        screen.say(changes_in_words(everywhere.REPLAYED[action], changed, session.stage))
