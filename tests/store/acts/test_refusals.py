"""What acts for all to see refuse, each message whole, as it was looked at."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.coding.codebook import CategoryWord
from core.fulltext.retrieval import Retrieval
from core.records.imports import Source
from core.sampling.sample import PLACEHOLDER
from store.acts.amendments import amend
from store.acts.categories import coded_item, say_of_category
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.searches import SEARCHES, searches
from store.acts.duplicates.studies import group, set_apart
from store.acts.duplicates.verdicts import give_verdict, take_back_verdict
from store.acts.imports import look_at, read_import
from store.acts.retrieval import file_of, lost, retrieved, set_retrievals
from store.acts.samples import freeze, plan_extension, plan_pilot, plan_sample
from store.acts.withdrawals import restore, withdraw
from store.folder.review import Review
from store.journal.journal import Change
from tests.charts import charting_review
from tests.refusing import refusal, refusals_of
from tests.reviews import decide_all, make_review, protocol, ris, run

STAGE, FULL = "title-abstract", "full-text"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """Four records; of title and abstract BO reads a quarter, and nothing is read."""
    with Review(make_review(tmp_path / "review", records=4, coverage="25%"), role="ANNA") as opened:
        yield opened


def places(review: Review) -> dict[Path, str]:
    return {review.folder: "REVIEW", review.folder.parent: "TMP"}


def test_duplicates_and_studies(review: Review, snapshot: SnapshotAssertion) -> None:
    a, b, c, _ = sorted(review.records)
    groups = duplicate_groups(review)
    group(review, groups, [a, b])
    cases: dict[str, Callable[[], object]] = {
        "one record twice": lambda: give_verdict(review, a, a, same=True),
        "no such record": lambda: give_verdict(review, a, "f" * 16, same=True),
        "no verdict": lambda: take_back_verdict(review, b, a),
        "the only report": lambda: set_apart(review, groups, c),
        "one study already": lambda: group(review, groups, [b, a]),
        "one report": lambda: group(review, groups, [a]),
        "one report twice": lambda: group(review, groups, [a, a]),
    }
    told = refusals_of(cases, places(review))
    give_verdict(review, a, b, same=True)
    merged = duplicate_groups(review)
    told += f"\nmerged already\n{refusal(lambda: group(review, merged, [a, b]), places(review))}"
    assert told == snapshot


def test_samples(review: Review, snapshot: SnapshotAssertion) -> None:
    stage, all_of, frame = review.stage(STAGE), review.stage(FULL), list(review.records)
    cases: dict[str, Callable[[], object]] = {
        "all is read": lambda: plan_sample(review, all_of, 1, frame),
        "nothing to draw from": lambda: plan_sample(review, stage, 1, []),
        "no pilot of nothing": lambda: plan_pilot(review, stage, 1, []),
        "a pilot of all": lambda: plan_pilot(review, stage, 4, frame),
        "nothing to extend": lambda: plan_extension(review, stage, 1, 1, "why"),
        "no reason": lambda: plan_extension(review, stage, 1, 1, " \n"),
    }
    told = [refusals_of(cases, places(review))]
    assert len(plan_pilot(review, stage, 3, frame).sample.ids) == 3, "one is left"
    freeze(review, plan_pilot(review, stage, 1, frame))
    told.append(f"a second pilot\n{refusal(lambda: plan_pilot(review, stage, 1, frame), places(review))}")
    left = sorted(frame)[1:]
    planned = plan_sample(review, stage, 1, left)
    freeze(review, planned)
    told.append(refusals_of({
        "drawn already": lambda: plan_sample(review, stage, 1, left),
        "drawn meanwhile": lambda: freeze(review, planned),
    }, places(review)))  # fmt: skip
    assert "\n".join(told) == snapshot


def test_a_pilot_comes_before_the_sample_and_the_seed_stays(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4, coverage="25%")
    run(folder, "sample", STAGE, "--draw", "--yes", role="ANNA")
    plan = folder / "protocol.toml"
    with Review(folder, role="ANNA") as review:
        frame, stage = list(review.records), review.stage(STAGE)
        told = [f"a late pilot\n{refusal(lambda: plan_pilot(review, stage, 1, frame), places(review))}"]
    plan.write_text(plan.read_text().replace("a seed fixed beforehand", "another seed"))
    run(folder, "amend", "why not", role="ANNA")
    with Review(folder, role="ANNA") as review:
        told.append(f"another seed\n{refusal(lambda: plan_extension(review, stage, 1, 1, 'why'), places(review))}")
    other = make_review(
        tmp_path / "other", records=4, text=protocol("25%").replace("a seed fixed beforehand", PLACEHOLDER)
    )
    with Review(other, role="ANNA") as review:
        stage = review.stage(STAGE)
        told.append(f"the template's seed\n{refusal(lambda: plan_sample(review, stage, 1, frame), places(review))}")
    assert "\n".join(told) == snapshot


def test_reports(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=2)
    odd = tmp_path / "o\udcffdd"
    odd.write_text("x")
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    with Review(folder, role="ANNA") as review:
        record, groups = next(iter(review.records)), duplicate_groups(review)
        assert str(retrieved(review, record, f"  {folder}/protocol.toml ").path) == "protocol.toml"
        cases: dict[str, Callable[[], object]] = {
            "two in one": lambda: retrieved(review, record, "https://example.org/1 https://example.org/2"),
            "no such file": lambda: retrieved(review, record, "no-such.pdf"),
            "a folder": lambda: retrieved(review, record, str(folder)),
            "a name that is no UTF-8": lambda: retrieved(review, record, str(odd)),
            "no reason": lambda: lost(record, " "),
            "no file": lambda: file_of(review, Retrieval(record=record)),
            "another stage": lambda: set_retrievals(review, groups, review.stage(STAGE), []),
            "behind a sealed stage": lambda: set_retrievals(review, groups, review.stage(FULL), [lost(record, "why")]),
            "a study behind a sealed stage": lambda: group(review, groups, sorted(review.records)),
        }
        assert refusals_of(cases, places(review)) == snapshot


def test_imports_and_the_plan(review: Review, snapshot: SnapshotAssertion) -> None:
    export = review.folder.parent / "again.ris"
    export.write_text(ris(range(4)))
    first = next(iter(review.records))
    odd = Source(name="Base", route="by pigeon")
    citing = Source(name="Base", route="citation-searching", found_by=("f" * 16,))
    cases: dict[str, Callable[[], object]] = {
        "no import": lambda: withdraw(review, 9),
        "not taken back": lambda: restore(review, 1),
        "none to bring back": lambda: restore(review, 9),
        "screened": lambda: withdraw(review, 1, screened=[first, "f" * 16]),
        "no route": lambda: read_import([export], odd),
        "found by no record": lambda: look_at(review, read_import([export], citing)),
        "no reason": lambda: amend(review, " "),
        "no change": lambda: amend(review, "because"),
        "no such round": lambda: look_at(review, read_import([export], Source(name="Base")), 3),
        "no form": lambda: coded_item(review, "x"),
    }
    told = [refusals_of(cases, places(review))]
    withdraw(review, 1)
    run(review.folder, "import", str(export), "--source", "Testbase")
    review.refresh()
    told.append(f"imported again\n{refusal(lambda: restore(review, 1), places(review))}")
    assert "\n".join(told) == snapshot


def test_categories(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder, _ = charting_review(tmp_path / "review", "ANNA", records=1)
    with Review(folder, role="ANNA") as review:
        for name in ("pay", "Power"):
            say_of_category(review, CategoryWord("findings", "category", name))

        def say(does: str, name: str, to: str = "") -> Callable[[], object]:
            return lambda: say_of_category(review, CategoryWord("findings", does, name, to=to))

        cases = {
            "no such item": lambda: coded_item(review, "x"),
            "an item with choices": lambda: coded_item(review, "design"),
            "into itself": say("merge", "pay", "PAY"),
            "no such category": say("merge", "pay", "x"),
            "none to rename": say("rename", "x", "y"),
            "a name that is taken": say("rename", "pay", "power"),
            "no name": say("rename", "pay", " "),
        }
        assert refusals_of(cases, places(review)) == snapshot
        known = say_of_category(review, CategoryWord("findings", "rename", "pay", to="PAY"))
        assert known.name("findings", "pay") == "PAY", "its own name in other letters is free"


def test_searches_for_duplicates(review: Review, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    run(review.folder, "dedup", role="ANNA")
    review.refresh()
    [found] = searches(review)
    whole = found.path.read_bytes()

    def not_allowed(name: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))

    with monkeypatch.context() as opening:
        opening.setattr(os, "open", not_allowed)
        told = refusals_of({"not to be read": found.found}, places(review))
    found.path.chmod(0o644)
    found.path.write_bytes(whole + b" ")
    told += "\n" + refusals_of({"changed": found.found, "a changed checksum": found.checksum}, places(review))
    found.path.unlink()
    told += "\n" + refusals_of({"gone": found.found}, places(review))
    review.say([Change(SEARCHES, 7, {"file": "../x.json", "imports": [], "replaces": []})], act="edit")
    told += "\n" + refusals_of({"of no search": lambda: searches(review)}, places(review))
    assert re.sub(r"[0-9a-f]{15}\.json", "SEARCH.json", told) == snapshot
