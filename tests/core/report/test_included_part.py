"""The included reports: the section whole, how two of one name and year are told apart, years in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.document.citation import Citation
from core.report.included_part import included_csv, included_part, included_reports
from tests.core.report.reports import EVERY, finished, told


@pytest.mark.parametrize("name", EVERY)
def test_the_section_whole(name: str, snapshot: SnapshotAssertion) -> None:
    assert told(included_part(EVERY[name]())) == snapshot


def cited(record: str, short: str, year: str, title: str = "T") -> Citation:
    return Citation(record, "", year, title, "", f"10.5/{record}", short)


def listed(*those: Citation) -> list[tuple[str, str]]:
    """(author and date, record) of some included reports."""
    by_record = {each.record: each for each in those}
    report = finished()
    last = replace(report.stages[1].state, included=list(by_record))
    funnel = replace(report.funnel, states=[report.funnel.states[0], last, *report.funnel.states[2:]])
    return [(each.named, each.cited.record) for each in included_reports(funnel, by_record.__getitem__)]


def test_they_stand_by_author_year_title_and_record_in_whatever_case() -> None:
    assert listed(
        cited("z", "berg", "2001"), cited("y", "Berg", "2000"), cited("x", "Abel", "2002", "b"),
        cited("w", "Abel", "2002", "A"), cited("v", "abel", "2003"), cited("u", "Abel", "2002", "a"),
    ) == [("Abel 2002a", "u"), ("Abel 2002b", "w"), ("Abel 2002c", "x"), ("abel 2003", "v"), ("Berg 2000", "y"),
          ("berg 2001", "z")]  # fmt: skip


def test_after_z_comes_aa() -> None:
    names = [each for each, _ in listed(*(cited(f"r{n:03}", "Abel", "2002") for n in range(730)))]
    assert [names[n].removeprefix("Abel 2002") for n in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "a", "z", "aa", "ab", "az", "ba", "zz", "aaa"
    ]  # fmt: skip


def test_reports_of_one_study_share_its_number() -> None:
    reports = included_reports(finished().funnel, finished().cite)
    assert [(each.number, each.cited.record, each.study) for each in reports] == [
        (1, "r10", 1), (2, "r05", 2), (3, "r01", 3), (4, "r02", 4), (5, "r03", 2), (6, "r14", 5),
    ]  # fmt: skip
    assert included_reports(replace(finished().funnel, states=[]), finished().cite) == []


def test_the_table_of_included_reports(snapshot: SnapshotAssertion) -> None:
    assert included_csv(included_reports(finished().funnel, finished().cite)).decode() == snapshot
