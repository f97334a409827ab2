"""One table of what tamis costs at three sizes, beside what others cost on the same records: `make benchmark-table`.

CPU and memory are those of the commands themselves, each run as a process. TAMIS_BENCHMARK_RECORDS sets the sizes;
BIB_DEDUPE_PYTHON and ASREVIEW_PYTHON, Pythons that have bib-dedupe and ASReview, add their rows.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.bytecode import compile_sources
from tests.benchmarks.cost import ROOT, Cost, apart, run
from tests.benchmarks.finished import finished

ALL_SIZES = [1_300, 13_178, 100_000]
SIZES = [int(each) for each in os.environ.get("TAMIS_BENCHMARK_RECORDS", "").split()] or ALL_SIZES
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- the table begins -->", "<!-- the table ends -->"
"""Between them the page has the table; what was measured at other sizes is only printed."""
STAGE = "title-abstract"
UNDECIDED = 100
"""Records left to the first reader, to be decided in the terminal."""
BIB_DEDUPE_LIMIT = 20_000
"""Records above which bib-dedupe is not run: it would take longer than all the rest."""


def write_files(folder: Path, count: int) -> None:
    """A review, RIS of three sources that share publications, all records in one file, and bib-dedupe's table."""
    from core.formats.writers.ris import write_ris
    from tests.big import big_records
    from tests.core.dedup.synthetic import records
    from tests.reviews import protocol

    (folder / "review").mkdir()
    (folder / "review" / "protocol.toml").write_text(protocol("1/5"), encoding="utf-8")
    abstracts = [each.abstract for each in big_records(1_000)]
    made = []
    for each in records(count):
        publication, _, copy = each.id.partition(".")
        made.append((min(int(copy), 2), each._replace(kind="JOUR", abstract=abstracts[int(publication) % 1_000])))
    for name, wanted in (("0", {0}), ("1", {1}), ("2", {2}), ("all", {0, 1, 2})):
        with (folder / f"{name}.ris").open("wb") as stream:
            write_ris(((each, {}) for source, each in made if source in wanted), stream)
    with (folder / "records.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["ID", "author", "title", "year", "journal", "volume", "number", "pages", "abstract", "doi"])
        for _, each in made:
            authors = " and ".join(f"{author.family}, {author.given}" for author in each.authors)
            place = (each.year, each.journal, each.volume, each.issue, each.pages)
            writer.writerow((each.id, authors, each.title, *place, each.abstract, each.doi))


def write_decisions(folder: Path, groups: Path, sample: Path) -> None:
    """Both readers' tables of decisions; they differ on one in twenty of the sample."""
    unique = [row["record_id"] for row in json.loads(groups.read_bytes()) if row["survivor"]]
    first = {each: number % 15 == 0 for number, each in enumerate(unique)}
    drawn = json.loads(sample.read_bytes())[0]["ids"]
    second = {each: first[each] != (number % 20 == 0) for number, each in enumerate(drawn)}
    for reviewer, verdicts in (("ANNA", dict(list(first.items())[:-UNDECIDED])), ("BO", second)):
        with (folder / f"{reviewer}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("record_id", "verdict", "reason"))
            writer.writerows(
                (each, *(("include", "") if yes else ("exclude", "wrong-topic"))) for each, yes in verdicts.items()
            )


def in_the_app(review: Path) -> list[tuple[str, Cost]]:
    """Opening the stage and deciding, in a pseudo-terminal of 80x24; then a search, in the slices of the screen."""
    from store.folder.review import Review
    from tests.benchmarks.test_app_benchmark import cpu_of, memory_of
    from tests.tui.terminal import Terminal
    from tui.adapter.on_disk import DiskReview
    from tui.finding.query import Query
    from tui.finding.search import Search

    terminal = Terminal(80, 24, "tui", "-C", str(review), "--as", "ANNA", "screen", STAGE)
    try:
        terminal.wait(lambda: any("BACKGROUND" in line for line in terminal.lines))
        rows = [("open the stage", Cost(cpu_of(terminal.pid), f"{memory_of(terminal.pid)} MB"))]
        used, times = cpu_of(terminal.pid), 40
        sizes = []
        for _ in range(times):
            terminal.read_on()
            sizes.append(terminal.press("y", lambda shown=terminal.lines: terminal.lines != shown)[1])
        size = sum(sizes) / times
        rows.append(("one decision", Cost((cpu_of(terminal.pid) - used) / times, f"{size:,.0f} bytes")))
    finally:
        terminal.close()
    with Review(review, role="ANNA") as opened:
        place = DiskReview(opened)
        session = place.screening_session(STAGE)
        last = session.view[len(session.view) - 1]
        words = " ".join(opened.records.get(last).title.split()[:4])
        search = Search(Query(words, session.sources), session.view, place, wanted=session.viewed)
        start = time.process_time()
        while not search.done and not search.hits:
            search.run(0.006)
        rows.append(
            ("search, first hit at the end", Cost(time.process_time() - start, f"{len(session.view):,} records"))
        )
    return rows


_RISPY = "import sys, rispy; print(len(rispy.load(open(sys.argv[1], encoding='utf-8'))))"

_TINYDB = """
import json, sys, time
from tinydb import TinyDB
count, path = int(sys.argv[1]), sys.argv[2]
rows = {n: {"record": f"{n:016x}", "verdict": "exclude", "reason": "wrong-topic"} for n in range(1, count + 1)}
json.dump({"decisions": rows}, open(path, "w"))
table = TinyDB(path).table("decisions")
start = time.process_time()
table.update({"verdict": "include"}, doc_ids=[count])
print(time.process_time() - start)
"""

_ASREVIEW = """
import os, sys
os.chdir(os.path.dirname(sys.argv[1]))  # where it may leave a cache of its own
import numpy
from asreview import ActiveLearningCycle, load_dataset
from asreview.models.models import get_ai_config
database = load_dataset(sys.argv[1])
records = database.input.get_df()
cycle = ActiveLearningCycle.from_meta(get_ai_config()["value"])
features = cycle.transform(records)
cycle.fit(features[:100], numpy.arange(100) % 2)
print(len(cycle.rank(features)))
"""


def bib_dedupe(python: str, table: Path) -> Cost:
    """Finding the duplicates with bib-dedupe, its imports included."""
    from tests.benchmarks.test_dedup_benchmark import _BIB_DEDUPE

    return run([python, "-c", _BIB_DEDUPE, str(table)])


def measure(folder: Path, count: int) -> Iterator[tuple[str, Cost]]:
    """All rows at one size."""
    review, out = folder / "review", folder / "out.json"
    apart(write_files, folder, count)

    def tamis(*words: str) -> Cost:
        return run([sys.executable, "-m", "tui", "-C", str(review), *words], out)

    imports = [tamis("import", str(folder / f"{n}.ris"), "--source", f"Source {n}") for n in range(3)]
    largest = max(imports, key=lambda each: int(each.beside.split()[0]))
    yield "import, three files", Cost(sum(each.seconds for each in imports), largest.beside)
    yield "dedup", tamis("dedup")
    run([sys.executable, "-m", "tui", "-C", str(review), "dedup", "--groups", "--json"], folder / "groups.json")
    tamis("sample", STAGE, "--draw", "--yes")
    run([sys.executable, "-m", "tui", "-C", str(review), "sample", STAGE, "--json"], folder / "sample.json")
    apart(write_decisions, folder, folder / "groups.json", folder / "sample.json")
    for reviewer, what in (("ANNA", "decisions import, first reader"), ("BO", "decisions import, second reader")):
        yield (
            what,
            tamis("decisions", "import", str(folder / f"{reviewer}.csv"), "--stage", STAGE, "--reviewer", reviewer),
        )
    yield from apart(in_the_app, review)
    yield from finished(folder, count)
    yield "rispy alone, load the same RIS", run([sys.executable, "-c", _RISPY, str(folder / "all.ris")])
    stock = run([sys.executable, "-c", _TINYDB, str(count), str(folder / "tiny.json")], out)
    size = (folder / "tiny.json").stat().st_size
    yield "stock TinyDB, one decision", Cost(float(out.read_text()), f"{stock.beside}, {size / 1e6:.1f} MB written")
    if python := os.environ.get("ASREVIEW_PYTHON"):
        yield "ASReview, load the same RIS and rank it", run([python, "-c", _ASREVIEW, str(folder / "all.ris")])
    python = os.environ.get("BIB_DEDUPE_PYTHON")
    if python and count <= BIB_DEDUPE_LIMIT:
        yield "bib-dedupe, the same records", apart(bib_dedupe, python, folder / "records.csv")


def main() -> None:
    """Measure all sizes, then print the table."""
    compile_sources()
    rows: dict[str, dict[int, Cost]] = {}
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for name, cost in measure(Path(folder), count):
                rows.setdefault(name, {})[count] = cost
                print(f"{count:,} {name}: {cost}", file=sys.stderr, flush=True)
    steps = list(pairwise(SIZES))
    heads = [*(f"{count:,} records" for count in SIZES), *(f"growth, records × {b / a:.1f}" for a, b in steps)]
    lines = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for name, costs in rows.items():
        cells = [str(costs.get(count, "not run")) for count in SIZES]
        cells += [
            f"× {costs[b].seconds / costs[a].seconds:.1f}" if a in costs and b in costs and costs[a].seconds else "–"
            for a, b in steps
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    print("\n".join(lines))
    if SIZES == ALL_SIZES:
        before, _, after = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
