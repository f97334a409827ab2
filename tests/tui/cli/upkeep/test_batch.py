"""`tamis batch`: many commands in one process, each with its own result, as if each had been run by itself."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from core.errors import TamisError
from store.folder.review import Review
from tests.reviews import decide_all, decisions_file, make_review, protocol, record_ids, ris, run, run_json
from tui.cli import tamis
from tui.cli.call import Call

STAGE = "title-abstract"


def batch(folder: Path, lines: list[str], *options: str, role: str | None = "ANNA", status: int = 0) -> list[Any]:
    """The results of the lines."""
    shared = ["-C", str(folder), *(["--as", role] if role else [])]
    runner = CliRunner(env={"TAMIS_REVIEWER": ""})
    result = runner.invoke(tamis, [*shared, "batch", *options], obj=Call(), input="\n".join(lines) + "\n")
    assert result.exit_code == status, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=4)


def test_each_line_has_a_result_and_one_that_fails_stops_nothing(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    lines = [
        f"decide {STAGE} {first} include --note 'a # b'",
        "",
        "# no command",
        f"decide {STAGE} nothing include",
        f"decide {STAGE} {second} perhaps",
        "status 'unclosed",
        "statsu",
        f"tamis decide {STAGE} {second} exclude --reason wrong-topic",
        "status",
    ]
    said = batch(folder, lines, status=2)
    assert [each["line"] for each in said] == [1, 4, 5, 6, 7, 8, 9]
    assert [each["ok"] for each in said] == [True, False, False, False, False, True, True]
    assert (said[0]["result"]["record"], said[0]["result"]["note"]) == (first, "a # b")
    assert said[1]["error"]["where"] == "record nothing"
    assert all(each["error"].keys() == {"where", "what", "advice"} for each in said if not each["ok"])
    assert "line 5" in said[2]["error"]["where"] and "Did you mean" in said[4]["error"]["what"]
    assert said[-1]["result"] == run_json(folder, "status", role="ANNA")
    assert said[-1]["result"]["stages"][0]["reviewers"]["ANNA"]["done"] == 2


def test_what_is_no_text_and_what_the_system_or_the_program_does_wrong(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[Exception] = [OSError(28, "No space left on device", "a/b"), KeyError("oh"), click.Abort()]

    def wrong(_state: object) -> None:
        raise problems.pop(0)

    monkeypatch.setattr("store.numbers.flow.flow_diagram", wrong)
    book, full, fault = batch(folder, ["export --format xlsx", "flow", "flow"], status=2)
    assert base64.b64decode(book["result"]).startswith(b"PK")
    assert (full["error"]["where"], full["error"]["what"]) == ("a/b", "No space left on device")
    assert fault["error"] == {
        "where": "standard input, line 3",
        "what": "a fault of the program: KeyError('oh')",
        "advice": "Look with “tamis history” whether it was saved.",
    }
    assert batch(folder, ["flow", "status"], status=1) == []


def test_stop_stops_at_the_first_that_fails(folder: Path) -> None:
    first, *_ = record_ids(folder)
    said = batch(folder, ["status", "nothing", f"decide {STAGE} {first} include"], "--stop", status=2)
    assert [each["ok"] for each in said] == [True, False]
    assert run_json(folder, "status", role="ANNA")["stages"][0]["reviewers"]["ANNA"]["done"] == 0


@pytest.mark.parametrize(
    "line", ["batch", "batch --stop", "", "screen", f"screen {STAGE}", "dedup --review", f"decide {STAGE} X -"]
)
def test_what_opens_the_app_or_reads_the_lines_is_refused(folder: Path, line: str) -> None:
    first, *_ = record_ids(folder)
    words = line.replace("X", first) or "--mouse"
    refused, counted = batch(folder, [words, "status"], status=2)
    assert not refused["ok"] and refused["error"]["what"] and refused["error"]["advice"]
    assert counted["line"] == 2 and counted["ok"]


def test_what_asks_is_refused_and_the_flag_named(folder: Path) -> None:
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(4)])
    refused, done = batch(folder, [f"undo {STAGE}", f"undo {STAGE} --yes"], status=2)
    assert not refused["ok"] and "--yes" in refused["error"]["advice"]
    assert done["ok"] and len(done["result"]["records"]) == 4


def test_each_line_is_in_its_own_role_and_folder(folder: Path, tmp_path: Path) -> None:
    other = make_review(tmp_path / "other", records=2)
    first, *_ = record_ids(folder)
    lines = [
        f"decide {STAGE} {first} include",
        f"--as BO decide {STAGE} {first} exclude --reason wrong-topic",
        f"status -C {shlex.quote(str(other))}",
        "status",
        "status --as BO",
    ]
    said = batch(folder, lines)
    assert [each["result"].get("reviewer") for each in said[:2]] == ["ANNA", "BO"]
    assert said[2]["result"]["identified"] == 2
    assert said[3]["result"] == run_json(folder, "status", role="ANNA")
    assert said[4]["result"] == run_json(folder, "status", role="BO")


def test_text_without_json_and_a_check_that_finds_something(folder: Path) -> None:
    said = batch(folder, ["export --format csv", "check", "status --help"])
    assert said[0]["result"].startswith("\ufeff") or "," in said[0]["result"]
    assert said[1]["result"]["ok"] is True and "Usage" in said[2]["result"]
    path = decisions_file(folder, "ANNA", STAGE)
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    path.write_bytes(path.read_bytes().replace(b"include", b"exclude"))
    [found] = batch(folder, ["check"], status=1)
    assert found["ok"] and found["result"]["ok"] is False


def test_a_change_of_the_plan_between_two_lines_counts(folder: Path) -> None:
    plan = folder / "protocol.toml"
    environment = {**os.environ, "TAMIS_REVIEWER": "ANNA"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "-C", str(folder), "batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
        bufsize=1,
    )
    assert process.stdin and process.stdout
    first, second, *_ = record_ids(folder)

    def say(line: str) -> Any:
        assert process.stdin and process.stdout
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    assert not say(f"decide {STAGE} {first} exclude --reason new-one")["ok"]
    plan.write_text(plan.read_text().replace("wrong-topic", "new-one"))
    assert say(f"decide {STAGE} {first} exclude --reason new-one")["ok"]
    # The result is there, so the act is on disk, and others may go on: what they say is read for the next line.
    assert b"new-one" in decisions_file(folder, "ANNA", STAGE).read_bytes()
    run(folder, "decide", STAGE, first, "include", role="BO")
    run(folder, "decide", STAGE, second, "include", role="ANNA")
    run(folder, "unblind", STAGE, "--rationale", "We stopped.", role="CHIEF")
    run(folder, "status", role="BO")
    assert say("status")["result"] == run_json(folder, "status", role="ANNA")
    assert say(f"history {second}")["result"] == run_json(folder, "history", second, role="ANNA")
    process.stdin.close()
    assert process.wait() == 2


def random_lines(seed: int, records: list[str], extra: Path) -> list[str]:
    """Commands of two readers and an adjudicator, many of which decide, and some of which cannot be done.

    An odd seed draws decisions alone; of the even ones 6 is the first that draws each kind of command.
    """
    chance = random.Random(seed)
    verdicts = ["include", "exclude --reason wrong-topic", "maybe", "include --note again"]
    lines = []
    for reader in ("ANNA", "BO"):
        lines += [f"--as {reader} decide {STAGE} {each} {chance.choice(verdicts)}" for each in records]
    chance.shuffle(lines)
    others = [
        lambda: f"--as {chance.choice(['ANNA', 'BO'])} undo {STAGE} --yes",
        lambda: f"--as {chance.choice(['ANNA', 'BO'])} redo {STAGE} --yes",
        lambda: (
            f"--as {chance.choice(['ANNA', 'BO'])} decide {STAGE} {chance.choice(records)} {chance.choice(verdicts)}"
        ),
        lambda: f"--as ANNA resolve {STAGE} {chance.choice(records)} include --rationale 'We agreed.' --by ANNA,BO",
        lambda: f"--as CHIEF resolve {STAGE} {chance.choice(records)} include --rationale 'It fits.'",
        lambda: f"--as {chance.choice(['ANNA', 'BO'])} decide full-text {chance.choice(records)} include",
        lambda: f"dedup --{chance.choice(['same', 'not-same'])} {' '.join(chance.sample(records, 2))} --even-so",
        lambda: f"sample {STAGE} --draw --yes --as BO",
        lambda: f"import {shlex.quote(str(extra))} --source More",
        lambda: "dedup",
        lambda: f"--as {chance.choice(['ANNA', 'BO', 'CHIEF'])} status",
        lambda: f"decisions export --stage {STAGE}",
        lambda: f"disagreements {STAGE}",
    ]
    again = [others[chance.choice([2, 2, 5])]() for _ in range(20)]
    if seed % 2:  # decisions alone, also after all is read
        return [*lines, *again]
    for _ in range(30):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(others)())
    return lines


USUAL = ((6, "all"), (6, "1/2"), (6, "none"), (1, "all"))
"""What `make test` tries: all kinds of commands with each way to read, and decisions alone."""


def state_of(folder: Path) -> dict[str, Any]:
    """What a folder holds of what people said, without times, random digits and checksums; and what commands print."""
    found: dict[str, Any] = {}
    volatile = {"at", "~", "salt", "link", "seen", "searched_at", "imported_at"}
    for path in sorted(folder.glob("people/**/*")):
        name = str(path.relative_to(folder))
        found[f"mode {name}"] = path.stat().st_mode if path.suffix != ".json" else 0
        if path.suffix == ".jsonl":
            found[name] = [_without(json.loads(line), volatile) for line in path.read_text().splitlines()]
        elif path.name == "progress.json":
            found[name] = json.loads(path.read_text())
    commands = ("status", "agreement", f"disagreements {STAGE}", "flow")
    for role in (None, "ANNA", "BO", "CHIEF"):
        for command, said in zip(commands, batch(folder, list(commands), role=role), strict=True):
            found[f"{role} {command}"] = _without(said["result"], volatile)
    return found


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(each, names) for key, each in value.items() if key not in names}
    if isinstance(value, list):
        return [_without(each, names) for each in value]
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("seed", "coverage"),
    [
        pytest.param(seed, coverage, marks=() if (seed, coverage) in USUAL else pytest.mark.long)
        for seed in (6, 1, 0, 2, 3)
        for coverage in ("all", "1/2", "none")
    ],
)
def test_a_batch_ends_in_the_same_state_as_single_commands(tmp_path: Path, seed: int, coverage: str) -> None:
    plan = protocol(coverage).replace(', { reviewer = "BO", coverage = "none" }', "")  # a stage of one reader
    singly, together = (make_review(tmp_path / each / "review", records=6, text=plan) for each in "ab")
    extra = tmp_path / "more.ris"
    extra.write_text(ris(range(50, 53)), encoding="utf-8")
    lines = random_lines(seed, record_ids(singly), extra)
    results = []
    for line in lines:
        try:
            done = run(singly, *shlex.split(line), "--json")
            results.append((done.exit_code < 2, json.loads(done.stdout) if done.exit_code < 2 else None))
        except TamisError as error:
            results.append((False, {"where": error.where, "what": error.what, "advice": error.advice}))
    said = batch(together, lines, role=None, status=2 if any(not ok for ok, _ in results) else 0)
    volatile = {"at", "written_at"}
    for line, (ok, value), each in zip(lines, results, said, strict=True):
        assert each["ok"] == ok, (line, each)
        if ok or value:
            found = each["result"] if ok else each["error"]
            assert _without(found, volatile) == _without(value, volatile), line
    assert state_of(together) == state_of(singly)


def test_a_review_is_opened_once_and_closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Review] = []
    init = Review.__init__

    def counted(self: Review, *args: Any, **options: Any) -> None:
        init(self, *args, **options)
        opened.append(self)

    first, second, *_ = record_ids(folder)
    monkeypatch.setattr(Review, "__init__", counted)
    batch(folder, [f"decide {STAGE} {first} include", f"decide {STAGE} {second} include", "status"])
    assert len(opened) == 1 and opened[0]._acts is None
