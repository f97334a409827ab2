"""Builds the sample review with the functions that the commands of a team use."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence, Set
from fractions import Fraction
from pathlib import Path

from core.charting.answers import read_answer
from core.charting.form import form_of
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding.codebook import CategoryWord
from core.protocol.coding import CODING
from core.protocol.template import template
from core.protocol.values import Stage
from core.records.imports import Source
from core.screening.decision import Decision, Verdict
from sample_data import build, decisions
from sample_data.coding import CATEGORIES, CODED, categories_of
from sample_data.full_texts import full_text
from sample_data.truth import FILE, Truth
from store.acts.categories import say_of_category
from store.acts.imports import import_files
from store.acts.retrieval import lost, retrieved, set_retrievals
from store.acts.samples import freeze, plan_sample
from store.folder.review import Review
from store.state.review_state import ReviewState, review_state
from store.work.charting import DiskChartStore
from store.work.coding.give import coding_session, give
from store.work.consensus import consensus_session, settle_item
from store.work.duplicates.search import find_duplicates
from store.work.openings import open_finished_batches
from store.work.resolutions import escalate, resolve
from store.work.screening import DiskDecisionStore

TEMPLATE = "peer-support-2021"
FIRST, SECOND = "KBAA", "ON"
READ_SO_FAR = {FIRST: Fraction(3, 5), SECOND: Fraction(1, 3)}
"""How much of title and abstract each reader has read in the sample review as it opens."""
ONE_CHARTS = 'kind = "chart"\nreaders = [{ reviewer = "KBAA", coverage = "all" }]'
BOTH_CHART = ONE_CHARTS.replace(" }]", ' }, { reviewer = "ON", coverage = "all" }]')
BOTH_CODE = f"""
# ---- Coding ----------------------------------------------------------------------------------------------------------
# Texts that are given the team's categories, by those who chart.

[coding]
items = [{", ".join(f'"{each}"' for each in CODED)}]
"""
DIFFERING = 3
"""In how many studies the second reader calls the process unclear, and leaves a category out, until both agree."""
TEXTS = "texts"
"""The folder of the included reports' texts, in the review folder."""


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
        if finished:
            plan = plan.replace(ONE_CHARTS, BOTH_CHART) + BOTH_CODE
        with Review.create(folder, plan) as review:
            publications = import_first_search(review, files, truth, say)
            say("removing duplicates")
            find_duplicates(review)
            for stage in review.protocol.stages:
                if stage.kind == "chart":
                    say("charting")
                    _chart(review, stage, truth, publications)
                    say("coding")
                    _code(review)
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
    quotes = _write_texts(review, truth, publications)
    state = review_state(review)
    form, reports = form_of(review.protocol, stage), set(state.funnel.state(stage.id).entered)
    answers = {
        state.studies.of(record): each.charting
        for each in truth.publications
        for record in _survivors(state, publications.get(each.id, ()), reports)
        if each.charting
    }
    disputed = sorted(answers)[:DIFFERING]
    # In a large review both readers include one now and then that is not of the topic: no answers are made of it.
    mistaken = dict.fromkeys(sorted({*map(state.studies.of, reports)} - answers.keys()), next(iter(answers.values())))
    answers |= {study: {**given, "comments": "Not of the topic, after all."} for study, given in mistaken.items()}
    for reader in stage.readers:
        values = []
        for study, given in answers.items():
            unclear = {"process": "unclear"} if reader.reviewer == SECOND and study in disputed else {}
            for name, said in {**given, **unclear}.items():
                text = ";".join(said) if isinstance(said, list) else str(said)
                if text:
                    answer = read_answer(form.item(name), text)
                    values.append(Value(study=study, item=name, answer=answer, quotes=quotes.get((study, name), ())))
        store = DiskChartStore(state, reader.reviewer, stage)
        store.put_all(values, completes=list(answers), act="import", note="sample review")
    state = open_finished_batches(review)
    for study in disputed:
        settle_item(state, stage, study, "process", take=FIRST)


def _write_texts(
    review: Review, truth: Truth, publications: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], tuple[Quote, ...]]:
    """Write the texts of the included reports, link them, and give what can be quoted from them, by study and item."""
    state = review_state(review)
    stage = next(each for each in review.protocol.stages if each.kind == "fulltext")
    included = set(state.funnel.state(stage.id).included)
    (review.folder / TEXTS).mkdir(exist_ok=True)
    said, quotes = [], dict[tuple[str, str], tuple[Quote, ...]]()
    for each in truth.publications:
        for record in _survivors(state, publications.get(each.id, ()), included) if each.charting else ():
            raw = review.records.get(record)
            text, passages = full_text(raw.title, raw.abstract, each.charting)
            file = review.folder / TEXTS / f"{record}.txt"
            file.write_text(text, encoding="utf-8")
            said.append(retrieved(review, record, str(file)))
            for item, words, page in passages:
                key = (state.studies.of(record), item)
                quotes[key] = (*quotes.get(key, ()), Quote(words, str(page)))
    set_retrievals(review, state.groups, stage, said)
    return quotes


def _code(review: Review) -> None:
    """Make the categories, give them as both readers would, and settle the studies where the second left one out."""
    for each in CATEGORIES:
        say_of_category(review, CategoryWord(each.item, "category", each.name, "", each.definition, each.theme))
    disputed: list[str] = []
    for reader in review.stage(CODING).readers:
        session = coding_session(review_state(review), reader.reviewer)
        disputed = sorted(session.studies)[-DIFFERING:]
        for study in list(session.studies):
            session.go_to(study)
            for item, value in (session.material or {}).get(study, {}).items():
                given = categories_of(item, value.text) if item in CODED else []
                if reader.reviewer == SECOND and study in disputed and len(given) > 1:
                    given = given[1:]
                if given and not value.quotes:
                    give(session, review, item, given)
                for place, quote in enumerate(value.quotes, start=1):
                    if of_quote := [name for name in categories_of(item, quote.text) if name in given]:
                        give(session, review, item, of_quote, place)
    state = open_finished_batches(review)
    stage = review.stage(CODING)
    session_of_both = consensus_session(state, stage)
    for study in session_of_both.studies:
        for differing in session_of_both.differences(study):
            settle_item(state, stage, study, differing.item.id, take=FIRST)


def _survivors(state: ReviewState, records: Sequence[str], among: Set[str]) -> list[str]:
    """The survivors of the given records that are in `among`: each once, in the given order."""
    return [each for each in dict.fromkeys(map(state.groups.of, records)) if each in among]
