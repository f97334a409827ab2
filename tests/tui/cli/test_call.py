"""What every command shares: questions at a terminal, warnings, tables, and whose the login is."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.undo import PastAct, Sure
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run, run_json
from tests.tui.cli.at_a_terminal import STREAMS, at_a_terminal
from tui.cli import COMMANDS
from tui.cli.call import (
    Call,
    load_command,
    print_json,
    print_table,
    refused_by_system,
    replay,
    say,
    say_first,
    say_undone,
)

STAGE = "title-abstract"


def test_what_is_for_good_or_concerns_many_is_asked_at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_review(tmp_path / "review", records=6, text=protocol("1/2"))
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(6)])
    with monkeypatch.context() as patch:
        at_a_terminal(patch)
        for answer, drawn in (("n\n", 0), ("", 0), ("y\n", 1)):
            done = run(folder, "sample", STAGE, "--draw", given=answer)
            assert done.exit_code == (0 if drawn else 1) and f"at {STAGE}: it stays" in done.stderr
            assert ("Go on? [y/N]: " in done.stderr, len(run_json(folder, "sample", STAGE))) == (True, drawn)
        for answer, left in (("n\n", 6), ("y\n", 0)):
            done = run(folder, "undo", STAGE, role="ANNA", given=answer)
            assert "this takes back import of 6 decisions" in done.stderr and done.exit_code == (left > 0)
            assert len(run_json(folder, "decisions", "export", role="ANNA")) == left
        assert "this does again import of 6" in run(folder, "redo", STAGE, role="ANNA", given="y\n").stderr


@pytest.mark.parametrize("gone", STREAMS)
def test_half_a_terminal_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str) -> None:
    folder = make_review(tmp_path / "review", records=2, text=protocol("1/2"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    apps = at_a_terminal(monkeypatch, {*STREAMS} - {gone})
    for words, needs in ((("sample", STAGE, "--draw"), "<stdout>"), (("screen", STAGE), "<stderr>")):
        if gone == needs:
            assert run(folder, *words, role="ANNA", given="y\n").exit_code == 0
        else:
            with pytest.raises(TamisError, match=r"^not done: to draw|^the app needs a terminal"):
                run(folder, *words, role="ANNA", given="y\n")
    assert len(apps.opened) == (gone == "<stderr>")


def test_another_act_than_the_one_that_was_asked_about_is_not_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    one, other = (PastAct(change=n, records=4, what=f"act {n}") for n in (1, 2))

    def act(acts: list[PastAct]) -> tuple[list[str], str]:
        def take_back(sure: Sure) -> list[str]:
            here = acts.pop(0)
            return [here.what] if sure(here) else []

        return replay(take_back, "takes back", yes=False)

    with CliRunner().isolation("y\ny\n"):
        assert act([one, one]) == (["act 1"], "act 1")
        with pytest.raises(TamisError) as refused:
            act([one, other])
    assert str(refused.value) == "something else was done meanwhile; nothing was changed\nSay it again."
    with CliRunner().isolation(""):
        assert act([replace(one, records=3)]) == (["act 1"], "act 1")


def test_how_far_it_is_and_text_that_a_terminal_can_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    folder = make_review(tmp_path / "review", records=1)
    file = tmp_path / "more.ris"
    file.write_text(ris(range(2, 5)), encoding="utf-8")
    run(folder, "decide", STAGE, *record_ids(folder), "include", "--note", "\x1b[31mred", role="ANNA")
    export = ("decisions", "export", "--stage", STAGE)
    assert "\x1b[31mred" in run(folder, *export, role="ANNA").stdout
    with monkeypatch.context() as patch:
        at_a_terminal(patch)
        told = [run(folder, "import", str(file), "--source", "Other"), run(folder, "dedup")]
        assert "\x1b" not in (told := [each.output for each in told])[0]
        shown = run(folder, *export, role="ANNA").stdout
        assert "\x1b" not in shown and "red" in shown
        assert run(folder, "flow", "--format", "png").output.endswith("say --out FILE\n")
    assert "\n".join(told) == snapshot


def test_a_full_disk_is_warned_of_and_a_warning_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_review(tmp_path / "review", records=1)
    monkeypatch.setattr("store.journal.files.free_space_warning", lambda place: f"little room in {place.name}")
    assert run(folder, "status").stderr.startswith("little room in review\n")
    monkeypatch.undo()
    call = Call(folder=folder)
    with call.review() as review:
        for text in ("one", "one", "two"):
            review.warn(text)
    assert capsys.readouterr().err == "warning: one\nwarning: two\n"
    assert not call.saved and not Call().saved and not any(vars(Call()).values())


def test_lines_and_tables(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a number", "text", "either"), [(1, "one\x07", 1), (1234, "three", "1")])
    print_table(("none", "here"), [])
    for most in (10, 11):
        say_first([str(n) for n in range(most)])
    say_first(["one", "two", "three"], most=1)
    print_json({"a": ["é"]})
    say("one\x1b[1m\ntwo")
    say_undone("")
    say_undone("what was done")
    said = capsys.readouterr()
    assert said.out == (
        'a number  text   either\n       1  one    1\n   1,234  three  1\nnone  here\n{\n "a": [\n  "\\u00e9"\n ]\n}\n'
    )
    ten = "".join(f"  {n}\n" for n in range(10))
    more = "  … and {} more (--json lists them)\n"
    assert said.err == (
        f"{ten}{ten}{more.format(1)}  one\n{more.format(2)}one[1m\ntwo\n"
        "nothing is left to take back\ntook back: what was done\n"
    )


def test_what_the_system_refuses(tmp_path: Path) -> None:
    full = refused_by_system(OSError(errno.ENOSPC, "No space left on device", "a/b"))
    assert (full.what, full.where) == ("No space left on device", "a/b") and full.advice
    assert (refused_by_system(OSError("odd")).what, refused_by_system(OSError("odd")).where) == ("odd", "")


def test_every_command_is_loaded_by_its_name() -> None:
    assert {name: load_command(package, name).name for name, (package, _) in COMMANDS.items()} == {
        name: name for name in COMMANDS
    }
