from __future__ import annotations

from core.strategy.tree import AllOf, AnyOf, Combined, Fielded, LineOf, Term, lines_named, walk


def test_a_tree_is_walked_in_the_order_of_its_text() -> None:
    tree = AllOf((Term("a"), Fielded(AnyOf((Term("b"), Term("c"))), ("ti",))), (Term("d"),))
    assert [node.text for node in walk(tree) if isinstance(node, Term)] == ["a", "b", "c", "d"]


def test_the_lines_that_a_tree_names_end_where_the_strategy_does() -> None:
    assert lines_named(AllOf((LineOf(7), Combined("or", ((1, 2), (5, 999_999_999))))), 6) == [7, 1, 2, 5, 6]
