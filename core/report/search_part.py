"""The part of the report on the search: what each source brought, and the duplicates."""

from __future__ import annotations

from core.records.imports import Correction
from core.report.document.parts import (
    Block,
    CountedRecords,
    PartOfWhole,
    Section,
    TableBlock,
    TextBlock,
    listed_number,
    notice,
    said,
)
from core.report.values import ReportValues
from core.sentences import Fact, Sentence, say
from core.words import count, day, number


def search_part(report: ReportValues) -> Section:
    """Identified records by source and search round, and what was removed as duplicates."""
    total = listed_number("identified", "Records identified", report.funnel.identified)
    unique = listed_number("unique", "Records without duplicates", report.funnel.unique)
    merged = frozenset(report.funnel.unique)
    duplicates = listed_number(
        "duplicates",
        "Records removed as duplicates",
        [each for each in report.funnel.identified if each not in merged],
    )
    most = max((len(report.brought[each.number]) for each in report.searches), default=0)
    rows = tuple(
        (
            each.source.name,
            ", ".join(part for part in (each.source.platform, each.source.route) if part),
            str(each.round),
            day(each.source.searched) or "not noted",
            "not noted" if each.source.reported is None else CountedRecords(each.source.reported),
            CountedRecords(each.records),
            listed_number(
                f"import-{each.number}", f"{each.source.name}, search round {each.round}", report.brought[each.number]
            ),
            PartOfWhole(len(report.brought[each.number]), most),
        )
        for each in report.searches
    )
    head = ("Source", "Platform and route", "Round", "Searched", "Reported", "In the files", "New", "Share")
    blocks: list[Block] = [
        said("The search identified", total, "records." if total.value != 1 else "record."),
        TableBlock("What each source brought", head, rows),
    ]
    if total.value > 1:
        blocks.append(_without_duplicates(report, duplicates, unique))
    blocks += [notice(each) for each in mismatches(report)]
    blocks += [said(f"Given or corrected after the import: {each}.") for each in corrected(report)]
    return Section("search", "The search", blocks)


def _without_duplicates(report: ReportValues, duplicates: CountedRecords, unique: CountedRecords) -> TextBlock:
    if not duplicates.value:
        return said("None of them is a duplicate of another one.")
    rule, person = (
        Fact(many, "", f"report: duplicates/{how}")
        for many, how in zip(report.removed, ("by_rule", "by_person"), strict=True)
    )
    removed = "were removed as duplicates:" if duplicates.value != 1 else "was removed as a duplicate:"
    how = say("{rule:#} by rules, {person:#} by a person’s verdict. This left", rule=rule, person=person)
    return said("Of these,", duplicates, removed, how, unique, "different ones." if unique.value != 1 else "record.")


def mismatches(report: ReportValues) -> list[Sentence]:
    """Where a database said that it had found another number of records than its files hold."""
    return [
        say(
            "{name} reported {reported}; its files hold {held:#}.",
            name=Fact(each.source.name, "", f"sources: number={each.number}/name"),
            reported=Fact(each.source.reported, "record", f"sources: number={each.number}/reported"),
            held=Fact(each.records, "record", f"sources: number={each.number}/records"),
        )
        for each in report.searches
        if each.source.reported is not None and each.source.reported != each.records
    ]


def corrected(report: ReportValues) -> list[str]:
    """What was completed or corrected of an import after it was made."""
    return [
        f"{each.source.name}, search round {each.round}: {correction_words(said)}"
        for each in report.searches
        for said in each.corrections
    ]


def correction_words(said: Correction) -> str:
    """What was corrected, from what to what, when, by whom, and why."""
    was, now = (_fact(said.fact, each) for each in (said.was, said.value))
    return f"{day(said.at)}, {said.by}: {said.fact} was {was}, is {now}: {said.why}"


def _fact(name: str, value: str | int | None) -> str:
    if name == "strategy" and value:
        return count(len(str(value).splitlines()), "line")
    return number(value) if isinstance(value, int) else value or "not noted"
