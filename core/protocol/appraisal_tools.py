"""The checklists by which studies are appraised: each question in our own words, in the order of the original.

Sources: the checklists of the Critical Appraisal Skills Programme (CASP, casp-uk.net), of the Joanna Briggs Institute
(JBI, jbi.global) and the Mixed Methods Appraisal Tool, version 2018 (MMAT; Hong et al., doi 10.3233/EFI-180221).
None is meant to be summed up to a score.
"""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """One question: what it is known by, its label, and how to answer it."""

    id: str
    label: str
    help: str


class Tool(NamedTuple):
    """A checklist for one design of studies."""

    title: str
    answers: tuple[str, ...]
    questions: tuple[Question, ...]


_CASP = ("yes", "no", "can't tell")
_JBI = ("yes", "no", "unclear", "not applicable")


def _tool(title: str, answers: tuple[str, ...], *questions: tuple[str, str, str]) -> Tool:
    return Tool(title, answers, tuple(Question(*each) for each in questions))


_SCREENED = (
    ("question", "Clear question", "Is it clear what the study asks?"),
    ("data", "Data fit the question", "Can the data that were collected answer it?"),
)

TOOLS: dict[str, Tool] = {
    "casp-qualitative": _tool(
        "CASP, qualitative research",
        _CASP,
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
        (
            "ethics",
            "Ethics considered",
            "Approval, consent, confidentiality; what was done about strain on participants.",
        ),
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
        (
            "value",
            "Valuable research",
            "What does it add: to knowledge, practice or policy; where else could it apply?",
        ),
    ),
    "casp-trial": _tool(
        "CASP, randomised controlled trials",
        _CASP,
        ("question", "Focused question", "Are population, intervention, comparison and outcomes named?"),
        ("randomised", "Assigned at random", "Was chance alone to decide the group, and was the order hidden?"),
        ("accounted", "All accounted for", "Are losses and exclusions told, and was each analysed as assigned?"),
        ("blinded", "Blinded", "Who did not know the group: participants, those who treated, those who assessed?"),
        ("alike", "Groups alike at the start", "Are age, severity and whatever else matters compared?"),
        ("treated", "Treated alike", "Apart from the intervention, did the groups get the same care and follow-up?"),
        (
            "effects",
            "Effects reported in full",
            "Is every planned outcome there, with the planned analysis?",
        ),
        ("precision", "Precision given", "Are intervals or their like given, and are they narrow enough to decide on?"),
        ("balance", "Benefits outweigh harms and costs", "Are harms and costs reported, and worth it?"),
        ("local", "Applies to our setting", "Are participants, services and outcomes near enough to ours?"),
        ("worth", "Better than what is done now", "Would it add more for those it is for than existing interventions?"),
    ),
    "casp-cohort": _tool(
        "CASP, cohort studies",
        _CASP,
        ("question", "Focused question", "Are population, exposure and outcomes named?"),
        ("recruitment", "Fitting recruitment", "Does the cohort stand for the population, and is nobody left out?"),
        ("exposure", "Exposure measured well", "Are its measures objective or validated, and the same for all?"),
        ("outcome", "Outcome measured well", "The same of the outcome; did assessors know the exposure?"),
        ("known", "Confounders known", "Do the authors name what else could explain the outcome?"),
        ("adjusted", "Confounders allowed for", "Are these dealt with in the design or the analysis?"),
        ("complete", "Follow-up complete", "How many were lost, and could those differ from the others?"),
        ("long", "Follow-up long enough", "Long enough for the outcome to show?"),
        ("results", "Results clear", "How strong is the association, as absolute or relative figure?"),
        ("precision", "Precision given", "How wide are the intervals?"),
        ("believable", "Results believable", "Could chance, bias or confounding explain them?"),
        ("local", "Applies to our setting", "Are participants and setting near enough to ours?"),
        ("fits", "Fits other evidence", "Do other studies find the same?"),
        ("practice", "Bears on practice", "What follows for practice?"),
    ),
    "casp-case-control": _tool(
        "CASP, case-control studies",
        _CASP,
        ("question", "Focused question", "Are population, exposure and outcome named?"),
        ("method", "Design fits", "Is a case-control study the way to answer it, such as for what is rare?"),
        ("cases", "Cases recruited fittingly", "Are they defined, and do they stand for all cases?"),
        ("controls", "Controls chosen fittingly", "Do they come from where the cases do, and are they enough?"),
        ("exposure", "Exposure measured well", "Measured alike in both, without knowing who is a case?"),
        ("confounders", "Confounders allowed for", "Apart from the exposure, were both alike, or was it adjusted for?"),
        ("results", "Results clear", "How large is the effect, and was the analysis fitting?"),
        ("precision", "Precision given", "How wide are the intervals?"),
        ("believable", "Results believable", "Could chance, bias or confounding explain them?"),
        ("local", "Applies to our setting", "Are participants and setting near enough to ours?"),
        ("fits", "Fits other evidence", "Do other studies find the same?"),
    ),
    "casp-review": _tool(
        "CASP, systematic reviews",
        _CASP,
        ("question", "Focused question", "Are population, intervention or exposure, and outcomes named?"),
        ("papers", "Right kind of papers", "Did they look for designs that can answer the question?"),
        ("all", "All relevant studies", "Databases, references, experts, unpublished work, other languages?"),
        ("quality", "Quality assessed", "Was the rigour of what is included judged?"),
        ("combined", "Combined with reason", "If results are combined: are they alike, and are differences discussed?"),
        ("results", "Results clear", "What is the bottom line, and in which figure?"),
        ("precision", "Precision given", "How wide are the intervals?"),
        ("local", "Applies to our setting", "Are participants and setting near enough to ours?"),
        ("outcomes", "All important outcomes", "Is anything missing that matters to those concerned?"),
        ("worth", "Benefits worth harms and costs", "Is that addressed; if not, what do you think?"),
    ),
    "jbi-qualitative": _tool(
        "JBI, qualitative research",
        _JBI,
        ("philosophy", "Philosophy and methodology agree", "Does the stated view of knowledge fit the methodology?"),
        ("question", "Question and methodology agree", "Can this methodology answer the question?"),
        ("methods", "Methods and methodology agree", "Are data collected as the methodology asks?"),
        ("analysis", "Analysis and methodology agree", "Are data presented and analysed as it asks?"),
        ("interpretation", "Interpretation and methodology agree", "Are results read as it asks?"),
        ("located", "Researcher placed", "Do the authors say from which culture or theory they look?"),
        ("influence", "Influence addressed", "What of the influence of researcher and research on each other?"),
        ("voices", "Participants heard", "Do their words stand for the findings?"),
        ("ethics", "Ethics", "Is there an approval, by current standards?"),
        ("conclusions", "Conclusions follow", "Do they come out of the analysis of the data?"),
    ),
    "jbi-cross-sectional": _tool(
        "JBI, analytical cross-sectional studies",
        _JBI,
        ("criteria", "Criteria for the sample", "Is it defined who could take part?"),
        ("subjects", "People and setting described", "Enough to compare them with one's own?"),
        ("exposure", "Exposure measured validly", "With valid and reliable measures?"),
        ("condition", "Condition measured by a standard", "By objective, standard criteria?"),
        ("confounders", "Confounders named", "What else could explain the result?"),
        ("strategies", "Confounders dealt with", "In the design or the analysis?"),
        ("outcomes", "Outcomes measured validly", "With valid and reliable measures?"),
        ("statistics", "Fitting statistics", "Is the analysis described, and fitting?"),
    ),
    "jbi-prevalence": _tool(
        "JBI, prevalence studies",
        _JBI,
        ("frame", "Fitting frame", "Does the frame hold the whole target population?"),
        ("sampled", "Fitting sample", "Were participants drawn at random or all asked?"),
        ("size", "Large enough", "Is the size justified?"),
        ("described", "People and setting described", "Enough to compare them with one's own?"),
        ("coverage", "All groups covered", "Did each group answer alike, so that the sample is still the population?"),
        ("identified", "Condition identified validly", "By a valid definition or test?"),
        ("measured", "Measured alike", "Reliably, in the same way for all?"),
        ("statistics", "Fitting statistics", "Numerator, denominator and interval given?"),
        ("response", "Response rate", "High enough, or are those who did not answer accounted for?"),
    ),
    "jbi-text": _tool(
        "JBI, text and opinion",
        _JBI,
        ("source", "Source named", "Is it clear whose opinion it is?"),
        ("standing", "Standing in the field", "What does the author know of it?"),
        ("interests", "Interests of those concerned", "Is it written for their sake, and whose?"),
        ("logic", "Logical position", "Is the opinion the result of an analysis, with its logic shown?"),
        ("literature", "Literature referred to", "Is what is known cited, without bias?"),
        ("incongruence", "Differences defended", "Is it said where others think otherwise, and why?"),
    ),
    "mmat-qualitative": _tool(
        "MMAT, qualitative",
        _CASP,
        *_SCREENED,
        ("approach", "Approach fits", "Is the qualitative approach right for the question?"),
        ("collection", "Collection adequate", "Are the methods of collection adequate to the question?"),
        ("derived", "Findings from the data", "Do the findings come out of the data?"),
        ("supported", "Interpretation supported", "Do enough data support the interpretation?"),
        ("coherent", "Coherent", "Do sources, collection, analysis and interpretation hang together?"),
    ),
    "mmat-trial": _tool(
        "MMAT, randomised trials",
        _CASP,
        *_SCREENED,
        ("randomised", "Assigned at random", "Is it described, and done well?"),
        ("comparable", "Groups alike at the start", "Are they compared?"),
        ("complete", "Outcome data complete", "For how many are outcomes known?"),
        ("blinded", "Assessors blinded", "Did those who assessed outcomes not know the group?"),
        ("adherent", "Participants kept to it", "Did they get what they were assigned to?"),
    ),
    "mmat-nonrandomised": _tool(
        "MMAT, non-randomised quantitative studies",
        _CASP,
        *_SCREENED,
        ("representative", "Participants stand for the population", "Who was asked, and who took part?"),
        ("measures", "Fitting measures", "Of outcome and of intervention or exposure."),
        ("complete", "Outcome data complete", "For how many are outcomes known?"),
        ("confounders", "Confounders allowed for", "In the design and the analysis."),
        ("intended", "Intervention as intended", "Was it given, or did the exposure occur, as intended?"),
    ),
    "mmat-descriptive": _tool(
        "MMAT, descriptive quantitative studies",
        _CASP,
        *_SCREENED,
        ("sampling", "Sampling fits the question", "How were participants chosen?"),
        ("representative", "Sample stands for the population", "Are those who did not take part described?"),
        ("measures", "Fitting measures", "Clear, validated or tried before?"),
        ("nonresponse", "Little bias from no answer", "How many did not answer, and do they differ?"),
        ("statistics", "Fitting statistics", "Does the analysis answer the question?"),
    ),
    "mmat-mixed": _tool(
        "MMAT, mixed methods",
        _CASP,
        *_SCREENED,
        ("rationale", "Reason for mixing", "Why are both needed for the question?"),
        ("integrated", "Parts integrated", "Are the parts brought together to answer it?"),
        ("interpreted", "Integration interpreted", "What does the whole say that the parts do not?"),
        ("divergences", "Divergences addressed", "Where the parts differ, is it said why?"),
        ("standards", "Each part by its standards", "Does each part keep the rules of its own methods?"),
    ),
}
"""Each checklist, by its id in the plan."""
