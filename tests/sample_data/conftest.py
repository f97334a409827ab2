"""The shipped review, read by a scanner that shares nothing with the generator or the importer."""

import re
from pathlib import Path

import pytest

from core.protocol.read import parse_protocol
from core.protocol.template import template
from core.protocol.values import Protocol
from sample_data.build import shipped
from sample_data.truth import Truth

TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?", re.DOTALL)


class Tags(dict[str, list[str]]):
    """The values of a record by tag; nothing for a tag that it has not."""

    def __missing__(self, tag: str) -> list[str]:
        return []


def scan(path: Path) -> list[Tags]:
    records, current = [], None
    for line in re.split(r"\r\n|\n|\r", path.read_bytes().decode("utf-8-sig")):
        found = TAG.fullmatch(line)
        if not found:
            continue
        tag, value = found[1], found[2] or ""
        if tag == "TY":
            assert current is None, f"{path.name}: a record without an end"
            current = Tags()
            records.append(current)
        if tag == "ER" and not value.strip():
            current = None
        else:
            assert current is not None, f"{path.name}: {line!r} outside a record"
            current.setdefault(tag, []).append(value)
    assert current is None, f"{path.name}: the last record has no end"
    return records


@pytest.fixture(scope="session")
def folder() -> Path:
    return shipped()


@pytest.fixture(scope="session")
def truth(folder: Path) -> Truth:
    return Truth.read(folder / "truth.json")


@pytest.fixture(scope="session")
def scanned(folder: Path, truth: Truth) -> dict[tuple[str, int], Tags]:
    return {
        (source.file, ordinal): record
        for source in truth.sources
        for ordinal, record in enumerate(scan(folder / source.file), start=1)
    }


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return parse_protocol(template("peer-support-2021"))
