"""Reports made in memory, which between them say all that a report can say: what a test pins whole.

Readers' verdicts are written a letter a record: "i" include, "m" maybe, "x" exclude for no reason, "1" and "2" exclude
for the first and the second reason of the stage, "." nothing; in capitals what was said of many records at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from typing import Any

from core.agreement import ReaderAgreement
from core.agreement.many import agreement_of_many
from core.agreement.reasons import reason_agreement
from core.protocol.read import parse_protocol
from core.protocol.values import Protocol, Stage
from core.records.imports import Correction, Import, ImportedFile, Source
from core.records.record import Author, Record
from core.records.studies import studies
from core.report.document.citation import cite
from core.report.flow.fill import fill_boxes
from core.report.values import LineFound, ReportValues, StageReport
from core.screening.decision import Decision, Resolution, ToldInFull, Verdict
from core.screening.disagreement import Disagreement, Side
from core.screening.funnel import Funnel, StageLog, funnel
from core.screening.opening import Opening
from core.screening.status import OwedAndDone
from store.numbers.agreement import agreement_on
from tests.core.report.flow.found import Found, identified

SAID = {"i": "include", "m": "maybe", "x": "exclude", "1": "exclude", "2": "exclude"}
ORDERS = {"I": "passed on", "X": "suggested", "F": "found"}
AT = "2024-03-05T10:20:30Z"
IDS = tuple(f"r{number:02}" for number in range(1, 21))
Letters = Mapping[str, str]
PEOPLE = """[[reviewer]]
id = "ANNA"
role = "first"
[[reviewer]]
id = "BO"
role = "second"
[[reviewer]]
id = "CY"
role = "second"
[[reviewer]]
id = "CHIEF"
role = "adjudicator"
"""


def plan(review: str, *stages: str, more: str = "") -> Protocol:
    people = re.sub('id = ("[A-Z]+")\n', r"\g<0>login = \1\n", PEOPLE) if "accounts" in review else PEOPLE
    head = f'format = 1\n[review]\ntitle = "Peer *support* & work"\n{review}\n[sample]\nseed = "a seed"\n'
    return parse_protocol("\n".join((head, people, *stages, more)), "protocol.toml")


def decided(stage: Stage, letters: str, at: str = AT) -> dict[str, Decision]:
    """Record → what a reader says, by the letters."""
    found = {}
    for record, letter in zip(IDS, letters, strict=False):
        if letter != ".":
            reason = stage.reasons[int(letter) - 1].id if letter in "12" else ""
            word = "include" if letter == "I" else "exclude" if letter in "XF" else SAID[letter]
            order = ORDERS.get(letter, "random")
            found[record] = Decision(record=record, verdict=Verdict(word), reason=reason, at=at, order=order)
    return found


def cite_of(record: str) -> Any:
    number = int(record[1:])
    authors = tuple(Author(f"Writer{number % 5}{'abcd'[place]}", "Ann B.") for place in range(number % 5))
    return cite(
        Record(
            id=record,
            title=f"A title_{number}" if number != 7 else "",
            authors=authors[: 4 if number != 9 else 0],
            year=2000 + number % 4 if number != 8 else None,
            journal="J Ment Health" if number % 3 else "",
            volume=str(number) if number % 2 else "",
            issue="2" if number % 4 == 1 else "",
            pages="101–112" if number % 5 else "",
            doi=f"10.5555/t.{number}" if number % 3 else "",
        )
    )


def imports() -> tuple[list[Import], dict[int, list[str]]]:
    """Six searches: two of one database on two platforms, of a register, of experts and by citations, one known."""

    def file(name: str, many: int, **more: Any) -> ImportedFile:
        known = {"format": "ris", "sha256": f"{name}-sum", "encoding": "utf-8", "ty_lines": many, "er_lines": many}
        return ImportedFile(file=name, records=many, skipped=0, **known, **more)

    said = [
        Correction(fact="reported", was=None, value=1200, why="letter of May.", by="ANNA", at="2024-05-02T00:00:00Z"),
        Correction(fact="strategy", was="1. a\n2. b", value="", why="wrong file", by="BO", at="2024-05-03T00:00:00Z"),
        Correction(fact="limits", was="", value="English", why="left out", by="BO", at="2024-05-04T00:00:00Z"),
    ]
    strategy = "1. harbour.ti,ab.\n2. lantern\n3. 1 and 2"
    ovid = Source(name="Medline", platform="Ovid", searched="2024-01-04", strategy=strategy, reported=8, limits="none")
    sources = [
        (1, ovid, [file("a.ris", 6), file("b.ris", 2)], 8, said),
        (1, Source(name="Scopus", searched="2024-01-05", reported=4), [file("c.csv", 4)], 4, said[:1]),
        (1, Source(name="Trials", route="registers", strategy=" "), [file("d.ris", 2)], 2, []),
        (1, Source(name="Letters", route="experts", searched="2024-02-01"), [file("e.ris", 1)], 1, []),
        (2, replace(ovid, platform="PubMed", searched="2025-01-04", reported=1), [file("f.ris", 3)], 3, []),
        (2, Source(name="Chains", route="citation-searching", found_by=("r01", "r02")), [file("g.ris", 3)], 3, []),
        (2, Source(name="Medline", searched="2025-02-02"), [file("a.ris", 2, known_as=(1,))], 2, []),
    ]
    made = [
        Import(number=n, id=f"i{n}", source=source, round=number, at=AT, files=tuple(files), records=many, new=many,
               corrections=tuple(corrections))
        for n, (number, source, files, many, corrections) in enumerate(sources, start=1)
    ]  # fmt: skip
    bounds, brought = (0, 8, 12, 14, 15, 17, 20, 20), {}
    for n, (start, end) in enumerate(pairwise(bounds), start=1):
        brought[n] = list(IDS[start:end])
    return made, brought


def made(protocol: Protocol, stages: Mapping[str, Mapping[str, Any]], **changes: Any) -> ReportValues:
    """A report on 20 records, of which r12 and r16 go on under r01, and r13 under r12's group too."""
    searches, brought = imports()
    origin = {record: each for each in searches for record in brought[each.number]}
    survivor = {"r12": "r01", "r13": "r01", "r16": "r02"}
    found = identified(
        [
            Found(each, survivor.get(each, each), origin[each].source.name, origin[each].source.route,
                  origin[each].round)
            for each in IDS
        ]
    )  # fmt: skip
    logs = {name: log_of(protocol.stage(name), **{**told, "more": None}) for name, told in stages.items()}
    whole = funnel(protocol, found.records, found.unique, logs, studies([("r03", "r05")]))
    values: dict[str, Any] = {
        "protocol": protocol,
        "at": "2025-03-04T12:34:56Z",
        "version": "0123456789ab",
        "software": "tamis 0.1.0",
        "removed": (2, 1),
        "pairs_in_doubt": 3,
        "rounds": [1, 2],
        "round_of": {each: origin[each].round for each in found.unique},
        "searches": searches,
        "brought": brought,
        "flow": fill_boxes(whole, found),
        "funnel": whole,
        "stages": [
            stage_report(whole, each, logs.get(each.id, StageLog()), **stages.get(each.id, {}).get("more", {}))
            for each in protocol.stages
        ],
        "charts": (),
        "amendments": (),
        "losses": (),
        "cite": cite_of,
        "cite_all": partial(map, cite_of),
        "flags": {},
        "retractions": None,
        "line_finds": lambda each: [LineFound(1, 9, 4, 1), LineFound(2, None, 3, 0), LineFound(3, 1, 0, 0)],
    }
    return ReportValues(**{**values, **changes})


