"""Each rule on either side of each of its bounds: the evidence at which it holds, and how far each field may go.

A pair of records would show one side of one clause at a time; here every value of every field is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from core.dedup.compare import Evidence
from core.dedup.decide import MERGES, NOTICE, OF_ONE_STUDY, REVIEWS, VETOES

VALUES: dict[str, range] = {
    **dict.fromkeys(("title", "authors", "journal"), range(-1, 101)),
    **dict.fromkeys(("volume", "doi", "pmid"), range(-1, 2)),
    "length": range(101),
    "years": range(-1, 10),
    "issue": range(-3, 2),
    "pages": range(-1, 4),
    "wording": range(5),
}
"""What each field can be; those that are not named are true or false."""
UNKNOWN = dict.fromkeys(("title", "authors", "journal", "years"), -1)
NOTHING_KNOWN = Evidence(
    **{each.name: UNKNOWN.get(each.name, 0) if each.name in VALUES else False for each in fields(Evidence)}
)
TESTS: dict[str, Callable[[Evidence], bool]] = {
    **{rule.name: rule.holds for rule in (*VETOES, *MERGES, *REVIEWS)},
    **{f"{veto.name}, asked": veto.ask for veto in VETOES},
    **{f"{veto.name}, linked": veto.link for veto in VETOES},
}
NEVER = {"another issue's editorial, asked"} | {
    f"{veto.name}, linked" for veto in VETOES if veto.name not in (NOTICE, *OF_ONE_STUDY)
}

# Name, evidence at the bound, and of the fields that matter there all values with which it still holds.
BOUNDS = """
erratum or reply, linked
  erratum=1 named=1
    doi=-1..0 pmid=-1..0 erratum=1 named=1
  erratum=1 length=30 part=1
    length=30..100 part=1 generic=0 doi=-1..0 pmid=-1..0 erratum=1
  erratum=1 length=30 title=95
    title=95..100 length=30..100 generic=0 doi=-1..0 pmid=-1..0 erratum=1
protocol and result, linked
  title=80 authors=60
    title=80..100 generic=0 authors=60..100
  part=1 length=20 authors=60
    length=20..100 part=1 generic=0 authors=60..100
another form, linked
  title=80 authors=60
    title=80..100 generic=0 authors=60..100
erratum or reply
  notices=1
    notices=1
erratum or reply, asked
  title=80 authors=80 years=2
    title=80..100 authors=80..100 years=-1..2
  part=1 length=20 authors=80 years=2
    length=20..100 part=1 authors=80..100 years=-1..2
  part=1 length=19 pages=3 authors=80 years=2
    part=1 authors=80..100 years=-1..2 pages=3
another issue's editorial
  generic=1 volume=-1
    generic=1 volume=-1
  generic=1 issue=-2
    generic=1 issue=-3..-2
  generic=1 pages=-1
    generic=1 pages=-1
another version
  versions=1
    versions=1
another version, asked
  title=80
    title=80..100
protocol and result
  protocols=1
    pages=-1..1 doi=-1..0 protocols=1
  protocols=1 pages=3 volume=-1
    volume=-1 doi=-1..0 protocols=1
  protocols=1 doi=1 crowded=1
    pages=-1..1 crowded=1 protocols=1
protocol and result, asked
  title=80 authors=60 years=6
    title=80..100 generic=0 authors=60..100 years=-1..6
another form
  forms=1
    pages=-1..1 doi=-1..0 forms=1
  forms=1 pages=3 volume=-1
    volume=-1 doi=-1..0 forms=1
  forms=1 doi=1 crowded=1
    pages=-1..1 crowded=1 forms=1
another form, asked
  title=80 authors=80 years=2
    title=80..100 generic=0 authors=80..100 years=-1..2
other numbers in the title
  numerals=1
    numerals=1
  numerals=1 volume=1 pages=3 doi=-1
    doi=-1 numerals=1
  numerals=1 volume=1 pages=3 years=2
    years=2..9 numerals=1
other numbers in the title, asked
  title=95 authors=80 years=1 journal=85
    title=95..100 authors=80..100 journal=85..100 years=-1..1
opposite words in the title
  wording=4 title=80
    title=80..100 wording=4
