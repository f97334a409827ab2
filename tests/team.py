"""A team of three on one review: in one account, in an account each, or each on a machine of their own."""

from __future__ import annotations

import datetime as clock
import grp
import os
import pwd
import random
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from core.errors import TamisError
from store.folder.people import ACTS, DECISIONS, PEOPLE
from store.folder.review import Review
from tests.reviews import protocol, ris, run, run_json
from tests.store.users import as_user

READERS = ("ANNA", "BO")
PEOPLE_OF_PLAN = (*READERS, "CHIEF")
LOGINS = {"ANNA": "daemon", "BO": "games", "CHIEF": "lp"}
FIVE = {"ANNA": "daemon", "BO": "games", "CLEO": "mail", "DAG": "news", "EVA": "uucp", "CHIEF": "lp"}
"""A larger team: five readers and an adjudicator, with the account of each."""
GROUP = "users"
STEP = """
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
"""
STAGES = ("language", "title-abstract", "full-text")
REASONS = {"language": "not-english", "title-abstract": "wrong-topic", "full-text": "wrong-population"}


def in_account(login: str, home: Path, do: Callable[[], Any], group: str = GROUP) -> Any:
    """Call something as that account; its result, or its error as text."""
    account, groups = pwd.getpwnam(login), [grp.getgrnam(group).gr_gid] if group else []
    with patch.dict(os.environ, XDG_CACHE_HOME=str(home)):
        try:
            return as_user(account.pw_uid, account.pw_gid, do, groups)
        except Exception as error:
            return f"{type(error).__name__}: {error}"


class Team:
    """The review as each of the team has it; one folder for all.

    Args:
        place: An empty folder for all of it.
        text: The plan.
        logins: The people of the plan, with the account of each.
    """

    accounts = False

    def __init__(self, place: Path, text: str, logins: Mapping[str, str] = LOGINS) -> None:
        self.place, self.logins, self.people = place, logins, tuple(logins)
        self.folders = self._made(place, text)

    def _made(self, place: Path, text: str) -> dict[str, Path]:
        Review.create(place / "review", text).close()
        return dict.fromkeys(self.people, place / "review")

    def do(self, who: str, *words: str) -> Any:
        """Run a command as one of the team: its JSON, or what it was refused with, as text."""
        try:
            return run_json(self.folders[who], *words, role=who)
        except (TamisError, AssertionError) as problem:
            return f"{type(problem).__name__}: {problem}"

    def call(self, who: str, do: Callable[[], Any]) -> Any:
        """Call something as one of the team."""
        return do()

    def exchange(self, order: Sequence[str] = ()) -> None:
        """Bring everybody's folders together; nothing to be done where all have one."""

    @property
    def seers(self) -> tuple[str, ...]:
        """All who have a folder of their own; where all have one, two readers and the adjudicator."""
        return (*self.people[:2], "CHIEF") if len({*self.folders.values()}) == 1 else self.people

    def start(self) -> None:
        """Everybody starts tamis, and what follows reaches all, until nothing follows any more."""
        written: object = None
        while written != (now := self._written()):
            written = now
            for who in self.people:
                self.do(who, "status")
            self.exchange()

    def _written(self) -> dict[Path, tuple[int, int]]:
        """How long each journal is that anybody has, and who may read it."""
        journals = [path for folder in {*self.folders.values()} for path in (folder / PEOPLE).glob("*/**/*.jsonl")]
        return {path: (path.stat().st_size, path.parent.stat().st_mode) for path in journals}


