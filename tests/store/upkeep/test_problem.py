"""What a check finds is told as an error is."""

from core.errors import TamisError
from store.upkeep.problem import Problem, told


def test_an_error_is_a_problem_too() -> None:
    assert told(TamisError("it is gone", where="here", advice="Look.")) == Problem("here", "it is gone", "Look.")
