"""The words that are highlighted: add some, take some out, for everybody who reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.protocol.highlight_words import HighlightWords
from tui.adapter.interface import ReviewAdapter
from tui.screens.listed import SidedScreen
from tui.screens.screening.word_table import WordTable
from tui.settings.settings import Settings
from tui.text.highlights import Highlighter
from tui.text.paragraphs import Paragraph, paragraph
from tui.widgets.record_reader import record_paragraphs
from tui.words.phrases import everywhere
from tui.words.phrases import screening as phrases
from tui.words.reading.decisions import readable


class WordsScreen(SidedScreen[WordTable]):
    """The include-words and the exclude-words in one column; beside them the record from which one came, marked."""

    KIND = "words"

    def __init__(self, adapter: ReviewAdapter, settings: Settings, record: str | None = None) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._record = record
        self.hide = settings.hide
        self._before: list[HighlightWords] = []

    @property
    def _words(self) -> HighlightWords:
        return HighlightWords.of(self._adapter.protocol)

    DEFAULT_CSS = """
    WordsScreen.-wide #words { width: 27; }
    """

    def listed(self) -> WordTable:
        """The words."""
        return WordTable(id="words")

    def on_mount(self) -> None:
        """Show the words."""
        self.top.show([phrases.HIGHLIGHTED_WORDS])
        self.say("")

    def paint(self) -> None:
        """Show the words as they are now."""
        self.table.show(self._words, self.table.word)
        self.tell()
        self.show_status()

    def here(self) -> Sequence[Paragraph]:
        """The record from which one came, with the words marked in it, and what they are for."""
        if self._record is None:
            return self.about()
        words, record = self._words, readable(self._record, partial(self._adapter.record, self._record))
        marks = Highlighter(words.include, words.exclude)
        shown = record_paragraphs(record, self._adapter.sources(self._record), marks, hide=self.hide)
        return [*shown, Paragraph(""), *self.about()]

    def action_wanted(self) -> None:
        """Write a word that speaks for a record."""
        self.ask(phrases.INCLUDE_WORD_QUESTION, lambda word: self._add(word, include=True))

    def action_unwanted(self) -> None:
        """Write a word that speaks against it."""
        self.ask(phrases.EXCLUDE_WORD_QUESTION, lambda word: self._add(word, include=False))

    def _add(self, word: str, *, include: bool) -> None:
        if not word:
            return
        with self.saying_why():
            words = self._words.adding(word, include=include)
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

    def about(self) -> Sequence[Paragraph]:
        """What this is, and the keys."""
        return [paragraph(phrases.ABOUT_HIGHLIGHTS)]
