"""The collector of cycles stands still, and goes on only where it went before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from core import gc_pause
from core.gc_pause import gc_paused


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("enabled", [True, False])
def test_it_is_left_as_it_was_even_after_a_mistake(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    with pytest.raises(KeyError), gc_paused():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled() is enabled


def test_what_was_made_meanwhile_counts_as_old() -> None:
    gc.enable()
    with gc_paused():
        made = [[] for _ in range(10_000)]
    assert gc.get_count()[0] < len(made)


def test_what_was_frozen_for_good_stays_frozen() -> None:
    gc.enable()
    gc_pause.freeze()
    try:
        with gc_paused():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc_pause.unfreeze()
    assert gc.get_freeze_count() == 0


def test_what_was_made_while_nothing_was_frozen_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nobody counts how much is frozen, which is a walk through all of it."""
    gc.enable()
    gc_pause.unfreeze()
    with monkeypatch.context() as patch, gc_paused():
        patch.setattr(gc, "get_freeze_count", lambda: pytest.fail("it walks through all that is frozen"))
    assert gc.get_freeze_count() == 0


def test_it_is_a_decorator_too() -> None:
    @gc_paused()
    def paused() -> bool:
        return not gc.isenabled()

    assert paused() and paused()
