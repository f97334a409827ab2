"""The report on stages that two or more people read: samples, agreement, disagreements, and what was missed."""

from __future__ import annotations

from core.agreement import Agreement, ManyAgreement, ReaderAgreement
from core.agreement.pair import INTERVAL_METHODS
from core.report.document.parts import Block, Cell, CountedRecords, Section, TableBlock, listed_number, notice, said
from core.report.funnel_part import still_blind
from core.report.methods_agreement import few_included, raters
from core.report.methods_reading import missed
from core.report.values import ReportValues, StageReport
from core.screening.disagreement import Disagreement, State
from core.sentences import Fact, Several, found, say
from core.words import day, figure, interval

FIGURES = (
    ("Agreement", "percent_agreement", "percent_agreement_ci"),
    ("Cohen’s kappa", "kappa", "kappa_ci"),
    ("Highest kappa that the margins allow", "kappa_max", ""),
    ("Kappa with linear weights", "kappa_linear", "kappa_linear_ci"),
    ("Positive agreement (include)", "positive_agreement", ""),
    ("Negative agreement (exclude)", "negative_agreement", ""),
    ("PABAK", "pabak", ""),
    ("Gwet’s AC1", "ac1", "ac1_ci"),
    ("Prevalence index", "prevalence_index", ""),
    ("Bias index", "bias_index", ""),
)
FIGURE_HEAD = ("Figure", "Value", "95% interval", "How it was made")


def agreement_part(report: ReportValues) -> Section:
    """One section for each stage that two or more read."""
    stages = [each for each in report.stages if each.pairs]
    blocks: list[Block | Section] = [_stage(each) for each in stages]
    if not stages:
        blocks.append(said("No stage is read by two reviewers."))
    return Section("agreement", "Agreement of the readers", blocks)


def _stage(stage: StageReport) -> Section:
    blocks: list[Block] = []
    if not stage.state.entered and not stage.samples:
        return Section(f"agreement-{stage.stage.id}", stage.name, [said("Nothing has come to this stage yet.")])
    if stage.samples:
        blocks.append(_samples(stage))
    if stage.blind and not any(pair.result for pair in stage.pairs):
        blocks.append(notice(still_blind(stage), "Its agreement is given once it is open."))
    for pair in stage.pairs:
        if pair.result is not None:
            blocks += _pair(stage, pair, pair.result)
    if stage.together is not None:
        blocks.append(_together(stage))
    blocks += _disagreements(stage)
    blocks += _missed(stage)
    return Section(f"agreement-{stage.stage.id}", stage.name, blocks)


def _samples(stage: StageReport) -> TableBlock:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"Search round {each.round}",
            CountedRecords(each.size)
            if each.round in stage.blind
            else listed_number(
                f"{stage.stage.id}-sample-{each.round}", f"{stage.stage.title}: sample of round {each.round}", each.ids
            ),
            CountedRecords(each.frame),
            each.fraction,
            each.seed,
            day(each.drawn_at),
        )
        for each in stage.samples
    )
    head = ("Round", "Sample", "Drawn from", "Share", "Seed", "Drawn")
    return TableBlock(say("{stage}: the records read twice", stage=stage.titled), head, rows)


def _pair(stage: StageReport, pair: ReaderAgreement, result: Agreement) -> list[Block]:
    first, second = pair.raters
    at = f"agreement {stage.stage.id}: stages/raters={first},{second}"
    names = raters(stage, pair)
    blocks: list[Block] = []
    if not pair.complete:
        blocks.append(notice(found("{names}: {note}.", names=names, note=Fact(pair.note, "", f"{at}/note"))))
    if not result.n:
        text = f"{{names}}: no {stage.unit} was read by both before the stage was opened."
        return [*blocks, said(found(text, names=names, n=Fact(0, stage.unit, f"{at}/n")))]
    rows: list[tuple[Cell, ...]] = []
    for label, name, bounds in FIGURES:
        if name == "kappa_linear" and len(result.categories) == 2:
            continue
        rows.append(_figure(result, label, name, bounds))
    title = found(
        "{names}: agreement on {n} before the stage was opened ({stage})",
        names=names,
        n=Fact(result.n, stage.unit, f"{at}/n"),
        stage=stage.titled,
    )
    blocks += [_cross_table(stage, pair, result), TableBlock(title, FIGURE_HEAD, tuple(rows))]
    if few := few_included(stage, pair):
        blocks.append(notice(few))
    if pair.reasons is not None and pair.reasons.n:
        blocks.append(
            said(
                found(
                    "Both excluded {n} with a reason; the reason is the same for {same:none}.",
                    n=Fact(pair.reasons.n, stage.unit, f"{at}/reasons/n"),
                    same=Fact(pair.reasons.same, stage.unit, f"{at}/reasons/same"),
                )
            )
        )
    if pair.beyond_sample:
        beyond = Fact(pair.beyond_sample, f"further {stage.unit}", f"{at}/beyond_sample")
        text = "Both read {beyond} though the sample did not ask for that; {beyond:they is} left out."
        blocks.append(said(found(text, beyond=beyond)))
    if pair.regrouped:
        regrouped = Fact(len(pair.regrouped), "record", f"{at}/regrouped")
        text = (
            "{regrouped:# unit was} merged with others or parted from them after the opening, and the figures are on "
            "the records as they were then: {names}."
        )
        those = Several([Fact(each, "", f"{at}/regrouped_ids") for each in pair.regrouped])
        blocks.append(notice(found(text, regrouped=regrouped, names=those)))
    later = pair.after_opening and pair.after_opening.result
    if later and later.n:
        text = (
            "On {n} added to the sample after the opening, agreement is {share:figure}; this stands apart, since it "
            "was not blind."
        )
        share = Fact(later.percent_agreement or 0.0, "", f"{at}/after_opening/percent_agreement")
        n = Fact(later.n, stage.unit, f"{at}/after_opening/n")
        blocks.append(said(found(text, n=n, share=share)))
    return blocks


