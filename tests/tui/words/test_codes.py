from __future__ import annotations

import pytest
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from tui.words.codes import REFERENCE_KINDS, kind_in_words, language_in_words


def test_every_kind_of_ris_has_words() -> None:
    assert REFERENCE_KINDS.keys() == TYPE_OF_REFERENCE_MAPPING.keys()
    assert kind_in_words("JOUR") == "journal article" and kind_in_words("Editorial") == "Editorial"


@pytest.mark.parametrize(
    ("code", "name"), [("eng", "English"), ("en", "English"), ("ENG", "English"), ("ger", "German")]
)
def test_languages_are_named(code: str, name: str) -> None:
    assert language_in_words(code) == name


def test_what_is_no_code_stays_as_it_is() -> None:
    assert [language_in_words(each) for each in ("Klingon", "", "xx-yy")] == ["Klingon", "", "xx-yy"]
