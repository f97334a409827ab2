"""A file is brought in by the keyboard alone: the real program in a pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import make_review, protocol, ris, run, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow

PLANNED = '[[source]]\nname = "Medline"\nplatform = "Ovid"\n'


def test_from_an_empty_review_to_its_first_records(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", text=protocol() + PLANNED)
    exports = tmp_path / "my exports"
    exports.mkdir()
    (exports / "medline [final].ris").write_text(ris(range(5)), encoding="utf-8")
    (exports / "notes.txt").write_text("no references", encoding="utf-8")
    terminal = Terminal(80, 24, "tui", "-C", str(folder), "--as", "ANNA")

    def step(keys: str, words: str) -> None:
        terminal.press(keys, lambda: any(words in line for line in terminal.lines))

    try:
        terminal.wait(lambda: any("brings in what databases exported" in line for line in terminal.lines))
        step("s", "not imported yet")
        step("\r", "Which files")
        # The path is longer than the line may show: what tab completed is seen at its end.
        step(f"{tmp_path}/my\t", "my\\ exports/")
        step("med\t", "medline\\ [final].ris")
        step("\r", "1 Medline")
        step("\r", "Where was it searched")
        step("\r", "On which day")
        step("2021-01-04\r", "How many records")
        step("6\r", "Which limits")
        step("\r", "search strategy")
        step("\r", "would bring 5 of 5 records")
        assert not (folder / "records").exists()
        step("y", "import 1: brought 5 records")
        step("q", "1 fewer")
        step("\r", "ris · utf-8 · begin with TY: 5 · end with ER: 5 · records: 5")
        step("q", "i import")
        step("q", "identified 5")
        step("s", "1 fewer")
        step("w", "take import 1 (Medline, 5 records) back?")
        step("y", "is taken back: 5 records fewer")
        step("z", "z again to bring 5 records of import 1 in again")
        terminal.read_on()
        step("z", "is back: 5 records more")
    finally:
        terminal.close()
    [done] = run_json(folder, "sources")
    assert (done["source"], done["platform"], done["searched"], done["reported"]) == (
        "Medline",
        "Ovid",
        "2021-01-04",
        6,
    )
    assert (done["records"], done["new"], done["withdrawn"]) == (5, 5, False)
    assert run(folder, "check").exit_code == 0
