"""What a newcomer mistypes: the message says what to type instead."""

from __future__ import annotations

import errno
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from tests.reviews import make_review, protocol, record_ids, run
from tui.cli import main, tamis
from tui.cli.call import Call

STEP = """
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
"""
ELSEWHERE = "ELSEWHERE"
"""Stands for a folder beside the review, with nothing in it but a plain file."""


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = protocol("1/3").replace("[[stage]]", STEP + "[[stage]]", 1)
    folder = make_review(tmp_path_factory.mktemp("mistakes") / "review", records=3, text=text)
    run(folder, "decide", "title-abstract", record_ids(folder)[-1], "include", role="ANNA")
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "plain.csv").write_text("a,b\n1,2\n")
    return folder


@pytest.mark.parametrize(
    ("words", "role", "advice"),
    [
        (("decide", "titel-abstract", "RECORD", "include"), "ANNA", "Did you mean “title-abstract”?"),
        (("decide", "title-abstract", "RECORD", "include"), "anna", "Did you mean “ANNA”?"),
        (("decide", "title-abstract", "RECORD", "include"), None, "--as REVIEWER"),
        (("decide", "title-abstract", "RECORD", "include"), "CHIEF", "ANNA, BO"),
        (("decide", "title-abstract", "RECORD", "exclude", "--reason", "topic"), "ANNA", "wrong-topic"),
        (("decide", "title-abstract", "12", "include"), "ANNA", "tamis dedup --groups"),
        (("suggest", "title-abstract"), "ANNA", "tamis screen title-abstract"),
        (("suggest", "language"), "CHIEF", "ANNA"),
        (("records", "waiting"), None, "--stage STAGE"),
        (("records", "wating", "--stage", "title-abstract"), None, "waiting"),
        (("sample", "title-abstract", "--extend", "1", "--reason", "more"), None, "tamis sample title-abstract --draw"),
        (("resolve", "title-abstract", "RECORD", "include", "--rationale", "so"), None, "tamis unblind"),
        (("bundle", "review.zip"), None, "tamis status"),
        (("withdraw", "9"), None, "tamis sources"),
        (("verify", "none.zip"), None, "how the name is spelt"),
        (("verify", f"{ELSEWHERE}/plain.csv"), None, "tamis bundle"),
        (("import", f"{ELSEWHERE}/none.ris", "--source", "S"), None, "how the name is spelt"),
        (("import", ELSEWHERE, "--source", "S"), None, "--format"),
        (("import", f"{ELSEWHERE}/plain.csv", "--source", "S"), None, "--format"),
        (("import", f"{ELSEWHERE}/plain.csv", "--source", "S", "--strategy", "none"), None, "how the name is spelt"),
        (("import", f"{ELSEWHERE}/plain.csv", "--source", "S", "--round", "7"), None, "“new”"),
        (("decisions", "import", "none.csv", "--stage", "title-abstract"), "ANNA", "how the name is spelt"),
        (("decisions", "import", ELSEWHERE, "--stage", "title-abstract"), "ANNA", "Name the files in it"),
        (("decisions", "import", f"{ELSEWHERE}/plain.csv", "--stage", "title-abstract"), "ANNA", "verdict"),
        (("fulltext", "title-abstract"), None, "tamis status"),
        (("fulltext", "full-text", "--link", "none"), None, "folder that holds the texts"),
        (("fulltext", "full-text", "12", "--sought"), None, "tamis dedup --groups"),
        (("resolve", "full-text", "12", "include", "--rationale", "so"), None, "tamis dedup --groups"),
        (("dedup", "--same", "RECORD", "RECORD"), None, "two records"),
        (("sample", "full-text", "--draw", "--yes"), None, "coverage"),
        (("records", "owed", "--stage", "full-text"), None, "--reviewer R: owed"),
        (("records", "owed", "--stage", "title-abstract", "--reviewer", "CHIEF"), None, "ANNA, BO"),
        (("records", "excluded", "--stage", "title-abstract", "--reason", "topic"), None, "wrong-topic"),
        (("unblind", "language", "--rationale", "so"), None, "tamis status"),
        (("unblind", "title-abstract", "--rationale", " "), None, "Say why"),
        (("flow", "--out", f"{ELSEWHERE}/none/flow.svg"), None, "is not made for you"),
        (("bundle", f"{ELSEWHERE}/none/x.zip", "--while-blind"), None, "is not made for you"),
        (("backup", "--to", f"{ELSEWHERE}/plain.csv"), None, "name another place"),
        (("report", "--out", f"{ELSEWHERE}/plain.csv"), None, "--out"),
    ],
)
def test_the_message_says_what_to_do(
    review: Path, words: tuple[str, ...], role: str | None, advice: str, snapshot: SnapshotAssertion
) -> None:
    [record, *_] = record_ids(review)
    elsewhere = str(review.parent / "elsewhere")
    with pytest.raises(TamisError) as error:
        run(review, *(each.replace("RECORD", record).replace(ELSEWHERE, elsewhere) for each in words), role=role)
    assert advice in (error.value.advice or "")
    assert str(error.value).replace(elsewhere, ELSEWHERE).replace(record, "RECORD") == snapshot


def test_what_the_machine_refuses_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/reviews/sieve")

    monkeypatch.setattr(tamis, "main", full)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "/srv/reviews/sieve: No space left on device\nMake room" in capsys.readouterr().err


def test_a_command_that_is_misspelt_is_named() -> None:
    result = CliRunner().invoke(tamis, ["imprt"], obj=Call())
    assert result.exit_code == click.UsageError.exit_code and "Did you mean “import”?" in result.output


EMPTY = (
    *("status", "dedup", "dedup --pairs", "agreement", "missed", "disagreements", "flow", "sources", "report"),
    *("suggest language", "sample title-abstract", "fulltext full-text", "study", "records identified", "export"),
    *("decisions export", "records waiting --stage language", "agreement full-text"),
)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", text=protocol().replace("[[stage]]", STEP + "[[stage]]", 1))


@pytest.mark.parametrize("words", EMPTY)
def test_an_empty_review_says_what_comes_first(empty: Path, words: str, snapshot: SnapshotAssertion) -> None:
    found = run(empty, *words.split())
    assert "tamis import FILE --source NAME" in found.stderr
    if words != "report":  # it names the time
        assert f"{found.stderr}{found.stdout}" == snapshot


ON_NOTHING = (
    *(f"{each} --json" for each in EMPTY if each != "report"),
    *(
        "dedup --groups",
        "sources --seeds",
        "sources 1",
        "withdraw 1",
        "missed title-abstract",
        "stopping title-abstract",
    ),
    *("second-look title-abstract", "history", "show none", "flow --text", "acts", "highlights", "strategy", "batch"),
    *("sample title-abstract --verify", "sample title-abstract --draw --yes", "unblind title-abstract --rationale so"),
    *("hand-over title-abstract ANNA --all --reason so", "resolve title-abstract none include --rationale so"),
    *(
        "suggestions agreement title-abstract",
        "suggestions list title-abstract",
        "retractions",
        "undo",
        "redo",
        "check",
    ),
    *("sources --why so", "sources 1 --why so", "sources --seeds --why so", "sources --reported 3", "share"),
)


@pytest.mark.parametrize("words", ON_NOTHING)
def test_what_else_is_said_of_an_empty_review(empty: Path, words: str, snapshot: SnapshotAssertion) -> None:
    try:
        found = run(empty, *words.split(), role="ANNA")
        said = f"{found.stderr}{found.stdout}[exit {found.exit_code}]"
    except TamisError as error:
        said = str(error)
    assert said.replace(str(empty), "REVIEW") == snapshot
