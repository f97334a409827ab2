from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from store.journal.errors import StoreCorrupt
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import text
from tui.app import TamisApp, run_app
from tui.crash import ROOT, CrashError, crash_report, write_report
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


def test_the_report_as_a_whole() -> None:
    """All that led to it, each error once, and of foreign code the last folders alone."""
    first, second, third = ValueError(SECRET), KeyError(SECRET), OSError(SECRET)
    second.__cause__, second.__context__, third.__context__ = first, third, second
    first.__context__ = second
    lines = crash_report(third).splitlines()
    assert [line.split()[0] for line in lines[:5]] == ["Python", "tamis", "textual", "rich", "tinydb"]
    assert lines[5:] == ["", "builtins.OSError", "", "builtins.KeyError", "", "builtins.ValueError"]
    with pytest.raises(ValueError) as caught:
        json.loads("{")
    own, *foreign = crash_report(caught.value).splitlines()[7:]
    assert own.startswith("  tests/tui/test_crash.py:") and own.endswith(" test_the_report_as_a_whole")
    assert foreign[-1].split(":")[0] == f"  python{sys.version_info.major}.{sys.version_info.minor}/json/decoder.py"
    with pytest.raises(ValueError) as told:
        raise ValueError from _raised_in(ROOT / ".venv" / "site-packages" / "textual" / "app.py")
    assert "  site-packages/textual/app.py:1 " in crash_report(told.value), "foreign, though it lies in our folder"


def _raised_in(path: Path) -> Exception:
    """An error that code of a file has raised."""
    try:
        exec(compile("raise KeyError", path, "exec"))
    except KeyError as error:
        return error
    raise AssertionError


def test_a_package_without_a_version_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.crash._PACKAGES", ("tinydb", "no-such-package"))
    assert crash_report(ValueError()).splitlines()[1].startswith("tinydb 4")
    assert crash_report(ValueError()).splitlines()[2] == "no-such-package ?"


def test_what_is_printed_names_the_report_and_no_record() -> None:
    said = CrashError("ValueError", Path("/state/crash-1.txt"))
    assert str(said) == "ValueError, see /state/crash-1.txt"
    assert said.__rich__().plain == (
        "tamis has stopped: a mistake in the program (ValueError). What you decided is saved.\n"
        "A report without the text of any record: /state/crash-1.txt"
    )


def test_the_report_goes_where_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = write_report(ValueError(SECRET), {"XDG_STATE_HOME": str(tmp_path / "deep" / "state")})
    assert kept.parent == tmp_path / "deep" / "state" / "tamis" and kept.stat().st_mode & 0o777 == 0o600
    again = write_report(ValueError(SECRET), {"XDG_STATE_HOME": str(tmp_path / "deep" / "state")})
    assert again.parent == kept.parent and again != kept
    assert again.name.startswith("crash-") and again.suffix == ".txt"
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert write_report(ValueError(SECRET), {}).parent == tmp_path / "home" / ".local" / "state" / "tamis"
    (tmp_path / "file").write_text("")
    other = write_report(ValueError(SECRET), {"XDG_STATE_HOME": str(tmp_path / "file")})
    assert other.read_text() == kept.read_text() and other.parent == Path(tempfile.gettempdir())
    assert other.name.startswith("tamis-crash-") and other.suffix == ".txt"
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
