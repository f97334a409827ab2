"""Doubtful pairs and disagreements in memory, for the tests of their screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.dedup.pair_session import Key, PairingSession
from core.dedup.pairs import RecordPair
from core.errors import TamisError
from core.protocol.values import Protocol
from core.records.record import Record
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side
from core.screening.disagreement_session import DisagreementSession
from core.screening.merged_words import Contradiction
from core.undo import PastAct, Sure, always
from core.words import count

EVIDENCE = {"title": 97, "authors": 100, "journal": 95, "years": "agree", "pages": "agree", "doi": "differ"}
AT = "2021-01-16T15:40:00.000Z"


class MemoryPairStore:
    """A pair of each two neighbours. `broken` makes every save fail with it; `elsewhere` is what other windows said."""

    def __init__(self, ids: Sequence[str], record: Callable[[str], Record]) -> None:
        self.pairs = [
            RecordPair(a, b, "other DOI", EVIDENCE, "review") for a, b in zip(ids[::2], ids[1::2], strict=False)
        ]
        self.said: dict[Key, bool] = {}
        self.batches: list[tuple[int, bool | None]] = []
        self.acts: list[dict[Key, bool | None]] = []
        self.broken: Exception | None = None
        self.elsewhere: dict[Key, bool | None] = {}
        self.record = record

    def session(self) -> PairingSession:
        return PairingSession(self, 4848)

    def questions(self) -> Sequence[RecordPair]:
        return [pair for pair in self.pairs if (pair.a, pair.b) not in self.said]

    def sources(self, record_id: str) -> tuple[str, ...]:
        return ("Scopus", "Medline") if int(record_id, 16) % 4 == 0 else ("Cinahl",)

    def group(self, record_id: str) -> str:
        return record_id

    def contradictions(self, pair: RecordPair) -> Sequence[Contradiction]:
        return ()

    def say(self, pairs: Sequence[RecordPair], same: bool) -> None:
        if self.broken:
            raise self.broken
        self.batches.append((len(pairs), same))
        keys = [(pair.a, pair.b) for pair in pairs]
        self.acts.append({key: self.said.get(key) for key in keys})
        self.said |= dict.fromkeys(keys, same)

    def undo(self, sure: Sure = always) -> Mapping[Key, bool | None]:
        if self.broken:
            raise self.broken
        if not self.acts or not sure(PastAct(1, len(self.acts[-1]), count(len(self.acts[-1]), "verdict"))):
            return {}
        before = self.acts.pop()
        self.batches.append((len(before), None))
        stood = {**self.said, **before}
        self.said = {key: same for key, same in stood.items() if same is not None}
        return before

    def refresh(self) -> Mapping[Key, bool | None]:
        found, self.elsewhere = self.elsewhere, {}
        return found


class MemoryResolutionStore:
    """Every record is disputed at every stage with two readers, by turns include against exclude and against maybe."""

    def __init__(self, protocol: Protocol, ids: Sequence[str], record: Callable[[str], Record]) -> None:
        self.resolutions: dict[str, Resolution] = {}
        self.at_once: dict[str, tuple[Conflicting, ...]] = {}
        self.broken: Exception | None = None
        self.elsewhere: list[Resolution] = []
        self.adjudicating = False
        self.blind: tuple[int, ...] = ()
        self.note = "workshops = co-design?"
        self.labels: tuple[str, ...] = ()
        self.record = record
        self._protocol = protocol
        self._ids = ids

    def session(self, stage: str | None) -> DisagreementSession:
        stages = [each for each in self._protocol.stages if len(each.readers) > 1]
        this = next((each for each in stages if stage in (None, each.id)), None)
        if this is None:
            raise TamisError("one person reads it alone")
        readers = [reader.reviewer for reader in this.readers]
        return DisagreementSession(
            this,
            [] if self.blind else [self._dispute(place, each, readers) for place, each in enumerate(self._ids)],
            self,
            adjudicating=self.adjudicating,
            resolvers=("CHIEF",) if self.adjudicating else readers,
            blind=self.blind,
            owing={"ON": 979} if self.blind else {},
        )

    def _dispute(self, place: int, record: str, readers: Sequence[str]) -> Disagreement:
        other = (Verdict.EXCLUDE, Verdict.MAYBE)[place % 2]
        said = [Decision(record=record, verdict=Verdict.INCLUDE, note=self.note, labels=self.labels, at=AT)]
        said += [
            Decision(record=record, verdict=other, reason="no-process" if other is Verdict.EXCLUDE else "", at=AT)
            for _ in readers[1:]
        ]
        sides = zip(readers, said, strict=True)
        return Disagreement(record=record, sides=tuple(Side(reviewer=who, decision=each) for who, each in sides))

    def sources(self, record_id: str) -> tuple[str, ...]:
        return ("Scopus",)

    def resolve(
        self, record_id: str, verdict: Verdict, *, reason: str, rationale: str, ticked: Sequence[int]
    ) -> Resolution:
        before = self.resolutions.get(record_id)
        return self._keep(
            Resolution(
                record=record_id,
                verdict=verdict,
                reason=reason,
                rationale=rationale,
                by=("CHIEF",) if self.adjudicating else ("KBAA", "ON"),
                escalated=before is not None and before.escalated,
                ticked=tuple(ticked),
                at=AT,
            )
        )

    def escalate(self, record_id: str, rationale: str) -> Resolution:
        return self._keep(Resolution(record=record_id, rationale=rationale, by=("KBAA", "ON"), escalated=True, at=AT))

    def reopen(self, record_id: str) -> Resolution | None:
        if self.broken:
            raise self.broken
        del self.resolutions[record_id]
        return None

    def refresh(self) -> list[str]:
        found, self.elsewhere = self.elsewhere, []
        self.resolutions.update({each.record: each for each in found})
        return [each.record for each in found]

    def _keep(self, resolution: Resolution) -> Resolution:
        if self.broken:
            raise self.broken
        self.resolutions[resolution.record] = resolution
        return resolution
