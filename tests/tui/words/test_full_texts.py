"""What the app says of the report behind a record."""

from __future__ import annotations

import pytest

from core.fulltext.retrieval import Retrieval, Sought
from tui.words.full_texts import retrieval_words, study_words


@pytest.mark.parametrize(
    ("retrieval", "words"),
    [
        (Retrieval(record="a"), "full text: not yet retrieved"),
        (
            Retrieval(record="a", state=Sought.RETRIEVED, path="texts/a.pdf", by="ON", at="2021-02-15T10:00:00Z"),
            "full text: retrieved · texts/a.pdf · ON, 2021-02-15",
        ),
        (Retrieval(record="a", state=Sought.RETRIEVED, url="https://x.org"), "full text: retrieved · https://x.org"),
        (Retrieval(record="a", state=Sought.NOT_RETRIEVED, why="gone"), "full text: NOT RETRIEVED · gone"),
    ],
)
def test_how_the_search_for_it_stands(retrieval: Retrieval, words: str) -> None:
    assert retrieval_words(retrieval) == words


def test_the_other_reports_of_its_study() -> None:
    assert study_words("a", ("a", "b", "c"), str.upper) == "one study with: “B” (b); “C” (c)"
    assert study_words("a", ("a",), str.upper) == ""