opposite words in the title, asked
  title=95 authors=80 years=1
    title=95..100 authors=80..100 years=-1..1 doi=0..1
  authors=80 years=1 volume=1 pages=2
    authors=80..100 years=-1..1 volume=1 pages=2..3 doi=0..1
  authors=80 years=1 volume=1 pages=1 journal=84 issue=1
    authors=80..100 years=-1..1 volume=1 issue=1 pages=1..3 doi=0..1
  authors=80 years=1 journal=85
    authors=80..100 journal=85..100 years=-1..1 doi=0..1
other words in the title
  wording=3 pages=2 title=80
    title=80..100 pages=-1..2 wording=3 scripts=0
other words in the title, asked
  title=95 authors=80 years=1
    title=95..100 authors=80..100 years=-1..1 doi=0..1
  authors=80 volume=1 years=1 pages=2
    authors=80..100 years=-1..1 volume=1 pages=2..3 doi=0..1
  doi=1
    doi=1 crowded=0
a slip or a word more in the title
  wording=1 title=95
    title=95..100 pages=-1..2 doi=-1..0 pmid=-1..0 wording=1..2
  wording=2 title=95
    title=95..100 pages=-1..2 doi=-1..0 pmid=-1..0 wording=1..2
  wording=1 title=95 doi=1 crowded=1
    title=95..100 pages=-1..2 wording=1..2 crowded=1
  wording=1 title=95 pmid=1 pages=-1
    title=95..100 pages=-1 wording=1..2
  wording=2 title=80 volume=1 pages=1
    title=80..100 pages=1 doi=-1..0 pmid=-1..0 wording=2
  wording=2 title=95 volume=1 pages=1
    title=80..100 pages=-1..1 doi=-1..0 pmid=-1..0 wording=2
  wording=1 title=95 volume=1 pages=0
    title=95..100 pages=-1..0 doi=-1..0 pmid=-1..0 wording=1..2
  wording=1 title=95 volume=-1 pages=3
    title=95..100 volume=-1 doi=-1..0 pmid=-1..0 wording=1..2
  wording=1 title=95 pages=2 years=0 journal=84
    title=95..100 journal=-1..84 volume=-1..0 pages=-1..2 doi=-1..0 pmid=-1..0 wording=1..2
  wording=1 title=95 pages=2 years=1 journal=85
    title=95..100 years=-1|1..9 volume=-1..0 pages=-1..2 doi=-1..0 pmid=-1..0 wording=1..2
  wording=1 title=95 pages=1 years=0 journal=85
    title=80..100 volume=-1..0 pages=-1..1 doi=-1..0 pmid=-1..0 wording=1..2
a slip or a word more in the title, asked
  title=95 authors=80 years=1
    title=95..100 authors=80..100 years=-1..1 doi=0..1
  authors=80 years=1 volume=1 pages=2
    authors=80..100 years=-1..1 volume=1 pages=2..3 doi=0..1
  authors=80 years=1 journal=85
    authors=80..100 journal=85..100 years=-1..1 doi=0..1
other letters
  scripts=1
    doi=-1..0 scripts=1
  scripts=1 doi=1 crowded=1
    crowded=1 scripts=1
  scripts=1 volume=1 pages=3 years=2
    years=2..9 doi=-1..0 scripts=1
other letters, asked
  title=80 authors=60 years=1
    title=80..100 generic=0 authors=-1|60..100 years=-1..1
  title=80 years=1
    title=80..100 generic=0 authors=-1|60..100 years=-1..1
other DOI
  doi=-1
    doi=-1
  doi=-1 volume=1 pages=3 years=0 title=94
    title=-1..94 doi=-1
  doi=-1 volume=1 pages=3 years=1 title=95
    years=-1|1..9 doi=-1
  doi=-1 volume=1 pages=3 years=0 title=95 generic=1
    generic=1 doi=-1
  doi=-1 volume=1 pages=2 years=0 title=95
    pages=-1..2 doi=-1
other DOI, asked
  title=95 authors=80 years=1 volume=-1
    title=95..100 generic=0 authors=80..100 years=-1..1 issue=0..1
  title=95 authors=80 years=1 issue=-1
    title=95..100 generic=0 authors=80..100 years=-1..1 volume=0..1
other PubMed number
  pmid=-1
    pmid=-1
other PubMed number, asked
  title=95 authors=80 years=1
    title=95..100 generic=0 authors=80..100 years=-1..1
identical records
  identical=1
    identical=1
