"""What a check, a repair and a comparison of backups say, each line whole, as it was looked at."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.fulltext.retrieval import Retrieval
from store.acts.retrieval import TABLE as RETRIEVALS
from store.folder.cache import cache_folder
from store.folder.journal_memory import ENDS
from store.folder.review import Review
from store.journal.journal import Change, document_id
from store.journal.line import Event
from store.upkeep.damage import check_journal
from store.upkeep.problem import Problem
from store.upkeep.records import check_records
from tests.alike import alike
from tests.reviews import (
    acts_file,
    decisions_file,
    differing_review,
    make_review,
    record_ids,
    records_file,
    run,
)
from tests.store.damage.kinds import rewritten
from tests.store.faults import TABLE
from tests.store.upkeep.test_damage import write_lines

STAGE = "title-abstract"
Damage = Callable[[Path], object]


def told(folder: Path, *command: str, role: str | None = None) -> str:
    """What a command prints, with what another run has otherwise under names of its own."""
    printed = alike(run(folder, *command, role=role).output, {folder.parent: "TMP"})
    printed = re.sub(r"the account \w+", "the account LOGIN", printed)
    return re.sub(r"\d+ files, \d+ journals, \d+ events", "COUNTS", printed)


def problems(found: list[Problem], place: Path) -> str:
    return "\n".join("\n  ".join(each) for each in found).replace(str(place), "TMP")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review with a report and a backup; two readers have finished and differ."""
    folder = differing_review(tmp_path_factory.mktemp("whole") / "review")
    for command in ("report", "backup"):
        run(folder, command)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "review"))


def said_by_hand(who: str | None, table: str, key: int, says: dict[str, object]) -> Damage:
    def does(folder: Path) -> None:
        with Review(folder, role=who) as review:
            review.say([Change(table, key, says)], act="edit")

    return does


def altered(name: str) -> Damage:
    def does(folder: Path) -> None:
        [path] = folder.glob(name)
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-5])

    return does


def killed_backup(folder: Path) -> None:
    left = folder / "backups" / ".20260101T120000.000000Z.999999999.0123abcd.tmp"
    left.mkdir()
    (left / "protocol.toml").write_text("x")


def files_of_others(folder: Path) -> None:
    other = make_review(folder.parent / "other", records=2)
    for ending in (".raw.json", ".keys.json"):
        file = records_file(folder, ending)
        file.unlink()
        shutil.copyfile(records_file(other, ending), file)


def one_record_more(folder: Path) -> None:
    def more(event: Event) -> Event:
        if event.table != "imports" or event.after is None:
            return event
        return replace(
            event, after={**event.after, "says": {**event.after["says"], "new": 1 + event.after["says"]["new"]}}
        )

    rewritten(acts_file(folder).relative_to(folder).with_suffix("").as_posix(), more)(folder)


def one_line_more(folder: Path) -> None:
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text() + "# so\n")


def another_login(folder: Path) -> None:
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace('id = "BO"\n', 'id = "BO"\nlogin = "daemon"\n'))
    run(folder, "amend", "why not", role="ANNA")


def by_rule_of(kind: str, then: Damage) -> Damage:
    def does(folder: Path) -> None:
        plan = folder / "protocol.toml"
        plan.write_text(plan.read_text().replace(f'id = "{STAGE}"', f'id = "{STAGE}"\ndisagreements = "{kind}"'))
        run(folder, "amend", "why not", role="ANNA")
        then(folder)

    return does


def ended_by_a_reader(folder: Path) -> None:
    record = record_ids(folder)[0]
    says = {"record": record, "verdict": "include", "reason": "", "rationale": "mine", "by": ["BO"], "at": "2026"}
    said_by_hand("BO", f"resolutions/{STAGE}", int(record, 16), says)(folder)


def apart(then: Damage) -> Damage:
    def does(folder: Path) -> None:
        plan = folder / "protocol.toml"
        plan.write_text(plan.read_text().replace("[review]", '[review]\napart = "machines"'))
        run(folder, "amend", "why not", role="ANNA")
        then(folder)

    return does


def unreadable_words(folder: Path) -> None:
    path = acts_file(folder, "BO")
    path.with_suffix(".json").unlink(missing_ok=True)
    path.write_bytes(path.read_bytes().replace(b"amendment", b"Amendment").replace(b"statement", b"Statement"))


