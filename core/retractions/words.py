"""A flag in words."""

from __future__ import annotations

from core.records.flags import OF_ITS_WORK
from core.records.record import Flag
from core.words import day


def flag_in_words(flag: Flag) -> str:
    """What speaks against a record: "retracted on 3 May 2019, says Retraction Watch (Fake data)"."""
    if flag.record:
        return f"{flag.what} {'of' if flag.what in OF_ITS_WORK else 'by'} “{flag.detail}”"
    what = f"{flag.what} on {day(flag.on)}" if flag.on else flag.what
    if flag.said_by in ("title", "type"):
        return f"{what}, says its {flag.said_by}" + (f" “{flag.detail}”" if flag.detail else "")
    return f"{what}, says {flag.said_by}" + (f" ({flag.detail})" if flag.detail else "")
