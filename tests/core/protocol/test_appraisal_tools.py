"""The checklists: as many questions as their originals have, each answered in words, none there twice."""

from __future__ import annotations

from core.protocol.appraisal_tools import TOOLS

COUNTS = {
    "casp-qualitative": 10,
    "casp-trial": 11,
    "casp-cohort": 14,
    "casp-case-control": 11,
    "casp-review": 10,
    "jbi-qualitative": 10,
    "jbi-cross-sectional": 8,
    "jbi-prevalence": 9,
    "jbi-text": 6,
    **dict.fromkeys(("mmat-qualitative", "mmat-trial", "mmat-nonrandomised", "mmat-descriptive", "mmat-mixed"), 7),
}


def test_each_checklist_has_the_questions_of_its_original() -> None:
    assert {name: len(tool.questions) for name, tool in TOOLS.items()} == COUNTS
    for tool in TOOLS.values():
        assert len({each.id for each in tool.questions}) == len(tool.questions)
        assert tool.answers[:2] == ("yes", "no") and all(each.help[-1] in ".?" for each in tool.questions)
