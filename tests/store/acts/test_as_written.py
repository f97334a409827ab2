"""What acts write into people's journals, word for word, as it was looked at: others read it, and reviews last."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.record import Flag
from store.acts.amendments import amend
from store.acts.corrections import correct
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.studies import group
from store.acts.duplicates.verdicts import give_verdict
from store.acts.imports import imports
from store.acts.losses import say_loss
from store.acts.retractions import say_retractions
from store.acts.retrieval import lost, set_retrievals
from store.acts.withdrawals import restore, withdraw
from store.folder.people import PEOPLE
from store.folder.review import Review
from store.journal.known_ends import KnownEnd
from store.journal.line import Event
from store.work.own.words import OwnWords
from tests.alike import ACCOUNT
from tests.charts import charting_review, fill
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run
from tests.sharing import STAGE as SHARED
from tests.sharing import owed, read, shared_review

STAGE, FULL = "title-abstract", "full-text"
_CHANCE = ("~", "salt", "at", "who")
"""What of a line no other run has: its link, its random digits, the time, the login."""
_SUMS = ("text", "sha256", "checksums", "link")
"""What of a word is the plan whole, or follows from such a line."""


def written(folder: Path) -> str:
    """All lines of all journals, person by person; times, links and what follows from them under other names."""
    told: list[str] = []
    for path in sorted(folder.glob(f"{PEOPLE}/**/*.jsonl")):
        told.append(f"-- {path.relative_to(folder / PEOPLE)}")
        told += map(_line, path.read_bytes().splitlines())
    text = "\n".join(told)
    text = ACCOUNT.sub("@ACCOUNT", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", text)
    with Review(folder) as review:
        return text.replace(f'"{review.login}"', '"LOGIN"')


def _line(line: bytes) -> str:
    event = {name: each for name, each in json.loads(line).items() if name not in _CHANCE}
    for each in (event.get("after"), event.get("before")):
        if isinstance(each, dict) and isinstance(each.get("says"), dict):
            says = each["says"]
            each["says"] = {
                name: "…" if name in ("text", "sha256", "checksums", "link") else says[name] for name in says
            }
            if "checksums" in says:
                each["says"]["checksums"] = [re.sub(r"-[0-9a-f]+", "-N", name) for name in says["checksums"]]
        for name in ("seen", "holds"):
            if isinstance(each, dict) and name in each:
                each[name] = {of: seq for of, (seq, _link) in each[name].items()}
    if event["table"] in ("losses",):
        event["id"] = "…"
    return json.dumps(event, ensure_ascii=False)


def listed(folder: Path, *people: str) -> str:
    """Each person's acts in words, the last one first, as the list of them has them."""
    told = []
    for who in people:
        with Review(folder, role=who) as review:
            for each in OwnWords(review).acts():
                told.append(f"{who}: {each.past.what} ({each.past.records}{'' if each.holds else ', taken back'})")
    return "\n== in words\n" + "\n".join(told)


def do(folder: Path, *acts: tuple[str | None, Sequence[str]]) -> None:
    for role, words in acts:
        result = run(folder, *words, role=role)
        assert result.exit_code == 0, (words, result.output)


def test_of_imports_duplicates_and_samples(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4, text=protocol("1/2"))
    more = tmp_path / "more.ris"
    more.write_text(ris([1, 8], prefix="U").replace("10.5555/u.1", "10.5555/t.1"))
    words = ("import", str(more), "--source", "Other", "--searched", "2021-01-04", "--reported", "3")
    do(folder, ("ANNA", words), ("ANNA", ("dedup",)))
    a, b, c, *_ = record_ids(folder)
    do(
        folder,
        ("BO", ("dedup", "--same", a, b, "--note", "one work")),
        ("BO", ("dedup", "--undo", a, b)),
        ("ANNA", ("study", a, c)),
        ("ANNA", ("highlights", "--include", "peer*")),
        ("ANNA", ("sample", STAGE, "--pilot", "1", "--yes")),
        ("BO", ("sample", STAGE, "--draw", "--yes")),
        ("BO", ("sample", STAGE, "--extend", "1", "--reason", "too few", "--yes")),
    )
    with Review(folder, role="BO") as review:
        say_loss(review, "acts.jsonl", kept=3, lost=[KnownEnd(9, "x", ""), KnownEnd(5, "y", "")], why="it burnt")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "Some other topic"))
    do(folder, ("ANNA", ("amend", "it was unclear")))
    assert written(folder) + listed(folder, "ANNA", "BO") == snapshot


