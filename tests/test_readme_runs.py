"""The blocks of the README, and of the page with every command, each run in their order on one review, as a team would.

What a page leaves to the team, the test does: the reading between two commands (`Team.before`), the records that
RECORD stands for (`Team.records`). Three lines are not run: `make test` would run itself, `make demo` and `pip install`
fetch packages; `.ci/run` does that on a fresh machine.
"""

from __future__ import annotations

import csv
import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from sample_data import build
from tests.reference import ROOT
from tests.reviews import ris, run, run_json, run_lines
from tests.shell import Shell

PAGES = ("README.md", "docs/reference/review.md")
NOT_RUN = ("pipx install .", "make demo", "make test", "tamis batch < COMMANDS")
NOT_RUN += ("tamis screen STAGE --plain", 'tamis hand-over title-abstract ON --all --reason "ON is ill"')
"""What stands for something else; and what needs answers, or a plan with shared reading: recipes run these."""
CHARTED = {
    "factors": "barrier: pay",
    "country": "Norway",
    "process": "co-creation",
    "participants": "carers",
    "involvement": "co-design",
    "positions": "caseworker",
    "outcome": "for services",
    "findings": "The clinic was redesigned.",
}
FIRST = 90
"""So many records of each file leave some to every stage, and a pair of possible duplicates."""
LAYOUT = "my-review/"


def blocks(page: str) -> list[list[str]]:
    """The indented blocks, without the notes at the ends of lines."""
    text = (ROOT / page).read_text("utf-8")
    found = re.findall(r"(?:^ {4}.*\n(?:^\n(?= {4}))?)+", text, re.MULTILINE)
    return [[re.sub(r"\s{2,}#.*", "", line[4:]) for line in block.splitlines()] for block in found]


def lines_to_run(page: str) -> list[str]:
    others = (LAYOUT, "tamis [-C DIR]")
    return [line for block in blocks(page) if not block[0].startswith(others) for line in block if line not in NOT_RUN]


