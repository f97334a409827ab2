"""The sentences on the limits of how the review was done: what one person saw, what is open, what was not to be had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.report.values import ReportValues, StageReport
from core.sentences import Fact, Sentence, Several, limit, say


def limitations(report: ReportValues) -> Iterator[Sentence]:
    """In the order of the work."""
    stages = [each for each in report.screening if each.state.entered]
    if report.pairs_in_doubt:
        pairs = Fact(report.pairs_in_doubt, "pair", "status: pairs_to_review")
        text = "{pairs:# unit} of records that may be the same {pairs:has} not been looked at by a person."
        yield limit(text, "`tamis dedup --review`", pairs=pairs)
    if alone := [each for each in stages if each.stage.read_once]:
        yield limit(
            f"One reader alone {'decided' if report.finished else 'decides'} at {{many}}: {{names}}.",
            many=Fact(len(alone), "stage", "report: read_by_one"),
            names=_titles(alone),
        )
    for each in stages:
        if each.missed is not None and not each.blind:
            at, total = f"missed {each.stage.id}: stages/stage={each.stage.id}", each.missed.total
            yield limit(
                "At “{stage}”, {first} alone excluded {alone:# unit}, of which {low:#} to {high:#} "
                "may be relevant (95% CI).",
                stage=Fact(each.stage.title, "", each.at("title")),
                first=Fact(each.missed.first, "", f"{at}/sentence"),
                alone=Fact(total.single_read, "record", f"{at}/excluded - {at}/double_read"),
                low=Fact(total.ci[0], "record", f"{at}/ci/0"),
                high=Fact(total.ci[1], "record", f"{at}/ci/1"),
            )
    for each in stages:
        if any(one.early for one in each.opened):
            stage = Fact(each.stage.title, "", each.at("title"))
            yield limit(
                "“{stage}” was opened before every reader had finished, so that its agreement is not final.",
                stage=stage,
            )
    if blind := [each for each in stages if each.blind]:
        yield limit("Still blind, and so without figures: {names}.", names=_titles(blind))
    if lost := [each for each in stages if each.state.not_retrieved]:
        yield limit(
            "{lost:# unit was} not retrieved.",
            "not-retrieved.csv",
            lost=Fact(
                sum(len(each.state.not_retrieved) for each in lost),
                "report",
                " + ".join(each.at("not_retrieved") for each in lost),
            ),
        )


def _titles(stages: Sequence[StageReport]) -> Several:
    """The stages by their titles, each in quotes, since a title may be a list itself."""
    return Several([say("“{title}”", title=Fact(each.stage.title, "", each.at("title"))) for each in stages])
