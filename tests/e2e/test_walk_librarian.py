"""A librarian who has never seen a terminal app brings in what twelve searches gave, and hands the review over."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.formats.readers.read import read_file
from sample_data import build
from sample_data.truth import FILE, TrueSource, Truth
from tests.e2e.walking import Walk, tamis, tamis_json
from tests.reviews import run, run_json

pytestmark = pytest.mark.slow

FILES = build.shipped()


def question(walk: Walk) -> str:
    """What the last line asks for, or which keys it names; "" between two questions."""
    line = walk.terminal.lines[-1].strip()
    return line.partition(":")[0] if ":" in line else "keys" if "y bring in" in line else ""


def titled(file: str) -> list[int]:
    """The ordinals of a file's records that have a title: the app leaves the others out, and says so."""
    return [ordinal for ordinal, record in enumerate(read_file(FILES / file).records, start=1) if record.title]


def bring_in(walk: Walk, source: TrueSource, records: int) -> None:
    """Answer the questions of one import, from the list of sources and back to it."""
    answers = {
        "files": str(FILES / source.file),
        "source": source.name,
        "platform": source.platform,
        "searched": source.searched,
        "reported": str(source.reported),
    }
    walk.press("i", "Which files")
    while "y bring in" not in walk.terminal.lines[-1]:
        asked = question(walk)
        # Ctrl+U takes away what is proposed.
        walk.terminal.send(f"\x15{answers.pop(asked, '')}\r")
        walk.terminal.wait(lambda asked=asked: question(walk) not in ("", asked))
    assert not answers
    walk.sees(f"would bring {records} of {records} records", "nothing is written yet")
    walk.press("y", f"brought {records} records", "next: tamis dedup")
    walk.press("q", "i import")


def test_from_twelve_files_to_a_review_that_others_can_read(tmp_path: Path) -> None:
    truth = Truth.read(FILES / FILE)
    sources = [each for each in truth.sources if each.round == 1]
    publication_of = truth.publication_of()
    kept = {each.file: titled(each.file) for each in sources}
    records = {file: len(ordinals) for file, ordinals in kept.items()}
    review = tmp_path / "peer review"

    said = tamis("init", review.name, "--template", "peer-support-2021", cwd=tmp_path)
    assert (review / "protocol.toml").is_file() and said == ""
    with Walk(review, "KBAA") as walk:
        walk.sees("brings in what databases exported")
        walk.press("s", "Medline", "not imported yet")
        for source in sources:
            bring_in(walk, source, records[source.file])
        walk.press("q", "identified 1,299", "12 imports not yet searched for duplicates — d")

    listed = run_json(review, "sources")
    assert [(each["source"], each["searched"], each["reported"], each["new"]) for each in listed] == [
        (each.name, each.searched, each.reported, records[each.file]) for each in sources
    ]

    summary = tamis_json("dedup", cwd=review)
    assert summary["records"] == 1299 and summary["duplicates_removed"] and summary["pairs_to_review"]
    ordinals: Counter[str] = Counter()
    files = {each.name: each.file for each in sources}
    publication = {}
    for row in run_json(review, "dedup", "--groups"):
        file = files[row["source"]]
        publication[row["record_id"]] = publication_of[file, kept[file][ordinals[file]]]
        ordinals[file] += 1
    pairs = run_json(review, "dedup", "--pairs")
    with Walk(review, "KBAA") as walk:
        walk.sees(f"{len(pairs)} doubtful pairs of records may be duplicates")
        walk.press("d", "duplicates · to review", f"1 of {len(pairs)}", f"{len(pairs)} left")
        for left, pair in zip(range(len(pairs) - 1, -1, -1), pairs, strict=True):
            same = publication[pair["a"]] == publication[pair["b"]]
            walk.press("y" if same else "n", f"{left} left" if left else "no pair is left")
        walk.press("q", "next for you: ")
        walk.terminal.wait(lambda: "doubtful pair" not in walk.screen)

    status = run_json(review, "status")
    assert status["identified"] - status["duplicates_removed"] == len(set(publication.values()))
    assert status["pairs_to_review"] == 0 and status["imports_to_search"] == []
    assert status["adds_up"] and run_json(review, "check")["ok"]
    exported = run(review, "export", "--outcome", "all", "--format", "ris").stdout
    assert exported.count("TY  - ") == len(set(publication.values()))
    tamis("backup", "--to", "../handed over", cwd=review)
    [copy] = (tmp_path / "handed over").iterdir()
    assert tamis_json("status", cwd=copy) == status
