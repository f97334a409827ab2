"""What reading a large RIS file costs, beside rispy on the same file; run with `pytest -m benchmark -s`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.exports import write_export

pytestmark = pytest.mark.benchmark

# rispy alone; our reader, which keeps the raw pairs; the same with the fields of all records derived from them.
READERS = ("rispy.load", "read_file", "read_file with fields")
# In a process of its own, so that the memory is that of one reader. Prints records, CPU seconds and peak megabytes.
MEASURE = """
import resource, sys, time
from pathlib import Path
path = Path(sys.argv[2])
if sys.argv[1] == "rispy.load":
    import rispy
    read = lambda: rispy.load(path, encoding="utf-8")
else:
    import core.formats.readers.tagged.ris
    from core.formats.readers.read import read_file
    read = lambda: read_file(path).records
    if sys.argv[1].endswith("fields"):
        read = lambda: list(read_file(path).records)
start = time.process_time()
records = read()
spent = time.process_time() - start
print(len(records), spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(reader: str, path: Path) -> tuple[int, float, float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, reader, str(path)], capture_output=True, text=True, check=True
    )
    records, spent, peak = done.stdout.split()
    return int(records), float(spent), float(peak)


@pytest.mark.parametrize("count", [10_000, 100_000])
def test_ris_beside_rispy(tmp_path: Path, count: int) -> None:
    path = tmp_path / "export.ris"
    write_export(path, count)
    print(f"\n{count:,} records, {path.stat().st_size / 1e6:,.0f} MB")
    runs: dict[str, list[tuple[int, float, float]]] = {reader: [] for reader in READERS}
    for _ in range(3):  # in turn, since other work on the machine comes and goes
        for reader, found in runs.items():
            found.append(measured(reader, path))
    best = {}
    for reader, found in runs.items():
        assert {each[0] for each in found} == {count}
        best[reader] = min(each[1] for each in found), max(each[2] for each in found)
        (cpu, peak), (cpu_of_rispy, peak_of_rispy) = best[reader], best[READERS[0]]
        all_runs = ", ".join(f"{each[1]:.2f}" for each in found)
        print(
            f"  {reader}: {cpu:.2f} s CPU (of {all_runs}), {peak:,.0f} MB at most: "
            f"{cpu / cpu_of_rispy:.2f} times the CPU and {peak / peak_of_rispy:.2f} times the memory of {READERS[0]}"
        )
