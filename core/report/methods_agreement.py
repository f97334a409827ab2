"""The sentences on how far the readers of a stage agree."""

from __future__ import annotations

from collections.abc import Iterator

from core.agreement import Agreement, ReaderAgreement, interpretation
from core.agreement.pair import INTERVAL_METHODS, rough_intervals
from core.report.values import StageReport
from core.sentences import Fact, Sentence, Several, found, say


def agreement_of_pair(stage: StageReport, pair: ReaderAgreement, scale: str) -> Iterator[Sentence]:
    """How far two readers agree, with what must be known to read the figures; `scale` names the words for kappa."""
    at, see, result = f"agreement {stage.stage.id}: stages/raters={','.join(pair.raters)}", "agreement.csv", pair.result
    names = raters(stage, pair)
    if result is None or not result.n or result.percent_agreement is None or result.percent_agreement_ci is None:
        text = "{names} have no {n:unit} in common that both had read before the stage was opened."
        yield found(text, see, names=names, n=Fact(1, stage.unit, f"{at}/n + 1"))
        return
    if not pair.complete:
        note = Fact(pair.note, "", f"{at}/note")
        yield found("The agreement of {names} is not final ({note}).", see, names=names, note=note)
    rule = "" if len(result.categories) > 2 else ", counting “maybe” as “{rule}”"
    gone = stage.left_since(pair)
    left = "; {gone:# of them has} left the stage since, or could not be retrieved" if gone else ""
    ends = enumerate(result.percent_agreement_ci)
    low, high = (Fact(end, "", f"{at}/percent_agreement_ci/{n}") for n, end in ends)
    yield found(
        "Before any discussion, {names} agreed on {agreed:#} of {n} ({share:per cent}; 95% CI "
        f"{{low:per cent}} to {{high:per cent}}, {{method}}){rule}{left}.",
        see,
        names=names,
        agreed=Fact(sum(result.table[g][g] for g in range(len(result.categories))), stage.unit, f"{at}/table/trace"),
        n=Fact(result.n, stage.unit, f"{at}/n"),
        share=Fact(result.percent_agreement, "", f"{at}/percent_agreement"),
        low=low,
        high=high,
        method=Fact(INTERVAL_METHODS["percent_agreement_ci"], "", f"{at}/ci_methods/percent_agreement_ci"),
        rule=Fact(pair.maybe_rule, "", f"{at}/maybe_rule"),
        gone=Fact(gone, stage.unit, f"report: stages/stage={stage.stage.id}/pairs/raters={','.join(pair.raters)}/left"),
    )
    yield _kappa(result, at, scale, stage.unit)
    bounds = zip(("from", "to"), result.ac1_ci or (), strict=False)
    of_ac1 = {name: Fact(end, "", f"{at}/ac1_ci/{n}") for n, (name, end) in enumerate(bounds)}
    yield found(
        "Positive agreement was {positive}, negative agreement {negative}, PABAK {pabak} and Gwet’s AC1 {ac}"
        + (" (95% CI {from:figure} to {to:figure})." if of_ac1 else "."),
        see,
        **of_ac1,
        **{
            name: _statistic(getattr(result, field), f"{at}/{field}")
            for name, field in (
                ("positive", "positive_agreement"),
                ("negative", "negative_agreement"),
                ("pabak", "pabak"),
                ("ac", "ac1"),
            )
        },
    )
    if few := few_included(stage, pair):
        yield few


def raters(stage: StageReport, pair: ReaderAgreement) -> Several:
    """The names of the two."""
    at = f"agreement {stage.stage.id}: stages/raters={','.join(pair.raters)}/raters"
    return Several([Fact(each, "", at) for each in pair.raters])


def _statistic(value: float | None, at: str) -> Sentence:
    return (
        say("undefined", value=Fact("", "", at)) if value is None else say("{value:figure}", value=Fact(value, "", at))
    )


def _kappa(result: Agreement, at: str, scale: str, unit: str) -> Sentence:
    if result.n == 1:
        only = Fact(1, unit, f"{at}/n")
        return found("Cohen’s kappa is undefined, since both read only {only}.", "agreement.csv", only=only)
    if result.kappa is None:
        why = Fact(result.notes.get("kappa", "it cannot be computed"), "", f"{at}/kappa_note")
        return found("Cohen’s kappa is undefined: {why}.", "agreement.csv", why=why)
    values = {
        "kappa": Fact(result.kappa, "", f"{at}/kappa"),
        "most": Fact(result.kappa_max or 0.0, "", f"{at}/kappa_max"),
    }
    if result.kappa_ci:
        bounds = "95% CI {low:figure} to {high:figure}, {method}"
        low, high = (Fact(end, "", f"{at}/kappa_ci/{n}") for n, end in enumerate(result.kappa_ci))
        method = Fact(INTERVAL_METHODS["kappa_ci"], "", f"{at}/ci_methods/kappa_ci")
        values |= {"low": low, "high": high, "method": method}
    else:
        bounds = "no interval: {why}"
        values["why"] = Fact(result.notes["kappa_ci"], "", f"{at}/kappa_ci_note")
    word = interpretation(result.kappa, scale) if scale != "none" else None
    called = ", “{word}” on the scale of {scale}" if word else ""
    if word:
        values["word"] = Fact(word.word, "", f"{at}/interpretation/word")
        values["scale"] = Fact(word.scale, "", f"{at}/interpretation/scale")
    text = f"Cohen’s kappa was {{kappa:figure}} ({bounds}; at most {{most:figure}} with these margins){called}."
    return found(text, "agreement.csv", **values)


def few_included(stage: StageReport, pair: ReaderAgreement) -> Sentence | None:
    """That so few were included that some intervals are rough; None where that is not so."""
    if pair.result is None or not pair.result.rough:
        return None
    at = f"agreement {stage.stage.id}: stages/raters={','.join(pair.raters)}"
    table = pair.result.table
    return found(
        f"{{one}} said “{{category}}” {{first:times}} and {{other}} {{second:times}}, so seldom that "
        f"{rough_intervals(pair.result.rough)}.",
        "agreement.csv",
        category=Fact(pair.result.categories[0], "", f"{at}/categories"),
        first=Fact(sum(table[0]), "time", f"{at}/table/0"),
        second=Fact(sum(row[0] for row in table), "time", " + ".join(f"{at}/table/{n}/0" for n in range(len(table)))),
        one=Fact(pair.raters[0], "", f"{at}/raters"),
        other=Fact(pair.raters[1], "", f"{at}/raters"),
    )


def agreement_of_all(stage: StageReport) -> Iterator[Sentence]:
    """How far three readers or more agree all together; nothing with fewer."""
    all_of, at = stage.together, f"agreement {stage.stage.id}: all_readers/stage={stage.stage.id}"
    if all_of is not None and all_of.n:
        yield found(
            "Of all readers together, on {n} that two or more of them had read, Fleiss’s kappa was {fleiss}, "
            "Krippendorff’s alpha {alpha} (nominal) and Gwet’s AC1 {ac}.",
            "agreement.csv",
            n=Fact(all_of.n, stage.unit, f"{at}/n"),
            fleiss=_statistic(all_of.fleiss_kappa, f"{at}/fleiss_kappa"),
            alpha=_statistic(all_of.alpha_nominal, f"{at}/alpha_nominal"),
            ac=_statistic(all_of.ac1, f"{at}/ac1"),
        )
