from __future__ import annotations

import pytest

from core.strategy.dialects import OVID
from core.strategy.syntax.brackets import balanced
from core.strategy.syntax.notes import Notes
from core.strategy.syntax.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "kinds", "problems"),
    [
        ("(a)", "LEFT WORD RIGHT", 0),
        ("(a.ti.", "LEFT WORD RIGHT AFTER", 1),
        ("a) or b", "LEFT WORD RIGHT OR WORD", 1),
        (") a", "WORD", 1),
    ],
)
def test_each_bracket_has_its_partner_afterwards(text: str, kinds: str, problems: int) -> None:
    notes = Notes()
    assert [token.kind for token in balanced(text, tokens_of(text, OVID), OVID, notes)] == kinds.split()
    assert len(notes.problems) == problems
