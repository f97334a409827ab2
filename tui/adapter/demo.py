"""Builds the sample review with the functions that the commands of a team use."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence, Set
from fractions import Fraction
from pathlib import Path

from core.charting.answers import read_answer
from core.charting.form import form_of
from core.charting.values import Value
from core.protocol.read import template
from core.protocol.values import Stage
from core.records.imports import Source
from core.screening.decision import Decision, Verdict
from sample_data import build, decisions
from sample_data.truth import FILE, Truth
from store.acts.imports import import_files
from store.acts.retrieval import lost, retrieved, set_retrievals
from store.acts.samples import freeze, plan_sample
from store.folder.review import Review
from store.state.review_state import ReviewState, review_state
from store.work.charting import DiskChartStore
from store.work.consensus import settle_item
from store.work.duplicates import find_duplicates
from store.work.openings import open_finished_batches
from store.work.resolutions import escalate, resolve
from store.work.screening import DiskDecisionStore

TEMPLATE = "peer-support-2021"
FIRST, SECOND = "KBAA", "ON"
READ_SO_FAR = {FIRST: Fraction(3, 5), SECOND: Fraction(1, 3)}
"""How much of title and abstract each reader has read in the sample review as it opens."""
ONE_CHARTS = 'kind = "chart"\nreaders = [{ reviewer = "KBAA", coverage = "all" }]'
BOTH_CHART = ONE_CHARTS.replace(" }]", ' }, { reviewer = "ON", coverage = "all" }]')
DIFFERING = 3
"""In how many studies the second reader calls the process unclear, until both agree on what the first said."""


def build_demo(
    folder: Path,
    *,
    records: int | None = None,
    seed: str = build.SEED,
    finished: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> None:
    """Make the sample review: imported, duplicates removed, steps decided, sample drawn, reading begun.

    Args:
        folder: Where to make it.
        records: How many records the first search finds; by default the files that ship are used.
        seed: For generated files.
        finished: Whether every stage is decided, both readers have charted, and every disagreement is resolved.
        say: Gets a line of text for each step of the work.

    Raises:
        TamisError: There is a review in the folder already.
    """
    with tempfile.TemporaryDirectory() as temporary:
        files = build.shipped()
        if records is not None or seed != build.SEED:
            files = Path(temporary)
            say("writing the sample files")
            build.generate(files, records=records, seed=seed)
        truth = Truth.read(files / FILE)
        plan = template(TEMPLATE)
        with Review.create(folder, plan.replace(ONE_CHARTS, BOTH_CHART) if finished else plan) as review:
            publications = import_first_search(review, files, truth, say)
            say("removing duplicates")
            find_duplicates(review)
            for stage in review.protocol.stages:
                if stage.kind == "chart":
                    say("charting")
                    _chart(review, stage, truth, publications)
                    break
                say(f"deciding {stage.id}")
                if not decide_stage(review, files, stage, publications, finished=finished):
                    break
            open_finished_batches(review)


def import_first_search(
    review: Review, files: Path, truth: Truth, say: Callable[[str], None] = lambda text: None
) -> dict[str, list[str]]:
    """Import the first search; gives the ids of each publication's records."""
    publications: dict[str, list[str]] = {}
    publication_of = truth.publication_of()
    for source in truth.sources:
        if source.round != 1:
            continue
        say(f"importing {source.name}")
        came_from = Source(
            name=source.name,
            route=source.route,
            platform=source.platform,
            searched=source.searched,
            strategy=source.strategy,
            limits=source.limits,
            reported=source.reported,
        )
        before = set(review.records)
        import_files(review, [files / source.file], came_from, keep_untitled=True)
        new = [each for each in review.records if each not in before]
        for ordinal, record in enumerate(new, start=1):
            publications.setdefault(publication_of[source.file, ordinal], []).append(record)
    return publications


