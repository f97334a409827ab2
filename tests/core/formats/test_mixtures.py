"""Any mixture of well-formed records, with junk between them, gives these records, whole, in every format.

Junk is what is no line, element or row of the format. What a record should be is what the reader makes of it alone.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.result import FORMATS
from core.records.record import Record
from tests.core.formats.samples import COUNT, SAMPLES, read_bytes, workbook
from tests.examples import examples

EXAMPLES = int(os.environ.get("TAMIS_MIXTURES", "0")) or examples(10, long=40)
# What would be a line of the format, or begin or end one of its records.
OWN = {
    "ris": r"\s*\w\w\s{0,3}-(\s|$)",
    "nbib": r"\s*[A-Z]{2,4} *-( |$)",
    "wos": r"[A-Z][A-Z0-9]( |$)",
    "enw": r"\s*%[^\s]",
    "ovid": r"\s*([A-Z]{2,3} {1,2}-|<\d)",
    "refworks": r"[A-Z][A-Z0-9]( |$)",
    "cochrane": r"\s*([A-Z]{2,3}:|Record #?\d)",
    "copac": r"\s*([A-Z]{2,3}-|Record #?\d)",
    "proquest": r"\s*([^:]{1,60}:( |$)|Document \d|_{20})",
    "pubmed-text": r"\s*\d+[.:]",
    "bibtex": r".*@\s*\w",
    "json": r'.*[{}\[\]"]',
    "xml": r".*[<&]",
}
KIND = {"csl-json": "json", "openalex": "json", "eppi": "json"} | dict.fromkeys(
    ["endnote-xml", "pubmed-xml", "marcxml", "mods", "zotero-rdf"], "xml"
)
# Records of these end with a line or a sign of their own: junk may stand right behind it.
CLOSED = {"ris", "wos", "bibtex", *KIND}
MET = """
    Page 1 of 3|==============================|---|* * *|Results 1-50 of 1,234|# a comment|// a comment|% a comment
    Search history: 1. exp Peer Group/ 2. (ward* or hospital*).ti,ab.|Downloaded from https://example.org/search?q=1
    Copyright © 2020 Clarivate.|From: somebody@example.org|Database: Ovid MEDLINE(R) ALL <1946 to May 01, 2020>
    1|12.|References|<!-- a comment -->|a: b|A - B|The End|'|"|}|{|@|@ home|100 % of|&amp; & &lt;|\\|END
    """.strip().replace("\n    ", "|")
LINE = st.sampled_from([*MET.split("|"), "   ", "\t", "\x0c", "\ufeff"]) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40
)
WORD = st.sampled_from(
    ["TI", "ER", "and", "of", "et", "al", "PMID", "Record", "1", "(RCT):", "95", "10.1000/x", "-", "–", "Vol.", "“so”"]
) | st.text("abcdefghijklmnopqrstuvwxyzæøåäöüßñçéABCDEFÆØÅ", min_size=1, max_size=12)
PLACES = st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=7)
TITLE = st.lists(WORD, min_size=1, max_size=9).map(lambda words: " ".join(("Peers", *words, "wards")))


def content(record: Record) -> Record:
    """All fields, whatever the place in the file, and lines that were kept behind the record's own."""
    return record._replace(line=None, raw=(), stray=())


@cache
def junk(format: str) -> st.SearchStrategy[str]:
    own = re.compile(OWN[KIND.get(format, format)])
    return st.lists(LINE.filter(lambda line: not own.match(line)), max_size=4).map("\n".join)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "csv"])
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_texts(name: str, data: st.DataObject) -> None:
    sample = SAMPLES[name]
    records, alone = [], []
    for place in data.draw(PLACES, label="records"):
        title = data.draw(TITLE, label="title")
        written = sample.records[place].replace(f"Title number {place + 1}", title)
        assert title in written
        [record] = read_bytes((sample.head + written + sample.tail).encode(), name).records
        assert letters(record.title).startswith(letters(title))
        records.append(written)
        alone.append(record)
    gaps = ["\n"] if name in CLOSED else []
    parts = []
    for written in records:
        gap = data.draw(st.sampled_from(["\n\n", *gaps]))
        parts.append(f"{written.rstrip()}{gap}{data.draw(junk(name), label='junk')}\n\n")
    before = data.draw(junk(name), label="before") if name != "wos" else ""
    text = f"{sample.head}{before}\n\n{''.join(parts)}{sample.tail}"
    found = read_bytes(text.encode(), name).records
    assert list(map(content, found)) == list(map(content, alone))
    for one, other in zip(alone, found, strict=True):
        assert name == "bibtex" or list(other.raw[: len(one.raw)]) == list(one.raw)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


HEADER = ["Title", "Authors", "Year", "DOI", "Abstract", "Source title", "Language"]
WOS_HEADER = ["PT", "TI", "AU", "PY", "DI", "AB", "SO", "LA"]
CELL = TITLE | st.sampled_from(["", "a\nb", 'Said “so”, "thus"', "a;b", "a\tb", "'", '""', "=1+1", "1,5"])


def csv_table(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return stream.getvalue().encode()


TABLES = {
    "commas": lambda header, rows: csv_table(header, rows, ","),
    "semicolons": lambda header, rows: csv_table(header, rows, ";"),
    "tabs": lambda header, rows: csv_table(header, rows, "\t"),
    "workbook": lambda header, rows: workbook([header, *rows]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("header", [HEADER, WOS_HEADER], ids=["words", "Web of Science"])
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_tables(name: str, header: list[str], data: st.DataObject) -> None:
    """In a table each row with a text is a record: junk is an empty one, and what stands above the header."""
    make = TABLES[name]
    empty = st.lists(st.sampled_from([[], [""] * len(header), [" "]]), max_size=3)
    rows, mixed, alone = [], [], []
    for place in range(data.draw(st.integers(1, 5))):
        values = {name: data.draw(CELL) for name in header}
        values |= {"PT": "J", "TI": data.draw(TITLE), "Year": "2020", "PY": "2020"}
        values |= {"Authors": "Larsen, M.; Dahl, T.", "AU": "Larsen, M; Dahl, T", "Title": values["TI"]}
        values |= dict.fromkeys(("DOI", "DI"), f"10.5555/t.{place}")
        row = [values[each] for each in header]
        [record] = read_bytes(make(header, [row])).records
        assert (record.title, record.year, record.doi) == (values["TI"], 2020, f"10.5555/t.{place}")
        assert [author.family for author in record.authors] == ["Larsen", "Dahl"]
        rows.append(row)
        alone.append(record)
        mixed += [row, *data.draw(empty)]
    found = read_bytes(make(header, mixed)).records
    assert list(found) == [each._replace(line=record.line) for each, record in zip(alone, found, strict=True)]


def test_every_format_is_here() -> None:
    assert {*SAMPLES, "xlsx"} == {*FORMATS} - {"auto"}
