"""What is read of a small file of each format, whole and damaged, is as it was looked at: fields, pairs, warnings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import SAMPLES, Sample, read_bytes


def shown(record: Record) -> str:
    raw = " | ".join(f"{pair.tag}={pair.value}" for pair in record.raw)
    stray = " | ".join(f"{pair.tag}={pair.value}" for pair in record.stray)
    return f"line {record.line}: {record.as_document()}\n  {raw}" + (f"\n  stray: {stray}" if stray else "")


def counted(result: ImportResult) -> str:
    warnings = "".join(f"\n    {each.line}: {each.message}" for each in result.warnings)
    return (
        f"{result.format} in {result.encoding}: {len(result.records)} records, {result.skipped} skipped, "
        f"{result.ty_lines} start, {result.er_lines} end, {result.declared} declared{warnings}"
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_whole(name: str, snapshot: SnapshotAssertion) -> None:
    result = read_bytes(SAMPLES[name].text().encode())
    assert "\n".join((counted(result), *map(shown, [result.records[0], result.records[-1]]))) == snapshot


def damaged(sample: Sample) -> Iterator[tuple[str, bytes]]:
    """A file with one thing wrong at a time, in its second record."""
    one = sample.records[1]
    lines = one.splitlines(keepends=True)
    yield "empty", sample.with_record(1, b"")
    yield "twice", sample.with_record(1, f"{one}{one}".encode())
    yield "first line lost", sample.with_record(1, "".join(lines[1:]).encode())
    yield "last line lost", sample.with_record(1, "".join(lines[:-1]).encode())
    yield "an empty line within", sample.with_record(1, "".join([*lines[:2], "\n", *lines[2:]]).encode())
    yield "words between", sample.with_record(1, f"some words\n{one}".encode())
    yield "a word on a line behind", sample.with_record(1, f"{one}word\n".encode())
    yield (
        "cut",
        sample.with_record(4, sample.records[4].encode()[: len(sample.records[4]) // 2])[: -len(sample.tail) or None],
    )
    yield "without a head", sample.text().removeprefix(sample.head).encode()
    yield "without an end", sample.text().removesuffix(sample.tail).encode()
    yield "another code page", sample.text().replace("“", "é").replace("”", "ø").encode("cp1252", "replace")
    yield "a byte that no code has", sample.with_record(1, one.encode().replace(b"e", b"\x81", 1))
    yield "ends of Windows", sample.text().replace("\n", "\r\n").encode()
    yield "indented", "".join(f"  {each}" for each in sample.text().splitlines(keepends=True)).encode()
    yield "in small letters", sample.with_record(1, one.lower().encode())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_with_one_thing_wrong(name: str, snapshot: SnapshotAssertion) -> None:
    said = []
    for what, data in damaged(SAMPLES[name]):
        for format in ("auto", SAMPLES[name].format):
            try:
                result = read_bytes(data, format)
                told = f"{counted(result)}\n    {[each.title[:20] for each in result.records]}"
            except TamisError as error:
                told = f"{error.what} {error.advice}"
            if format == "auto" or said[-1] != f"{what}, auto: {told}":
                said.append(f"{what}, {format}: {told}")
    assert "\n".join(said) == snapshot
