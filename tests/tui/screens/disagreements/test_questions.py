from __future__ import annotations

from tests.tui.widgets.bench import drawn
from tui.screens.disagreements.questions import Questions


def test_ticked_questions_and_the_rationale() -> None:
    questions = Questions(["Was it [/] \x1b[1msaid?", "Two", "Three", "Four", "Five", "Six"])
    assert drawn(questions, 30, 9) == ""
    questions.show([1, 4], "", True)
    assert drawn(questions, 30, 9).splitlines() == [
        " [ ] 1 Was it [/] [1msaid?",
        " [x] 2 Two",
        " [ ] 3 Three",
        " [ ] 4 Four",
        " [x] 5 Five",
        f"⟨dim: rationale: ⟩{'_' * 16}",
    ]
    questions.show([], "since \x07so", True)
    assert drawn(questions, 30, 9).splitlines()[-1] == "⟨dim: rationale: ⟩since so"
    questions.show([], "since so", False)
    assert drawn(questions, 30, 9) == ""
    assert questions.styles.height is not None and questions.styles.height.value == 6
    assert Questions([]).styles.height.value == 1  # type: ignore[union-attr]
