"""The last acts (`U`), on real reviews: a list over all sessions; enter takes one back, or does it again."""

from __future__ import annotations

from pathlib import Path

from tests.reviews import decide_all, make_review, record_ids, run, run_json
from tests.tui.grid import grid
from tests.tui.screens.test_undoing import STAGE, opened, settled, status, step_review


def verdicts(folder: Path) -> dict[str, str]:
    return {
        row["record_id"]: row["verdict"]
        for row in run_json(folder, "decisions", "export", "--stage", STAGE, role="ANNA")
    }


async def test_an_act_of_an_earlier_session_is_taken_back_and_done_again(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    first, second, *_ = record_ids(folder)
    run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", role="ANNA")
    run(folder, "decide", STAGE, second, "include", role="ANNA")
    async with opened(folder, STAGE) as pilot:
        await pilot.press("m", "U")
        await settled(pilot)
        lines = grid(pilot.app)
        assert lines[0].split("    ")[0].strip() == "last acts · Title and abstract"
        assert [line[13:].split("  ")[0] for line in lines[2:5]] == ["maybe", "included", "excluded: Another topic"]
        assert "On harbour" in lines[4] and lines[2].startswith(" >") and "was" not in lines[2]
        await pilot.press("j", "j", "enter")
        await settled(pilot)
        assert status(pilot) == "taken back: excluded: Another topic"
        assert "taken back" in grid(pilot.app)[4]
        assert verdicts(folder).keys() - {first} and first not in verdicts(folder)
        await pilot.press("enter")
        assert status(pilot) == "done again: excluded: Another topic"
        assert verdicts(folder)[first] == "exclude"
        await pilot.press("z")
        assert status(pilot) == "taken back: excluded: Another topic", "of what was said or done again the last"
        await pilot.press("z", "enter", "q")
        await settled(pilot)
        assert "2 of 4" in grid(pilot.app)[0], "the screen below knows what was taken back"
    assert verdicts(folder) == {first: "exclude", second: "include"}


async def test_many_are_asked_about_and_what_cannot_be_taken_back_says_why(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=6)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    async with opened(folder, STAGE) as pilot:
        await pilot.press("y", "U")
        await settled(pilot)
        assert "(taking it back asks)" in grid(pilot.app)[3]
        await pilot.press("j", "enter")
        assert status(pilot).startswith("enter again to take back: import of 5 decisions from ")
        assert len(verdicts(folder)) == 6
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert status(pilot).startswith("taken back: import of 5") and len(verdicts(folder)) == 1
        await pilot.press("q", "home", "m", "U")
        await settled(pilot)
        assert "3" in grid(pilot.app)[0]
        await pilot.press("end", "enter", "enter")
        await settled(pilot)
        assert "since" in status(pilot) and len(verdicts(folder)) == 2


async def test_a_step_and_an_empty_stage_have_the_list_too(tmp_path: Path) -> None:
    folder = step_review(tmp_path / "review", editorials=5, others=2)
    async with opened(folder, "type") as pilot:
        await pilot.press("U")
        await settled(pilot)
        assert "nothing was done here yet" in grid(pilot.app)[2]
        await pilot.press("enter", "z", "j", "q", "a", "a", "U")
        await settled(pilot)
        assert "bulk exclusion of 5" in grid(pilot.app)[2]


async def test_titles_are_hostile_and_rows_as_wide_as_the_terminal(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    file = tmp_path / "nasty.ris"
    file.write_text("TY  - JOUR\nTI  - [/red] \x1b[31m[Erratum] 統合失調症 " + "long " * 40 + "\nAN  - N1\nER  - \n")
    run(folder, "import", str(file), "--source", "Testbase")
    async with opened(folder, STAGE) as pilot:
        await pilot.press("y", "U")
        await settled(pilot)
        assert "[/red] " in grid(pilot.app)[2] and "\x1b" not in grid(pilot.app)[2]
