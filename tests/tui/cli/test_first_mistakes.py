"""What a newcomer mistypes: the message says what to type instead."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from core.errors import TamisError
from tests.reviews import make_review, record_ids, run
from tui.cli import tamis
from tui.cli.call import Call


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_review(tmp_path_factory.mktemp("mistakes") / "review", records=3, coverage="1/3")


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
        (("records", "waiting"), None, "--stage STAGE"),
        (("records", "wating", "--stage", "title-abstract"), None, "waiting"),
        (("sample", "title-abstract", "--extend", "1", "--reason", "more"), None, "tamis sample title-abstract --draw"),
        (("resolve", "title-abstract", "RECORD", "include", "--rationale", "so"), None, "tamis unblind"),
        (("bundle", "review.zip"), None, "tamis status"),
        (("withdraw", "9"), None, "tamis sources"),
        (("verify", "none.zip"), None, "tamis verify FILE.zip"),
    ],
)
def test_the_message_says_what_to_do(review: Path, words: tuple[str, ...], role: str | None, advice: str) -> None:
    [record, *_] = record_ids(review)
    with pytest.raises(TamisError) as error:
        run(review, *(record if word == "RECORD" else word for word in words), role=role)
    assert advice in (error.value.advice or "")


def test_a_command_that_is_misspelt_is_named() -> None:
    result = CliRunner().invoke(tamis, ["imprt"], obj=Call())
    assert result.exit_code == click.UsageError.exit_code and "Did you mean “import”?" in result.output


@pytest.mark.parametrize("command", ["status", "dedup", "agreement", "flow", "sources"])
def test_an_empty_review_says_what_comes_first(tmp_path: Path, command: str) -> None:
    assert "tamis import FILE --source NAME" in run(make_review(tmp_path / "review"), command).stderr


def test_a_stage_that_all_read_wholly_says_that_it_has_no_sample(review: Path) -> None:
    assert "there is no sample at full-text" in run(review, "sample", "full-text").stderr
