"""What lies where in a review folder: each file below it, by what it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from store.acts.duplicates.searches import FOUND
from store.folder.people import ACTS, DECISIONS, PEOPLE, batch_of_folder
from store.folder.plan import PROTOCOL_FILE
from store.folder.progress import FILE as PROGRESS
from store.folder.records import RECORDS
from store.journal.files import leftovers
from store.upkeep.backups.backup import BACKUPS, SUMS

REPORT = "report"
MADE = (REPORT, BACKUPS)
"""Folders at the top that commands fill; what lies in them follows from the rest, or is a copy."""


class Kind(Enum):
    """What a file of a review is."""

    PLAN = auto()
    JOURNAL = auto()
    DERIVED = auto()
    RECORDS = auto()
    SEARCH = auto()
    MADE = auto()
    KEPT = auto()
    SET_ASIDE = auto()
    TORN = auto()
    TEMPORARY = auto()
    LINK = auto()
    UNKNOWN = auto()


_BESIDE = re.compile(r"(?P<name>.+)\.(?P<word>torn|set-aside|before-repair)-[1-9]\d*")
_WORDS = {"torn": Kind.TORN, "set-aside": Kind.SET_ASIDE, "before-repair": Kind.KEPT}
_IN_FOLDER = {
    RECORDS: (re.compile(r"[a-z0-9][a-z0-9-]*(\.raw|\.keys)?\.json"), Kind.RECORDS),
    FOUND: (re.compile(r"[0-9a-f]{15}\.json"), Kind.SEARCH),
}
_OWN = {ACTS: Kind.JOURNAL, "acts.json": Kind.DERIVED, PROGRESS: Kind.DERIVED}
_OF_A_BATCH = {DECISIONS: Kind.JOURNAL, "decisions.json": Kind.DERIVED}


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a folder that is nothing of tamis.

    Attributes:
        below: Its name below the review folder.
        files: How many files it stands for.
    """

    path: Path
    below: PurePosixPath
    kind: Kind
    files: int = 1

    @property
    def person(self) -> str:
        """The person whose folder it lies in; "" outside of all."""
        return self.below.parts[1] if self.below.parts[0] == PEOPLE and len(self.below.parts) > 2 else ""


@dataclass
class Places:
    """All that lies in a review folder.

    Attributes:
        found: The files.
        folders: The folders of people and of what they decided.
        sealed: The folders that were not entered, since they are sealed.
        unreadable: The folders and files that this account may not read, each with the reason.
    """

    found: list[Place] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    sealed: list[Path] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(each.files for each in self.found)

    def of(self, *kinds: Kind) -> list[Place]:
        """The files of some kinds."""
        return [each for each in self.found if each.kind in kinds]


def places(folder: Path, may_enter: Callable[[str, str], bool]) -> Places:
    """Everything below a review folder.

    Args:
        folder: The review folder.
        may_enter: Whether a person's folder of a batch, given both names, may be looked into.
    """
    found = Places()
    _walk(folder, PurePosixPath(), found, may_enter)
    return found


def _walk(folder: Path, below: PurePosixPath, found: Places, may_enter: Callable[[str, str], bool]) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
        dead = set(leftovers(folder))
    except OSError as error:
        found.unreadable.append((folder, error.strerror or "it cannot be read"))
        return
    for entry in entries:
        path, name = Path(entry.path), below / entry.name
        if entry.is_dir(follow_symlinks=False):
            if not _is_known_folder(name):
                found.found.append(Place(path, name, Kind.UNKNOWN, sum(len(files) for *_, files in os.walk(path))))
            elif len(name.parts) == 3 and batch_of_folder(name.name) is not None:
                found.folders.append(path)
                if may_enter(name.parts[1], name.name):
                    _walk(path, name, found, may_enter)
                else:
                    found.sealed.append(path)
            else:
                found.folders += [path] if name.parts[0] == PEOPLE else []
                _walk(path, name, found, may_enter)
            continue
        kind = kind_of(name)
        if entry.is_symlink() and kind is not Kind.PLAN:
            kind = Kind.LINK
        elif entry.name.endswith(".tmp") and entry.name.startswith(".") and kind is not Kind.MADE:
            kind = Kind.TEMPORARY if path in dead else Kind.DERIVED if is_temporary(entry.name) else Kind.UNKNOWN
        elif not entry.is_file(follow_symlinks=True) and kind is not Kind.PLAN:
            kind = Kind.UNKNOWN
        found.found.append(Place(path, name, kind))


def is_temporary(name: str) -> bool:
    """Whether a name is one of what a program is writing, or was when it was killed."""
    return re.fullmatch(r"\..+\.\d+\.[0-9a-f]{8}\.tmp", name) is not None


def _is_known_folder(below: PurePosixPath) -> bool:
    top, *rest = below.parts
    if top in MADE:
        return True
    if top != PEOPLE or len(rest) > 2:
        return False
    return len(rest) < 2 or rest[1] in _IN_FOLDER or batch_of_folder(rest[1]) is not None


def kind_of(below: PurePosixPath) -> Kind:
    """What a file is, by its name below the review folder."""
    parts = below.parts
    if parts[0] in MADE and len(parts) > 1:
        return Kind.MADE
    if len(parts) == 1:
        return {PROTOCOL_FILE: Kind.PLAN, SUMS: Kind.KEPT}.get(parts[0], Kind.UNKNOWN)
    if parts[0] != PEOPLE or not 3 <= len(parts) <= 4:
        return Kind.UNKNOWN
    if beside := _BESIDE.fullmatch(parts[-1]):
        original = beside["name"].removeprefix(f"{parts[-2]}-") if beside["word"] == "before-repair" else beside["name"]
        return Kind.UNKNOWN if kind_of(below.with_name(original)) is Kind.UNKNOWN else _WORDS[beside["word"]]
    if len(parts) == 3:
        return _OWN.get(parts[2], Kind.UNKNOWN)
    if parts[2] in _IN_FOLDER:
        pattern, kind = _IN_FOLDER[parts[2]]
        return kind if pattern.fullmatch(parts[3]) else Kind.UNKNOWN
    return _OF_A_BATCH.get(parts[3], Kind.UNKNOWN) if batch_of_folder(parts[2]) is not None else Kind.UNKNOWN
