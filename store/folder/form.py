"""The form of a review folder: made so, and refused where it is of an older form or lies where nothing is safe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from core.errors import TamisError, refusals
from core.protocol.read import parse_protocol
from store.folder.cache import cache_folder
from store.folder.journal_memory import ENDS
from store.folder.people import PEOPLE, PEOPLE_MODE
from store.folder.plan import PROTOCOL_FILE
from store.journal.errors import UnsafeFilesystem
from store.journal.files import atomic_write, give_to_group, make_dir
from store.journal.system import set_mode

OLD_FOLDERS = ("events", "resolutions", "reviewers")
"""Folders of the form that reviews had before each person wrote in a folder of their own."""


def make_folder(folder: Path, protocol_text: str) -> None:
    """Make a review folder with its protocol.

    Raises:
        TamisError: There is a review already, or the protocol is wrong.
    """
    path = folder / PROTOCOL_FILE
    if path.exists():
        raise TamisError("there is a review already", where=str(folder), advice="Name another folder.")
    protocol = parse_protocol(protocol_text, PROTOCOL_FILE)
    with refusals("the folder cannot be made", folder):
        make_dir(folder)
    make_dir(folder / PEOPLE)
    # Set whatever the umask. The team's group works here, and an account outside it sees nothing.
    for each, mode in ((folder, 0o2770), (folder / PEOPLE, PEOPLE_MODE)):
        if each.stat().st_uid != os.geteuid():
            continue
        if protocol.group:
            give_to_group(each, protocol.group)
        set_mode(each, mode)
    atomic_write(path, [protocol_text.encode()], 0o664)
    (cache_folder(folder) / ENDS).unlink(missing_ok=True)  # of a review that lay there before


def refuse_old_form(folder: Path) -> None:
    """Refuse a review of the form that reviews had before."""
    if any((folder / each).is_dir() for each in OLD_FOLDERS):
        raise TamisError(
            "this review was made by a tamis in which several people wrote to one file; this one cannot read it",
            where=str(folder),
            advice="Use the tamis that made it, or begin anew: “tamis init DIR”, then import the same files.",
        )


def refuse_unsafe(folder: Path, kind: str) -> NoReturn:
    """Refuse a folder on a file system of this kind."""
    raise UnsafeFilesystem(
        f"this folder lies on {kind}, where locks and durable writes cannot be relied on",
        where=str(folder),
        advice="Keep the review on a local disk of the server, or accept the risk with --unsafe-filesystem.",
    )
