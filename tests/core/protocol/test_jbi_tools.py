"""The checklists of the JBI: one for each design, with as many questions as the original."""

from __future__ import annotations

from core.protocol.jbi_tools import JBI_TOOLS

JBI = {
    "jbi-qualitative": 10,
    "jbi-cross-sectional": 8,
    "jbi-prevalence": 9,
    "jbi-text": 6,
    "jbi-cohort": 11,
    "jbi-case-control": 10,
    "jbi-case-series": 10,
    "jbi-case-report": 8,
    "jbi-trial": 13,
    "jbi-quasi-experimental": 9,
    "jbi-diagnostic": 10,
    "jbi-economic": 11,
    "jbi-review": 11,
}


def test_each_has_the_questions_of_its_original_and_the_same_answers() -> None:
    assert {name: len(each.questions) for name, each in JBI_TOOLS.items()} == JBI
    assert {each.answers for each in JBI_TOOLS.values()} == {("yes", "no", "unclear", "not applicable")}
