"""Goes through studies, and within each through the lines of its form."""

from __future__ import annotations

from collections.abc import Sequence

from core.walk import Walk


class StudyWalk(Walk[str]):
    """A list of studies with a place in it, and a place among the lines of the current one."""

    noun = "study"
    _line = 0

    @property
    def line(self) -> int:
        """The current line, from 0; the last one of a study that has fewer."""
        last = len(self.lines(self.current)) - 1 if self.current is not None else 0
        return max(min(self._line, last), 0)

    @line.setter
    def line(self, line: int) -> None:
        self._line = line

    def lines(self, study: str) -> Sequence[str]:
        """The ids of the items that a study has lines for, in their order."""
        raise NotImplementedError

    def waiting_lines(self, study: str) -> Sequence[int]:
        """Which lines of a study wait for something to be said."""
        raise NotImplementedError

    def move_line(self, steps: int) -> bool:
        """Go a number of lines down (or up), stopping at the ends; whether the place changed."""
        before = self.line
        self.line = before + steps
        self.line = self.line
        return self.line != before

    def go_to(self, study: str, item: str = "") -> bool:
        """Go to a study of the view, and to the line of an item if it has one; whether the study is there."""
        if not super().go_to(study):
            return False
        lines = self.lines(study)
        self.line = lines.index(item) if item in lines else self.line
        return True

    def next_line(self) -> bool:
        """Go to the next line that waits, in this study, then in the next ones; whether there is one."""
        for turn in range(len(self.view) + 1 if self.view else 0):
            place = (self.position + turn) % len(self.view)
            for line in self.waiting_lines(self.view[place]):
                if turn or line > self.line:
                    self.position, self.line = place, line
                    return True
        return False
