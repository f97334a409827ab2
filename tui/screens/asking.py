"""Gives the screens on which people work a line that says what was done, and one that asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Protocol as Interface
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from core.errors import TamisError
from core.protocol.values import Stage
from core.undo import PastAct, Sure
from store.journal.errors import PlanChanged
from tui.actions.keymap import key_hints
from tui.screens.base import TamisScreen
from tui.screens.help import HelpScreen
from tui.text.content import cells, flow
from tui.text.paragraphs import Paragraph
from tui.text.plain import clean
from tui.text.theme import ALARM, PLAIN
from tui.widgets.bar import Bar, FittingBar
from tui.widgets.canvas import Canvas
from tui.widgets.line_input import LineInput
from tui.widgets.menu import Choices, Menu, reason_choices
from tui.widgets.prompt import Prompt
from tui.words.keys import not_in_menu
from tui.words.phrases import everywhere
from tui.words.reading.decisions import not_saved, standing_alarm

Changes = TypeVar("Changes")


class Saving(Interface):
    """Runs an act that saves; gives its result, or None when it failed, which the screen then says."""

    def __call__(self, act: Callable[[], Changes], /) -> Changes | None:
        """Do it."""


class AskingScreen(TamisScreen):
    """A screen with a line that says what was done, and one that asks: for one key of a menu, or for a line of text.

    No dialog opens, so that a question costs one line of the terminal and never hides the record.
    """

    then = ""
    """What the dashboard does at once when this screen is left: one of its methods, or "second_look"."""

    _status = ""
    alarm = ""
    """What could not be saved, as long as nothing was saved since."""
    _menu: Menu | None = None
    """The menu that is open."""
    _answered: Callable[[str], None] | None = None
    _changed: Callable[[str], None] | None = None
    _cancelled: Callable[[], None] | None = None
    _asked: object = None
    _confirming: object = None
    _question = ""
    """What was asked, as long as it stands there, whether or not a key still answers it."""
    _writing = False
    _held: list[events.Key] | None = None
    """Keys that came straight here, while some before them are still on their way through the line."""

    def compose_foot(self) -> ComposeResult:
        """The line of keys, and the line to write in that takes its place."""
        yield self.hint_bar()
        yield Prompt(LineInput(id="answer"))

    # What was done

    def paint(self) -> None:
        """Show everything as it is now; each widget sends only what has changed."""
        self.show_status()

    def say(self, text: str) -> None:
        """Say what was done, and paint; a question that stood there is taken back, a failed save stays in sight."""
        if self._question:
            self._cover_with(())
        self._asked, self._question = None, ""
        self._status = clean(text)
        self.paint()

    @property
    def ground(self) -> Canvas:
        """What a menu, or a question that is longer than its line, covers: the largest of what can be read here."""
        return max(self.query(Canvas), key=lambda each: each.size.area)

    def _cover_with(self, lines: Sequence[str]) -> None:
        """Cover the end of what is read with the whole of a question; [] takes it away."""
        ground = self.ground
        for each in self.query(Canvas):
            each.overlay(lines if each is ground else ())

    def show_status(self) -> None:
        """Paint the line that says what was done."""
        bar = self.query_one("#status", Bar)
        if self.alarm:
            bar.show(standing_alarm(self.alarm, self._status), ALARM)
        else:
            bar.show(self._status, PLAIN)

    def saved(self, act: Callable[[], Changes]) -> Changes | None:
        """Run an act that must be on disk before the screen moves on; gives its result, or None when it failed."""
        try:
            result = act()
        except Exception as problem:  # whatever the error is, the person must know that nothing was saved
            self.alarm = not_saved(problem)
            self.paint()
            if isinstance(problem, PlanChanged):
                self.app.call_later(self.leave_all, self.alarm)
            return None
        self.alarm = ""
        return result

    def did_save(self, act: Callable[[], object]) -> bool:
        """Run an act that saves and gives nothing back; gives whether it is on disk."""
        return self.saved(lambda: (act(),)) is not None

    def was_allowed(self, act: Callable[[], object]) -> bool:
        """Run an act that saves; whether it is on disk. Why it was refused is said."""
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

    def follow(self) -> str:
        """Take in what other windows have done; what to say of it, "" when there was nothing."""
        return ""

    def look_around(self) -> None:
        """Take in what other windows have done; paint only if there was anything."""
        with self.saying_why(everywhere.FOLDER_UNREADABLE):
            if news := self.follow():
                self.say(news)

    def about(self) -> Sequence[Paragraph]:
        """What the help says after the keys."""
        return ()

    def action_help(self) -> None:
        """What is worked at here, and the keys."""
        said = self.alarm or self._status
        cut = said if cells(said) > self.size.width - 2 else ""
        self.app.push_screen(HelpScreen(self.KIND, self.keymap, self.about(), hints=self.hints, said=clean(cut)))

    def leave_for(self, action: str) -> None:
        """Leave, and have the dashboard do something at once."""
        self.then = action
        self.action_leave()

    def try_open(self, screen: Callable[[], TamisScreen]) -> bool:
        """Open another screen over this one, or say why not; whether it is open."""
        with self.saying_why():
            self.app.push_screen(screen())
        return self.app.screen is not self

    # Questions

    @property
    def _touchable(self) -> Mapping[str, str]:
        return self._menu.touchable if self._menu else super()._touchable

    @property
    def _takes_rows(self) -> bool:
        return not self._writing and not self._menu

    @property
    def _in_sight(self) -> Sequence[Hashable]:
        return (*self.in_front, *(self._menu.choices if self._menu else ()), self._question)

    def _do(self, action: str | None, event: events.Key | None = None) -> None:
        self._confirming, self._asked = self._asked, None
        super()._do(action, event)

    def sure(self, what: object, question: str) -> bool:
        """Whether the key before asked this same question; if not, ask it.

        Any other key takes the question back, and so does whatever is said in its place.

        Args:
            what: What the person agrees to; the question is the same when this is equal.
            question: The words of the question.
        """
        if self._confirming == what:
            if self.was_seen([self._question]):
                return True
            self.refuse(self._key_pressed, everywhere.THE_QUESTION)
            return False
        self.say(question)
        self._asked, self._question = what, question
        if cells(question) > self.size.width - 2:
            self._cover_with(flow(clean(question).split(" "), self.ground.size.width - 2, gap=" "))
        return False

    def replayed(
        self,
        action: str,
        act: Callable[[Sure], Changes],
        saved: Saving | None = None,
        *,
        again: bool | None = None,
    ) -> Changes | None:
        """Take something back ("undo") or do it again ("redo"); when it concerns many records, ask first.

        Args:
            action: The action of the key, which confirms.
            act: Does it, unless the function that it gets says that it must be asked first.
            saved: Runs it as an act that saves; by default `self.saved`.
            again: Whether it is done again, of an act that was chosen from the list of all, an import too.

        Returns:
            What was changed; None when it could not be saved, or is asked first. That is said.
        """
        refused: list[PastAct] = []

        def sure(past: PastAct) -> bool:
            by_key = not past.elsewhere and (action != "undo" or not past.command)
            if by_key and (not past.asks or (self._confirming == (action, past) and self.was_seen([self._question]))):
                return True
            refused.append(past)
            return False

        changed = (saved or self.saved)(lambda: act(sure))
        for past in refused:
            if no_key := everywhere.not_by_key(past, action, again):
                self.say(no_key)
            else:
                self.sure((action, past), everywhere.asked_first(past, action, self.keymap[action][0], again))
        return None if refused else changed

    def choose(self, question: str, choices: Choices, *, confirms: bool = False) -> None:
        """Ask for one key; escape leaves it. The arguments are those of a `Menu`."""
        self._menu = Menu(question, choices, confirms)
        self._show_menu()

    def _show_menu(self) -> None:
        """Show what is asked and the answers: in the line of keys where there is room, else over the page."""
        if self._menu is None:
            return
        one_line = "  ".join(self._menu.words)
        keys = self.query_one("#keys", FittingBar)
        if self.hints and cells(one_line) <= self.size.width - 2:
            keys.show([one_line])
            self._cover_with(())
        else:
            keys.show([self._menu.question, everywhere.ESC_BACK])
            self._cover_with(flow(self._menu.words, self.ground.size.width - 2))

    def ask_reason(self, stage: Stage, act: Callable[[str], None], *, needed: bool = False) -> None:
        """Ask for the digit of a reason to exclude; for a stage without reasons, act at once.

        Args:
            stage: The stage.
            act: Gets the id of the reason, "" for none.
            needed: Whether there must be one.
        """
        choices = reason_choices(stage, act, needed=needed)
        self.choose(everywhere.WHY_EXCLUDED, choices) if choices else act("")

    @on(events.Resize)
    def _lay_menu_out(self) -> None:
        """Lay an open menu out anew."""
        self.call_after_refresh(self._show_menu)

    def _close_menu(self) -> None:
        self._menu = None
        self._cover_with(())
        self.query_one("#keys", FittingBar).show(key_hints(self.KIND, self.keymap))

    def ask(
        self,
        question: str,
        answered: Callable[[str], None],
        *,
        value: str = "",
        prose: bool = False,
        earlier: Sequence[str] = (),
        changed: Callable[[str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """Ask for a line of text.

        Args:
            question: What stands before the input.
            answered: Gets the text when the person presses enter.
            value: The text to begin with; writing replaces it.
            prose: Whether writing goes on from it instead, so that no single key deletes whole sentences.
            earlier: Texts that the up key brings, the last one first.
            changed: Gets the text at each change.
            cancelled: Called when the person presses escape.
        """
        self._answered, self._changed, self._cancelled = answered, changed, cancelled
        self.query_one(Prompt).open(question, value, prose=prose, earlier=earlier)
        self._writing = True
        self.query_one("#keys").display = False
        # Through the app's queue: the keys that it has already read come here, and go to the line in their order.
        self.app.call_later(self._focus_answer)

    def _focus_answer(self) -> None:
        if self._writing:
            self.set_focus(self.query_one(Prompt).line)

    def _close_prompt(self) -> None:
        self._writing = False
        self.set_focus(None)
        # The keys that had gone to the line before come first.
        self._held = self._held or []
        self.query_one(Prompt).close()
        self.query_one("#keys").display = self.hints

    def key_came(self, event: events.Key) -> None:
        """Take a key in its turn."""
        if self._held is None:
            super().key_came(event)
        else:
            event.stop()
            self._held.append(event)

    def take_key(self, event: events.Key) -> None:
        """Give the key to the line that is being written, or to the menu that is open; each takes every key."""
        if self._writing:
            event.stop()
            self.query_one(Prompt).line.take(event)
            return
        menu = self._menu
        if menu is None:
            super().take_key(event)
            return
        event.stop()
        if event.key == "escape":
            self._close_menu()
        elif event.key == "space" and " " not in menu.choices:
            self.ground.turn_menu()
        elif act := menu.answer(event):
            self._pressed = self.pressed_at(event)
            seen = not menu.confirms or self.was_seen(menu.choices)
            self._close_menu()
            if seen:
                act()
            else:
                self.refuse(event.key, everywhere.THE_QUESTION)
        elif event.is_printable or event.key in ("enter", "tab"):
            key = event.character if event.is_printable and event.character else event.key
            self.say(not_in_menu(key, menu.choices))

    @on(Input.Changed, "#answer")
    def _on_change(self, event: Input.Changed) -> None:
        if self._changed is not None and self._writing:
            self._changed(event.value)

    @on(Input.Submitted, "#answer")
    def _on_answer(self, event: Input.Submitted) -> None:
        self._close_prompt()
        if self._answered is not None:
            self._answered(" ".join(event.value.split()))

    @on(LineInput.TypedAhead)
    def _on_typed_ahead(self, event: LineInput.TypedAhead) -> None:
        super().key_came(event.pressed)

    @on(LineInput.Emptied)
    def _on_emptied(self) -> None:
        held, self._held = self._held or [], None
        for event in held:
            super().key_came(event)

    @on(LineInput.Cancelled)
    def _on_cancel(self) -> None:
        self._close_prompt()
        if self._cancelled is not None:
            self._cancelled()