def log_of(
    stage: Stage,
    said: Letters,
    *,
    resolved: Mapping[str, Resolution] | None = None,
    sample: Sequence[str] | None = None,
    dealt: Mapping[str, Sequence[str]] | None = None,
    lost: Mapping[str, str] | None = None,
    again: Letters | None = None,
    more: None = None,
) -> StageLog:
    return StageLog(
        decisions={who: decided(stage, letters) for who, letters in said.items()},
        resolutions=resolved or {},
        sample=sample,
        dealt=dealt,
        not_retrieved=frozenset(lost or ()),
        again={who: decided(stage, letters) for who, letters in (again or {}).items()},
    )


def stage_report(whole: Funnel, stage: Stage, log: StageLog, **changes: Any) -> StageReport:
    state = whole.state(stage.id)
    names = [each.reviewer for each in stage.readers]
    said = {who: log.decisions.get(who, {}) for who in names}
    pairs = [pair_of(stage, said, two) for two in combinations(names, 2)] if stage.kind != "chart" else []
    rows = [[str(said[who][each].verdict) if each in said[who] else None for who in names] for each in state.entered]
    categories = ("include", "maybe", "exclude")
    values: dict[str, Any] = {
        "state": state,
        "blind": (),
        "waiting_before": 0,
        "opened": (opening(stage, 1, "2024-04-01T08:00:00Z"),),
        "progress": {
            who: OwedAndDone(owed=len(state.owed[who]), done=len(state.owed[who]) - len(state.left[who]))
            for who in names
        },
        "pilot": 0,
        "samples": (),
        "frames": {},
        "decisions": said,
        "in_full": lambda who: sorted(map(ToldInFull.of, said[who].values())),
        "undecided": frozenset(
            each for words in said.values() for each, word in words.items() if word.verdict is Verdict.MAYBE
        ),
        "again": {who: log.again.get(who, {}) for who in names},
        "late": {who: frozenset() for who in names},
        "pairs": pairs,
        "together": agreement_of_many(rows, names, categories) if len(pairs) > 1 else None,
        "disagreements": disagreements_of(state.entered, said, log),
        "came_late": (),
        "missed": None,
        "programs": (),
        "hand_overs": (),
        "lost": {},
    }
    return StageReport(**{**values, **changes})


