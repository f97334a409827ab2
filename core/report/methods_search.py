"""The sentences on the search and the duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.records.imports import Import
from core.report.values import ReportValues
from core.sentences import Fact, Sentence, Several, found, say


def search(report: ReportValues) -> Iterator[Sentence]:
    """What was searched, when, and what each search was the first to bring."""
    if not report.searches:
        yield say("Nothing has been searched yet.", many=Fact(0, "search", "sources: #"))
        return
    by_route: dict[str, dict[str, list[Import]]] = {}
    for each in report.sought:
        by_route.setdefault(each.source.route, {}).setdefault(each.source.name, []).append(each)
    for route, noun in (("databases", "database"), ("registers", "register")):
        if by_name := by_route.pop(route, {}):
            searches = [one for those in by_name.values() for one in those]
            yield say(
                "We searched {many}: {names}.",
                "sources.csv",
                many=Fact(len(by_name), noun, of_searches(searches, "name/##")),
                names=Several([_source(report, *named) for named in by_name.items()], "; "),
            )
    if others := [named for by_name in by_route.values() for named in by_name.items()]:
        names = Several([_source(report, *named) for named in others], "; ")
        yield say("Further records came from other sources: {names}.", "sources.csv", names=names)
    if len(report.rounds) > 1:
        yield say("The searches were run in {rounds}.", rounds=Fact(len(report.rounds), "round", "status: rounds/#"))
    yield from strategies_kept(report)
    total = Fact(len(report.funnel.identified), "record", "status: identified")
    yield found("In all, {total:# unit was} identified.", "index.html, “The search”", total=total)


def of_searches(searches: Sequence[Import], place: str) -> str:
    """A place in those imports."""
    return f"sources: number={','.join(str(each.number) for each in searches)}/{place}"


def strategies_kept(report: ReportValues) -> list[Sentence]:
    """Of how many searches the strategy is kept; nothing where of none."""
    kept, searches = sum(bool(each.source.strategy.strip()) for each in report.sought), len(report.sought)
    whole = (
        "the one search" if kept == searches == 1 else "each search" if kept == searches else "{kept:#} of {searches}"
    )
    values = {
        "kept": Fact(kept, "search", of_searches(report.sought, "strategy!/#")),
        "searches": Fact(searches, "search", of_searches(report.sought, "#")),
    }
    text = f"The strategy of {whole} is kept as it was run."
    return [say(text, "sources.csv, column strategy", **values)] if kept else []


def _source(report: ReportValues, name: str, searches: Sequence[Import]) -> Sentence:
    """A source with each of its searches: when, and how many records it was the first to bring."""
    by_day: dict[tuple[str, str], list[Import]] = {}
    for each in searches:
        by_day.setdefault((each.source.platform, each.source.searched), []).append(each)
    platforms = list(dict.fromkeys(platform for platform, _ in by_day))
    parts: list[Sentence | Fact] = []
    if platforms[0] and len(platforms) == 1:
        parts.append(Fact(platforms[0], "", of_searches(searches, "platform")))
    for place, ((platform, searched), those) in enumerate(by_day.items()):
        via = "via {platform} " if platform and len(platforms) > 1 else ""
        when = "on {day:day}" if searched else "on a date that is not noted"
        brought = sum(len(report.brought[each.number]) for each in those)
        parts.append(
            say(
                f"{via}{when}, {{brought}}",
                platform=Fact(platform, "", of_searches(those, "platform")),
                day=Fact(searched, "", of_searches(those, "searched")),
                brought=Fact(brought, "further record" if place else "record", of_searches(those, "new")),
            )
        )
    return say("{name} ({parts})", name=Fact(name, "", of_searches(searches, "name")), parts=Several(parts, "; "))


def duplicates(report: ReportValues) -> Iterator[Sentence]:
    """How many records were removed as duplicates, by rule and by person."""
    if not report.funnel.identified:
        return
    left = Fact(len(report.funnel.unique), "record", "status: rounds/unique")
    if not report.duplicates:
        none = Fact(0, "record", "status: duplicates_removed")
        yield found(
            "No record was removed as a duplicate; {left} went on.", "`tamis dedup --groups`", none=none, left=left
        )
        return
    by_rule, by_person = report.removed
    rule = Fact(by_rule, "record", "report: duplicates/by_rule")
    person = Fact(by_person, "record", "report: duplicates/by_person")
    ways = [say("{rule:#} by fixed rules", rule=rule)] if by_rule else []
    if by_person:
        ways.append(say("{person:#} by a person who compared them side by side", person=person))
    yield found(
        "We removed {removed} ({ways}), which left {left}.",
        "`tamis dedup --groups`; index.html, “The search”",
        removed=Fact(report.duplicates, "duplicate record", "status: duplicates_removed"),
        ways=Several(ways),
        left=left,
    )
    yield say(
        "Of the {records}, none was deleted: a duplicate goes on under the record it repeats.",
        "`tamis dedup --groups`",
        records=Fact(len(report.funnel.identified), "record", "status: identified"),
    )
