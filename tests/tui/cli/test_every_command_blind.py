"""Every command, called by one reader while the stage is blind, answers the same whatever the other has said.

Two reviews differ in nothing but what is hidden from the one who asks: the other's verdicts, reasons, notes and labels,
and, from the first reader, which records are in the sample. Whatever a command prints, and whatever files it writes
outside the review, must then be the same.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from core.errors import TamisError
from tests.reviews import make_review, protocol, record_ids, ris, run, run_json
from tui.cli import COMMANDS, tamis
from tui.cli.call import Call
from tui.cli.kept_open import KeptOpen

pytestmark = pytest.mark.slow

STAGE = "title-abstract"
RECORDS = 10
SEEDS = ("a seed", "another seed")
TIMES = re.compile(r"\d{4}-?\d\d-?\d\d[T-]?[\d:.]*Z?|\b\d\d:\d\d(?::\d\d)?\b")
EACH = "EACH"
"""Stands for the id of every other record in turn, or of every fourth."""
OUT = "OUT"
"""Stands for a folder outside the review."""

# How each command is called; one that is not here is called without arguments.
CALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "status": ((), ("--json",)),
    "sources": ((), ("--json",)),
    "flow": ((), ("--json",)),
    "missed": ((), (STAGE, "--json")),
    "agreement": ((), ("--json",), (STAGE, "--json", "--maybe", "category", "--bootstrap", "20")),
    "disagreements": ((), ("--json",), (STAGE, "--json", "--hide-names")),
    "sample": (
        (STAGE,),
        (STAGE, "--json"),
        (STAGE, "--verify"),
        (STAGE, "--frame"),
        (STAGE, "--extend-by-rule", "--yes"),
        (STAGE, "--pilot", "2", "--yes"),
        (STAGE, "--draw", "--yes"),
        ("full-text", "--draw", "--yes"),
    ),
    "suggest": ((STAGE,),),
    "history": ((EACH,), (EACH, "--json")),
    "show": ((EACH,), (EACH, "--json")),
    "export": tuple(
        ("--format", "csv", "--outcome", outcome, *where)
        for outcome in ("included", "excluded", "waiting", "all")
        for where in ((), ("--stage", STAGE))
    ),
    "decisions": (
        ("export",),
        ("export", "--json"),
        ("export", "--stage", STAGE, "--format", "csv"),
        ("export", "--stage", STAGE, "--reviewer", "ANNA"),
        ("export", "--stage", STAGE, "--reviewer", "BO"),
    ),
    "dedup": ((), ("--json",), ("--groups",), ("--pairs",)),
    "resolve": ((STAGE, EACH, "include", "--rationale", "x"), (STAGE, EACH, "--escalate"), (STAGE, EACH, "--reopen")),
    "unblind": ((STAGE, "--rationale", "curious"), (STAGE, "--rationale", "curious", "--pilot")),
    "withdraw": (("1",),),
    "screen": ((), (STAGE,), (STAGE, "--plain")),
    "import": ((f"{OUT}/again.ris", "--source", "Testbase"),),
    "decide": ((STAGE, EACH, "maybe", "--note", "mine"), ("full-text", EACH, "include")),
    "undo": ((STAGE,),),
    "acts": ((), (STAGE,), (STAGE, "--json"), (STAGE, "--undo", "1"), (STAGE, "--redo", "1")),
    "redo": ((STAGE,),),
    "fulltext": (("full-text",), ("full-text", "--json"), ("full-text", EACH, "--sought")),
    "study": ((), ("--json",)),
    "check": ((), ("--json",)),
    "repair": ((),),
    "backup": (("--to", f"{OUT}/copies", "--json"), ("--to", f"{OUT}/copies", "--verify")),
    "report": (("--out", f"{OUT}/report"), ("--json",)),
    "chart": ((), ("export",)),
    "bundle": ((f"{OUT}/bundle.zip",),),
    "verify": ((f"{OUT}/bundle.zip",),),
}
NOT_OF_A_REVIEW = ("init", "demo")
COPIES = ("copies", "bundle.zip")
"""What is a copy of the files themselves, which the accounts' rights guard and not what is printed."""
OURS = ("review", "review.ris", "again.ris", "said.csv")
"""What this test has put there."""


def say(folder: Path, reviewer: str, rows: list[tuple[str, ...]]) -> None:
    file = folder.parent / "said.csv"
    with file.open("w", newline="") as stream:
        csv.writer(stream).writerows([("record_id", "verdict", "reason", "note", "labels"), *rows])
    run_json(folder, "decisions", "import", str(file), "--stage", STAGE, "--reviewer", reviewer)


