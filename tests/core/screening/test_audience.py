"""What each audience may know of what is sealed."""

import pytest

from core.screening.audience import PUBLIC, TEAM, Audience


@pytest.mark.parametrize(
    ("audience", "hears", "counts", "adjudicates"),
    [
        (Audience("ANNA"), (True, False), (True, False), False),
        (Audience("CHIEF", trusted=True), (False, False), (True, True), True),
        (TEAM, (False, False), (True, True), False),
        (PUBLIC, (False, False), (False, False), False),
    ],
    ids=repr,
)
def test_words_are_their_readers_and_numbers_the_teams(
    audience: Audience, hears: tuple[bool, bool], counts: tuple[bool, bool], adjudicates: bool
) -> None:
    assert (audience.hears("ANNA"), audience.hears("BO")) == hears
    assert (audience.counts("ANNA"), audience.counts("BO")) == counts
    assert audience.adjudicates is adjudicates
