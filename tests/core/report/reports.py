"""Three reviews as their reports have them, which between them say nearly all that a report can say; and how to pin it.

`EVERY` has them by name. `told` gives a section whole: its words, and of each number the records behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from core.agreement.missed import MissedAtStage, chapman, missed
from core.charting.charted import Charted
from core.charting.form import Form
from core.protocol.amendment import Amendment
from core.protocol.values import ChartItem
from core.records.loss import Loss
from core.records.record import Flag
from core.report.document.markdown_page import report_md
from core.report.document.parts import CountedRecords, Figure, ListedRecords, Section, TableBlock, TextBlock
from core.report.flow.fill import fill_boxes
from core.report.values import ReportValues
from core.retractions.database import RetractionFile
from core.sampling.allocation import HandOver, Sharing
from core.sampling.sample import Extension, draw_sample
from core.screening.decision import Resolution
from core.screening.funnel import StageLog, funnel
from core.screening.outside_suggestion import ProgramAtStage
from tests.charts import FORM
from tests.core.charting.made import study, values
from tests.core.report.flow.found import identified
from tests.core.report.made import AT, IDS, ended, made, opening, plan, stage_report

FULL_TEXT = """[[stage]]
id = "full-text"
title = "Full text"
kind = "fulltext"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]
reasons = [{ id = "wrong-population", label = "Another population" }, { id = "wrong-place", label = "Another place" }]
"""
CHART = """[[stage]]
id = "charting"
title = "Charting"
kind = "chart"
readers = CHARTERS
[[chart.item]]
id = "design"
label = "Design"
type = "choice"
choices = ["trial", "interviews", "survey"]
[[chart.item]]
id = "findings"
label = "Findings"
type = "long-text"
"""


@cache
def empty() -> ReportValues:
    """A review in which nothing has been imported."""
    whole = made(plan("", SCREEN, FULL_TEXT), {})
    protocol, nothing = whole.protocol, identified(())
    bare = funnel(protocol, (), (), {})
    return replace(
        whole, at="", searches=(), brought={}, rounds=(), round_of={}, removed=(0, 0), pairs_in_doubt=0, funnel=bare,
        flow=fill_boxes(bare, nothing), stages=[stage_report(bare, each, StageLog()) for each in protocol.stages],
    )  # fmt: skip


SCREEN = """[[stage]]
id = "title-abstract"
title = "Title and abstract"
kind = "screen"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "1/2" }]
reasons = [{ id = "wrong-topic", label = "Another topic" }, { id = "wrong-design", label = "Another design" }]
"""
STEP = """[[stage]]
id = "language"
title = "Not in English"
kind = "step"
suggest = { rule = "language", keep = ["eng"] }
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }, { id = "no-text", label = "No text" }]
"""


@cache
def interim() -> ReportValues:
    """A step in bulk, a sampled stage with a pilot, extensions and all that can follow, and full texts still blind."""
    protocol = plan('question = "What helps?"\nkappa_scale = "landis-koch"', STEP, SCREEN, FULL_TEXT)
    frame = [each for each in IDS if each not in ("r12", "r13", "r16", "r20", "r19")]
    drawn = draw_sample(
        stage="title-abstract", search_round=1, seed="a seed", fraction="1/2", frame_ids=frame, drawn_at=AT,
        base="entering",
    )  # fmt: skip
    sample = sorted(drawn.ids)
    later = replace(
        draw_sample(
            stage="title-abstract", search_round=2, seed="a seed", fraction="1/2", frame_ids=IDS[14:18],
            drawn_at="2025-02-03T00:00:00Z", base="identified",
        ),
        extensions=(Extension(added=1, reason="agreement was low.", at="2025-02-05T00:00:00Z"),),
    )  # fmt: skip
    screen = protocol.stage("title-abstract")
    anna, bo = "i1m2xi11i1m..2i.i1..", "i1i1xm2.1i.....x...."
    early = opening(screen, 2, "2025-02-20T00:00:00Z", "BO is on leave.")
    whole = made(
        protocol,
        {
            "language": {"said": {"ANNA": "IIIIIIIIIiI..II.IIXF"}},
            "title-abstract": {
                "said": {"ANNA": anna, "BO": bo},
                "sample": sample,
                "resolved": {
                    "r07": ended("r07", "include", "ANNA", "BO"),
                    "r09": ended("r09", "exclude", "CHIEF", reason="wrong-topic", why="out of scope"),
                    "r10": Resolution(record="r10", escalated=True, by=("ANNA",), rationale="hard"),
                },
                "again": {"ANNA": ".i.....m"},
            },
        },
        pairs_in_doubt=1,
        removed=(3, 0),
    )
    of_screen = whole.stages[1]
    pair = of_screen.pairs[0]
    few = chapman(3, 4, 2)
    told = MissedAtStage(
        stage="title-abstract", first="ANNA", second="BO", rounds={1: missed(9, 5, 1)}, total=missed(9, 5, 1),
        recall=missed(9, 5, 1).recall(6), within_sample=few, unresolved=1, read_late=1, regrouped=("r02",),
        complete=False,
    )  # fmt: skip
    after = replace(pair, cells={}, after_opening=None)
    pair = replace(
        pair, beyond_sample=1, regrouped=("r01",), complete=False, after_opening=after,
        note="interim: 9 read by both, 2 decisions to come; not for reporting",
    )  # fmt: skip
    late = [replace(each, sides=tuple(replace(side, late=side.reviewer == "BO") for side in each.sides))
            if each.record == "r09" else each for each in of_screen.disagreements]  # fmt: skip
    of_screen = replace(
        of_screen, samples=(drawn, later), pilot=2,
        frames={1: frame, 2: IDS[14:18]},
        opened=(opening(screen, 0, "2024-03-20T00:00:00Z"), opening(screen, 1, "2024-04-01T00:00:00Z"), early),
        pairs=[pair], missed=told, late={"ANNA": frozenset(), "BO": frozenset({"r09"})}, came_late=("r17", "r18"),
        disagreements=late,
        programs=[
            ProgramAtStage(program=("gpt", "5"), suggested=12, imported=(AT, "2024-03-07T00:00:00Z"), readers=[pair])
        ],
    )  # fmt: skip
    of_text = replace(
        whole.stages[2], blind=(1, 2), waiting_before=2, opened=(), pairs=[
            replace(whole.stages[2].pairs[0], result=None, complete=False, note="withheld until all have finished")
        ], samples=(replace(drawn, stage="full-text"),), frames={1: frame},
    )  # fmt: skip
    return replace(whole, stages=[whole.stages[0], of_screen, of_text])


SHARED = """[[stage]]
id = "title-abstract"
title = "Title and abstract"
kind = "screen"
maybe = "exclude"
readers = { any = 1, of = ["ANNA", "BO", "CY"], weights = { ANNA = 2 }, one_more = "1/3" }
disagreements = "lead"
reasons = [{ id = "wrong-topic", label = "Another topic" }, { id = "wrong-design", label = "Another design" }]
"""
BY_THREE = FULL_TEXT.replace(
    '{ reviewer = "BO", coverage = "all" }]',
    '{ reviewer = "BO", coverage = "all" }, { reviewer = "CY", coverage = "all" }]',
)
SAID_OF_PLAN = """kind = "systematic"
question = "What helps?"
registration = "PROSPERO CRD42024"
protocol_doi = "10.5555/plan"
funding = "The Council."
contributions = "ANNA read all; BO some."
started = "2023-11-01"
ended = "2025-04-01"
apart = "accounts"
"""
CRITERIA = """[[criterion]]
group = "Population"
include = "workers."
exclude = "children"
[[criterion]]
group = "Place"
include = "anywhere"
"""


AMENDMENTS = (
    Amendment(version="ba9876543210", at="2023-12-01T00:00:00Z", changed=(), text="a"),
    Amendment(
        version="aaaaaaaaaaaa", at="2024-02-01T00:00:00Z", changed=("- a = 1", "+ a = ```2"), text="b",
        why="asked *for*.", by="AN_NA",
    ),
    Amendment(version="0123456789ab", at="2024-02-03T00:00:00Z", changed=("+ b = 1",), text="c"),
)  # fmt: skip
LOSSES = (
    Loss(who="BO", file="title-abstract/decisions.jsonl", kept=3, known=5, why="the disk broke.", at=AT),
    Loss(who="ANNA", file="acts.jsonl", kept=0, known=1, why="a thief", at="2024-03-06T00:00:00Z"),
    Loss(who="ANNA", file="acts.jsonl", kept=0, known=2, why="a flood", at="2024-03-07T00:00:00Z"),
)
FLAGS = {
    "r01": (
        Flag("retracted", "Retraction Watch", "Error in Data", on="2021-05-03"),
        Flag("a notice", "title", "Retraction: A title_1", record="r19"),
    ),
    "r14": (Flag("corrected", "type", "Erratum"),),
}
RETRACTED = RetractionFile(
    database="Retraction Watch", file="rw.csv", sha256="abcdef", dated="2026-11-20", newest="2026-11-19", rows=1234,
    imports=frozenset({"i1"}), found={}, by="ANNA", at="2026-11-21T00:00:00Z",
)  # fmt: skip


def form_of(name: str, form: Form, *sides: Mapping[str, str], complete: bool = True, **more: Any) -> Any:
    """A study with what ANNA and BO filled in."""
    said = {who: values(name, form, **given) for who, given in zip(("ANNA", "BO"), sides, strict=False)}
    filled = study(name, said, complete=complete, form=form, title=f"On {name}")
    return replace(filled, report=name, **more)


def charts() -> list[Charted]:
    """Charting that is through, coding and appraisal that are not."""
    form, codes = Form("charting", FORM.items), Form("coding", (CODES,))
    first = {"design": "trial", "country": "Norway", "roles": "worker; leader", "year": "2019", "participants": "12"}
    coding = Charted(
        codes,
        [
            form_of("r01", codes, {"findings": "hope"}, {"findings": "hope"}),
            form_of("r03", codes, {"findings": "hope; work"}, {"findings": "hope"}, hidden=True, complete=False),
        ],
    )
    charting = Charted(
        form,
        [
            form_of("r01", form, {**first, "findings": "Good"}, {**first, "design": "survey", "findings": "Fine"}),
            form_of("r03", form, first, {**first, "participants": "9.5"}),
            form_of("r10", form, {"design": "not reported", "roles": "teacher"}),
        ],
        coding,
    )
    items = Form("appraisal", (ChartItem(id="checklist", label="Checklist", type="text"),))
    appraisal = Charted(
        items, [form_of("r01", items, {"checklist": "MMAT"}), form_of("r03", items, {}, complete=False)]
    )
    return [charting, appraisal, coding]


CODES = ChartItem(id="findings", label="Findings", type="multi-choice", choices=("hope", "work", "money"))


@cache
def finished() -> ReportValues:
    """A review that is through: dealt to three, read whole by three, charted by two, with all that may be said."""
    chart = CHART.replace(
        "CHARTERS", '[{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]'
    )
    more = (
        '[appraisal]\nenabled = true\ntools = ["casp-trial", "mmat-mixed"]\ncertainty = "grade"\n'
        f'certainty_of = "findings"\n{CRITERIA}[coding]\nitems = ["findings"]\n'
    )
    protocol = plan(SAID_OF_PLAN, SHARED, BY_THREE, chart, more=more)
    names = ("ANNA", "BO", "CY")
    every = [each for each in IDS if each not in ("r12", "r13", "r16")]
    dealt = {who: every[place::3] for place, who in enumerate(names)}
    dealt["BO"] = sorted([*dealt["BO"], *every[:12:6]])
    letters = "iiiiimii1i1..ii.2xxi"
    said = {who: "".join(letter if IDS[n] in dealt[who] else "." for n, letter in enumerate(letters)) for who in names}
    said["BO"] = f"1{said['BO'][1:]}"
    sharing = Sharing(any=1, of=names, weights=(2, 1, 1), one_more="1/3")
    drawn = [
        draw_sample(
            stage="title-abstract", search_round=number, seed="a seed title-abstract dealt", fraction="1",
            frame_ids=[each for each in every if (each > "r15") == (number == 2)], drawn_at=day, base="entering",
            shared=sharing,
        )
        for number, day in ((1, AT), (2, "2025-01-10T00:00:00Z"))
    ]  # fmt: skip
    whole = made(
        protocol,
        {
            "title-abstract": {
                "said": said,
                "dealt": dealt,
                "resolved": {"r01": ended("r01", "include", "ANNA", why="the lead says so")},
            },
            "full-text": {
                "said": {
                    "ANNA": "iii2i.11.i...i1.....",
                    "BO": "ii12i.1ii2..ii2....i",
                    "CY": "iim2i.21i1...i2.....",
                },
                "lost": {"r15": "no library lends it", "r20": ""},
                "resolved": {
                    "r03": ended("r03", "include", "ANNA", "BO", "CY"),
                    "r08": ended("r08", "exclude", "CHIEF", reason="wrong-population"),
                    "r10": ended("r10", "include", "CHIEF"),
                },
            },
        },
        removed=(0, 3),
        pairs_in_doubt=0,
    )
    full_text = whole.stages[1]
    return replace(
        whole,
        stages=[
            replace(
                whole.stages[0], samples=tuple(drawn), frames={1: every[:12], 2: every[12:]},
                hand_overs=[
                    HandOver(
                        stage="title-abstract", giver="CY", given={"r05": "BO", "r06": "BO"}, reason="ill.",
                        at="2024-04-01T00:00:00Z",
                    )
                ],
            ),
            replace(
                full_text, lost={"r15": "no library lends it"},
                decisions={**full_text.decisions, "CY": {
                    each: replace(word, labels=("wrong-place", "odd"), note="a note")
                    for each, word in full_text.decisions["CY"].items()
                }},
            ),
            *whole.stages[2:],
        ],
        charts=charts(),
        amendments=AMENDMENTS,
        losses=LOSSES,
        flags=FLAGS,
        retractions=(RETRACTED, 2),
    )  # fmt: skip


EVERY: Mapping[str, Callable[[], ReportValues]] = {"empty": empty, "interim": interim, "finished": finished}


def told(*sections: Section) -> str:
    """Sections as Markdown, and below them the lists behind their numbers, in their order."""
    text = report_md("", "", sections).partition("index.html.\n")[2]
    lists = [_listed(each) for section in sections for each in _lists(section)]
    return "\n".join((text, *lists, ""))


def _lists(part: Any) -> Iterator[ListedRecords]:
    if isinstance(part, Section):
        yield from (each for block in part.blocks for each in _lists(block))
    elif isinstance(part, TextBlock):
        yield from (each.behind for each in part.parts if isinstance(each, CountedRecords) and each.behind)
    elif isinstance(part, TableBlock):
        cells = (cell for row in part.rows for cell in row)
        yield from (each.behind for each in cells if isinstance(each, CountedRecords) and each.behind)
    elif isinstance(part, Figure):
        yield from part.lists.values()


def _listed(those: ListedRecords) -> str:
    noted = (f"{each} ({those.note(each)})" if those.note else each for each in those.ids)
    return f"{those.key}: {those.title} [{those.unit}] {', '.join(noted)}"
