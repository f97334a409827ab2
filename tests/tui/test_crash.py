from __future__ import annotations

from pathlib import Path

import pytest

from store.journal.errors import StoreCorrupt
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import text
from tui.app import TamisApp, run_app
from tui.crash import CrashError, crash_report, write_report
from tui.settings.settings import Settings

SECRET = "a title that nobody else may read"


def broken(record: str) -> None:
    inner = {"title": record}
    try:
        raise KeyError(inner["title"])
    except KeyError as error:
        raise ValueError(f"cannot paint {record}") from error


def test_the_report_says_where_and_quotes_nothing() -> None:
    with pytest.raises(ValueError) as caught:
        broken(SECRET)
    report = crash_report(caught.value)
    assert "builtins.ValueError" in report and "builtins.KeyError" in report
    assert "tests/tui/test_crash.py:" in report and " broken\n" in report
    assert "textual 8" in report and "Python 3" in report
    assert SECRET not in report and str(Path.home()) not in report


def test_the_report_goes_where_it_can(tmp_path: Path) -> None:
    kept = write_report(ValueError(SECRET), {"XDG_STATE_HOME": str(tmp_path)})
    assert kept.parent == tmp_path / "tamis" and kept.stat().st_mode & 0o777 == 0o600
    (tmp_path / "file").write_text("")
    other = write_report(ValueError(SECRET), {"XDG_STATE_HOME": str(tmp_path / "file")})
    assert other.read_text() == kept.read_text()
    other.unlink()


async def test_a_mistake_in_the_app_ends_it_with_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    app = TamisApp(MemoryReviewAdapter(5), stage="title-abstract")
    with pytest.raises(CrashError):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            monkeypatch.setattr(type(app.screen), "say_place", lambda _screen: broken(SECRET))
            await pilot.press("j")
            await pilot.pause()
    assert app.return_code == 1
    (report,) = (tmp_path / "tamis").iterdir()
    assert "tui/screens/screening/screen.py" in report.read_text() and SECRET not in report.read_text()


async def test_a_mistake_in_the_background_is_reported_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    async def fails() -> None:
        broken(SECRET)

    app = TamisApp(MemoryReviewAdapter(5))
    with pytest.raises(CrashError):
        async with app.run_test(size=(80, 24)) as pilot:
            app.run_worker(fails())
            await pilot.pause()
            await pilot.pause()
    (report,) = (tmp_path / "tamis").iterdir()
    assert "tests/tui/test_crash.py" in report.read_text() and "builtins.ValueError" in report.read_text()


def test_the_program_ends_with_an_error_after_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashed(app: TamisApp, **_options: object) -> None:
        app._return_code = 1

    monkeypatch.setattr(TamisApp, "run", crashed)
    with pytest.raises(SystemExit):
        run_app(MemoryReviewAdapter(1), Settings())


@pytest.mark.parametrize("problem", [StoreCorrupt("line 7 is damaged", where="1-scopus.json"), KeyError("2")])
async def test_a_record_that_cannot_be_read_says_so_in_its_place(problem: Exception) -> None:
    workplace = MemoryReviewAdapter(5)
    usual = workplace.desk.record

    def record(record_id: str) -> object:
        if record_id == workplace.ids[1]:
            raise problem
        return usual(record_id)

    for desk in workplace.desks.values():
        desk.record = record
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j")
        words = "(this record cannot be read)" if isinstance(problem, StoreCorrupt) else "not in the review any more"
        assert words in text(app)
        assert "line 7 is damaged" in text(app) or isinstance(problem, KeyError)
        await pilot.press("o", "j", "y", "k", "k", "q", "j", "l", "enter", "j")
        assert words in text(app)
    assert workplace.desk.saves[0][0].record == workplace.ids[2]
