"""What reading a large RIS file costs, beside rispy on the same file; run with `pytest -m benchmark -s`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.exports import write_export

pytestmark = pytest.mark.benchmark

# In a process of its own, so that the memory is that of one reader. Prints records, CPU seconds and peak megabytes.
MEASURE = """
import resource, sys, time
from pathlib import Path
path = Path(sys.argv[2])
if sys.argv[1] == "rispy":
    import rispy
    read = lambda: rispy.load(path, encoding="utf-8")
else:
    import core.formats.ris
    from core.formats.read import read_file
    read = lambda: read_file(path).records
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
    runs: dict[str, list[tuple[int, float, float]]] = {"rispy": [], "tamis": []}
    for _ in range(3):  # in turn, since other work on the machine comes and goes
        for reader, found in runs.items():
            found.append(measured(reader, path))
    for reader, found in runs.items():
        spent, peak = min(each[1] for each in found), max(each[2] for each in found)
        all_runs = ", ".join(f"{each[1]:.2f}" for each in found)
        print(f"  {reader}: {spent:6.2f} s CPU (of {all_runs}), {peak:6.0f} MB at most")
        assert {each[0] for each in found} == {count}
    cpu = min(each[1] for each in runs["tamis"]) / min(each[1] for each in runs["rispy"])
    memory = max(each[2] for each in runs["tamis"]) / max(each[2] for each in runs["rispy"])
    print(f"  tamis takes {cpu:.2f} times the CPU and {memory:.2f} times the memory of rispy.load")
