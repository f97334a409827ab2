"""The tutorial, run as it is printed, and the shape of every command that README and docs print.

Of the blocks marked `console` only the line that changes the reader's own PATH is not run; the screens of the others
are opened and left again.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.reference import ROOT
from tests.reviews import run_json
from tests.shell import Shell
from tui.cli import tamis
from tui.cli.call import Call

TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = (ROOT / "README.md", ROOT / "docs/reference/review.md", *sorted(ROOT.glob("docs/*.md")))


def lines_to_run() -> list[str]:
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if not line.startswith("export PATH=")]


@pytest.mark.slow
def test_the_tutorial_runs_as_it_is_printed(tmp_path: Path) -> None:
    for name in ("sample_data", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    said: dict[str, str] = {}
    with Shell(tmp_path) as shell:
        for line in lines_to_run():
            said[line] = said.get(line, "") + shell.run(line)
        review = Path.cwd()
    assert "4 pairs to review" in said["tamis dedup"]
    lines = [line.split() for line in said["tamis status"].splitlines()]
    fields = [line for line in lines if line[:1] == ["field"]]
    assert len(fields) > 2 and fields[0] == fields[-1], "taken out of the plan and put back, it is as it was"
    first, second = said["tamis agreement title-abstract"].split("title-abstract", 2)[1:]
    assert "blind" in first and "kappa" not in first and "kappa" in second
    status = run_json(review, "status")
    assert status["included_records"] == 10 and status["adds_up"]
    assert not any(stage["waiting"] for stage in status["stages"])
    assert run_json(review, "chart", "missing", role="KBAA")["studies"] == []


def printed_commands() -> list[str]:
    """Every line of a block that calls tamis, without what the shell does with its output."""
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        fences = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        without = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        indented = re.findall(r"^ {4}(.*)$", without, re.MULTILINE)
        lines = [line.removeprefix("$ ") for block in (*fences, "\n".join(indented)) for line in block.splitlines()]
        found += [
            re.split(r" [<>|] ", line)[0] for line in lines if line.startswith("tamis ") and "COMMAND" not in line
        ]
    return sorted(set(found))


@pytest.mark.parametrize("line", printed_commands())
def test_every_printed_command_has_a_form_that_the_program_takes(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line, comments=True)
    for word in words:
        if re.fullmatch(r"[\w-]+\.\w+", word):
            Path(word).touch()
        elif re.fullmatch(r"[\w-]+/", word):
            Path(word).mkdir()
    monkeypatch.setattr(click.Command, "invoke", lambda self, ctx: None)  # only look at the arguments
    result = CliRunner().invoke(tamis, words[1:], obj=Call())
    assert result.exit_code == 0, result.output
