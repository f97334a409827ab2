"""Whether what the words and decisions say fits: the records that they speak of, samples, openings, the funnel."""

from __future__ import annotations

from collections.abc import Iterator

from core.sampling.sample import PILOT, verify
from core.words import count
from store.acts import retrieval
from store.acts.duplicates import studies
from store.acts.imports import imports
from store.acts.openings import OPENINGS
from store.acts.samples import drawn_samples
from store.acts.statements import statement_at
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE, VALUES
from store.folder.people import ACTS, PEOPLE, drawer
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.state.review_state import review_state
from store.upkeep.problem import Problem


def contents(review: Review) -> Iterator[Problem]:
    """What is said and does not fit."""
    yield from _unknown_records(review)
    yield from _unknown_reports(review)
    yield from _openings(review)
    for (stage, search_round), drawn in drawn_samples(review).items():
        which = "pilot" if search_round == PILOT else f"search round {search_round}"
        for what in verify(drawn.sample, drawn.frame_ids):
            who = drawer(review.stage(stage), search_round)
            yield Problem(
                str(review.folder / PEOPLE / who / ACTS),
                f"the sample of {stage}, {which}: {what}",
                "Restore the acts of the one who drew it from a backup.",
            )
    leaks = review_state(review).funnel.leaks()
    if leaks:
        yield Problem(
            str(review.folder / PROTOCOL_FILE),
            f"the funnel does not add up at {count(len(leaks), 'record')}: {', '.join(leaks[:20])}",
            "Report this as a bug.",
        )


def _openings(review: Review) -> Iterator[Problem]:
    """Openings that name a statement which is not there."""
    for key in review.acts.tables.get(OPENINGS, {}):
        for word in review.acts.words(OPENINGS, key):
            says = word.says or {"statements": {}}
            for who, clock in says["statements"].items():
                if statement_at(review, who, says["stage"], says["round"], clock) is None:
                    yield Problem(
                        str(review.acts.journals[word.who].path),
                        f"it says that {says['stage']} is open since {who} has stated it (clock {clock}), and there is "
                        "no such statement",
                        f"Are lines of {who}'s acts.jsonl missing? Restore it from a backup.",
                    )


def _unknown_records(review: Review) -> Iterator[Problem]:
    """Decisions on and charts of records that the review lacks; none when an import was taken back."""
    known_ids = set(review.records)
    withdrawn = any(each.withdrawn for each in imports(review, withdrawn=True))
    if withdrawn:
        return
    for stage in review.protocol.stages:
        for reader in stage.readers:
            tables = decisions_of(review, reader.reviewer, stage.id).tables
            for table, what in ((TABLE, "a decision on"), (VALUES, "a chart of")):
                said = {str(each.get("record", key)) for key, each in tables.get(table, {}).items()}
                for record in sorted(said - known_ids):
                    yield Problem(
                        str(review.folder / PEOPLE / reader.reviewer),
                        f"{reader.reviewer}'s decisions at {stage.id} hold {what} {record}, which is no record of this "
                        "review",
                        "Restore the records file of its import from a backup.",
                    )


def _unknown_reports(review: Review) -> Iterator[Problem]:
    """Retrievals and studies of records that the review lacks; none when an import was taken back."""
    if any(each.withdrawn for each in imports(review, withdrawn=True)):
        return
    for table in (retrieval.TABLE, studies.TABLE):
        for _, word in review.in_order(table):
            record = (word.says or {}).get("record", "no record")
            if record not in review.records:
                yield Problem(
                    str(review.acts.journals[word.who].path),
                    f"it speaks of {record} (in {table}), which is no record of this review",
                    "Restore the records file of its import from a backup.",
                )
