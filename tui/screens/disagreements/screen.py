"""Goes through disagreements: the record, what each reader said, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult

from core.screening.decision import Verdict
from core.screening.disagreement import Disagreement, State
from core.screening.disagreement_session import DisagreementSession
from core.words import listed
from store.work.own.words import Saying
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.disagreements.drafts import Drafts
from tui.screens.disagreements.finding import FindingDisagreements
from tui.screens.disagreements.questions import Questions
from tui.screens.disagreements.sides import DisagreementReader, Said, said_of
from tui.screens.pace import Pace
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.highlights import Highlighter
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.side_by_side import SideBySide
from tui.words.phrases import disagreements as phrases
from tui.words.phrases import everywhere
from tui.words.reading.criteria import SPACE, stage_paragraphs
from tui.words.reading.decisions import ALL_READ, nothing_in_front
from tui.words.reading.disagreements import because, because_keys, nothing_here, outcome, resolvers, stands
from tui.words.reading.pace import all_read


class DisagreementsScreen(AskingScreen):
    """One disagreement after the other, stage by stage.

    The session holds every rule; the screen maps keys to it and paints. What was written or ticked stays with its
    record until it is resolved or the screen is left.
    """

    KIND = "disagreements"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 (Textual's declaration)
    DEFAULT_CSS = """
    DisagreementsScreen SideBySide { height: 4; }
    DisagreementsScreen.-tall SideBySide { height: 8; }
    """

    def __init__(self, workplace: ReviewAdapter, settings: Settings, stage: str | None = None) -> None:
        """Open a stage, by default the first one with open disagreements.

        Raises:
            TamisError: There is no such stage, or nobody can differ at it.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.workplace = workplace
        self.session: DisagreementSession = workplace.disagreement_session(stage)
        self._settings, self.hide = settings, settings.hide
        self._names_hidden = False
        self._drafts = Drafts(self)
        self.finding = FindingDisagreements(self)
        self.showing_criteria = False
        self._pace = Pace(self.clock)

    def compose(self) -> ComposeResult:
        """The record, the sides, the questions."""
        yield FittingBar(gap="    ", keep=0, style=STRONG, id="top")
        yield ThinLine()
        yield DisagreementReader(self.highlighter(), hide=self.hide, id="reader")
        yield ThinLine()
        yield SideBySide(id="sides")
        yield ThinLine()
        yield Questions(self.workplace.protocol.discussion, id="questions")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def highlighter(self, sought: Sequence[str] = ()) -> Highlighter:
        """Marks the plan's words, and what is searched for."""
        protocol = self.workplace.protocol
        return Highlighter(protocol.highlight_include, protocol.highlight_exclude, sought=sought)

    def on_mount(self) -> None:
        """Show the first disagreement and watch for other windows."""
        self.pager = self.reader = self.query_one("#reader", DisagreementReader)
        self.sides = self.query_one("#sides", SideBySide)
        self.questions = self.query_one("#questions", Questions)
        self.say_place()
        self.set_interval(1.0, self.look_around)

    # What is on the screen

    def paint(self) -> None:
        """Show the session as it is now."""
        session = self.session
        disagreement = session.current
        self.in_front = () if disagreement is None else (disagreement.record,)
        self._pace.look_at(disagreement.record if disagreement else None)
        top = [short(clean(phrases.title_of(session.stage.title)), 40)]
        if disagreement is not None:
            top.append(phrases.place_of(session.position + 1, len(session.view), self.finding.view_name))
        top.append(clean(resolvers(session, named=not self._names_hidden)))
        if session.blind and session.disputes and not (disagreement is not None and disagreement.sealed):
            top.append(phrases.still_blind(", ".join(map(str, session.blind))))
        self.query_one("#top", FittingBar).show(top)
        disagreement = self.as_shown(disagreement) if disagreement is not None else None
        self.sides.show(said_of(session.stage, disagreement) if disagreement else ())
        if self.showing_criteria:
            self.reader.show_instead(stage_paragraphs(self.workplace.protocol, session.stage))
        elif disagreement is None:
            self.reader.forget(self._nothing_here())
        else:
            said: list[Said] = [
                (listed(word.by), word.note, ()) for word in (*disagreement.at_once, *disagreement.conflict)
            ]
            said += [(side.reviewer, side.decision.note, side.decision.labels) for side in disagreement.sides]
            self.reader.read_dispute(session.record(disagreement.record), session.sources(disagreement.record), said)
        self.questions.show(self._drafts.ticked, self._drafts.rationale, disagreement is not None)
        self.show_status()

    def as_shown(self, disagreement: Disagreement) -> Disagreement:
        """A disagreement with what was said at the same time, and by the names that its sides have here."""
        shown = replace(disagreement, at_once=self.session.at_once(disagreement))
        return shown.without_names(self.workplace.protocol.seed) if self._names_hidden else shown

    def _nothing_here(self) -> str:
        """Why nothing is in front, what the sitting came to, and what comes next."""
        words = nothing_here(self.session, other_stages=len(self._stages()) > 1)
        if not self.session.all_read:
            return words
        return all_read(phrases.NONE_WAITS, self._pace.came_to, (), [everywhere.goes_on(self.key_of("go_on")), words])

    def action_go_on(self) -> None:
        """Go on to what comes next, once nothing is left here."""
        left = self.session.count(State.OPEN)
        if left and self.session.current is not None:
            self.say(everywhere.left_before_that(left))
        else:
            self.leave_for("begin_next")

    def say_place(self) -> None:
        """Say the place in the list and the state of the disagreement."""
        disagreement = self.session.current
        if disagreement is None:
            self.say(ALL_READ if self.session.all_read else "")
        else:
            self.say(self._stands(disagreement))

    def follow(self) -> str:
        """Take in what other windows have done."""
        changed = self.session.refresh()
        if not changed:
            return ""
        if self.session.current in changed:
            return everywhere.elsewhere(self._stands(self.session.current))
        return phrases.changed_elsewhere(len(changed))

    def _stands(self, disagreement: Disagreement) -> str:
        return stands(self.session, disagreement, named=not self._names_hidden)

    def _stages(self) -> list[str]:
        more = {self.session.stage.id, *self.session.conflicts_at}
        return [stage.id for stage in self.workplace.protocol.stages if stage.disputed or stage.id in more]

    # Finding

    def action_search(self) -> None:
        """Type words; the list follows."""
        self.finding.ask_search()

    def action_show_all(self) -> None:
        """End the search, and leave the criteria."""
        self.showing_criteria = False
        self.finding.clear()

    def action_go(self) -> None:
        """Ask for a disagreement's number in the list, or its record's id, and go to it."""
        self.finding.ask_go()

    def action_list(self) -> None:
        """Show the list, with what each side says, to choose from."""
        from tui.screens.disagreements.list_screen import DisputeListScreen

        self.app.push_screen(DisputeListScreen(self), lambda _: self.say_place())

    def action_criteria(self) -> None:
        """Show the criteria and reasons in the record's place, or the record again."""
        self.showing_criteria = not self.showing_criteria
        self.say_place()

    # Rationale and questions

    def action_tick(self) -> None:
        """Tick a discussion question, or take the tick off."""
        questions = self.workplace.protocol.discussion
        disagreement = self.session.current
        if disagreement is not None and self._refused():
            return
        if disagreement is None or not 0 <= self.digit < len(questions):
            self.say(phrases.questions_to_tick(len(questions)) if questions else phrases.NOTHING_TO_TICK)
            return
        ticked = set(self._drafts.ticked) ^ {self.digit}
        self._drafts.ticks[disagreement.record] = tuple(sorted(ticked))
        self.say(phrases.ticked(self.digit + 1, self.digit in ticked))

    def action_rationale(self) -> None:
        """Write the rationale of the resolution."""
        disagreement = self.session.current
        if disagreement is None:
            self.say(nothing_in_front(self.session, phrases.DISAGREEMENT))
        elif not self._refused():
            self.ask(
                phrases.RATIONALE_QUESTION,
                lambda text: self._write(disagreement, text),
                value=self._drafts.rationale,
                prose=True,
                earlier=self.session.earlier_words,
            )

    def _write(self, disagreement: Disagreement, text: str) -> None:
        self._drafts.rationales[disagreement.record] = text
        self.say(phrases.rationale_written() if text else phrases.RATIONALE_REMOVED)

    # Resolving

    def action_include(self) -> None:
        """Include it."""
        if self._may_end():
            self._with_rationale(Verdict.INCLUDE, "")

    def action_exclude(self) -> None:
        """Exclude it, with the digit of a reason."""
        if self._may_end():
            self.ask_reason(self.session.stage, partial(self._with_rationale, Verdict.EXCLUDE))

    def _may_end(self) -> bool:
        """Whether there is a disagreement here that may be ended now; else says why not."""
        disagreement = self.session.current
        if disagreement is None:
            self.say(nothing_in_front(self.session, phrases.DISAGREEMENT))
        elif not self._refused() and self._overtaken(disagreement):
            self.say(everywhere.press_again_to_change(self._stands(disagreement)))
        else:
            return self.session.may_end
        return False

    def _with_rationale(self, verdict: Verdict, reason: str) -> None:
        """Resolve it once there is a rationale, without which nothing is; the question says what it will be for."""
        disagreement = self.session.current
        if disagreement is None:
            return
        if self._drafts.rationale:
            self._resolve(verdict, reason)
            return
        earlier = self.session.earlier_words
        self.say(because_keys(earlier))
        answered = partial(self._written, disagreement, partial(self._resolve, verdict, reason))
        self.ask(because(verdict, reason, self.session.stage), answered, earlier=earlier, cancelled=self.say_place)

    def _written(self, disagreement: Disagreement, act: Callable[[], None], text: str) -> None:
        if text:
            self._drafts.rationales[disagreement.record] = text
            self.paint()
            act()
        else:
            self.say(phrases.NEEDS_RATIONALE)

    def _resolve(self, verdict: Verdict, reason: str = "") -> None:
        disagreement, rationale, ticked = (
            self.session.current,
            self._drafts.rationale,
            self._drafts.ticked,
        )
        spent = self._pace.spent
        before = None if disagreement is None else self.session.resolution(disagreement)
        done = self.saved(lambda: self.session.resolve(verdict, reason=reason, rationale=rationale, ticked=ticked))
        if done is not None and disagreement is not None:
            self._pace.decided(spent)
            self._drafts.forget(disagreement)
            was, now = (outcome(each, self.session.stage) if each else "" for each in (before, done))
            changes = before is not None and before.verdict is not None and was != now
            self._say_done(everywhere.was_now(was) + now if changes else phrases.resolved(now))

    def action_escalate(self) -> None:
        """Escalate it to who rules here."""
        disagreement = self.session.current
        if disagreement is None:
            self.say(nothing_in_front(self.session, phrases.DISAGREEMENT))
        elif self.session.adjudicating:
            self.say(phrases.rules_here(self.session.stage.ruler))
        elif self._refused():
            return
        elif self._overtaken(disagreement):
            self.say(everywhere.press_again_to_change(self._stands(disagreement)))
        elif self.session.state(disagreement) not in (State.OPEN, State.CONFLICT):
            self.say(phrases.already(self._stands(disagreement)))
        else:
            rationale, spent = self._drafts.rationale, self._pace.spent
            if self.saved(lambda: self.session.escalate(rationale)) is not None:
                self._pace.decided(spent)
                self._drafts.forget(disagreement)
                self._say_done(phrases.escalated(self.session.stage.ruler))

    def action_undo(self) -> None:
        """Reopen the disagreement that was resolved or escalated last."""
        if self._refused():
            return
        before = self._drafts.rationale, self._drafts.ticked
        current = self.session.current
        reopened = self.saved(lambda: (self.session.reopen(),))
        if reopened is None:
            return
        disagreement = reopened[0]
        if disagreement is None:
            self.say(phrases.NOTHING_TO_REOPEN)
            return
        if disagreement == current:
            self._drafts.keep(disagreement, *before)
        self.say(phrases.reopened(self._stands(disagreement)))

    def _refused(self) -> bool:
        """Whether only an adjudicator may act here; says so."""
        if self.session.may_end:
            return False
        self.say(phrases.rules_alone(self.session.stage.ruler))
        return True

    def _overtaken(self, disagreement: Disagreement) -> bool:
        """Whether another window has resolved, escalated or reopened it within the last second."""
        return disagreement in (self.saved(self.session.refresh) or [])

    def _say_done(self, what: str) -> None:
        left = self.session.count(State.OPEN) + (
            self.session.count(State.ESCALATED) if self.session.adjudicating else 0
        )
        self.say(phrases.with_reopening(what) + (phrases.left(left) if left else phrases.NONE_LEFT))

    def action_acts(self) -> None:
        """List how disagreements ended by one's own word, to take it back or say it again."""
        from tui.screens.acts import show_words

        show_words(self, self.workplace, Saying.ENDS, self._renew)

    def _renew(self) -> None:
        here, before = self.session.current, self.session
        self.session = self.workplace.disagreement_session(before.stage.id)
        self.session.show(before.shown, stark_first=before.stark_first)
        for each in self.session.view:
            if here is not None and each.record == here.record:
                self.session.go_to(each)
        self.say_place()

    # What is shown

    def action_show(self) -> None:
        """Choose which disagreements are shown."""
        self.finding.ask_shown()

    def action_stage(self) -> None:
        """To the next stage that more than one person reads."""
        stages = self._stages()
        here = stages.index(self.session.stage.id)
        following = stages[(here + 1) % len(stages)]
        if following == self.session.stage.id:
            self.say(phrases.NO_OTHER_STAGE)
            return
        with self.saying_why(following):
            self.session = self.workplace.disagreement_session(following)
            self.say_place()

    def action_names(self) -> None:
        """Hide or show who said what."""
        self._names_hidden = not self._names_hidden
        self.say(phrases.names_shown(self._names_hidden))

    def go(self, steps: int) -> None:
        """Go a number of places on or back."""
        self.session.move(steps)
        self.say_place()

    def about(self) -> Sequence[Paragraph]:
        """The criteria, the discussion questions and the keys."""
        protocol = self.workplace.protocol
        stage = self.session.stage
        ruling = [each.id for each in protocol.reviewers if protocol.rules(each.id, stage)]
        first = stage_paragraphs(protocol, stage)
        if protocol.discussion:
            first += [SPACE, paragraph(phrases.QUESTIONS_TO_DISCUSS, STRONG)]
            first += [paragraph(f"{place} {text}", indent=1) for place, text in enumerate(protocol.discussion, 1)]
        if ruling:
            first += [SPACE, paragraph(phrases.who_rules(listed(ruling), alone=stage.only_ruled))]
        return first
