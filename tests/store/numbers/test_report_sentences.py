"""Every sentence of the paragraphs, over many histories: English for 0, 1, 2 and many; its numbers are in the JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.report.checklists import prisma_2020, prisma_s, prisma_scr
from core.report.contents import contents, subtitle
from core.report.document.parts import Block, CountedRecords, Figure, Section, TableBlock, TextBlock
from core.report.methods import lost_lines, methods, support
from core.sentences import Fact, Sentence, Several
from store.folder.review import Review
from store.numbers.report import files_of, gather
from store.state.review_state import review_state
from tests.charts import charting_protocol, charting_review, fill_in
from tests.retractions import database
from tests.reviews import (
    decide_all,
    decide_on,
    decisions_file,
    make_review,
    protocol,
    record_ids,
    ris,
    run,
    run_json,
    run_lines,
)
from tests.sharing import read_all, shared_plan, shared_review
from tests.store.numbers.places import Places
from tests.store.numbers.test_status import stepped
from tui.cli import COMMANDS

STAGE = "title-abstract"
NOUNS = "record|report|study|search|database|register|stage|form|item|line|disagreement|decision|round|pair"
PLURALS = NOUNS.replace("study", "studies").replace("search", "searches").replace("|", "s|") + "s"
PLURALS = PLURALS.replace("studiess", "studies").replace("searchess", "searches")
BETWEEN = r"(?: (?:further|duplicate|search|different))?"
DATES = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|at \d\d:\d\d UTC|version [0-9a-f]{12}|tamis [\d.]+\d|“[^”]*”")
SOME = (0, 1, 2, 5)
CHART_OF_THREE = """[[stage]]
id = "charting"
title = "Charting"
kind = "chart"
readers = { any = 2, of = ["A", "B", "C"] }
[[chart.item]]
id = "design"
label = "Design"
type = "text"
"""


def both(folder: Path, count: int, stage: str = STAGE, differing: int = 0) -> None:
    for reader in ("ANNA", "BO"):
        turned = differing if reader == "BO" else 0
        decide_all(folder, reader, stage, [(f"T{n}", "exclude" if n < turned else "include") for n in range(count)])


def read(folder: Path, count: int) -> None:
    make_review(folder, records=count)
    if count:
        both(folder, count, differing=count // 2)


def disagreed(folder: Path) -> list[str]:
    return [each["record_id"] for each in run_json(folder, "disagreements", STAGE)["items"]]


def settled(folder: Path, count: int) -> None:
    read(folder, count)
    agreed = ("include", "--rationale", "talked it over", "--by", "ANNA,BO")
    run_lines(folder, [("resolve", STAGE, each, *agreed) for each in (disagreed(folder) if count else [])])


def not_had(folder: Path, count: int) -> None:
    settled(folder, count)
    lost = record_ids(folder)[: count - 1]
    run_lines(folder, [("fulltext", "full-text", each, "--not-retrieved", "no library has it") for each in lost])
    for reader in ("ANNA", "BO"):
        decide_on(folder, reader, "full-text", record_ids(folder)[max(count - 1, 0) :], "include")


def excluded(folder: Path, count: int) -> None:
    settled(folder, count)
    for reader in ("ANNA", "BO"):
        decide_on(folder, reader, "full-text", record_ids(folder), "exclude", "--reason", "wrong-population")


def updated(folder: Path, count: int) -> None:
    settled(folder, max(count, 1))
    (folder.parent / "later.ris").write_text(ris(range(100, 101 + count)))
    run(folder, "import", str(folder.parent / "later.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")


def sampled(folder: Path, count: int) -> None:
    make_review(folder, records=count + 1, coverage="1/2")
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes")
    ids = run_json(folder, "sample", STAGE)[0]["ids"]
    decide_on(folder, "ANNA", STAGE, record_ids(folder), "exclude", "--reason", "wrong-topic")
    decide_on(folder, "BO", STAGE, ids[: count // 2], "maybe")
    decide_on(folder, "BO", STAGE, ids[count // 2 :], "exclude")


def in_steps(folder: Path, count: int) -> None:
    stepped(folder)


def adjudicated(folder: Path, count: int) -> None:
    read(folder, count)
    run_lines(folder, [("resolve", STAGE, each, "--escalate") for each in (disagreed(folder) if count else [])])


def systematic(folder: Path, count: int) -> None:
    make_review(folder, records=count, text=protocol().replace("[review]\n", '[review]\nkind = "systematic"\n'))


def early(folder: Path, count: int) -> None:
    make_review(folder, records=count + 1)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    run(folder, "unblind", STAGE, "--rationale", "BO is on leave")


def piloted(folder: Path, count: int) -> None:
    make_review(folder, records=count + 4, coverage="1/2")
    run(folder, "sample", STAGE, "--pilot", "2", "--yes")
    [pilot] = [each["ids"] for each in run_json(folder, "sample", STAGE)]
    decide_on(folder, "ANNA", STAGE, pilot, "include")
    decide_on(folder, "BO", STAGE, pilot[:1], "exclude")
    decide_on(folder, "BO", STAGE, pilot[1:], "include")
    run(folder, "sample", STAGE, "--draw", "--yes")
    decide_on(folder, "ANNA", STAGE, record_ids(folder), "include")
    decide_on(folder, "BO", STAGE, run_json(folder, "sample", STAGE)[-1]["ids"], "include")


def with_two_seconds(folder: Path, count: int) -> None:
    readers = '{ reviewer = "BO", coverage = "1/2" }'
    third = '[[reviewer]]\nid = "CARL"\nrole = "second"\n'
    text = protocol("1/2").replace(readers, f'{readers}, {{ reviewer = "CARL", coverage = "1/2" }}', 1)
    make_review(folder, records=count + 2, text=text.replace("[[stage]]", third + "[[stage]]", 1))
    run(folder, "sample", STAGE, "--draw", "--yes")
    drawn = run_json(folder, "sample", STAGE)[0]["ids"]
    decide_on(folder, "ANNA", STAGE, record_ids(folder), "exclude")
    decide_on(folder, "BO", STAGE, drawn, "exclude")
    decide_on(folder, "CARL", STAGE, drawn, "include")
    said = run_json(folder, "missed", STAGE)
    assert "BO and CARL also read" in said["stages"][0]["sentence"]


def bring(folder: Path, numbers: Sequence[int], source: str, *words: str) -> None:
    file = folder.parent / "brought.ris"
    file.write_text(ris(numbers))
    run(folder, "import", str(file), "--source", source, *words)
    run(folder, "dedup")


def extended(folder: Path, count: int) -> None:
    """Two rounds from three routes with dates and strategies, the first read in part; its sample grew."""
    registered = 'registration = "OSF, 2021-01-01"\nprotocol_doi = "10.5555/plan.1"\n'
    make_review(folder, text=protocol("1/3").replace("[sample]", f"{registered}[sample]", 1))
    strategy = folder.parent / "strategy.txt"
    strategy.write_text("1. harbour.ti,ab.\n")
    words = ("--searched", "2023-01-05", "--platform", "Ovid", "--strategy", str(strategy))
    bring(folder, range(9 + count), "Medline", *words)
    bring(folder, range(50, 51 + count), "Letters to experts", "--route", "experts")
    bring(folder, range(60, 61 + count), "Trials", "--route", "registers", "--searched", "2023-02-01")
    shared(folder, count)
    bring(
        folder, range(80, 86 + count), "Medline", "--searched", "2025-01-05", "--platform", "PubMed", "--round", "new"
    )
    shared(folder, count)
    late = ("--reason", "agreement was low", "--round", "1", "--yes")
    run(folder, "sample", STAGE, "--extend", str(count or 1), *late)
    decide_on(folder, "BO", STAGE, run_json(folder, "sample", STAGE)[0]["ids"][-count or -1 :], "exclude")


def shared(folder: Path, count: int) -> None:
    """Draw what is to be drawn, and read what is to be read; the readers differ on as many."""
    run(folder, "sample", STAGE, "--draw", "--yes")
    sample = run_json(folder, "sample", STAGE)[-1]
    decide_on(folder, "ANNA", STAGE, sample["frame_ids"], "exclude", "--reason", "wrong-topic")
    decide_on(folder, "BO", STAGE, sample["ids"][:count], "include")
    decide_on(folder, "BO", STAGE, sample["ids"][count:], "exclude")
    agreed = ("include", "--rationale", "talked it over.", "--by", "ANNA,BO")
    run_lines(folder, [("resolve", STAGE, each, *agreed) for each in disagreed(folder)[::2]])


def three(folder: Path, count: int) -> None:
    """Three readers with a pilot: disagreements agreed on, ruled, with the adjudicator and open; one changed later."""
    more = '[[reviewer]]\nid = "CY"\nrole = "second"\n'
    both = '{ reviewer = "BO", coverage = "all" }'
    text = protocol().replace(both, both + ', { reviewer = "CY", coverage = "all" }', 1)
    make_review(folder, records=count + 5, text=text.replace("[[stage]]", f"{more}[[stage]]", 1))
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--pilot", "2", "--yes")
    [pilot] = [each["ids"] for each in run_json(folder, "sample", STAGE)]
    for ids in (pilot, [each for each in record_ids(folder) if each not in pilot]):
        for reader, verdict in (("ANNA", "include"), ("BO", "include"), ("CY", "exclude")):
            decide_on(folder, reader, STAGE, ids, verdict)
    items, agreed = disagreed(folder), ("include", "--rationale", "talked it over", "--by", "ANNA,BO,CY")
    run_lines(folder, [("resolve", STAGE, each, *agreed) for each in items[:count]])
    run_lines(folder, [("resolve", STAGE, each, "--escalate") for each in items[count : count + 2]])
    ruled = ("exclude", "--reason", "wrong-topic", "--rationale", "no", "--by", "CHIEF")
    run(folder, "resolve", STAGE, items[count], *ruled, role="CHIEF")
    run(folder, "decide", STAGE, items[-1], "include", role="CY")


def looked_again(folder: Path, count: int) -> None:
    make_review(folder, records=count + 3)
    for reader in ("ANNA", "BO"):
        said = [(f"T{n}", "exclude" if n <= count else "include") for n in range(count + 3)]
        decide_all(folder, reader, STAGE, said)
    changed = record_ids(folder)[:count]
    run_lines(folder, [("second-look", STAGE, "--change", each, "include") for each in changed], role="BO")


def charted(folder: Path, count: int) -> None:
    """Forms of which the first are complete; two reports of one study; the plan changed after its first use."""
    _, studies = charting_review(folder, records=count + 2)
    run(folder, "study", *studies[-2:], "--yes")
    for number, each in enumerate(studies[:count]):
        (folder / "protocol.toml").write_text((folder / "protocol.toml").read_text() + f"# changed {number}\n")
        fill_in(folder, each, "ANNA", country="Norway", design="interviews", roles="worker; teacher")


def dealt(folder: Path, count: int) -> None:
    """Any two of five, in two rounds; as many are handed over, by one and for one."""
    shared_review(folder, records=8 + count)
    for who, role in (("A", "A"), ("B", "CHIEF")):
        some = ("--records", str(count)) if count else ("--all",)
        run(folder, "hand-over", STAGE, who, *some, "--reason", "too much at once.", role=role)
    read_all(folder)
    bring(folder, range(50, 55 + count), "Testbase", "--round", "new")
    run(folder, "sample", STAGE, "--draw", "--yes")
    read_all(folder, "ABCDE" if count else "AB")


def read_once(folder: Path, count: int) -> None:
    """Each by one of four, a share by one more; the lead ends as many."""
    readers = '{ any = 1, of = ["A", "B", "C", "D"], weights = { A = 2 }, one_more = "1/3" }'
    shared_review(folder, records=9 + count, text=shared_plan(readers, extra='disagreements = "lead"'))
    read_all(folder, "ABCD")
    ruled = ("include", "--rationale", "the lead says so")
    run_lines(folder, [("resolve", STAGE, each, *ruled) for each in disagreed(folder)[:count]], role="A")


def charted_by_two(folder: Path, count: int) -> None:
    """Each study is charted by any two of three."""
    text = shared_plan('[{ reviewer = "A", coverage = "all" }]') + CHART_OF_THREE
    shared_review(folder, records=count + 3, text=text, draws=False)
    for stage in (STAGE, "full-text"):
        decide_on(folder, "A", stage, record_ids(folder), "include")
    run(folder, "sample", "charting", "--draw", "--yes", role="A")
    for who in "ABC":
        forms = run_json(folder, "chart", "forms", "charting", role=who)["studies"]
        said = ("chart set charting {} design trial", "chart complete charting {}")
        run_lines(folder, [each.format(form["record_id"]).split() for form in forms for each in said], role=who)


def repeated(folder: Path, count: int) -> None:
    """Records that came twice, and one whose pair a person found; a source that said another number; retractions."""
    make_review(folder, records=count + 3)
    (folder.parent / "again.ris").write_text(ris(range(count)) + "\n" + ris([500, 501], prefix="X"))
    run(folder, "import", str(folder.parent / "again.ris"), "--source", "Otherbase", "--reported", str(count + 1))
    run(folder, "dedup")
    run(folder, "dedup", "--same", *record_ids(folder)[-2:], "--note", "the same study")
    (folder.parent / "rw.csv").write_text(database([f"10.5555/t.{n}" for n in range(count)]), encoding="utf-8")
    run(folder, "retractions", str(folder.parent / "rw.csv"))
    if count:
        (folder.parent / "late.ris").write_text(ris(range(600, 600 + count), prefix="L"))
        run(folder, "import", str(folder.parent / "late.ris"), "--source", "Otherbase")
    for reader in ("ANNA", "BO"):
        reasons = {
            each: "wrong-topic" if reader == "ANNA" or each < "8" else "wrong-design" for each in record_ids(folder)
        }
        said = [("decide", STAGE, each, "exclude", "--reason", reason) for each, reason in reasons.items()]
        run_lines(folder, said, role=reader)


def corrected(folder: Path, count: int) -> None:
    """Facts of a search that were given and corrected later, in a review registered in numbers."""
    make_review(folder, records=count, text=protocol().replace("[sample]", 'registration = "CRD 42024 1"\n[sample]', 1))
    if count:
        (folder.parent / "strategy.txt").write_text("1. harbour\n" * count)
        for number, fact in enumerate(("--reported", "--searched", "--strategy", "--limits")):
            value = (str(count), "2024-05-01", str(folder.parent / "strategy.txt"), "English; 18 to 65 years")[number]
            run(folder, "sources", "1", fact, value, "--why", f"said in letter {number}.")
        run(folder, "sources", "1", "--reported", str(count + 1), "--why", "misread 1 for 2")


FIELDS = {
    0: 'ended = "2024-02-29"\n',
    1: 'funding = "The Council of 1900; grant 2"\nstarted = "2021-01-04"\n',
    2: 'contributions = "ANNA read 2 of 3 records. BO read 1 study."\n',
    5: 'funding = "Nobody paid."\ncontributions = "A & B: all_of it."\nstarted = "2020-12-31"\nended = "2021-01-01"\n',
}
"""Of who paid, who did what and when: what the plan may say, by the counts."""


def told_by_the_plan(folder: Path, count: int) -> None:
    kind = 'kind = "systematic"\n' if count % 2 else ""
    text = protocol().replace("[review]\n", f"[review]\n{kind}{FIELDS[count]}")
    make_review(folder, records=count, text=text)
    if count:
        both(folder, count)
    with Review(folder) as review:
        said = [value for each in support(gather(review_state(review))) for value in each.told]
    assert [each.at for each in said] == [
        f"protocol.toml: review/{each}" for each in re.findall(r"(?m)^\w+", FIELDS[count])
    ]


CERTAINTY = {
    0: 'certainty = "none"',
    1: 'certainty = "grade"\ncertainty_of = "roles"',
    2: 'tools = ["casp-trial", "mmat-mixed"]\ncertainty = "cerqual"\ncertainty_of = "findings"',
    5: 'tools = ["jbi-text"]\nreaders = ["BO"]',
}


def appraised(folder: Path, count: int) -> None:
    """As many studies appraised, one more charted; by one checklist or two, with what the plan says of certainty."""
    kind = '[review]\nkind = "systematic"\n' if count < 5 else "[review]\n"
    text = charting_protocol(appraisal=True).replace("[review]\n", kind)
    make_review(folder, records=count + 1, text=text.replace("enabled = true", f"enabled = true\n{CERTAINTY[count]}"))
    with Review(folder) as review:
        who = review.stage("appraisal").readers[0].reviewer
    for each in record_ids(folder):
        fill_in(folder, each, "ANNA")
    for each in record_ids(folder)[:count]:
        while waits := missing_of(folder, who, each):
            answer = "MMAT, mixed methods" if waits == ["checklist"] else "yes"
            run_lines(folder, [("chart", "set", "appraisal", each, item, answer) for item in waits], role=who)
        run(folder, "chart", "complete", "appraisal", each, role=who)


def missing_of(folder: Path, who: str, study: str) -> list[str]:
    """The items that the appraisal of a study still misses."""
    forms = run_json(folder, "chart", "missing", "--stage", "appraisal", role=who)["studies"]
    return next((each["missing"] for each in forms if each["record_id"] == study), [])


def lost(folder: Path, count: int) -> None:
    """A journal of which so many lines are left, and no copy."""
    read(folder, count + 2)
    path = decisions_file(folder, "ANNA", STAGE)
    lines = path.read_bytes().splitlines(keepends=True)
    kept = min(count, len(lines) - 1)
    path.write_bytes(b"".join([*lines[:kept], lines[kept].replace(b"act", b"ACT", 1), *lines[kept + 1 :]]))
    run(folder, "repair", "--accept-loss", "the disk of 2019 broke.", role="ANNA")


HISTORIES: dict[Callable[[Path, int], None], tuple[int, ...]] = {
    read: (0, 1),
    settled: (0, 1),
    not_had: (5,),
    excluded: (1,),
    updated: (1,),
    sampled: (0, 5),
    in_steps: (5,),
    adjudicated: (5,),
    systematic: (0,),
    early: (1,),
    piloted: (1,),
    with_two_seconds: (0,),
    extended: (1,),
    three: (0, 1),
    dealt: (0, 5),
    read_once: (0, 1, 5),
    charted_by_two: (0,),
    looked_again: (0, 1),
    repeated: (0, 1),
    charted: (0, 1),
    corrected: (5,),
    told_by_the_plan: (0, 1, 5),
    appraised: (0, 1, 5),
    lost: (0, 5),
}
"""Each with the counts that `make test` tries: with these every template is filled that the others fill too.

