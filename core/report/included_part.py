"""The included reports: each numbered, with author and date, citation, DOI, and the study that it reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.report.document.citation import Citation
from core.report.document.parts import Block, PartOfWhole, Section, TableBlock, listed_number, said
from core.report.tables import report_csv
from core.report.values import ReportValues
from core.screening.funnel import Funnel
from core.screening.placed import those_in
from core.sentences import Fact, found


class IncludedReport(NamedTuple):
    """One report as a paper cites it.

    Attributes:
        number: In a numbered list, from 1.
        named: By author and date, "Larsen et al. 2020a": with a letter where two would be the same.
        study: The number of its study, from 1 in the order of the list; reports of one study share it.
    """

    number: int
    named: str
    study: int
    cited: Citation


def included_reports(funnel: Funnel, cite: Callable[[str], Citation]) -> list[IncludedReport]:
    """The reports that came through every stage that excludes, by author, year and title."""
    cited = [cite(each) for each in (funnel.included if funnel.states else ())]
    cited.sort(key=lambda each: (each.short.casefold(), each.year, each.title.casefold(), each.record))
    alike: dict[str, list[str]] = {}
    for each in cited:
        alike.setdefault(f"{each.short} {each.year}", []).append(each.record)
    studies: dict[str, int] = {}
    included = []
    for number, each in enumerate(cited, start=1):
        named = f"{each.short} {each.year}"
        of_that_name = alike[named]
        letter = _letter(of_that_name.index(each.record)) if len(of_that_name) > 1 else ""
        study = studies.setdefault(funnel.studies.of(each.record), len(studies) + 1)
        included.append(IncludedReport(number, f"{named}{letter}", study, each))
    return included


def _letter(place: int) -> str:
    """What follows the year of the first, the second and so on: "a" to "z", then "aa"."""
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + last)


def included_csv(reports: Sequence[IncludedReport]) -> bytes:
    """One row a report."""
    head = ("number", "author_date", "study", "record_id", "citation", "doi")
    rows = ((*each[:3], each.cited.record, each.cited.text, each.cited.doi) for each in reports)
    return report_csv(head, rows)


def included_part(report: ReportValues) -> Section:
    """The reports one by one, and how many were published in each year."""
    reports = included_reports(report.funnel, report.cite)
    years: dict[str, list[str]] = {}
    for each in reports:
        years.setdefault(each.cited.year, []).append(each.cited.record)
    most = max(map(len, years.values()), default=0)
    blocks: list[Block] = []
    if reports:
        many = {
            "reports": Fact(len(reports), "report", "status: included_records"),
            "studies": Fact(len({each.study for each in reports}), "study", "status: included_studies"),
        }
        blocks += [
            said(found("{reports} of {studies}.", **many)),
            TableBlock(
                "Included reports, by author and date",
                ("No.", "Author and date", "Report", "Study", "DOI"),
                tuple(
                    (str(each.number), each.named, each.cited.text, str(each.study), each.cited.doi or "–")
                    for each in reports
                ),
            ),
            TableBlock(
                "Included reports by year",
                ("Year", "Reports", "Share of the most"),
                tuple(
                    (
                        year,
                        listed_number(
                            f"included-{year.rstrip('.').replace('.', '')}",
                            f"Included, published in {year}",
                            those_in(report.funnel.included, frozenset(years[year])),
                            unit="report",
                        ),
                        PartOfWhole(len(years[year]), most),
                    )
                    for year in sorted(years)
                ),
            ),
        ]
    return Section("included", "What is included", blocks)
