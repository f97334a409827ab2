"""A journal's methods reviewer, who doubts every number, checks a bundle with tamis, a shell and Python's own csv."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from textwrap import dedent
from zipfile import ZipFile

import pytest

from tests.bundles import content, packed
from tests.e2e.walking import tamis, tamis_json
from tests.reviews import copied_demo

pytestmark = pytest.mark.slow

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("sh", "sha256sum", "diff", "python3"))), reason="needs a shell, coreutils and python3"
)


def shell(script: str, cwd: Path) -> str:
    done = subprocess.run(["sh", "-e"], cwd=cwd, input=script, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def printed(page: str, beginning: str) -> str:
    """The block of a README, as it would be copied, that begins with these words."""
    blocks = re.findall(r"(?:^ {4}.*\n|^ {4}\n)+", page, flags=re.MULTILINE)
    return next(dedent(each) for each in blocks if each.strip().startswith(beginning))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def listed(page: Path) -> int:
    """How many records a list of the report holds."""
    return len(re.findall(r"<li[ >]", page.read_text(encoding="utf-8")))


def test_every_number_can_be_doubted(tmp_path: Path) -> None:
    copied_demo(tmp_path / "team", finished=True, records=400)
    desk = tmp_path / "desk"
    desk.mkdir()
    said = tamis("-C", tmp_path / "team", "bundle", desk / "data.zip", cwd=tmp_path)
    assert said.split()[0] == shell("sha256sum data.zip", desk).split()[0], "the SHA-256 that the paper states"
    shutil.rmtree(tmp_path / "team")

    # With tamis.
    checked = tamis_json("verify", "data.zip", cwd=desk)
    assert checked["ok"] and checked["checks"]

    # Without it, by what the bundle itself says.
    with ZipFile(desk / "data.zip") as bundle:
        bundle.extractall(desk)
    readme = (desk / "README.md").read_text(encoding="utf-8")
    assert "FAILED" not in shell(printed(readme, "sha256sum"), desk)
    assert "lines are whole" in shell(printed(readme, "python3 -c"), desk)
    samples = sorted(path.relative_to(desk) for path in (desk / "samples").iterdir())
    drawn = shell(printed(readme, "say()"), desk)
    assert drawn.splitlines() == [f"{sample} is as it was drawn" for sample in samples]

    # Three numbers of the page, counted anew from the tables.
    report = desk / "report"
    page = (report / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="(lists/[^"]+)" title="([^"]+)">([\d,]+)', page)
    assert links
    for file, _title, number in links:
        assert listed(report / file) == int(number.replace(",", "")), file
    identified = sum(int(row["new_records"]) for row in rows(report / "sources.csv"))
    assert ("lists/identified.html", "Records identified", f"{identified:,}") in links
    decisions = rows(report / "decisions.csv")
    resolved = {row["record_id"]: row for row in rows(report / "disagreements.csv") if row["stage"] == "title-abstract"}
    first = {
        row["record_id"]: row for row in decisions if (row["stage"], row["reviewer"]) == ("title-abstract", "KBAA")
    }
    ended = {
        record: resolved[record]["ended_as"] if record in resolved else row["verdict"] for record, row in first.items()
    }
    excluded = sum(verdict.startswith("exclude") for verdict in ended.values())
    assert ("lists/title-abstract-excluded.html", "Title and abstract: excluded", f"{excluded:,}") in links

    second = {row["record_id"]: row for row in decisions if (row["stage"], row["reviewer"]) == ("title-abstract", "ON")}
    sample = json.loads((desk / "samples/title-abstract-1.json").read_text(encoding="utf-8"))["ids"]
    table = Counter(
        tuple("exclude" if said[each]["verdict"] == "exclude" else "include" for said in (first, second))
        for each in sample
    )
    [agreement] = [row for row in rows(report / "agreement.csv") if row["stage"] == "title-abstract"]
    same = table["include", "include"] + table["exclude", "exclude"]
    assert int(agreement["n"]) == len(sample) == table.total()
    assert float(agreement["percent_agreement"]) == pytest.approx(same / len(sample), abs=1e-6)
    chance = sum(
        sum(n for (a, _), n in table.items() if a == each) * sum(n for (_, b), n in table.items() if b == each)
        for each in ("include", "exclude")
    )
    expected = chance / len(sample) ** 2
    assert float(agreement["kappa"]) == pytest.approx((same / len(sample) - expected) / (1 - expected), abs=1e-6)

    # One byte of one decision is another one.
    files = content(desk / "data.zip")
    name = "review/people/ON/title-abstract.1/decisions.jsonl"
    changed = bytearray(files[name])
    changed[changed.rindex(b"exclude")] ^= 1
    packed(desk / "changed.zip", {**files, name: bytes(changed)})
    told = tamis("verify", "changed.zip", cwd=desk, status=1)
    assert [line for line in told.splitlines() if "DIFFERS" in line and name in line], told
