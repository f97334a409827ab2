"""The README's picture and its figures of the sample review are what the program shows.

`make picture` draws the picture anew.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest

from store.folder.review import Review
from tests.reviews import copied_demo, run_json
from tui.adapter.demo import FIRST, build_demo
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.base import TamisScreen

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "screening.svg"


@pytest.fixture(scope="module")
def sample_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("picture") / "review"
    return copied_demo(folder)


async def draw(folder: Path) -> str:
    """The screening screen after two decisions, as SVG."""
    seconds = count()  # each look at the clock is a second after the one before, so that every record has been read
    with Review(folder, role=FIRST) as review, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TamisScreen, "clock", seconds.__next__)
        patch.setattr(TamisScreen, "pressed_at", lambda _screen, _key: next(seconds))
        patch.setenv("TEXTUAL_ANIMATIONS", "none")
        for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME"):
            patch.delenv(name, raising=False)
        app = TamisApp(DiskReview(review), stage="title-abstract")
        async with app.run_test(size=(100, 30)) as pilot:
            for key in ("", "y", "n", "2", ""):
                await pilot.pause()
                if key:
                    await pilot.press(key)
            return app.export_screenshot(title="tamis")


def test_the_picture_is_what_the_screen_shows(sample_review: Path) -> None:
    drawn = asyncio.run(draw(sample_review))
    assert drawn == PICTURE.read_text(encoding="utf-8"), "look at it, then run `make picture`"


def test_the_figures_of_the_sample_review_are_the_programs(sample_review: Path) -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    said = re.search(r"sample review's ([\d,]+) records (\d+) go, .* the (\d+) doubtful pairs", readme)
    found = run_json(sample_review, "dedup")
    assert said is not None
    assert [int(each.replace(",", "")) for each in said.groups()] == [
        found[name] for name in ("records", "duplicates_removed", "pairs_to_review")
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        build_demo(Path(temporary) / "review")
        PICTURE.write_text(asyncio.run(draw(Path(temporary) / "review")), encoding="utf-8")
        sys.stderr.write(f"drew {PICTURE}\n")