def opening(stage: Stage, number: int, at: str, why: str = "") -> Opening:
    journals, said = {"ANNA": 9}, ("ANNA", 3)
    return Opening(
        stage=stage.id, round=number, early=bool(why), rationale=why, journals=journals, links={}, at=at, said=said
    )


def pair_of(stage: Stage, said: Mapping[str, Mapping[str, Decision]], two: tuple[str, str]) -> ReaderAgreement:
    first, second = (said[each] for each in two)
    both = [each for each in first if each in second]
    out = [(first[each], second[each]) for each in both]
    reasons = ((a.reason, b.reason) for a, b in out if {a.verdict, b.verdict} == {Verdict.EXCLUDE})
    found = agreement_on(stage, stage.maybe, said, two, both)
    return replace(found, complete=True, reasons=reason_agreement(reasons, [each.id for each in stage.reasons]))


def disagreements_of(
    entered: Sequence[str], said: Mapping[str, Mapping[str, Decision]], log: StageLog
) -> list[Disagreement]:
    found = []
    for each in entered:
        words = {who: words[each] for who, words in said.items() if each in words}
        looks = {who: words[each] for who, words in log.again.items() if each in words}
        if len({word.verdict for word in words.values()}) > 1 or (looks and len(words) > 1):
            sides = tuple(Side(reviewer=who, decision=word, again=looks.get(who)) for who, word in words.items())
            found.append(Disagreement(record=each, sides=sides, resolution=log.resolutions.get(each)))
    return found


def ended(record: str, verdict: str, *by: str, reason: str = "", why: str = "talked it over.") -> Resolution:
    return Resolution(
        record=record, verdict=Verdict(verdict), reason=reason, rationale=why, by=by, at="2024-06-01T09:00:00Z"
    )
