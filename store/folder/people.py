"""The people of a review and their folders: whose words are whose, in what order they come, who may say what."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import pwd
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import TamisError
from core.sampling.sample import PILOT
from store.folder.plan import PROTOCOL_FILE
from store.journal.errors import StoreReadOnly
from store.journal.files import make_dir, make_own_dir
from store.journal.journal import Journal
from store.journal.line import Document, last_line
from store.journal.system import other_spelling, set_mode

if TYPE_CHECKING:
    from core.protocol.values import Protocol, Stage
    from store.folder.review import Review

PEOPLE = "people"
ACTS = "acts.jsonl"
DECISIONS = "decisions.jsonl"
PEOPLE_MODE = 0o3775
"""Everybody in the team makes a folder of their own there, and nobody can rename or remove another's."""
SAMPLES = "samples"
"""The table of draws: only the word of the one who draws counts."""
HAND_OVERS = "hand_overs"
"""The table of records that a reader gives to others: only that reader's word counts, or an adjudicator's."""
RULED = ("resolutions/", "consensus/")
"""How the names of tables begin in which an adjudicator's word counts before a reader's."""


def current_login() -> str:
    """The name of the operating system's user that runs the process (not what the environment claims)."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        import getpass  # slow to import, and hardly ever wanted

        return getpass.getuser()


def account_name(login: str) -> str:
    """The name of an account that is nobody's of the plan: the same on one machine, another one on the next."""
    known_by = "\n".join((platform.node(), login))
    return f"@{login}-{hashlib.sha256(known_by.encode()).hexdigest()[:4]}"


def refuse_other_login(protocol: Protocol, reviewer: str, login: str) -> None:
    """Make sure that an account may write in a reviewer's name.

    Raises:
        TamisError: There is no such reviewer, or the reviewer is bound to another login.
    """
    bound = protocol.reviewer(reviewer).logins
    if bound and login not in bound:
        raise TamisError(
            f"the reviewer {reviewer} is bound to the login “{'” or “'.join(bound)}”, and you are “{login}”",
            where=f"{PROTOCOL_FILE}, reviewer {reviewer}",
            advice="Log in as that user, or choose your own reviewer with --as.",
        )


def drawer(stage: Stage, batch: int) -> str:
    """Who draws a stage's sample in a search round, the first reader of a share; for a pilot the first reader."""
    reader = None if batch == PILOT else stage.sampled_reader
    return (reader or stage.readers[0]).reviewer


def batch_folder(stage: str, batch: int) -> str:
    """The name of a reader's folder for a batch of a stage."""
    return f"{stage}.{'pilot' if batch == PILOT else batch}"


def batch_of_folder(name: str) -> int | None:
    """The batch that a reader's folder is for; None where it is no such folder."""
    _, dot, batch = name.rpartition(".")
    if batch == "pilot":
        return PILOT
    return int(batch) if dot and re.fullmatch(r"[1-9][0-9]{0,5}", batch) else None


def own_folder(review: Review, who: str) -> Path:
    """The folder of a person who this session acts for; made where it is not there.

    Raises:
        StoreReadOnly: It is another account's.
    """
    people = review.folder / PEOPLE
    if not people.exists():
        make_dir(people)
        set_mode(people, PEOPLE_MODE)
    folder = people / who
    if other := other_spelling(folder):
        raise StoreReadOnly(
            f"this disk takes it for {other}, whose name differs in small and capital letters only",
            where=str(folder),
            advice="Write the id in the plan as the folder is named.",
        )
    make_own_dir(folder)
    if (owner := folder.stat().st_uid) != os.geteuid():
        raise StoreReadOnly(
            f"this folder is another account's ({login_of(owner)}): {who}'s words cannot be written there",
            where=str(folder),
            advice="Each account makes its own. Is it another reviewer's? Else have its owner remove it.",
        )
    return folder


def is_theirs(review: Review, who: str, path: Path) -> bool:
    """Whether a file or folder below a person's own belongs to an account of that person, where accounts keep apart.

    Where the plan's logins are no accounts of this machine, the files are a copy, and nobody can say whose they were.
    """
    expected = owners(review, who)
    for each in (path, path.with_suffix(".json")) if expected else ():
        with contextlib.suppress(FileNotFoundError):
            return login_of(each.stat().st_uid) in expected
    return True


def owners(review: Review, who: str) -> tuple[str, ...]:
    """The accounts one of which must own what is a person's; () where that is not asked."""
    logins = {each.id: each.logins for each in review.protocol.reviewers if each.logins}
    known = any(_is_account(login) for each in logins.values() for login in each)
    if review.copied or review.protocol.apart != "accounts" or not known:
        return ()
    return (who[1:].rpartition("-")[0],) if who.startswith("@") else logins.get(who, ())


@cache
def _is_account(login: str) -> bool:
    try:
        pwd.getpwnam(login)
    except KeyError:
        return False
    return True


@cache
def login_of(number: int) -> str:
    """The login of an account by its number; the number as text where it has none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


class ReviewPeople:
    """The people of a review, as the union of their words needs to know them; see `store.journal.union.read.People`.

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
        there = [
            name
            for name, path in paths.items()
            if (path.exists() or path.with_suffix(".json").exists()) and is_theirs(self._review, name, path)
        ]
        places = {each.id: place for place, each in enumerate(self._review.protocol.reviewers)}
        ordered = sorted(there, key=lambda name: (places.get(name, len(places)), name))
        return {name: paths[name] for name in ordered}

    def open_journal(self, who: str, *, write: bool) -> Journal:
        """Open the journal of a person's words; see `Review.open_own`."""
        folder = own_folder(self._review, who) if write else self._review.folder / PEOPLE / who
        return self._review.open_own(folder / ACTS, write=write)

    def holds(self, who: str) -> dict[str, list[int | str]]:
        """The last line of each of a person's own journals of decisions that are open to all, and its `~`."""
        found: dict[str, list[int | str]] = {}
        for folder in sorted((self._review.folder / PEOPLE / who).glob("*.*")):
            if batch_of_folder(folder.name) is not None and folder.is_dir() and folder.stat().st_mode & 0o005:
                with contextlib.suppress(OSError, ValueError, KeyError):
                    found[f"{folder.name}/{DECISIONS}"] = list(last_line(folder / DECISIONS))
        return found

    def may_say(self, who: str, table: str, says: Document | None) -> bool:
        """Whether a person is entitled to a word: a sample is drawn by its reader, a reader's own handed over."""
        if table == HAND_OVERS and says is not None:
            return who == says.get("giver") or self._rules(who)
        if table != SAMPLES or says is None:
            return table != SAMPLES
        stage = next((each for each in self._review.protocol.stages if each.id == says.get("stage")), None)
        return stage is None or who == drawer(stage, says.get("round", PILOT))

    def weight(self, who: str, table: str, says: Document) -> int:
        """1 for an adjudicator's word on what the readers differ on, else 0; who hands it on has ruled on nothing."""
        if not table.startswith(RULED) or not says.get("verdict", True):
            return 0
        return int(self._rules(who))

    def _rules(self, who: str) -> bool:
        return any(each.id == who and each.role == "adjudicator" for each in self._review.protocol.reviewers)
