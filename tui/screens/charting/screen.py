"""Charts one study after the other: its form item by item, each answer saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from core.charting.chart_store import Field, Touched
from core.protocol.coding import CODED_TYPES, CODING
from core.undo import Sure
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.charting.answers import GivenAnswers
from tui.screens.charting.evidence import AnswerEvidence
from tui.screens.charting.form_table import FormTable, form_rows
from tui.screens.charting.forms_shown import FormsShown
from tui.screens.pace import Pace
from tui.screens.reading import ReadingScreen
from tui.screens.text_reading import TextReading
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.canvas import ScrolledPage
from tui.widgets.pager import Pager
from tui.widgets.passage_reader import PassageReader
from tui.widgets.record_reader import record_paragraphs
from tui.words.charting import item_paragraphs, progress_words
from tui.words.phrases import charting as phrases
from tui.words.phrases import everywhere
from tui.words.phrases.full_texts import ONE_FILE
from tui.words.reading.criteria import SPACE
from tui.words.reading.decisions import author_names, nothing_in_front, published

FORM_LEFT_ALONE = 3_600_000
"""Milliseconds after which a form counts as left alone."""


class ChartingScreen(AskingScreen):
    """One reviewer's forms. The session holds every rule; the screen maps keys to it and paints."""

    KIND = "charting"
    NOTHING = phrases.NOTHING_TO_CHART
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 (Textual's declaration)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 (Textual's declaration)
    DEFAULT_CSS = """
    ChartingScreen {
        #item { height: 6; }
        &.-tall #item { height: 10; }
        #texts, #between { display: none; }
        #between { width: 1; height: 1fr; }
        &.-wide #texts, &.-wide #between, &.-reading #texts { display: block; }
        &.-reading #forms, &.-reading #between { display: none; }
    }
    """

    def __init__(self, workplace: ReviewAdapter, stage: str, settings: Settings) -> None:
        """Open a stage.

        Raises:
            TamisError: The reviewer does not chart there, or it cannot be charted yet.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.workplace = workplace
        self.session = workplace.chart_session(stage)
        self.answers = GivenAnswers(self)
        self._settings = settings
        self.forms = FormsShown(self)
        self._kept_place = self.session.current
        self.pace = Pace(self.clock, FORM_LEFT_ALONE)

    def compose(self) -> ComposeResult:
        """The study, its form, the item in front."""
        yield FittingBar(gap="    ", keep=0, style=STRONG, id="top")
        yield ThinLine()
        with Horizontal():
            with Vertical(id="texts"):
                yield Bar(id="source")
                yield PassageReader(id="text")
            yield ThinLine(id="between")
            with Vertical(id="forms"):
                yield Bar(id="title")
                yield Bar(id="about")
                yield ThinLine()
                yield FormTable(id="form")
                yield ThinLine()
                yield Pager(id="item")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the first open form and watch for other windows."""
        self.form = self.query_one("#form", FormTable)
        self.texts = TextReading(self, self.workplace)
        self.evidence = AnswerEvidence(self)
        self.item_pager = self.query_one("#item", Pager)
        self.paint()
        self.set_interval(1.0, self.look_around)

    def on_resize(self) -> None:
        """Lay the choices out anew."""
        self.call_after_refresh(self.paint)

    def on_unmount(self) -> None:
        """Remember the place."""
        self._keep_place()

    # What is on the screen

    def paint(self) -> None:
        """Show the session as it is now."""
        session = self.session
        study = session.current
        self.pace.look_at(study)
        self.in_front = () if study is None else (study, session.item.id)
        top = [short(clean(f"{session.stage.title} · {session.reviewer}"), 40)]
        if study is not None:
            top.append(self.forms.place)
        top.append(phrases.forms_complete(session.done, len(session.studies)))
        self.query_one("#top", FittingBar).show(top)
        if study is None:
            self.form.show([], 0, self.forms.nothing_here(self.NOTHING))
            for bar in ("#title", "#about"):
                self.query_one(bar, Bar).show("", PLAIN)
            self.item_pager.show([])
            self.texts.show("")
            self.show_status()
            return
        record = session.record(study)
        about = " · ".join(part for part in (author_names(record.authors, 3), published(record)) if part)
        self.query_one("#title", Bar).show(clean(record.title) or everywhere.NO_TITLE, STRONG)
        self.query_one("#about", Bar).show(clean(f"{progress_words(session.progress(study))} · {about}"), DIM)
        fields = session.fields()
        self.form.show(form_rows(fields, self.evidence.lost(fields)), session.line)
        self.item_pager.show(self.item_words(fields[session.line]))
        if self.reads:
            self.texts.show(study)
        self.show_status()

    def item_words(self, field: Field) -> list[Paragraph]:
        """What is said of the item in hand."""
        return item_paragraphs(field, self.item_pager.size.width - 2, self.evidence.lost([field]))

    def follow(self) -> str:
        """Take in what another window has saved."""
        changed = self.session.refresh()
        self._keep_place()
        return everywhere.from_elsewhere(len(changed), everywhere.ANSWER)

    def _keep_place(self) -> None:
        here = self.session.current
        if here is not None and here != self._kept_place:
            self._kept_place = here
            self.workplace.save_bookmark(self.session.stage.id, here)

    # Moving

    def go(self, steps: int) -> None:
        """Go a number of items down (or up); of rows, where the text is alone."""
        if self.has_class("-reading"):
            self.pager.scroll_lines(steps)
            self.texts.show_source()
            return
        self.session.move_line(steps)
        self.say("")

    def action_next_study(self) -> None:
        """The next study."""
        self._go_to_study(1)

    def action_previous_study(self) -> None:
        """The study before."""
        self._go_to_study(-1)

    def _go_to_study(self, steps: int) -> None:
        moved = self.session.move(steps)
        self.say("" if moved else phrases.end_of_studies(steps > 0))

    def action_missing(self) -> None:
        """The next required item without an answer, in this study or a later one."""
        found = self.session.next_line()
        done = phrases.nothing_missing(self.key_of("complete"))
        self.say("" if found else done)

    def action_go(self) -> None:
        """Ask for a study's number or id."""
        self.forms.ask_go()

    def action_forms(self) -> None:
        """Ask which forms to go through."""
        self.forms.ask()

    # Answering

    def action_fill(self) -> None:
        """Write the answer; where every form is complete, go on to what comes next."""
        if self.session.current is None and self.session.all_read:
            self.leave_for("begin_next")
        else:
            self.answers.ask()

    def action_choose(self) -> None:
        """Choose the choice of the digit, or take it back."""
        self.answers.choose(self.digit)

    def action_not_reported(self) -> None:
        """Say that the report does not give it."""
        self.answers.set_not_reported()

    def action_take_proposal(self) -> None:
        """Take over what the record proposes."""
        self.answers.take_proposal()

    def action_clear(self) -> None:
        """Take the answer off the form."""
        self.answers.clear()

    def action_quote(self) -> None:
        """Take words of the text that the answer rests on, or write them."""
        self.evidence.ask_quote()

    def action_drop_quote(self) -> None:
        """Take a quote off the answer."""
        self.evidence.ask_drop()

    def action_page(self) -> None:
        """Write the page that the answer rests on."""
        self.evidence.ask_page()

    def action_complete(self) -> None:
        """Say that the form is complete, or take that back."""
        session = self.session
        study = session.current
        if study is None:
            self.say(nothing_in_front(session, phrases.STUDY))
            return
        undo, spent = self.key_of("undo"), self.pace.spent
        if session.is_complete(study):
            if self.did_save(session.reopen):
                self.say(phrases.open_again(undo))
            return
        missing = [each.item.label for each in session.fields() if each.missing]
        if missing:
            session.line = next(place for place, each in enumerate(session.fields()) if each.missing)
            self.say(phrases.still_required(", ".join(missing)))
        elif self.did_save(session.complete):
            self.pace.decided(spent)
            left = len(session.studies) - session.done
            self.say(phrases.completed(undo, left) if left else phrases.LAST_COMPLETED)

    def action_undo(self) -> None:
        """Take the last change back, and go to it."""
        self._replay("undo", self.session.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._replay("redo", self.session.redo)

    def _replay(self, action: str, act: Callable[[Sure], list[Touched]]) -> None:
        word = everywhere.REPLAYED[action]
        changed = self.replayed(action, act)
        if changed is None:
            return
        if not changed:
            self.say(phrases.nothing_can_be(word))
        elif changed[0].item:
            self.say(f"{word}: {self.session.item.label}")
        else:
            self.say(phrases.completeness(word))

    def action_acts(self) -> None:
        """List what was done here, to take it back or do it again."""
        from tui.screens.acts import show_acts

        show_acts(self, self.workplace, self.session, self.session.stage)

    # The text

    @property
    def reads(self) -> bool:
        """Whether the text is in sight."""
        return self.has_class("-wide") or self.has_class("-reading")

    @property
    def pager(self) -> ScrolledPage:  # type: ignore[override]
        """What the keys page, and what a menu covers."""
        return self.texts.reader if self.reads else self.item_pager

    def action_switch_text(self) -> None:
        """Show the text, or the form again."""
        self.toggle_class("-reading")
        self.call_after_refresh(self.paint)

    def action_leave(self) -> None:
        """Go back to the form from the text alone; else to the screen before."""
        if self.has_class("-reading"):
            self.action_switch_text()
        else:
            super().action_leave()

    def action_find_text(self) -> None:
        """Ask for words to find in the text."""
        self.texts.ask_find()

    def action_next_file(self) -> None:
        """Show the next file of the study."""
        self.say("" if self.texts.next_file() else ONE_FILE)

    def action_next_match(self) -> None:
        """Go to the next match; without a search to the next mark."""
        self.texts.next_match(1)

    def action_previous_match(self) -> None:
        """Go to the match before; without a search to the mark before."""
        self.texts.next_match(-1)

    def take_key(self, event: events.Key) -> None:
        """While a quote is taken, the keys move its cursor."""
        if self._writing or self._menu or not self.evidence.takes:
            super().take_key(event)
        else:
            event.stop()
            action = self._actions.get(event.key) or self._actions.get(event.character or "") or ""
            self.evidence.take_key(event.key, action)

    # Looking

    def action_record(self) -> None:
        """Show the record with its abstract."""
        study = self.session.current
        if study is None:
            return
        shown = record_paragraphs(self.session.record(study), self.session.sources(study), self.texts.highlighter)
        title = phrases.study_at(self.session.position + 1)
        self.app.push_screen(ReadingScreen(title, shown, self.keymap, hints=self.hints))

    def action_differences(self) -> None:
        """Go through the items on which reviewers differ."""
        from tui.screens.charting.consensus import ConsensusScreen

        self.try_open(partial(ConsensusScreen, self.workplace, self.session.stage.id, self._settings))

    def action_compare(self) -> None:
        """Compare the studies."""
        from tui.screens.charting.compare import CompareScreen

        charting = next(each.id for each in self.workplace.protocol.stages if each.kind == "chart")
        self.try_open(partial(CompareScreen, self.workplace, charting, self._settings))

    def action_code(self) -> None:
        """Give categories; an item that is not coded yet becomes one when the question is confirmed."""
        from tui.screens.charting.coding import CodingScreen

        item = self.session.item
        if item.id not in self.workplace.protocol.coding_items and (
            item.type in CODED_TYPES or not self.workplace.protocol.coding_items
        ):
            question = phrases.coded_from_now_on(self.key_of("code"), item.label)
            if not self.sure(("code", item.id), question):
                return
            if not self.was_allowed(lambda: self.workplace.begin_coding(item.id)):
                return
            self.begin_anew()
        self.try_open(partial(CodingScreen, self.workplace, CODING, self._settings))

    def begin_anew(self) -> None:
        """Go on with the forms as they are now, at the same study and item."""
        study, item = self.session.current, self.session.item.id if self.session.items else ""
        self.session = self.workplace.chart_session(self.session.stage.id)
        if study is not None:
            self.session.go_to(study, item)

    def action_map(self) -> None:
        """Cross two items of what was charted."""
        from tui.screens.charting.evidence_map import EvidenceMapScreen

        self.try_open(partial(EvidenceMapScreen, self.workplace, self.session.stage.id, self._settings))

    def about(self) -> Sequence[Paragraph]:
        """Every item with its definition, and the keys."""
        first = [paragraph(self.session.stage.title, STRONG)]
        for item in self.session.items:
            first += [SPACE, paragraph(item.label + (phrases.REQUIRED if item.required else ""), STRONG)]
            first += [paragraph(text, indent=1) for text in (item.help, "; ".join(item.choices)) if text]
        return first
