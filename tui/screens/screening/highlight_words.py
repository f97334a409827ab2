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

ABOUT = (
    "These words are marked in titles and abstracts: those of the plan, and what anybody has changed here since. * "
    "stands for any end of a word: co-produc*. A change counts for everybody at once; protocol.toml stays as it is."
)


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
        self.query_one("#top", Bar).show("highlighted words", STRONG)
        self.table.show(self._words)

    def paint(self) -> None:
        """Show the words as they are now."""
        self.table.show(self._words, self.table.word)
        self.show_status()

    def action_wanted(self) -> None:
        """Write a word that speaks for a record."""
        self.ask("include-word:", lambda word: self._add(word, include=True))

    def action_unwanted(self) -> None:
        """Write a word that speaks against it."""
        self.ask("exclude-word:", lambda word: self._add(word, include=False))

    def _add(self, word: str, *, include: bool) -> None:
        if not word:
            return
        try:
            words = self._words.adding(word, include=include)
        except TamisError as problem:
            self.say(clean(f"{problem.what}. {problem.advice}"))
            return
        if words == self._words:
            self.say(f"“{word}” is there already")
        elif self._written(words, undo=True):
            self.table.show(words, " ".join(word.split()))
            self.say(f"“{word}” is marked from now on — z undo")

    def action_take_out(self) -> None:
        """Take the word under the cursor out."""
        word = self.table.word
        if word is None:
            self.say("there is no word here")
        elif self._written(self._words.without(word), undo=True):
            self.say(f"“{word}” is not marked any more — z undo")

    def action_undo(self) -> None:
        """Write the words as they were before."""
        if not self._before:
            self.say("nothing to take back")
        elif self._written(self._before[-1]):
            self._before.pop()
            self.say("undone")

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
        return [paragraph(ABOUT)]