same volume and pages
  volume=1 years=1 pages=2 title=80 authors=60
    title=80..100 authors=60..100 years=-1..1 volume=1 pages=2..3
  volume=1 years=1 pages=1 journal=85 title=80 authors=60
    title=80..100 authors=60..100 journal=85..100 years=-1..1 volume=1 pages=1..3
  volume=1 years=1 pages=1 issue=1 title=80 authors=60
    title=80..100 authors=60..100 years=-1..1 volume=1 issue=1 pages=1..3
  volume=1 years=1 pages=2 part=1 length=20 authors=60
    length=20..100 part=1 authors=60..100 years=-1..1 volume=1 pages=2..3
same volume and pages, no authors
  volume=1 years=1 pages=2 title=90
    title=90..100 authors=-1 years=-1..1 volume=1 pages=2..3
same volume, first and last page
  volume=1 pages=3 years=1 title=95 length=30
    title=95..100 length=30..100 years=-1..1 volume=1 pages=3
same DOI
  doi=1 title=95 authors=80 years=1
    title=80..100 authors=-1|60..100 doi=1
  doi=1 title=80 authors=60 years=2
    title=80..100 authors=-1|60..100 pages=0..3 doi=1 crowded=0 supplement=0
  doi=1 title=80 authors=60 years=2 supplement=1 pages=2
    title=80..100 authors=-1|60..100 pages=2..3 doi=1 crowded=0
  doi=1 title=80 years=2
    title=80..100 authors=-1|60..100 pages=0..3 doi=1 crowded=0 supplement=0
  doi=1 title=95 length=30 authors=0 years=2
    title=95..100 length=30..100 doi=1
  doi=1 title=95 authors=80 years=1 volume=-1
    title=80..100 authors=-1|60..100 pages=0..3 doi=1
  doi=1 title=95 authors=80 years=1 pages=-1
    title=95..100 authors=80..100 years=-1..1 volume=0..1 doi=1
same PubMed number
  pmid=1 title=80
    title=80..100 pmid=1
same title, authors, journal and volume
  title=95 authors=80 years=1 journal=85 volume=1 issue=-1
    title=95..100 generic=0 authors=80..100 journal=85..100 years=-1..1 volume=1 issue=-1..1 pages=0..3
  title=95 authors=80 years=1 journal=85 volume=1 issue=1 generic=1
    title=95..100 authors=80..100 journal=85..100 years=-1..1 volume=1 issue=1 pages=0..3
same title, journal and volume, no authors
  title=97 years=1 journal=85 volume=1 issue=1
    title=97..100 authors=-1 journal=85..100 years=-1..1 volume=1 issue=1 pages=0..3
  title=97 years=1 journal=85 volume=1 length=60
    title=97..100 length=60..100 generic=0 authors=-1 journal=85..100 years=-1..1 volume=1 issue=0..1 pages=0..3
same title, authors, volume and issue
  title=95 authors=80 years=1 volume=1 issue=1 length=30
    title=95..100 length=30..100 authors=80..100 years=-1..1 volume=1 issue=1 pages=0..3
same title, authors and pages
  title=95 authors=80 years=1 pages=2
    title=95..100 generic=0 authors=80..100 years=-1..1 volume=0..1 pages=2..3
  title=95 authors=80 years=0 pages=2 volume=-1 journal=85 issue=-1
    title=95..100 generic=0 authors=80..100 journal=85..100 years=0 issue=-1..1 pages=2..3
alike title, same authors, journal and pages
  title=80 authors=80 years=0 journal=85 pages=3
    title=80..100 authors=80..100 journal=85..100 years=0 volume=0..1 pages=3
same title, authors and journal
  title=95 authors=80 years=0 journal=85 issue=-1
    title=95..100 generic=0 authors=80..100 journal=85..100 years=-1..0 volume=0..1 issue=-1..1 pages=0..3
  title=95 authors=80 years=1 journal=85 length=30
    title=95..100 length=30..100 generic=0 authors=80..100 journal=85..100 years=-1..1 volume=0..1 issue=0..1
    pages=0..3 bare=0
shortened title, same authors and journal
  part=1 length=30 authors=100 years=0 journal=85
    length=30..100 part=1 generic=0 authors=100 journal=85..100 years=0 volume=0..1 issue=0..1 pages=0..3
