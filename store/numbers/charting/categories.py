"""Counts what the records of a stage are, before any of them is excluded: by label, type of publication, suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.errors import TamisError
from core.protocol.values import Stage
from core.records.publication_type import ARTICLE, CLASSES, class_of_kind, classes_of
from core.records.record import Record
from core.screening.suggestions import suggest
from store.state.review_state import ReviewState
from store.state.shown_records import DiskShownRecords

UNKNOWN = "not known"
NOTHING = "nothing suggested"


@dataclass(frozen=True, slots=True)
class Categories:
    """The records that entered a stage by category; a record may be in several of a kind.

    Attributes:
        labels: By the labels that readers gave them there, as far as the audience may be told.
        types: By type of publication, `UNKNOWN` where no field says one.
        suggestions: At a stage with a rule, by what it suggests, `NOTHING` where it keeps them; {} without a rule.
    """

    labels: dict[str, list[str]] = field(default_factory=dict)
    types: dict[str, list[str]] = field(default_factory=dict)
    suggestions: dict[str, list[str]] = field(default_factory=dict)


def categories(state: ReviewState, stage: Stage) -> Categories:
    """The categories of all records that entered a stage, the largest first; it reads each of them."""
    found, words = Categories(), state.words(stage).values()
    records = DiskShownRecords(state.review, state.groups)
    for each in state.funnel.state(stage.id).entered:
        record = records.record(each)
        labels = dict.fromkeys(label for said in words if each in said for label in said[each].labels)
        proposed = suggest(stage, record)
        suggested = [] if stage.suggest is None else [proposed.value if proposed else NOTHING]
        for kind, names in (
            (found.labels, [stage.reason_label(label) for label in labels]),
            (found.types, types_of(record)),
            (found.suggestions, suggested),
        ):
            for name in names:
                kind.setdefault(name, []).append(each)
    return Categories(*map(_largest_first, (found.labels, found.types, found.suggestions)))


def in_category(
    state: ReviewState, stage: str | None, label: str | None, type_of: str | None, suggested: str | None
) -> frozenset[str] | None:
    """The records that entered a stage and are in all the categories asked for; None where none is asked for.

    Raises:
        TamisError: No stage is named, or no record of it is in such a category.
    """
    asked = [each for each in zip(("label", "type", "suggested"), (label, type_of, suggested), strict=True) if each[1]]
    if not asked:
        return None
    if stage is None:
        raise TamisError(f"--{asked[0][0]} is of the records of a stage", advice="Name the stage: --stage STAGE.")
    found = categories(state, state.review.stage(stage))
    kinds = {"label": found.labels, "type": found.types, "suggested": found.suggestions}
    wanted = frozenset(state.funnel.state(stage).entered)
    for kind, name in asked:
        known = {each.casefold(): ids for each, ids in kinds[kind].items()}
        if name is None or name.casefold() not in known:
            there = ", ".join(kinds[kind]) or "none"
            raise TamisError(f"no record has “{name}”", where=f"--{kind}", advice=f"Of those that entered: {there}.")
        wanted &= frozenset(known[name.casefold()])
    return wanted


def types_of(record: Record) -> list[str]:
    """The types of publication that its fields name, in words, each once."""
    classes = dict.fromkeys(name for _, value in record.types for name in classes_of(value))
    names = list(classes) or [name for name in (class_of_kind(record.kind),) if name]
    return [CLASSES.get(name, ARTICLE.capitalize()) for name in names] or [UNKNOWN]


def _largest_first(found: dict[str, list[str]]) -> dict[str, list[str]]:
    order: Sequence[str] = sorted(found, key=lambda name: (-len(found[name]), name))
    return {name: found[name] for name in order}
