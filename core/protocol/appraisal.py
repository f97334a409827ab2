"""The appraisal of the included studies: a fixed form, filled in like charting, when the protocol switches it on.

Ten questions in our own words, adapted from the checklist for qualitative research of the Critical Appraisal Skills
Programme (CASP, casp-uk.net), whose order they keep. There is no score: the checklist is not meant to be summed up.
"""

from __future__ import annotations

from dataclasses import replace

from core.protocol.values import ChartItem, Protocol, Stage

APPRAISAL = "appraisal"
"""The id of the stage at which the form is filled in."""

NOT_DONE = "Quality appraisal was not done, as the protocol planned."
NOT_PLANNED = "Quality appraisal was not done; the protocol says nothing of one."

_ANSWERS = ("yes", "no", "can't tell")
_QUESTIONS = (
    ("aims", "Clear aims", "Do the authors say clearly what they want to find out, and why it matters?"),
    ("method", "Qualitative method fits", "Are experiences, views or processes what the aims ask for?"),
    ("design", "Design fits the aims", "Do the authors justify the design that they chose for these aims?"),
    (
        "recruitment",
        "Recruitment fits the aims",
        "Is it explained who was asked to take part, how and why, and why some did not?",
    ),
    (
        "data",
        "Data collected fittingly",
        "Are setting, way and form of data collection described and justified, and is saturation discussed?",
    ),
    (
        "relationship",
        "Relationship considered",
        "Do the authors examine their own part, and how they and the participants influenced each other? "
        "In co-produced research: also the part of peer researchers.",
    ),
    ("ethics", "Ethics considered", "Approval, consent, confidentiality; what was done about strain on participants."),
    (
        "analysis",
        "Rigorous analysis",
        "Is it described how themes came out of the data, with enough data to support them, and contrary data too?",
    ),
    (
        "findings",
        "Clear findings",
        "Are the findings explicit, discussed for and against, and is their credibility shown?",
    ),
    ("value", "Valuable research", "What does it add: to knowledge, practice or policy; where else could it apply?"),
)

APPRAISAL_ITEMS: tuple[ChartItem, ...] = tuple(
    item
    for name, label, question in _QUESTIONS
    for item in (
        ChartItem(id=name, label=label, type="choice", help=question, choices=_ANSWERS, required=True),
        ChartItem(
            id=f"{name}-comment",
            label=f"{label}: comment",
            type="long-text",
            help="What the answer rests on.",
        ),
    )
)


def why_not_appraised(protocol: Protocol) -> str:
    """Why the studies were not appraised; "" where they are."""
    return "" if protocol.appraisal else NOT_DONE if protocol.appraisal_settled else NOT_PLANNED


def with_appraisal(protocol: Protocol) -> Protocol:
    """The plan with a stage for the appraisal after charting, read by those who chart, when it is switched on."""
    charting = next((stage for stage in protocol.stages if stage.kind == "chart"), None)
    if not protocol.appraisal or charting is None:
        return protocol
    stage = Stage(id=APPRAISAL, title="Appraisal", kind="chart", readers=charting.readers, sharing=charting.sharing)
    return replace(protocol, stages=(*protocol.stages, stage))
