"""Three laptops with a bare repository between them, and what somebody who may write there can put into it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from store.folder.cache import cache_folder
from store.folder.people import PEOPLE
from tests.reviews import ris, run
from tests.team import LOGINS, PEOPLE_OF_PLAN, READERS, Laptops, plan


def git(folder: Path, *words: str, feed: bytes = b"") -> bytes:
    """Run git in a repository, as somebody else would."""
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", *words],
        cwd=folder,
        input=feed,
        capture_output=True,
        check=False,
        env={**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Sharing(Laptops):
    """Laptops that exchange through a bare repository: ANNA starts, the others join."""

    def __init__(self, place: Path, text: str = "") -> None:
        self.place = place
        self.logins, self.people = LOGINS, PEOPLE_OF_PLAN
        self.folders = {who: place / who for who in PEOPLE_OF_PLAN}
        self.remote = place / "remote.git"
        text = (text or plan()).replace("[review]", '[review]\napart = "machines"')
        first = self.folders["ANNA"]
        first.mkdir()
        (first / "protocol.toml").write_text(text, "utf-8")
        assert self.tell("ANNA", "share", "start", str(self.remote))[0] == 0
        for who in PEOPLE_OF_PLAN[1:]:
            assert run(place, "share", "join", str(self.remote), str(self.folders[who]), role=who).exit_code == 0

    def tell(self, who: str, *words: str) -> tuple[int, dict[str, Any], str]:
        """Run a command as one of them: its exit status, its JSON, and what it says to people."""
        result = run(self.folders[who], *words, "--json", role=who)
        return result.exit_code, json.loads(result.stdout), result.stderr

    def share(self, who: str) -> dict[str, Any]:
        """Exchange as one of them, which works."""
        status, shared, said = self.tell(who, "share")
        assert status == 0 and shared["problems"] == [], said
        return shared

    def exchange(self, order: Iterable[str] = PEOPLE_OF_PLAN) -> None:
        for who in (*order, *order):
            self.share(who)

    def forge(self, who: str, entries: bytes = b"", **files: bytes) -> None:
        """Put files onto somebody's branch, by the lines of git's fast-import or as name → content."""
        tip = git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{who}").decode().strip()
        parent = f"from {tip}\n" if tip else ""
        head = f"commit refs/heads/{who}\ncommitter x <> 1700000000 +0000\ndata 0\n{parent}".encode()
        each = b"".join(inline(name, content) for name, content in files.items())
        git(self.remote, "fast-import", "--quiet", "--force", feed=head + each + entries + b"\n")

    def blob(self, who: str, name: str) -> bytes:
        """A file of somebody's branch."""
        return git(self.remote, "cat-file", "blob", f"refs/heads/{who}:{name}")


def inline(name: str, content: bytes, mode: str = "100644") -> bytes:
    """A line of git's fast-import that writes a file."""
    return f'M {mode} inline "{name}"\ndata {len(content)}\n'.encode() + content + b"\n"


def copied_team(made: Path, place: Path, patch: pytest.MonkeyPatch) -> Sharing:
    """A copy of a team of laptops that stands in `made`, with its caches in `made/cache`; the new ones are beside it.

    What `made` holds beside the team, such as a further machine of one of them, is copied too.
    """
    shutil.copytree(made, place, symlinks=True, ignore=shutil.ignore_patterns("cache"))
    team = Sharing.__new__(Sharing)
    team.place, team.remote, team.logins, team.people = place, place / "remote.git", LOGINS, PEOPLE_OF_PLAN
    team.folders = {who: place / who for who in PEOPLE_OF_PLAN}
    for folder in (each.parent for each in place.glob("*/protocol.toml")):
        patch.setenv("XDG_CACHE_HOME", str(made / "cache"))
        there = cache_folder(made / folder.name)
        patch.setenv("XDG_CACHE_HOME", str(place.parent / "cache"))
        if there.exists():
            shutil.copytree(there, cache_folder(folder))
        settings = cache_folder(folder) / "share.git" / "config"
        if settings.exists():
            settings.write_text(settings.read_text().replace(str(made), str(place)))
    return team


def with_six_records(place: Path) -> Sharing:
    """ANNA has imported six records, which all have; each has said something since that nobody else has."""
    team = Sharing(place)
    export = place / "a.ris"
    export.write_text(ris(range(6)))
    assert team.do("ANNA", "import", str(export), "--source", "Base")["new"] == 6
    team.do("ANNA", "dedup")
    for who in READERS:
        team.do(who, "highlights", "--include", who.lower())
    team.exchange()
    for who in PEOPLE_OF_PLAN:
        team.do(who, "highlights", "--include", f"{who.lower()}-later")
    return team


def objects(repository: Path) -> bytes:
    """All that a repository holds, whether anything names it or not."""
    return git(repository, "cat-file", "--batch", "--batch-all-objects", "--unordered")


def acts_of(who: str) -> str:
    """The name of the journal of a person's words."""
    return f"{PEOPLE}/{who}/acts.jsonl"
