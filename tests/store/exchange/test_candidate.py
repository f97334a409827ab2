from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.protocol.read import parse_protocol
from store.exchange.candidate import HOSTILE, _of_strangers, make_candidate, newest_plan, refusals, sealed_in
from store.folder.people import ACTS, PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal import replay
from store.journal.line import Event, encode, link_of
from tests.documents import write_documents
from tests.refusing import not_taken
from tests.reviews import decide_all, decisions_file, make_review, protocol, record_ids, ris, run, run_json
from tests.store.exchange.test_take import anew, repacked, tree
from tests.team import plan

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "review", records=3)
    run_json(folder, "highlights", "--include", "x", role="BO")
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    return folder


def test_a_candidate_is_the_review_with_what_is_new_and_no_file_is_copied(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "candidate").mkdir()
    with Review(folder) as review:
        make_candidate(review, {}, tmp_path / "candidate")
        assert parse_protocol(newest_plan(tmp_path / "candidate")) == review.protocol
        assert refusals(tmp_path / "candidate", review, {f"{PEOPLE}/BO/{ACTS}": 0}, set(), frozenset()) == []
    sealed = f"{PEOPLE}/ANNA/{STAGE}.1/decisions.jsonl"
    assert sealed_in(tmp_path / "candidate", iter([sealed, f"{PEOPLE}/BO/{ACTS}"])) == {sealed}
    assert all(each.is_symlink() for each in (tmp_path / "candidate").rglob("*.json*"))


@pytest.mark.parametrize(
    ("name", "keep", "refused"),
    [
        (f"BO/{ACTS}", 1, "lines are missing: 4 are known, 1 is there"),
        (f"BO/{ACTS}", 0, "the journal is gone, all its lines are missing: 4 are known"),
        (f"ANNA/{STAGE}.1/decisions.jsonl", 0, ""),
        (f"ANNA/{STAGE}.1/decisions.jsonl", 1, "lines are missing: 4 are known, 1 is there"),
    ],
)
def test_what_was_stated_and_is_not_there_speaks_against_it_unless_that_was_so_before_or_is_ones_own(
    folder: Path, tmp_path: Path, name: str, keep: int, refused: str
) -> None:
    (tmp_path / "candidate").mkdir()
    run_json(folder, "highlights", "--exclude", "y", role="BO")
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(3)])
    run_json(folder, "highlights", "--include", "z", role="CHIEF")
    who, place = name.split("/")[0], f"{PEOPLE}/{name}"
    with Review(folder) as review:
        make_candidate(review, {}, tmp_path / "candidate")
        lines = (folder / place).read_bytes().splitlines(keepends=True)
        (tmp_path / "candidate" / place).unlink()
        if keep:
            (tmp_path / "candidate" / place).write_bytes(b"".join(lines[:keep]))
        found = refusals(tmp_path / "candidate", review, {}, set(), frozenset())
        told = [(each.who, each.file, re.sub(r" \(.*\)", "", each.what), each.advice) for each in found]
        assert told == ([(who, place, refused, f"Ask {who} for the whole file.")] if refused else [])
        known = {(each.file, each.what) for each in found}
        for before, own in ((known, frozenset[str]()), (set(), frozenset({who})), (known, frozenset({who}))):
            assert refusals(tmp_path / "candidate", review, {}, before, own) == []


@pytest.mark.parametrize("verdict", ["exclude", "perhaps"])
def test_of_decisions_that_go_on_only_the_new_ones_are_read_and_what_these_say_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verdict: str
) -> None:
    monkeypatch.setattr("store.decisions.columns.WORTH_KEEPING", 0)
    monkeypatch.setattr("store.decisions.columns.LAG", 0)
    folder = make_review(tmp_path / "review", text=plan(), records=9)
    run(folder, "dedup")
    ids = record_ids(folder)
    for record in ids[:-1]:
        run_json(folder, "decide", "language", record, "include", role="ANNA")
    journal = decisions_file(folder, "ANNA", "language")
    longer = tmp_path / "longer.jsonl"
    shutil.copy(journal, longer)
    last = journal.read_bytes().splitlines(keepends=True)[-1]
    event = Event.from_line(last)
    assert event.after is not None
    said = {
        **event.after,
        "clock": event.after["clock"] + 1,
        "says": {**event.after["says"], "record": ids[-1], "verdict": verdict},
    }
    new = replace(event, seq=event.seq + 1, id=int(ids[-1], 16), after=said)
    longer.write_bytes(journal.read_bytes() + encode(new, link_of(last))[0])
    run_json(folder, "status")
    read: list[bytes] = []
    real = replay._decoded
    monkeypatch.setattr(replay, "_decoded", lambda line, *at: (read.append(line), real(line, *at))[1])
    name = journal.relative_to(folder).as_posix()
    with Review(folder) as review:
        (tmp_path / "candidate").mkdir()
        make_candidate(review, {name: longer}, tmp_path / "candidate")
        with nullcontext() if verdict == "exclude" else pytest.raises(HOSTILE):
            assert refusals(tmp_path / "candidate", review, {name: event.seq}, set(), frozenset()) == []
    if verdict == "exclude":
        assert [b'"act":"decide"' in line for line in read].count(True) == 1


