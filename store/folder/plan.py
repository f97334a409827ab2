"""The file of the plan: finding it, reading it, and noticing that it was changed while a program goes by it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import TamisError
from core.protocol.read import parse_protocol, protocol_hash
from core.protocol.values import Protocol
from store.journal.errors import PlanChanged
from store.journal.journal import utc_now
from store.journal.line import Document

if TYPE_CHECKING:
    from core.protocol.amendment import Amendment

PROTOCOL_FILE = "protocol.toml"


@dataclass(frozen=True, slots=True)
class PlanAsRead:
    """The plan as it was read.

    Attributes:
        version: The first twelve digits of the text's hash.
        stamp: The file's inode, size and times of change when it was read.
    """

    path: Path
    text: str
    protocol: Protocol
    version: str
    stamp: tuple[int, ...]

    def newer(self) -> PlanAsRead | None:
        """The plan as the file has it now, where that is another one; None for a file that is no plan."""
        try:
            return None if _stamp(self.path) == self.stamp or (now := read_plan(self.path)).text == self.text else now
        except (TamisError, OSError):
            return None

    def refuse_newer(self) -> None:
        """Refuse what somebody does who goes by this plan while the file has another one.

        Raises:
            PlanChanged: It has.
        """
        if self.newer() is not None:
            raise PlanChanged(
                "the plan was changed meanwhile, so that this was not done",
                where=str(self.path),
                advice="Open the stage again and do it by the plan as it is now.",
            )

    def change_since(self, logged: Document | None) -> Amendment | None:
        """This plan as an amendment of the one last logged, None where they are one; logged is None for the first."""
        if logged is not None and logged["version"] == self.version:
            return None
        from core.protocol.amendment import Amendment  # seldom wanted

        changed = changed_lines(logged["text"], self.text) if logged else ()
        return Amendment(version=self.version, at=utc_now(), changed=tuple(changed), text=self.text)


def read_plan(path: Path) -> PlanAsRead:
    """Read the plan.

    Raises:
        TamisError: There is none, or it is wrong.
    """
    try:
        stamp = _stamp(path)
        text = path.read_bytes().decode().replace("\r\n", "\n")
    except FileNotFoundError:
        raise TamisError(
            f"there is no {PROTOCOL_FILE}", where=str(path.parent), advice="Make a review with “tamis init DIR”."
        ) from None
    except UnicodeDecodeError as error:
        raise TamisError(f"is not UTF-8 (byte {error.start})", where=str(path), advice="Save it as UTF-8.") from None
    return PlanAsRead(path, text, parse_protocol(text, str(path)), protocol_hash(text)[:12], stamp)


def _stamp(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def find_review(start: Path) -> Path:
    """The nearest folder at or above `start` with a protocol.

    Raises:
        TamisError: There is no such folder.
    """
    for folder in (start, *start.parents):
        if (folder / PROTOCOL_FILE).is_file():
            return folder
    if not start.is_dir():
        what = "this is no folder" if start.exists() else "there is no such folder"
        raise TamisError(what, where=str(start), advice="Name a review's folder with -C DIR.")
    raise TamisError(
        f"no {PROTOCOL_FILE} here or in a folder above",
        where=str(start),
        advice="Go to a review's folder, name one with -C DIR, or make one with “tamis init DIR”.",
    )


def changed_lines(before: str, after: str) -> list[str]:
    """The lines removed from ("- …") and added to ("+ …") a text."""
    import difflib  # slow to import, and seldom wanted

    diff = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in diff if line.startswith(("- ", "+ "))]
