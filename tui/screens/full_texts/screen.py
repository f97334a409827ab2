"""Screens full texts: the screening screen, and the report behind each record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core.fulltext.retrieval import Retrieval, Sought
from core.fulltext.session import FullTextSession
from core.screening.decision import Verdict
from tui.finding.filters import Filter
from tui.screens.asking import Changes
from tui.screens.full_texts.report_text import ReportTextScreen
from tui.screens.screening.screen import ScreeningScreen
from tui.text.plain import clean
from tui.words.keys import with_undo
from tui.words.phrases import everywhere
from tui.words.phrases import full_texts as phrases
from tui.words.reading.decisions import said, sent_to_clipboard

STATES = {
    Sought.SOUGHT: phrases.NOT_YET_RETRIEVED,
    Sought.RETRIEVED: phrases.RETRIEVED,
    Sought.NOT_RETRIEVED: phrases.NOT_RETRIEVED,
}


class FullTextScreen(ScreeningScreen):
    """The screening screen, on which reports are also retrieved or not, opened, and grouped as studies."""

    KIND = "fulltext"
    REASON_NEEDED = True
    session: FullTextSession

    def remarks(self, record_id: str) -> tuple[str, ...]:
        """Where the report is, and the study."""
        full_texts = self.session.full_texts
        words = study_words(record_id, full_texts.reports(record_id), lambda each: self.workplace.record(each).title)
        where = retrieval_words(full_texts.retrieval(record_id))
        return (where, *([words] if words else []), *super().remarks(record_id))

    # The report

    def action_retrieved(self) -> None:
        """Say where the report is."""
        here = self.session.current
        if here is not None:
            found = self.session.full_texts.retrieval(here)
            self.ask(phrases.RETRIEVED_QUESTION, self._retrieved, value=found.path or found.url)

    def _retrieved(self, place: str) -> None:
        if self.was_allowed(lambda: self.session.retrieve(place)):
            self.say(phrases.retrieved(place) if place else with_undo(phrases.SOUGHT_AGAIN))

    def action_not_retrieved(self) -> None:
        """Say why the report could not be had."""
        here = self.session.current
        if here is not None:
            self.ask(phrases.NOT_RETRIEVED_QUESTION, self._lost, value=self.session.full_texts.retrieval(here).why)

    def _lost(self, why: str) -> None:
        if self.was_allowed(lambda: self.session.lose(why)):
            self.say(with_undo(phrases.not_retrieved(why) if why else phrases.SOUGHT_AGAIN, self._ended))

    def action_view(self) -> None:
        """Read the text of the report."""
        here = self.session.current
        if here is None:
            return
        found = self.session.full_texts.retrieval(here)
        if found.url:
            self.app.copy_to_clipboard(clean(found.url))
            self.say(phrases.read_on_line(sent_to_clipboard(found.url)))
            return

        def decide(verdict: str) -> None:
            getattr(self, f"action_{verdict}")()

        with self.saying_why():
            self.session.full_texts.file(here)
            self.app.push_screen(ReportTextScreen(self.workplace, self.session.stage, here, self._settings, decide))

    # The study

    def action_study(self) -> None:
        """Group the report with another of the same study, or take it out."""
        here = self.session.current
        if here is None:
            return
        ask = partial(self.ask, phrases.SAME_STUDY_QUESTION, self._group)
        if len(self.session.full_texts.reports(here)) < 2:
            ask()
        else:
            self.choose(
                phrases.STUDY_QUESTION, {"c": (phrases.ANOTHER_REPORT, ask), "a": (phrases.TAKE_OUT, self._set_apart)}
            )

    def _group(self, text: str) -> None:
        here = self.session.current
        if here is None or not text:
            return
        other = self.finding.meant(text) or text
        if self.was_allowed(lambda: self.session.full_texts.group(here, other)):
            self.say(phrases.of_one_study(len(self.session.full_texts.reports(here))))

    def _set_apart(self) -> None:
        here = self.session.current
        if here is not None and self.was_allowed(lambda: self.session.full_texts.set_apart(here)):
            self.say(with_undo(phrases.STUDY_OF_ITS_OWN))

    # Reasons

    def action_also(self) -> None:
        """Choose a further reason."""
        here = self.session.current
        decision = None if here is None else self.session.decision(here)
        if decision is None or decision.verdict is not Verdict.EXCLUDE:
            self.say(phrases.EXCLUDE_FIRST)
            return
        given = self.session.reasons_of(decision)
        # The only reason cannot be removed.
        choices = {
            key: (f"{'✓ ' if reason.id in given else ''}{reason.label}", partial(self._also, reason.id))
            for key, reason in self.session.stage.reason_keys.items()
            if given != {reason.id}
        }
        self.choose(phrases.ALSO_QUESTION, choices)

    def _also(self, reason: str) -> None:
        decision = self.saved(lambda: self.session.toggle_reason(reason))
        if decision is not None:
            further = len(self.session.reasons_of(decision)) - 1
            self.say(phrases.further_reasons(said(decision, self.session.stage), further))

    # Undo, filter, other windows

    def action_undo(self) -> None:
        """Take back the last change, whether a decision or something said of a report."""

        def kept(act: Callable[[], Changes]) -> Changes | None:
            done: list[Changes] = []
            return done[0] if self.was_allowed(lambda: done.append(act())) else None

        taken = self.replayed("undo", lambda sure: [self.session.take_back(sure)], kept)
        if taken is None:
            return
        if taken[0] is None:
            super().action_undo()
        else:
            self.say(everywhere.undone(retrieval_words(self.session.full_texts.retrieval(taken[0]))))

    def filters(self) -> dict[str, Filter]:
        """The filters of the screening screen, and those by the state of the report."""
        keys = zip(("s", "r", "x"), STATES.items(), strict=True)
        full_texts = self.session.full_texts

        def stands(state: Sought, record: str) -> bool:
            return full_texts.retrieval(record).state is state

        return super().filters() | {
            key: Filter(words.lower(), None, partial(stands, state)) for key, (state, words) in keys
        }

    def follow(self) -> str:
        """Take in what another window has decided, and what others have said of reports."""
        decided = super().follow()
        return phrases.SAID_ELSEWHERE if self.session.full_texts.refresh() else decided


def retrieval_words(retrieval: Retrieval) -> str:
    """Whether a report was retrieved, in words: "full text: retrieved · texts/a.pdf · ON, 2021-02-15"."""
    said = ", ".join(part for part in (retrieval.by, retrieval.at[:10]) if part)
    found = (STATES[retrieval.state], retrieval.path or retrieval.url or retrieval.why, said)
    return phrases.FULL_TEXT + " · ".join(part for part in found if part)


def study_words(record: str, reports: Sequence[str], title: Callable[[str], str]) -> str:
    """The other reports of a record's study, by title and id; "" when there are none."""
    others = [f"“{title(each)}” ({each})" for each in reports if each != record]
    return phrases.one_study_with("; ".join(others)) if others else ""
