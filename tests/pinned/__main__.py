"""`python -m tests.pinned [--check | --dump DIR]`."""

from tests.pinned.still import hold_still

hold_still()

from tests.pinned.pins import command  # noqa: E402  (what it imports takes the clock that stands still)

command()
