"""What each audience may know of what is sealed."""

import pytest

from core.screening.audience import PUBLIC, TEAM, Audience


@pytest.mark.parametrize(
    ("audience", "hears", "adjudicates"),
    [
        (Audience("ANNA"), (True, False), False),
        (Audience("CHIEF", trusted=True), (False, False), True),
        (TEAM, (False, False), False),
        (PUBLIC, (False, False), False),
    ],
    ids=repr,
)
def test_words_are_their_readers_and_nobody_elses(
    audience: Audience, hears: tuple[bool, bool], adjudicates: bool
) -> None:
    assert (audience.hears("ANNA"), audience.hears("BO")) == hears
    assert audience.adjudicates is adjudicates
