"""Which batches of stages are open, by what everybody has said of it: openings, and calls to open one early.

A batch is open when an opening names a complete statement of every reader; any program that finds them all says so. It
is opened early when an adjudicator, or each of its readers, asks for that with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.screening.opening import Opening
from store.acts.allocations import reads_nothing
from store.acts.plans import plans_so_far, readers_in
from store.acts.statements import TABLE as STATEMENTS
from store.acts.statements import Statement, stand_at, statement_at
from store.folder.people import HAND_OVERS, PEOPLE, SAMPLES, batch_folder
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now
from store.journal.union.word import Word

OPENINGS, UNBLINDINGS = "openings", "unblindings"


def hides(review: Review, stage: Stage) -> bool:
    """Whether what a reader says at a stage is hidden from the others until its batch is open.

    It is where two or more read it, or did so under any version of the plan: no change of the plan unseals.
    """
    if len(stage.readers) > 1:
        return True
    return any(len(readers_in(each, stage.id)) > 1 for _, each in plans_so_far(review).versions)


def begun(review: Review, stage: str, batch: int) -> frozenset[str]:
    """Whoever has a folder for a batch of a stage, whether or not it may be entered."""
    found = (review.folder / PEOPLE).glob(f"*/{batch_folder(stage, batch)}")
    return frozenset(_owner(each) for each in found)


def _owner(folder: Path) -> str:
    return folder.parent.name


def openings(review: Review) -> dict[tuple[str, int], Opening]:
    """(stage, search round or `PILOT`) → its opening."""
    return review.once(_openings, OPENINGS, UNBLINDINGS, STATEMENTS, SAMPLES, HAND_OVERS, "amendments")


def _openings(review: Review) -> dict[tuple[str, int], Opening]:
    found = {}
    for stage, batch in _keys(review, OPENINGS):
        if opening := _opened(review, stage, batch):
            found[stage, batch] = opening
    for stage, batch in _keys(review, UNBLINDINGS):
        if (stage, batch) not in found and (opening := _opened_early(review, stage, batch)):
            found[stage, batch] = opening
    return found


def _keys(review: Review, table: str) -> list[tuple[str, int]]:
    return sorted({(str(each["stage"]), int(each["round"])) for each in review.db.table(table).all()})


def _words(review: Review, table: str, stage: str, batch: int) -> list[Word]:
    return [each for each in review.acts.words(table, str(_key(stage, batch))) if each.says is not None]


def _key(stage: str, batch: int) -> int:
    return document_id(f"{stage}/{batch}")


def _opened(review: Review, stage: str, batch: int) -> Opening | None:
    """The opening of a batch that all its readers have stated; None where no word of it is good."""
    named: dict[str, Statement] = {}
    times, good, unread = [], [], set[str]()
    for word in _words(review, OPENINGS, stage, batch):
        found, idle = _named_by(review, stage, batch, word)
        if found is not None:
            times.append(str((word.says or {})["at"]))
            good.append(word)
            for who, each in found.items():
                named[who] = min(each, named.get(who, each), key=lambda statement: statement.clock)
            unread |= idle - found.keys()
    if not times:
        return None
    return Opening(
        stage=stage,
        round=batch,
        early=False,
        rationale="",
        journals=dict(sorted({**dict.fromkeys(unread, 0), **{who: each.last for who, each in named.items()}}.items())),
        links=dict(sorted({**dict.fromkeys(unread, ""), **{who: each.link for who, each in named.items()}}.items())),
        at=min(times),
        said=_first(good),
    )


def names_all(review: Review, stage: str, batch: int, word: Word) -> bool:
    """Whether an opening names a complete statement of every reader, and so opens the batch."""
    return _named_by(review, stage, batch, word)[0] is not None


def _named_by(review: Review, stage: str, batch: int, word: Word) -> tuple[dict[str, Statement] | None, frozenset[str]]:
    """(the statements that an opening names, None where one is missing; the readers who had nothing to read)."""
    named, plans = (word.says or {})["statements"], plans_so_far(review)
    found = {
        who: each
        for who, clock in named.items()
        if (each := statement_at(review, who, stage, batch, clock)) is not None and each.complete
    }
    # Whoever was taken out of the plan for the time of the opening, and put back, is missing in it.
    returned = plans.readers(stage) & plans.ever(stage, word.clock)
    idle = reads_nothing(review, stage, batch, word.clock)
    needed = (plans.readers(stage, word.clock) | returned | begun(review, stage, batch)) - idle
    return (found if found.keys() == named.keys() and needed <= found.keys() else None), idle


def _opened_early(review: Review, stage: str, batch: int) -> Opening | None:
    """The early opening of a batch; a reader who has not stated where they stand is as if they had decided nothing."""
    words = [each for each in _words(review, UNBLINDINGS, stage, batch) if each.says and each.says["rationale"].strip()]
    trusted = [each for each in words if may_unblind(review, each.who)]
    readers = plans_so_far(review).readers(stage) | begun(review, stage, batch)
    if not trusted and not (readers and readers <= {each.who for each in words}):
        return None
    first = min(trusted or words, key=lambda word: word.clock)
    said = first.says or {}
    stands = {who: stand_at(review, who, stage, batch, first.clock) for who in sorted(readers)}
    return Opening(
        stage=stage,
        round=batch,
        early=True,
        rationale=str(said["rationale"]),
        journals={who: each.last for who, each in stands.items() if each is not None},
        links={who: each.link for who, each in stands.items() if each is not None},
        at=str(said["at"]),
        said=(first.who, first.clock),
    )


def _first(words: Sequence[Word]) -> tuple[str, int]:
    word = min(words, key=lambda each: each.clock)
    return word.who, word.clock


def may_unblind(review: Review, who: str) -> bool:
    """Whether one person's word opens a batch early: an adjudicator's; or anybody's where one account is everybody."""
    role = next((each.role for each in review.protocol.reviewers if each.id == who), "")
    return role == "adjudicator" or (not role and review.protocol.one_account)


def say_open(review: Review, stage: str, batch: int, named: Mapping[str, Statement]) -> None:
    """Say that a batch is open, since these complete statements of its readers are there."""
    says = {
        "stage": stage,
        "round": batch,
        "statements": {who: each.clock for who, each in sorted(named.items())},
        "at": utc_now(),
    }
    review.say([Change(OPENINGS, _key(stage, batch), says)], act="open")


def say_unblind(review: Review, stage: str, batch: int, rationale: str) -> None:
    """Ask that a batch be opened before every reader has finished, for a reason."""
    says = {"stage": stage, "round": batch, "rationale": rationale, "at": utc_now()}
    review.say([Change(UNBLINDINGS, _key(stage, batch), says)], act="unblind", note=rationale)


def sealed_by(review: Review, stage: Stage, batch: int) -> str:
    """The stage that keeps a batch of a stage sealed: itself, or an earlier one; "" where it is open."""
    opened = openings(review)
    if hides(review, stage):
        return "" if (stage.id, batch) in opened else stage.id
    if batch == PILOT:
        return ""
    for each in review.protocol.stages:
        if each.id == stage.id:
            return ""
        if hides(review, each) and (each.id, batch) not in opened:
            return each.id
    return ""
