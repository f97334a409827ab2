"""Two reviewers with human faults: what each would decide of every publication at every stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sample_data.chance import Chance
from sample_data.decisions import SCREENS, STEPS, PlannedDecision, PlannedResolution
from sample_data.publication import TYPE_REASONS, Publication


@dataclass(frozen=True, kw_only=True)
class _Habit:
    """How often a relevant publication is called maybe or exclude, and an irrelevant one include or maybe."""

    doubts: float
    misses: float
    lets_in: float
    doubts_wrongly: float


_HABITS = {
    ("KBAA", "title-abstract"): _Habit(doubts=0.11, misses=0.08, lets_in=0.018, doubts_wrongly=0.022),
    ("ON", "title-abstract"): _Habit(doubts=0.12, misses=0.12, lets_in=0.03, doubts_wrongly=0.025),
    ("KBAA", "eligibility"): _Habit(doubts=0.04, misses=0.04, lets_in=0.07, doubts_wrongly=0.04),
    ("ON", "eligibility"): _Habit(doubts=0.06, misses=0.07, lets_in=0.08, doubts_wrongly=0.04),
    ("KBAA", "full-text"): _Habit(doubts=0, misses=0.04, lets_in=0.07, doubts_wrongly=0),
    ("ON", "full-text"): _Habit(doubts=0, misses=0.07, lets_in=0.05, doubts_wrongly=0),
}
_STEP_HABITS = {
    "language": _Habit(doubts=0, misses=0, lets_in=0.04, doubts_wrongly=0.03),
    "publication-type": _Habit(doubts=0.002, misses=0.003, lets_in=0.05, doubts_wrongly=0.02),
    "field": _Habit(doubts=0.01, misses=0.004, lets_in=0.03, doubts_wrongly=0.02),
}
_SESSIONS = {
    ("KBAA", "language"): (date(2021, 1, 11), 1, 3),
    ("KBAA", "publication-type"): (date(2021, 1, 12), 1, 8),
    ("KBAA", "field"): (date(2021, 1, 13), 3, 25),
    ("KBAA", "title-abstract"): (date(2021, 1, 18), 15, 55),
    ("ON", "title-abstract"): (date(2021, 1, 25), 10, 60),
    ("KBAA", "eligibility"): (date(2021, 2, 10), 2, 120),
    ("ON", "eligibility"): (date(2021, 2, 11), 2, 120),
    ("KBAA", "full-text"): (date(2021, 2, 15), 8, 1200),
    ("ON", "full-text"): (date(2021, 2, 16), 8, 1200),
}
"""Reviewer and stage: the first day, for how many working days at most, and seconds for one record."""
_TALKS = {
    "title-abstract": (date(2021, 2, 8), 2, 240),
    "eligibility": (date(2021, 2, 12), 1, 240),
    "full-text": (date(2021, 2, 26), 1, 600),
}
"""Stage: when the two meet over their disagreements."""


def decide_all(
    publications: Iterable[Publication], chance: Chance
) -> tuple[dict[tuple[str, str], list[PlannedDecision]], dict[str, list[PlannedResolution]]]:
    """All decisions by reviewer and stage, and the resolutions by stage for whatever they would disagree on.

    A publication is decided at a stage when either reviewer or the truth would let it through the stage before, so that
    no sample, whatever it holds, finds a decision missing.
    """
    decisions: dict[tuple[str, str], list[PlannedDecision]] = {key: [] for key in _SESSIONS}
    resolutions: dict[str, list[PlannedResolution]] = {stage: [] for stage in SCREENS}
    for publication in publications:
        draw = chance.child(publication.number)
        if _passes_steps(publication, draw, decisions):
            _screen(publication, draw, decisions, resolutions)
    for (reviewer, stage), planned in decisions.items():
        days = _days(planned, *_SESSIONS[reviewer, stage], chance.child("pace", reviewer, stage))
        decisions[reviewer, stage] = [replace(each, decided_at=at) for each, at in zip(planned, days, strict=True)]
    for stage, agreed in resolutions.items():
        days = _days(agreed, *_TALKS[stage], chance.child("pace", stage))
        resolutions[stage] = [replace(each, resolved_at=at) for each, at in zip(agreed, days, strict=True)]
    return decisions, resolutions


def _passes_steps(
    publication: Publication, draw: Chance, decisions: Mapping[tuple[str, str], list[PlannedDecision]]
) -> bool:
    facts = {
        "language": ("" if publication.english else "not-english", publication.english),
        "publication-type": (TYPE_REASONS.get(publication.type, ""), publication.kept_type),
        "field": ("" if publication.in_field else "off-field", publication.in_field),
    }
    for stage in STEPS:
        reason, passes = facts[stage]
        verdict = _verdict(passes, _STEP_HABITS[stage], 1, draw)
        if verdict == "exclude" and not reason:
            reason = {"publication-type": "opinion", "field": "off-field"}[stage]
        decisions["KBAA", stage].append(
            PlannedDecision(
                publication=publication.id,
                verdict=verdict,
                reason=reason if verdict == "exclude" else "",
                note="not stated anywhere in the record" if verdict == "maybe" and stage == "language" else "",
                round=publication.round,
            )
        )
        if verdict == "exclude":
            return False
    return True


def _screen(
    publication: Publication,
    draw: Chance,
    decisions: Mapping[tuple[str, str], list[PlannedDecision]],
    resolutions: Mapping[str, list[PlannedResolution]],
) -> None:
    difficulty = 2.2 if draw.happens(0.3) else 0.5
    for stage in SCREENS:
        truth = truth_at(publication, stage)
        said = []
        for reviewer in ("KBAA", "ON"):
            decision = _judged(publication, reviewer, stage, difficulty, draw)
            decisions[reviewer, stage].append(decision)
            said.append(decision.verdict)
        if said[0] != said[1]:
            resolutions[stage].append(_resolved(publication, stage, draw))
        if not truth[0] and said == ["exclude", "exclude"]:
            return


def truth_at(publication: Publication, stage: str) -> tuple[bool, str]:
    """Whether a careful reviewer would let the publication through the stage, and the reason if not."""
    reached = [
        publication.relevant[each] for each in SCREENS[: SCREENS.index(stage) + 1] if each in publication.relevant
    ]
    failed = next((each for each in reached if not each.include), None)
    return (False, failed.reason) if failed else (True, "")


def _judged(publication: Publication, reviewer: str, stage: str, difficulty: float, draw: Chance) -> PlannedDecision:
    relevant, reason = truth_at(publication, stage)
    verdict = _verdict(relevant, _HABITS[reviewer, stage], difficulty, draw)
    if verdict == "exclude":
        unsure = relevant or draw.happens(0.12)
        reason = draw.weighted({"no-process": 5, "no-psw": 3, "mutual": 1, "not-public": 1}) if unsure else reason
    note = draw.pick(_NOTES) if verdict == "maybe" or draw.happens(0.03) else ""
    labels = draw.pick(_LABELS) if verdict == "include" and draw.happens(0.15) else ""
    return PlannedDecision(
        publication=publication.id,
        verdict=verdict,
        reason=reason if verdict == "exclude" else "",
        note=note,
        labels=labels,
        round=publication.round,
    )


def _verdict(passes: bool, habit: _Habit, difficulty: float, draw: Chance) -> str:
    mark = draw.real() / difficulty
    if passes:
        return "maybe" if mark < habit.doubts else "exclude" if mark < habit.doubts + habit.misses else "include"
    return "include" if mark < habit.lets_in else "maybe" if mark < habit.lets_in + habit.doubts_wrongly else "exclude"


def _resolved(publication: Publication, stage: str, draw: Chance) -> PlannedResolution:
    include, reason = truth_at(publication, stage)
    escalated = draw.happens(0.1)
    return PlannedResolution(
        publication=publication.id,
        verdict="include" if include else "exclude",
        reason=reason,
        rationale=draw.pick(_FOR) if include else _AGAINST[reason],
        by="SUPERVISORS" if escalated else "KBAA,ON",
        escalated="yes" if escalated else "",
        round=publication.round,
    )


_NOTES = (
    "check the full text for the process",
    "are the peers employed?",
    "service users or peer workers? unclear from the abstract",
    "could be public or private",
    "age of participants not given",
)
_LABELS = ("co-creation", "good example", "method", "Nordic", "addiction")
_FOR = (
    "Read again together: the interactive process is described, and the peers take part in it.",
    "The abstract is short, but the peers are named as partners in the development.",
    "We agreed that employment by the municipality counts as a public service.",
)
_AGAINST = {
    "no-psw": "Those who take part are service users; no peer support workers are employed.",
    "no-process": "The peers were asked about the service or trained for it; they did not take part in shaping it.",
    "mutual": "We agreed that this is support among members.",
    "physical": "The peers counsel people on a physical condition; mood is only an outcome.",
    "population": "The participants are younger or older than the protocol allows for.",
    "other": "It should have gone at an earlier step.",
    "not-public": "We agreed that the provider is private and has no public contract.",
}


def _days(
    planned: Sequence[PlannedDecision | PlannedResolution], start: date, days: int, pace: int, chance: Chance
) -> list[str]:
    """When each was said: in the order given, on working days from eight in the morning, five hours a day.

    Args:
        planned: What was said; that of the update came five months later.
        start: The first day.
        days: How many days there are at most; with much to read, the pace rises.
        pace: Seconds for one.
        chance: Makes the pace uneven.
    """
    counts = Counter(each.round for each in planned)
    done = Counter[int]()
    moments = []
    for each in planned:
        seconds = min(days * _WORKDAY, counts[each.round] * pace)
        elapsed = int((done[each.round] + 0.8 * chance.real()) * seconds / counts[each.round])
        done[each.round] += 1
        day = start + timedelta(days=_UPDATE_LATER if each.round == 2 else 0)
        for _ in range(elapsed // _WORKDAY):
            day += timedelta(days=3 if day.weekday() == 4 else 1)
        moment = datetime(day.year, day.month, day.day, 8) + timedelta(seconds=elapsed % _WORKDAY)
        moments.append(moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return moments


_WORKDAY = 5 * 3600
_UPDATE_LATER = 21 * 7