def test_of_decisions_openings_and_what_ends_disagreements(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    a, b, c = record_ids(folder)
    do(
        folder,
        ("ANNA", ("decide", STAGE, a, "exclude", "--reason", "wrong-topic", "--also", "wrong-design", "--note", "so")),
        ("ANNA", ("undo", STAGE)),
        ("ANNA", ("redo", STAGE)),
        ("ANNA", ("decide", STAGE, b, "include")),
        ("CHIEF", ("unblind", STAGE, "--rationale", "time is short")),
    )
    decide_all(folder, "ANNA", STAGE, [("T2", "maybe")])
    decide_all(folder, "BO", STAGE, [("T0", "include"), ("T1", "exclude"), ("T2", "include")])
    do(
        folder,
        ("ANNA", ("resolve", STAGE, a, "include", "--rationale", "we agree")),
        ("ANNA", ("resolve", STAGE, a, "--reopen")),
        ("BO", ("resolve", STAGE, b, "--escalate", "--rationale", "we cannot tell")),
        ("CHIEF", ("resolve", STAGE, b, "exclude", "--reason", "wrong-design", "--rationale", "so it is")),
        ("ANNA", ("fulltext", FULL, c, "--not-retrieved", "no copy")),
        ("ANNA", ("fulltext", FULL, c, "--retrieved", "https://example.org/1")),
        ("ANNA", ("dedup", "--same", a, b, "--even-so")),
        ("ANNA", ("decide", STAGE, a, "maybe")),
    )
    assert written(folder) + listed(folder, "ANNA", "BO", "CHIEF") == snapshot


def test_of_forms_and_what_is_shared_out(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder, [study] = charting_review(tmp_path / "charts", "ANNA", "BO", records=1)
    do(
        folder,
        ("ANNA", ("chart", "set", "charting", study, "roles", "worker;leader")),
        ("ANNA", ("chart", "set", "charting", study, "participants", "not reported")),
    )
    fill(folder, "ANNA", findings="pay")
    fill(folder, "BO", design="survey")
    do(
        folder,
        ("ANNA", ("chart", "consensus", "charting", study, "design", "--take", "BO")),
        ("ANNA", ("chart", "consensus", "charting", study, "design", "--reopen")),
        ("ANNA", ("chart", "code", "findings", "--category", "pay", "--definition", "what was paid")),
    )
    shared = shared_review(tmp_path / "shared", records=4)
    do(shared, ("A", ("hand-over", SHARED, "A", "--records", "1", "--reason", "ill")))
    read(shared, "B", owed(shared, "B")[:1])
    told = written(folder) + listed(folder, "ANNA", "BO")
    assert f"{told}\n== shared out\n{written(shared)}{listed(shared, 'A')}" == snapshot


@pytest.mark.parametrize("role", ["ANNA", None])
def test_a_word_names_the_reviewer_who_says_it_and_else_the_login(tmp_path: Path, role: str | None) -> None:
    folder = make_review(tmp_path / "review", records=3)
    (tmp_path / "more.ris").write_text(ris([8]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Other")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "Some other topic"))
    with Review(folder, role=role) as review:
        a, b, c, *_ = review.records
        groups, flag = duplicate_groups(review), Flag("retracted", "Retraction Watch", "Fake data", on="2019-05-03")
        amend(review, "it was unclear")
        withdraw(review, 2)
        restore(review, 2)
        correct(review, imports(review)[0], {"platform": "Ovid"}, "it was forgotten")
        group(review, groups, [a, b])
        give_verdict(review, a, c, same=False)
        set_retrievals(review, groups, review.stage(FULL), [lost(a, "no copy")])
        facts = dict.fromkeys(("database", "file", "sha256", "dated", "newest"), "")
        say_retractions(review, [(a, flag)], **facts, rows=1)
        said = [
            (event.table, event.after["says"]["by"])
            for event in review.acts.journals[review.who].events()
            if _by(event)
        ]
        tables = [
            "reasons",
            *["withdrawals"] * 2,
            "corrections",
            *["studies"] * 2,
            "verdicts",
            "retrievals",
            "retractions",
        ]
        assert said == [(table, role or review.login) for table in tables]


def _by(event: Event) -> bool:
    return "by" in ((event.after or {}).get("says") or {})
