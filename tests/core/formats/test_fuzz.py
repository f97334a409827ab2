"""Damaged files: no reader fails, and damage to one record costs nothing but that record."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.result import FORMATS
from core.records.record import Record
from tests.core.formats.damage import SCRAPS, damaged
from tests.core.formats.samples import COUNT, SAMPLES, Sample, read_bytes, read_or_refuse
from tests.examples import examples

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1")
LINE_ENDS = ("\n", "\r\n", "\r", "\r\r\n")
FEW = examples(10, long=200)  # of each of twenty formats


def without_controls(record: Record) -> bool:
    """Whether all that is shown of a record is free of what a terminal obeys."""
    texts = (record.title, record.abstract, record.journal, record.volume, record.issue, record.pages, record.doi)
    names = (name for author in record.authors for name in author)
    return not re.search(
        "[\x00-\x1f\x7f\x80-\x9f\u202a-\u202e]", "|".join((*texts, *names, *record.keywords, *record.urls))
    )


def content(record: Record) -> Record:
    """A record without what depends on its place in the file."""
    return record._replace(line=None)


@given(data=st.one_of(st.binary(max_size=400), st.lists(SCRAPS, max_size=40).map(b"".join)))
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    for format in FORMATS:
        records = read_or_refuse(data, format)
        assert len(records) <= len(data)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@settings(max_examples=FEW)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(sample: Sample, data: st.DataObject) -> None:
    text = sample.text().replace("\n", data.draw(st.sampled_from(LINE_ENDS)))
    whole = text.encode(data.draw(st.sampled_from(ENCODINGS)), "replace")
    broken = data.draw(damaged(whole))
    for format in ("auto", sample.format):
        records = read_or_refuse(broken, format)
        assert sum(len(value) for each in records for _, value in each.raw) <= 2 * len(broken)
        assert all(map(without_controls, records))


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@settings(max_examples=FEW)
@given(data=st.data())
def test_damage_to_one_record_leaves_the_others_as_they_were(sample: Sample, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, COUNT - 1), label="record")
    # Its last line end is part of the next record's beginning, without which that one would be damaged, too.
    good = sample.records[number].rstrip("\n")
    tail = sample.records[number][len(good) :].encode()
    broken = data.draw(damaged(good.encode())) + tail
    check_others(sample, number, broken)


@cache
def whole(sample: Sample) -> list[Record]:
    return [content(each) for each in read_bytes(sample.text().encode(), sample.format).records]


def check_others(sample: Sample, number: int, broken: bytes) -> None:
    expected = whole(sample)
    found = iter(read_bytes(sample.with_record(number, broken), sample.format).records)
    for place, record in enumerate(expected):
        if place != number:
            assert any(same(record, each) for each in found), f"record {place} is lost"


def same(expected: Record, found: Record) -> bool:
    """Whether a record came back: all its fields, and its pairs; lines that lost their record may follow these."""
    return found._replace(line=None, raw=(), stray=()) == expected._replace(raw=(), stray=()) and (
        list(found.raw[: len(expected.raw)]) == list(expected.raw)
    )


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_line_ends_and_encodings_change_nothing(sample: Sample, encoding: str) -> None:
    plain = sample.text().translate({ord("“"): "'", ord("”"): "'", ord("–"): "-"})
    expected = read_bytes(plain.encode(), sample.format).records
    assert len(expected) == COUNT
    for line_end in LINE_ENDS:
        found = read_bytes(plain.replace("\n", line_end).encode(encoding), sample.format).records
        assert found == expected, repr(line_end)
    # A CR before an empty line that ends in LF is a CRLF, so empty lines keep to CRLF here.
    lines = [line + (LINE_ENDS[place % 3] if line else "\r\n") for place, line in enumerate(plain.split("\n"))]
    mixed = "".join(lines).replace("\r\r\n", "\n\r\n")
    assert read_bytes(mixed.encode(encoding)).records == expected


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_record_whose_start_is_damaged_is_kept_or_named_with_its_line(sample: Sample) -> None:
    record = sample.records[2]
    indent = len(record) - len(record.lstrip())
    result = read_bytes(sample.with_record(2, f"{record[:indent]}#{record[indent + 1 :]}".encode()), sample.format)
    assert len(result.records) == COUNT or any(each.line for each in result.warnings)


# That their files say neither how many records they hold nor where one ends is why others are not told.
ENDLESS = {"nbib", "enw", "ovid", "refworks", "csv"}


@pytest.mark.parametrize("sample", [each for name, each in SAMPLES.items() if name not in ENDLESS])
def test_a_file_that_was_cut_off_says_where(sample: Sample) -> None:
    before = sample.head + "".join(sample.records[:2])
    result = read_bytes((before + sample.records[2][:-80]).encode(), sample.format)
    [line] = {each.line or "the last of them from line" in each.message for each in result.warnings} - {False}
    assert line is True or line > before.count("\n")


# Each of them, repeated, made some pattern look again and again at the same characters.
REPEATED = (
    " ",
    "<!--",
    "<p ",
    "&lt;",
    "10.1000.",
    "10.1000/(",
    ")",
    "(c) ",
    "All rights reserved ",
    "PMID 1 ",
    ";",
    "-- ",
)


@pytest.mark.parametrize("part", REPEATED)
@pytest.mark.parametrize(
    ("format", "template"),
    [
        ("ris", "TY  - JOUR\n{}" + "ER  - \n\nTY - x @ x\nER  -\n"),
        ("nbib", "PMID- 1\n{}"),
        ("bibtex", "@article{{k,\n{}year = 1}}\n"),
    ],
    ids=["ris", "nbib", "bibtex"],
)
def test_long_values_of_one_kind_take_linear_time(format: str, template: str, part: str) -> None:
    """No clock is asked: quadratic work would take many minutes here, and be noticed."""
    value = (part * 60_000)[:60_000]
    fields = {
        "ris": "".join(f"{tag}  - {value}x\n" for tag in ("TI", "AB", "DO", "SP", "LA", "M3", "N1", "AU")),
        "nbib": "".join(f"{tag:<4}- {value}x\n" for tag in ("TI", "AB", "LID", "PG", "SO")),
        "bibtex": "".join(f"{name} = {{{value}x}},\n" for name in ("title", "author", "pages", "doi")),
    }
    text = template.format(fields[format]).replace("@ x", value) if format == "ris" else template.format(fields[format])
    assert len(read_bytes(text.encode(), format).records) == (2 if format == "ris" else 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<xml>" + "<record>" * 20_000, 0),
        ("<xml><record>" + "</record>" * 100_000, 1),
        ("<xml><record>" + "<a>" * 100_000 + "</a>" * 100_000 + "</record>", 1),
        ("<xml><record>" + "open\n" * 300_000 + "<record></record>", 1),
    ],
    ids=["starts", "ends", "nested", "open"],
)
def test_xml_without_ends_or_starts_takes_linear_time(text: str, found: int) -> None:
    assert len(read_bytes(text.encode(), "endnote-xml").records) == found