So is each place in it, with none, with some, and with a list of none, one, two and more. The others are long.
"""
CASES = [
    pytest.param(history, count, id=f"{history.__name__}-{count}", marks=() if count in usual else pytest.mark.long)
    for history, usual in HISTORIES.items()
    for count in SOME
]


@pytest.mark.slow
@pytest.mark.parametrize(("history", "count"), CASES)
def test_every_sentence_says_its_values_in_english(
    tmp_path: Path, history: Callable[[Path, int], None], count: int
) -> None:
    folder = tmp_path / "review"
    history(folder, count)
    run(folder, "status")  # opens what all have finished
    with Review(folder) as review:
        report = gather(review_state(review))
        files = files_of(report)
        sentences = [each for passage in methods(report) for each in passage.sentences]
        parts = [subtitle(report), *said(contents(report, tuple(files))), *lost_lines(report)]
        parts += [part for items in CHECKLISTS for item in items(report) for part in item.says]
    elsewhere = [part for part in parts if isinstance(part, Sentence)]
    places = Places(folder, dict(files), (value.at for each in (*sentences, *elsewhere) for value in each.told))
    for text in (part for part in parts if isinstance(part, str)):
        assert not re.search(r"\d", text.replace("PRISMA 2020", "")), text
    assert sentences
    for sentence in (*sentences, *elsewhere):
        english(sentence.text, whole=sentence not in elsewhere)
        for wrong in WRONG:
            assert not re.search(wrong, sentence.text), (wrong, sentence.text)
        assert any(name in places.files or name in COMMANDS for name in named(sentence)), sentence
        assert sentence.told, f"no value behind: {sentence.text}"
        for value in sentence.told:
            assert places.holds(value), (sentence.text, value, places.at(value.at))
        for template in templates(sentence):
            assert not re.search(r"\d", re.sub(r"\{[^{}]*\}|AC1|SHA-256|95%", "", template)), template
        words = (*templates(sentence), sentence.text, *sentence.told, sentence not in elsewhere)
        if words not in LOOKED_AT:
            LOOKED_AT.add(words)
            for other in others(sentence):
                english(other.text, whole=sentence not in elsewhere)
    for name, content in places.files.items():
        if name.endswith(".md"):
            for line in content.decode().splitlines():
                if not line.startswith(("    ", "|")):
                    english(DATES.sub("then", line), whole=False)


LOOKED_AT: set[tuple[object, ...]] = set()
"""The sentences whose other counts were tried: with the same values in the same words nothing else comes of it."""
CHECKLISTS = (prisma_scr.items, prisma_2020.items, prisma_2020.abstract_items, prisma_s.items)


def said(blocks: Sequence[Block | Section]) -> Iterator[str | CountedRecords | Sentence]:
    """What the page says in words, below each of its headings and above each of its tables and pictures."""
    for each in blocks:
        if isinstance(each, Section):
            yield from said(each.blocks)
        elif isinstance(each, TextBlock):
            yield from each.parts
        elif isinstance(each, TableBlock | Figure):
            yield each.caption


MANY = (0, 1, 2, 1234)


def others(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence with all its counts 0, 1, 2 and many, and with each one alone."""
    counts = [each for each in sentence.told if isinstance(each.number, int) and each.unit]
    for number in MANY:
        yield filled(sentence, lambda value, number=number: value._replace(number=number) if value in counts else value)
        for one in counts:
            yield filled(
                sentence, lambda value, one=one, number=number: one._replace(number=number) if value == one else value
            )


