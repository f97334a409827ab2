"""A review in memory, of any size, for the tests of the app and for measuring it by hand:

python -m tests.tui.fake [RECORDS] [STAGE]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random

from core.dedup.pair_session import PairingSession
from core.errors import TamisError
from core.fulltext.session import FullTextSession
from core.protocol.highlight_words import HighlightWords
from core.protocol.values import Criterion, Protocol, Reader, Reason, Reviewer, Stage
from core.records.imports import Import
from core.records.record import Author, RawField, Record
from core.report.document.parts import Section
from core.screening.decision import Decision, Verdict
from core.screening.disagreement_session import DisagreementSession
from core.screening.funnel import Funnel, StageState
from core.screening.merged_words import Contradiction
from core.screening.outside_suggestion import OutsideSuggestion
from core.screening.session import Changed, ScreeningSession
from core.screening.status import OwedAndDone, RoundStatus, StageStatus, Status
from core.screening.step_session import StepSession
from core.strategy.found.concepts import Blocks
from core.undo import PastAct, Sure, always
from store.exchange.share import Shared
from store.folder.documents import Page
from store.journal.line import canonical
from store.numbers.records_behind import RecordsBehind, RecordStatus
from store.work.samples import DrawPlan
from tests.tui.fake_desks import MemoryPairStore, MemoryResolutionStore
from tests.tui.fake_full_texts import MemoryFullTextStore
from tests.tui.fake_imports import FakeImports

WORDS = """
peer support workers take part in the design of services and report what changed for people who use them while teams
learn to share decisions about care recovery housing crisis education employment and trust over two years interviews
focus groups surveys and field notes describe roles tasks barriers and outcomes of co-production with municipal
addiction clinics mental health wards voluntary groups families nurses managers and researchers
""".split()  # noqa: SIM905 (readable as text)

PROTOCOL = Protocol(
    title="Peer support workers in co-production and co-creation",
    question="How are peer support workers involved in co-production?",
    seed="seed",
    reviewers=(Reviewer(id="KBAA", role="first"), Reviewer(id="ON", role="second")),
    criteria=(
        Criterion(group="Focus", include="Interactive processes with peer support workers", exclude="Self-help groups"),
        Criterion(group="Participants", include="Adults 18–65"),
    ),
    highlight_include=("peer support*", "co-produc*"),
    highlight_exclude=("housing",),
    stages=(
        Stage(
            id="language",
            title="Not written in English",
            kind="step",
            readers=(Reader(reviewer="KBAA", coverage=Fraction(1), coverage_text="all"),),
        ),
        Stage(
            id="title-abstract",
            title="Title and abstract",
            kind="screen",
            readers=(
                Reader(reviewer="KBAA", coverage=Fraction(1), coverage_text="all"),
                Reader(reviewer="ON", coverage=Fraction(1, 5), coverage_text="1/5"),
            ),
            reasons=(
                Reason(id="no-psw", label="no peer support workers"),
                Reason(id="no-process", label="no interactive process"),
                Reason(id="mutual", label="mutual or self-help support"),
                Reason(id="physical", label="physical condition"),
            ),
        ),
        Stage(
            id="full-text",
            title="Full text",
            kind="fulltext",
            readers=(Reader(reviewer="KBAA", coverage=Fraction(1), coverage_text="all"),),
        ),
    ),
)


def identify(index: int) -> str:
    return f"{index:016x}"


@lru_cache(maxsize=4096)
def make_record(record_id: str) -> Record:
    """A record of the usual length (about 250 words of abstract), always the same for the same id."""
    index = int(record_id, 16)
    random = Random(index)
    words = random.choices(WORDS, k=14)
    return Record(
        id=record_id,
        title=" ".join(words[: 8 + index % 7]).capitalize(),
        abstract=". ".join(" ".join(random.choices(WORDS, k=18)).capitalize() for _ in range(8 + index % 10)) + ".",
        authors=(Author("Larsen", "Mette"), Author("Dahl", "T."), Author("Okafor", "Chidi Ada"))[: 1 + index % 3],
        year=1990 + index % 36,
        journal="Journal of Public Mental Health",
        volume=str(index % 40),
        issue="2",
        pages="101–112",
        doi=f"10.1000/xyz.{index}" if index % 4 else "",
        languages=(RawField("LA", "eng"),),
        types=(RawField("M3", "Article"),),
        keywords=("recovery", "peer support"),
    )


class Clock:
    """A clock that stands still unless told; `reading` is how long a person reads before a key, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0
        self.reading = 0.5

    def __call__(self) -> float:
        return self.now


