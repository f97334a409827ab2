"""What the commands cost on the sample generator's review with every decision made, three times each."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.cost import Cost, apart, figure, run
from tests.benchmarks.exports import write_export

RUNS = 3
LONG = 20_000
"""Records above which a bundle is made and checked once: each takes as long as all the rest."""
DECISIONS, UPDATE = 1_000, 1_000
"""How many decisions are made by one command of many lines, and how many records a search update brings."""
WHO = "KBAA"
STAGE = "title-abstract"
REVIEWS = "TAMIS_BENCHMARK_REVIEWS"
"""Names a folder in which the reviews are kept, by their number of records, from one run to the next."""
_FLOOR = "import sys, pathlib; [each.read_bytes() for each in pathlib.Path(sys.argv[1]).rglob('*') if each.is_file()]"
_SYNC = """
import os, sys, time
file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
os.write(file, b"x" * 200)
begun = time.perf_counter()
os.fdatasync(file)
print(time.perf_counter() - begun)
"""


def median_of(costs: list[Cost]) -> Cost:
    """The median, with the range and the greatest memory beside it."""
    seconds = sorted(each.seconds for each in costs)
    range_ = f" ({figure(seconds[0])}–{figure(seconds[-1])})" if len(seconds) > 1 else " (one run)"
    memory = max((int(each.beside.split()[0]) for each in costs if each.beside), default=0)
    return Cost(median(seconds), f"{memory} MB{range_}" if memory else range_.strip(" ()"))


def first_screen(words: list[str], seen: str) -> Cost:
    """An app in a pseudo-terminal of 80x24 until something is on its screen."""
    from tests.benchmarks.test_app_benchmark import cpu_of, memory_of
    from tests.tui.terminal import Terminal

    terminal = Terminal(80, 24, *words)
    try:
        terminal.wait(lambda: any(seen in line for line in terminal.lines))
        return Cost(cpu_of(terminal.pid), f"{memory_of(terminal.pid)} MB")
    finally:
        terminal.close()


def finished(folder: Path, count: int) -> Iterator[tuple[str, Cost]]:
    """All rows at one size; the review is copied, and the cache is in the folder."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    kept = Path(os.environ[REVIEWS], str(count)) if REVIEWS in os.environ else folder / "made"
    if not kept.exists():
        demo = ["demo", str(kept), "--records", str(count), "--finished", "--no-app"]
        run([sys.executable, "-m", "tui", *demo])
    review, out, number = folder / "finished", folder / "out.json", 0
    shutil.copytree(kept, review)

    def tamis(*words: str, given: Path | None = None) -> Cost:
        return run([sys.executable, "-m", "tui", "-C", str(review), "--as", WHO, *words], out, given)

    def several(act: Callable[[], Cost], times: int = RUNS) -> Cost:
        return median_of([act() for _ in range(times)])

    def cold() -> Cost:
        shutil.rmtree(folder / "cache", ignore_errors=True)
        return tamis("status")

    def numbered(*words: str) -> Cost:
        nonlocal number
        number += 1
        return tamis(*words, str(folder / f"out-{number}.zip"))

    yield "status, without a cache", several(cold)
    for command in ("status", "flow", "agreement", "missed"):
        yield command, several(lambda command=command: tamis(command))  # type: ignore[misc]
    tamis("records", "included", "--stage", STAGE, "--json")
    included = [str(each["record_id"]) for each in json.loads(out.read_bytes())]
    record = included[0]
    yield "history of one record", several(lambda: tamis("history", record))
    yield "decide", several(lambda: tamis("decide", STAGE, record, "include"))
    opened = ["tui", "-C", str(review), "--as", WHO]
    yield "the app to its first screen", several(lambda: apart(first_screen, opened, "? help"))
    yield "the first report", numbered("report", "--out")
    yield "report", several(lambda: numbered("report", "--out"))
    times = RUNS if count <= LONG else 1
    yield "bundle", several(lambda: numbered("bundle"), times)
    yield "verify", several(lambda: tamis("verify", str(folder / f"out-{number}.zip")), times)
    verdicts = [f"decide {STAGE} {each} include\n" for each in included * (1 + DECISIONS // len(included))]
    for name, last in (("half", DECISIONS // 2), ("all", DECISIONS)):
        (folder / name).write_text("".join(verdicts[:last]), encoding="utf-8")
    tamis("batch", given=folder / "half")
    yield f"status, the first after {DECISIONS // 2} decisions", tamis("status")
    yield f"{DECISIONS:,} decisions through batch", tamis("batch", given=folder / "all")
    write_export(folder / "update.ris", UPDATE, seed=2)
    update = tamis("import", str(folder / "update.ris"), "--source", "Medline", "--round", "new")
    yield f"import of {UPDATE:,} records as a search round", update
    yield "dedup after that", tamis("dedup")
    floor = [sys.executable, "-c", _FLOOR, str(review)]
    yield "floor: an interpreter that reads all bytes of the review", several(lambda: run(floor))
    synced = [sys.executable, "-c", _SYNC, str(review / "synced")]
    yield "floor: one fdatasync", several(lambda: Cost(float(run(synced, out) and out.read_text()), ""))
    table = ["tests.benchmarks.data_table", str(count)]
    yield "an app with Textual's DataTable", several(lambda: apart(first_screen, table, "Peer workers"), times)
