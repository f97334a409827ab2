"""Screening line by line, for screen readers, braille displays and terminals that cannot show a page.

The session is that of the screening screen, and so are the keys: an answer is a key of the person's keymap or the word
for it, and what the key would ask for may stand behind it ("n 2", "t see page 4").
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice

from core.errors import TamisError
from core.fulltext.session import FullTextSession
from core.screening.decision import Verdict
from core.screening.session import Changed
from core.undo import PastAct, Sure
from tui.actions.keymap import actions_by_key, show_key
from tui.actions.registry import on_screen
from tui.adapter.interface import ReviewAdapter
from tui.finding.filters import filters
from tui.finding.meant import place_meant
from tui.finding.query import FIELDS, Query
from tui.finding.spoken import spoken
from tui.screens.pace import Pace
from tui.settings.settings import Settings
from tui.text.plain import clean
from tui.words.finding import hits
from tui.words.phrases import everywhere, screening
from tui.words.reading import acts as act_words
from tui.words.reading import plain_mode as words
from tui.words.reading.criteria import stage_paragraphs
from tui.words.reading.decisions import link, now_said, readable, told, what_changed

Read = Callable[[str], str | None]
"""Gives the line that answers a prompt; None when there is no more."""
ACTS = 10
"""How many of the last acts are listed."""


class LineByLine:
    """One reviewer's screening of a stage, an answer a line.

    Args:
        adapter: The review.
        stage: The stage's id.
        settings: The person's keys, and what they hide.
        read: Gives the next line.
        write: Takes a line.

    Raises:
        TamisError: The reviewer does not read that stage, or it cannot be read yet.
    """

    def __init__(
        self, adapter: ReviewAdapter, stage: str, settings: Settings, read: Read, write: Callable[[str], None]
    ) -> None:
        self._adapter = adapter
        self._settings = settings
        self._read = read
        self._write = write
        self._session = adapter.screening_session(stage)
        self._kind = "fulltext" if isinstance(self._session, FullTextSession) else "screening"
        self._suggested = adapter.suggested(stage)
        self._pace = Pace(time.monotonic)
        self._keys = actions_by_key(self._kind, settings.keymap)
        self._names = {name: each.id for each in on_screen(self._kind) for name in (each.id, each.label)}
        self._confirming: object = None
        self._answer = ""
        self._acts: Mapping[str, Callable[[str], None]] = {
            "include": lambda _: self._decide(Verdict.INCLUDE),
            "maybe": lambda _: self._decide(Verdict.MAYBE),
            "exclude": self._exclude,
            "undo": lambda _: self._undo(),
            "redo": lambda _: self._replay("redo", self._session.redo, screening.NOTHING_TO_DO_AGAIN),
            "acts": self._last_acts,
            "next": lambda _: self._move(1, words.AT_THE_END),
            "previous": lambda _: self._move(-1, words.AT_THE_TOP),
            "first": lambda _: self._move(-len(self._session.view), words.AT_THE_TOP),
            "last": lambda _: self._move(len(self._session.view), words.AT_THE_END),
            "more": lambda _: self._show(),
            "less": lambda _: self._show(),
            "undecided": lambda _: self._undecided(),
            "note": self._note,
            "label": self._label,
            "search": self._search,
            "filter": self._filter,
            "sort": self._sort,
            "go": self._go,
            "copy": lambda _: self._link(),
            "retrieved": self._retrieved,
            "not_retrieved": self._lost,
            "also": self._also,
            "help": lambda _: self._help(),
        }

    def run(self) -> None:
        """Show records and take answers until the person leaves."""
        self._write(words.head(self._session))
        self._write(words.WELCOME)
        self._show()
        while True:
            try:
                line = self._read(words.PROMPT)
                if line is None or not self._take(line.strip()):
                    break
            except KeyboardInterrupt:
                self._write(words.INTERRUPTED)
            except (TamisError, OSError, LookupError) as problem:
                self._write(told(problem))
        self._write(words.LEFT)

    def _take(self, line: str) -> bool:
        """Do what an answer says; whether to go on."""
        if news := everywhere.from_elsewhere(len(self._session.refresh()), everywhere.DECISION):
            self._write(news)
        action, rest = self._meant(line)
        self._answer = line
        confirming, self._confirming = self._confirming, None
        if action == "leave":
            return False
        self._confirmed = confirming
        if not line:
            self._show()
        elif action in self._acts:
            self._acts[action](rest)
        else:
            self._write(words.on_other_screens(action) if action else words.unknown(line))
        for warning in self._adapter.warnings():
            self._write(clean(warning))
        if self._session.current is not None:
            self._adapter.save_bookmark(self._session.stage.id, self._session.current)
        return True

    def _meant(self, line: str) -> tuple[str, str]:
        """(the action that an answer means, "" for none; what stands behind it)."""
        first, _, rest = line.partition(" ")
        known = [each for each in self._names if f"{line.lower()} ".startswith(f"{each} ")]
        if first not in self._keys and known:
            name = max(known, key=len)
            return self._names[name], line[len(name) :].strip()
        if first in self._keys:
            return self._keys[first], rest.strip()
        glued = re.fullmatch(r"(\D)(\d+)", first)
        if glued and glued[1] in self._keys:
            return self._keys[glued[1]], glued[2]
        if first[:1] in self._keys and not first[:1].isalnum():
            return self._keys[first[:1]], line[1:].strip()
        return "", ""

    # What is said

    def _title(self, record_id: str) -> str:
        return readable(record_id, partial(self._adapter.record, record_id)).title

    def _show(self) -> None:
        """The record in front, whole."""
        session, here = self._session, self._session.current
        self._pace.look_at(here)
        self._write("")
        self._write(words.place(session))
        if here is not None:
            record = readable(here, lambda: session.record_at(session.position))
            decision = session.decision(here)
            suggested = (each for each in self._suggested.get(here, ()) if each.differs(decision, session.stage.maybe))
            remarks = [f"{' '.join(each.program)} suggested {each.verdict}" for each in suggested]
            for line in words.record_lines(record, session.sources(here), decision, remarks, self._settings.hide):
                self._write(line)

    def _ask(self, question: str, rest: str) -> str:
        """What stands behind an answer, or else the next line."""
        return rest or (self._read(f"{question} ") or "").strip()

    def _list(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)

    def _help(self) -> None:
        protocol, stage = self._adapter.protocol, self._session.stage
        self._list(each.text for each in stage_paragraphs(protocol, stage) if each.text)
        for each in on_screen(self._kind):
            if each.id in self._acts or each.id == "leave":
                keys = " ".join(map(show_key, self._settings.keymap[each.id][:1]))
                self._write(f"{keys}, {each.label}: {each.help}")

    # Verdicts

    def _decide(self, verdict: Verdict, reason: str = "") -> None:
        session = self._session
        if session.current is None:
            self._write(words.NOTHING_HERE)
            return
        before, spent = session.decision(session.current), self._pace.spent
        decision = session.decide(verdict, reason, spent=spent)
        self._pace.decided(spent)
        self._write(clean(now_said(before, decision, session.stage)))
        self._show()

    def _exclude(self, rest: str) -> None:
        stage = self._session.stage
        if self._session.current is None or not stage.reasons:
            self._decide(Verdict.EXCLUDE)
            return
        choices = {key: each.label for key, each in stage.reason_keys.items()}
        needed = self._kind == "fulltext"
        if not needed:
            choices.setdefault("0", everywhere.NO_REASON)
        if not rest:
            self._list(f"{key} {clean(label)}" for key, label in choices.items())
            rest = self._ask(words.WHY, "")
        if not rest:
            self._write(words.NOTHING_CHANGED)
        elif choices.get(rest) == everywhere.NO_REASON:
            self._decide(Verdict.EXCLUDE)
        else:
            self._decide(Verdict.EXCLUDE, self._reason(rest))

    def _reason(self, answer: str) -> str:
        """The id of the reason that a number, an id or the beginning of a label means."""
        stage = self._session.stage
        found = stage.reason_keys.get(answer) or stage.reason(answer)
        named = [each for each in stage.reasons if each.label.lower().startswith(answer.lower())]
        if found is None and len(named) != 1:
            raise LookupError(words.no_such("one reason", answer))
        return (found or named[0]).id

    def _undo(self) -> None:
        session, taken = self._session, list[str | None]()
        if isinstance(session, FullTextSession):
            # What was last said of a report or a study, where no decision came after it.
            taken = [session.take_back(lambda past: not past.asks)]
        if any(taken):
            self._write(words.UNDONE_REPORT)
            self._show()
        else:
            self._replay("undo", session.undo, everywhere.NOTHING_TO_TAKE_BACK)

    def _replay(self, verb: str, act: Callable[[Sure], list[Changed]], nothing: str, *, listed: bool = False) -> None:
        refused: list[PastAct] = []

        def sure(past: PastAct) -> bool:
            by_key = listed or (not past.elsewhere and not (verb == "undo" and past.command))
            if by_key and (not past.asks or self._confirmed == (self._answer, past)):
                return True
            refused.append(past)
            return False

        changed = act(sure)
        for past in refused:
            self._confirming = (self._answer, past)
            self._write(words.asks(self._answer, past, verb) if listed or not past.command else words.not_so(past))
        if not refused:
            self._write(clean(what_changed(changed[0], self._session.stage)) if changed else nothing)
            self._show()

    def _last_acts(self, rest: str) -> None:
        """List the last acts; with a number, take that one back, or do it again."""
        stage = self._session.stage
        if not rest:
            for each in islice(self._session.acts(), ACTS):
                self._write(act_words.whole(each, stage, self._title))
            return
        act = next((each for each in self._session.acts() if str(each.past.change) == rest), None)
        if act is None:
            raise LookupError(words.no_such("act", rest))
        replay = partial(self._session.replay, act.past.change, again=not act.holds)
        self._replay(
            "undo" if act.holds else "redo", lambda sure: replay(sure=sure), words.NOTHING_CHANGED, listed=True
        )

    # Notes, labels, reports

    def _note(self, rest: str) -> None:
        if self._session.current is None:
            self._write(words.NOTHING_HERE)
        elif note := self._ask(words.NOTE, rest):
            self._session.set_note("" if note == words.NONE else note)
            self._show()

    def _label(self, rest: str) -> None:
        if self._session.current is None:
            self._write(words.NOTHING_HERE)
        elif label := self._ask(words.LABEL, rest):
            self._session.toggle_label(label)
            self._show()

    def _retrieved(self, rest: str) -> None:
        if isinstance(self._session, FullTextSession) and (place := self._ask(words.PLACE, rest)):
            self._session.retrieve("" if place == words.NONE else place)
            self._show()

    def _lost(self, rest: str) -> None:
        if isinstance(self._session, FullTextSession) and (why := self._ask(words.LOST, rest)):
            self._session.lose("" if why == words.NONE else why)
            self._show()

    def _also(self, rest: str) -> None:
        if isinstance(self._session, FullTextSession):
            self._list(words.reasons(self._session.stage) if not rest else ())
            if answer := self._ask(words.WHY, rest):
                self._session.toggle_reason(self._reason(answer))
                self._show()

    def _link(self) -> None:
        here = self._session.current
        self._write(clean(link(self._adapter.record(here))) if here else words.NOTHING_HERE)

    # Moving and finding

    def _move(self, steps: int, end: str) -> None:
        if self._session.move(steps):
            self._show()
        else:
            self._write(end)

    def _undecided(self) -> None:
        if self._session.next_undecided():
            self._show()
        else:
            self._write(screening.NO_UNDECIDED)

    def _go(self, rest: str) -> None:
        answer, view = self._ask(words.GO, rest), self._session.view
        place = place_meant(answer, view)
        if not self._session.go_to(answer if place is None else view[place]):
            raise LookupError(words.no_such("record", answer))
        self._show()

    def _search(self, rest: str) -> None:
        text = self._ask(words.SEARCH, rest)
        said_of, stage = self._session.decision, self._session.stage
        query = Query(text, self._session.sources, lambda record: spoken([said_of(record)], stage))
        if query:
            self._session.show(f"/{query.text}", lambda record: query.matches(self._adapter.record(record)))
            self._write(hits(len(self._session.view), query.text, query.unknown, FIELDS, done=True))
        else:
            self._session.show("all")
        self._show()

    def _filter(self, rest: str) -> None:
        said_of = self._session.decision
        labels = {label for each in map(said_of, self._session.queue) if each for label in each.labels}
        found = filters(self._session.stage, sorted(labels))
        self._list(f"{key} {clean(each.name)}" for key, each in found.items() if not rest)
        answer = self._ask("show?", rest)
        chosen = found.get(answer) or next((each for each in found.values() if each.name == answer), None)
        if chosen is None:
            raise LookupError(words.no_such("filter", answer))
        wanted = chosen.wanted
        self._session.show(chosen.name, wanted and (lambda record: wanted(said_of(record))))
        self._show()

    def _sort(self, rest: str) -> None:
        orders = dict(zip("123456789", self._adapter.orders, strict=False))
        self._list(f"{key} {name}" for key, name in orders.items() if not rest)
        answer = self._ask("order?", rest)
        order = orders.get(answer, answer)
        if order not in self._adapter.orders:
            raise LookupError(words.no_such("order", answer))
        here = self._session.current
        self._session = self._adapter.screening_session(self._session.stage.id, order=order)
        if here is not None:
            self._session.go_to(here)
        self._show()