class Accounts(Team):
    """Each in an account of their own on one server; the plan names it."""

    accounts = True

    def _made(self, place: Path, text: str) -> dict[str, Path]:
        place.chmod(0o755)
        for parent in place.parents:
            if parent.stat().st_uid == os.geteuid() and not parent.stat().st_mode & stat.S_IXOTH:
                parent.chmod(parent.stat().st_mode | stat.S_IXOTH | stat.S_IXGRP)
        text = text.replace("[review]", f'[review]\ngroup = "{GROUP}"')
        for who, login in self.logins.items():
            text = text.replace(f'id = "{who}"\n', f'id = "{who}"\nlogin = "{login}"\n')
            (place / f"home-{login}").mkdir(mode=0o700)
            os.chown(place / f"home-{login}", pwd.getpwnam(login).pw_uid, -1)
        Review.create(place / "review", text).close()
        os.chown(place / "review", pwd.getpwnam(self.logins["ANNA"]).pw_uid, -1)
        return dict.fromkeys(self.people, place / "review")

    def do(self, who: str, *words: str) -> Any:
        return self.call(who, lambda: super(Accounts, self).do(who, *words))

    def call(self, who: str, do: Callable[[], Any]) -> Any:
        login = self.logins[who]
        return in_account(login, self.place / f"home-{login}", do)


class Laptops(Team):
    """Each on a machine of their own: what is open to all is copied, what is sealed is not."""

    reliable = True
    """Whether whatever is exchanged arrives, once and in time; where it does not, see `tests.interleavings`."""

    def _made(self, place: Path, text: str) -> dict[str, Path]:
        text = text.replace("[review]", '[review]\napart = "machines"')
        for who in self.people:
            Review.create(place / who, text).close()
        return {who: place / who for who in self.people}

    @classmethod
    def there(cls, place: Path, logins: Mapping[str, str] = LOGINS) -> Laptops:
        """A team whose folders are there already, copied from those of another one."""
        team = cls.__new__(cls)
        team.place, team.logins, team.people = place, logins, tuple(logins)
        team.folders = {who: place / who for who in logins}
        return team

    def exchange(self, order: Sequence[str] = ()) -> None:
        """Copy each one's own folder to the others, as `cp` does it, one person after the other."""
        for who in order or self.people:
            own = self.folders[who] / PEOPLE / who
            for file in sorted(own.rglob("*")) if own.exists() else ():
                if not file.is_file() or not _is_shared(file):
                    continue
                for other in self.people:
                    there = self.folders[other] / PEOPLE / who / file.relative_to(own)
                    if other != who and (not there.exists() or there.read_bytes() != file.read_bytes()):
                        there.parent.mkdir(parents=True, exist_ok=True)
                        there.unlink(missing_ok=True)
                        shutil.copy2(file, there)


def _is_shared(file: Path) -> bool:
    """Whether a file of one's own goes to the others: words, what was imported and found, and open decisions."""
    if file.name == DECISIONS:
        return stat.S_IMODE(file.parent.stat().st_mode) == 0o2755
    return file.name == ACTS or file.parent.name in ("records", "duplicates")


KINDS: dict[str, type[Team]] = {"one": Team, "each": Accounts, "laptops": Laptops}


def plan(coverage: str = "1/2") -> str:
    """The plan: a step of ANNA's, title and abstract by ANNA and a share by BO, full texts by both."""
    return protocol(coverage).replace("[[stage]]", STEP + "[[stage]]", 1)


def shared_plan(any_of: int = 3) -> str:
    """The plan of five readers: title and abstract by any few of them, full texts by any two."""
    text = plan()
    third = '[[reviewer]]\nid = "CHIEF"'
    more = "".join(f'[[reviewer]]\nid = "{each}"\nrole = "second"\n' for each in ("CLEO", "DAG", "EVA"))
    of = '"ANNA", "BO", "CLEO", "DAG", "EVA"'
    readers = '[{{ reviewer = "ANNA", coverage = "all" }}, {{ reviewer = "BO", coverage = "{}" }}]'
    text = text.replace(third, more + third).replace(readers.format("1/2"), f"{{ any = {any_of}, of = [{of}] }}")
    return text.replace(readers.format("all"), f"{{ any = 2, of = [{of}], weights = {{ ANNA = 2 }} }}")