same title and authors, no journal
  title=95 authors=80 years=0 length=30
    title=95..100 length=30..100 generic=0 authors=80..100 journal=-1 years=0 volume=0..1 issue=0..1 pages=0..3
  title=95 authors=80 length=60
    title=95..100 length=60..100 generic=0 authors=80..100 journal=-1 years=-1..0 volume=0..1 issue=0..1 pages=0..3
translated title?
  volume=1 pages=3 authors=80 years=0
    authors=80..100 years=-1..0 volume=1 pages=3
same title and authors, other place
  title=95 authors=80 years=1
    title=95..100 generic=0 authors=80..100 years=-1..1
  title=95 authors=80 years=1 volume=-1 issue=-1 pages=-1 journal=84
    title=95..100 generic=0 authors=80..100 journal=-1..84 years=-1..1
  title=95 authors=80 years=1 volume=-1 issue=-1 journal=85
    title=95..100 generic=0 authors=80..100 years=-1..1 pages=0..3
  title=95 authors=80 years=1 volume=-1 pages=-1 journal=85
    title=95..100 generic=0 authors=80..100 years=-1..1 issue=0..1
  title=95 authors=80 years=1 issue=-1 pages=-1 journal=85
    title=95..100 generic=0 authors=80..100 years=-1..1 volume=0..1
same long title
  title=97 length=60 years=1
    title=97..100 length=60..100 generic=0 years=-1..1
shortened title
  part=1 length=30 authors=80 years=1
    length=30..100 part=1 generic=0 authors=80..100 years=-1..1 volume=0..1 issue=0..1 pages=0..3
same DOI, other title
  doi=1 pages=2 crowded=1 authors=0
    pages=2..3 doi=1
  doi=1 authors=80
    authors=-1|80..100 doi=1 crowded=0
  doi=1 authors=0 title=80
    title=80..100 doi=1 crowded=0
  doi=1
    authors=-1|80..100 doi=1 crowded=0
  doi=1 volume=-1
    authors=-1|80..100 pages=0..3 doi=1 crowded=0
  doi=1 pages=-1
    authors=-1|80..100 volume=0..1 doi=1 crowded=0
same title and place, other authors
  title=95 volume=1 years=1 pages=2
    title=95..100 generic=0 years=-1..1 volume=1 pages=2..3
  title=95 volume=1 years=1 pages=2 issue=1
    title=95..100 generic=0 years=-1..1 volume=1 pages=2..3
same title and journal, other authors
  title=95 length=30 journal=85 years=0
    title=95..100 length=30..100 generic=0 journal=85..100 years=0 volume=0..1 issue=0..1 pages=0..3
"""


def bounds() -> list[tuple[str, str, str]]:
    """Name, evidence and ranges: a name, below it the evidences, below each of them its ranges."""
    found, name = [], ""
    for line in BOUNDS.strip().splitlines():
        if line.startswith("    "):
            _, base, edges = found.pop()
            found.append((name, base, f"{edges} {line.strip()}".strip()))
        elif line.startswith("  "):
            found.append((name, line.strip(), ""))
        else:
            name = line
    return found


def at(base: str) -> Evidence:
    """The evidence that says nothing but `name=value name=value`."""
    said = dict(each.split("=") for each in base.split())
    return replace(
        NOTHING_KNOWN, **{name: int(value) if name in VALUES else value == "1" for name, value in said.items()}
    )


def ranges(values: list[int]) -> str:
    """1, 2, 3, 7 as `1..3|7`."""
    runs: list[list[int]] = []
    for value in values:
        if runs and runs[-1][1] == value - 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    return "|".join(str(first) if first == last else f"{first}..{last}" for first, last in runs)


@pytest.mark.parametrize(("name", "base", "edges"), bounds())
def test_a_rule_holds_up_to_each_of_its_bounds_and_no_further(name: str, base: str, edges: str) -> None:
    evidence, holds = at(base), TESTS[name]
    assert holds(evidence)
    found = []
    for field in fields(Evidence):
        values = VALUES.get(field.name, range(2))
        kind = int if field.name in VALUES else bool
        held = [value for value in values if holds(replace(evidence, **{field.name: kind(value)}))]
        if len(held) < len(values):
            found.append(f"{field.name}={ranges(held)}")
    assert " ".join(found) == edges


def test_every_rule_and_every_question_has_its_bounds() -> None:
    assert TESTS.keys() - {name for name, _, _ in bounds()} == NEVER
    assert not any(TESTS[name](at(base)) for name in NEVER for _, base, _ in bounds())
