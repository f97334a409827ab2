"""The part of the report on the search: what each source brought, and the duplicates."""

from __future__ import annotations

from core.records.imports import Import
from core.report.document.parts import (
    Block,
    Cell,
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
from core.words import day


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
    if report.seeds:
        blocks.append(_seeds(report))
    blocks += [notice(each) for each in mismatches(report)]
    blocks += [said(each) for each in corrected(report)]
    return Section("search", "The search", blocks)


def _seeds(report: ReportValues) -> TableBlock:
    """What came back by each record that citations were searched of."""
    parts = (("new", "New"), ("unique", "Without duplicates"), ("included", "Included"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            report.cite(each.record).text,
            CountedRecords(each.records),
            *(
                listed_number(f"seed-{place}-{name}", f"{words}, from {each.record}", getattr(each, name))
                for name, words in parts
            ),
        )
        for place, each in enumerate(report.seeds, start=1)
    )
    head = ("Searched from", "In the files", *(words for _, words in parts))
    return TableBlock("What citation searching brought, by the report that it started from", head, rows)


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


def corrected(report: ReportValues) -> list[Sentence]:
    """What was completed or corrected of an import after it was made."""
    return [
        say(
            "Given or corrected after the import: {name}, search round {round:#}: {said}.",
            name=Fact(each.source.name, "", f"sources: number={each.number}/name"),
            round=Fact(each.round, "", f"sources: number={each.number}/round"),
            said=correction(each, place),
        )
        for each in report.searches
        for place in range(len(each.corrections))
    ]


def correction(imported: Import, place: int) -> Sentence:
    """What was corrected, from what to what, when, by whom, and why."""
    said, at = imported.corrections[place], f"sources: number={imported.number}/corrections/{place}"
    values = {"was": said.was, "now": said.value}
    shown = {name: f"{{{name}{':#' if isinstance(value, int) else ''}}}" for name, value in values.items() if value}
    was, now = (shown.get(name, "not noted") for name in values)
    return say(
        f"{{day:day}}, {{by}}: {{fact}} was {was}, is {now}: {{why}}",
        **{name: Fact(getattr(said, name), "", f"{at}/{name}") for name in ("by", "fact")},
        day=Fact(said.at, "", f"{at}/at"),
        why=Fact(said.why.rstrip("."), "", f"{at}/why"),
        was=_fact(said.fact, said.was, f"{at}/was"),
        now=_fact(said.fact, said.value, f"{at}/value"),
    )


def _fact(name: str, value: str | int | None, at: str) -> Fact:
    """What it was or is; of a strategy only how long."""
    return (
        Fact(len(str(value).splitlines()), "line", f"{at}/lines")
        if name == "strategy" and value
        else Fact(value or "", "", at)
    )
