from __future__ import annotations

import pytest

from core.strategy.dialects import OVID, PUBMED, SCOPUS, Platform
from core.strategy.syntax.joined import Frame, Operand, TooDeepError, deeper, reduced
from core.strategy.syntax.notes import Notes
from core.strategy.syntax.tokens import Token
from core.strategy.tree import DEEPEST, AllOf, AnyOf, Node, Term

a, b, c = (Term(letter) for letter in "abc")


@pytest.mark.parametrize(
    ("platform", "tree"),
    [
        (OVID, AnyOf((a, AllOf((b, c))))),
        (SCOPUS, AllOf((AnyOf((a, b)), c))),
        (PUBMED, AllOf((AnyOf((a, b)), c))),
    ],
)
def test_a_or_b_and_c(platform: Platform, tree: Node) -> None:
    operators = [Token("OR", 2, 4, "or"), Token("AND", 7, 10, "and")]
    frame = Frame(0, operands=[Operand(each, 0) for each in (a, b, c)], operators=operators)
    operand = reduced(frame, platform, Notes())
    assert operand is not None and operand.node == tree


def test_no_tree_is_deeper_than_can_be_walked() -> None:
    assert deeper(1) == 2
    with pytest.raises(TooDeepError):
        deeper(DEEPEST)
