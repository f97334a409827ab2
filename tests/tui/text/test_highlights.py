from __future__ import annotations

import pytest

from tui.text.highlights import Highlighter


@pytest.mark.parametrize(
    ("include", "exclude", "text", "expected"),
    [
        (["peer support*"], [], "Peer supporters and peer-support.", "«Peer supporters» and «peer-support»."),
        (
            ["co-produc*"],
            [],
            "co-production, co\u2010producing, coproduction",
            "«co-production», «co‐producing», coproduction",
        ),
        (["peer"], [], "peers, a peer", "peers, a «peer»"),
        (["support"], ["animal*"], "animals support", "‹animals› «support»"),
        (["peer", "peer support"], [], "peer support", "«peer support»"),
        (["a.b", "(x"], [], "a.b axb", "«a.b» axb"),
        (["*", " ", ""], [], "anything", "anything"),
        ([], [], "anything", "anything"),
        (["[Erratum]"], [], "an [Erratum] here", "an «[Erratum]» here"),
    ],
)
def test_marks(include: list[str], exclude: list[str], text: str, expected: str) -> None:
    marked, marks = Highlighter(include, exclude).mark(text)
    assert marked == expected
    assert [marked[mark.start] + marked[mark.end - 1] for mark in marks] == [
        "«»" if mark.wanted else "‹›" for mark in marks
    ]
