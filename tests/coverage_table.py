"""What the tests run, folder by folder, and below it every line and branch that they do not: `make coverage`."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from coverage import Coverage

COUNTS = ("num_statements", "missing_lines", "num_branches", "missing_branches")


def main() -> None:
    """Print both tables from the data that the traced tests have left."""
    measured = Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(file))
        found = json.loads(file.read_bytes())
    totals: dict[str, Counter[str]] = {}
    for name, each in found["files"].items():
        for folder_name in (str(Path(name).parent), "all"):
            totals.setdefault(folder_name, Counter()).update({key: each["summary"][key] for key in COUNTS})
    print("| | statements | not run | branches | not taken | run |")
    print("|---" * 6 + "|")
    for name, counts in sorted(totals.items(), key=lambda row: (row[0] == "all", row[0])):
        statements, missed, branches, not_taken = (counts[key] for key in COUNTS)
        share = 1 - (missed + not_taken) / (statements + branches or 1)
        print(f"| {name} | {statements:,} | {missed:,} | {branches:,} | {not_taken:,} | {share:.1%} |")
    print()
    measured.report()


if __name__ == "__main__":
    main()
