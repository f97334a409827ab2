"""Bringing files in: a few questions, a look at what was found, and nothing written before it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from core import gc_pause
from core.errors import TamisError
from core.records.imports import Import, Source
from store.acts.imports import ReadFiles, read_import
from store.work.outside.export_files import is_many
from tui.actions.keymap import show_key
from tui.actions.registry import BY_ID
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.exports.screen import ExportsScreen
from tui.screens.paths import complete
from tui.screens.slices import StoppedError
from tui.screens.sources.completing_input import CompletingInput
from tui.screens.sources.import_form import ImportForm
from tui.settings.settings import Settings
from tui.text.content import flow
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import ALARM, DIM, PLAIN, REMARK, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.pager import Pager
from tui.widgets.prompt import Prompt
from tui.words.imports import found_paragraphs, warning_count
from tui.words.phrases import everywhere
from tui.words.phrases import sources as phrases
from tui.words.reading.criteria import SPACE
from tui.words.reading.decisions import not_saved

WARNINGS_SHOWN = 3


class ImportScreen(AskingScreen):
    """Asks, reads in another thread, shows what was found, and writes when that is confirmed.

    The thread that reads touches no review: it can be stopped at any time and forgotten. The one that writes is waited
    for, with every key refused, since the store is used by one thread at a time.
    """

    KIND = "import"
    pager: Pager

    class ImportProgress(Message):
        """So many bytes of a file have been read."""

        def __init__(self, place: int, done: int) -> None:
            super().__init__()
            self.place = place
            self.done = done

    def __init__(
        self, adapter: ReviewAdapter, settings: Settings, imports: Sequence[Import], source: str = "", files: str = ""
    ) -> None:
        """Prepare the questions.

        Args:
            adapter: The review.
            settings: The person's settings.
            imports: The imports so far that count.
            source: The name of a source to propose.
            files: The files, or the folder, to propose.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._imports = imports
        self._settings = settings
        self._form = ImportForm(adapter.protocol, imports, source)
        self._form.typed["files"] = files
        self.brought = ""
        """What was brought in, in words; "" while nothing was."""
        self._step = 0
        self._writing = False
        self._sizes: list[int] = []
        self._read: ReadFiles | None = None
        self._found: Import | None = None
        self._done: Import | None = None
        self._all_warnings = False

    def compose(self) -> ComposeResult:
        """A page between two bars."""
        yield FittingBar(gap="    ", style=STRONG, id="top")
        yield ThinLine()
        yield Pager(id="page")
        yield ThinLine()
        yield Bar(id="status")
        yield self.hint_bar()
        yield Prompt(CompletingInput(id="answer"))

    def on_mount(self) -> None:
        """Ask the first question."""
        self.pager = self.query_one("#page", Pager)
        self.status = self.query_one("#status", Bar)
        self.answer = self.query_one("#answer", CompletingInput)
        self._ask()

    @property
    def page(self) -> int:
        """A page of the text."""
        return self.pager.step

    # Questions

    def _ask(self, problem: BaseException | None = None, typed: str | None = None) -> None:
        """Ask the question whose turn it is, after saying what was wrong with the last answer."""
        self._read = self._found = None
        question = self._form.questions[self._step]
        self.query_one("#top", FittingBar).show([phrases.IMPORT, clean(self._form.source.name)])
        self.answer.completer = complete if question in ("files", "strategy") else None
        self._show_question(self._form.choices(question), _problem(problem))
        self.status.show(phrases.FORM_KEYS + (phrases.TAB_COMPLETE if self.answer.completer else ""), DIM)
        value = self._form.typed.get(question, "") if typed is None else typed
        self.ask(f"{phrases.QUESTIONS[question]}:", partial(self._take, question), value=value, cancelled=self._back)

    def _show_question(self, choices: Sequence[str], problem: Sequence[Paragraph] = ()) -> None:
        """Show what is asked, what can be chosen, and what was answered before."""
        form = self._form
        question = form.questions[self._step]
        answers = [
            f"{phrases.QUESTIONS[each]}: {form.typed[each]}"
            for each in form.questions[: self._step]
            if form.typed.get(each)
        ]
        choices = flow([clean(each) for each in choices], max(self.pager.size.width - 2, 1), "   ")
        blocks = [
            problem,
            [paragraph(form.explanation(question)), *(Paragraph(line, STRONG) for line in choices)],
            [paragraph(each, DIM) for each in answers],
        ]
        self.pager.show([each for block in blocks if block for each in (*block, SPACE)])

    def _take(self, question: str, _folded: str) -> None:
        """Check an answer as it was typed: in a file's name, two spaces are not one."""
        typed = self.answer.value.strip()
        try:
            self._form.take(question, typed)
        except (TamisError, OSError) as problem:
            self._ask(problem, typed)
            return
        if question == "files" and any(map(is_many, self._form.paths)):
            self._open_folder()
            return
        self._step += 1
        if self._step < len(self._form.questions):
            self._ask()
        else:
            self._start_reading()

    def _open_folder(self) -> None:
        """Folders and archives have a screen of their own: each of their files has its own source."""
        screen = ExportsScreen(self._adapter, self._settings, self._form.paths)

        def ended(_result: None) -> None:
            self.brought = screen.brought
            self.dismiss() if self.brought else self._ask()

        self.app.push_screen(screen, ended)

    def _back(self) -> None:
        """To the question before, or out."""
        if self._step == 0:
            self.dismiss()
            return
        self._step -= 1
        self._ask()

    @on(CompletingInput.Completed)
    def _show_completions(self, event: CompletingInput.Completed) -> None:
        """Show what a name can become, unless it is certain."""
        self._show_question((event.choices or [phrases.NOTHING_BEGINS_SO]) if len(event.choices) != 1 else ())

    # Reading

    def _start_reading(self) -> None:
        self.answer.completer = None
        form = self._form
        self._all_warnings = False
        self._sizes = [_size(path) for path in form.paths]
        self.pager.show([paragraph(path.name) for path in form.paths])
        self.query_one("#top", FittingBar).show([phrases.IMPORT, clean(form.source.name)])
        self._say_progress(0, 0)
        self._show_keys("cancel", "leave")
        self.in_thread(partial(self._read_files, form.paths, form.source), self._look_at, self._reading_failed)

    def _read_files(self, paths: Sequence[Path], source: Source) -> ReadFiles:
        """In the other thread: read, and say how far."""
        worker = get_current_worker()
        places = {path: place for place, path in enumerate(paths)}

        def progress(path: Path, done: int) -> None:
            if worker.is_cancelled:
                raise StoppedError
            self.post_message(self.ImportProgress(places[path], done))

        read = read_import(paths, source, progress=progress)
        # The records have no cycles: the garbage collector need not walk through them, which would hold up the keys.
        gc_pause.freeze()
        return read

    @on(ImportProgress)
    def _on_progress(self, event: ImportProgress) -> None:
        if self._worker is not None and not self._writing:
            self._say_progress(event.place, event.done)

    def _say_progress(self, place: int, done: int) -> None:
        sizes, stop = self._sizes, self.key_of("cancel")
        read = min(sum(sizes[:place]) + done, sum(sizes))
        percent = 100 * read // max(sum(sizes), 1)
        name = self._form.paths[place].name
        self.status.show(clean(phrases.reading(read / 1000000.0, sum(sizes) / 1000000.0, percent, stop, name)))

    def _look_at(self, read: ReadFiles) -> None:
        try:
            self._found = self._adapter.look_at(read, self._form.search_round)
        except (TamisError, OSError) as problem:
            self._reading_failed(problem)
            return
        self._read = read
        self._show_found()

    def _reading_failed(self, problem: BaseException) -> None:
        """Go back to the question that the problem is about; the answers stay."""
        self._step = len(self._form.questions) - 1 if isinstance(problem, StoppedError) else 0
        self._ask(problem)

    # What was found

    def _show_found(self) -> None:
        found = self._found
        if found is None:
            return
        most = None if self._all_warnings else WARNINGS_SHOWN
        self.pager.show(found_paragraphs(found, phrases.WOULD_BRING, most, self._imports))
        self._show_keys("bring_in", "warnings", "cancel", "more", "leave", "help")
        keys = {action: show_key(self.keymap[action][0]) for action in ("bring_in", "warnings", "cancel")}
        warnings = warning_count(found)
        hint = phrases.warnings_shown(keys["warnings"], warnings) if warnings and not self._all_warnings else ""
        brings = phrases.brings_it_in(keys["bring_in"]) if found.new else phrases.nothing_is_new(keys["bring_in"])
        self.status.show(phrases.and_back(brings, hint, keys["cancel"]))

    def action_warnings(self) -> None:
        """Show every warning."""
        self._all_warnings = self._found is not None
        self._show_found()

    def action_bring_in(self) -> None:
        """Write what was found to the review; when nothing of it is new, ask before."""
        if self._found is None or self._worker is not None:
            return
        if self._found.new:
            self._bring_in()
        else:
            again = {"a": (phrases.BRING_IN_AGAIN, partial(self._bring_in, again=True))}
            self.choose(phrases.ALL_THE_SAME_QUESTION, again)

    def _close_menu(self) -> None:
        super()._close_menu()
        self._show_found()

    def _bring_in(self, *, again: bool = False) -> None:
        if self._read is None:
            return
        self._writing = True
        self.status.show(everywhere.WRITING)
        self._show_keys()
        bring_in = partial(self._adapter.bring_in, self._read, self._form.search_round, again=again)
        self.in_thread(bring_in, self._brought, self._not_saved)

    def _brought(self, done: Import) -> None:
        self._writing = False
        if not done.number:  # somebody else has imported it meanwhile
            self._found = done
            self._show_found()
            return
        self._done, self._read, self._found = done, None, None
        found = found_paragraphs(done, phrases.BROUGHT, WARNINGS_SHOWN, self._imports)
        self.pager.show([*found, SPACE, self._next_step(done)])
        self.action_last()
        words = self.brought = phrases.brought(done.number, done.new)
        self.status.show(phrases.next_duplicates(words) if done.new else words)
        self._show_keys("leave")

    def _next_step(self, done: Import) -> Paragraph:
        if not done.new:
            return paragraph(phrases.NOTHING_WAS_NEW)
        key = self.key_of("duplicates")
        return paragraph(phrases.then_duplicates(key))

    def _not_saved(self, problem: BaseException) -> None:
        self._writing = False
        self._show_found()
        self.status.show(not_saved(problem), ALARM)

    def _show_keys(self, *actions: str) -> None:
        """Show only the keys that do something at this point."""
        words = [f"{show_key(self.keymap[each][0])} {BY_ID[each].label}" for each in actions]
        self.query_one("#keys", FittingBar).show(words)

    # Keys

    def action_cancel(self) -> None:
        """Stop the reading, or go back to the questions."""
        if self._writing:
            return
        if self._done is not None:
            self.dismiss()
            return
        if self._worker is not None:
            worker, self._worker = self._worker, None
            worker.cancel()
            self._reading_failed(StoppedError(phrases.STOPPED))
        else:
            self._step = len(self._form.questions) - 1
            self._ask()

    def action_leave(self) -> None:
        """Go back to the sources; never while something is being written."""
        if self._writing:
            return
        if self._worker is not None:
            self._worker.cancel()
        self.dismiss()


def _problem(problem: BaseException | None) -> list[Paragraph]:
    """An error in paragraphs: where and what, then what to do."""
    if problem is None:
        return []
    lines = str(problem) or type(problem).__name__
    first, *advice = lines.splitlines()
    return [paragraph(f"! {first}", REMARK), *(paragraph(each, PLAIN, 2) for each in advice)]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
