"""Would the tests tell? `make mutants` puts small faults into a copy of the tree, one at a time, and lists what passes.

A fault is judged by the tests that ran its line, cheapest first, by a map of `coverage` with a name a test
(`tests/covering.py`), then by those of the module's name, where no test ran it by those of its folder too; one that all
of them pass, by the pins.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from importlib.util import cache_from_source
from itertools import chain, takewhile
from pathlib import Path

from coverage import CoverageData

from tests.mutations import Mutation, candidates, is_python
from tests.test_namesakes import LAYERS, file_for

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".mutants"
NOT_COPIED = (".git", ".venv", ".mutants", "*_cache", "__pycache__", ".hypothesis", "build", "dist", "demo-review")
FAST = "not slow and not long and not benchmark and not crosscheck"
PINS = "tests/test_pinned.py::test_every_output_is_as_it_was"
MOST = 200
"""Tests that are asked of one fault; a line that more of them run is tried on those nearest to it."""
FEW = 40
"""Tests that are asked first, since most faults fall there."""
LIMIT = 120
"""Seconds of CPU for one call of the tests; what takes more is taken as found, since the fault made a loop without end.

Ten times as many by the clock, for a fault that makes the tests wait without end: a busy machine is no find.
"""


@dataclass(frozen=True)
class Mutant:
    """A fault of a module, which is named from the root."""

    module: str
    mutation: Mutation

    @property
    def line(self) -> int:
        """Where it begins, from 1."""
        return (ROOT / self.module).read_text(encoding="utf-8").count("\n", 0, self.mutation.start) + 1

    @property
    def difference(self) -> str:
        """What it changes, as the lines of a diff without its head."""
        source = (ROOT / self.module).read_text(encoding="utf-8")
        both = (text.splitlines() for text in (source, self.mutation.of(source)))
        return "\n".join(list(unified_diff(*both, n=0, lineterm=""))[2:])


def package_of(module: str) -> str:
    """`core/dedup` of `core/dedup/find.py`; what lies in a layer itself is of `core`, `store` or `tui`."""
    return "/".join(module.split("/")[:-1][:2])


def drawn(modules: Sequence[str], count: int, seed: str) -> list[Mutant]:
    """Faults in an order that the seed gives: package by package in turn, of a kind drawn first, none twice."""
    chance = random.Random(seed)
    packages: dict[str, dict[str, list[Mutant]]] = {}
    for module in sorted(modules):
        for each in candidates((ROOT / module).read_text(encoding="utf-8")):
            packages.setdefault(package_of(module), {}).setdefault(each.kind, []).append(Mutant(module, each))
    found: list[Mutant] = []
    while packages and len(found) < count:
        for package in list(packages):
            kinds = packages[package]
            kind = chance.choice(sorted(kinds))
            each = kinds[kind].pop(chance.randrange(len(kinds[kind])))
            if is_python(each.mutation.of((ROOT / each.module).read_text(encoding="utf-8"))):
                found.append(each)
            if not kinds[kind]:
                del kinds[kind]
            if not kinds:
                del packages[package]
    return found[:count]


class Covered:
    """Which tests ran which line, as `coverage` has noted it in `data`."""

    def __init__(self, data: Path, root: Path) -> None:
        self._data = CoverageData(str(data))
        self._data.read()
        self._root = root
        self._texts: dict[str, str] = {}

    def tests(self, module: str, line: int) -> list[str]:
        """The tests that ran a line, those of the module's name first, then those of its folder; at most `MOST`.

        Each without its parameters, of which there are too many for a command; those that are gone are left out. What
        is run when a module is loaded is noted of the one test that loaded it: there all that ran anything of the
        module are given.
        """
        by_line = self._data.contexts_by_lineno(str(self._root / module))
        path = self._root / module
        at_once = path.is_file() and runs_when_loaded(path.read_text(encoding="utf-8"), line)
        noted = chain.from_iterable(by_line.values()) if at_once else by_line.get(line, [])
        ran = {test for each in noted if self._is_there(test := each.partition("[")[0])}
        own, folder = file_for(module), f"tests/{module.rpartition('/')[0]}/"
        return sorted(ran, key=lambda each: (not each.startswith(own), _far(each, folder)))[:MOST]

    def _is_there(self, test: str) -> bool:
        """Whether the tree still has a test; of others pytest would complain, which would look like a find."""
        file, _, name = test.partition("::")
        if file not in self._texts:
            path = self._root / file
            self._texts[file] = path.read_text(encoding="utf-8") if path.is_file() else ""
        return bool(name) and f"def {name.rpartition('::')[2]}(" in self._texts[file]


def runs_when_loaded(source: str, line: int) -> bool:
    """Whether a line of a module is in the body of no function."""
    bodies = (
        range(each.body[0].lineno, (each.end_lineno or 0) + 1)
        for each in ast.walk(ast.parse(source))
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return not any(line in each for each in bodies)


def _far(test: str, folder: str) -> tuple[int, str]:
    """Minus the folders that a test's path shares with `folder`, so that those near it come first; then its name."""
    shared = takewhile(lambda both: both[0] == both[1], zip(test.split("/"), folder.split("/"), strict=False))
    return -len(list(shared)), test


