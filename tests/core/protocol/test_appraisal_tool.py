"""A checklist is made of its questions, in their order."""

from __future__ import annotations

from core.protocol.appraisal_tool import Question, tool


def test_questions_keep_their_order_and_have_an_id_a_label_and_help() -> None:
    made = tool("A list", ("yes", "no"), ("b", "Bee", "Is it?"), ("a", "Ay", "Why?"))
    assert (made.title, made.answers) == ("A list", ("yes", "no"))
    assert made.questions == (Question("b", "Bee", "Is it?"), Question("a", "Ay", "Why?"))
