"""The sentences on a stage that two or more people read: sample, agreement, disagreements, what was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.agreement import ReaderAgreement, interpretation
from core.agreement.missed import ASSUMPTION
from core.agreement.pair import INTERVAL_METHODS
from core.report.document.sentences import Sentence
from core.report.values import ReportValues, StageReport
from core.sampling.sample import PILOT
from core.screening.decision import IN_BULK, Act, Verdict
from core.screening.disagreement import State, state_of
from core.words import count, day, figure, interval, listed, number, per_cent, plural


def read_twice(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    """What is to be said of a stage that is open, in the order of the work."""
    for each in stage.stage.readers:
        had = stage.progress[each.reviewer]
        read = f"{number(had.done)} of {count(had.owed, stage.unit)}" if had.left else count(had.done, stage.unit)
        share = "every report that could be had" if stage.state.not_retrieved else "everything that entered"
        drawn = sum(sample.size for sample in stage.samples)
        if not each.reads_all:
            share = f"a share of {each.coverage_text}"
            other = f"the {plural(len(stage.samples), 'sample')} {'hold' if len(stage.samples) > 1 else 'holds'}"
            read += f" ({other} {number(drawn)})" if stage.samples and drawn != had.owed else ""
        yield Sentence(f"{each.reviewer} read {share}: {read}.", "`tamis status`")
    yield from _samples(stage)
    yield from _blindness(stage)
    for pair in stage.pairs:
        yield from _agreement(stage, pair, report.protocol.kappa_scale)
    yield from _disagreements(stage, report)
    yield from _missed(stage)


def in_bulk(stage: StageReport) -> Iterator[str]:
    """For each reader who decided in bulk: on how many one by one, as a rule suggested, and since nothing was."""
    for reviewer in (each.reviewer for each in stage.stage.readers):
        made = {act: len(ids) for act, ids in stage.acts(reviewer).items()}
        if any(made[act] for act in IN_BULK):
            yield (
                f"Of the {count(sum(made.values()), stage.unit)} that {reviewer} decided on, "
                f"{number(made[Act.ONE_BY_ONE])} {plural(made[Act.ONE_BY_ONE], 'was')} decided one by one, "
                f"{number(made[Act.CONFIRMED])} excluded in bulk as a rule suggested, and {number(made[Act.PASSED])} "
                "passed on in bulk, since no rule suggested anything."
            )


def _samples(stage: StageReport) -> Iterator[Sentence]:
    source = f"`tamis sample {stage.stage.id} --verify`; sample.json"
    for each in stage.samples:
        drawn = each.size - sum(added.added for added in each.extensions)
        of = "all records identified by then" if each.base == "identified" else "the records that entered the stage"
        in_round = f" of search round {each.round}" if len(stage.samples) > 1 else ""
        yield Sentence(
            f"The sample{in_round} was drawn on {day(each.drawn_at)}: {number(drawn)} of {number(each.frame)}, "
            f"from {of}, with the seed “{each.seed}”.",
            source,
        )
        for added in each.extensions:
            more = f"It was extended by {count(added.added, 'record')} on {day(added.at)}"
            yield Sentence(f"{more}; the reason logged is: {added.reason}.", source)
    if stage.samples:
        yield Sentence(
            "The records are put in the order of the SHA-256 of the seed, a line feed and the record’s id, and the "
            "first ones are the sample, so that anybody can draw it again.",
            source,
        )


def _blindness(stage: StageReport) -> Iterator[Sentence]:
    source = "index.html, “Agreement of the readers”; disagreements.csv"
    whole = [each for each in stage.opened if each.round != PILOT]
    for each in stage.opened:
        of = f" in search round {each.round}" if len(whole) > 1 else ""
        if each.round == PILOT:
            text = f"A pilot came first, and was opened on {day(each.at)}; it is no part of the agreement."
            yield Sentence(text, source)
        elif each.early:
            yield Sentence(
                f"The stage was opened{of} on {day(each.at)}, before every reader had finished; the reason logged is: "
                f"{each.rationale}.",
                source,
            )
    days = list(dict.fromkeys(day(each.at) for each in whole if not each.early))
    if days:
        rounds = f" ({count(len(whole), 'search round')})" if len(whole) > 1 else ""
        text = f"tamis showed no reader another’s decisions until all had finished, on {listed(days)}{rounds}."
        yield Sentence(text, source)
    if late := len(stage.came_late):
        yield Sentence(
            f"{count(late, stage.unit)} came into the stage when all had read the rest, so "
            f"{'it is' if late == 1 else 'they are'} in no agreement, sample or estimate.",
            f"`tamis records late --stage {stage.stage.id}`",
        )


def _agreement(stage: StageReport, pair: ReaderAgreement, scale: str) -> Iterator[Sentence]:
    source = f"`tamis agreement {stage.stage.id}`; agreement.csv"
    result = pair.result
    names = listed(list(pair.raters))
    if result is None or not result.n or result.percent_agreement is None:
        yield Sentence(f"{names} have no record in common that both had read before the stage was opened.", source)
        return
    if not pair.complete:
        yield Sentence(f"The agreement of {names} is not final ({pair.note}).", source)
    agreed = sum(result.table[place][place] for place in range(len(result.categories)))
    still = frozenset(stage.state.entered) - frozenset(stage.state.not_retrieved)
    left = sum(each not in still for ids in pair.cells.values() for each in ids)
    gone = (
        f"; {number(left)} of them {plural(left, 'has')} left the stage since, or could not be retrieved"
        if left
        else ""
    )
    rule = "" if len(result.categories) > 2 else f", counting “maybe” as “{pair.maybe_rule}”"
    yield Sentence(
        f"Before any discussion, {names} agreed on {number(agreed)} of {count(result.n, stage.unit)} "
        f"({per_cent(result.percent_agreement)}; {interval(result.percent_agreement_ci)}, "
        f"{INTERVAL_METHODS['percent_agreement_ci']}){rule}{gone}.",
        source,
    )
    if result.kappa is None:
        yield Sentence(f"Cohen’s kappa is undefined: {result.notes.get('kappa', 'it cannot be computed')}.", source)
    else:
        bounds = interval(result.kappa_ci)
        bounds = f"{bounds}, {INTERVAL_METHODS['kappa_ci']}" if bounds else f"no interval: {result.notes['kappa_ci']}"
        word = interpretation(result.kappa, scale) if scale != "none" else None
        called = f", “{word.word}” on the scale of {word.scale}" if word else ""
        yield Sentence(
            f"Cohen’s kappa was {figure(result.kappa)} ({bounds}; at most {figure(result.kappa_max)} with these "
            f"margins){called}.",
            source,
        )
    yield Sentence(
        f"Positive agreement was {figure(result.positive_agreement)}, negative agreement "
        f"{figure(result.negative_agreement)}, PABAK {figure(result.pabak)} and AC1 {figure(result.ac1)}.",
        source,
    )
    for caution in result.cautions:
        yield Sentence(caution, source)


def _disagreements(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    source = f"`tamis disagreements {stage.stage.id}`; disagreements.csv"
    differed = [each for each in stage.disagreements if not each.by_second_look]
    total = len(differed)
    if not total:
        yield Sentence("There is no disagreement.", source)
        return
    adjudicators = {each.id for each in report.protocol.reviewers if each.role == "adjudicator"}
    ended = [each.resolution for each in differed if each.resolution and each.resolution.verdict]
    ruled = [each for each in ended if adjudicators.intersection(each.by)]
    parts = [f"{number(len(ended) - len(ruled))} ended by agreement of the readers"] if len(ended) > len(ruled) else []
    if ruled:
        rulers = sorted({who for each in ruled for who in each.by})
        parts.append(f"{number(len(ruled))} by the ruling of {listed(rulers)}")
    states = Counter(state_of(each.resolution, stage.stage) for each in differed)
    escalated, left = states[State.ESCALATED], states[State.OPEN]
    if escalated:
        parts.append(f"{number(escalated)} {plural(escalated, 'is')} with the adjudicator")
    if left:
        parts.append(f"{number(left)} {plural(left, 'is')} still open")
    yield Sentence(f"The readers differed on {count(total, stage.unit)}: {listed(parts)}.", source)
    differ = {each for pair in stage.pairs for (one, other), ids in pair.cells.items() if one != other for each in ids}
    now = {each.record for each in differed}
    if differ and differ != now:
        new, ended_otherwise = len(now - differ), len(differ - now)
        parts = [f"{number(new)} {plural(new, 'is')} no part of the agreement (pilot, read later, or changed)"]
        parts = parts if new else []
        if ended_otherwise:
            parts.append(
                f"{number(ended_otherwise)} on which they had differed {plural(ended_otherwise, 'is')} not among them"
            )
        yield Sentence(f"Of these {number(total)}, against the agreement: {listed(parts)}.", source)
    if ended:
        kept = sum(each.verdict is not None and each.verdict.value == "include" for each in ended)
        gone = number(len(ended) - kept)
        yield Sentence(
            f"Of those that ended, {number(kept)} {plural(kept, 'was')} included and {gone} excluded.", source
        )
    late = sum(len(records) for records in stage.late.values())
    if late:
        yield Sentence(
            f"After the opening, {count(late, 'decision')} {plural(late, 'was')} made or changed; the agreement leaves "
            f"{'it' if late == 1 else 'them'} out.",
            "decisions.csv, column after_opening",
        )


def second_looks(stage: StageReport) -> Iterator[str]:
    """How many of the exclusions were read again, and what came of it; nothing where none were."""
    for who, words in stage.again.items():
        changed = sum(each.verdict is not Verdict.EXCLUDE for each in words.values())
        if words:
            yield (
                f"At a second look, {who} read again {number(len(words))} of the records that they had excluded, those "
                f"most like the included ones, and changed {number(changed)}; the decisions and the agreement stay as "
                "they were."
            )
    both = [each.resolution for each in stage.disagreements if each.by_second_look]
    if both:
        kept = sum(each is not None and each.verdict is not None and each.verdict.value == "include" for each in both)
        yield (
            f"{number(len(both))} of these had been excluded by another reader too: the team settles them, and has "
            f"included {number(kept)}."
        )


def _missed(stage: StageReport) -> Iterator[Sentence]:
    found = stage.missed
    if found is None:
        return
    source = f"`tamis missed {stage.stage.id}`"
    yield Sentence(found.total.sentence(found.first, found.second), source)
    if found.recall is not None:
        bounds = interval((found.recall.low, found.recall.high))
        yield Sentence(f"Recall at this stage was {figure(found.recall.value)} ({bounds}): {found.recall_of}.", source)
    yield Sentence(ASSUMPTION, source)
    if found.unresolved:
        still = f"{count(found.unresolved, 'disagreement')} {plural(found.unresolved, 'is')} open"
        yield Sentence(f"As long as {still}, this may change.", source)
    if found.read_late:
        late = f"Of those read twice, {count(found.read_late, 'record')}"
        yield Sentence(f"{late} came into the sample after the stage had been opened.", source)
