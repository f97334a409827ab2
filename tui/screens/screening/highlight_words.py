"""The words that are highlighted: add some, take some out, for everybody who reads."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from core.errors import TamisError
from core.protocol.highlight_words import HighlightWords
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.screening.word_table import WordTable
from tui.settings.settings import Settings
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.words.phrases import everywhere
from tui.words.phrases import screening as phrases


class WordsScreen(AskingScreen):
    """The include-words and the exclude-words in one column, without a record."""

    KIND = "words"

    def __init__(self, adapter: ReviewAdapter, settings: Settings) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._before: list[HighlightWords] = []

    @property
    def _words(self) -> HighlightWords:
        return HighlightWords.of(self._adapter.protocol)

    def compose(self) -> ComposeResult:
        """The table between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield WordTable(id="words")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the words."""
        self.table = self.query_one("#words", WordTable)
        self.query_one("#top", Bar).show(phrases.HIGHLIGHTED_WORDS, STRONG)
        self.table.show(self._words)

    def paint(self) -> None:
        """Show the words as they are now."""
        self.table.show(self._words, self.table.word)
        self.show_status()

    def action_wanted(self) -> None:
        """Write a word that speaks for a record."""
        self.ask(phrases.INCLUDE_WORD_QUESTION, lambda word: self._add(word, include=True))

    def action_unwanted(self) -> None:
        """Write a word that speaks against it."""
        self.ask(phrases.EXCLUDE_WORD_QUESTION, lambda word: self._add(word, include=False))

    def _add(self, word: str, *, include: bool) -> None:
        if not word:
            return
        try:
            words = self._words.adding(word, include=include)
        except TamisError as problem:
            self.say(clean(f"{problem.what}. {problem.advice}"))
            return
        if words == self._words:
            self.say(phrases.marked_already(word))
        elif self._written(words, undo=True):
            self.table.show(words, " ".join(word.split()))
            self.say(phrases.marked(word))

    def action_take_out(self) -> None:
        """Take the word under the cursor out."""
        word = self.table.word
        if word is None:
            self.say(phrases.NO_WORD_HERE)
        elif self._written(self._words.without(word), undo=True):
            self.say(phrases.not_marked(word))

    def action_undo(self) -> None:
        """Write the words as they were before."""
        if not self._before:
            self.say(everywhere.NOTHING_TO_TAKE_BACK)
        elif self._written(self._before[-1]):
            self._before.pop()
            self.say(everywhere.UNDONE)

    def _written(self, words: HighlightWords, *, undo: bool = False) -> bool:
        before = self._words
        self.saved(lambda: self._adapter.set_highlight_words(words))
        done = self._words.same_as(words)
        if done and undo:
            self._before.append(before)
        return done

    def go(self, steps: int) -> None:
        """Move the cursor."""
        self.table.move(steps)

    action_less = AskingScreen.action_page_up
    action_more = AskingScreen.action_page_down

    def about(self) -> Sequence[Paragraph]:
        """What this is, and the keys."""
        return [paragraph(phrases.ABOUT_HIGHLIGHTS)]