def test_who_a_plan_of_the_review_names_is_of_it_and_who_names_themselves_is_not(folder: Path, tmp_path: Path) -> None:
    """ANNA's plan names EVE, and EVE's plan names FAY: without ANNA's word both are strangers."""
    theirs = tmp_path / "theirs"
    shutil.copytree(folder, theirs)
    for who, named in (("ANNA", "EVE"), ("EVE", "FAY")):
        path = theirs / PROTOCOL_FILE
        person = f'[[reviewer]]\nid = "{named}"\nrole = "second"\n[[stage]]'
        path.write_text(path.read_text().replace("[[stage]]", person, 1))
        run(theirs, "amend", f"{named} reads too", role=who)
    run_json(theirs, "highlights", "--include", "x", role="FAY")
    names = [f"{PEOPLE}/{who}/{ACTS}" for who in ("ANNA", "EVE", "FAY")]
    for number, (taken, strangers) in enumerate(((names, []), (names[1:], ["EVE", "FAY"]))):
        candidate = tmp_path / f"candidate-{number}"
        candidate.mkdir()
        with Review(folder) as review:
            had = {each: (folder / each).read_bytes().count(b"\n") if (folder / each).exists() else 0 for each in taken}
            make_candidate(review, {each: theirs / each for each in taken}, candidate)
            found = refusals(candidate, review, had, set(), frozenset())
        assert [each.who for each in found if each.what == "this is nobody of the plan"] == strangers
        assert bool(found) is bool(strangers)


def test_what_an_account_says_of_the_plan_counts(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    run_json(folder, "highlights", "--include", "x", role="ANNA")
    taken = {f"{PEOPLE}/{who}/{name}": 0 for who in ("ANNA", "BO") for name in (ACTS, "x.jsonl")}
    before = protocol().replace('id = "ANNA"', 'id = "ANNE"').replace('reviewer = "ANNA"', 'reviewer = "ANNE"')
    with Review(folder) as review:
        strangers = {each.who: each.file for each in _of_strangers(review, before, taken)}
        assert strangers == {"ANNA": f"{PEOPLE}/ANNA/{ACTS}"}
    (folder / PROTOCOL_FILE).write_text(f"{protocol()}\n# by an account\n")
    run(folder, "amend", "a remark")
    with Review(folder) as review:
        assert not list(_of_strangers(review, before, taken))


def _renamed_sums(files: dict[str, bytes]) -> None:
    """The words on an import list no files, but a number."""
    anew(files, lambda text: re.sub(rb'"checksums":\{[^}]*\}', b'"checksums":5', text))


def _fewer_keys(files: dict[str, bytes]) -> None:
    """One of the three files of an import holds other records, and the words on it say so."""
    name = next(each for each in files if each.endswith(".keys.json"))
    with tempfile.TemporaryDirectory() as temporary:
        write_documents(Path(temporary) / "a.json", "keys", [(1, {})])
        content = (Path(temporary) / "a.json").read_bytes()
    was, now = (hashlib.sha256(each).hexdigest().encode() for each in (files[name], content))
    files[name] = content
    anew(files, lambda text: text.replace(was, now))


def _records_of_another_kind(files: dict[str, bytes]) -> None:
    """A record as it is read holds what no record does, and the words on it say so."""
    name = next(each for each in files if re.fullmatch(r".*/records/[a-z0-9-]+\.json", each))
    content = re.sub(rb'"authors":\[\[.*?\]\]', b'"authors":5', files[name], count=1)
    was, now = (hashlib.sha256(each).hexdigest().encode() for each in (files[name], content))
    files[name] = content
    anew(files, lambda text: text.replace(was, now))


def _a_file_elsewhere(files: dict[str, bytes]) -> None:
    """A word names a file of its own folder that no machine hands out, and that is there."""
    name = next(each for each in files if each.endswith(".keys.json")).rpartition("/")[2]
    anew(files, lambda text: text.replace(name.encode(), b"../acts.jsonl"))


def _another_plan(files: dict[str, bytes]) -> None:
    """A version of the plan that is not named by its own hash."""
    anew(files, lambda text: text.replace(b"A review for tests", b"Another title"))


@pytest.mark.parametrize(
    "how", [_renamed_sums, _fewer_keys, _records_of_another_kind, _a_file_elsewhere, _another_plan]
)
def test_what_chains_and_cannot_be_is_refused_by_who_has_none_of_it(
    tmp_path: Path, how: Callable[[dict[str, bytes]], None], snapshot: SnapshotAssertion
) -> None:
    theirs, here, pack = make_review(tmp_path / "theirs"), make_review(tmp_path / "here"), tmp_path / "a.pack"
    (tmp_path / "a.ris").write_text(ris(range(3)))
    run(theirs, "import", str(tmp_path / "a.ris"), "--source", "Base", role="ANNA")
    run(theirs, "pack", str(pack), role="ANNA")
    before = tree(here)
    taken = run(here, "take", str(repacked(pack, how, listed=True)), role="CHIEF")
    assert taken.exit_code == 2 and not_taken(taken.stderr, {pack: "PACK"}) == snapshot
    assert tree(here) == before
