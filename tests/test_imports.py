"""What may be imported where: each module of core and store, and the batch commands, in a fresh interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reviews import make_review

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("textual", "rich", "numpy", "openpyxl", "bibtexparser", "rapidfuzz", "tomlkit")


def modules(folder: str) -> list[str]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__") for path in paths]


def loaded_after(code: str, *, whole: bool = False) -> set[str]:
    """The packages that some code has imported, or with `whole` its modules."""
    script = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    names = done.stdout.splitlines()[-1].split()
    return set(names) if whole else {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("folder", ["core", "store"])
def test_no_module_loads_the_terminal(folder: str) -> None:
    names = modules(folder)
    assert len(names) > 5
    loaded = loaded_after("\n".join(f"import {name}" for name in names))
    assert loaded.isdisjoint({"textual", "rich", "click", "numpy", "pandas"})
    if folder == "core":
        assert "tinydb" not in loaded


@pytest.mark.parametrize("module", [name for name in modules("core") + modules("store") if name.count(".") == 1])
def test_each_module_can_be_imported_first(module: str) -> None:
    assert "textual" not in loaded_after(f"import {module}")


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["status"],
        ["agreement"],
        ["flow"],
        ["flow", "--format", "svg"],
        ["flow", "--format", "csv"],
        ["history", "{id}"],
        ["check"],
        ["sample", "title-abstract"],
    ],
    ids=" ".join,
)
def test_batch_commands_load_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    from tests.reviews import record_ids

    arguments = ["-C", str(folder), *(word.replace("{id}", record_ids(folder)[0]) for word in words)]
    code = f"sys.argv = ['tamis', *{arguments!r}]\nfrom tui.cli import main\ntry:\n    main()\nexcept SystemExit: pass"
    assert loaded_after(code).isdisjoint(HEAVY)


def test_a_status_loads_nothing_that_few_reviews_need(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    code = f"""
import os
os.chdir({str(folder)!r})
sys.path.insert(0, {str(ROOT)!r})
sys.argv = ['tamis', 'status']
from tui.cli import main
try:
    main()
except SystemExit: pass"""
    seldom = {"difflib", "getpass", "random", "secrets", "shlex", "core.charting.values", "core.charting.form"}
    seldom |= {"core.protocol.appraisal_tools", "core.protocol.jbi_tools", "core.protocol.amendment"}
    assert loaded_after(code, whole=True).isdisjoint(seldom)


def test_the_end_of_a_command_searches_no_objects_for_cycles() -> None:
    """The interpreter does, before it gives all memory back: a tenth of a small status, for nothing."""
    code = "import atexit, gc\natexit.register(lambda: print(gc.get_count()[0] < gc.get_freeze_count()))"
    code += "\nimport sys\nsys.argv = ['tamis', '--help']\nfrom tui.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "True"


def test_the_first_screen_loads_nothing_of_the_others() -> None:
    loaded = loaded_after("import tui.app, tui.adapter.on_disk, tui.screens.screening.screen", whole=True)
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
