"""What goes wrong by the user's hand: every message says where, what was expected and what to do."""

from __future__ import annotations


class TamisError(Exception):
    """Wrong use or bad input. The command line prints it and exits with 2.

    Attributes:
        where: The file, line, field, stage or record concerned ("protocol.toml, line 12, stage.kind"); may be empty.
        what: What was found and what was expected.
        advice: What to do next; may be empty.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.where = where
        self.what = what
        self.advice = advice
        super().__init__(what)

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}\n{self.advice}" if self.advice else message
