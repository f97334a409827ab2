"""An engineer who follows CONTRIBUTING.md to the letter, in a copy of the tree, and runs what comes of it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reviews import make_review, ris, run
from tests.tui.terminal import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The code without its tests."""
    for name in ("core", "store", "tui"):
        shutil.copytree(ROOT / name, tmp_path / "tree" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "tree"


def edit(file: Path, before: str, after: str) -> None:
    """Put something in place of a text that the recipe leads to."""
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} has changed: {before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


COMMANDS = """
import json, sys
from click.testing import CliRunner
from tui.cli import tamis
from tui.cli.call import Call
said = []
for words in json.load(sys.stdin):
    result = CliRunner().invoke(tamis, words, obj=Call(), catch_exceptions=False)
    assert result.exit_code == 0, (words, result.output)
    said.append(result.stdout)
print(json.dumps(said))
"""


def tamis(tree: Path, review: Path, *lines: str) -> list[str]:
    """Run commands of the changed tree on a review, one after the other in one process; what each prints."""
    commands = json.dumps([["-C", str(review), *shlex.split(line)] for line in lines])
    done = subprocess.run([sys.executable, "-c", COMMANDS], cwd=tree, input=commands, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_every_file_and_folder_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:core|store|tui|tests|sample_data|docs)/[^`*<N]*)`", CONTRIBUTING)
    assert len(named) > 20
    assert not [each for each in named if not (ROOT / each).exists()]


def test_the_recipes_lead_to_something_that_runs(tree: Path, tmp_path: Path) -> None:
    # A tag of a database's dialect.
    edit(tree / "core/formats/readers/tagged/ris.py", 'title=("TI",', 'title=("TI", "X9",')
    # A format: a line a record.
    (tree / "core/formats/readers/tagged/toy.py").write_text(
        "from functools import partial\n"
        "from core.formats.fields import FieldRules, derive\n"
        "from core.formats.pairs import RawRecord\n"
        "from core.formats.result import Reading\n"
        "from core.records.record import RawField\n\n"
        'RULES = FieldRules(title=("T",), year=("Y",), **{name: () for name in (\n'
        '    "abstract authors journal volume issue pages doi accession issn".split())})\n\n'
        "def read(source, log, tally):\n"
        "    return Reading(_records(source, log), partial(derive, rules=RULES))\n\n"
        "def _records(lines, log):\n"
        "    for number, line in enumerate(lines, 1):\n"
        '        if line.startswith("* "):\n'
        '            yield RawRecord.of(number, map(RawField, "TY", line[2:].split(" | ")))\n'
        "        elif line.strip():\n"
        '            log.add(number, "left out")\n',
        encoding="utf-8",
    )
    edit(tree / "core/formats/result.py", "MODULES = {\n", 'MODULES = {\n    "toy": "tagged.toy",\n')
    edit(tree / "core/formats/readers/detect.py", "_STARTS = (\n", '_STARTS = (\n    ("toy", r"\\* .*"),\n')
    # A stage kind.
    edit(tree / "core/protocol/values.py", "STAGE_KINDS = (", 'STAGE_KINDS = ("sift", ')
    # A coefficient of agreement: Scott's pi.
    (tree / "core/agreement/scott.py").write_text(
        "def scott_pi(table):\n"
        "    n = sum(map(sum, table))\n"
        "    observed = sum(table[g][g] for g in range(len(table))) / n\n"
        "    both = [sum(row) + sum(column) for row, column in zip(table, zip(*table))]\n"
        "    expected = sum((each / n / 2) ** 2 for each in both)\n"
        "    return (observed - expected) / (1 - expected)\n",
        encoding="utf-8",
    )
    pair = tree / "core/agreement/pair.py"
    edit(pair, "from core.agreement.ac1", "from core.agreement.scott import scott_pi\nfrom core.agreement.ac1")
    edit(tree / "store/bundle/json_forms.py", "_OF_TWO = (\n", '_OF_TWO = (\n    "scott_pi",\n')
    edit(pair, "    ac1: float | None = None\n", "    scott_pi: float | None = None\n    ac1: float | None = None\n")
    edit(pair, '    figures["pabak"]', '    figures["scott_pi"] = scott_pi(counts)\n    figures["pabak"]')
    edit(tree / "tui/cli/team/agreement.py", '    ("PABAK"', '    ("Scott\'s pi", "scott_pi", None),\n    ("PABAK"')
    # A rule that a step suggests by.
    suggest = tree / "core/screening/suggestions.py"
    edit(
        suggest,
        '_RULES = {"language"',
        "def _old(rule, record):\n"
        "    if record.year is None or record.year >= 1982:\n"
        "        return None\n"
        '    return _Evidence("old", "before 1982", "PY", str(record.year), "field")\n\n\n'
        '_RULES = {"old": _old, "language"',
    )
    edit(tree / "core/protocol/values.py", "SUGGEST_RULES = (", 'SUGGEST_RULES = ("old", ')
    # A template with a step by that rule.
    text = (tree / "core/protocol/templates/blank.toml").read_text(encoding="utf-8")
    step = (
        '[[stage]]\nid = "age"\ntitle = "Age"\nkind = "step"\nreaders = [{ reviewer = "first", coverage = "all" }]\n'
        'reasons = [{ id = "old", label = "Too old" }]\nsuggest = { rule = "old" }\n\n'
        '[[stage]]\nid = "sift"\ntitle = "Sift"\nkind = "sift"\nreaders = [{ reviewer = "first", coverage = "all" }]\n'
        'reasons = [{ id = "chaff", label = "Chaff" }]\n\n'
    )
    (tree / "core/protocol/templates/dated.toml").write_text(
        text.replace("\n[[stage]]", f"\n{step}[[stage]]", 1), encoding="utf-8"
    )
    edit(tree / "core/protocol/template.py", "TEMPLATES = (", 'TEMPLATES = ("dated", ')

    # A command, and a key.
    (tree / "tui/cli/results/shelf.py").write_text(
        "import click\n"
        "from tui.cli.call import command, print_json\n\n\n"
        '@command("shelf")\n'
        "def shelf_command(call):\n"
        '    """How many records there are."""\n'
        "    with call.state() as state:\n"
        "        records = len(state.review.records)\n"
        '    print_json({"records": records}) if call.json else click.echo(records)\n',
        encoding="utf-8",
    )
    edit(
        tree / "tui/cli/__init__.py",
        '    "demo": ',
        '    "shelf": ("results", "how many records there are"),\n    "demo": ',
    )
    leaving = 'Action("leave",'
    edit(
        tree / "tui/actions/everywhere.py",
        leaving,
        f'Action("wave", ("W",), "wave", "Wave.", EVERYWHERE),\n    {leaving}',
    )
    keys = "from tui.actions.keymap import DEFAULT_KEYS, actions_by_key, clashes\n"
    keys += "assert not clashes(DEFAULT_KEYS) and actions_by_key('report', DEFAULT_KEYS)['W'] == 'wave'"
    assert subprocess.run([sys.executable, "-c", keys], cwd=tree, check=False).returncode == 0

    review = tmp_path / "review"
    export, toys = tmp_path / "export.ris", tmp_path / "toys.txt"
    export.write_text(ris(range(6)).replace("TI  - ", "X9  - "), encoding="utf-8")
    toys.write_text("* A toy of wood | 1990\nnothing\n* A toy of tin | 1979\n", encoding="utf-8")
    _, _, suggested, commands, shelf, listed, brought, _, left = tamis(
        tree,
        review,
        f"init {review} --template dated",
        f"import {export} --source Toybase",
        "--as first --json suggest age",
        "--help",
        "shelf --json",
        "records unique",
        f"--json import {toys} --source Toys",
        "--as first suggest age --apply --pass-rest",
        "records unique",
    )
    assert [(each["value"], each["said"]) for each in json.loads(suggested)["suggestions"]] == [
        ("before 1982", "1980"),
        ("before 1982", "1981"),
    ]
    assert "how many records there are" in commands
    assert json.loads(shelf) == {"records": 6}
    assert "On harbour" in listed, "the title was found in its new tag"
    [read] = json.loads(brought)["files"]
    assert (read["format"], read["records"], read["warnings"]) == ("toy", 2, [{"line": 2, "message": "left out"}])
    [kept] = [line.split()[0] for line in left.splitlines() if "wood" in line]
    _, status = tamis(tree, review, f"--as first decide sift {kept} exclude --reason chaff", "--json status")
    stages = {each["stage"]: each for each in json.loads(status)["stages"]}
    assert (stages["sift"]["entered"], stages["sift"]["excluded"]) == (5, 1)

    # 6 records, both include 2 and exclude 2, and differ on 2 in turn: observed 2/3, expected 1/2, so pi is 1/3.
    compared = make_review(tmp_path / "compared", records=6)
    ids = [line.split()[0] for line in run(compared, "records", "unique").stdout.splitlines()]
    for reviewer, verdicts in (("ANNA", "iieeie"), ("BO", "iieeei")):
        for record, verdict in zip(ids, verdicts, strict=True):
            said = {"i": "include", "e": "exclude"}[verdict]
            run(compared, "decide", "title-abstract", record, said, role=reviewer)
    told, shown = tamis(tree, compared, "--json agreement title-abstract", "agreement title-abstract")
    [agreement] = json.loads(told)["stages"]
    assert agreement["scott_pi"] == pytest.approx(1 / 3)
    assert "Scott's pi" in shown
