"""The boxes of the flow diagram: sets of records first, and numbers of them second."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile

from tests.derivation.funnel import NOT_RETRIEVED, Funnel
from tests.derivation.words import Document

ROUTES = {
    "databases": "database_results",
    "registers": "register_results",
    "websites": "website_results",
    "organisations": "organisation_results",
    "citation-searching": "citations_results",
    "experts": "experts_results",
}
DATABASES = ("databases", "registers")


def studies(review: Funnel) -> dict[str, str]:
    """Record → the smallest id of its study's reports, of those of which somebody said so."""
    survivor = review.records.survivor
    together: dict[str, set[str]] = {}
    for each in review.words.documents("studies"):
        if each["record"] in survivor:
            together.setdefault(each["study"], set()).add(survivor[each["record"]])
    joined: list[set[str]] = []
    for reports in together.values():
        overlapping = [each for each in joined if each & reports]
        joined = [each for each in joined if not each & reports] + [reports.union(*overlapping)]
    return {report: min(reports) for reports in joined for report in reports}


def flow(review: Funnel) -> Document:
    """The numbers of the diagram of a new review, by the keys of `tamis flow --json`."""
    records, boxes, parts = review.records, defaultdict[str, set[str]](set), defaultdict[str, dict[str, int]](dict)
    in_databases, kept = set[str](), set[str]()
    for record, found in records.identified.items():
        home = records.survivor[record]
        if found["source"]["route"] in DATABASES and found["round"] == records.round_of[home]:
            in_databases.add(home)
    for record, found in records.identified.items():
        home, route = records.survivor[record], found["source"]["route"]
        boxes[ROUTES[route]].add(record)
        by_source = {"databases": "database", "registers": "register"}.get(route, "other") + "_specific_results"
        name = found["source"]["name"]
        parts[by_source][name] = parts[by_source].get(name, 0) + 1
        first = found["round"] == records.round_of[home] and home not in kept
        if first and (route in DATABASES) == (home in in_databases):
            kept.add(home)
        else:
            boxes["duplicates" if route in DATABASES else "other_duplicates"].add(record)
    stages = [stage for stage in review.stages.values() if stage.kind != "chart"]
    screening = list(takewhile(lambda stage: stage.kind != "fulltext", stages))
    reading = stages[len(screening) :]
    for column, homes in (("dbr", in_databases), ("other", set(records.unique) - in_databases)):
        automatic = set[str]()
        for stage in screening:
            by_rule = homes.intersection(stage.by_rule if stage.plan.get("prisma") == "automation" else ())
            automatic |= by_rule if column == "dbr" else set()
            excluded = homes.intersection(stage.excluded) - automatic
            boxes["records_excluded" if column == "dbr" else "other_screened_out"] |= excluded
            boxes[f"{column}_screening_waiting"] |= homes.intersection(stage.waiting)
        if column == "dbr":
            boxes["excluded_automatic"], boxes["records_screened"] = automatic, homes - automatic
        sought = homes.intersection(reading[0].entered) if reading else set[str]()
        lost = {each for stage in reading for each in stage.not_retrieved} & homes
        boxes[f"{column}_sought_reports"], boxes[f"{column}_notretrieved_reports"] = sought, lost
        boxes[f"{column}_assessed"] = sought - lost
        for stage in reading:
            boxes[f"{column}_assessed_waiting"] |= homes.intersection(stage.waiting)
            labels = {each["id"]: each["label"] for each in stage.plan.get("reasons", ())}
            for reason, ids in stage.reasons.items():
                if reason != NOT_RETRIEVED and (n := len(homes.intersection(ids))):
                    parts[f"{column}_excluded"][labels.get(reason, reason) or "No reason given"] = n
        boxes[f"{column}_included"] = homes.intersection(review.included)
    boxes["new_reports"] = set(review.included)
    study_of = studies(review)
    boxes["new_studies"] = {study_of.get(each, each) for each in review.included}
    boxes["waiting"] = {each for stage in stages for each in stage.waiting}
    return {**{box: len(ids) for box, ids in boxes.items()}, **parts}
