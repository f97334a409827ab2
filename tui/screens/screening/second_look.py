"""Reads again what a reader has excluded and looks like what they included: a block of records at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.ranking.second_look_session import SecondLookSession
from core.screening.decision import Decision, Verdict
from tui.screens.screening.screen import ScreeningScreen
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.words.phrases import everywhere
from tui.words.phrases import screening as phrases
from tui.words.reading.decisions import nothing_in_front, readable, said


class SecondLookScreen(ScreeningScreen):
    """The screening screen on which an exclusion is confirmed, or the record included after all."""

    KIND = "second-look"
    session: SecondLookSession

    def _top_parts(self) -> list[str]:
        session = self.session
        return [
            short(clean(phrases.second_look_at(session.stage.title)), 40),
            phrases.in_block(session.read_in_block, len(session.view), session.block + 1, session.blocks),
            phrases.changed_of(session.changed, session.progress.decided),
        ]

    def remarks(self, record_id: str) -> tuple[str, ...]:
        """What the reader had said, the words that speak for the record, and the most similar included one."""
        session, why = self.session, self.session.why[record_id]
        first = session.first[record_id]
        near = readable(why.nearest_included, lambda: self.workplace.record(why.nearest_included))
        note = f" – {first.note}" if first.note else ""
        return (
            clean(phrases.you_have(said(first, session.stage), note)),
            clean(phrases.speaks_for(", ".join(why.speaks_for) or "–")),
            clean(phrases.nearest_included(near.title)),
        )

    def say_place(self) -> None:
        """Say the place in the block, and what was said of the record."""
        session = self.session
        if session.current is None:
            self.say(self._ended.removeprefix("; "))
            return
        self.say(
            phrases.at_place(session.position + 1, len(session.view), self._words(session.decision(session.current)))
        )

    def decide(self, verdict: Verdict, reason: str = "") -> None:
        """Keep what is said of the record in front, and go on."""
        session = self.session
        if session.current is None:
            self.say(nothing_in_front(session, phrases.RECORD))
            return
        before = session.decision(session.current)
        decision = self.saved(lambda: session.decide(verdict, reason))
        if decision is None:
            return
        was = everywhere.was_now(self._words(before)) if before and before.verdict is not verdict else ""
        self.say(phrases.read_again(was, self._words(decision), self._ended))

    def action_exclude(self) -> None:
        """Confirm the exclusion, with the reason that was given."""
        here = self.session.current
        self.decide(Verdict.EXCLUDE, self.session.first[here].reason if here else "")

    def action_block(self) -> None:
        """Go to the next block with something to read."""
        if self.session.next_block():
            self.say_place()
        else:
            self.say(phrases.ALL_READ_AGAIN)

    def about(self) -> Sequence[Paragraph]:
        """What a second look is, and the criteria."""
        return [paragraph(phrases.ABOUT_SECOND_LOOK), *super().about()]

    def _words(self, decision: Decision | None) -> str:
        """What was said of a record here, in words."""
        if decision is None or decision.verdict is None:
            return phrases.NOT_READ_AGAIN
        if decision.verdict is Verdict.EXCLUDE:
            return phrases.stays(said(replace(decision, order=""), self.session.stage))
        return said(decision, self.session.stage)

    @property
    def _ended(self) -> str:
        if not self.session.all_read:
            return ""
        left = self.session.progress.total - self.session.progress.decided
        return phrases.block_goes_on(self.key_of("block")) if left else phrases.BLOCKS_READ_AGAIN

    def _nothing_here(self) -> str:
        left = self.session.progress.total - self.session.progress.decided
        more = phrases.next_block(self.key_of("block"), left) if left else ""
        return phrases.second_look_keys(more)

    def _keep_place(self) -> None:
        """The place kept for the stage is that of its queue."""
