"""The checklist for reporting searches, PRISMA-S (Rethlefsen et al. 2021, doi 10.1186/s13643-020-01542-z): 16 items."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.imports import Import
from core.report.checklists.answers import Answers
from core.report.checklists.checklist import Done, Item, Says, checklist_md
from core.report.document.plain import markdown, one_line
from core.report.methods_search import duplicates, of_searches
from core.report.search_part import corrected
from core.report.values import LineFound, ReportValues
from core.sentences import Fact, Sentence, Several, say
from core.words import day, number

ABOUT = (
    "The items of PRISMA-S (Rethlefsen et al. 2021, doi 10.1186/s13643-020-01542-z), worded by us: compare them with "
    "the published checklist before you submit."
)


def prisma_s_md(report: ReportValues) -> str:
    """The checklist as Markdown, and below it the strategies as they were run, and facts given later."""
    return checklist_md("PRISMA-S", ABOUT, items(report)) + _strategies(report) + _corrections(report)


def items(report: ReportValues) -> list[Item]:
    """The 16 items."""
    by_route: dict[str, list[Import]] = {}
    by_name: dict[str, list[Import]] = {}
    for each in report.sought:
        by_route.setdefault(each.source.route, []).append(each)
        by_name.setdefault(each.source.name, []).append(each)
    databases = by_route.get("databases", [])
    limited = [each for each in report.sought if each.source.limits.strip()]
    answers = Answers(report)
    platforms: dict[str, list[Import]] = {}
    for each in databases:
        platforms.setdefault(each.source.platform, []).append(each)
    shared = [
        _on_platform(those)
        for name, those in platforms.items()
        if name and len({each.source.name for each in those}) > 1
    ]
    rounds = Fact(len(report.rounds), "search round", "status: rounds/#")
    software = say("With {software}.", software=Fact(report.software, "", "report: software"))

    def state(found: object) -> Done:
        return Done.FILLED if found else Done.LEFT

    def of_route(route: str) -> tuple[Done, Says]:
        those = by_route.get(route, [])
        return state(those), _named(those) or ("None is noted.",)

    kept = ["What is kept stands below."] if answers.all_kept is not Done.LEFT else []
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
            _list(shared) or ("No platform is noted for more than one database.",),
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
            answers.all_kept,
            (*answers.strategies, *kept),
            "sources.csv",
        ),
        Item(
            "9",
            "Limits and restrictions",
            "Say what limits were applied, and why.",
            Done.DRAFTED if limited else Done.LEFT,
            _list([say("{name}: {limits}", name=_its(each, "name"), limits=_its(each, "limits")) for each in limited]),
            "sources.csv",
        ),
        Item("10", "Search filters", "Name published filters used, as they are or changed.", Done.LEFT),
        Item("11", "Prior work", "Say whether strategies of other reviews were used.", Done.LEFT),
        Item(
            "12",
            "Updates",
            "Say how searches were updated.",
            state(report.searches),
            [say("{rounds} so far.", rounds=rounds)] if report.searches else (),
        ),
        Item(
            "13",
            "Dates of searches",
            "Give the date of the last search of each source.",
            answers.searched if any(each.source.searched for each in report.sought) else Done.LEFT,
            _list([_dates(those) for those in sorted(by_name.values(), key=_last_searched)]),
            "sources.csv",
        ),
        Item("14", "Peer review", "Say whether the strategy was peer reviewed.", Done.LEFT),
        Item(
            "15",
            "Total records",
            "Give the records found in each source, and in all.",
            state(report.searches),
            _totals(report),
            "sources.csv; prisma2020.csv",
        ),
        Item(
            "16",
            "Deduplication",
            "Say how duplicates were removed, and with what.",
            state(report.searches),
            [software, *duplicates(report)] if report.searches else (),
            "index.html",
        ),
    ]


def _its(each: Import, name: str) -> Fact:
    """A fact of a search."""
    return Fact(getattr(each.source, name), "", f"sources: number={each.number}/{name}")


def _list(parts: Sequence[Sentence]) -> Says:
    """The parts as one sentence; nothing of none."""
    return [say("{parts}.", parts=Several(parts, "; "))] if parts else ()


def _named(searches: Sequence[Import]) -> Says:
    """The sources of those searches, each once with each of its platforms."""
    once: dict[tuple[str, str], Import] = {}
    for each in searches:
        once.setdefault((each.source.name, each.source.platform), each)
    return _list(
        [
            say(
                "{name} ({platform})" if platform else "{name}",
                name=_its(each, "name"),
                platform=_its(each, "platform"),
            )
            for (_, platform), each in once.items()
        ]
    )


def _on_platform(searches: Sequence[Import]) -> Sentence:
    """A platform with its databases, each once."""
    names = {each.source.name: _its(each, "name") for each in searches}
    return say("{platform}: {names}", platform=_its(searches[0], "platform"), names=Several([*names.values()], ", "))


def _last_searched(searches: Sequence[Import]) -> str:
    """The last day, by which sources are put in order, those without one at the end."""
    return max((each.source.searched for each in searches), default="") or "~"


def _dates(searches: Sequence[Import]) -> Sentence:
    """A source with the days of its searches."""
    by_day = {each.source.searched: _its(each, "searched") for each in searches if each.source.searched}
    days = Several([by_day[day] for day in sorted(by_day)])
    return say(
        "{name}: {days:day}" if by_day else "{name}: no date is noted", name=_its(searches[0], "name"), days=days
    )


def _totals(report: ReportValues) -> Says:
    """How many records each source was the first to bring, and all together."""
    by_name: dict[str, list[Import]] = {}
    for each in report.searches:
        by_name.setdefault(each.source.name, []).append(each)
    parts = [
        say(
            "{name}: {new:#}",
            name=_its(those[0], "name"),
            new=Fact(sum(len(report.brought[each.number]) for each in those), "record", of_searches(those, "new")),
        )
        for those in by_name.values()
    ]
    return _list([*parts, say("in all: {all:#}", all=Answers(report).identified)] if parts else [])


def _strategies(report: ReportValues) -> str:
    """Each strategy as a block of code, whose lines stand as they were, and what each line finds."""
    lines = ["", "# Strategies as they were run"]
    for each in report.searches:
        if each.source.strategy.strip():
            when = f", {day(each.source.searched)}" if each.source.searched else ""
            lines += ["", f"## {markdown(each.source.name)}{when}, search round {each.round}", ""]
            lines += [f"    {one_line(line)}" for line in each.source.strategy.splitlines()]
            lines += _counts(report.line_finds(each), each, len(report.brought[each.number]))
    if len(lines) == 2:
        lines += ["", "None is kept."]
    return "\n".join([*lines, ""])


def _corrections(report: ReportValues) -> str:
    """What was completed or corrected of an import after it was made."""
    lines = [f"- {markdown(each.text)}" for each in corrected(report)]
    return "\n".join(["", "# Facts given or corrected after the import", "", *lines, ""]) if lines else ""


def _counts(lines: Sequence[LineFound], search: Import, records: int) -> list[str]:
    """A table of what the lines find; nothing where no line could be read, or no record came."""
    if not lines or not records:
        return []
    return [
        "",
        say(
            "What each line finds in title, abstract, keywords and headings of the {many} that this search was the "
            "first to bring; undecidable where a record does not hold what is asked for, such as a heading:",
            many=Fact(records, "record", of_searches([search], "new")),
        ).text,
        "",
        "| line | results on the platform | finds | undecidable |",
        "|---:|---:|---:|---:|",
        *(
            f"| {each.number} | {'' if each.reported is None else number(each.reported)} | {number(each.finds)} "
            f"| {number(each.undecidable)} |"
            for each in lines
        ),
    ]
