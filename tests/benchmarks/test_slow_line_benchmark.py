"""What comes over a line of 9,600 baud and 300 ms each way, and when: printed, not asserted. `-m benchmark -s`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.e2e.walking import tamis
from tests.tui.slow_line import SlowLine

pytestmark = pytest.mark.benchmark

MOVES = 10
PAUSE = 0.2
"""Seconds from one key to the next."""


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("line") / "review"
    tamis("demo", folder, "--no-app", cwd=folder.parent)
    return folder


def measured(line: SlowLine, before: int, begun: float) -> str:
    """The bytes that came since there were so many, and the seconds from then until the last of them."""
    last = begun
    while line._read(3):
        last = time.monotonic()
    return f"{len(line.raw) - before:6,} B {last - begun:5.1f} s"


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_screens(review: Path, size: tuple[int, int], capsys: pytest.CaptureFixture[str]) -> None:
    rows = []
    for name, words in (
        ("dashboard", ()),
        ("reading", ("screen", "title-abstract")),
        ("differing", ("disagreements",)),
    ):
        line = SlowLine(*size, "tui", "-C", str(review), "--as", "KBAA", *words)
        try:
            line.wait(lambda line=line: bool(line.raw))  # type: ignore[misc]
            begun = time.monotonic()
            line.wait(lambda line=line: b"? help" in line.raw)  # type: ignore[misc]
            first = measured(line, 0, begun)
            moves = measured(line, len(line.raw), line.type("j" * MOVES, PAUSE))
            page = measured(line, len(line.raw), line.type("?", 0))
        finally:
            line.close()
        rows.append(f"{name:10} first screen {first} | {MOVES} moves {moves} after the last | help {page}")
    with capsys.disabled():
        print(f"\n9,600 baud, 300 ms, {size[0]}×{size[1]}")
        print("\n".join(f"  {row}" for row in rows))
