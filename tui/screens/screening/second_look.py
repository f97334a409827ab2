"""Reads again what a reader has excluded and looks like what they included: a block of records at a time."""

from __future__ import annotations

from collections.abc import Sequence

from core.ranking.second_look_session import SecondLookSession
from core.screening.decision import Decision, Verdict
from core.words import number
from tui.screens.screening.screen import ScreeningScreen
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.words.reading.decisions import nothing_in_front, readable, said

ABOUT = (
    "You have excluded these records; a model that learnt from your decisions, but not from the one on the record, "
    "finds that they look like what you included. What you say here is kept beside your decisions: those stay as they "
    "were, and with them the agreement and what the sample says. Include what should go on after all; exclude "
    "confirms. You can stop at any time."
)


class SecondLookScreen(ScreeningScreen):
    """The screening screen on which an exclusion is confirmed, or the record included after all."""

    KIND = "second-look"
    session: SecondLookSession

    def _top_parts(self) -> list[str]:
        session = self.session
        return [
            short(clean(f"second look · {session.stage.title}"), 40),
            f"{session.read_in_block} of {len(session.view)}, block {session.block + 1} of {number(session.blocks)}",
            f"{number(session.changed)} changed of {number(session.progress.decided)}",
        ]

    def remarks(self, record_id: str) -> tuple[str, ...]:
        """What the reader had said, the words that speak for the record, and the most similar included one."""
        session, why = self.session, self.session.why[record_id]
        first = session.first[record_id]
        near = readable(why.nearest_included, lambda: self.workplace.record(why.nearest_included))
        note = f" – {first.note}" if first.note else ""
        return (
            clean(f"you have {said(first, session.stage)}{note}"),
            clean(f"for it: {', '.join(why.speaks_for) or '–'}"),
            clean(f"nearest included: {near.title or '(no title)'}"),
        )

    def say_place(self) -> None:
        """Say the place in the block, and what was said of the record."""
        session = self.session
        if session.current is None:
            self.say(self._ended.removeprefix("; "))
            return
        self.say(f"{session.position + 1} of {len(session.view)}: {self._words(session.decision(session.current))}")

    def decide(self, verdict: Verdict, reason: str = "") -> None:
        """Keep what is said of the record in front, and go on."""
        session = self.session
        if session.current is None:
            self.say(nothing_in_front(session, "record"))
            return
        before = session.decision(session.current)
        decision = self.saved(lambda: session.decide(verdict, reason))
        if decision is None:
            return
        was = f"was {self._words(before)} — now " if before and before.verdict is not verdict else ""
        self.say(f"{was}{self._words(decision)} — z undo{self._ended}")

    def action_exclude(self) -> None:
        """Confirm the exclusion, with the reason that was given."""
        here = self.session.current
        self.decide(Verdict.EXCLUDE, self.session.first[here].reason if here else "")

    def action_block(self) -> None:
        """Go to the next block with something to read."""
        if self.session.next_block():
            self.say_place()
        else:
            self.say("all that is listed has been read again")

    def about(self) -> Sequence[Paragraph]:
        """What a second look is, and the criteria."""
        return [paragraph(ABOUT), *super().about()]

    def _words(self, decision: Decision | None) -> str:
        """What was said of a record here, in words."""
        if decision is None or decision.verdict is None:
            return "not read again yet"
        if decision.verdict is Verdict.EXCLUDE:
            return f"stays {said(decision, self.session.stage).replace(' at a second look', '')}"
        return said(decision, self.session.stage)

    @property
    def _ended(self) -> str:
        if not self.session.all_read:
            return ""
        left = self.session.progress.total - self.session.progress.decided
        return f"; block read, {self.key_of('block')} goes on" if left else "; all of them read again"

    def _nothing_here(self) -> str:
        left = self.session.progress.total - self.session.progress.decided
        more = f"{self.key_of('block')} goes to the next block, {number(left)} are left. " if left else ""
        return f"Read again. {more}k goes back to the last record, z takes the last word back, q leaves."

    def _keep_place(self) -> None:
        """The place kept for the stage is that of its queue."""
