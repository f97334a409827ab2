"""Charts one study after the other: its form item by item, each answer saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from core.charting.answers import read_answer
from core.charting.chart_store import Field, Touched
from core.charting.form import CHOICE_TYPES
from core.errors import TamisError
from core.protocol.coding import CODED_TYPES, CODING
from core.undo import Sure
from core.words import count, number
from tui.adapter.interface import ReviewAdapter
from tui.dialogs.writing import WritingScreen
from tui.screens.charting.evidence import EvidenceScreen
from tui.screens.charting.form_table import FormTable, form_rows
from tui.screens.reading import ReadingScreen
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.pager import Pager
from tui.widgets.passage_reader import PassageReader
from tui.widgets.record_reader import record_paragraphs
from tui.words.charting import item_paragraphs, progress_words
from tui.words.criteria import SPACE
from tui.words.decisions import author_names, nothing_in_front, published


class ChartingScreen(EvidenceScreen):
    """One reviewer's forms. The session holds every rule; the screen maps keys to it and paints."""

    KIND = "charting"
    NOTHING = "Nothing to chart yet: no study has come through the stages before."
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
        self._held_quotes = {}
        self._settings = settings
        self._shown = ""
        self._kept_place = self.session.current

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
        self.begin_reading()
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
        self.in_front = () if study is None else (study, session.item.id)
        top = [short(clean(f"{session.stage.title} · {session.reviewer}"), 40)]
        if study is not None:
            words = f" {self._shown}" if self._shown else ""
            top.append(f"study {number(session.position + 1)} of {number(len(session.view))}{words}")
        top.append(f"{number(session.done)} of {count(len(session.studies), 'form')} complete")
        self.query_one("#top", FittingBar).show(top)
        if study is None:
            nothing = self.NOTHING
            key = self.key_of("forms")
            if session.all_read:
                nothing = (
                    f"Every form of this list is complete. {self.key_of('previous_study')} goes back to the last one."
                )
            elif self._shown:
                nothing = f"No form is {self._shown}; {key} shows others."
            self.form.show([], 0, nothing)
            for bar in ("#title", "#about"):
                self.query_one(bar, Bar).show("", PLAIN)
            self.item_pager.show([])
            self.show_text("")
            self.show_status()
            return
        record = session.record(study)
        about = " · ".join(part for part in (author_names(record.authors, 3), published(record)) if part)
        self.query_one("#title", Bar).show(clean(record.title) or "(no title)", STRONG)
        self.query_one("#about", Bar).show(clean(f"{progress_words(session.progress(study))} · {about}"), DIM)
        fields = session.fields()
        self.form.show(form_rows(fields, self.lost_quotes(fields)), session.line)
        self.item_pager.show(self.item_words(fields[session.line]))
        if self.reads:
            self.show_text(study)
        self.show_status()

    def item_words(self, field: Field) -> list[Paragraph]:
        """What is said of the item in hand."""
        return item_paragraphs(field, self.item_pager.size.width - 2, self.lost_quotes([field]))

    def follow(self) -> str:
        """Take in what another window has saved."""
        changed = self.session.refresh()
        self._keep_place()
        return f"another window: {count(len(changed), 'answer')}" if changed else ""

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
            self.show_source()
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
        self.say("" if moved else f"this is the {'last' if steps > 0 else 'first'} study")

    def action_missing(self) -> None:
        """The next required item without an answer, in this study or a later one."""
        found = self.session.next_line()
        done = f"nothing is missing — {self.key_of('complete')} says that the form is complete"
        self.say("" if found else done)

    def action_go(self) -> None:
        """Ask for a study's number or id."""
        self.ask("go to study:", self._go_to)

    def _go_to(self, text: str) -> None:
        view = self.session.view
        place = int(text) - 1 if text.isdecimal() and len(text) < 9 else -1
        found = self.session.go_to(view[place] if 0 <= place < len(view) else text)
        self.say("" if found else f"there is no study “{text}” here")

    def action_forms(self) -> None:
        """Ask which forms to go through."""
        session = self.session

        def shown(words: str, wanted: Callable[[str], bool] | None) -> Callable[[], None]:
            def act() -> None:
                session.show(wanted)
                self._shown = words
                self.say("" if session.view else f"no form is {words}")

            return act

        self.choose(
            "show",
            {
                "a": (f"all {number(len(session.studies))}", shown("", None)),
                "o": (
                    f"open {number(len(session.studies) - session.done)}",
                    shown("open", lambda study: not session.is_complete(study)),
                ),
                "c": (f"complete {number(session.done)}", shown("complete", session.is_complete)),
            },
        )

    # Answering

    def action_fill(self) -> None:
        """Write the answer."""
        field = self.field_in_front()
        if field is None:
            return
        text = field.text or field.proposal
        if field.item.type == "long-text":
            about = [paragraph(field.item.help)] if field.item.help else []
            page = WritingScreen(clean(field.item.label), about, text, partial(self._keep_long, field))
            self.app.push_screen(page)
        else:
            self.ask(f"{short(clean(field.item.label), 24)}:", partial(self._filled, field), value=text)

    def _filled(self, field: Field, text: str) -> None:
        """Save what was written; a text that is no answer is asked for again."""
        problem = self._unfit(field, text)
        if problem:
            self.say(problem)
            self.ask(f"{short(clean(field.item.label), 24)}:", partial(self._filled, field), value=text)
        else:
            self._keep(field, text)

    def _keep_long(self, field: Field, text: str) -> str:
        self._keep(field, text)
        return self._alarm

    def _unfit(self, field: Field, text: str) -> str:
        """Why a text is no answer to the item; "" when it is one, or empty."""
        try:
            if text:
                read_answer(field.item, text)
        except TamisError as problem:
            return f"{problem.what}. {problem.advice}".strip()
        return ""

    def _keep(self, field: Field, text: str) -> None:
        item = field.item.id
        if not text:
            self.save_answer(field, lambda: self.session.clear(item, keep_evidence=True), "left empty")
        else:
            self.save_answer(field, lambda: self.session.set(item, text), text, move=True)

    def action_choose(self) -> None:
        """Choose the choice of the digit, or take it back."""
        field = self.field_in_front()
        if field is None:
            return
        if field.item.type not in CHOICE_TYPES or not 0 <= self.digit < len(field.item.choices):
            self.say(f"there is no choice {self.digit + 1} here — {self.key_of('fill')} writes an answer")
            return
        choice = field.item.choices[self.digit]
        was = field.value is not None and choice in field.value.answer.parts and field.item.type == "multi-choice"
        words = f"not {choice}" if was else choice
        self.save_answer(
            field, lambda: self.session.toggle(field.item.id, choice), words, move=field.item.type == "choice"
        )

    def action_not_reported(self) -> None:
        """Say that the report does not give it."""
        if field := self.field_in_front():
            self.save_answer(field, lambda: self.session.set_not_reported(field.item.id), "not reported", move=True)

    def action_take_proposal(self) -> None:
        """Take over what the record proposes."""
        if field := self.field_in_front():
            if field.proposal:
                self.save_answer(field, lambda: self.session.accept(field.item.id), field.proposal, move=True)
            else:
                self.say("the record proposes nothing here")

    def action_clear(self) -> None:
        """Take the answer off the form."""
        if field := self.field_in_front():
            self.save_answer(field, lambda: self.session.clear(field.item.id), "left empty")

    def action_complete(self) -> None:
        """Say that the form is complete, or take that back."""
        session = self.session
        study = session.current
        if study is None:
            self.say(nothing_in_front(session, "study"))
            return
        undo = self.key_of("undo")
        if session.is_complete(study):
            if self.did_save(session.reopen):
                self.say(f"the form is open again — {undo} undo")
            return
        missing = [each.item.label for each in session.fields() if each.missing]
        if missing:
            session.line = next(place for place, each in enumerate(session.fields()) if each.missing)
            self.say(f"not complete yet, required: {', '.join(missing)}")
        elif self.did_save(session.complete):
            left = len(session.studies) - session.done
            self.say(
                f"complete — {undo} undo, {count(left, 'form')} left" if left else "complete: that was the last one"
            )

    def action_undo(self) -> None:
        """Take the last change back, and go to it."""
        self._replay("undo", self.session.undo, "undone")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._replay("redo", self.session.redo, "redone")

    def _replay(self, action: str, act: Callable[[Sure], list[Touched]], word: str) -> None:
        changed = self.replayed(action, act)
        if changed is None:
            return
        if not changed:
            self.say(f"nothing can be {word}")
        elif changed[0].item:
            self.say(f"{word}: {self.session.item.label}")
        else:
            self.say(f"{word}: whether the form is complete")

    def action_acts(self) -> None:
        """List what was done here, to take it back or do it again."""
        from tui.screens.acts import show_acts

        show_acts(self, self.workplace, self.session, self.session.stage)

    # Looking

    def action_record(self) -> None:
        """Show the record with its abstract."""
        study = self.session.current
        if study is None:
            return
        shown = record_paragraphs(self.session.record(study), self.session.sources(study), self._highlighter)
        title = f"study {number(self.session.position + 1)}"
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
            question = (
                f"{self.key_of('code')} again: the answers to {item.label} are coded from now on, a line of the plan"
            )
            if not self.sure(("code", item.id), question):
                return
            if not self.workplace_says(lambda: self.workplace.begin_coding(item.id)):
                return
            self.begin_anew()
        self.try_open(partial(CodingScreen, self.workplace, CODING, self._settings))

    def workplace_says(self, act: Callable[[], object]) -> bool:
        """Run an act of the whole team that saves; whether it is on disk. Why it was refused is said."""
        refused: list[TamisError] = []

        def tried() -> None:
            try:
                act()
            except TamisError as problem:
                if type(problem) is not TamisError:  # from the store: it could not be saved
                    raise
                refused.append(problem)

        saved = self.did_save(tried)
        for each in refused:
            self.say(f"{each.what}. {each.advice}".strip())
        return saved and not refused

    def begin_anew(self) -> None:
        """Go on with the forms as they are now, at the same study and item."""
        study, item = self.session.current, self.session.item.id if self.session.form.items else ""
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
        for item in self.session.form.items:
            first += [SPACE, paragraph(item.label + (" (required)" if item.required else ""), STRONG)]
            first += [paragraph(text, indent=1) for text in (item.help, "; ".join(item.choices)) if text]
        return first