STATED = {"complete": True, "owed": 0, "owed_sha256": "", "last": 0, "link": "", "at": ""}
OPENED = {"stage": STAGE, "round": 1, "rationale": "now", "at": "2026"}
DAMAGES: dict[str, Damage] = {
    "nothing": lambda folder: None,
    "a page of the report changed": altered("report/methods.md"),
    "a file of a backup changed": altered("backups/2*/protocol.toml"),
    "a file put into the report": lambda folder: (folder / "report" / "notes.txt").write_text("x"),
    "a folder that is no backup": lambda folder: shutil.copytree(folder / "people", folder / "backups/old/people"),
    "a killed backup": killed_backup,
    "files of other records": files_of_others,
    "an import that says more": one_record_more,
    "a line of the plan more": one_line_more,
    "files of another account": another_login,
    "an end by a reader": by_rule_of("adjudicator", ended_by_a_reader),
    "a statement by whom does not read": said_by_hand("CHIEF", "statements", 7, {"stage": STAGE, "round": 1, **STATED}),
    "a call by whom does not read": apart(said_by_hand(None, "unblindings", document_id(f"{STAGE}/1"), OPENED)),
    "an opening that names nobody": said_by_hand(
        "BO", "openings", document_id(f"{STAGE}/1"), {**OPENED, "statements": {}}
    ),
    "a report of no record": said_by_hand(
        "BO", RETRIEVALS, 7, {**Retrieval(record="f" * 16).as_document(), "stage": STAGE, "record": "f" * 16}
    ),
    "words that cannot be read": unreadable_words,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_a_check_says(folder: Path, damage: str, snapshot: SnapshotAssertion) -> None:
    DAMAGES[damage](folder)
    assert told(folder, "check") == snapshot


def test_a_sample_that_was_not_drawn_so(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=6, coverage="1/2")
    run(folder, "sample", STAGE, "--draw", "--yes", role="BO")

    def forged(event: Event) -> Event:
        if event.table != "samples" or event.after is None:
            return event
        says = event.after["says"]
        other = next(each for each in says["frame_ids"] if each not in says["ids"])
        return replace(event, after={**event.after, "says": {**says, "ids": [other, *says["ids"][1:]]}})

    rewritten("people/BO/acts", forged)(folder)
    assert told(folder, "check") == snapshot


def test_what_this_account_may_not_read(
    folder: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def not_listed(path: Path) -> object:
        if Path(path).name == "BO":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    with monkeypatch.context() as listing:
        listing.setattr("store.upkeep.places.os.scandir", not_listed)
        said = told(folder, "check", role="ANNA")

    def not_opened(path: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    journal, records = decisions_file(folder, "BO", STAGE), records_file(folder)
    monkeypatch.setattr(os, "open", not_opened)
    found = [*check_journal(journal), *check_records(records, "0" * 64)]
    assert f"{said}\n{re.sub(r'@[^/]*', '@ACCOUNT', problems(found, folder.parent))}" == snapshot


def test_a_journal_that_another_program_wrote(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "forged.jsonl"
    first = Event(1, "", "x", "edit", TABLE, 1, None, {"v": 1})
    write_lines(path, first, replace(first, seq=2, before={"v": 7}, after={"v": 2}))
    assert problems(check_journal(path), tmp_path) == snapshot


def test_a_repair_that_would_lose_what_can_still_be_read(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for record in record_ids(folder)[:3]:
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    path = decisions_file(folder, "ANNA", STAGE)
    lines = path.read_bytes().splitlines(keepends=True)
    path.with_suffix(".json").unlink(missing_ok=True)
    path.write_bytes(b"".join([*lines[:2], lines[2].replace(b"include", b"exclude"), *lines[3:]]))
    (cache_folder(folder) / ENDS).unlink()
    assert told(folder, "repair", role="ANNA") == snapshot


def test_a_backup_and_today(folder: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    to = tmp_path / "copies"
    run(folder, "backup", "--to", str(to))
    records_file(folder).unlink()
    path = decisions_file(folder, "BO", STAGE)
    path.write_bytes(path.read_bytes().replace(b"include", b"exclude"))
    said = told(folder, "backup", "--to", str(to), "--verify")
    [copy] = to.glob("2*/protocol.toml")
    copy.chmod(0o644)
    copy.write_text("x")
    assert said + told(folder, "backup", "--to", str(to), "--verify") == snapshot
