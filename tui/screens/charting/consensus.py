"""Settles the items on which reviewers differ: their answers side by side, and the team's consensus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from core.charting.answers import read_answer
from core.charting.consensus import Compared
from core.errors import TamisError
from core.words import listed
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.charting.form_table import FormRow, FormTable
from tui.screens.reading import ReadingScreen
from tui.settings.settings import Settings
from tui.text.blocks import THREE
from tui.text.content import short
from tui.text.highlights import Highlighter
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.pager import Pager
from tui.widgets.record_reader import record_paragraphs
from tui.widgets.side_by_side import SideBySide
from tui.words.charting import answer_paragraphs
from tui.words.phrases import charting as phrases
from tui.words.phrases import everywhere
from tui.words.reading.decisions import author_names, published


class ConsensusScreen(AskingScreen):
    """One study after the other on which reviewers differ, item by item. What each charted stays as it is."""

    KIND = "consensus"
    pager: Pager
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (THREE, "-huge")]  # noqa: RUF012 (Textual's declaration)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    ConsensusScreen {
        #items { height: 5; }
        &.-tall #items { height: 10; }
        #help { height: 2; }
        #record, #divider { display: none; }
        &.-huge #record { display: block; width: 94; }
        &.-huge #divider { display: block; width: 1; height: 1fr; }
    }
    """

    def __init__(self, workplace: ReviewAdapter, stage: str, settings: Settings) -> None:
        """Open a stage.

        Raises:
            TamisError: The stage has no form, or only one reviewer.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.workplace = workplace
        self.session = workplace.consensus_session(stage)

    def compose(self) -> ComposeResult:
        """The study, its differences, the sides."""
        yield FittingBar(gap="    ", keep=0, style=STRONG, id="top")
        yield ThinLine()
        yield Bar(id="title")
        yield Bar(id="about")
        yield ThinLine()
        with Horizontal():
            with Vertical():
                yield FormTable(id="items")
                yield ThinLine()
                yield SideBySide(id="sides")
            yield ThinLine(id="divider")
            yield Pager(id="record")
        yield ThinLine()
        yield Pager(id="help")
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the first difference and watch for other windows."""
        self.items = self.query_one("#items", FormTable)
        self.sides = self.query_one("#sides", SideBySide)
        self.pager = self.query_one("#help", Pager)
        self._shown = ""
        self.paint()
        self.set_interval(1.0, self.look_around)

    # What is on the screen

    def paint(self) -> None:
        """Show the session as it is now."""
        session = self.session
        study, item = session.current, session.item
        self.in_front = () if study is None or item is None else (study, item.item.id)
        top = [short(clean(phrases.consensus_on(session.stage.title)), 40)]
        if study is not None:
            top.append(phrases.study_of(session.position + 1, len(session.studies)))
        top += [phrases.items_open(session.count_open()), clean(listed(session.resolvers))]
        self.query_one("#top", FittingBar).show(top)
        if study is None or item is None:
            self.items.show([], 0, self._nothing())
            self.sides.show([])
            for bar in ("#title", "#about"):
                self.query_one(bar, Bar).show("", PLAIN)
            for page in self.query(Pager):
                page.show([])
            self._shown = ""
            self.show_status()
            return
        record = session.record(study)
        about = " · ".join(part for part in (author_names(record.authors, 3), published(record)) if part)
        self.query_one("#title", Bar).show(clean(record.title) or everywhere.NO_TITLE, STRONG)
        self.query_one("#about", Bar).show(clean(about), DIM)
        if self._shown != study:
            self._shown = study
            self.query_one("#record", Pager).show(self._record_paragraphs(study))
        differences = session.differences(study)
        self.items.show([_row(each) for each in differences], session.line)
        self.sides.show(_columns(item))
        self.pager.show([paragraph(f"{item.item.label}. {item.item.help}".strip(), DIM)])
        self.show_status()

    def _nothing(self) -> str:
        session = self.session
        if session.all_read:
            return phrases.ALL_SETTLED
        if session.blind:
            return phrases.STILL_BLIND
        if session.compared_studies:
            return phrases.REVIEWERS_AGREE
        return phrases.NONE_CHARTED_BY_TWO

    def follow(self) -> str:
        """Take in what another window has settled."""
        return everywhere.from_elsewhere(len(self.session.refresh()), everywhere.ITEM)

    # Moving

    def go(self, steps: int) -> None:
        """Go a number of differences down (or up)."""
        self.session.move_line(steps)
        self.say("")

    def action_next_study(self) -> None:
        """The next study."""
        self.say("" if self.session.move(1) else phrases.LAST_STUDY)

    def action_previous_study(self) -> None:
        """The study before."""
        self.say("" if self.session.move(-1) else phrases.FIRST_STUDY)

    def action_missing(self) -> None:
        """The next item that waits."""
        self.say("" if self.session.next_line() else phrases.NO_ITEM_WAITS)

    # Settling

    def _item(self) -> Compared | None:
        if self.session.item is None:
            self.say(self._nothing())
        return self.session.item

    def action_take(self) -> None:
        """Take the answer of the reviewer of that number."""
        item = self._item()
        if item is None:
            return
        reviewers = list(item.sides)
        if not 0 <= self.digit < len(reviewers):
            self.say(phrases.no_such_reviewer(self.digit + 1))
            return
        who = reviewers[self.digit]
        self._settle(item, lambda: self.session.take(who), phrases.answer_of(who))

    def action_take_all(self) -> None:
        """Take one reviewer's answers for all items of the study that wait, after asking whose."""
        item = self._item()
        if item is not None:
            choices = {
                str(place): (phrases.of_person(who), partial(self._take_all, who))
                for place, who in enumerate(item.sides, start=1)
            }
            self.choose(phrases.TAKE_ALL_OF, choices)

    def _take_all(self, who: str) -> None:
        settled = self.saved(lambda: self.session.take_all(who))
        if settled is not None:
            self.say(phrases.took_all(len(settled), who, self.key_of("undo")))

    def action_fill(self) -> None:
        """Write an answer of the team's own."""
        if item := self._item():
            value = item.settled.text if item.settled is not None else ""
            self._ask(item, value)

    def _ask(self, item: Compared, value: str) -> None:
        self.ask(f"{short(clean(item.item.label), 24)}:", partial(self._filled, item), value=value)

    def _filled(self, item: Compared, text: str) -> None:
        if not text:
            return
        try:
            read_answer(item.item, text)
        except TamisError as problem:
            self.say(f"{problem.what}. {problem.advice}".strip())
            self._ask(item, text)
            return
        self._settle(item, lambda: self.session.set(text), text)

    def action_not_reported(self) -> None:
        """Agree that the report does not give an answer."""
        if item := self._item():
            self._settle(item, self.session.set_not_reported, phrases.NOT_REPORTED)

    def _settle(self, item: Compared, act: Callable[[], object], words: str) -> None:
        if not self.did_save(act):
            return
        left = self.session.count_open()
        if item.settled is not None and item.settled.text != words:
            words = everywhere.was_now(short(clean(item.settled.text), 20)) + words
        undo = self.key_of("undo")
        self.say(phrases.settled(item.item.label, short(clean(words), 30), undo, left))

    def action_undo(self) -> None:
        """Take the last consensus back, and go to it."""
        done = self.saved(lambda: (self.session.reopen(),))
        if done is not None:
            self.say(phrases.reopened(len(done[0][1])) if done[0] else phrases.NOTHING_TO_REOPEN)

    # Looking

    def action_record(self) -> None:
        """Show the record with its abstract."""
        study = self.session.current
        if study is None:
            return
        title = phrases.study_at(self.session.position + 1)
        self.app.push_screen(ReadingScreen(title, self._record_paragraphs(study), self.keymap, hints=self.hints))

    def _record_paragraphs(self, study: str) -> list[Paragraph]:
        protocol = self.workplace.protocol
        marks = Highlighter(protocol.highlight_include, protocol.highlight_exclude)
        return record_paragraphs(self.session.record(study), self.session.sources(study), marks)

    def about(self) -> Sequence[Paragraph]:
        """What is settled here, and the keys."""
        return [paragraph(phrases.ABOUT_CONSENSUS)]


def _row(item: Compared) -> FormRow:
    if item.settled is None:
        return FormRow(item.item.label, phrases.WAITS, REMARK)
    whose = phrases.of_person(item.settled.taken) if item.settled.taken else phrases.TEAMS_OWN
    return FormRow(item.item.label, item.settled.text or "–", PLAIN, whose, DIM)


def _columns(item: Compared) -> list[list[Paragraph]]:
    """What each reviewer answered, below a name; which answer is the team's is said there."""
    settled = item.settled
    answers = [
        (f"{place} {who}", value, settled is not None and settled.taken == who)
        for place, (who, value) in enumerate(item.sides.items(), start=1)
    ]
    answers += [(phrases.TOGETHER, settled, True)] if settled is not None and not settled.taken else []
    return [
        [paragraph(phrases.column_head(name, taken), STRONG), *answer_paragraphs(value)]
        for name, value, taken in answers
    ]
