"""What making and checking a bundle costs in CPU and bytes: printed, not asserted (run with `-m benchmark -s`)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from store.bundle.make import make_bundle
from store.bundle.verify import verify_bundle
from store.folder.review import Review
from store.state.review_state import review_state
from tui.adapter.demo import build_demo

pytestmark = pytest.mark.benchmark


def test_bundle_of_a_real_size(tmp_path: Path) -> None:
    build_demo(tmp_path / "review", records=13_178, finished=True)
    for options in ({}, {"abstracts": True}, {"other_names": True}):
        start = time.process_time()
        with Review(tmp_path / "review") as review:
            made = make_bundle(review_state(review), tmp_path / "a.zip", **options)
        between = time.process_time()
        assert all(each.ok for each in verify_bundle(made.path))
        named = ", ".join(options) or "plain"
        print(
            f"\n13,178 records, {named}: bundle {between - start:.1f} s CPU, {made.size / 1e6:.1f} MB; "
            f"verify {time.process_time() - between:.1f} s CPU"
        )
