"""The report of a crash: it says where in the program it happened, and nothing of what was read.

Neither the message of the exception nor any local variable is in it: both may quote records.
"""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = ("tamis", "textual", "rich", "tinydb")


class CrashError(Exception):
    """The app has crashed; it is printed instead of a traceback with local variables."""

    def __init__(self, kind: str, report: Path) -> None:
        super().__init__(f"{kind}, see {report}")
        self._said = (
            f"tamis has stopped: a mistake in the program ({kind}). What you decided is saved.\n"
            f"A report without the text of any record: {report}"
        )

    def __rich__(self) -> Text:
        """What Textual prints after the terminal is given back."""
        return Text(self._said)


def crash_report(error: BaseException) -> str:
    """The types of the exception and of those behind it, where each came from, and the versions."""
    lines = [f"Python {platform.python_version()} on {platform.system()} {platform.release()}"]
    lines += [f"{name} {_version(name)}" for name in _PACKAGES]
    for each in _chain(error):
        lines += ["", f"{type(each).__module__}.{type(each).__qualname__}"]
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, environ: Mapping[str, str] = os.environ) -> Path:
    """Write the report where programs keep their state, or among temporary files; gives its path."""
    state = environ.get("XDG_STATE_HOME")
    folder = (Path(state) if state else Path.home() / ".local" / "state") / "tamis"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="crash-", suffix=".txt", dir=folder)
    except OSError:
        handle, name = tempfile.mkstemp(prefix="tamis-crash-", suffix=".txt")
    with open(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(crash_report(error))
    return Path(name)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, and those that it came from."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        now = now.__cause__ or now.__context__


def _place(filename: str) -> str:
    """A file's path: ours from the project's folder on, others' the last folders alone, which name no home folder."""
    path = Path(filename)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-3:])


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
