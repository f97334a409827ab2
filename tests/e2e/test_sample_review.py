"""The sample review against its known truth: duplicates, every count of the funnel, agreement."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from core.protocol.template import template
from core.protocol.values import NOT_RETRIEVED
from sample_data import build, expected
from sample_data.truth import FILE, Truth
from store.acts.duplicates.groups import Groups, duplicate_groups, pairs_to_review
from store.acts.duplicates.verdicts import give_verdict
from store.folder.review import Review
from store.numbers.agreement import stage_agreements
from store.state.review_state import review_state
from store.work.duplicates.search import find_duplicates
from tests.reviews import copied_demo, run, run_json
from tui.adapter.demo import TEMPLATE, decide_stage, import_first_search

FILES = build.shipped()
STAGES = ("language", "publication-type", "field", "title-abstract", "eligibility", "full-text")


@pytest.fixture(scope="module")
def truth() -> Truth:
    return Truth.read(FILES / FILE)


@cache
def _found() -> tuple[Path, dict[str, list[str]]]:
    """The review when its duplicates have been searched for; publication → its records."""
    folder = Path(tempfile.mkdtemp(dir=os.environ["TAMIS_DEMOS_OF_TESTS"])) / "review"
    with Review.create(folder, template(TEMPLATE)) as review:
        publications = import_first_search(review, FILES, Truth.read(FILES / FILE))
        find_duplicates(review)
    return folder, publications


@cache
def _read() -> Path:
    """The review when every stage but the last is decided."""
    folder = _found()[0].with_name("read")
    review, publications = found_in(folder)
    with review:
        for a, b in missed(publications, duplicate_groups(review)):
            give_verdict(review, a, b, same=True)
        for stage in STAGES[:-1]:
            decide_stage(review, FILES, review.stage(stage), publications, finished=True)
    return folder


def found_in(folder: Path, *, read: bool = False) -> tuple[Review, dict[str, list[str]]]:
    """The review with its duplicates searched for, or read up to the last stage, in that folder; its publications."""
    made, publications = _found()
    shutil.copytree(_read() if read else made, folder)
    return Review(folder), publications


def missed(publications: dict[str, list[str]], groups: Groups) -> list[tuple[str, str]]:
    """A pair for each duplicate that was not merged."""
    pairs = []
    for records in publications.values():
        survivors = sorted({groups.of(each) for each in records})
        pairs += [(survivors[0], other) for other in survivors[1:]]
    return pairs


def test_duplicates(tmp_path: Path) -> None:
    review, publications = found_in(tmp_path / "review")
    groups = duplicate_groups(review)
    publication_of = {record: name for name, records in publications.items() for record in records}
    for members in groups.members.values():
        assert len({publication_of[each] for each in members}) == 1, "a false merge"
    duplicates = len(review.records) - len(publications)
    left = missed(publications, groups)
    assert len(left) <= 0.03 * duplicates
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs_to_review(review):
        listed[publication_of[pair.a]].add(publication_of[pair.b])
    for a, _ in left:
        assert publication_of[a] in listed[publication_of[a]], "neither merged nor on the review list"


@pytest.mark.slow
def test_every_count_of_the_funnel_is_the_truths(tmp_path: Path, truth: Truth) -> None:
    review, publications = found_in(tmp_path / "review", read=True)
    decide_stage(review, FILES, review.stage(STAGES[-1]), publications, finished=True)
    state = review_state(review)
    publication_of = {state.groups.of(records[0]): name for name, records in publications.items()}
    sampled = {
        stage: {publication_of[each] for each in drawn.sample.ids} for (stage, _), drawn in state.samples.items()
    }
    should = expected.funnel(FILES, truth, sampled)
    assert should["full-text"].not_retrieved and should["full-text"].disagreements
    for stage in STAGES:
        stage_state = state.funnel.state(stage)
        assert {publication_of[each] for each in stage_state.entered} == set(should[stage].entered), stage
        assert {publication_of[each] for each in stage_state.included} == set(should[stage].included), stage
        reasons = {reason: len(ids) for reason, ids in stage_state.reasons.items()}
        assert reasons.pop(NOT_RETRIEVED, 0) == len(should[stage].not_retrieved), stage
        assert reasons == should[stage].reasons, stage
        assert not stage_state.waiting
    assert state.funnel.leaks() == []
    for stage in ("title-abstract", "eligibility", "full-text"):
        [found] = stage_agreements(state, review.stage(stage), "category")
        assert found.complete and found.result is not None
        said = Counter(should[stage].table)
        names = ("include", "maybe", "exclude")
        assert found.result.table == [[said[a, b] for b in names] for a in names]
    review.close()
    counts = run_json(tmp_path / "review", "flow")
    assert counts["database_results"] + counts["citations_results"] + counts["experts_results"] == 1300
    steps = {step["stage"]: step["excluded"] for step in counts["steps"]}
    assert steps == {stage: len(should[stage].excluded) for stage in STAGES[:-1]}
    last = should["full-text"]
    for box, wanted in (
        ("sought_reports", len(last.entered)),
        ("notretrieved_reports", len(last.not_retrieved)),
        ("assessed", len(last.entered) - len(last.not_retrieved)),
    ):
        assert counts[f"dbr_{box}"] + counts[f"other_{box}"] == wanted
    excluded = sum(sum(counts[f"{column}_excluded"].values()) for column in ("dbr", "other"))
    assert (excluded, counts["new_reports"]) == (len(last.excluded), len(last.included))
    assert run(tmp_path / "review", "check").exit_code == 0


def test_the_demo_opens_in_the_middle_of_the_work(tmp_path: Path) -> None:
    copied_demo(tmp_path / "demo")
    status = run_json(tmp_path / "demo", "status")
    stage = next(each for each in status["stages"] if each["stage"] == "title-abstract")
    kbaa, on = stage["reviewers"]["KBAA"], stage["reviewers"]["ON"]
    assert 0 < kbaa["done"] < kbaa["owed"] and 0 < on["done"] < on["owed"]
    assert stage["sample_drawn"] and stage["blind"] and status["adds_up"]
    assert run(tmp_path / "demo", "check").exit_code == 0