def calls(mutant: Mutant, covered: Covered) -> Iterator[list[str]]:
    """The words of pytest for each call that may find a fault, cheapest first."""
    if tests := covered.tests(mutant.module, mutant.line):
        yield tests[:FEW]
        if tests[FEW:]:
            yield tests[FEW:]
    # What is run once and kept is noted of the one test that came first: its file is asked whole.
    own, folder = file_for(mutant.module), f"tests/{mutant.module.rpartition('/')[0]}"
    for path in (own,) if tests else (own, folder):
        if (ROOT / path).exists():
            yield ["-m", FAST, path]
    yield [PINS]


class Copy:
    """A copy of the tree, in which alone something is broken."""

    def __init__(self, place: Path) -> None:
        self.root = place / "tree"
        self._waste = place / "tmp"
        if self.root.exists():
            shutil.rmtree(self.root)
        shutil.copytree(ROOT, self.root, ignore=shutil.ignore_patterns(*NOT_COPIED))
        if (shared := ROOT.parent / "shared").exists() and not (place / "shared").exists():
            (place / "shared").symlink_to(shared)

    def finds(self, mutant: Mutant, covered: Covered) -> bool:
        """Whether some call of the tests fails with the fault in the copy; it is taken out again."""
        file = self.root / mutant.module
        source = file.read_text(encoding="utf-8")
        try:
            self._put(file, mutant.mutation.of(source))
            return any(not self.passes(words) for words in calls(mutant, covered))
        finally:
            self._put(file, source)

    def _put(self, file: Path, text: str) -> None:
        file.write_text(text, encoding="utf-8")
        Path(cache_from_source(str(file))).unlink(missing_ok=True)  # its size and second may be those of before

    def passes(self, words: Sequence[str], *before: str) -> bool:
        """Whether the tests that pytest is called with pass, within the limit."""
        shutil.rmtree(self._waste, ignore_errors=True)
        self._waste.mkdir(exist_ok=True)  # what a test left running may have written to it meanwhile
        environment = {**os.environ, "PYTHONPATH": str(self.root), "TMPDIR": str(self._waste), "CI": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, *(before or ("-m", "pytest", "-x")), "-q", "-p", "no:cacheprovider", *words]
        process = subprocess.Popen(
            command, cwd=self.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=None if before else _limited,
        )  # fmt: skip
        try:
            return process.wait(None if before else 10 * LIMIT) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return False


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def report(judged: Sequence[tuple[Mutant, bool]]) -> str:
    """The survivors with file, line and diff, then how many of each package were found."""
    found, all_of = Counter[str](), Counter[str]()
    lines = []
    for mutant, is_found in judged:
        all_of[package_of(mutant.module)] += 1
        found[package_of(mutant.module)] += is_found
        if not is_found:
            lines.append(f"{mutant.module}:{mutant.line} ({mutant.mutation.kind})\n{mutant.difference}\n")
    rows = [*sorted(all_of), "all"]
    all_of["all"], found["all"] = all_of.total(), found.total()
    share = {each: found[each] / max(all_of[each], 1) for each in rows}
    table = [f"{each:24} {found[each]:4} of {all_of[each]:4}  {share[each]:4.0%}" for each in rows]
    return "\n".join([*lines, *table])


def write_map(copy: Copy, tests: Sequence[str] = ()) -> None:
    """Note which test runs which line of the copy, whether it passes or not: of all tests, or of these files beside."""
    if not tests:
        (CACHE / "map").unlink(missing_ok=True)
    source = ",".join(str(copy.root / layer) for layer in LAYERS)
    traced = ("-m", "coverage", "run", f"--data-file={CACHE / 'map'}", "--append", "--rcfile=/dev/null")
    asked = tests or [f"tests/{layer}" for layer in LAYERS]
    copy.passes(["-p", "tests.covering", "-m", FAST, *asked], *traced, f"--source={source}", "-m", "pytest")


def main() -> None:
    """Draw faults, judge them one by one, and print what passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=main.__doc__)
    parser.add_argument(
        "under", nargs="*", default=LAYERS, help="folders or files to break; all of core, store and tui"
    )
    parser.add_argument("--count", type=int, default=60, help="how many faults (60)")
    parser.add_argument("--seed", default="tamis", help="another seed draws others")
    parser.add_argument(
        "--map", nargs="*", metavar="TEST", help="note anew which test runs which line; of these files beside the rest"
    )
    chosen = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    copy = Copy(CACHE)
    if chosen.map is not None or not (CACHE / "map").exists():
        write_map(copy, chosen.map or ())
    covered = Covered(CACHE / "map", copy.root)
    modules = [
        path.relative_to(ROOT).as_posix()
        for each in chosen.under
        for path in ([ROOT / each] if each.endswith(".py") else (ROOT / each).rglob("*.py"))
    ]
    judged = []
    for mutant in drawn(modules, chosen.count, chosen.seed):
        judged.append((mutant, copy.finds(mutant, covered)))
        print(f"{len(judged):4} {'found ' if judged[-1][1] else 'PASSED'} {mutant.module}:{mutant.line}", flush=True)
    print(f"\n{report(judged)}")


if __name__ == "__main__":
    main()
