"""One screen makes the plan of a review; in a folder without one it also offers those seen lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import TamisError
from core.protocol.template import TEMPLATES
from store.work.outside.exports_beside import ExportsBeside
from tui.adapter.beginning import Beginning, ReviewToOpen
from tui.screens.asking import AskingScreen
from tui.screens.paths import files_in, near
from tui.screens.start.labelled_lines import LabelledScreen, Row
from tui.settings.reviews import SeenReview
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.words import start as words
from tui.words.phrases import everywhere
from tui.words.reading.decisions import told


class StartScreen(LabelledScreen):
    """A line for each part of the plan, with a proposal; ends the app with what is to be opened, or with None."""

    KIND = "start"

    def __init__(self, beginning: Beginning, seen: Sequence[SeenReview], settings: Settings) -> None:
        """Prepare the screen.

        Args:
            beginning: The proposal.
            seen: The reviews seen lately.
            settings: The person's settings.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.beginning = beginning
        self._lately = seen[:9]

    def on_mount(self) -> None:
        """Show the proposal; the cursor is on the title."""
        self.top.show([everywhere.TAMIS, words.TOP])
        self.table.cursor = list(words.LABELS).index("title")
        self.say(words.LATER)

    def paint(self) -> None:
        """Show the plan as it is now."""
        seen = [
            f"{key} {short(clean(each.title), 40)}   {near_home(each.folder)}"
            for key, each in enumerate(self._lately, 1)
        ]
        self.table.below = ["", words.SEEN, *seen] if seen else []
        self.table.show(self._rows())
        self.in_front = (self.beginning,)
        self.show_status()

    def _rows(self) -> list[Row]:
        begun = self.beginning
        exports = begun.exports
        found = words.exports_near(near(exports.folder), exports.files) if exports else words.NO_EXPORTS
        values = {
            "folder": near_home(str(begun.folder)),
            "title": begun.title,
            "plan": f"{words.PLANS[begun.plan]}",
            "seed": begun.seed,
            "readers": " · ".join(begun.readers),
            "who": begun.who,
            "exports": found,
        }
        hints = words.hints()
        return [(label, values[field], hints[field]) for field, label in words.LABELS.items()]

    @property
    def _field(self) -> str:
        return list(words.LABELS)[self.table.cursor]

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.move(steps)
        self.say(words.LATER)

    action_more = AskingScreen.action_page_down
    action_less = AskingScreen.action_page_up

    def action_next_line(self) -> None:
        """Go to the next line, from the last to the first."""
        self.go(1 if self.table.cursor < len(words.LABELS) - 1 else -len(words.LABELS))

    # The lines

    def action_write_line(self) -> None:
        """Write what is under the cursor, or take the next value of it."""
        begun = self.beginning
        values = {
            "title": begun.title,
            "seed": begun.seed,
            "readers": " ".join(begun.readers),
            "exports": near(begun.exports.folder) if begun.exports else "",
        }
        if self._field in values:
            self.ask(f"{words.LABELS[self._field]}:", self._written, value=values[self._field])
        else:
            self.action_next_value()

    def _written(self, text: str) -> None:
        begun, field = self.beginning, self._field
        with self.saying_why():
            if field == "readers":
                self.beginning = begun.with_readers(text)
            elif field == "exports":
                self.beginning = replace(begun, exports=_exports(text))
            elif text:
                self.beginning = replace(begun, title=text) if field == "title" else replace(begun, seed=text)
            self.say(words.LATER)

    def action_next_value(self) -> None:
        """Take the next value."""
        self._change(1)

    def action_change_back(self) -> None:
        """Take the value before."""
        self._change(-1)

    def _change(self, steps: int) -> None:
        begun = self.beginning
        if self._field == "plan":
            plans = list(words.PLANS)
            self.beginning = begun.with_plan(plans[(plans.index(begun.plan) + steps) % len(TEMPLATES)])
        elif self._field == "who":
            who = begun.readers[(begun.readers.index(begun.who) + steps) % len(begun.readers)]
            self.beginning = replace(begun, who=who)
        self.say(words.LATER)

    # Ending

    def action_make(self) -> None:
        """Make the review, and open it."""
        try:
            opening = self.beginning.make()
        except (TamisError, OSError) as problem:
            self.alarm = f"{words.NOT_MADE}: {told(problem)}"
            self.paint()
            return
        self.app.exit(opening)

    def action_open_seen(self) -> None:
        """Open a review seen lately, by its digit."""
        if 0 <= self.digit < len(self._lately):
            self.app.exit(ReviewToOpen(Path(self._lately[self.digit].folder)))

    def action_leave(self) -> None:
        """Leave; nothing is made."""
        self.app.exit()

    def about(self) -> Sequence[Paragraph]:
        """What this is, and the keys."""
        return [paragraph(words.LATER)]


def near_home(folder: str) -> str:
    """A folder as people write it: "~/reviews/peer-support"."""
    home = str(Path.home())
    return clean(f"~{folder.removeprefix(home)}" if folder.startswith(f"{home}/") else folder)


def _exports(text: str) -> ExportsBeside | None:
    if not text:
        return None
    [path, *others] = files_in(text)
    if others:
        raise TamisError(words.NAME_EXPORTS, where=text)
    return ExportsBeside(path.absolute(), sum(1 for each in path.iterdir() if each.is_file()) if path.is_dir() else 1)
