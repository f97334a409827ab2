"""Gives figures in the JSON form of the files of a bundle and of the commands that print the same figures.

A figure that is None has a sibling "<name>_note", which says why. If a key or the order of keys changed, older bundles
would not verify.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.agreement import Agreement, ManyAgreement, ReaderAgreement, ReaderRates, ReasonAgreement, agreement
from core.agreement.missed import Missed
from core.agreement.pair import INTERVAL_METHODS
from core.protocol.appraisal import why_not_appraised
from core.protocol.values import Protocol
from core.screening.status import StageStatus, Status

_OF_TWO = (
    "percent_agreement",
    "percent_agreement_se",
    "percent_agreement_ci",
    "kappa",
    "kappa_se",
    "kappa_ci",
    "kappa_max",
    "kappa_linear",
    "kappa_linear_se",
    "kappa_linear_ci",
    "pabak",
    "ac1",
    "ac1_se",
    "ac1_ci",
    "positive_agreement",
    "negative_agreement",
    "prevalence_index",
    "bias_index",
)
_OF_ALL = ("light_kappa", "fleiss_kappa", "alpha_nominal", "alpha_ordinal", "ac1", "ac1_se", "ac1_ci")
_NONE = agreement([[0, 0], [0, 0]], ("include", "exclude"))


def agreement_form(each: ReaderAgreement) -> dict[str, Any]:
    """The agreement of two readers at a stage."""
    pilot, later = each.pilot, each.after_opening
    return {
        "stage": each.stage,
        "raters": each.raters,
        **figures_form(each.result),
        "maybe_rule": each.maybe_rule,
        "complete": each.complete,
        "owed": each.owed,
        "beyond_sample": each.beyond_sample,
        "reasons": each.reasons and _reasons(each.reasons),
        "pilot": pilot
        and {**figures_form(pilot.result), "complete": pilot.complete, "owed": pilot.owed, "note": pilot.note},
        "after_opening": later and {**figures_form(later.result), "owed": later.owed},
        "regrouped": len(each.regrouped),
        "regrouped_ids": each.regrouped,
        "note": each.note,
    }


def figures_form(result: Agreement | None) -> dict[str, Any]:
    """The figures of one cross table; those of an empty table where they are withheld."""
    result = result or _NONE
    return {"n": result.n, "categories": result.categories, "table": result.table, **_figures(result, _OF_TWO)}


def all_readers_form(stage: str, result: ManyAgreement) -> dict[str, Any]:
    """The agreement of three or more readers, and under "pairs" that of each pair of them."""
    return {
        "stage": stage,
        "raters": result.raters,
        "n": result.n,
        "categories": result.categories,
        **_figures(result, _OF_ALL),
        "pairs": [{"raters": raters, **figures_form(each)} for raters, each in result.pairs.items()],
    }


def rates_form(stage: str, each: ReaderRates) -> dict[str, Any]:
    """How often a reader includes, and says the same as the others."""
    notes = {} if each.include_rate is not None else {"include_rate_note": "the reader has decided on nothing"}
    if each.agreement_with_others is None:
        notes["agreement_with_others_note"] = "nobody else has decided on these records"
    return {
        "stage": stage,
        "reviewer": each.reviewer,
        "n": each.n,
        "included": each.included,
        "include_rate": each.include_rate,
        "compared": each.compared,
        "same": each.same,
        "agreement_with_others": each.agreement_with_others,
        **notes,
    }


def missed_form(each: Missed) -> dict[str, Any]:
    """The estimate from one sample, or several, of relevant records among those that were read once."""
    return {
        "excluded": each.excluded,
        "double_read": each.double_read,
        "found_relevant": each.found,
        "estimate": each.estimate,
        "ci": each.ci,
        "upper_one_sided": each.upper_one_sided,
        **{f"{name}_note": why for name, why in each.notes.items()},
    }


def status_form(status: Status, protocol: Protocol) -> dict[str, Any]:
    """The counts of the funnel, and what each reader owes and has done."""
    whole = status.whole
    return {
        "title": protocol.title,
        "identified": whole["identified"],
        "duplicates_removed": whole["duplicates"],
        "imports_to_search": status.imports_to_search,
        "pairs_to_review": status.pairs_to_review,
        "rounds": [
            {
                "round": each.round,
                "identified": each.identified,
                "duplicates_removed": each.identified - each.unique,
                "unique": each.unique,
                "sources": each.sources,
            }
            for each in status.rounds
        ],
        "stages": [_stage(each) for each in status.stages],
        "included_records": len(status.funnel.included),
        "included_studies": len(status.funnel.included_studies),
        "appraisal": protocol.appraisal,
        "appraisal_note": why_not_appraised(protocol),
        "adds_up": not status.leaks,
        "leaks": status.leaks,
    }


def _stage(each: StageStatus) -> dict[str, Any]:
    stage, acts = each.state.stage, each.acts.items()
    numbers = ("entered", "included", "excluded", "waiting", "disagreements", "escalated", "conflicts")
    return {
        "stage": stage.id,
        "title": stage.title,
        "kind": stage.kind,
        **{name: len(getattr(each.state, name)) for name in numbers},
        "reasons": {reason: len(ids) for reason, ids in each.state.reasons.items()},
        "not_retrieved": len(each.state.not_retrieved),
        "by_rule": len(each.state.by_rule),
        "reviewers": {who: {"owed": share.owed, "done": share.done} for who, share in each.readers.items()},
        "acts": {who: made and {act.replace(" ", "_"): len(ids) for act, ids in made.items()} for who, made in acts},
        **({"acts_note": "sealed"} if any(made is None for _, made in acts) else {}),
        "blind": each.blind,
        "waits_for": list(each.waits_for),
        "pilot": None if each.pilot is None else {"records": len(each.pilot), "blind": each.pilot_blind},
        "late": len(each.late),
        "sample_drawn": each.sample_drawn,
        "maybe_counts_as": stage.maybe,
    }


def _figures(result: Agreement | ManyAgreement, names: Sequence[str]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for name in names:
        document[name] = getattr(result, name)
        if document[name] is None:
            document[f"{name}_note"] = result.notes[name]
    document["ci_methods"] = {name: how for name, how in INTERVAL_METHODS.items() if name in names}
    return document


def _reasons(each: ReasonAgreement) -> dict[str, Any]:
    note = {} if each.share is not None else {"share_note": "no record was excluded by both with a reason"}
    found = asdict(each)
    return {name: found.pop(name) for name in ("n", "same", "share")} | note | found
