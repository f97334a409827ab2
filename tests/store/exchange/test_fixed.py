"""Names, modes and limits: what other machines, and strangers, are held to."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.exchange.unpack.MOST_ENTRIES": 10000,
    "store.exchange.unpack.MOST_BYTES": 4294967296,
    "store.exchange.unpack.RATIO": 100,
    "store.exchange.unpack.SMALL": 1048576,
    "store.exchange.unpack.LONGEST_NAME": 200,
    "store.exchange.unpack._DIRECTORY_ENTRY": 346,
    "store.exchange.unpack._ENCRYPTED": 8257,
    "store.exchange.git.MOST_OUTPUT": 8388608,
    "store.exchange.git._QUIET": (
        "core.askPass=",
        "credential.interactive=false",
        "http.lowSpeedLimit=1",
        "http.lowSpeedTime=60",
    ),
    "store.exchange.branches.MOST_FILE": 268435456,
    "store.exchange.branches._KINDS": {"120000": "it is a link", "160000": "it is another repository (a submodule)"},
    "store.exchange.files.MANIFEST": "PACK.json",
    "store.exchange.files.FORMAT": 1,
    "store.exchange.link.REPOSITORY": "share.git",
    "store.exchange.both.FOLLOWS": ("statements", "openings"),
    "store.exchange.zip_writer._EPOCH": (1980, 1, 1, 0, 0, 0),
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
