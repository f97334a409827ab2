from pathlib import Path

import pytest
from click.testing import CliRunner

from core.errors import TamisError
from tests.reviews import decisions_file, make_review, record_ids, run, run_json
from tui.cli import tamis
from tui.cli.call import Call

STAGE = "title-abstract"


def test_decide_undo_and_history(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    record = record_ids(folder)[0]
    run(folder, "decide", "title-abstract", record, "exclude", "--reason", "wrong-topic", role="ANNA")
    run(folder, "decide", "title-abstract", record, "include", "--note", "read it again", role="ANNA")
    run(folder, "undo", "title-abstract", role="ANNA")
    said = [
        (row["what"], row["from"], row["to"])
        for row in run_json(folder, "history", record, role="ANNA")
        if row["who"] == "ANNA"
    ]
    assert said == [
        ("decide", "", "exclude (wrong-topic)"),
        ("decide", "exclude (wrong-topic)", "include"),
        ("undo", "include", "exclude (wrong-topic)"),
    ]
    stage = run_json(folder, "status", role="ANNA")["stages"][0]
    assert (stage["excluded"], stage["included"], stage["reviewers"]["ANNA"]) == (1, 0, {"owed": 2, "done": 1})


def test_wrong_use_says_what_is_right(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    record = record_ids(folder)[0]
    for words, role, message in (
        (("decide", "title-abstract", record, "include"), None, "who are you"),
        (("decide", "title-abstract", record, "include"), "CHIEF", "ANNA, BO"),
        (("decide", "title-abstract", record, "include"), "NOBODY", "ANNA, BO, CHIEF"),
        (("decide", "abstract", record, "include"), "ANNA", "title-abstract, full-text"),
        (("decide", "title-abstract", "0" * 16, "include"), "ANNA", "no record of that id"),
        (("decide", "title-abstract", record, "exclude", "--reason", "boats"), "ANNA", "wrong-topic, wrong-design"),
    ):
        with pytest.raises(TamisError) as caught:
            run(folder, *words, role=role)
        assert message in str(caught.value)


def typed(folder: Path, record: str, text: str, *options: str) -> None:
    command = ["-C", str(folder), "--as", "ANNA", "decide", STAGE, record, "-", *options]
    CliRunner(env={"TAMIS_REVIEWER": ""}).invoke(tamis, command, obj=Call(), input=text, catch_exceptions=False)


@pytest.mark.parametrize(
    ("text", "verdict", "reason", "note"),
    [
        ("include", "include", "", ""),
        ("exclude wrong-topic\n", "exclude", "wrong-topic", ""),
        (" maybe \r\nread the methods\nagain\n", "maybe", "", "read the methods again"),
    ],
)
def test_a_verdict_need_not_stand_in_the_list_of_processes(
    tmp_path: Path, text: str, verdict: str, reason: str, note: str
) -> None:
    folder = make_review(tmp_path / "r", records=1)
    typed(folder, record_ids(folder)[0], text)
    [said] = run_json(folder, "decisions", "export", "--stage", STAGE, "--format", "json", role="ANNA")
    assert (said["verdict"], said["reason"]) == (verdict, reason)
    assert said["note"].split() == note.split()


@pytest.mark.parametrize(
    ("text", "options", "what"),
    [
        ("", (), "standard input, line 1: expected a verdict"),
        ("perhaps", (), "expected a verdict"),
        ("exclude wrong-topic wrong-design", (), "expected a verdict"),
        ("exclude nothing", (), "there is no reason “nothing”"),
        ("exclude", ("--reason", "wrong-topic"), "all is read from standard input"),
        ("exclude", ("--note", ""), "all is read from standard input"),
    ],
)
def test_what_is_typed_must_be_a_verdict(tmp_path: Path, text: str, options: tuple[str, ...], what: str) -> None:
    folder = make_review(tmp_path / "r", records=1)
    with pytest.raises(TamisError, match=what):
        typed(folder, record_ids(folder)[0], text, *options)
    assert not decisions_file(folder, "ANNA", STAGE).exists()