def filled(sentence: Sentence, change: Callable[[Fact], Fact]) -> Sentence:
    def fill(each: Fact | Several | Sentence) -> Any:
        if isinstance(each, Fact):
            return change(each)
        if isinstance(each, Several):
            return each._replace(parts=[fill(part) for part in each.parts])
        return filled(each, change)

    return replace(sentence, values={name: fill(each) for name, each in sentence.values.items()})


def templates(sentence: Sentence) -> Iterator[str]:
    """The templates of a sentence and of its parts."""
    yield sentence.template
    for each in sentence.values.values():
        for part in each.parts if isinstance(each, Several) else [each]:
            if isinstance(part, Sentence):
                yield from templates(part)


@cache
def english(text: str, *, whole: bool = True) -> None:
    """One and many, no holes, nothing raw; what passed is not looked at again."""
    for number, word in re.findall(rf"(?<![\w.,/–“-])([\d,]+){BETWEEN} ({NOUNS}|{PLURALS})\b", text):
        assert (number == "1") == (re.fullmatch(NOUNS, word) is not None), text
    assert not re.search(
        r"(?<![\w.,])1 (?:were|are|have|wait|count)\b|\b(?:0|[2-9]|\d\d+) (?:was|is|has|waits)\b", text
    ), text
    assert not re.search(r"  |None(?! is| are| of)|\bnan\b|\(\)|\(;|; ;|\.\.|%%|\\\.|\\&", text), text
    assert not whole or text.endswith("."), text


WRONG = (
    r"\b0 (?:studies|reports) (?:\(|of 0 studies)",  # no study
    r"\band 0\b(?! further)|\b0 (?:was|were) included|included 0\b",  # none
    r"search round \d+ and \d+[:.]",  # rounds 1 and 2
    r"%; 95% CI 0\.\d+ ",  # a share and its interval in one unit
    r"differed on [^:.]*: (?!.* and \d)",  # one part is no list
    r"\b[12] times?\b",  # once, twice
    r"read everything that entered: \d+ of",  # so far
)
"""What an editor struck out, as patterns, each with what stands there now."""


def named(sentence: Sentence) -> Iterator[str]:
    """The files and commands that the source of a sentence names."""
    yield from (each.split()[0] for each in re.findall(r"`tamis ([^`]+)`", sentence.source))
    yield from (
        "index.html" if each == "protocol.toml" else each for each in re.findall(r"[\w-]+\.\w+", sentence.source)
    )
