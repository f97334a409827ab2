"""`tamis agreement`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from core.words import count
from tui.cli.call import Call, command, print_json, say

if TYPE_CHECKING:
    from core.agreement import Agreement, ManyAgreement, ReaderAgreement, ReaderRates, ReasonAgreement
    from core.agreement.bootstrap import BootstrapInterval
    from store.folder.review import Review

REPLICATES = 2000

FIGURES = (
    ("agreement", "percent_agreement", "percent_agreement_ci"),
    ("kappa", "kappa", "kappa_ci"),
    ("kappa at most", "kappa_max", None),
    ("linear kappa", "kappa_linear", "kappa_linear_ci"),
    ("positive agreement", "positive_agreement", None),
    ("negative agreement", "negative_agreement", None),
    ("PABAK", "pabak", None),
    ("AC1", "ac1", "ac1_ci"),
    ("prevalence index", "prevalence_index", None),
    ("bias index", "bias_index", None),
)
FIGURES_OF_ALL = (
    ("Light's kappa", "light_kappa", None),
    ("Fleiss's kappa", "fleiss_kappa", None),
    ("alpha, nominal", "alpha_nominal", None),
    ("alpha, ordinal", "alpha_ordinal", None),
    ("AC1", "ac1", "ac1_ci"),
)


@command("agreement")
@click.argument("stage", required=False)
@click.option(
    "--maybe",
    type=click.Choice(["include", "category", "exclude"]),
    help="What maybe counts as (default: as the stage's protocol says).",
)
@click.option(
    "--bootstrap",
    "replicates",
    is_flag=False,
    flag_value=REPLICATES,
    type=click.IntRange(1, 100_000),
    metavar="[N]",
    help=f"Add a bootstrap interval of kappa, seeded, from N replicates (default {REPLICATES:,}); put it after STAGE.",
)
def agreement_command(call: Call, stage: str | None, maybe: str | None, replicates: int | None) -> None:
    """How far the readers of each stage agree, on what they decided before the stage was opened."""
    from core.sampling.sample import stage_seed
    from store.bundle.json_forms import agreement_form, all_readers_form, rates_form
    from store.numbers.agreement import agreement_of_all, reader_rates, stage_agreements
    from store.numbers.extension import due_extension

    documents: list[dict[str, Any]] = []
    all_readers: list[dict[str, Any]] = []
    readers: list[dict[str, Any]] = []
    with call.state() as state:
        for this in _stages(state.review, stage):
            due = due_extension(state, this)
            sampled = this.sampled_reader
            for each in stage_agreements(state, this, maybe):
                concerned = due if due and sampled and sampled.reviewer in each.raters else None
                word = _interpretation(each.result, state.review.protocol.kappa_scale)
                document = {**agreement_form(each), **word, "due_extension": concerned and asdict(concerned)}
                interval = None
                if replicates is not None:
                    seed = stage_seed(state.review.protocol.seed, this.id)
                    interval = _bootstrap(each.result, seed, replicates)
                    document["bootstrap"] = _bootstrap_document(interval, seed)
                documents.append(document)
                if not call.json:
                    _print_agreement(each, word["interpretation"], interval)
                    if concerned is not None:
                        click.echo(f"  {concerned.sentence()}")
            together = agreement_of_all(state, this, maybe)
            if together is not None:
                all_readers.append(all_readers_form(this.id, together))
                rates = reader_rates(state, this, maybe)
                readers += [rates_form(this.id, each) for each in rates]
                if not call.json:
                    _print_together(this.id, together)
                    _print_rates(rates)
    if call.json:
        print_json({"stages": documents, "all_readers": all_readers, "readers": readers})
    elif not documents:
        say(f"{stage or 'every stage'} is read by one reviewer: there is nobody to agree with")


def _stages(review: Review, stage: str | None) -> list[Any]:
    if stage is not None:
        return [review.stage(stage)]
    return [each for each in review.protocol.stages if each.disputed]


def _interpretation(result: Agreement | None, scale: str) -> dict[str, Any]:
    from core.agreement import interpretation

    if scale == "none":
        return {"interpretation": None, "interpretation_note": "the protocol names no scale (review.kappa_scale)"}
    word = interpretation(result.kappa if result else None, scale)
    if word is None:
        return {"interpretation": None, "interpretation_note": "there is no kappa"}
    return {"interpretation": word._asdict()}


def _bootstrap(result: Agreement | None, seed: str, replicates: int) -> BootstrapInterval | None:
    from itertools import islice

    from core.agreement import bootstrap, kappa_value

    if result is None or not result.n:
        return None
    values = islice(bootstrap.replicates(result.table, kappa_value, seed), replicates)
    return bootstrap.percentile_interval(list(values))


def _bootstrap_document(interval: BootstrapInterval | None, seed: str) -> dict[str, Any]:
    document: dict[str, Any] = {"statistic": "kappa", "seed": seed, "ci": None, "replicates": 0, "degenerate": 0}
    document["method"] = "percentile bootstrap over the records"
    if interval is not None:
        ci = list(interval.ci) if interval.ci else None
        document |= {"ci": ci, "replicates": interval.replicates, "degenerate": interval.degenerate}
    if document["ci"] is None:
        document["ci_note"] = _no_bootstrap_interval(interval)
    return document


def _no_bootstrap_interval(interval: BootstrapInterval | None) -> str:
    if interval is None:
        return "there is no agreement to resample"
    alike = interval.degenerate < interval.replicates
    return "the replicates are alike, which says nothing about the precision" if alike else "undefined in each of them"


def _print_agreement(
    each: ReaderAgreement, word: dict[str, str] | None, interval: BootstrapInterval | None = None
) -> None:
    from core.agreement.readers import regrouped_sentence
    from core.words import interval as ci_in_words

    click.echo(
        f"{each.stage}: {each.raters[0]} (rows) and {each.raters[1]} (columns), maybe counts as {each.maybe_rule}"
    )
    if each.pilot is not None:
        _print_pilot(each.pilot)
    if each.note:
        click.echo(f"  {each.note}")
    if each.result is None:
        return
    _print_table(each.result)
    click.echo(f"  n {each.result.n:,}")
    _print_figures(each.result, FIGURES)
    if interval is not None:
        bounds = ci_in_words(interval.ci) or f"no interval: {_no_bootstrap_interval(interval)}"
        click.echo(
            f"  kappa, bootstrap    {bounds} ({interval.replicates:,} replicates, {interval.degenerate:,} "
            "of them undefined and left out; percentiles)"
        )
    if word is not None:
        click.echo(f"  this kappa is called “{word['word']}” ({word['scale']})")
        if word["caution"]:
            click.echo(f"  {word['caution']}")
    if each.reasons is not None:
        click.echo(f"  {_reasons_sentence(each.reasons)}")
    if each.beyond_sample:
        click.echo(
            f"  {each.beyond_sample:,} more records were read by both outside the sample; they do not count here"
        )
    if each.regrouped:
        click.echo(f"  {regrouped_sentence(each.regrouped)}")
    if each.result.caution:
        click.echo(f"  {each.result.caution}")
    if (after := each.after_opening) is not None and (later := after.result) is not None:
        click.echo(
            f"  added to the sample after the stage was opened, so reported apart: {later.n:,} read by both, "
            f"{count(after.owed, 'decision')} to come"
        )
        if later.n:
            _print_table(later)
            _print_figures(later, FIGURES[:6])


def _print_pilot(pilot: ReaderAgreement) -> None:
    click.echo("  pilot, no part of what follows:")
    if pilot.note:
        click.echo(f"  {pilot.note}")
    if pilot.result is not None:
        _print_table(pilot.result)
        click.echo(f"  n {pilot.result.n:,}")
        _print_figures(pilot.result, FIGURES[:6])
    click.echo("  the main reading:")


def _print_together(stage: str, together: ManyAgreement) -> None:
    click.echo(f"{stage}: all readers ({', '.join(together.raters)}), n {together.n:,}")
    _print_figures(together, FIGURES_OF_ALL)


def _print_rates(rates: list[ReaderRates]) -> None:
    from core.words import figure

    for each in rates:
        rate, same = (
            "-" if value is None else figure(value) for value in (each.include_rate, each.agreement_with_others)
        )
        click.echo(
            f"  {each.reviewer:<20}included {each.included:,} of {each.n:,} ({rate}); "
            f"said the same as others {each.same:,} of {each.compared:,} times ({same})"
        )


def _print_table(result: Agreement) -> None:
    width = max(len(name) for name in result.categories)
    click.echo("  " + " " * width + "".join(f"{name:>10}" for name in result.categories))
    for name, row in zip(result.categories, result.table, strict=True):
        click.echo(f"  {name:<{width}}" + "".join(f"{count:>10,}" for count in row))


def _print_figures(result: Agreement | ManyAgreement, figures: tuple[tuple[str, str, str | None], ...]) -> None:
    from core.agreement.pair import INTERVAL_METHODS
    from core.words import figure, listed
    from core.words import interval as ci_in_words

    methods: dict[str, list[str]] = {}
    for label, name, interval in figures:
        value = getattr(result, name)
        text = f"undefined: {result.notes[name]}" if value is None else figure(value)
        if value is not None and interval:
            bounds = ci_in_words(getattr(result, interval)) or f"no interval: {result.notes[interval]}"
            text += f" ({bounds})"
            methods.setdefault(INTERVAL_METHODS[interval], []).append(label)
        click.echo(f"  {label:<20}{text}")
    named = "; ".join(f"of {listed(labels)} {how}" for how, labels in methods.items())
    if named:
        click.echo(f"  intervals: {named}")


def _reasons_sentence(reasons: ReasonAgreement) -> str:
    if reasons.share is None:
        return "reasons: no record was excluded by both with a reason"
    text = f"reasons: the same for {reasons.same:,} of {reasons.n:,} records that both excluded ({reasons.share:.3f})"
    return text + (
        f"; {reasons.without_reason:,} more had no reason from one or both" if reasons.without_reason else ""
    )
