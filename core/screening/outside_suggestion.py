"""What another program suggests of records, brought in as a file: no verdict, no reader, and in no count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from core.agreement import ReaderAgreement
from core.records.record import Record
from core.screening.decision import Decision, Verdict, counted
from core.words import count, day, figure, listed, number, per_cent

Program = tuple[str, str]
"""The name of a model and its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSuggestion:
    """What a program suggests of a record at a stage.

    Attributes:
        record: The record's id.
        confidence: The program's own, from 0 to 1; None where it gave none.
        criterion: Which of the criteria decided, in the program's words.
        quote: The words of the record that it rests on, which do stand there; "" where it gave none.
        at: When it was brought in, in UTC, ISO 8601.
    """

    stage: str
    record: str
    verdict: Verdict
    confidence: float | None = None
    criterion: str = ""
    quote: str = ""
    model: str
    version: str
    at: str = ""

    @property
    def program(self) -> Program:
        """The model and its version."""
        return self.model, self.version

    def differs(self, decision: Decision | None, maybe: str) -> bool:
        """Whether a reader has decided, and otherwise, where `maybe` counts as the stage's rule says."""
        if decision is None or decision.verdict is None:
            return False
        return counted(decision.verdict, maybe) is not counted(self.verdict, maybe)

    def as_document(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> OutsideSuggestion:
        """The inverse of `as_document`."""
        return cls(**{**document, "verdict": Verdict(document["verdict"])})


def stands_in(quote: str, records: Iterable[Record]) -> bool:
    """Whether the words of a quote stand, one after the other, in a field of one of the records, in whatever case."""
    words = _flat(quote)
    return any(words in _flat(text) for each in records for text in (each.title, each.abstract, *each.keywords))


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAtStage:
    """What a program suggested at a stage, and how far that agrees with the readers.

    Attributes:
        suggested: How many records it suggested something of.
        imported: The days on which that was brought in, the first and the last.
        readers: For each reader, on the records that two have read independently; () while that is sealed.
    """

    program: Program
    suggested: int
    imported: tuple[str, str]
    readers: Sequence[ReaderAgreement] = field(default=())


def disclosure(stage_title: str, programs: Sequence[ProgramAtStage]) -> Iterator[str]:
    """The sentences that disclose the use of other programs, as RAISE and PRISMA-trAIce ask; none without one."""
    for each in programs:
        name = " ".join(each.program)
        days = " and ".join(dict.fromkeys(day(at) for at in each.imported))
        yield (
            f"Suggestions of {name} on {count(each.suggested, 'record')} of “{stage_title}” were brought in as a file "
            f"on {days}; tamis sent no record to any program, and checked that each quote stands in its record."
        )
        agreed = []
        for pair in each.readers:
            result = pair.result
            if result is not None and result.n and result.percent_agreement is not None:
                kappa = "undefined" if result.kappa is None else figure(result.kappa)
                share = f"{per_cent(result.percent_agreement)} of {number(result.n)}, kappa {kappa}"
                agreed.append(f"{pair.raters[0]} ({share})")
        if agreed:
            yield f"On the records that two people had read independently, {name} agreed with {listed(agreed)}."
    if programs:
        yield (
            "A reader was shown a suggestion only after having given a verdict, and only where it differed; none "
            "counts as a verdict or a reader, and none is in the sample, the agreement or the estimate of what was "
            "missed."
        )
        yield (
            "What else RAISE and PRISMA-trAIce ask for is yours to say: why the program was used, its prompts and "
            "settings, who ran it, and what its makers say of its limits and of the data that it was given."
        )
