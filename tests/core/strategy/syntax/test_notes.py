from __future__ import annotations

from core.strategy.syntax.notes import MOST_PROBLEMS, Notes


def test_faults_count_their_columns_from_one_and_are_not_noted_without_end() -> None:
    notes = Notes()
    notes.problem(0, "what", "advice", mended=True)
    assert (notes.problems[0].column, notes.mended) == (1, [(0, "advice")])
    for _ in range(10 * MOST_PROBLEMS):
        notes.problem(3, "what")
    assert len(notes.problems) == 3 * MOST_PROBLEMS
