"""Checks that a review is whole: each journal and records file, their references to each other, and the funnel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import TamisError
from core.sampling.sample import PILOT, verify
from store.acts import retrieval, studies
from store.acts.imports import imports, records_files
from store.acts.samples import drawn_samples
from store.acts.searches import DuplicateSearch, searches
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE, VALUES
from store.folder.review import Review
from store.state.review_state import review_state
from store.upkeep.damage import Problem, check_journal, check_records

JOURNAL_FOLDERS = ("people/*", "people/*/*.*")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of a check.

    Attributes:
        journals: How many journals there are.
        events: How many events they hold.
    """

    problems: tuple[Problem, ...]
    journals: int
    events: int

    @property
    def ok(self) -> bool:
        """Whether there is no problem."""
        return not self.problems


def journal_files(folder: Path) -> list[Path]:
    """Every journal of a review, including one that is missing while its snapshot is there."""
    found = {path for pattern in JOURNAL_FOLDERS for path in folder.glob(f"{pattern}/*.jsonl")}
    for pattern in JOURNAL_FOLDERS:
        names = ("acts.json", "decisions.json")
        found |= {path.with_suffix(".jsonl") for path in folder.glob(f"{pattern}/*.json") if path.name in names}
    return sorted(found)


def check_review(folder: Path, open_review: Callable[[], Review]) -> CheckResult:
    """Check a review; read-only.

    Journals are checked first, file by file, so that a damaged one is reported by line even where it keeps the review
    from being opened.

    Args:
        folder: The review folder.
        open_review: Opens the review; called after its journals were checked.
    """
    problems: list[Problem] = []
    events = 0
    files = journal_files(folder)
    for path in files:
        found = check_journal(path)
        problems += found
        if path.exists():
            with path.open("rb") as stream:
                events += sum(1 for _ in stream)
    if not problems:
        try:
            with open_review() as review:
                problems += _check_contents(review)
        except TamisError as error:
            problems.append(Problem(error.where, error.what, error.advice))
    return CheckResult(tuple(dict.fromkeys(problems)), len(files), events)


def _check_contents(review: Review) -> Iterator[Problem]:
    for each in imports(review):
        for path, checksum in records_files(review, each).items():
            yield from check_records(path, checksum)
    for search in searches(review):
        yield from _search_problems(search)
    yield from _unknown_records(review)
    yield from _unknown_reports(review)
    state = review_state(review)
    for (stage, search_round), drawn in drawn_samples(review).items():
        which = "pilot" if search_round == PILOT else f"search round {search_round}"
        for what in verify(drawn.sample, drawn.frame_ids):
            yield Problem(f"sample of {stage}, {which}", what, "Restore the acts of the one who drew it from a backup.")
    leaks = state.funnel.leaks()
    if leaks:
        yield Problem(
            "the funnel", f"does not add up at {len(leaks)} records: {', '.join(leaks[:20])}", "Report this as a bug."
        )


def _search_problems(search: DuplicateSearch) -> Iterator[Problem]:
    try:
        search.found()
    except TamisError as error:
        yield Problem(error.where, error.what, error.advice)


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
                        f"{reader.reviewer}'s decisions at {stage.id}",
                        f"hold {what} {record}, which is no record of this review",
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
                    f"speaks of {record} (in {table}), which is no record of this review",
                    "Restore the records file of its import from a backup.",
                )
