"""Exchanging through a bare repository: what comes and goes, and what is refused with who and what."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from store.exchange import branches
from store.exchange.git import Git
from store.exchange.link import Link
from store.folder.cache import cache_folder
from store.folder.people import PEOPLE
from store.folder.review import Review
from tests.interleavings import end_with_the_same, in_pack, nothing_sealed_is_in
from tests.refusing import not_taken
from tests.remotes import Sharing, acts_of, copied_team, git, inline, objects, with_six_records
from tests.reviews import run, run_json
from tests.store.exchange.test_take import tree
from tests.team import PEOPLE_OF_PLAN, READERS
from tui.adapter.on_disk import DiskReview


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        with_six_records(place)
    return place


@pytest.fixture
def team(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    """A copy of three laptops that have exchanged, each with something new."""
    return copied_team(made, tmp_path / "place", monkeypatch)


@pytest.fixture(scope="module")
def brought_together(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those laptops after they have exchanged once more."""
    place = tmp_path_factory.mktemp("exchanged") / "place"
    with pytest.MonkeyPatch.context() as patch:
        copied_team(made, place, patch).exchange()
    (place.parent / "cache").rename(place / "cache")
    return place


@pytest.fixture
def team_at_rest(brought_together: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    """A copy of three laptops that all have what is new."""
    return copied_team(brought_together, tmp_path / "place", monkeypatch)


def test_what_one_said_comes_to_the_others_and_is_said_in_words(team: Sharing) -> None:
    sent = team.share("ANNA")["sent"]
    assert [(each["who"], each["file"], each["lines"] > 0) for each in sent] == [("ANNA", acts_of("ANNA"), True)]
    status, shared, said = team.tell("BO", "share")
    assert status == 0 and shared["received"] == sent and "ANNA: " in said and "sent of BO: " in said
    assert shared.keys() >= {"sent", "received", "opened", "problems", "only_here"}
    [line] = sent
    had = (team.folders["BO"] / ANNAS).read_bytes().splitlines()
    assert line["lines"] == 1 and b"anna-later" in had[-1] and b"anna-later" not in had[-2]
    link = Link.found(team.folders["BO"])
    assert link and link.known() == link.heads(), "what was taken and sent is noted"
    again, said = team.share("BO"), run(team.folders["BO"], "share", role="BO").output
    assert again["sent"] == again["received"] == [] and "nothing is new" in said and "nothing was to be sent" in said


def test_who_joined_shares_without_being_named_again(team: Sharing) -> None:
    shared = run_json(team.folders["BO"], "share")
    assert {each["who"] for each in shared["sent"]} == {"BO"}


def test_only_what_is_one_s_own_goes_and_commits_name_no_address(team_at_rest: Sharing) -> None:
    team = team_at_rest
    for who in PEOPLE_OF_PLAN:
        names = git(team.remote, "ls-tree", "-r", "--name-only", f"refs/heads/{who}").decode().split()
        assert all(each.startswith(f"{PEOPLE}/{who}/") for each in names)
        assert not any(each.endswith(("acts.json", "progress.json", ".toml")) for each in names)
    people = set(git(team.remote, "log", "--all", "--format=%an <%ae> %cn <%ce>").decode().split("\n")) - {""}
    assert people == {f"{who} <> {who} <>" for who in PEOPLE_OF_PLAN}


def test_nothing_is_ever_checked_out_or_merged(team_at_rest: Sharing) -> None:
    team = team_at_rest
    for who, folder in team.folders.items():
        assert not list(folder.rglob(".git*")) and {each.name for each in folder.iterdir()} <= {
            "protocol.toml",
            "people",
        }
        assert git(team.remote, "rev-list", "--merges", f"refs/heads/{who}") == b""


def test_without_a_link_it_says_how_to_begin(tmp_path: Path) -> None:
    run(tmp_path, "init", str(tmp_path / "x"))
    with pytest.raises(TamisError, match="share start"):
        run(tmp_path / "x", "share")


def test_a_place_that_is_gone_is_an_error_and_changes_nothing(team: Sharing) -> None:
    team.remote.rename(team.place / "elsewhere.git")
    before = tree(team.folders["BO"])
    with pytest.raises(TamisError, match=r"remote\.git"):
        run(team.folders["BO"], "share", role="BO")
    assert tree(team.folders["BO"]) == before


# -- what is refused


ANNAS = acts_of("ANNA")


def _changed(team: Sharing) -> None:
    team.forge("ANNA", **{ANNAS: team.blob("ANNA", ANNAS).replace(b'"act":"import"', b'"act":"imp0rt"')})


def _shortened(team: Sharing) -> None:
    whole = team.blob("ANNA", ANNAS)
    team.forge("ANNA", **{ANNAS: whole[: whole.rindex(b"\n", 0, -1) + 1]})


def _back(team: Sharing) -> None:
    git(team.remote, "update-ref", "refs/heads/ANNA", "refs/heads/ANNA~1")


def _emptied(team: Sharing) -> None:
    team.forge("ANNA", b"deleteall\n")


def _file(name: str, content: bytes = b"x", mode: str = "100644") -> Callable[[Sharing], None]:
    return lambda team: team.forge("ANNA", inline(name, content, mode))


def _outside(team: Sharing) -> None:
    """Names that fast-import would not write: a tree by hand."""
    blob = bytes.fromhex(git(team.remote, "hash-object", "-w", "--stdin", feed=b"x").decode())
    people = bytes.fromhex(git(team.remote, "rev-parse", "refs/heads/ANNA:people").decode())
    content = b"".join(b"100644 " + name + b"\0" + blob for name in (b"..", b"/etc/passwd", ANNAS.encode()))
    content += b"40000 people\0" + people
    words = ("hash-object", "-w", "-t", "tree", "--literally", "--stdin")
    commit = git(
        team.remote, "commit-tree", "-p", "refs/heads/ANNA", git(team.remote, *words, feed=content).decode().strip()
    )
    git(team.remote, "update-ref", "refs/heads/ANNA", commit.decode().strip())


def _submodule(team: Sharing) -> None:
    commit = git(team.remote, "rev-parse", "refs/heads/ANNA").strip()
    team.forge("ANNA", b"M 160000 " + commit + b" people/ANNA/records/other.json\n")


def _stranger(team: Sharing) -> None:
    content = team.blob("ANNA", ANNAS)
    team.forge("EVE", inline(acts_of("EVE"), content))


def _main(team: Sharing) -> None:
    team.forge("main", inline("README.md", b"hello"))


def _deep_branch(team: Sharing) -> None:
    team.forge("x/y", inline("README.md", b"hello"))


def _clash(team: Sharing) -> None:
    team.forge("anna", inline(acts_of("anna"), team.blob("ANNA", ANNAS)))


def _huge(team: Sharing) -> None:
    team.forge("ANNA", inline(f"{PEOPLE}/ANNA/records/huge.json", b"0" * (2 << 20)))


def _records(team: Sharing) -> None:
    names = git(team.remote, "ls-tree", "-r", "--name-only", "refs/heads/ANNA").decode().split()
    name = next(each for each in names if each.endswith(".raw.json"))
    team.forge("ANNA", inline(name, team.blob("ANNA", name).replace(b"study 3", b"study 8")))


REFUSED: dict[str, tuple[Callable[[Sharing], None], str, str]] = {
    "changed line": (_changed, "ANNA", "line"),
    "shortened": (_shortened, "ANNA", "is gone"),
    "moved back": (_back, "ANNA", "are gone"),
    "emptied": (_emptied, "ANNA", "is gone"),
    "records": (_records, "ANNA", "another file of that name"),
    "hook": (_file("hooks/post-checkout", b"#!/bin/sh\ntouch /tmp/x\n", "100755"), "ANNA", "no such file"),
    "program": (_file(f"{PEOPLE}/ANNA/records/a.json", b"#!", "100755"), "ANNA", "no plain file"),
    "filter": (_file(".gitattributes", b"* filter=x\n"), "ANNA", "no such file"),
    "submodules": (_file(".gitmodules", b"[submodule]"), "ANNA", "no such file"),
    "settings": (_file(".gitconfig", b"[core]"), "ANNA", "no such file"),
    "link": (_file(f"{PEOPLE}/ANNA/records/a.json", b"/etc/passwd", "120000"), "ANNA", "a link"),
    "submodule": (_submodule, "ANNA", "another repository"),
    "another's file": (_file(acts_of("BO")), "ANNA", "no such file"),
    "a plan": (_file("protocol.toml"), "ANNA", "no such file"),
    "a snapshot": (_file(f"{PEOPLE}/ANNA/acts.json"), "ANNA", "no such file"),
    "outside": (_outside, "ANNA", "no such file"),
    "no word names it": (_file(f"{PEOPLE}/ANNA/records/b-1.json", b"{}"), "ANNA", "no word of ANNA"),
    "stranger": (_stranger, "EVE", "nobody of the plan"),
    "another branch": (_main, "main", "no such file"),
    "a branch in a folder": (_deep_branch, "x/y", "none that tamis makes"),
    "case clash": (_clash, "anna", "differ in case only"),
    "huge": (_huge, "ANNA", "larger than any file"),
    "names that differ in case": (_file(f"{PEOPLE}/ANNA/records/A.json", b"{}"), "ANNA", "no such file"),
}


@pytest.mark.parametrize("how", REFUSED)
def test_each_tampering_is_refused_with_who_and_what_and_nothing_changes(
    team: Sharing, how: str, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setattr(branches, "MOST_FILE", 1 << 20)  # what is larger takes seconds to make
    spoil, who, told = REFUSED[how]
    spoil(team)
    before = tree(team.folders["BO"])
    for _ in range(2):
        status, shared, said = team.tell("BO", "share")
        assert status == 2 and shared["received"] == [] and "REFUSED" in said and "nothing was taken" in said
        [problem, *_] = shared["problems"]
        assert problem["who"] == who and told in problem["what"] and problem["advice"], shared["problems"]
        assert tree(team.folders["BO"]) == before
    assert not_taken(said, {team.place: "TMP"}) == snapshot


def test_whoever_was_moved_back_is_told_and_puts_it_right(team: Sharing) -> None:
    sent_before = git(team.remote, "rev-parse", "refs/heads/ANNA")
    _back(team)
    status, shared, _ = team.tell("ANNA", "share")
    assert status == 2 and shared["received"] == [] and shared["problems"][0]["who"] == "ANNA"
    assert sent_before in git(team.remote, "rev-list", "refs/heads/ANNA"), "it goes behind what was there"
    team.exchange()


def test_lines_in_one_s_own_name_that_somebody_else_sent_are_refused(
    team: Sharing, snapshot: SnapshotAssertion
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        other = Path(temporary) / "other"
        run(team.place, "share", "join", str(team.remote), str(other), role="ANNA")
        run_json(other, "highlights", "--include", "forged", role="ANNA")
        assert run_json(other, "share", role="ANNA")["sent"]
    before = tree(team.folders["ANNA"])
    tip = git(team.remote, "rev-parse", "refs/heads/ANNA")
    status, shared, said = team.tell("ANNA", "share")
    [problem] = shared["problems"]
    assert status == 2 and problem["who"] == "ANNA" and not_taken(said, {}) == snapshot
    assert tree(team.folders["ANNA"]) == before and git(team.remote, "rev-parse", "refs/heads/ANNA") == tip


def test_a_branch_that_is_gone_is_said_and_comes_back(team: Sharing, snapshot: SnapshotAssertion) -> None:
    git(team.remote, "update-ref", "-d", "refs/heads/ANNA")
    status, shared, said = team.tell("BO", "share")
    [problem] = shared["problems"]
    assert status == 0 and problem["who"] == "ANNA" and not_taken(said, {team.place: "TMP"}) == snapshot
    team.exchange()


def test_nothing_of_a_repository_on_a_disk_of_this_machine_is_run(team: Sharing, tmp_path: Path) -> None:
    """Hooks, and settings that name programs, of a place that somebody else may write to."""
    witness = tmp_path / "witness"
    script = f"#!/bin/sh\ntouch {witness}\n"
    hooks = team.remote / "hooks"
    hooks.mkdir(exist_ok=True)
    program = tmp_path / "program"
    for each in (
        program,
        *(
            hooks / name
            for name in (
                "pre-receive",
                "update",
                "post-receive",
                "post-update",
                "reference-transaction",
                "proc-receive",
            )
        ),
    ):
        each.write_text(script)
        each.chmod(0o755)
    (team.remote / "objects" / "info").mkdir(exist_ok=True)
    (tmp_path / "alternate.git").mkdir()
    git(tmp_path / "alternate.git", "init", "--bare", "-q")
    (team.remote / "objects" / "info" / "alternates").write_text(f"{tmp_path}/alternate.git/objects\n")
    for name in (
        "core.hooksPath",
        "core.alternateRefsCommand",
        "core.fsmonitor",
        "core.sshCommand",
        "uploadpack.packObjectsHook",
        "gc.recentObjectsHook",
        "core.pager",
        "receive.procReceiveRefs",
    ):
        git(
            team.remote,
            "config",
            name,
            str(hooks if name == "core.hooksPath" else "refs/none" if "proc" in name else program),
        )
    (team.remote / "attributes").write_text("* filter=x")
    team.exchange()
    assert not witness.exists()


def test_hooks_that_this_account_has_for_all_repositories_are_not_run(
    team: Sharing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = tmp_path / "hooks" / "pre-push"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/witness\nexit 1\n")
    hook.chmod(0o755)
    (tmp_path / "config").write_text(f"[core]\nhooksPath = {hook.parent}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    team.exchange()
    assert not (tmp_path / "witness").exists()


# -- whatever comes of what the others share


def test_of_two_plans_both_are_said_first(team: Sharing) -> None:
    plan_file = team.folders["ANNA"] / "protocol.toml"
    plan_file.write_text(plan_file.read_text().replace('title = "', 'title = "New: ', 1))
    team.do("ANNA", "amend", "a better title")
    team.tell("ANNA", "share")
    status, shared, said = team.tell("BO", "share")
    assert status == 0 and said.startswith("two plans: in force is now ") and "a better title" in said.split("\n")[0]
    assert [each["in_force"] for each in shared["plans"]] == [True, False]
    assert (team.folders["BO"] / "protocol.toml").read_text() == plan_file.read_text()


def test_what_is_sealed_stays_and_is_counted_with_its_backup(team: Sharing) -> None:
    record = team.do("ANNA", "records", "owed", "--stage", "language", "--reviewer", "ANNA")[0]["record_id"]
    team.do("ANNA", "decide", "language", record, "include")
    team.do("ANNA", "decide", "title-abstract", record, "include")
    status, shared, said = team.tell("ANNA", "share")
    assert status == 0 and shared["only_here"] > 0 and "on this machine only; in no backup" in said
    nothing_sealed_is_in(objects(team.remote), team)
    assert age(team.folders["ANNA"]) == f"{shared['only_here']} sealed lines on this machine only; in no backup"
    run(team.folders["ANNA"], "backup", "--to", str(team.place / "copies"))
    assert "last backup within two days" in team.tell("ANNA", "share")[2]
    assert "on this machine only; last backup within two days" in age(team.folders["ANNA"])


def age(folder: Path) -> str:
    """What the dashboard says of what is sealed."""
    with Review(folder, role="ANNA") as review:
        return DiskReview(review).backup_age()


@pytest.mark.slow
def test_an_opening_comes_before_the_decisions_that_its_reader_s_machine_sends_then(team: Sharing) -> None:
    """BO finds that all have finished; ANNA's machine has not heard of it, so her decisions are still with her."""
    read(team, "ANNA", "language")
    team.exchange()
    team.do("BO", "sample", "title-abstract", "--draw", "--yes")
    team.exchange()
    for who in READERS:
        read(team, who, "title-abstract")
    team.share("ANNA")
    assert team.share("BO")["opened"] == [{"stage": "title-abstract", "batch": 1}]
    assert {each["who"] for each in team.share("CHIEF")["received"]} == {"ANNA", "BO"}
    assert team.do("CHIEF", "check")["problems"] == []
    journal = f"{PEOPLE}/ANNA/title-abstract.1/decisions.jsonl"
    assert journal in {each["file"] for each in team.share("ANNA")["sent"]}
    assert journal in {each["file"] for each in team.share("CHIEF")["received"]}
    assert team.do("CHIEF", "check")["problems"] == []


def read(team: Sharing, who: str, stage: str) -> None:
    """Somebody includes all that is left to them at a stage."""
    rows = team.do(who, "records", "owed", "--stage", stage, "--reviewer", who)
    file = team.place / f"{who}-{stage}.csv"
    file.write_text("record_id,verdict\n" + "".join(f"{each['record_id']},include\n" for each in rows))
    team.do(who, "decisions", "import", str(file), "--stage", stage)


def test_who_was_ahead_by_a_pack_of_what_is_still_to_come_waits_for_it_and_nobody_else_does(
    team: Sharing, snapshot: SnapshotAssertion
) -> None:
    """CHIEF's pack came to ANNA, and CHIEF has not shared since: BO takes BO's and CHIEF's, and ANNA's a day later."""
    team.do("CHIEF", "pack", str(team.place / "by-mail.pack"))
    team.do("ANNA", "take", str(team.place / "by-mail.pack"))
    team.do("ANNA", "highlights", "--include", "since")
    team.share("ANNA")
    before = tree(team.folders["BO"])
    status, shared, said = team.tell("BO", "share")
    [problem] = shared["problems"]
    assert status == 0 and "REFUSED" not in said and shared["received"] == [] and shared["sent"] != []
    assert (problem["who"], problem["file"]) == ("ANNA", ANNAS) and not_taken(said, {}) == snapshot
    assert {name: each for name, each in tree(team.folders["BO"]).items() if "/BO/" not in name} == {
        name: each for name, each in before.items() if "/BO/" not in name
    }
    assert {each["who"] for each in team.share("CHIEF")["received"]} == {"ANNA", "BO"}
    assert {each["who"] for each in team.share("BO")["received"]} == {"ANNA", "CHIEF"}


def test_lines_of_others_that_were_lost_here_come_back(team_at_rest: Sharing) -> None:
    team = team_at_rest
    journal = team.folders["BO"] / ANNAS
    whole = journal.read_bytes()
    journal.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    team.share("BO")
    assert journal.read_bytes() == whole


def test_a_lost_cache_costs_nothing(team: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    team.exchange()
    shutil.rmtree(cache_folder(team.folders["BO"]))
    with pytest.raises(TamisError, match="share start"):
        run(team.folders["BO"], "share", role="BO")
    looked_at: list[str] = []
    save = Git.save
    monkeypatch.setattr(Git, "save", lambda self, blobs, folder: looked_at.extend(blobs) or save(self, blobs, folder))
    status, shared, said = team.tell("BO", "share", "start", str(team.remote))
    assert status == 0 and "who sees what" in said
    assert shared["sent"] == shared["received"] == looked_at == [], "all of it is here"
    team.exchange()


# -- three machines, whatever they do


class Lossy(Sharing):
    """Some exchange now and then; some are cut off between what is taken and what is sent, or carry old news."""

    def __init__(self, place: Path, seed: int) -> None:
        super().__init__(place)
        self.random = random.Random(seed)
        self._packed = b""
        self._there: frozenset[Path] = frozenset()

    def exchange(self, order: object = PEOPLE_OF_PLAN) -> None:
        if self.reliable:
            assert all(only_waits(self.tell(who, "share")[1]) for who in PEOPLE_OF_PLAN)
            super().exchange()
            return
        for who in self.random.sample(PEOPLE_OF_PLAN, self.random.randint(0, 2)):
            with pytest.MonkeyPatch.context() as patch:
                if self.random.random() < 0.15:
                    patch.setattr(Link, "push", _lost)
                if self.random.random() < 0.15:
                    patch.setattr(Link, "note", lambda *_: None)
                told = self.do(who, "share")
            assert isinstance(told, dict) or "lost on its way" in told, told
            assert not isinstance(told, dict) or only_waits(told), told
            if self.random.random() < 0.1:
                pack = self.place / "one.pack"
                self.do(who, "pack", str(pack))
                self._packed += in_pack(pack)
                taken = self.do(self.random.choice(PEOPLE_OF_PLAN), "take", str(pack))
                assert isinstance(taken, dict) and taken["problems"] == [], taken

    def left(self) -> bytes:
        """Every object of the remote, where any is new since this was last asked, and the pack that was made."""
        known, self._there = self._there, frozenset((self.remote / "objects").rglob("*"))
        packed, self._packed = self._packed, b""
        return packed + (objects(self.remote) if self._there != known else b"")


def only_waits(shared: dict[str, Any]) -> bool:
    """Whether nothing speaks against an exchange, but that a pack has brought to others what is still to come here."""
    return all("next share brings them" in each["advice"] for each in shared["problems"])


def _lost(*_: object) -> None:
    raise TamisError("lost on its way")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.long) for each in range(1, 1000))])
def test_any_interleaving_ends_in_the_same_report_and_nothing_sealed_leaves(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = Lossy(tmp_path, seed)
    end_with_the_same(team, seed, monkeypatch, team.left)