def _figure(result: Agreement | ManyAgreement, label: str, name: str, bounds: str) -> tuple[Cell, ...]:
    """A row of a table of figures: the value, its interval and how that was made; for none of them, why."""
    value = getattr(result, name)
    if value is None:
        return (label, f"undefined: {result.notes[name]}", "–", "–")
    if not bounds:
        return (label, figure(value), "–", "–")
    shown = interval(getattr(result, bounds))
    return (label, figure(value), *((shown, INTERVAL_METHODS[bounds]) if shown else ("none", result.notes[bounds])))


def _cross_table(stage: StageReport, pair: ReaderAgreement, result: Agreement) -> TableBlock:
    first, second = pair.raters

    def cell(one: str, other: str) -> CountedRecords:
        return listed_number(
            f"{stage.stage.id}-{first}-{one}-{second}-{other}",
            f"{stage.stage.title}: {first} {one}, {second} {other}",
            pair.cells.get((one, other), ()),
            unit=stage.unit,
        )

    head = (f"{first} ↓  {second} →", *result.categories)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one, *(cell(one, other) for other in result.categories)) for one in result.categories
    )
    rule = "" if len(result.categories) > 2 else f" (maybe counts as {pair.maybe_rule})"
    caption = found(f"{{names}}: who said what{rule}, {{stage}}", names=raters(stage, pair), stage=stage.titled)
    return TableBlock(caption, head, rows)


def _together(stage: StageReport) -> TableBlock:
    all_of = stage.together
    assert all_of is not None
    rows = (
        ("Light’s kappa", "light_kappa", ""),
        ("Fleiss’s kappa", "fleiss_kappa", ""),
        ("Krippendorff’s alpha, nominal", "alpha_nominal", ""),
        ("Krippendorff’s alpha, ordinal", "alpha_ordinal", ""),
        ("Gwet’s AC1", "ac1", "ac1_ci"),
    )
    title = found(
        "All readers together, {n} that two or more read ({stage})",
        n=Fact(all_of.n, stage.unit, f"agreement {stage.stage.id}: all_readers/stage={stage.stage.id}/n"),
        stage=stage.titled,
    )
    return TableBlock(title, FIGURE_HEAD, tuple(_figure(all_of, *row) for row in rows))


def _disagreements(stage: StageReport) -> list[Block]:
    if not stage.disagreements:
        return []
    known = {each.record: each for each in stage.disagreements}
    rows = tuple(
        (
            label,
            listed_number(
                f"{stage.stage.id}-{state}",
                f"{stage.stage.title}: disagreements, {label.lower()}",
                [each.record for each in stage.disagreements if each.state(stage.stage) is state],
                lambda record: how_it_went(stage, known[record]),
                stage.unit,
            ),
        )
        for state, label in (
            (State.RESOLVED, "Resolved"),
            (State.ESCALATED, f"With the {stage.stage.ruler}"),
            (State.OPEN, "Open"),
        )
    )
    caption = found("{stage}: how disagreements ended", stage=stage.titled)
    return [TableBlock(caption, ("State", f"{stage.unit.capitalize()}s"), rows)]


def how_it_went(stage: StageReport, disagreement: Disagreement) -> str:
    """Both sides of a disagreement and its end: "KBAA include; ON exclude (No process). Resolved by …: include."."""
    sides = "; ".join(
        f"{side.reviewer} {side.decision.verdict}"
        + (f" ({stage.stage.reason_label(side.decision.reason)})" if side.decision.reason else "")
        + (", changed after the opening" if side.late else "")
        + (f", {side.again.verdict} at a second look" if side.again else "")
        for side in disagreement.sides
    )
    end = disagreement.resolution
    if end is None:
        return f"{sides}."
    if end.verdict is None:
        return f"{sides}. Handed to the {stage.stage.ruler}" + (f": {end.rationale}" if end.rationale else ".")
    reason = f" ({stage.stage.reason_label(end.reason)})" if end.reason else ""
    return f"{sides}. Ended as {end.verdict.value}{reason} by {', '.join(end.by)}: {end.rationale}"


def _missed(stage: StageReport) -> list[Block]:
    if stage.missed is None:
        return []
    return [said(each) for each in (*missed(stage), stage.missed.within_sample.said())]
