"""The checklists: as many questions as their originals have, each answered in words, none there twice."""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from core.protocol.appraisal_tools import TOOLS
from tests.core.protocol.test_jbi_tools import JBI
from tests.reference import ROOT

COUNTS = {
    "casp-qualitative": 10,
    "casp-trial": 11,
    "casp-cohort": 14,
    "casp-case-control": 11,
    "casp-review": 10,
    "casp-cross-sectional": 11,
    "casp-diagnostic": 12,
    "casp-economic": 12,
    "casp-prediction": 11,
    **JBI,
    **dict.fromkeys(("mmat-qualitative", "mmat-trial", "mmat-nonrandomised", "mmat-descriptive", "mmat-mixed"), 7),
}


def test_each_checklist_has_the_questions_of_its_original() -> None:
    assert {name: len(tool.questions) for name, tool in TOOLS.items()} == COUNTS
    assert len({tool.title for tool in TOOLS.values()}) == len(TOOLS), "by its title a checklist is chosen"
    for tool in TOOLS.values():
        assert len({each.id for each in tool.questions}) == len(tool.questions)
        assert tool.answers[:2] == ("yes", "no") and all(each.help[-1] in ".?" for each in tool.questions)


def test_the_page_on_the_plan_names_each() -> None:
    page = (ROOT / "docs" / "reference" / "protocol.md").read_text("utf-8")
    [line] = [each for each in page.splitlines() if each.startswith("| `tools` |")]
    assert re.findall(r'"([\w-]+)"', line) == [*TOOLS]


@pytest.mark.parametrize("name", COUNTS)
def test_the_words_of_each_checklist(name: str, snapshot: SnapshotAssertion) -> None:
    tool = TOOLS[name]
    questions = [f"{each.id} | {each.label} | {each.help}" for each in tool.questions]
    assert "\n".join((tool.title, " / ".join(tool.answers), *questions)) == snapshot
