import re

import pytest

from core.characters import put_right, replacement


@pytest.mark.parametrize(("character", "stands"), [("\t", " "), ("\u2028", " "), ("\ud800", "\ufffd"), ("\x1b", "")])
def test_a_space_stays_a_space_half_a_character_is_marked_and_the_rest_goes(character: str, stands: str) -> None:
    assert re.sub(".", replacement, character, flags=re.DOTALL) == stands


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("KÃ¶nig, OliÃ©", "König, Olié"),
        ("Diseaseâ\x80\x94the", "Disease—the"),
        ("Diseaseâ€”the “quoted” β", "Diseaseâ€”the “quoted” β"),
        ("the â€œwardâ€\x9d", "the “ward”"),
        ("AÃ\x9f and β and KÃ¶nig", "Aß and β and KÃ¶nig"),
        ("Î²-blockers", "β-blockers"),
        ("â\x80 alone, \x85, Ã", "â\x80 alone, \x85, Ã"),
        ("SANTÉ” Â la café", "SANTÉ” Â la café"),
    ],
)
def test_what_was_read_wrongly_is_put_right_and_nothing_else(text: str, right: str) -> None:
    assert put_right(text) == right
