"""Keeps the order `likely first`: learns between keys, and changes what comes next only with a decision."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core import gc_pause
from core.ranking.features import Features, features, texts_of
from core.ranking.likely_first import (
    LIKELY_FIRST,
    MODEL,
    is_due,
    lessons,
    likely_first,
    off_topic,
    since_last_include,
)
from core.ranking.slices import STEPS, Slices
from core.screening.decision import Decision, Verdict
from core.screening.session import ScreeningSession
from tui.screens.slices import in_slices
from tui.text.paragraphs import Paragraph, paragraph
from tui.words.phrases import screening as phrases
from tui.words.reading.decisions import readable

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen

ABOUT = (
    phrases.ABOUT_LIKELY_FIRST,
    phrases.LIKELY_FIRST_CHANGES,
    phrases.LIKELY_FIRST_KEEPS,
)


def about() -> list[Paragraph]:
    """What the order changes, and what not."""
    return [paragraph(text) for part in ABOUT for text in (part, "")][:-1]


class LikelyFirst:
    """The order of a screen's session, while that is `likely first`.

    Args:
        screen: The screen; its session may be replaced by one in another order.
    """

    def __init__(self, screen: ScreeningScreen) -> None:
        self._screen = screen
        self._queue: list[str] | None = None
        self._changed = asyncio.Event()
        self._since: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether the session is read in this order."""
        return self._screen.session.order.startswith(LIKELY_FIRST)

    @property
    def words(self) -> str:
        """The order and how many records since the last include, for the top bar."""
        return phrases.LIKELY_FIRST + (phrases.since_last_include(self._since) if self._since is not None else "")

    def begin(self) -> None:
        """Start to learn, if the session is read in this order; what was learnt for another session is forgotten."""
        self._queue = None
        self._screen.workers.cancel_group(self._screen, phrases.LIKELY_FIRST)
        if self.is_on:
            self.count()
            self._screen.run_worker(self._learn(self._screen.session), group=phrases.LIKELY_FIRST, exclusive=True)

    def count(self) -> None:
        """Count anew, after something else than a new decision."""
        if self.is_on:
            session = self._screen.session
            said = {each: word for each in session.queue if (word := session.decision(each)) is not None}
            self._since = since_last_include(said)
            self._changed.set()

    def decided(self, decision: Decision) -> None:
        """Count a new decision."""
        if decision.verdict is not Verdict.EXCLUDE:
            self._since = 0
        elif self._since is not None:
            self._since += 1
        self._changed.set()

    def take_over(self) -> None:
        """Take the order that has been made since, as a decision is about to be given: then the list moves anyway."""
        if self._queue is not None:
            self._screen.session.reorder(self._queue)
            self._screen.session.order = f"{LIKELY_FIRST} {MODEL}"
            self._queue = None

    async def _learn(self, session: ScreeningSession) -> None:
        protocol = self._screen.workplace.protocol
        left_out = off_topic(protocol, session.stage)
        with self._screen.saying_why(phrases.ORDER_STAYS):
            words = await in_slices(_words(session))
            at_last = 0
            gc_pause.freeze()  # walking through all these words now and then would hold up a key, and find nothing
            try:
                while True:
                    self._changed.clear()
                    decided = session.progress.decided
                    if is_due(decided, at_last):
                        at_last = decided
                        self._queue = await in_slices(_queue(session, words, left_out, protocol.seed)) or self._queue
                    await self._changed.wait()
            finally:
                gc_pause.unfreeze()


def _words(session: ScreeningSession) -> Slices[Features]:
    texts = yield from texts_of(session.queue, lambda each: readable(each, lambda: session.record(each)))
    return (yield from features(texts))


def _queue(session: ScreeningSession, words: Features, left_out: frozenset[str], seed: str) -> Slices[list[str] | None]:
    """The whole queue: what is decided, the current record, and the rest with the likeliest first; None: no model."""
    learnt: dict[str, bool] = {}
    done: list[str] = []
    rest: list[str] = []
    for turn, each in enumerate(session.queue):
        word = session.decision(each)
        if word is not None:
            learnt |= lessons({each: word}, left_out)
        (rest if session.waits(each) else done).append(each)
        if turn % (8 * STEPS) == 0:
            yield
    ranked = yield from likely_first(words, learnt, rest, seed)
    if ranked is None:
        return None
    # What is left of the pilot comes first whatever the order, and the current record stays where it is.
    here = session.current
    pilot = [each for each in ranked if each in session.pilot] if session.pilot else []
    order = dict.fromkeys([*done, *([here] if here else []), *pilot])
    for turn, each in enumerate(ranked):
        order.setdefault(each)
        if turn % (16 * STEPS) == 0:
            yield
    return list(order)
