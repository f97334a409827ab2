"""Draws the README's picture: the screening screen on the sample review. `python -m tests.picture FILE`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from store.review import Review
from tui.adapter.demo import FIRST, build_demo
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp


async def picture(file: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "review"
        build_demo(folder)
        with Review(folder, role=FIRST) as review:
            app = TamisApp(DiskReview(review), stage="title-abstract")
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.pause()
                await pilot.press("wait:300", "y", "wait:300", "n", "2")  # a key decides only on what was read
                await pilot.pause()
                file.parent.mkdir(exist_ok=True)
                file.write_text(app.export_screenshot(title="tamis"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(picture(Path(sys.argv[1])))
