"""The reviews that the commands are run on, each made by the program's own commands."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from tests.pinned.running import tamis
from tests.pinned.still import set_clock
from tests.reviews import protocol, ris

FILES = {"first": range(30), "other": range(28, 31), "second": range(27, 36)}
"""The numbers of the small review's records, file by file; the last one's are of another search."""
FINISHED = "--records 560 --seed j"
"""The finished review is less than half as long as the one that ships, and still runs the same lines of the program."""
SMALL_PLAN = (
    protocol("1/2")
    .replace('title = "A review for tests"', 'title = "A review for tests"\nkappa_scale = "landis-koch"')
    .replace('[[reviewer]]\nid = "CHIEF"', '[[reviewer]]\nid = "CY"\nrole = "second"\n[[reviewer]]\nid = "CHIEF"')
    .replace('coverage = "1/2" }]', 'coverage = "1/2" }, { reviewer = "CY", coverage = "all" }]')
    .replace(
        'kind = "screen"',
        'kind = "screen"\npilot = 4\nextend_sample = { statistic = "kappa", below = "0.9", by = "1/10" }',
    )
    + """
[[stage]]
id = "charting"
title = "Charting"
kind = "chart"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]
[[chart.item]]
id = "year"
label = "Year"
type = "year"
prefill = "record.year"
required = true
[[chart.item]]
id = "design"
label = "Design"
type = "choice"
choices = ["trial", "interviews", "survey"]
required = true
[[chart.item]]
id = "roles"
label = "Roles"
type = "multi-choice"
choices = ["worker", "teacher", "leader"]
[highlight]
include = ["lantern*"]
exclude = ["quarry"]
[appraisal]
enabled = true
"""
)

SHARED_PLAN = (
    protocol("1/2")
    .replace(
        '[[reviewer]]\nid = "CHIEF"',
        "".join(f'[[reviewer]]\nid = "{each}"\nrole = "second"\n' for each in ("CY", "DAG"))
        + '[[reviewer]]\nid = "CHIEF"',
    )
    .replace(
        '[{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "1/2" }]',
        '{ any = 1, of = ["ANNA", "BO", "CY", "DAG"], weights = { ANNA = 2 }, one_more = "1/5" }',
    )
)


def build(place: Path, part: str) -> None:
    """Make the reviews of a part in folders of `place`."""
    set_clock(0)
    if part == "demo":
        _done(f"demo {place}/demo --no-app")
    elif part == "finished":
        _done(f"demo {place}/finished --no-app --finished {FINISHED}")
        (place / "ON.csv").write_bytes(_done(f"-C {place}/finished --as ON chart export"))
    else:
        _small(place / "small")
        _shared(place / "shared")


def asked(folder: Path, line: str) -> Any:
    """What a command says of a review, read from its JSON."""
    return json.loads(_done(f"-C {folder} {line} --json"))


def _done(line: str) -> bytes:
    out, err, end = tamis(line)
    if end:
        raise RuntimeError(f"tamis {line}: {end}\n{err}")
    return out


def _small(folder: Path) -> None:
    """Three readers, a pilot, a sample that is due to grow, one dispute left open, two reviewers."""
    folder.mkdir()
    (folder / "protocol.toml").write_text(SMALL_PLAN)
    for name, numbers in FILES.items():
        (folder.parent / f"{name}.ris").write_text(ris(numbers))
    _done(f"-C {folder} import {folder.parent}/first.ris --source Testbase --searched 2021-06-01 --reported 31")
    _done(f"-C {folder} import {folder.parent}/other.ris --source 'Other base' --platform Somewhere")
    _done(f"-C {folder} dedup")
    _done(f"-C {folder} sample title-abstract --pilot 4 --yes")
    [pilot] = asked(folder, "sample title-abstract")
    everything = [row["record_id"] for row in asked(folder, "dedup --groups") if row["survivor"]]
    rest = [each for each in everything if each not in pilot["ids"]]
    for reviewer in ("ANNA", "BO", "CY"):
        _say(folder, reviewer, "title-abstract", pilot["ids"])
    _done(f"-C {folder} sample title-abstract --draw --yes")
    drawn = asked(folder, "sample title-abstract")[0]["ids"]
    for reviewer, ids in (("ANNA", rest), ("BO", drawn), ("CY", rest)):
        _say(folder, reviewer, "title-abstract", ids)
    disputed = [each["record_id"] for each in asked(folder, "disagreements title-abstract")["items"]]
    for record in disputed[1:]:
        _done(f"-C {folder} resolve title-abstract {record} include --rationale 'We talked about {record[:4]}.'")
    reports = [each["record_id"] for each in asked(folder, "fulltext full-text")["reports"]]
    _done(f"-C {folder} fulltext full-text {reports[0]} --not-retrieved 'no library has it'")
    for record in reports[1:]:
        _done(f"-C {folder} fulltext full-text {record} --retrieved https://example.org/{record}")
    for reviewer in ("ANNA", "BO"):
        _say(folder, reviewer, "full-text", reports[1:])
    _done(f"-C {folder} study {reports[1]} {reports[2]}")
    for reviewer, designs in (("ANNA", ("trial", "survey")), ("BO", ("trial", "trial"))):
        studies = [each["record_id"] for each in asked(folder, f"chart forms --as {reviewer}")["studies"]]
        rows = "".join(f"{each},{designs[n % 2]},{'teacher' * (n % 3 > 0)}\n" for n, each in enumerate(studies))
        (folder.parent / "charted.csv").write_text(f"record_id,design,roles\n{rows}")
        _done(f"-C {folder} --as {reviewer} chart import {folder.parent}/charted.csv --stage charting")


def _shared(folder: Path) -> None:
    """Each record is dealt to one of four readers, and a fifth to one more; nothing is dealt yet."""
    folder.mkdir()
    (folder / "protocol.toml").write_text(SHARED_PLAN)
    _done(f"-C {folder} import {folder.parent}/first.ris --source Testbase --searched 2021-06-01")
    _done(f"-C {folder} dedup")


def _say(folder: Path, reviewer: str, stage: str, ids: list[str]) -> None:
    """Verdicts that hang on a record's id and, for one in four, on who reads."""
    file = folder.parent / f"{reviewer}-{stage}.csv"
    with file.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("record_id", "verdict", "reason", "note", "labels"))
        for each in ids:
            number = int(each, 16)
            includes = number % 4 != 0 if number % 5 else ord(reviewer[0]) % 2 == 0
            reason = {"title-abstract": "wrong-topic", "full-text": "wrong-population"}[stage]
            writer.writerow((each, "include", "", "", "") if includes else (each, "exclude", reason, "a note", "mark"))
    _done(f"-C {folder} decisions import {file} --stage {stage} --reviewer {reviewer}")
