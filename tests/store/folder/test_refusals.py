"""What a review folder refuses to be opened or written for, each message whole, as it was looked at."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.acts.duplicates.verdicts import give_verdict
from store.folder.cache import cache_folder
from store.folder.documents import Documents
from store.folder.form import make_folder, refuse_old_form, refuse_unsafe
from store.folder.journal_memory import ENDS
from store.folder.people import own_folder, refuse_other_login
from store.folder.plan import PROTOCOL_FILE, find_review, read_plan
from store.folder.records import RecordStore
from store.folder.review import Review
from store.journal.files import give_to_group
from store.state.review_state import review_state
from tests.documents import write_documents
from tests.refusing import refusal, refusals_of
from tests.reviews import (
    acts_file,
    decisions_file,
    differing_review,
    make_review,
    protocol,
    record_ids,
    records_file,
    run,
)
from tests.store.folder.test_journal_memory import RULED, STAGE, cut


def test_the_folder_and_its_plan(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review", records=2)
    latin, old, file = tmp_path / "latin", tmp_path / "old", tmp_path / "file"
    for each in (latin, old / "events"):
        each.mkdir(parents=True)
    (latin / "protocol.toml").write_bytes("title = “é”".encode("latin-1", "replace"))
    file.touch()

    def not_allowed(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", not_allowed)
    cases: dict[str, Callable[[], object]] = {
        "a review already": lambda: make_folder(folder, protocol()),
        "no place for a folder": lambda: make_folder(file / "review", protocol()),
        "of an older form": lambda: refuse_old_form(old),
        "on a network": lambda: refuse_unsafe(folder, "nfs4"),
        "no plan": lambda: read_plan(tmp_path / "protocol.toml"),
        "a plan that is no UTF-8": lambda: read_plan(latin / "protocol.toml"),
        "none above": lambda: find_review(tmp_path),
        "a file": lambda: find_review(file),
        "no such folder": lambda: find_review(tmp_path / "none"),
        "no such group": lambda: give_to_group(folder, "no-such-group"),
        "a group of others": lambda: give_to_group(folder, "daemon"),
    }
    assert refusals_of(cases, {folder: "REVIEW", tmp_path: "TMP"}) == snapshot


def test_people(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    text = protocol().replace('id = "ANNA"\n', 'id = "ANNA"\nlogin = "anna"\n', 1)
    text = text.replace('id = "BO"\n', 'id = "BO"\nlogin = ["bo", "bo2"]\n', 1)
    folder = make_review(tmp_path / "review", text=text)
    with Review(folder) as review:
        for login, who in (("anna", "ANNA"), ("bo", "BO"), ("bo2", "BO"), ("anybody", "CHIEF")):
            refuse_other_login(review.protocol, who, login)
        own_folder(review, "CHIEF")
        cases: dict[str, Callable[[], object]] = {
            "bound to one": lambda: refuse_other_login(review.protocol, "ANNA", "bo"),
            "bound to two": lambda: refuse_other_login(review.protocol, "BO", "anna"),
            "nobody of the plan": lambda: refuse_other_login(review.protocol, "EVE", "eve"),
        }
        places = {folder: "REVIEW", tmp_path: "TMP"}
        told = refusals_of(cases, places)
        with monkeypatch.context() as another:
            another.setattr(os, "geteuid", lambda: 4242)
            said = refusal(lambda: own_folder(review, "CHIEF"), places)
            told += "\nanother account's\n" + re.sub(r"account's \(.*\):", "account's (LOGIN):", said)
        monkeypatch.setattr("store.folder.people.other_spelling", lambda _: "chief")
        told += f"\nanother spelling\n{refusal(lambda: own_folder(review, 'CHIEF'), places)}"
    assert told == snapshot


def test_files_of_records(tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_documents(path, "records", [(1, {"n": 1}), (2, {"n": 2})])
    whole = path.read_bytes()

    def with_content(content: bytes) -> Callable[[], object]:
        def read() -> None:
            path.unlink(missing_ok=True)
            path.write_bytes(content)
            documents = Documents(path)
            for place in range(len(documents)):
                documents.at(place)

        return read

    cases: dict[str, Callable[[], object]] = {
        "not there": lambda: Documents(tmp_path / "b.json"),
        "a folder": lambda: Documents(tmp_path),
        "empty": with_content(b""),
        "cut off": with_content(whole[:-9]),
        "too few starts": with_content(re.sub(rb'"starts":\[\d+,', b'"starts":[', whole)),
        "another document": with_content(whole.replace(b'"2":', b'"3":', 1)),
        "more than one": with_content(whole.replace(b'{"n":2}', b'{"n":}2', 1)),
        "after the document": with_content(whole.replace(b'{"n":2}', b'{"":2}x', 1)),
        "no UTF-8": with_content(whole.replace(b'{"n":1}', b'{"\xff":1}', 1)),
    }
    told = refusals_of(cases, {tmp_path: "TMP"})

    def not_allowed(name: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))

    monkeypatch.setattr(os, "open", not_allowed)
    told += f"\nnot to be read\n{refusal(lambda: Documents(path), {tmp_path: 'TMP'})}"
    assert told == snapshot


def test_files_that_belong_to_other_records(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folders = [make_review(tmp_path / f"review{number}", records=number) for number in (1, 2)]
    one, two = (records_file(each) for each in folders)
    for ending in (".raw.json", ".keys.json"):
        two.with_suffix(ending).replace(one.with_suffix(ending))
    store = RecordStore([one])
    [record] = store
    cases: dict[str, Callable[[], object]] = {
        "pairs of others": lambda: store.raw(record),
        "keys of others": lambda: store.dedup_keys_of(record),
    }
    assert refusals_of(cases, {one.parent: "RECORDS"}) == snapshot


def test_a_plan_that_was_changed_meanwhile(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=2)
    one, two = record_ids(folder)
    path = folder / PROTOCOL_FILE
    with Review(folder, role="ANNA") as review:
        review.lives_on = True
        path.write_text(path.read_text().replace("A review for tests", "Another"))
        said = refusal(lambda: give_verdict(review, one, two, same=False), {folder: "REVIEW"})
    warned = run(folder, "decide", STAGE, one, "include", role="ANNA").stderr
    assert f"{said}\n{warned}" == snapshot


def test_lines_that_are_missing(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = differing_review(tmp_path / "review")
    for place, who in enumerate(("BO", "ANNA", "BO")):
        run(folder, "resolve", STAGE, record_ids(folder)[place], *RULED, role=who)
    cut(acts_file(folder, "ANNA"), 2)
    cut(decisions_file(folder, "BO", STAGE), 3)
    told = []
    for who in ("BO", "ANNA"):
        with Review(folder, role=who) as review:
            review.warn = told.append
            review.acts  # noqa: B018 (opens the journals)
            review_state(review)
    told.append(refusal(lambda: run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="BO"), {}))
    (cache_folder(folder) / ENDS).unlink()
    told.append(refusal(lambda: run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="BO"), {}))
    said = "\n".join(told).replace(str(folder), "REVIEW")
    assert re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", "WHEN", said) == snapshot
