"""Every sentence of the paragraphs, over many histories: English for 0, 1, 2 and many; its numbers are in the JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from core.report.document.sentences import Sentence
from core.report.methods import methods
from core.report.values import ReportValues
from store.folder.review import Review
from store.numbers.report import files_of, gather
from store.state.review_state import review_state
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run, run_json
from tests.store.numbers.test_status import stepped
from tui.cli import COMMANDS

STAGE = "title-abstract"
NOUNS = "record|report|study|search|database|register|stage|form|item|line|disagreement|decision|round|pair"
PLURALS = NOUNS.replace("study", "studies").replace("search", "searches").replace("|", "s|") + "s"
PLURALS = PLURALS.replace("studiess", "studies").replace("searchess", "searches")
BETWEEN = r"(?: (?:further|duplicate|search|different))?"
DATES = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|at \d\d:\d\d UTC|version [0-9a-f]{12}|tamis [\d.]+\d|“[^”]*”")
SOME = (0, 1, 2, 5)


def both(folder: Path, count: int, stage: str = STAGE, differing: int = 0) -> None:
    for reader in ("ANNA", "BO"):
        turned = differing if reader == "BO" else 0
        decide_all(folder, reader, stage, [(f"T{n}", "exclude" if n < turned else "include") for n in range(count)])


def read(folder: Path, count: int) -> None:
    make_review(folder, records=count)
    if count:
        both(folder, count, differing=count // 2)


def settled(folder: Path, count: int) -> None:
    read(folder, count)
    for each in run_json(folder, "disagreements", STAGE)["items"] if count else []:
        run(folder, "resolve", STAGE, each["record_id"], "include", "--rationale", "talked it over", "--by", "ANNA,BO")


def not_had(folder: Path, count: int) -> None:
    settled(folder, count)
    for each in record_ids(folder)[: count - 1]:
        run(folder, "fulltext", "full-text", each, "--not-retrieved", "no library has it")
    for reader, record in product(("ANNA", "BO"), record_ids(folder)[max(count - 1, 0) :]):
        run(folder, "decide", "full-text", record, "include", role=reader)


def excluded(folder: Path, count: int) -> None:
    settled(folder, count)
    for reader, record in product(("ANNA", "BO"), record_ids(folder)):
        run(folder, "decide", "full-text", record, "exclude", "--reason", "wrong-population", role=reader)


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
    for each in record_ids(folder):
        run(folder, "decide", STAGE, each, "exclude", "--reason", "wrong-topic", role="ANNA")
    for place, each in enumerate(ids):
        run(folder, "decide", STAGE, each, "maybe" if place < count // 2 else "exclude", role="BO")


def in_steps(folder: Path, count: int) -> None:
    stepped(folder)


def adjudicated(folder: Path, count: int) -> None:
    read(folder, count)
    for each in run_json(folder, "disagreements", STAGE)["items"] if count else []:
        run(folder, "resolve", STAGE, each["record_id"], "--escalate")


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
    for reader, each in product(("ANNA", "BO"), pilot):
        run(folder, "decide", STAGE, each, "exclude" if reader == "BO" and each == pilot[0] else "include", role=reader)
    run(folder, "sample", STAGE, "--draw", "--yes")
    for each in record_ids(folder):
        run(folder, "decide", STAGE, each, "include", role="ANNA")
    for each in run_json(folder, "sample", STAGE)[-1]["ids"]:
        run(folder, "decide", STAGE, each, "include", role="BO")


def with_two_seconds(folder: Path, count: int) -> None:
    readers = '{ reviewer = "BO", coverage = "1/2" }'
    third = '[[reviewer]]\nid = "CARL"\nrole = "second"\n'
    text = protocol("1/2").replace(readers, f'{readers}, {{ reviewer = "CARL", coverage = "1/2" }}', 1)
    make_review(folder, records=count + 2, text=text.replace("[[stage]]", third + "[[stage]]", 1))
    run(folder, "sample", STAGE, "--draw", "--yes")
    for each in record_ids(folder):
        run(folder, "decide", STAGE, each, "exclude", role="ANNA")
    for reader, each in product(("BO", "CARL"), run_json(folder, "sample", STAGE)[0]["ids"]):
        run(folder, "decide", STAGE, each, "include" if reader == "CARL" else "exclude", role=reader)
    said = run_json(folder, "missed", STAGE)
    assert "BO and CARL also read" in said["stages"][0]["sentence"]


HISTORIES: tuple[Callable[[Path, int], None], ...] = (
    *(
        read,
        settled,
        not_had,
        excluded,
        updated,
        sampled,
        in_steps,
        adjudicated,
        systematic,
        early,
        piloted,
        with_two_seconds,
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("count", SOME)
@pytest.mark.parametrize("history", HISTORIES, ids=lambda each: each.__name__)
def test_every_sentence_is_english_and_its_numbers_are_the_jsons(
    tmp_path: Path, history: Callable[[Path, int], None], count: int
) -> None:
    folder = tmp_path / "review"
    history(folder, count)
    with Review(folder) as review:
        report = gather(review_state(review))
        files = files_of(report)
    known: dict[str, set[float]] = {}
    for sentence in (each for passage in methods(report) for each in passage.sentences):
        english(sentence.text)
        assert any(name in files or name in COMMANDS for name in named(sentence)), sentence
        for command in re.findall(r"`tamis ([^`]+)`", sentence.source):
            if command.split()[0] in READ and command not in known:
                known[command] = numbers_of(folder, command)
        told = {each for command, has in known.items() if f"`tamis {command}`" in sentence.source for each in has}
        if told:
            wrong = [each for each in integers(sentence.text) if each not in told | derived(report)]
            assert not wrong, (sentence, wrong)
    for name, content in files.items():
        if name.endswith(".md"):
            for line in content.decode().splitlines():
                if not line.startswith(("    ", "|")):
                    english(line, whole=False)


READ = ("status", "agreement", "missed", "disagreements", "sample", "sources")


def english(text: str, *, whole: bool = True) -> None:
    """One and many, no holes, nothing raw."""
    for number, word in re.findall(rf"(?<![\w.,/–“-])([\d,]+){BETWEEN} ({NOUNS}|{PLURALS})\b", text):
        assert (number == "1") == (re.fullmatch(NOUNS, word) is not None), text
    assert not re.search(
        r"(?<![\w.,])1 (?:were|are|have|wait|count)\b|\b(?:0|[2-9]|\d\d+) (?:was|is|has|waits)\b", text
    ), text
    assert not re.search(r"  |None(?! is| are| of)|\bnan\b|\(\)|\(;|; ;|\.\.|%%|\\\.|\\&", text), text
    assert not whole or text.endswith("."), text


def named(sentence: Sentence) -> Iterator[str]:
    """The files and commands that the source of a sentence names."""
    yield from (each.split()[0] for each in re.findall(r"`tamis ([^`]+)`", sentence.source))
    yield from (
        "index.html" if each == "protocol.toml" else each for each in re.findall(r"[\w-]+\.\w+", sentence.source)
    )


def integers(text: str) -> list[int]:
    """The whole numbers of a sentence, without dates, shares, and what people wrote."""
    bare = re.sub(r"\d+/\d+|\([^()]*%[^()]*\)|[\d.]+%|\b(?:95%|at most) [^;)]*", "", DATES.sub("", text))
    return [int(each.replace(",", "")) for each in re.findall(r"(?<![\w.−-])\d[\d,]*(?![\w.]\d|%|\d)", bare)]


def numbers_of(folder: Path, command: str) -> set[float]:
    """Every number of a command's JSON, and the length of each of its lists."""
    found: set[float] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            any(map(walk, value.values()))
        elif isinstance(value, list):
            found.add(len(value))
            any(map(walk, value))
        elif isinstance(value, int | float):
            found.add(value)

    walk(run_json(folder, *(each for each in command.split() if each != "--verify")))
    return found


def derived(report: ReportValues) -> set[float]:
    """What a sentence sums up of what the commands list one by one."""
    found: set[float] = {0, 1, 10, 95, 1969, len(report.searches)}
    for stage in report.screening:
        found |= {len(stage.state.read_excluded), len(stage.state.entered) - len(stage.state.not_retrieved)}
        found |= {len(ids) for ids in stage.state.read_reasons.values()}
        for pair in stage.pairs:
            if pair.result is not None:
                found.add(sum(pair.result.table[n][n] for n in range(len(pair.result.categories))))
        ended = [each.resolution for each in stage.disagreements if each.resolution and each.resolution.verdict]
        found |= {len(ended), sum(str(each.verdict) == "include" for each in ended)}
        found.add(sum(each.missed.total.single_read for each in (stage,) if each.missed))
    return found