def blind_review(place: Path, variant: int, role: str, pilot: str) -> Path:
    """Both readers have read a part; in the second variant, something else was said by the one who does not look."""
    seed = SEEDS[variant if role == "ANNA" else 0]
    text = protocol("1/3").replace("a seed fixed beforehand", seed)
    folder = make_review(place / "review", records=RECORDS, text=text)
    (place / "again.ris").write_text(ris(range(RECORDS, RECORDS + 3)))
    if pilot:
        run(folder, "sample", STAGE, "--pilot", "3", "--yes")
    run(folder, "sample", STAGE, "--draw", "--yes")
    documents = run_json(folder, "sample", STAGE)
    sample, everything = documents[0]["ids"], record_ids(folder)
    piloted = documents[-1]["ids"] if pilot else []
    rest = [each for each in everything if each not in piloted]
    same = ("include", "", "", "")
    # What the one who looks has said never changes; the first reader leaves one out that is in neither sample.
    other = same if variant == 0 else ("exclude", "wrong-topic", "zanzibar", "quokka")
    read = {"ANNA": rest[:-2], "BO": sample[:2]}
    for reviewer, ids in read.items():
        words = same if reviewer == role else other
        in_pilot = words if pilot == "blind" else same
        opened = piloted if pilot == "open" else piloted[: 2 if reviewer == "ANNA" else 1]
        say(folder, reviewer, [*((each, *words) for each in ids), *((each, *in_pilot) for each in opened)])
    return folder


def told(folder: Path, role: str, kept_open: KeptOpen | None, *, most: bool) -> Iterator[tuple[str, str]]:
    """Each call, and what it printed, with what may differ taken out; where a review is kept open, as in a batch."""
    out, ids = folder.parent, record_ids(folder)
    each = ids[::2] if most else ids[1::4]
    version = hashlib.sha256((folder / "protocol.toml").read_bytes()).hexdigest()[:12]
    for name in COMMANDS:
        if name in NOT_OF_A_REVIEW:
            continue
        for words in CALLS.get(name, ((),)):
            for record in each if EACH in words else ids[:1]:
                said = [record if word == EACH else word.replace(OUT, str(out)) for word in words]
                runner = CliRunner(env={"TAMIS_REVIEWER": ""})
                call = Call(kept_open=kept_open)
                result = runner.invoke(tamis, ["-C", str(folder), "--as", role, name, *said], obj=call)
                if kept_open is not None and result.exception is not None:
                    kept_open.drop(call.opened)
                assert result.exception is None or isinstance(result.exception, SystemExit | TamisError), (
                    name,
                    result.exception,
                )
                text = f"{result.exit_code}\n{result.stdout}\n{result.stderr}\n{result.exception}"
                for hidden, instead in ((str(out), "PLACE"), *((seed, "SEED") for seed in SEEDS[::-1])):
                    text = text.replace(hidden, instead)
                yield f"{name} {' '.join(words)} {record}", TIMES.sub("TIME", text.replace(version, "VERSION"))
    for path in sorted(out.rglob("*")):
        within = path.relative_to(out).parts
        if path.is_file() and within[0] not in (*COPIES, *OURS) and path.suffix != ".sha256":
            text = path.read_text(errors="replace")
            for seed in SEEDS[::-1]:
                text = text.replace(seed, "SEED")
            yield str(Path(*within)), TIMES.sub("TIME", text.replace(version, "VERSION"))


@pytest.mark.parametrize(
    ("role", "pilot"), [("ANNA", ""), ("ANNA", "blind"), ("ANNA", "open"), ("BO", "blind"), ("BO", "open")]
)
def test_no_command_answers_with_what_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str, pilot: str
) -> None:
    monkeypatch.setattr("core.sampling.sample.pilot_seed", lambda seed, stage: "one for both, since it is known to all")
    answers: list[dict[str, Any]] = []
    for variant in (0, 1):
        folder = blind_review(tmp_path / str(variant), variant, role, pilot)
        with KeptOpen() as kept_open:  # of a pilot that is blind each command opens one of the two reviews anew
            anew = pilot == "blind" and variant
            answers.append(dict(told(folder, role, None if anew else kept_open, most=pilot == "blind")))
        assert run_json(folder, "status")["stages"][0]["blind"] is True, "opened on the way: this would show nothing"
    one, two = answers
    assert one.keys() == two.keys()
    differing = [call for call in one if one[call] != two[call]]
    assert not differing, (differing, one[differing[0]], two[differing[0]])
    assert "zanzibar" not in str(two) and "quokka" not in str(two)
