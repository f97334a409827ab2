"""The appraisal of the included studies: a fixed form, filled in like charting, when the protocol switches it on.

The plan names the checklists, by the design of the studies; by default that of CASP for qualitative research. There is
no score: none of them is meant to be summed up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from core.protocol.values import ChartItem, Protocol, Reader, Stage

APPRAISAL = "appraisal"
"""The id of the stage at which the form is filled in."""

NOT_DONE = "Quality appraisal was not done, as the protocol planned."
NOT_PLANNED = "Quality appraisal was not done; the protocol says nothing of one."
NOT_JUDGED = "The certainty of the evidence was not judged, as the protocol planned."
SCHEMES = {"grade": "GRADE", "cerqual": "GRADE-CERQual"}
"""How the ways to judge the strength of evidence are called."""

DEFAULT_TOOL = "casp-qualitative"
CHECKLIST = "checklist"
"""The item that says by which checklist a study is appraised, where the plan has several."""


def checklists(protocol: Protocol) -> tuple[str, ...]:
    """The titles of the plan's checklists."""
    from core.protocol.appraisal_tools import TOOLS  # much text, and only where studies are appraised

    return tuple(TOOLS[each].title for each in protocol.appraisal_tools or (DEFAULT_TOOL,))


def appraisal_items(protocol: Protocol) -> tuple[ChartItem, ...]:
    """The form: the questions of the plan's checklist, or of several the choice by design, and those of each."""
    tools, titles = protocol.appraisal_tools or (DEFAULT_TOOL,), checklists(protocol)
    if len(tools) == 1:
        return tuple(_questions(tools[0]))
    which = ChartItem(
        id=CHECKLIST,
        label="Checklist, by the design of the study",
        type="choice",
        help="Only the questions of the one that is chosen are asked.",
        choices=titles,
        required=True,
    )
    return (which, *(item for each in zip(tools, titles, strict=True) for item in _questions(*each)))


def _questions(tool: str, only_of: str = "") -> Iterator[ChartItem]:
    """Each question with a place for what the answer rests on; `only_of` is the choice for which alone it is asked."""
    from core.protocol.appraisal_tools import TOOLS

    before, title = (f"{tool}-", f"{only_of}: ") if only_of else ("", "")
    for each in TOOLS[tool].questions:
        name, label = f"{before}{each.id}", f"{title}{each.label}"
        yield ChartItem(
            id=name,
            label=label,
            type="choice",
            help=each.help,
            choices=TOOLS[tool].answers,
            required=True,
            asked_of=only_of,
        )
        comment = "What the answer rests on."
        yield ChartItem(
            id=f"{name}-comment", label=f"{label}: comment", type="long-text", help=comment, asked_of=only_of
        )


def why_not_appraised(protocol: Protocol) -> str:
    """Why the studies were not appraised; "" where they are."""
    return "" if protocol.appraisal else NOT_DONE if protocol.appraisal_settled else NOT_PLANNED


def with_appraisal(protocol: Protocol) -> Protocol:
    """The plan with a stage for the appraisal after charting, when it is switched on.

    Those who chart fill it in, unless the plan says who.
    """
    charting = next((stage for stage in protocol.stages if stage.kind == "chart"), None)
    if not protocol.appraisal or charting is None:
        return protocol
    named = tuple(
        Reader(reviewer=each, coverage=Fraction(1), coverage_text="all") for each in protocol.appraisal_readers
    )
    stage = Stage(
        id=APPRAISAL,
        title="Appraisal",
        kind="chart",
        readers=named or charting.readers,
        sharing=None if named else charting.sharing,
    )
    return replace(protocol, stages=(*protocol.stages, stage))
