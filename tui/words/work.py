"""What there is to do for one person, in words, and the command for it."""

from __future__ import annotations

from core.screening.next_step import NextStep, Work
from core.words import count, listed, number


def what(step: NextStep, title: str) -> str:
    """What there is to do, at a stage of that title: "14 disagreements to rule on in Title and abstract"."""
    where = f" in {title}" if title else ""
    match step.work:
        case Work.IMPORT:
            return "bring in what the databases exported"
        case Work.SEARCH:
            return f"{count(step.count, 'import')} to search for duplicates"
        case Work.PAIRS:
            return f"{count(step.count, 'doubtful pair')} to look at"
        case Work.RULE:
            return f"{count(step.count, 'disagreement')} to rule on{where}"
        case Work.SETTLE:
            return f"{count(step.count, 'disagreement')} to settle with {listed(list(step.others))}{where}"
        case Work.DEAL:
            return f"deal the records to those who read them{where}"
        case Work.DRAW:
            return f"draw the sample that you read{where}"
        case _:
            chart = step.stage is not None and step.stage.state.stage.kind == "chart"
            return f"{number(step.count)} to {'chart' if chart else 'read'}{where}"


def as_command(step: NextStep) -> str:
    """The command with which it is begun; "" for nothing."""
    stage = step.stage.id if step.stage else ""
    chart = step.stage is not None and step.stage.state.stage.kind == "chart"
    return {
        Work.IMPORT: "tamis import FOLDER",
        Work.SEARCH: "tamis dedup",
        Work.PAIRS: "tamis dedup --review",
        Work.RULE: f"tamis disagreements {stage}",
        Work.SETTLE: f"tamis disagreements {stage}",
        Work.READ: f"tamis {'chart' if chart else 'screen'} {stage}",
        Work.DRAW: f"tamis sample {stage} --draw",
        Work.DEAL: f"tamis sample {stage} --draw",
    }.get(step.work, "")
