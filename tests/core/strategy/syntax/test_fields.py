from __future__ import annotations

import pytest

from core.strategy.dialects import OVID, PUBMED, Platform
from core.strategy.syntax.fields import after
from core.strategy.syntax.joined import Frame, Operand
from core.strategy.syntax.notes import Notes
from core.strategy.syntax.tokens import tokens_of
from core.strategy.tree import Fielded, Heading, Node, Term


@pytest.mark.parametrize(
    ("platform", "code", "tree"),
    [
        (OVID, ".ti,ab.", Fielded(Term("a"), ("ti", "ab"))),
        (PUBMED, "[ti]", Fielded(Term("a"), ("ti",))),
        (PUBMED, "[Majr:NoExp]", Heading("a", major=True)),
    ],
)
def test_codes_are_for_the_part_before_them(platform: Platform, code: str, tree: Node) -> None:
    notes, frame = Notes(), Frame(0, operands=[Operand(Term("a"), 0)])
    (token,) = tokens_of(code, platform)
    after(frame, token, platform, notes)
    assert frame.operands[0].node == tree and not notes.problems
