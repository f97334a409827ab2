"""Where the records of each stage stand, for whoever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.derivation.records import Records
from tests.derivation.said import Reader, Said, decisions_on, reports_on, resolutions_on
from tests.derivation.samples import Samples
from tests.derivation.sealed import PILOT, Openings, readers_of
from tests.derivation.words import Document, Words

NOT_RETRIEVED = "not-retrieved"
Decisions = Mapping[str, Said]


class Funnel:
    """All that follows from the files of a review for an audience, up to where each record stands.

    Attributes:
        audience: The id of a reader, who knows what they said themselves; None for the whole team.
    """

    def __init__(
        self, folder: Path, audience: str | None = None, *, second_looks: bool = True, records: Records | None = None
    ) -> None:
        """Read the folder; without what was said at second looks, or by other duplicate groups, if wanted."""
        self.folder, self.audience, self.second_looks = folder, audience, second_looks
        self.words = Words(folder)
        self.records = records or Records(self.words)
        self.openings = Openings(self.words)
        self.samples = Samples(self.words, self.records, self.openings)

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """The stages in the order of the plan, each entered by what the one before includes."""
        found: dict[str, Stage] = {}
        entering: Sequence[str] = self.records.unique
        for plan in self.words.plan["stage"]:
            found[plan["id"]] = stage = Stage(self, plan, entering)
            entering = stage.included
        return found

    @property
    def included(self) -> Sequence[str]:
        """What came through all stages that exclude."""
        excluding = [stage for stage in self.stages.values() if stage.kind != "chart"]
        return excluding[-1].included if excluding else self.records.unique


class Stage:
    """One stage.

    Attributes:
        entered, included, excluded, waiting, disagreements, escalated, conflicts, by_rule: Records.
        reasons: The excluded records by reason.
        owed, left: Reader → the records that they have to read, and what of it they have not decided.
        decisions: Reader → record → what counts, as far as the audience may be told.
        sealed: The records whose batch is not open.
    """

    def __init__(self, review: Funnel, plan: Document, entered: Sequence[str]) -> None:
        self.review, self.plan, self.id, self.kind = review, plan, plan["id"], plan["kind"]
        self.maybe = plan.get("maybe", "include")
        self.readers = readers_of(review.words.plan, self.id)
        self.shared: Document | None = plan["readers"] if isinstance(plan["readers"], dict) else None
        self.reads_all = dict.fromkeys(self.readers, False)
        if self.shared is None:
            self.reads_all = {each["reviewer"]: each["coverage"] == "all" for each in plan["readers"]}
        self.read_by = review.samples.readers(self.id) if self.shared else {}
        self.batch_of = review.samples.batch_of(self.id)
        batches = {*review.records.rounds, *([PILOT] if review.samples.pilot(self.id) is not None else ())}
        self.blind = {batch for batch in batches if review.openings.sealed_by(self.id, batch)}
        self.sealed = {record for record, batch in self.batch_of.items() if batch in self.blind}
        self.journals = {
            who: Reader(review.words, review.openings, who, self.id, review.audience) for who in self.readers
        }
        survivor = review.records.survivor
        self.decisions = {
            who: self._told(who, decisions_on(journal.now("decisions"), survivor))
            for who, journal in self.journals.items()
        }
        self.entered = list(entered)
        self._derive()

    def counted(self, verdict: str) -> str:
        """What a verdict counts as where the record moves on."""
        return self.maybe if verdict == "maybe" else verdict

    def _told(self, who: str, said: dict[str, Said]) -> dict[str, Said]:
        known = who == self.review.audience
        return {record: each for record, each in said.items() if known or record not in self.sealed}

    def _derive(self) -> None:
        sampled = self.review.samples.owed(self.id) if self.shared is None else set()
        lost, unclear = self._reports()
        readable = [each for each in self.entered if each not in lost]
        torn = {who: {each for each, word in said.items() if word.torn} for who, said in self.decisions.items()}
        own = torn if self.shared is None else {}  # what is dealt is its readers' alone
        self.owed = {
            who: [
                each
                for each in readable
                if reads_all or each in sampled or who in self.read_by.get(each, ()) or each in own.get(who, ())
            ]
            for who, reads_all in self.reads_all.items()
        }
        self.left = {
            who: [each for each in ids if not (each in self.decisions[who] and self.decisions[who][each].verdict)]
            for who, ids in self.owed.items()
        }
        ended = self.review.words.documents(f"resolutions/{self.id}")
        resolutions, ended_differently = resolutions_on(ended, self.review.records.survivor, self._decided)
        again = self._brought_back() if self.review.second_looks else {}
        back = {record for words in again.values() for record in words}
        then = {who: {**said, **again.get(who, {})} for who, said in self.decisions.items()}
        self.reasons: dict[str, list[str]] = {}
        self.included, self.waiting, self.disagreements, self.escalated, self.conflicts = [], [], [], [], list[str]()
        for record in self.entered:
            if record in lost:
                self.reasons.setdefault(NOT_RETRIEVED, []).append(record)
                continue
            verdict, reason = self._outcome(record, self.decisions)
            if verdict == "exclude" and record in back:
                verdict, reason = self._outcome(record, then)
            conflict = any(record in records for records in torn.values())
            if verdict == "differ" or conflict:
                ruled = resolutions.get(record)
                if ruled and conflict and (self._blind(record) or not (verdict == "differ" or ruled.get("settles"))):
                    ruled = None
                if ruled and ruled["verdict"]:
                    verdict, reason, conflict = self.counted(ruled["verdict"]), ruled["reason"], False
                else:
                    conflict = conflict or record in ended_differently
                    by_plan = verdict == "differ" and self.plan.get("disagreements") in ("adjudicator", "lead")
                    if verdict == "differ":
                        self.disagreements.append(record)
                    if (by_plan and not conflict and record not in unclear) or (ruled and ruled["escalated"]):
                        self.escalated.append(record)
            if conflict or record in unclear:
                self.conflicts.append(record)
                verdict = "wait"
            if verdict == "include":
                self.included.append(record)
            elif verdict == "exclude":
                self.reasons.setdefault(reason, []).append(record)
            else:
                self.waiting.append(record)
        waiting = set(self.waiting)
        for who, records in torn.items():
            self.left[who] = [each for each in self.left[who] if each not in records or each in waiting]
        gone = {each for ids in self.reasons.values() for each in ids}
        self.excluded = [each for each in self.entered if each in gone]
        self.not_retrieved = self.reasons.get(NOT_RETRIEVED, [])
        self.by_rule = [each for each in self.excluded if self.kind == "step" and self._by_rule(each, resolutions)]

    def _outcome(self, record: str, decisions: Mapping[str, Decisions]) -> tuple[str, str]:
        """include, exclude, wait or differ, and the reason; of what is sealed a reader knows their own word alone."""
        blind = self._blind(record)
        heard = [who for who in self.readers if not blind or who == self.review.audience]
        sampled = self.review.samples.owed(self.id) if self.shared is None else set()
        asked = self.read_by.get(record, ())
        given, waits = [], not heard
        if self.shared and not asked:
            return "wait", ""
        waits |= not blind and any(who not in self.readers for who in asked)
        for who in heard:
            word = decisions[who].get(record)
            if word and word.verdict:
                given.append((self.counted(word.verdict), word.reason))
            else:
                waits |= blind or self.reads_all[who] or record in sampled or who in asked or bool(word and word.torn)
        if len({verdict for verdict, _ in given}) > 1:
            return "differ", ""
        return ("wait", "") if waits or not given else given[0]

    def _blind(self, record: str) -> bool:
        return record in self.sealed and self.review.openings.hides(self.id)

    def _decided(self, record: str) -> frozenset[str]:
        """The records of a group that readers have decided on; none while it is sealed."""
        if record in self.sealed:
            return frozenset()
        said = [words[record].about for words in self.decisions.values() if record in words]
        return frozenset[str]().union(*said)

    def _brought_back(self) -> dict[str, dict[str, Said]]:
        """Reader → what they would include after a second look at their own exclusions."""
        found = {}
        for who, said in self.decisions.items():
            words = decisions_on(self.journals[who].now("second_looks"), self.review.records.survivor)
            own = {each for each, word in said.items() if word.verdict == "exclude"}
            found[who] = {each: word for each, word in words.items() if each in own and word.verdict != "exclude"}
        return found

    def _reports(self) -> tuple[set[str], set[str]]:
        """The reports that could not be had, unless more of the group was decided on; and those in conflict."""
        if self.kind != "fulltext":
            return set(), set()
        said = [each for each in self.review.words.documents("retrievals") if each["stage"] == self.id]
        reports = reports_on(said, self.review.records.survivor)
        lost = set()
        for record, report in reports.items():
            words = [words[record] for words in self.decisions.values() if record in words]
            if report.state == NOT_RETRIEVED and all(word.about <= report.about for word in words):
                lost.add(record)
        return lost, {record for record, report in reports.items() if not report.state}

    def _by_rule(self, record: str, resolutions: Mapping[str, Any]) -> bool:
        said = [words[record] for words in self.decisions.values() if record in words and words[record].verdict]
        return record not in resolutions and all(word.order == "suggested" for word in said)
