"""The CSV for the PRISMA2020 package, read back by the rules by which the package reads it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report.flow.boxes import Flow
from core.report.flow.csv import HEAD, flow_csv
from tests.core.report.flow.diagrams import HOSTILE, LONG, boxes, full
from tests.examples import examples

NUMBERS = (
    *("previous_studies", "previous_reports", "database_results", "register_results", "website_results"),
    *("organisation_results", "citations_results", "duplicates", "excluded_automatic", "excluded_other"),
    *("records_screened", "records_excluded", "dbr_sought_reports", "dbr_notretrieved_reports"),
    *("other_sought_reports", "other_notretrieved_reports", "dbr_assessed", "other_assessed", "new_studies"),
    *("new_reports", "total_studies$", "total_reports$", "total_studies_ma", "total_reports_ma"),
)
LISTS = ("database_specific_results", "register_specific_results", "dbr_excluded", "other_excluded")
TITLES = ("prevstud", "newstud", "othstud")


@dataclass
class Read:
    """What R has after `PRISMA_data(read.csv(file))`."""

    numbers: dict[str, float | None]
    lists: dict[str, list[tuple[str, float | None]]]
    texts: dict[str, str]


def read_as_r(text: str) -> Read:
    """The rules of version 1.1.4, written down from its source; None is R's NA.

    `read.csv` turns the text NA into NA. The column n holds lists, so it is text, in which an empty cell stays empty.
    A row is found by `grep(key, data[, 1])`: the key as a pattern anywhere in the first column.
    """
    rows = [
        {name: None if value == "NA" else value for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(text))
    ]
    assert tuple(rows[0]) == HEAD

    def cell(pattern: str, column: str = "n", where: str = "data") -> str:
        found = [row[column] for row in rows if row[where] is not None and re.search(pattern, row[where] or "")]
        assert len(found) == 1 and found[0] is not None, (pattern, found)
        return found[0]

    texts = {key: cell(key, "boxtext") for key in (*NUMBERS, *LISTS, "identification", "screening", "^included$")}
    texts |= {key: cell(key, "boxtext", "box") for key in TITLES}
    return Read(
        numbers={key.rstrip("$"): number(cell(key)) for key in NUMBERS},
        lists={key: reasons(cell(key)) for key in LISTS},
        texts=texts,
    )


def number(text: str) -> float | None:
    """`PRISMA_format_number_`: what is no digit is dropped."""
    digits = re.sub(r"[^0-9.]", "", text)
    return float(digits) if digits else None


def reasons(text: str) -> list[tuple[str, float | None]]:
    """`PRISMA_parse_reasons_`: cut at semicolons, the name up to the first comma, the number behind it."""
    if not re.search(r"[^0-9,]", text):
        return [("", number(text))]
    parts = [part for part in re.split("; ?", text) if part]
    return [(re.sub(",.*$", "", part), number(re.sub(r".*?,([ 0-9,]*)|.*", r"\1", part, count=1))) for part in parts]


def test_every_box_comes_back() -> None:
    given = boxes(
        database_results=18_240,
        database_specific_results={"Medline": 10_000, "Scopus": 8_240},
        duplicates=5_062,
        records_excluded=12_000,
        dbr_sought_reports=1_178,
        dbr_notretrieved_reports=8,
        dbr_assessed=1_170,
        dbr_excluded={"Wrong setting, not services": 900, "Wrong design; other": 98},
        citations_results=12,
        organisation_results=3,
        experts_results=4,
        other_sought_reports=19,
        other_assessed=19,
        other_excluded={"The author's opinion (2,041)": 19},
        new_studies=172,
        new_reports=180,
    )
    read = read_as_r(flow_csv(given))
    for key in read.numbers:
        expected = len(given[key]) if key in given.boxes or not key.startswith(("previous", "total")) else None
        assert read.numbers[key] == (
            expected if expected or key not in ("register_results", "website_results") else None
        ), key
    assert read.lists["database_specific_results"] == [("Medline", 10_000), ("Scopus", 8_240)]
    assert read.lists["dbr_excluded"] == [("Wrong setting – not services", 900), ("Wrong design – other", 98)]
    assert read.lists["other_excluded"] == [("The author’s opinion (2 –041)", 19)]
    assert read.texts["organisation_results"] == "Organisations"
    assert read.texts["other_sought_reports"] == "Reports sought for retrieval (of 19 records 4 came from experts)"
    assert read.texts["new_studies"] == "Studies included in review"


def test_what_the_review_does_not_have_is_empty_and_not_zero() -> None:
    read = read_as_r(flow_csv(boxes()))
    empty = {key for key, value in read.numbers.items() if value is None}
    assert empty == {
        *("previous_studies", "previous_reports", "total_studies", "total_reports", "total_studies_ma"),
        *("total_reports_ma", "register_results", "website_results", "organisation_results", "citations_results"),
        *("other_sought_reports", "other_notretrieved_reports", "other_assessed"),
    }
    assert read.lists["register_specific_results"] == [("", None)]
    assert read.lists["dbr_excluded"] == [("", 0)], "nothing was excluded, which is a number"
    assert read.numbers["excluded_automatic"] == 0


def test_an_update_has_its_previous_version() -> None:
    read = read_as_r(flow_csv(full(10_000_000)))
    assert read.numbers["previous_studies"] == read.numbers["total_reports"] == 10_000_000
    assert read.texts["new_reports"] == "Reports of new included studies"
    assert read.texts["newstud"] == "Identification of new studies via databases and registers"


def test_the_rows_are_those_of_the_template() -> None:
    rows = list(csv.reader(io.StringIO(flow_csv(full(1)))))
    assert len(rows) == 35 and all(len(row) == 8 for row in rows)
    assert [row[0] for row in rows].count("NA") == 3
    assert len({row[1] for row in rows[1:] if row[1] != "NA"}) == 23
    assert "\r" not in flow_csv(full(1))


@pytest.mark.parametrize("words", [HOSTILE, LONG, "=1+1", "@@1 ", "a, b; c, 7", "'\"\\"])
def test_words_cannot_break_a_row_a_list_or_the_drawing(words: str) -> None:
    check_labels(full(5, words))


@settings(max_examples=examples(50))
@given(st.dictionaries(st.text(), st.integers(1, 10**9), min_size=1, max_size=15))
def test_whatever_the_words(counts: dict[str, int]) -> None:
    check_labels(boxes(dbr_excluded=counts, database_specific_results=counts))


def check_labels(given: Flow) -> None:
    text = flow_csv(given)
    read = read_as_r(text)
    for key in ("dbr_excluded", "database_specific_results"):
        assert [count for _, count in read.lists[key]] == [float(len(each)) for each in given.parts(key).values()]
        for name, _ in read.lists[key]:
            assert name and not set("'\"\\,;@") & set(name) and name[0] not in "=+-"
    assert len(list(csv.reader(io.StringIO(text)))) == 35
