"""Takes out of a process what no two runs share: the time, the account, the versions of packages, the terminal."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
import pwd
import secrets
import time
from types import SimpleNamespace

NOW = datetime.datetime(2021, 8, 2, 9, 30, tzinfo=datetime.UTC)
ACCOUNT = "account"


class Clock(datetime.datetime):
    """A time whose `now` is what `NOW` says, until `set_clock` moves it."""

    moment = NOW

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Clock:
        return cls.fromtimestamp(Clock.moment.timestamp(), tz)


def set_clock(minutes: int) -> None:
    """Make it so many minutes after `NOW`."""
    Clock.moment = NOW + datetime.timedelta(minutes=minutes)


def hold_still() -> None:
    """Stop the clock and hide the machine: for the rest of the process, so before anything else is imported."""
    for name in [each for each in os.environ if each.startswith(("TAMIS", "XDG", "LC_"))]:
        del os.environ[name]
    os.environ |= {"TZ": "UTC", "COLUMNS": "100", "LANG": "C.UTF-8"}
    time.tzset()
    os.fsync = os.fdatasync = os.fstat  # type: ignore[assignment]  # no power is cut meanwhile
    time.time = lambda: Clock.moment.timestamp()  # the times in a zip
    datetime.datetime = Clock  # type: ignore[misc]
    pwd.getpwuid = lambda _: SimpleNamespace(pw_name=ACCOUNT)  # type: ignore[assignment, return-value]
    platform.node = lambda: "machine"  # of which an account's folder gets its digits
    secrets.token_hex = lambda length=None: "5a" * (length or 16)  # the salt of a line
    importlib.metadata.version = lambda _: "VERSION"
