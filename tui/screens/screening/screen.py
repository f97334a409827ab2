"""Screens one record after the other, one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from core.screening.decision import Verdict
from core.screening.outside_suggestion import OutsideSuggestion
from core.screening.session import Changed, ScreeningSession
from core.undo import Sure
from tui.adapter.interface import ReviewAdapter
from tui.finding.filters import Filter, filters
from tui.screens.asking import AskingScreen
from tui.screens.screening.all_shown import AllShown
from tui.screens.screening.finding import Finding
from tui.screens.screening.kept_searches import KeptSearches
from tui.screens.screening.likely_first import LikelyFirst
from tui.screens.screening.notes_and_labels import NotesAndLabels
from tui.screens.screening.reading_marks import ReadingMarks
from tui.screens.screening.sitting import Sitting
from tui.settings.settings import Settings
from tui.text.blocks import THREE
from tui.text.content import short
from tui.text.paragraphs import Paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.pager import MEASURE, Pager
from tui.widgets.record_list import RecordList
from tui.widgets.record_reader import RecordReader
from tui.words.phrases import everywhere
from tui.words.phrases import screening as phrases
from tui.words.reading.criteria import stage_paragraphs
from tui.words.reading.decisions import (
    ALL_READ,
    link,
    nothing_in_front,
    now_said,
    readable,
    said,
    sent_to_clipboard,
    suggestion_in_words,
    what_changed,
)


class ScreeningScreen(AskingScreen):
    """A list of records, a reader, and a line that says what was done.

    The session holds every rule; the screen maps keys to it and paints. A handler changes all widgets it must and
    returns: that makes one frame.
    """

    KIND = "screening"
    REASON_NEEDED = False
    """Whether an exclusion must give its reason."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual's declaration)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    ScreeningScreen {
        #body { layout: vertical; }
        #side { height: 3; }
        #criteria, #side ThinLine, #helps, #second-divider { display: none; }
        &.-low #side { height: 1; }
        &.-wide #body { layout: horizontal; }
        &.-wide #side { width: 40%; max-width: 64; height: 1fr; }
        &.-wide #list { height: 40%; min-height: 3; max-height: 16; }
        &.-wide #criteria, &.-wide #side ThinLine { display: block; }
        &.-wide #divider { width: 1; height: 1fr; }
        &.-huge #criteria, &.-huge #side ThinLine { display: none; }
        &.-huge #helps { display: block; height: 1fr; }
        &.-huge #second-divider { display: block; width: 1; height: 1fr; }
    }
    """

    def __init__(
        self, workplace: ReviewAdapter, stage: str, settings: Settings, session: ScreeningSession | None = None
    ) -> None:
        """Open a stage; by default with the reviewer's queue there.

        Raises:
            TamisError: The reviewer does not read that stage, or it cannot be read yet.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.workplace = workplace
        self.session: ScreeningSession = session or workplace.screening_session(stage)
        self.finding = Finding(self)
        self._settings, self.hide = settings, settings.hide
        self._suggested = workplace.suggested(stage)
        self.likely = LikelyFirst(self)
        self.pace = Sitting(self, settings.goal)
        self._kept_place = self.session.current
        self.notes = NotesAndLabels(self)
        self.marks = ReadingMarks(self)
        self.then = ""
        """What is wanted next, when this is left: an action of the dashboard; "" for nothing."""

    def compose(self) -> ComposeResult:
        """The layout; its shape comes from the size of the terminal."""
        yield FittingBar(gap="    ", style=STRONG, id="top")
        yield ThinLine()
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield RecordList(self.session, id="list")
                yield ThinLine()
                yield Pager(id="criteria")
            yield ThinLine(id="divider")
            yield RecordReader(self.marks.highlighter(), hide=self.hide, id="reader")
            yield ThinLine(id="second-divider")
            yield Pager(id="helps")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the first record and watch for other windows."""
        self.top = self.query_one("#top", FittingBar)
        self.list = self.query_one("#list", RecordList)
        self.pager = self.reader = self.query_one("#reader", RecordReader)
        for name in ("#criteria", "#helps"):  # beside the record where there is room, else below the list
            self.query_one(name, Pager).show(stage_paragraphs(self.workplace.protocol, self.session.stage))
        self.likely.begin()
        self.say_place()
        self.set_interval(1.0, self.look_around)

    def on_resize(self, event: events.Resize) -> None:
        """Put the criteria beside the record where there is room for three columns; the list gets what they leave."""
        width, huge = event.size.width, event.size.width >= THREE
        self.set_class(huge, "-huge")
        helps = min(self.query_one("#helps", Pager).widest, width * 3 // 10)
        self.query_one("#helps").styles.width = helps
        self.query_one("#side").styles.width = max(width - helps - MEASURE - 4, 36) if huge else None

    def on_unmount(self) -> None:
        """Remember the place."""
        self._keep_place()

    # What is on the screen

    def paint(self) -> None:
        """Show the session as it is now; each widget sends only what has changed."""
        session = self.session
        self.pace.look_at(session.current)
        self.top.show(self._top_parts())
        self.list.show(session)
        here = session.current
        self.in_front = () if here is None else (here,)
        if here is None:
            self.reader.forget(self._nothing_here())
        else:
            record = readable(here, lambda: session.record_at(session.position))
            self.reader.read(record, session.sources(here), session.decision(here), self.remarks(here))
        self.show_status()

    def _top_parts(self) -> list[str]:
        """Where one is and how far, from the left."""
        session = self.session
        progress = session.progress
        return [
            short(clean(f"{session.stage.title} · {session.reviewer}"), 30),
            phrases.decided_of(progress.decided, progress.total, progress.percent),
            self.pace.top_words(),
            short(clean(" · ".join(part for part in (session.filter_name, self._order_words()) if part)), 40),
            *([self.likely.words] if self.likely.is_on else []),
            *([phrases.PILOT] if session.current in session.pilot else []),
        ]

    def remarks(self, record_id: str) -> tuple[str, ...]:
        """Further lines that the reader shows with a record: what others suggest, where it differs from a verdict."""
        return tuple(map(suggestion_in_words, self._suggested_otherwise(record_id)))

    def _suggested_otherwise(self, record_id: str) -> list[OutsideSuggestion]:
        """What other programs suggest of a record, where it differs from what is said of it."""
        decision, maybe = self.session.decision(record_id), self.session.stage.maybe
        return [each for each in self._suggested.get(record_id, ()) if each.differs(decision, maybe)]

    def say_place(self) -> None:
        """Say the place in the list."""
        session = self.session
        if session.current is None:
            self.say(ALL_READ if session.all_read else "")
            return
        place = everywhere.place_of(session.position + 1, len(session.view))
        self.say(f"{place}: {said(session.decision(session.current), session.stage)}")

    def filters(self) -> dict[str, Filter]:
        """What the list can show, by key."""
        return filters(self.session.stage, self.notes.labels())

    def _order_words(self) -> str:
        plain = self.likely.is_on or self.session.order == self.workplace.orders[0]
        return "" if plain else phrases.in_order(self.session.order)

    def _nothing_here(self) -> str:
        return self.pace.nothing_here()

    # Decisions

    def decide(self, verdict: Verdict, reason: str = "") -> None:
        """Give a verdict and go on."""
        session = self.session
        if session.current is None:
            self.say(nothing_in_front(session, phrases.RECORD))
            return
        before = session.decision(session.current)
        if before is not None and (before.verdict, before.reason) == (verdict, reason):
            session.advance()
            self.say(phrases.already(said(before, session.stage), self._ended))
            return
        spent = self.pace.spent
        self.likely.take_over()
        decision = self.saved(lambda: session.decide(verdict, reason, spent=spent))
        if decision is None:
            return
        self.pace.decided(spent)
        self.likely.decided(decision)
        # Leaving the stage opens the pilot when its last reader has finished it.
        ended = decision.record in session.pilot and all(map(session.decided, session.pilot))
        more = phrases.pilot_read() if ended else everywhere.undo()
        more += "".join(
            phrases.suggested(clean(" ".join(each.program)), each.verdict)
            for each in self._suggested_otherwise(decision.record)
        )
        self.say(f"{now_said(before, decision, session.stage)} — {more}{self._ended}")

    @property
    def _ended(self) -> str:
        """What to add to what was done when nothing is left in this list."""
        return f"; {ALL_READ}" if self.session.all_read else ""

    def action_include(self) -> None:
        """Include."""
        self.decide(Verdict.INCLUDE)

    def action_maybe(self) -> None:
        """Give the verdict maybe."""
        self.decide(Verdict.MAYBE)

    def action_exclude(self) -> None:
        """Exclude, at once or with the digit of a reason."""
        exclude = partial(self.decide, Verdict.EXCLUDE)
        if self.session.current is None:
            exclude()
        else:
            self.ask_reason(self.session.stage, exclude, needed=self.REASON_NEEDED)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._replay("undo", self.session.undo, everywhere.NOTHING_TO_TAKE_BACK)

    def action_redo(self) -> None:
        """Do it again."""
        self._replay("redo", self.session.redo, phrases.NOTHING_TO_DO_AGAIN)

    def _replay(self, action: str, act: Callable[[Sure], list[Changed]], nothing: str) -> None:
        word = everywhere.REPLAYED[action]
        changed = self.replayed(action, act)
        if changed is None:
            return
        self.likely.count()
        if not changed:
            self.say(nothing)
        elif len(changed) > 1:
            self.say(phrases.decisions_replayed(word, len(changed)))
        else:
            only = changed[0]
            hidden = "" if only.record == self.session.current else phrases.OUT_OF_SIGHT
            self.say(f"{word}: {what_changed(only, self.session.stage)}{hidden}")

    def action_go_on(self) -> None:
        """Go to what comes next, once all is read."""
        self.pace.leave_for("begin_next")

    def action_look_again(self) -> None:
        """Read again what was excluded and looks like an inclusion, once all is read."""
        self.pace.leave_for("second_look")

    def action_acts(self) -> None:
        """List what was done here, to take it back or do it again."""
        from tui.screens.acts import show_acts

        show_acts(self, self.workplace, self.session, self.session.stage)

    # Notes and labels

    def action_note(self) -> None:
        """Write a note."""
        self.notes.ask_note()

    def action_label(self) -> None:
        """Choose a label, or write a new one."""
        self.notes.ask_label()

    # Moving

    def go(self, steps: int) -> None:
        """Go a number of records on."""
        self.session.move(steps)
        self.say_place()

    @property
    def page(self) -> int:
        """As many records as are seen, less one."""
        return max(self.list.size.height - 1, 1)

    def action_undecided(self) -> None:
        """Go to the next undecided record."""
        if self.session.next_undecided():
            self.say_place()
        else:
            self.say(phrases.NO_UNDECIDED)

    @on(RecordList.Pointed)
    def _go_where_pointed(self, event: RecordList.Pointed) -> None:
        self.go(event.place - self.session.position)

    # Finding

    def action_filter(self) -> None:
        """Choose what the list shows."""
        self.finding.ask_filter()

    def action_search(self) -> None:
        """Type words; the list follows."""
        self.finding.ask_search()

    def action_show_all(self) -> None:
        """End the search and the filter."""
        self.finding.clear()

    def action_kept(self) -> None:
        """Choose a search that was kept by name, or keep this one."""
        KeptSearches(self).ask()

    def action_decide_all(self) -> None:
        """Give one verdict on all that the list shows and is undecided."""
        AllShown(self).ask(self.REASON_NEEDED)

    def action_sort(self) -> None:
        """Choose another order."""
        self.finding.ask_sort()

    def action_go(self) -> None:
        """Ask for a record's number or id, and go to it."""
        self.finding.ask_go()

    def action_duplicate(self) -> None:
        """Say that the record reports the same publication as another one."""
        self.finding.ask_duplicate()

    # The rest

    def action_highlights(self) -> None:
        """Mark the protocol's words, the blocks of the search, both, or nothing, in turn."""
        self.marks.turn()

    def action_why(self) -> None:
        """Show which lines of the search strategies the record satisfies."""
        from tui.screens.strategy.found import show_lines_on

        show_lines_on(self, self.workplace, self.session.current)

    def action_words(self) -> None:
        """Change the words that are marked."""
        self.marks.change_words(self._settings)

    def action_copy(self) -> None:
        """Copy the link."""
        here = self.session.current
        record = readable(here, lambda: self.session.record_at(self.session.position)) if here else None
        address = clean(link(record)) if record else ""
        if address:
            self.app.copy_to_clipboard(address)
        self.say(sent_to_clipboard(address))

    def about(self) -> Sequence[Paragraph]:
        """The criteria and the keys."""
        return stage_paragraphs(self.workplace.protocol, self.session.stage)

    def follow(self) -> str:
        """Take in what another window of the same reviewer has decided."""
        changed = self.session.refresh()
        if changed:
            self.likely.count()
        self._keep_place()
        return everywhere.from_elsewhere(len(changed), everywhere.DECISION)

    def _keep_place(self) -> None:
        here = self.session.current
        if here is not None and here != self._kept_place:
            self._kept_place = here
            self.workplace.save_bookmark(self.session.stage.id, here)
