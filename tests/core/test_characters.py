import re

import pytest

from core.characters import replacement


@pytest.mark.parametrize(("character", "stands"), [("\t", " "), ("\u2028", " "), ("\ud800", "\ufffd"), ("\x1b", "")])
def test_a_space_stays_a_space_half_a_character_is_marked_and_the_rest_goes(character: str, stands: str) -> None:
    assert re.sub(".", replacement, character, flags=re.DOTALL) == stands
