"""What may be imported where: each module of core and store, and the batch commands, in a fresh interpreter."""

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.reviews import make_review, record_ids

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("textual", "rich", "numpy", "openpyxl", "bibtexparser", "rapidfuzz", "tomlkit")


def modules(folder: str) -> list[str]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__") for path in paths]


IN_TURN = """
import os, sys
def loaded(code):
    exec(code, {})
    os.write(told, f"{' '.join(sys.modules)}\\n".encode())
told, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
os.dup2(nothing, 1)
for code in CODES:
    if not APART:
        loaded(code)
    elif not os.fork():
        loaded(code)
        os._exit(0)
    elif os.wait()[1]:
        sys.exit(1)
"""
"""Runs some code after other code; or each apart, in an interpreter that has loaded nothing but what it starts with."""


def loaded_after_each(codes: Sequence[str], *, apart: bool = False) -> list[set[str]]:
    """The modules that a fresh interpreter has imported after each piece of code; apart, as if it were the only one."""
    script = IN_TURN.replace("CODES", repr(list(codes))).replace("APART", str(apart))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return [set(line.split()) for line in done.stdout.splitlines()]


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@cache
def loaded_by_all() -> dict[str, set[str]]:
    """What is loaded once all modules of core are, and then those of store."""
    codes = ["\n".join(f"import {name}" for name in modules(folder)) for folder in ("core", "store")]
    return dict(zip(("core", "store"), loaded_after_each(codes), strict=True))


@pytest.mark.parametrize("folder", ["core", "store"])
def test_no_module_loads_the_terminal(folder: str) -> None:
    assert len(modules(folder)) > 5
    loaded = packages(loaded_by_all()[folder])
    assert folder in loaded
    assert loaded.isdisjoint({"textual", "rich", "click", "numpy", "pandas"})
    if folder == "core":
        assert "tinydb" not in loaded


FIRST = [name for name in modules("core") + modules("store") if name.count(".") == 1]


@cache
def loaded_first() -> dict[str, set[str]]:
    """What is loaded by each module alone."""
    return dict(zip(FIRST, loaded_after_each([f"import {name}" for name in FIRST], apart=True), strict=True))


@pytest.mark.parametrize("module", FIRST)
def test_each_module_can_be_imported_first(module: str) -> None:
    loaded = loaded_first()[module]
    assert module in loaded and "textual" not in loaded
    assert module.startswith("store.") or "store" not in loaded


BATCH_COMMANDS = (
    "--help",
    "status",
    "agreement",
    "flow",
    "flow --format svg",
    "flow --format csv",
    "history RECORD",
    "check",
    "sample title-abstract",
)


def calling(folder: Path, *words: str) -> str:
    """Code that runs a command in the folder of a review: of -C click loads what guesses at misspelt options."""
    return f"""
import os, sys
os.chdir({str(folder)!r})
sys.path.insert(0, {str(ROOT)!r})
sys.argv = ["tamis", *{list(words)!r}]
from tui.cli import main
try:
    main()
except SystemExit as end:
    assert end.code in (0, None), end.code"""


@pytest.fixture(scope="module")
def loaded_by_commands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What is loaded once each command has run, one after the other."""
    folder = make_review(tmp_path_factory.mktemp("imports") / "r", records=2)
    record = record_ids(folder)[0]
    codes = [calling(folder, *each.replace("RECORD", record).split()) for each in BATCH_COMMANDS]
    return dict(zip(BATCH_COMMANDS, loaded_after_each(codes), strict=True))


@pytest.mark.parametrize("command", BATCH_COMMANDS)
def test_batch_commands_load_nothing_heavy(command: str, loaded_by_commands: dict[str, set[str]]) -> None:
    loaded = loaded_by_commands[command]
    assert "tui.cli" in loaded
    assert packages(loaded).isdisjoint(HEAVY)


def test_a_status_loads_nothing_that_few_reviews_need(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    seldom = {"difflib", "getpass", "random", "secrets", "shlex", "core.charting.values", "core.charting.form"}
    seldom |= {"core.protocol.appraisal_tools", "core.protocol.jbi_tools", "core.protocol.amendment"}
    [loaded] = loaded_after_each([calling(folder, "status")])
    assert "store.state.review_state" in loaded and loaded.isdisjoint(seldom)


def test_the_end_of_a_command_searches_no_objects_for_cycles() -> None:
    """The interpreter does, before it gives all memory back: a tenth of a small status, for nothing."""
    code = "import atexit, gc\natexit.register(lambda: print(gc.get_count()[0] < gc.get_freeze_count()))"
    code += "\nimport sys\nsys.argv = ['tamis', '--help']\nfrom tui.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "True"


def test_the_first_screen_loads_nothing_of_the_others() -> None:
    [loaded] = loaded_after_each(["import tui.app, tui.adapter.on_disk, tui.screens.screening.screen"])
    others = {
        f"core.{name}"
        for name in (
            "charting.session",
            "screening.disagreement_session",
            "fulltext.session",
            "dedup.pair_session",
            "screening.step_session",
            "screening.suggestions",
        )
    }
    screens = {f"tui.screens.{name}.screen" for name in ("charting", "disagreements", "duplicates", "full_texts")}
    assert loaded.isdisjoint({*others, *screens, "store.numbers.records_behind", "csv", "importlib.metadata"})
