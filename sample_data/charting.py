"""What would be charted of the studies that are included in the end: the 14 items of the protocol."""

from __future__ import annotations

from typing import Any

from sample_data.chance import Chance
from sample_data.publication import Publication

ITEMS = (
    "first-author",
    "year",
    "country",
    "process",
    "participants",
    "involvement",
    "positions",
    "aims",
    "factors",
    "outcome",
    "context",
    "design",
    "findings",
    "comments",
)
"""Their ids, in the order of the protocol; these and the choices are those of the template peer-support-2021."""

PROCESSES = ("co-production", "co-creation")
PARTICIPANTS = (
    "peer support workers",
    "service users",
    "carers",
    "professionals",
    "leaders",
    "volunteers",
    "services",
    "organisations",
)
INVOLVEMENT = ("co-produce", "co-deliver", "co-implement", "co-initiate", "co-design", "co-evaluate")
POSITIONS = ("administrative functions", "caseworker", "frontline worker")
OUTCOMES = ("for service users", "for peer support workers", "for services", "for organisations")


def charted(publication: Publication, chance: Chance) -> dict[str, Any]:
    """The values by item; a list where several may apply."""
    facts = publication.facts
    sentences = publication.sections[-1][1].split(". ") if publication.sections else []
    linked = f"Linked with {facts['outcome']} and {facts['outcome2']}."
    return {
        "first-author": publication.authors[0].family,
        "year": publication.year,
        "country": facts["country"].removeprefix("the "),
        "process": _several(chance, PROCESSES, {1: 4, 2: 1}),
        "participants": ["peer support workers", *_several(chance, PARTICIPANTS[1:], {1: 2, 2: 4, 3: 2})],
        "involvement": _several(chance, INVOLVEMENT, {1: 2, 2: 4, 3: 3, 4: 1}),
        "positions": _several(chance, POSITIONS[::-1], {1: 6, 2: 2}),
        "aims": f"To take part in the {facts['process']} of {facts['object']} together with {facts['partners']}.",
        "factors": "\n".join(
            (
                f"antecedent: {facts['enabler']}",
                f"antecedent: {facts['enabler2']}",
                f"barrier: {facts['barrier']}",
                f"barrier: {facts['barrier2']}",
            )
        ),
        "outcome": _several(chance, OUTCOMES, {1: 4, 2: 3, 3: 1}),
        "context": f"{facts['settings'][:1].upper()}{facts['settings'][1:]}, {facts['place']}",
        "design": facts["design"],
        "findings": f"{sentences[-1].rstrip('.')}. {linked}" if sentences else linked,
        "comments": chance.pick(
            ("", "", "", "Role titles vary within the article.", "Outcomes described, not measured.")
        ),
    }


def _several(chance: Chance, choices: tuple[str, ...], counts: dict[int, float]) -> list[str]:
    """Some of the choices, in their order."""
    chosen = chance.some(choices, chance.weighted(counts))
    return [choice for choice in choices if choice in chosen]