def first_records(name: str) -> str:
    """The first records of a file of the sample review."""
    records = re.findall(
        r".*?^ER  -.*?\n+", (build.shipped() / f"{name}.ris").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return "".join(records[:FIRST])


def chance(stage: str, record: str) -> int:
    """A number below 256 that is always the same for a record at a stage."""
    return hashlib.sha256(f"{stage} {record}".encode()).digest()[0]


class Team:
    """The people of the review, who read what lies between two commands of a page."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.review = place / "my-review"

    def before(self, line: str) -> None:
        """What a page takes for done when it comes to a line."""
        match line.split()[1:]:
            case ["import", *_]:
                for name in ("medline", "scopus"):
                    (self.review / f"{name}.txt").write_text("1. (peer* adj3 support*).ti,ab.\n", "utf-8")
                    (self.review / f"{name}.ris").write_text(first_records(name), "utf-8")
            case ["screen", "field"]:
                self.read("publication-type", "KBAA")
            case ["sample", "title-abstract", "--draw", "--yes"]:
                self.read("language", "KBAA")
                self.read("publication-type", "KBAA")
                self.read("field", "KBAA")
            case ["agreement", "title-abstract"]:
                self.read("title-abstract", "KBAA", "ON")
            case ["fulltext", "full-text", "--link", _]:
                self.rule("title-abstract")
                run(self.review, "sample", "eligibility", "--draw", "--yes")
                self.read("eligibility", "KBAA", "ON", differ=0)
                (self.review / "texts").mkdir()
                self.texts = self.ids("full-text", "entered")
                (self.review / "texts" / f"{self.texts[0]}.txt").write_text("What the article says.")
            case ["chart"]:
                self.read("full-text", "KBAA", "ON", keep=4, differ=0)
                self.rule("full-text")
                plan = self.review / "protocol.toml"
                alone = 'kind = "chart"\nreaders = [{ reviewer = "KBAA", coverage = "all" }'
                both = f'{alone}, {{ reviewer = "ON", coverage = "all" }}'
                plan.write_text(plan.read_text("utf-8").replace(alone, both), "utf-8")
                run(self.review, "amend", "ON charts too", role="KBAA")
            case ["chart", "complete", *_]:
                self.chart("KBAA.csv", "KBAA", "--leave-open")
            case ["chart", "import", *_]:
                self.chart("charted.csv", "KBAA", design="ethnography")
            case ["chart", "agreement"]:
                self.chart("ON.csv", "ON", "--json", design="interviews")
            case ["chart", "compare", *_]:
                self.code()
            case ["report"]:
                for reviewer in ("KBAA", "ON"):
                    self.chart(f"{reviewer}.csv", reviewer, "--json", design="interviews")
                self.code()
            case ["retractions", file]:
                columns = ("Title", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")
                self.write(file, [columns, ("A title of nobody at all", "10.5555/none", "0", "Retraction")])
            case ["check"]:
                for each in self.review.iterdir():  # check names whatever is not tamis's
                    if each.name not in ("protocol.toml", "people", "backups", "report", "texts"):
                        each.rename(self.place / f"away-{each.name}")
            case ["withdraw", _]:
                self.bring_in(range(1, 3))
            case ["flow", "--template", "updated"]:
                self.bring_in(range(3, 4), "--round", "new")
            case ["unblind", *_]:
                run(self.review, "dedup")
                for stage in ("language", "publication-type", "field"):
                    self.read(stage, "KBAA", keep=1)
                self.read("title-abstract", "KBAA", keep=0)

    def records(self, line: str) -> list[str]:
        """The records that RECORD, ID1 and ID2 stand for in a line."""
        match line.split()[1:]:
            case ["dedup", *_]:
                [pair, *_] = run_json(self.review, "dedup", "--pairs")
                return [pair["a"], pair["b"]]
            case ["strategy", "--record", _]:
                return [row["record_id"] for row in run_json(self.review, "dedup", "--groups")][:1]
            case ["resolve", stage, *_]:
                items = run_json(self.review, "disagreements", stage)["items"]
                return [next(each["record_id"] for each in items if each["state"] == "open")]
            case ["fulltext", *_, "--not-retrieved", _]:
                return self.texts[2:3]
            case ["fulltext", *_]:
                return self.texts[1:2]
            case ["decide", "full-text", *_]:
                return self.texts[3:4]
            case ["study", *_]:
                return self.texts[4:6]
            case ["chart", *_]:
                return self.ids("charting", "entered")[:1]
            case _:
                return self.ids("title-abstract", "included")[:1]

    def ids(self, stage: str, number: str, *words: str, role: str | None = None) -> list[str]:
        rows = run_json(self.review, "records", number, "--stage", stage, *words, role=role)
        return sorted(row["record_id"] for row in rows)

    def read(self, stage: str, *reviewers: str, keep: int = 2, differ: int = 3) -> None:
        """Decide all that the reviewers owe; one record of `keep` stays in, and the last reviewer differs on some."""
        for reviewer in reviewers:
            owed = self.ids(stage, "owed", "--reviewer", reviewer, role=reviewer)
            done = self.ids(stage, "done", "--reviewer", reviewer, role=reviewer)
            kept = {
                each: bool(keep) and hashlib.sha256(f"{stage} {each}".encode()).digest()[0] % keep == 0 for each in owed
            }
            for each in owed[:differ] if reviewer == reviewers[-1] != reviewers[0] else ():
                kept[each] = not kept[each]
            reason = "no-psw" if stage == "full-text" else ""
            said = {True: ("include", ""), False: ("exclude", reason)}
            rows = [(each, *said[kept[each]]) for each in owed if each not in done]
            self.write("said.csv", [("record_id", "verdict", "reason"), *rows])
            run(self.review, "decisions", "import", "said.csv", "--stage", stage, "--reviewer", reviewer)

    def rule(self, stage: str) -> None:
        """Let the supervisors end what the readers left open."""
        items = run_json(self.review, "disagreements", stage)["items"]
        left = [each["record_id"] for each in items if each["state"] != "resolved"]
        words = ("include", "--rationale", "as the supervisors say")
        run_lines(self.review, [("resolve", stage, each, *words) for each in left], role="SUPERVISORS")

    def chart(self, file: str, reviewer: str, *words: str, **answers: str) -> None:
        """Write a sheet with a reviewer's answers on every study, and with words import it."""
        forms = [each["record_id"] for each in run_json(self.review, "chart", "forms", role=reviewer)["studies"]]
        answers = CHARTED | answers
        self.write(file, [("record_id", *answers), *((each, *answers.values()) for each in forms)])
        if words:
            run(self.review, "chart", "import", file, "--stage", "charting", *words, role=reviewer)

    def code(self) -> None:
        """Let both give a category to all that is not coded yet."""
        if all(each["stage"] != "coding" for each in run_json(self.review, "status")["stages"]):
            return
        for reviewer in ("KBAA", "ON"):
            forms = run_json(self.review, "chart", "forms", "coding", role=reviewer)["studies"]
            left = [each["record_id"] for each in forms if not each["complete"]]
            run_lines(self.review, [("chart", "code", "factors", each, "trust") for each in left], role=reviewer)

    def bring_in(self, numbers: range, *words: str) -> None:
        (self.place / "more.ris").write_text(ris(numbers))
        run(self.review, "import", str(self.place / "more.ris"), "--source", "Experts", *words)

    def write(self, file: str, rows: list[tuple[str, ...]]) -> None:
        with (self.review / file).open("w", newline="") as stream:
            csv.writer(stream).writerows(rows)


def fill_in(line: str, team: Team) -> str:
    """The line with what its words in capitals stand for."""
    names = re.findall(r"\b(?:RECORD|ID1|ID2)\b", line)
    for name, record in zip(names, team.records(line) if names else (), strict=True):
        line = line.replace(name, record, 1)
    return line.replace("STAGE", "title-abstract")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_line_runs(page: str, tmp_path: Path) -> None:
    team = Team(tmp_path)
    said = {}
    with Shell(team.place) as shell:
        for line in lines_to_run(page):
            team.before(line)
            said[line] = shell.run(fill_in(line, team))
    status = run_json(team.review, "status")
    assert status["adds_up"] and status["included_records"]
    assert "kappa" in said["tamis agreement title-abstract"]
    for layout in (block for block in blocks(page) if block[0] == LAYOUT):
        for pattern in (name for line in layout[1:] for name in re.findall(r"^  (\S+?),?(?: |$)", line)):
            assert list(team.review.glob(re.sub(r"<\w+>", "*", pattern))), pattern


def test_the_two_targets_run_what_is_said_of_them() -> None:
    for target, last in (("demo", "tamis demo demo-review"), ("test", "python -m pytest -n auto --dist worksteal")):
        made = subprocess.run(
            ["make", "--no-print-directory", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert made.stdout.splitlines()[-1].endswith(last)