class FakeDecisionStore:
    """Decisions in a dictionary. `broken` makes every save fail with it; `elsewhere` is what another window did."""

    def __init__(self, records: dict[str, Record] | None = None) -> None:
        self.decisions: dict[str, Decision] = {}
        self.saves: list[tuple[Decision, int | None]] = []
        self.batches: list[tuple[str, int]] = []
        self.broken: Exception | None = None
        self.elsewhere: list[Decision] = []
        self._records = records or {}
        self._done: list[list[Changed]] = []
        self._undone: list[list[Changed]] = []

    def record(self, record_id: str) -> Record:
        return self._records.get(record_id) or make_record(record_id)

    def sources(self, record_id: str) -> tuple[str, ...]:
        return ("Scopus", "Medline") if int(record_id, 16) % 3 == 0 else ("Cinahl",)

    def save(self, decision: Decision, *, spent: int | None = None) -> Decision:
        if self.broken:
            raise self.broken
        saved = replace(decision, at="2021-01-14T10:12:00Z")
        self.saves.append((saved, spent))
        self._done.append(self._put([(saved.record, saved)]))
        self._undone.clear()
        return saved

    def save_all(self, decisions: Sequence[Decision], *, act: str, note: str = "") -> list[Decision]:
        if self.broken:
            raise self.broken
        saved = [replace(each, at="2021-01-14T10:12:00Z") for each in decisions]
        self._done.append(self._put([(each.record, each) for each in saved]))
        self._undone.clear()
        self.batches.append((act, len(saved)))
        return saved

    def undo(self, sure: Sure = always) -> list[Changed]:
        return self._back(self._done, self._undone, sure)

    def redo(self, sure: Sure = always) -> list[Changed]:
        return self._back(self._undone, self._done, sure)

    def refresh(self) -> list[Changed]:
        found, self.elsewhere = self.elsewhere, []
        return self._put([(each.record, each) for each in found])

    def _back(self, taken: list[list[Changed]], given: list[list[Changed]], sure: Sure) -> list[Changed]:
        if self.broken:
            raise self.broken
        if not taken or not sure(PastAct(len(taken), len(taken[-1]), f"{len(taken[-1])} decisions")):
            return []
        changed = self._put([(each.record, each.before) for each in taken.pop()])
        given.append(changed)
        return changed

    def _put(self, values: list[tuple[str, Decision | None]]) -> list[Changed]:
        changed = []
        for record_id, after in values:
            changed.append(Changed(record_id, self.decisions.get(record_id), after))
            if after is None:
                del self.decisions[record_id]
            else:
                self.decisions[record_id] = after
        return changed