class Clock:
    """A clock that all programs of a test share; it stands at `minute`."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.minute = 0
        shared = self

        class Stopped(clock.datetime):
            @classmethod
            def now(cls, tz: clock.tzinfo | None = None) -> Stopped:
                return cls(2026, 1, 1, tzinfo=tz) + clock.timedelta(minutes=shared.minute)

        patch.setattr("store.journal.journal.datetime", Stopped)

    def next(self) -> None:
        """Go to the next minute."""
        self.minute += 1


Act = tuple[str, tuple[str, ...]]


class History:
    """A random history of a review: what people do next, from what they can see.

    Args:
        team: The team.
        seed: Of the history: the same where the same is seen.
    """

    def __init__(self, team: Team, seed: int) -> None:
        self.team = team
        self.random = random.Random(seed)
        self.imports = 0
        self.readers = tuple(each for each in team.people if each != "CHIEF")
        self.shared = len(self.readers) > 2

    def act(self) -> Act:
        """Somebody's next act, done; a refused one is no act of the review, and stands here all the same."""
        kinds = (
            (self._import, 2 if self.imports else 100),
            (self._dedup, 2),
            (self._verdict, 2),
            (self._decide, 10),
            (self._read_on, 8),
            (self._undo, 2),
            (self._draw, 4),
            (self._extend, 1),
            (self._resolve, 6),
            (self._retrieve, 3),
            (self._study, 1),
            (self._unblind, 1),
            (self._withdraw, 1),
            (self._hand_over, 4 * self.shared),
        )
        chosen = self.random.choices([each for each, _ in kinds], [weight for _, weight in kinds])[0]
        who, words = chosen()
        self.answer = self.team.do(who, *words)
        return who, words

    def _who(self, people: Sequence[str] = ()) -> str:
        return self.random.choice(people or self.team.people)

    def _records(self, who: str, count: int) -> list[str]:
        rows = self.team.do(who, "dedup", "--groups")
        ids = sorted(row["record_id"] for row in rows) if isinstance(rows, list) else []
        return self.random.sample(ids, count) if len(ids) >= count else ["0" * 16] * count

    def _import(self) -> Act:
        who, start = self._who(), 3 * self.imports
        self.imports += 1
        file = self.team.place / f"export-{self.imports}.ris"
        # The first two are what another source has had.
        file.write_text(ris(range(max(0, start - 2), start + 5), prefix=f"S{self.imports}-"), encoding="utf-8")
        file.chmod(0o644)
        where = self.random.choice([(), ("--round", "1")])
        return who, ("import", str(file), "--source", f"Base {self.imports}", *where)

    def _dedup(self) -> Act:
        return self._who(), ("dedup",)

    def _verdict(self) -> Act:
        who = self._who()
        flag = self.random.choice(["--same", "--same", "--not-same", "--undo"])
        return who, ("dedup", flag, *self._records(who, 2), *(("--even-so",) if flag == "--same" else ()), "--yes")

    def _decide(self) -> Act:
        stage = self.random.choice(STAGES)
        who = "ANNA" if stage == "language" else self._who(self.readers)
        verdict = self.random.choice(["include", "include", "exclude", "maybe"])
        reason = ("--reason", REASONS[stage]) if verdict == "exclude" else ()
        return who, ("decide", stage, *self._records(who, 1), verdict, *reason)

    def _read_on(self) -> Act:
        """All that is left to somebody at a stage, in one file."""
        stage = self.random.choice(STAGES)
        who = "ANNA" if stage == "language" else self._who(self.readers)
        owed = self.team.do(who, "records", "owed", "--stage", stage, "--reviewer", who)
        ids = [each["record_id"] for each in owed] if isinstance(owed, list) else []
        file = self.team.place / f"read-{self.random.getrandbits(60):x}.csv"
        rows = [f"{each},{self.random.choice(['include', 'include', 'exclude'])}" for each in ids]
        file.write_text("record_id,verdict\n" + "\n".join(rows) + "\n", encoding="utf-8")
        file.chmod(0o644)
        return who, ("decisions", "import", str(file), "--stage", stage)

    def _undo(self) -> Act:
        return self._who(self.readers), (self.random.choice(["undo", "redo"]), self.random.choice(STAGES[1:]), "--yes")

    def _draw(self) -> Act:
        pilot = ("--pilot", "3") if self.random.random() < 0.2 else ("--draw",)
        if self.shared:
            stage = self.random.choice(STAGES[1:]) if "--draw" in pilot else STAGES[1]
            return "ANNA", ("sample", stage, *pilot, "--yes")
        return ("ANNA" if "--pilot" in pilot else "BO"), ("sample", "title-abstract", *pilot, "--yes")

    def _hand_over(self) -> Act:
        giver = self._who(self.readers)
        to = self.random.choice([(), (), (self._who(self.readers),)])
        how = self.random.choice([("--all",), ("--records", "2")])
        who = self.random.choice([giver, "CHIEF"])
        return who, ("hand-over", self.random.choice(STAGES[1:]), giver, *to, *how, "--reason", "ill")

    def _extend(self) -> Act:
        return "BO", ("sample", "title-abstract", "--extend", "1", "--reason", "more", "--yes")

    def _resolve(self) -> Act:
        stage, who = self.random.choice(STAGES[1:]), self._who()
        found = self.team.do(who, "disagreements", stage)
        items = [each["record_id"] for each in found["items"]] if isinstance(found, dict) else []
        record = self.random.choice(sorted(items)) if items else "0" * 16
        how = self.random.choice([("include",), ("exclude",), ("--escalate",), ("--reopen",)])
        return who, ("resolve", stage, record, *how, *(() if how == ("--reopen",) else ("--rationale", "so it is")))

    def _retrieve(self) -> Act:
        who = self._who(self.readers)
        here, nowhere = ("--retrieved", "https://example.org/1"), ("--not-retrieved", "no copy")
        how = self.random.choice([here, nowhere, ("--sought",)])
        return who, ("fulltext", "full-text", *self._records(who, 1), *how)

    def _study(self) -> Act:
        who = self._who()
        return who, ("study", *self._records(who, 2), "--yes")

    def _unblind(self) -> Act:
        return "CHIEF", ("unblind", self.random.choice(STAGES[1:]), "--rationale", "time is short", "--round", "1")

    def _withdraw(self) -> Act:
        undo = ("--undo",) if self.random.random() < 0.5 else ()
        return self._who(), ("withdraw", str(self.random.randint(1, max(self.imports, 1))), *undo)


