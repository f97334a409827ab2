"""What the verdicts of a stage's readers on one record come to: it waits, they agree, or they differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core.protocol.values import Stage
from core.screening.audience import Audience
from core.screening.decision import Decision, Verdict, counted

ReaderWords = list[tuple[bool, Collection[str], Mapping[str, Decision]]]
"""For each reader whether they read everything, else which records are asked of them, and their decisions."""


def readers_of(
    stage: Stage,
    asked: Mapping[str, Collection[str]],
    decisions: Mapping[str, Mapping[str, Decision]],
    hearer: Audience | None,
) -> ReaderWords:
    """The readers of a stage; with a hearer only those whom it hears, as if they read everything."""
    found: ReaderWords = [
        (hearer is not None or reader.reads_all, asked.get(reader.reviewer, ()), decisions.get(reader.reviewer, {}))
        for reader in stage.readers
        if hearer is None or hearer.hears(reader.reviewer)
    ]
    if hearer is None and stage.sharing is not None:
        found += [(False, records, {}) for who, records in asked.items() if stage.reader(who) is None]
    return found


def outcome_of(record: str, by_reader: ReaderWords, maybe: str) -> tuple[Verdict | None, str, bool]:
    """(verdict, reason, whether the readers differ); the verdict is None while the record waits."""
    verdict: Verdict | None = None
    reason = ""
    waits = not by_reader
    for reads_all, asked, decisions in by_reader:
        decision = decisions.get(record)
        if decision is None or decision.verdict is None:
            waits = waits or reads_all or record in asked or (decision is not None and decision.torn)
            continue
        this = counted(decision.verdict, maybe)
        if verdict is None:
            verdict, reason = this, decision.reason
        elif verdict is not this:
            return None, "", True
    return (None, "", False) if waits else (verdict, reason, False)
