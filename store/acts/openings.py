"""Which batches of stages are open, by what everybody has said of it: openings, and calls to open one early.

A batch is open when an opening names a complete statement of every reader; any program that finds them all says so. It
is opened early when an adjudicator, or each of its readers, asks for that with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.protocol.read import parse_protocol
from core.protocol.values import Protocol, Stage
from core.sampling.sample import PILOT
from core.screening.opening import Opening
from store.acts.allocations import reads_nothing
from store.acts.statements import TABLE as STATEMENTS
from store.acts.statements import Statement, stand_at, statement_at
from store.folder.people import HAND_OVERS, PEOPLE, SAMPLES, batch_folder
from store.folder.review import Review, document_id
from store.journal.journal import Change, utc_now
from store.journal.union import Word

OPENINGS, UNBLINDINGS = "openings", "unblindings"


@dataclass(frozen=True, slots=True)
class _Plans:
    """The versions of the plan so far, each with the clock of the word that logged it, the one in force last."""

    versions: tuple[tuple[int, Protocol], ...]

    def readers(self, stage: str, clock: int | None = None) -> frozenset[str]:
        """The readers of a stage under the plan in force when a word with that clock was said, or now."""
        protocol = next((each for at, each in reversed(self.versions) if clock is None or at < clock), None)
        return _readers(protocol, stage) if protocol is not None else frozenset()

    def ever(self, stage: str, clock: int) -> frozenset[str]:
        """Whoever was a reader of a stage before that clock."""
        return frozenset[str]().union(*(_readers(each, stage) for at, each in self.versions if at < clock))


def _readers(protocol: Protocol, stage: str) -> frozenset[str]:
    return frozenset(each.reviewer for this in protocol.stages if this.id == stage for each in this.readers)


def _plans(review: Review) -> _Plans:
    logged = [(word.clock, parse_protocol(word.says["text"])) for _, word in review.in_order("amendments") if word.says]
    return _Plans((*logged, (review.acts.clock + 1, review.protocol)))


def hides(review: Review, stage: Stage) -> bool:
    """Whether what a reader says at a stage is hidden from the others until its batch is open.

    It is where two or more read it, or did so under any version of the plan: no change of the plan unseals.
    """
    if len(stage.readers) > 1:
        return True
    return any(len(_readers(each, stage.id)) > 1 for _, each in review.once(_plans, "amendments").versions)


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
    plans = review.once(_plans, "amendments")
    for word in _words(review, OPENINGS, stage, batch):
        said = word.says or {}
        found = {
            who: each
            for who, clock in said["statements"].items()
            if (each := statement_at(review, who, stage, batch, clock)) is not None and each.complete
        }
        # Whoever was taken out of the plan for the time of the opening, and put back, is missing in it.
        returned = plans.readers(stage) & plans.ever(stage, word.clock)
        needed = plans.readers(stage, word.clock) | returned | begun(review, stage, batch)
        idle = reads_nothing(review, stage, batch, word.clock)
        needed -= idle
        if found.keys() == said["statements"].keys() and needed <= found.keys():
            times.append(str(said["at"]))
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


def _opened_early(review: Review, stage: str, batch: int) -> Opening | None:
    """The early opening of a batch; a reader who has not stated where they stand is as if they had decided nothing."""
    words = [each for each in _words(review, UNBLINDINGS, stage, batch) if each.says and each.says["rationale"].strip()]
    trusted = [each for each in words if may_unblind(review, each.who)]
    readers = review.once(_plans, "amendments").readers(stage) | begun(review, stage, batch)
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
