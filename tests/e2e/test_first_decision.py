"""From `tamis` in an empty folder with ten exports beside it to the first decision, in a pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_data import build
from tests.reviews import run, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow

EXPORTS = 10
MOST_KEYS = 25
NO_DATABASE = ("experts", "reference-lists", "update-scopus")


class Counted:
    """A terminal whose keys are counted."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        self.terminal = Terminal(columns, rows, "tui", folder=folder)
        self.keys = 0

    def sees(self, *words: str) -> None:
        self.terminal.wait(lambda: all(each in "\n".join(self.terminal.lines) for each in words))

    def press(self, key: str, *words: str) -> None:
        self.keys += 1
        self.terminal.press(key, lambda: all(each in "\n".join(self.terminal.lines) for each in words))


def exports(folder: Path, most: int | None) -> None:
    """The exports of the ten databases, or so many records of each; what experts and references gave is from none."""
    folder.mkdir(exist_ok=True)
    files = [each for each in build.shipped().glob("*.ris") if each.stem not in NO_DATABASE]
    assert len(files) == EXPORTS
    for file in files:
        records = file.read_bytes().split(b"ER  -")
        (folder / file.name).write_bytes(b"ER  -".join([*records[:-1][:most], records[-1]]))


@pytest.mark.parametrize(
    ("place", "most", "size"),
    [("exports", None, (80, 24)), ("from the databases", 15, (60, 20)), (".", 15, (120, 40))],
    ids=str,
)
def test_at_most_25_keys_and_no_other_command(
    place: str, most: int | None, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))
    folder = tmp_path / "peer-support"
    folder.mkdir()
    exports(tmp_path / place, most)
    walk = Counted(folder, *size)
    try:
        walk.sees("no review in this folder yet", "Peer support", f"{EXPORTS} files")
        assert list(folder.iterdir()) == [], "nothing is written before y"
        walk.press("y", "nothing is written yet: y brings in")
        assert not list(folder.glob("people/*/records/*")), "nothing is brought in before y"
        walk.press("y", "10 imports to search for duplicates — d")
        walk.press("d", "y searches")
        walk.press("y", "duplicates · to review")
        walk.press("q", "to read in Title and abstract — enter")
        walk.press("\r", "undecided")
        walk.press("y", "included — z undo")
    finally:
        walk.terminal.close()
    assert walk.keys <= MOST_KEYS
    assert len(run_json(folder, "sources")) == EXPORTS
    [stage, *_] = run_json(folder, "status", role="first")["stages"]
    assert stage["reviewers"]["first"]["done"] == 1
    assert run(folder, "check").exit_code == 0
    again = Counted(folder, *size)
    try:
        again.sees("tamis · first · Peer support")
    finally:
        again.terminal.close()
