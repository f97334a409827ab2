"""Each kind of damage is named by a check, and mended by a repair where the page says so; then the check is clean."""

from __future__ import annotations

import codecs
import contextlib
import fnmatch
import hashlib
import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from _pytest.mark import ParameterSet
from syrupy.assertion import SnapshotAssertion

from store.folder.review import Review
from store.upkeep.backups.backup import SUMS, sum_line
from tests.alike import alike
from tests.reviews import decide_all, make_review, record_ids, ris, run
from tests.store.damage.kinds import KINDS, STAGE, Kind
from tests.store.users import as_user, needs_root

ACCOUNTS = {"ANNA": "daemon", "BO": "games"}
AGAIN = ("exclude", "--reason", "wrong-topic", "--rationale", "no")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A first round that both have read, with disagreements that are resolved; a second one that is still sealed."""
    folder = make_review(tmp_path_factory.mktemp("damage") / "review", records=6)
    run(folder, "dedup")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(6)])
    for place, record in enumerate(record_ids(folder)):
        verdict = ("exclude", "--reason", "wrong-topic") if place < 2 else ("include",)
        run(folder, "decide", STAGE, record, *verdict, role="BO")
    run(folder, "resolve", STAGE, record_ids(folder)[0], "include", "--rationale", "it is", role="BO")
    run(folder, "resolve", STAGE, record_ids(folder)[1], "include", "--rationale", "it is", role="ANNA")
    shutil.copytree(folder, folder.parent / "older")
    (folder.parent / "more.ris").write_text(ris([7, 8, 9]))
    run(folder, "import", str(folder.parent / "more.ris"), "--source", "Testbase", "--round", "new")
    decide_all(folder, "ANNA", STAGE, [("T7", "exclude"), ("T8", "include")])
    run(folder, "resolve", STAGE, record_ids(folder)[1], *AGAIN, role="BO")
    for command in ("check", "repair"):
        run(folder, command, role="ANNA")
    for encoding in ("utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"):
        codecs.lookup(encoding)  # the interpreter may lie where only root looks
    return folder


WHERE: dict[str, list[pytest.MarkDecorator]] = {
    "one account": [],
    "a copy": [],
    "several accounts": [needs_root, pytest.mark.slow],
}


def cases() -> Iterator[ParameterSet]:
    """Each kind in one account and in one of the other places, in turn; in the third one in `make long`."""
    for number, name in enumerate(KINDS):
        for place, (where, marks) in enumerate(WHERE.items()):
            later = [pytest.mark.long] if place and number % 2 == place % 2 else []
            yield pytest.param(where, name, marks=[*marks, *later])


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every account can get to."""
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o777)
        yield Path(temporary)


@pytest.fixture(scope="module")
def several(whole: Path) -> Path:
    """That review after its plan has named an account each."""
    made = Path(shutil.copytree(whole, whole.parent / "several"))
    plan = made / "protocol.toml"
    for who, login in ACCOUNTS.items():
        plan.write_text(plan.read_text().replace(f'id = "{who}"\n', f'id = "{who}"\nlogin = "{login}"\n'))
    with Review(made) as review:
        review.log_amendment()
    made.chmod(0o777)
    return made


@pytest.fixture(params=[pytest.param(where, marks=marks) for where, marks in WHERE.items()])
def folder(request: pytest.FixtureRequest, whole: Path, several: Path, place: Path) -> Path:
    """The review where it was made, or as a program that copies files makes it, or with an account each.

    Beside it lie an older backup, and the review as it is.
    """
    (place / "older").symlink_to(whole.parent / "older")
    copy = shutil.copyfile if request.param == "a copy" else shutil.copy2
    source = several if request.param == "several accounts" else whole
    made = Path(shutil.copytree(source, place / "review", copy_function=copy))
    for each in made.rglob("*") if request.param == "a copy" else ():
        each.chmod(0o644 if each.is_file() else 0o700 if each.name.endswith(".2") else 0o755)
    if request.param == "several accounts":
        given(made)
    if request.param == "a copy":
        shutil.copytree(made, place / "pristine")
    else:
        (place / "pristine").symlink_to(source)
    return made


def has_accounts(folder: Path) -> bool:
    return (folder.parent / "pristine" / "protocol.toml").read_text().count("login") > 1