def decide_stage(
    review: Review, files: Path, stage: Stage, publications: Mapping[str, Sequence[str]], *, finished: bool
) -> bool:
    """Make the planned decisions at a stage; gives whether it is finished, so that the next one can begin."""
    _draw(review, stage)
    if stage.kind == "fulltext":
        _retrieve(review, files, stage, publications)
    state = review_state(review)
    stage_state = state.funnel.state(stage.id)
    for reader in stage.readers:
        owed = set(stage_state.owed[reader.reviewer])
        planned = decisions.read_decisions(files, reader.reviewer, stage.id)
        chosen = {
            survivor: Decision(
                record=survivor,
                verdict=Verdict(each.verdict),
                reason=each.reason,
                note=each.note,
                labels=tuple(label for label in each.labels.split(";") if label),
                at=each.decided_at,
                order="sample review",
            )
            for each in planned
            for survivor in _survivors(state, publications.get(each.publication, ()), owed)
        }
        made = list(chosen.values())
        if not finished and stage.kind != "step":
            made = made[: int(len(made) * READ_SO_FAR[reader.reviewer])]
        DiskDecisionStore(review, reader.reviewer, stage.id).save_all(made, act="import", note="sample review")
    open_finished_batches(review)
    if finished:
        _resolve(review, files, stage, publications)
    return finished or stage.kind == "step"


def _draw(review: Review, stage: Stage) -> None:
    if stage.sampled_reader is not None:
        freeze(review, plan_sample(review, stage, 1, review_state(review).funnel.state(stage.id).entered))


def _retrieve(review: Review, files: Path, stage: Stage, publications: Mapping[str, Sequence[str]]) -> None:
    """Save for each report at the stage what the sample's data say: retrieved on line, or not and why."""
    state = review_state(review)
    entered = set(state.funnel.state(stage.id).entered)
    said = []
    for publication in Truth.read(files / FILE).publications:
        for record in _survivors(state, publications.get(publication.id, ()), entered):
            if publication.not_retrieved:
                said.append(lost(record, publication.not_retrieved))
            else:
                doi = review.records.get(record).doi
                address = f"https://doi.org/{doi}" if doi else f"https://example.org/{publication.id}"
                said.append(retrieved(review, record, address))
    set_retrievals(review, state.groups, stage, said)


def _resolve(review: Review, files: Path, stage: Stage, publications: Mapping[str, Sequence[str]]) -> None:
    state = review_state(review)
    open_ones = set(state.funnel.state(stage.id).disagreements)
    if not open_ones:
        return
    for each in decisions.read_resolutions(files, stage.id):
        for record in _survivors(state, publications.get(each.publication, ()), open_ones):
            if each.escalated:
                escalate(state, stage, record, "We did not come to an agreement.")
            resolve(
                state,
                stage,
                record,
                Verdict(each.verdict),
                reason=each.reason,
                rationale=each.rationale,
                by=each.by.split(","),
            )


def _chart(review: Review, stage: Stage, truth: Truth, publications: Mapping[str, Sequence[str]]) -> None:
    """Fill in and complete the forms of both readers with what is true, but for `DIFFERING`, and settle these."""
    state = review_state(review)
    form, reports = form_of(review.protocol, stage), set(state.funnel.state(stage.id).entered)
    answers = {
        state.studies.of(record): each.charting
        for each in truth.publications
        for record in _survivors(state, publications.get(each.id, ()), reports)
        if each.charting
    }
    disputed = sorted(answers)[:DIFFERING]
    for reader in stage.readers:
        values = []
        for study, given in answers.items():
            unclear = {"process": "unclear"} if reader.reviewer == SECOND and study in disputed else {}
            for name, said in {**given, **unclear}.items():
                text = ";".join(said) if isinstance(said, list) else str(said)
                if text:
                    values.append(Value(study=study, item=name, answer=read_answer(form.item(name), text)))
        store = DiskChartStore(state, reader.reviewer, stage)
        store.put_all(values, completes=list(answers), act="import", note="sample review")
    state = open_finished_batches(review)
    for study in disputed:
        settle_item(state, stage, study, "process", take=FIRST)


def _survivors(state: ReviewState, records: Sequence[str], among: Set[str]) -> list[str]:
    """The survivors of the given records that are in `among`: each once, in the given order."""
    return [each for each in dict.fromkeys(map(state.groups.of, records)) if each in among]
