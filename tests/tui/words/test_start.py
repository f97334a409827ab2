from __future__ import annotations

from core.protocol.template import TEMPLATES
from tui.words.start import LABELS, PLANS, hints


def test_each_template_and_each_line_has_its_words() -> None:
    assert set(PLANS) == set(TEMPLATES) and set(hints()) == set(LABELS)
