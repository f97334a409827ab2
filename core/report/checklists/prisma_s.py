"""The checklist for reporting searches, PRISMA-S (Rethlefsen et al. 2021, doi 10.1186/s13643-020-01542-z): 16 items."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.imports import Source
from core.report.checklists.checklist import Done, Item, checklist_md
from core.report.document.plain import markdown, one_line
from core.report.methods_search import strategies_kept
from core.report.search_part import corrected
from core.report.values import LineFound, ReportValues
from core.words import count, day, listed, number, plural

ABOUT = (
    "The items of PRISMA-S (Rethlefsen et al. 2021, doi 10.1186/s13643-020-01542-z), worded by us: compare them with "
    "the published checklist before you submit."
)


def prisma_s_md(report: ReportValues) -> str:
    """The checklist as Markdown, and below it the strategies as they were run, and facts given later."""
    return checklist_md("PRISMA-S", ABOUT, items(report)) + _strategies(report) + _corrections(report)


def items(report: ReportValues) -> list[Item]:
    """The 16 items."""
    by_route: dict[str, list[Source]] = {}
    for each in report.sought:
        by_route.setdefault(each.source.route, []).append(each.source)
    databases = by_route.get("databases", [])
    dated = [each for each in report.sought if each.source.searched]
    limited = [each for each in report.sought if each.source.limits.strip()]
    kept = " ".join(each.text for each in strategies_kept(report))
    platforms: dict[str, list[str]] = {}
    for source in databases:
        if source.platform and source.name not in platforms.setdefault(source.platform, []):
            platforms[source.platform].append(source.name)
    shared = {platform: names for platform, names in platforms.items() if len(names) > 1}
    total = len(report.funnel.identified)
    found: dict[str, int] = {}
    for each in report.searches:
        found[each.source.name] = found.get(each.source.name, 0) + len(report.brought[each.number])
    searched: dict[str, list[str]] = {}
    for each in sorted(dated, key=lambda each: each.source.searched):
        days = searched.setdefault(each.source.name, [])
        days += [day(each.source.searched)] if day(each.source.searched) not in days else []

    undated = dict.fromkeys(each.source.name for each in report.sought if not each.source.searched)

    def state(found: object) -> Done:
        return Done.FILLED if found else Done.LEFT

    def of_route(route: str) -> tuple[Done, str]:
        named = _named(by_route.get(route, []))
        return state(named), named or "None is noted."

    by_rule, by_person = report.removed
    return [
        Item(
            "1",
            "Database name",
            "Name each database and its platform.",
            state(databases),
            _named(databases),
            "sources.csv",
        ),
        Item(
            "2",
            "Multi-database searching",
            "Say which databases were searched together on one platform.",
            Done.DRAFTED,
            "; ".join(f"{platform}: {', '.join(names)}" for platform, names in shared.items())
            or "No platform is noted for more than one database.",
        ),
        Item("3", "Study registries", "Name the registries searched.", *of_route("registers")),
        Item(
            "4",
            "Online resources and browsing",
            "Describe web sites and tables of contents searched.",
            *of_route("websites"),
        ),
        Item(
            "5",
            "Citation searching",
            "Say whether cited and citing references were looked at.",
            *of_route("citation-searching"),
        ),
        Item("6", "Contacts", "Say whether authors, experts or others were asked.", *of_route("experts")),
        Item("7", "Other methods", "Describe any further sources.", *of_route("organisations")),
        Item(
            "8",
            "Full search strategies",
            "Give each strategy exactly as it was run.",
            state(kept),
            f"{kept} They stand below." if kept else "No strategy is kept.",
            "sources.csv",
        ),
        Item(
            "9",
            "Limits and restrictions",
            "Say what limits were applied, and why.",
            Done.DRAFTED if limited else Done.LEFT,
            "; ".join(f"{each.source.name}: {each.source.limits}" for each in limited),
            "sources.csv",
        ),
        Item("10", "Search filters", "Name published filters used, as they are or changed.", Done.LEFT, ""),
        Item("11", "Prior work", "Say whether strategies of other reviews were used.", Done.LEFT, ""),
        Item(
            "12",
            "Updates",
            "Say how searches were updated.",
            Done.FILLED if report.searches else Done.LEFT,
            f"{count(len(report.rounds), 'search round')} so far.",
        ),
        Item(
            "13",
            "Dates of searches",
            "Give the date of the last search of each source.",
            Done.DRAFTED if undated and dated else state(dated),
            "; ".join(
                [
                    *(f"{name}: {listed(days)}" for name, days in searched.items()),
                    *(f"{name}: no date is noted" for name in undated),
                ]
            ),
            "sources.csv",
        ),
        Item("14", "Peer review", "Say whether the strategy was peer reviewed.", Done.LEFT, ""),
        Item(
            "15",
            "Total records",
            "Give the records found in each source, and in all.",
            state(report.searches),
            "; ".join([*(f"{name}: {number(n)}" for name, n in found.items()), f"in all: {number(total)}"]) + ".",
            "sources.csv; prisma2020.csv",
        ),
        Item(
            "16",
            "Deduplication",
            "Say how duplicates were removed, and with what.",
            state(report.searches),
            f"With {report.software}: {number(by_rule)} by fixed rules, {number(by_person)} by a person who compared "
            f"the records side by side; {count(len(report.funnel.unique), 'record')} "
            f"{plural(len(report.funnel.unique), 'was')} left.",
            "index.html",
        ),
    ]


def _named(sources: Sequence[Source]) -> str:
    return "; ".join(
        dict.fromkeys(f"{each.name} ({each.platform})" if each.platform else each.name for each in sources)
    )


def _strategies(report: ReportValues) -> str:
    """Each strategy as a block of code, whose lines stand as they were, and what each line finds."""
    lines = ["", "# Strategies as they were run"]
    for each in report.searches:
        if each.source.strategy.strip():
            when = f", {day(each.source.searched)}" if each.source.searched else ""
            lines += ["", f"## {markdown(each.source.name)}{when}, search round {each.round}", ""]
            lines += [f"    {one_line(line)}" for line in each.source.strategy.splitlines()]
            lines += _counts(report.line_finds(each), len(report.brought[each.number]))
    if len(lines) == 2:
        lines += ["", "None is kept."]
    return "\n".join([*lines, ""])


def _corrections(report: ReportValues) -> str:
    """What was completed or corrected of an import after it was made."""
    lines = [f"- {markdown(said)}" for said in corrected(report)]
    return "\n".join(["", "# Facts given or corrected after the import", "", *lines, ""]) if lines else ""


def _counts(lines: Sequence[LineFound], records: int) -> list[str]:
    """A table of what the lines find; nothing where no line could be read, or no record came."""
    if not lines or not records:
        return []
    return [
        "",
        f"What each line finds in title, abstract, keywords and headings of the {count(records, 'record')} that this "
        "search was the first to bring; undecidable where a record does not hold what is asked for, such as a heading:",
        "",
        "| line | results on the platform | finds | undecidable |",
        "|---:|---:|---:|---:|",
        *(
            f"| {each.number} | {'' if each.reported is None else number(each.reported)} | {number(each.finds)} "
            f"| {number(each.undecidable)} |"
            for each in lines
        ),
    ]
