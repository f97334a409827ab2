"""A small review that is through, and bundles of it with something changed."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.reviews import decide_all, made_once, make_review, protocol, run, run_json

PEOPLE = """id = "ANNA"
role = "first"
name = "Anna Ardal"
"""


@made_once
def finished_review(folder: Path) -> Path:
    """Ten records, two readers at two stages, a sample of half, a disagreement that was resolved."""
    text = protocol("1/2").replace('id = "ANNA"\nrole = "first"\n', f"# Anna leads\n{PEOPLE}")
    make_review(folder, records=10, text=text)
    every = [f"T{number}" for number in range(10)]
    decide_all(folder, "ANNA", "title-abstract", [(each, "include") for each in every])
    drawn = run_json(folder, "sample", "title-abstract", "--draw", "--yes")[0]["ids"]
    accession = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    verdicts = [(accession[each], "exclude" if place == 0 else "include") for place, each in enumerate(drawn)]
    decide_all(folder, "BO", "title-abstract", verdicts)
    rationale = "ANNA said it is about harbours"
    run(folder, "resolve", "title-abstract", drawn[0], "include", "--rationale", rationale, "--by", "ANNA,BO")
    for reviewer in ("ANNA", "BO"):
        decide_all(folder, reviewer, "full-text", [(each, "include") for each in every])
    return folder


def content(bundle: Path) -> dict[str, bytes]:
    """The files of a bundle."""
    with zipfile.ZipFile(bundle) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return path


def summed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with checksums that fit them, as a forger would leave them."""
    sums = "".join(
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != "SHA256SUMS"
    )
    return {**files, "SHA256SUMS": sums.encode()}
