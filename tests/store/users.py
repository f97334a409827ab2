"""Several accounts on one machine, for tests that root runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


def as_user(user: int, group: int, act: Callable[[], T], groups: Sequence[int] = ()) -> T:
    """Calls something as another account, in this process: only what the process could go back to stays root's.

    A child process for each call would copy the tables of a worker's memory, hundreds of megabytes, each time.
    """
    before = os.getgroups()
    os.setgroups(groups)
    os.setresgid(group, group, -1)
    os.setresuid(user, user, -1)
    try:
        return act()
    finally:
        os.setresuid(0, 0, -1)
        os.setresgid(0, 0, -1)
        os.setgroups(before)


def reachable(folder: Path) -> None:
    """Lets every account get to a temporary folder, though not look into its parents."""
    for each in (folder, *folder.parents[:3]):
        each.chmod(each.stat().st_mode | 0o011)
