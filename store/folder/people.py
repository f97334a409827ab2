"""The people of a review and their folders: whose words are whose, in what order they come, who may say what."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import pwd
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.sampling.sample import PILOT
from store.journal.journal import Journal
from store.journal.line import Document

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from store.folder.review import Review

PEOPLE = "people"
ACTS = "acts.jsonl"
SAMPLES = "samples"
"""The table of draws: only the word of the one who draws counts."""
RULED = ("resolutions/", "consensus/")
"""How the names of tables begin in which an adjudicator's word counts before a reader's."""


def current_login() -> str:
    """The name of the operating system's user that runs the process (not what the environment claims)."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return getpass.getuser()


def account_name(login: str) -> str:
    """The name of an account that is nobody's of the plan: the same on one machine, another one on the next."""
    known_by = "\n".join((platform.node(), login))
    return f"@{login}-{hashlib.sha256(known_by.encode()).hexdigest()[:4]}"


def drawer(stage: Stage, batch: int) -> str:
    """Who draws a stage's sample in a search round, the first reader of a share; for a pilot the first reader."""
    reader = None if batch == PILOT else stage.sampled_reader
    return (reader or stage.readers[0]).reviewer


class ReviewPeople:
    """The people of a review, as the union of their words needs to know them; see `store.journal.union.People`.

    Args:
        review: The review.
    """

    def __init__(self, review: Review) -> None:
        self._review = review

    def journals(self) -> Mapping[str, Path]:
        """Person → the journal of their words: the plan's people in its order, then the others by name.

        A journal that is gone while its snapshot is there is named too, so that its loss is noticed.
        """
        folder = self._review.folder / PEOPLE
        try:
            names = [each.name for each in os.scandir(folder) if each.is_dir()]
        except FileNotFoundError:
            return {}
        paths = {name: folder / name / ACTS for name in names}
        there = [name for name, path in paths.items() if path.exists() or path.with_suffix(".json").exists()]
        places = {each.id: place for place, each in enumerate(self._review.protocol.reviewers)}
        ordered = sorted(there, key=lambda name: (places.get(name, len(places)), name))
        return {name: paths[name] for name in ordered}

    def open_journal(self, who: str, *, write: bool) -> Journal:
        """Open the journal of a person's words; see `Review.journal`."""
        return self._review.open_own(f"{PEOPLE}/{who}/{ACTS.removesuffix('.jsonl')}", write=write)

    def may_say(self, who: str, table: str, says: Document | None) -> bool:
        """Whether a person is entitled to a word: a sample counts only as its reader has drawn it."""
        if table != SAMPLES or says is None:
            return table != SAMPLES
        stage = next((each for each in self._review.protocol.stages if each.id == says.get("stage")), None)
        return stage is None or who == drawer(stage, says.get("round", PILOT))

    def weight(self, who: str, table: str, says: Document) -> int:
        """1 for an adjudicator's word on what the readers differ on, else 0; who hands it on has ruled on nothing."""
        if not table.startswith(RULED) or not says.get("verdict", True):
            return 0
        return int(any(each.id == who and each.role == "adjudicator" for each in self._review.protocol.reviewers))