@cache
def load_everything() -> None:
    """Import what the commands import while it can be read: the interpreter may lie where only root looks."""
    with tempfile.TemporaryDirectory() as temporary:
        _use_everything(Path(temporary) / "warm")


def _use_everything(place: Path) -> None:
    team = Team(place, plan())
    history = History(team, 1)
    acts = (history._import, history._dedup, history._verdict, history._read_on, history._draw, history._retrieve)
    for chosen in [each for each in acts for _ in range(2)]:
        who, words = chosen()
        team.do(who, *words)
    for who in PEOPLE_OF_PLAN:
        for words in VIEWS:
            team.do(who, *words)
        run(team.folders[who], "report", "--out", str(place / f"report-{who}"), role=who)


VIEWS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("flow",),
    ("agreement",),
    ("missed",),
    ("sample", "title-abstract"),
    ("disagreements", "title-abstract"),
    ("disagreements", "full-text"),
    ("dedup", "--groups"),
    ("sources",),
    ("decisions", "export", "--format", "json"),
    ("study",),
)
"""What is compared between people and ways to work."""


def report_of(team: Team, who: str, out: Path) -> dict[str, str]:
    """The report as one of the team writes it: file → text."""

    def written() -> dict[str, str]:
        shutil.rmtree(out, ignore_errors=True)
        result = run(team.folders[who], "report", "--out", str(out), role=who)
        assert result.exit_code == 0, result.output
        return {str(path.relative_to(out)): path.read_bytes().decode() for path in out.rglob("*") if path.is_file()}

    found = team.call(who, written)
    assert isinstance(found, dict), found
    return found


def without_plan(files: dict[str, str]) -> dict[str, str]:
    """A report without what depends on the plan's words: its version, what keeps readers apart, sums of files."""
    apart = re.compile(r"[^.\n]*(account|accounts or machines|machine)s? of their own[^.\n]*\.[^\n]*")
    version = re.compile(r"\b[0-9a-f]{12}\b")
    kept = {name: text for name, text in files.items() if not name.endswith((".sha256", "protocol.toml", "index.html"))}
    return {name: version.sub("VERSION", apart.sub("APART", text)) for name, text in kept.items()}