def given(folder: Path) -> None:
    """Give each person's folder to the person's account."""
    for who, login in ACCOUNTS.items():
        for each in (folder / "people" / who, *(folder / "people" / who).rglob("*")):
            if each.exists():
                os.chown(each, pwd.getpwnam(login).pw_uid, -1)


def called(folder: Path, kind: Kind, command: str) -> str:
    """What a command prints when the one calls it whose files the kind is about, in their account."""
    if not kind.by or not has_accounts(folder):
        return run(folder, command, role=kind.by or None).output
    account = pwd.getpwnam(ACCOUNTS[kind.by])
    with patch.dict(os.environ, XDG_CACHE_HOME=str(folder.parent / "cache")):
        return as_user(account.pw_uid, account.pw_gid, lambda: run(folder, command).output)


def checked(folder: Path, kind: Kind) -> list[str]:
    """The lines of a check, without those of what is sealed."""
    return [each for each in called(folder, kind, "check").splitlines() if not each.startswith("not looked at")]


def named(folder: Path, kind: Kind, found: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(each, f"{folder}/{kind.file}*") and kind.says in each for each in found)


def moved_out(folder: Path, found: list[str]) -> bool:
    """Deal with what waits for somebody, as its line says; whether anything did."""
    waiting = [each for each in found if "move it out" in each or "remove the link" in each]
    for line in waiting:
        path = Path(line.partition(": ")[0])
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    return bool(waiting)


def clean(folder: Path, kind: Kind) -> bool:
    found = checked(folder, kind)
    if moved_out(folder, found):
        found = checked(folder, kind)
    return found[-1].endswith("all is well")


def told(folder: Path, printed: str) -> str:
    """What a command has printed, with what another run has otherwise under names of its own."""
    return alike(printed, {folder: "REVIEW", folder.parent: "TMP"}).replace(os.uname().nodename, "HOST")


@pytest.mark.parametrize("name", {each.by: name for name, each in KINDS.items()}.values())
def test_it_is_clean_before_whoever_looks(folder: Path, name: str) -> None:
    found = checked(folder, KINDS[name])
    assert len(found) == 1 and found[0].endswith("all is well"), found


@pytest.mark.parametrize(("folder", "name"), list(cases()), indirect=["folder"])
def test_it_is_named_and_clean_after(
    folder: Path, name: str, request: pytest.FixtureRequest, snapshot: SnapshotAssertion
) -> None:
    kind = KINDS[name]
    kind.does(folder)
    found = checked(folder, kind)
    assert named(folder, kind, found), found
    if request.node.callspec.params["folder"] == "one account":
        assert told(folder, "\n".join(found)) == snapshot(name="check")
    assert len(found) == len(set(found)) and all(each.startswith(f"{folder}/") for each in found[:-1]), found
    if kind.alone:
        said = called(folder, kind, "repair")
        if request.node.callspec.params["folder"] == "one account":
            assert told(folder, said) == snapshot(name="repair")
        assert clean(folder, kind), (said, checked(folder, kind))
    elif kind.mends:
        lost = called(folder, kind, "repair")
        assert named(folder, kind, checked(folder, kind)), lost
        backed_up(folder)
        for each in (folder / "backups").rglob("*"):
            os.chown(each, (folder / "people" / (kind.by or ".")).stat().st_uid, -1)
        said = called(folder, kind, "repair")
        assert clean(folder, kind), (said, checked(folder, kind))
    else:
        moved_out(folder, found)
        by_hand(folder)
        assert clean(folder, kind), checked(folder, kind)


def backed_up(folder: Path) -> None:
    """Put a backup from before into the review folder."""
    made = folder / "backups" / "20260101T000000.000000Z"
    shutil.copytree(folder.parent / "pristine", made)
    files = sorted(each for each in made.rglob("*") if each.is_file())
    sums = [sum_line(str(each.relative_to(made)), hashlib.sha256(each.read_bytes()).hexdigest()) for each in files]
    (made / SUMS).write_bytes(b"".join(sums))


def by_hand(folder: Path) -> None:
    """Put everything back from a backup, as `cp -a` does."""
    whole = folder.parent / "pristine"
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_symlink() or not each.is_file() or not (whole / each.relative_to(folder)).is_file():
            with contextlib.suppress(OSError):  # a folder that is still needed
                each.rmdir() if each.is_dir() and not each.is_symlink() else each.unlink()
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    if has_accounts(folder):
        given(folder)


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) >= 40
