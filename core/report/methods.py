"""The paragraphs for the paper, written from the log: what was done, by whom, and what came of it.

Nothing is claimed that did not happen. What is still under way is said to be, and what is blind is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.charting.charted import Charted
from core.protocol.amendment import Amendment
from core.protocol.appraisal import APPRAISAL, NOT_JUDGED, SCHEMES, checklists, why_not_appraised
from core.protocol.coding import CODING
from core.report.document.plain import markdown, one_line
from core.report.document.sentences import Passage, as_markdown
from core.report.limitations import limitations
from core.report.methods_reading import blind_rounds, read_alone, read_twice, rounds_of, stated_as_read
from core.report.methods_search import duplicates, search
from core.report.values import ReportValues, StageReport
from core.sampling.sample import PILOT
from core.screening.outside_suggestion import disclosure
from core.sentences import Fact, Sentence, Several, found, say
from core.words import day

PREFACE = (
    "Paragraphs for the paper, written from the log. Each sentence carries a note that names the command or the file"
    " that shows what it says. Read them before you use them: tamis knows what was done, not why.",
)
INTERIM = "**Interim: not every stage is through. These figures are not for reporting.**"


def methods_md(report: ReportValues) -> str:
    """The paragraphs as Markdown."""
    preface = PREFACE if report.finished else (*PREFACE, INTERIM)
    return as_markdown("Methods, results and limitations", preface, methods(report))


def amendments_md(report: ReportValues) -> str:
    """Each version with its hash, the day it was first used, and the lines that changed."""
    lines = ["# Amendments to the protocol", "", f"Review: {markdown(report.protocol.title)}", ""]
    if not report.amendments:
        return "\n".join([*lines, "No version of the protocol has been in use yet.", ""])
    lines += ["Each version is known by the first 12 digits of its SHA-256; every decision is logged with the version"]
    lines += ["it was made under.", ""]
    for place, each in enumerate(report.amendments):
        in_use = ", in use now" if each.version == report.version and each is report.amendments[-1] else ""
        lines.append(f"## {place + 1}. Version {each.version}, {day(each.at)}{in_use}")
        lines.append("")
        if place == 0:
            lines += ["The first version in use.", ""]
            continue
        lines += [f"{lines_changed(each, place)} taken out (−) or put in (+):", "", "```diff"]
        lines += [f"{line[:2]}{one_line(line[2:]).replace('```', '` ` `')}" for line in each.changed]
        lines += ["```", ""]
        lines += [f"Why: {markdown(each.why)} ({markdown(each.by)})" if each.why else "Nobody has said why.", ""]
    return "\n".join([*lines, *_losses(report)])


def _losses(report: ReportValues) -> Iterator[str]:
    """What people said of lines of their journals that are lost for good."""
    if report.losses:
        yield "# Lines that were lost"
        yield ""
    yield from (f"- {markdown(each.text)}" for each in lost_lines(report))


def lines_changed(change: Amendment, place: int) -> Fact:
    """How many lines a version of the protocol changed; `place` is its place among them."""
    return Fact(len(change.changed), "line", f"report: amendments/{place}/lines")


def lost_lines(report: ReportValues) -> list[Sentence]:
    """The same as sentences, one for each loss."""
    return [
        found(
            "{day:day}, {who}: of {journal}, of which {known} {known:was} known, {kept:none is} left: {why}.",
            day=Fact(each.at, "", f"report: losses/{place}/at"),
            who=Fact(each.who, "", f"report: losses/{place}/who"),
            journal=Fact(f"{each.who}/{each.file}", "", f"report: losses/{place}/journal"),
            known=Fact(each.known, "line", f"report: losses/{place}/known"),
            kept=Fact(each.kept, "line", f"report: losses/{place}/kept"),
            why=Fact(each.why.rstrip("."), "", f"report: losses/{place}/why"),
        )
        for place, each in enumerate(report.losses)
    ]


def methods(report: ReportValues) -> list[Passage]:
    """The paragraphs, in the order of the work."""
    stages = [each for each in report.screening if each.state.entered]
    passages = [
        Passage("Search", list(search(report))),
        Passage("Duplicates", list(duplicates(report))),
        *(Passage(each.name, list(_stage(each, report))) for each in stages),
        Passage("Suggestions of other programs", list(_programs(report))),
        Passage(
            "Charting", [told for each in report.charts for told in _charting(each, report) if not _appraises(each)]
        ),
        Passage("Critical appraisal", [*appraisal(report), *certainty(report)]),
        Passage("What is included", list(_included(report))),
        Passage("Protocol and software", list(_software(report))),
        Passage("Support and contributions", list(support(report))),
        Passage("How the review was done", list(limitations(report))),
    ]
    return [each for each in passages if each.sentences]


def _stage(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    see = f"index.html, “From identified to included”, {markdown(stage.stage.title)}"
    if stage.stage.kind == "fulltext":
        yield _retrieval(stage, see)
    if stage.blind:
        yield _blind(stage, see, several=len(report.rounds) > 1)
        return
    if stage.stage.suggest:
        yield say(
            "The rule “{rule}” suggested what to exclude.",
            rule=Fact(stage.stage.suggest.rule, "", f"protocol.toml: stage/id={stage.stage.id}/suggest/rule"),
        )
    yield from read_alone(stage) if len(stage.stage.readers) == 1 else read_twice(stage, report)
    yield from _undecided(stage)
    yield _outcome(stage, see)


def _blind(stage: StageReport, see: str, several: bool) -> Sentence:
    at = f"report: stages/stage={stage.stage.id}"
    values: dict[str, Fact | Several | Sentence] = {
        "entered": stage.counted("entered"),
        "done": stated_as_read(stage),
        "rounds": rounds_of(stage),
        "earlier": Fact(stage.waiting_before, "record", f"{at}/waiting_before"),
    }
    rounds = f" in {blind_rounds(stage)}" if PILOT not in stage.blind and several else ""
    before = ", and {earlier:# unit} still {earlier:waits} at an earlier stage" if stage.waiting_before else ""
    return found(
        f"This stage, which {{entered}} entered, is still blind{rounds}: {{done}}; what was decided, and how far the "
        f"readers agree, is therefore not reported yet{before}.",
        see,
        **values,
    )


def _undecided(stage: StageReport) -> Iterator[Sentence]:
    """How many records a reader called "maybe", and what that counts as; nothing where there are none."""
    if stage.undecided:
        yield found(
            "A reader said “maybe” of {undecided}, which {undecided:counts} as {rule}.",
            undecided=Fact(
                len(stage.undecided), stage.unit, f"decisions.csv: stage={stage.stage.id}/verdict=maybe/record_id/##"
            ),
            rule=Fact(stage.stage.maybe, "", stage.at("maybe_counts_as")),
        )


def _retrieval(stage: StageReport, see: str) -> Sentence:
    lost = len(stage.state.not_retrieved)
    left = f"{stage.at('entered')} - {stage.at('not_retrieved')}"
    return found(
        "We sought {sought}; {lost:#} could not be retrieved, which left {left:#} to be read."
        if lost
        else "We sought {sought}, and none is marked as not retrieved.",
        see,
        sought=stage.counted("entered"),
        lost=stage.counted("not_retrieved"),
        left=Fact(len(stage.state.entered) - lost, stage.unit, left),
    )


def _outcome(stage: StageReport, see: str) -> Sentence:
    state = stage.state
    reasons = [(key, len(ids)) for key, ids in state.read_reasons.items() if ids]
    reasons.sort(key=lambda item: (-item[1], item[0]))
    why = [
        say(
            "{label}, {many:#}" if key else "no reason given, {many:#}",
            label=Fact(stage.stage.reason_label(key), "", _label(stage, key)),
            many=Fact(many, stage.unit, stage.at(f"reasons/{key}")),
        )
        for key, many in reasons
    ]
    because = " ({why})" if len(why) > 1 or (reasons and reasons[0][0]) else ""
    waits = ", {waiting:# still waits}" if state.waiting else ""
    return found(
        f"Here {{gone:no was}} excluded{because}{waits} and {{went:none}} went on.",
        see,
        gone=stage.read_out,
        why=Several(why, "; "),
        waiting=stage.counted("waiting"),
        went=stage.counted("included"),
    )


def _label(stage: StageReport, reason: str) -> str:
    """Where the words of a reason stand: in the protocol, or, where it has it no longer, in the counts."""
    if stage.stage.reason(reason) is None:
        return stage.at("reasons")
    return f"protocol.toml: stage/id={stage.stage.id}/reasons/id={reason}/label"


def _programs(report: ReportValues) -> Iterator[Sentence]:
    for stage in report.stages:
        for text in disclosure(stage.stage.title, stage.programs):
            yield say("{text}", text=Fact(text, "", f"suggestions agreement {stage.stage.id}: disclosure"))


def _appraises(charted: Charted) -> bool:
    return charted.form.stage == APPRAISAL


def _charting(charted: Charted, report: ReportValues) -> Iterator[Sentence]:
    if not charted.studies:
        return
    at = f"report: charts/stage={charted.form.stage}"
    values = {
        "items": Fact(len(charted.form.items), "item", f"{at}/items"),
        "total": Fact(len(charted.studies), "study", f"{at}/studies"),
        "done": Fact(len(charted.complete), "study", f"{at}/complete"),
    }
    stage = report.protocol.stage(charted.form.stage)
    file = "charting.csv" if charted is report.charts[0] else f"charting-{stage.id}.csv"
    see = f"{markdown(stage.title)}: `tamis chart export --stage {stage.id}`; {file}"
    by = [f"“{each}”" for each in checklists(report.protocol)] if _appraises(charted) else []
    if not charted.complete:
        yield say(f"No form is complete yet{'' if by else '; the form has {items}'}.", see, **values)
        return
    charters = {name for study in charted.complete for name in study.charted_by}
    names = sorted(charters, key=lambda name: [*report.order, name].index(name))
    alone = ", each on their own," if all(len(study.charted_by) == len(names) > 1 for study in charted.complete) else ""
    part = "{total}" if len(charted.complete) == len(charted.studies) else "{done:#} of {total}"
    who = Several([Fact(each, "", f"{at}/charted_by") for each in names])
    # Who appraises is by default who charts, shared out in the same way.
    dealt = next(each.id for each in report.protocol.stages if each.kind == "chart") if by else stage.id
    each, plan = "", f"protocol.toml: stage/id={dealt}/readers/any"
    did = (
        f"coded the answers to {{items}} of {part} by the team’s categories"
        if charted.form.stage == CODING
        else f"appraised {part}{', each by one of the checklists ' if by[1:] else ' by the checklist '}{'; '.join(by)}"
        if by
        else f"charted {part} with a form of {{items}}"
    )
    if stage.sharing is not None and charted.form.stage != CODING:
        each, values["any"] = ", each study by {any:#} of them", Fact(stage.sharing.any, "reader", plan)
    yield say(f"{{who}}{alone} {did}{each}.", see, **values, who=who)


def appraisal(report: ReportValues) -> Iterator[Sentence]:
    """Who appraised what, by which checklists; else that nothing was appraised, and whether the plan said so."""
    yield from (told for each in report.charts if _appraises(each) for told in _charting(each, report))
    if why := why_not_appraised(report.protocol):
        yield say(why, "protocol.toml, `appraisal`", done=Fact("no", "", "status: appraisal"))


def certainty(report: ReportValues) -> Iterator[Sentence]:
    """By what the certainty of the evidence is judged, or that by the plan it is not; else nothing."""
    plan = report.protocol
    if plan.certainty == "none":
        yield say(NOT_JUDGED, "protocol.toml, `appraisal`", plan=Fact("none", "", "protocol.toml: appraisal/certainty"))
    elif plan.certainty:
        label = next(each.label for each in plan.chart_items if each.id == plan.certainty_of)
        yield say(
            f"By the protocol the certainty of the evidence is judged by {SCHEMES[plan.certainty]}, for each answer to "
            "“{item}”, in a table to fill in.",
            "`tamis chart table certainty`; protocol.toml, `appraisal`",
            item=Fact(label, "", f"protocol.toml: chart/item/id={plan.certainty_of}/label"),
        )


def _included(report: ReportValues) -> Iterator[Sentence]:
    if not report.funnel.identified:
        return
    many = "{studies} ({reports})" if report.funnel.included else "{studies:no}"
    yield found(
        f"The review includes {many}."
        if report.finished
        else f"So far, {many} came through every stage that excludes.",
        "`tamis export --outcome included`; index.html, “What is included”",
        studies=Fact(len(report.funnel.included_studies), "study", "status: included_studies"),
        reports=Fact(len(report.funnel.included), "report", "status: included_records"),
    )


def _software(report: ReportValues) -> Iterator[Sentence]:
    if registered := registration(report):
        yield registered
    if report.amendments:
        yield protocol_changes(report)
    if report.losses:
        lost = Fact(len({(each.who, each.file) for each in report.losses}), "journal", "report: losses/journal/##")
        yield say("Lines of {lost} were lost, and no copy had them.", "amendments.md", lost=lost)
    if report.together:
        readers = Fact(len(report.together), "reader", "report: together")
        yield say(_apart(report), "protocol.toml, `apart` and `login`", readers=readers)
    if report.at:
        yield say(
            "Screening was done with {software}; every figure here is derived from its log as it stood on {day:day} at "
            "{hour} UTC, under protocol version {version}.",
            "`tamis check`",
            software=Fact(report.software, "", "report: software"),
            day=Fact(report.at, "", "report: at"),
            hour=Fact(report.at[11:16], "", "report: at"),
            version=Fact(report.version, "", "report: version"),
        )


def registration(report: ReportValues) -> Sentence | None:
    """Where the protocol is registered or published; None where the plan does not say."""
    named = [
        Fact(text, "", f"protocol.toml: review/{name}")
        for name in ("registration", "protocol_doi")
        if (text := getattr(report.protocol, name))
    ]
    text = "The protocol was registered or published beforehand: {named}."
    return say(text, named=Several(named, "; ")) if named else None


def support(report: ReportValues) -> list[Sentence]:
    """When the review was done, who paid for it and who did what, as the plan says; nothing where it does not."""
    plan = report.protocol
    told = {
        "funding": "Funding: {funding}.",
        "contributions": "Contributions: {contributions}.",
        "started": "Work on the review began on {started:day}" + (" and ended on {ended:day}." if plan.ended else "."),
        "ended": "" if plan.started else "Work on the review ended on {ended:day}.",
    }
    values = {name: Fact(getattr(plan, name).rstrip("."), "", f"protocol.toml: review/{name}") for name in told}
    return [say(text, **values) for name, text in told.items() if text and values[name].number]


def _apart(report: ReportValues) -> str:
    """What kept the decisions of those who read independently apart until all had read."""
    if report.protocol.apart == "machines":
        return (
            "By the plan each of those who read independently worked on a machine of their own, and what they decided "
            "left it when all had stated that they had read."
        )
    if report.protocol.apart == "accounts":
        if all(each.logins for each in report.protocol.reviewers if each.id in report.together):
            return (
                "By the plan each of those who read independently worked in an account of their own, so that the "
                "system kept their decisions apart."
            )
        return (
            "The plan names no account of their own for each of those who read independently: tamis kept their "
            "decisions apart, and not the system."
        )
    return (
        f"Those who read independently {'were' if report.finished else 'are'} kept apart by tamis alone, and not by "
        "accounts or machines of their own."
    )


def protocol_changes(report: ReportValues) -> Sentence:
    """Whether the protocol was changed since it was first in use."""
    later = Fact(max(len(report.amendments) - 1, 0), "time", "report: changes")
    unexplained = Fact(sum(not each.why for each in report.amendments[1:]), "change", "report: changes_unexplained")
    text = "The protocol was not changed while in use."
    if later.number:
        text = "The protocol was changed {later:times} while in use; every decision is logged with the version "
        text += "it was made under."
        if unexplained.number:
            text += " No reason is noted for {unexplained}."
    return say(text, "amendments.md", later=later, unexplained=unexplained)
