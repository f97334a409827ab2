"""Each item of the checklist, with how far it is done and the beginnings of what is said, of three reviews."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.checklists.prisma_scr import prisma_scr_md
from tests.core.report.checklists.shown import shown
from tests.core.report.reports import EVERY


@pytest.mark.parametrize("name", EVERY)
def test_the_items(name: str, snapshot: SnapshotAssertion) -> None:
    assert shown(prisma_scr_md(EVERY[name]())) == snapshot