class MemoryReviewAdapter(FakeImports):
    """A review of N records at every stage."""

    orders: Sequence[str] = ("import", "year")
    reviewer = "KBAA"

    def __init__(self, count: int = 20, protocol: Protocol = PROTOCOL, records: Sequence[Record] = ()) -> None:
        self.protocol = protocol
        self.ids = [identify(index) for index in range(count)]
        given = {self.ids[index]: record._replace(id=self.ids[index]) for index, record in enumerate(records)}
        self.desks = {stage.id: FakeDecisionStore(given) for stage in protocol.stages}
        self.full_texts = MemoryFullTextStore()
        self.places: dict[str, str] = {}
        self.written = 0
        self.made = []
        self.pair_desk = MemoryPairStore(self.ids, self.record)
        self.dispute_desk = MemoryResolutionStore(protocol, self.ids, self.record)
        self.sections: Sequence[Section] = ()
        self.report_broken: Exception | None = None
        self.waiting: dict[str, int] | None = {}
        self.outside: dict[str, list[OutsideSuggestion]] = {}

    @property
    def desk(self) -> FakeDecisionStore:
        return next(desk for stage, desk in self.desks.items() if stage.startswith("title-abstract"))

    blocks: Blocks | None = None

    def search_blocks(self) -> Blocks | None:
        return self.blocks

    def take_plan(self) -> bool:
        return False

    def unexplained_change(self) -> None:
        return None

    def amend(self, why: str) -> None:
        raise NotImplementedError

    def set_highlight_words(self, words: HighlightWords) -> None:
        if self.desk.broken:
            raise self.desk.broken
        self.protocol = replace(self.protocol, highlight_include=words.include, highlight_exclude=words.exclude)

    def merge(self, record: str, other: str) -> str:
        raise TamisError("this review has no duplicates")

    def contradictions(self, record: str, other: str) -> Sequence[Contradiction]:
        return ()

    def due_draw(self, stage: str) -> None:
        return None

    def draw(self, plan: DrawPlan) -> None:
        raise NotImplementedError

    def screening_session(self, stage: str, *, order: str | None = None) -> ScreeningSession:
        found = self.protocol.stage(stage)
        if found.reader(self.reviewer) is None:
            raise TamisError(f"{self.reviewer} does not read this stage")
        ids = self.ids if order in (None, "import") else sorted(self.ids, key=lambda each: self.record(each).year or 0)
        if found.kind == "fulltext":
            return FullTextSession(
                found, self.reviewer, ids, self.desks[stage], self.full_texts, start=self.places.get(stage)
            )
        return ScreeningSession(
            found, self.reviewer, ids, self.desks[stage], start=self.places.get(stage), order=order or "import"
        )

    def suggested(self, stage: str) -> dict[str, list[OutsideSuggestion]]:
        return self.outside

    def step_session(self, stage: str) -> StepSession:
        found = self.protocol.stage(stage)
        if found.reader(self.reviewer) is None:
            raise TamisError(f"{self.reviewer} does not read this stage")
        return StepSession(found, self.reviewer, self.ids, self.desks[stage])

    def records_behind(
        self, stage: str | None, number: str, reason: str | None = None, reviewer: str | None = None
    ) -> RecordsBehind:
        if stage is None:
            nobody = RecordStatus(said=(), resolution=None, differ=False)
            return RecordsBehind(None, [] if number == "duplicates" else self.ids, lambda _record: nobody)
        if reviewer not in (None, self.reviewer):
            raise TamisError("the stage is blind")
        if reviewer is not None:
            number = "entered" if number == "owed" else "decided"
        decisions = self.desks[stage].decisions
        wanted = {
            "included": (Verdict.INCLUDE, Verdict.MAYBE),
            "excluded": (Verdict.EXCLUDE,),
            "waiting": (None,),
            "decided": tuple(Verdict),
        }
        ids = [
            each
            for each in self.ids
            for said in [decisions.get(each) or Decision(record=each)]
            if (number == "entered" or said.verdict in wanted[number]) and reason in (None, said.reason)
        ]

        def standing(record: str) -> RecordStatus:
            said = ((self.reviewer, decisions[record]),) if record in decisions else ()
            return RecordStatus(said=said, resolution=None, differ=False)

        return RecordsBehind(self.protocol.stage(stage), ids, standing)

    def record_line(self, record_id: str) -> bytes | None:
        return None

    def record_pages(self) -> Iterator[Page]:
        for start in range(0, len(self.ids), 100):
            lines = [canonical(self.record(each).as_document()) + b"\n" for each in self.ids[start : start + 100]]
            yield Page(
                Path("records"), b"".join(lines), range(start, start + len(lines)), [0, *accumulate(map(len, lines))]
            )

    def survivor(self, record_id: str) -> str:
        return record_id

    def sources(self, record_id: str) -> tuple[str, ...]:
        return self.desk.sources(record_id)

    def report_sections(self) -> Sequence[Section]:
        return self.sections

    def write_report(self) -> Path:
        if self.report_broken:
            raise self.report_broken
        return Path("/review/report")

    def exports_beside(self) -> None:
        return None

    def bundle_file(self) -> Path:
        return Path("/review-bundle.zip")

    def make_bundle(self) -> str:
        if self.report_broken:
            raise self.report_broken
        return "0f" * 32

    def imports_to_search(self) -> Sequence[Import]:
        return ()

    def find_duplicates(self, progress: Callable[[int, int], None]) -> None:
        raise NotImplementedError

    def pair_session(self) -> PairingSession:
        return self.pair_desk.session()

    def disagreement_session(self, stage: str | None = None) -> DisagreementSession:
        return self.dispute_desk.session(stage)

    def record(self, record_id: str) -> Record:
        return self.desk.record(record_id)

    def save_bookmark(self, stage: str, record_id: str) -> None:
        self.places[stage] = record_id

    def backup_age(self) -> str:
        return ""

    def stamp(self) -> Hashable:
        return self.written

    def exchange(self) -> Shared:
        raise TamisError("from here this review is shared with no other machine")

    def warnings(self) -> Sequence[str]:
        return ()

    def today(self) -> str:
        return "2021-01-14"

    def others_reading(self, stage: str) -> Sequence[str]:
        return [each.reviewer for each in self.protocol.stage(stage).readers if each.reviewer != self.reviewer]

    def waiting_before(self, stage: str) -> dict[str, int] | None:
        return self.waiting

    def status(self) -> Status:
        stages = []
        for stage in self.protocol.stages:
            verdicts = {each: said for each, said in self.desks[stage.id].decisions.items() if said.verdict}
            excluded = [each for each, said in verdicts.items() if said.verdict is Verdict.EXCLUDE]
            reasons: dict[str, list[str]] = {}
            for each in excluded:
                reasons.setdefault(verdicts[each].reason, []).append(each)
            state = StageState(
                stage=stage,
                entered=self.ids,
                included=[each for each in verdicts if each not in excluded],
                excluded=excluded,
                waiting=[each for each in self.ids if each not in verdicts],
                reasons=reasons,
                disagreements=(),
                escalated=(),
                owed={},
                left={},
            )
            readers = {
                reader.reviewer: OwedAndDone(
                    owed=int(len(self.ids) * reader.coverage),
                    done=len(verdicts) if reader.reviewer == self.reviewer else 0,
                )
                for reader in stage.readers
            }
            stages.append(StageStatus(state=state, readers=readers))
        funnel = Funnel(identified=self.ids, unique=self.ids, states=[each.state for each in stages])
        rounds = [RoundStatus(round=1, sources={}, unique=len(self.ids))] if self.ids else []
        return Status(funnel=funnel, rounds=rounds, stages=stages)


if __name__ == "__main__":
    from tui.app import run_app

    run_app(MemoryReviewAdapter(int(sys.argv[1]) if len(sys.argv) > 1 else 1000), stage=(sys.argv[2:] or [None])[0])
