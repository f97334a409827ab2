"""Checks a bundle without the review: derives everything anew from the journals in it, and compares."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core.errors import TamisError
from core.sampling.sample import verify
from store.acts.imports import imports, records_files
from store.bundle.make import MANIFEST, REPORT, REVIEW, derived_files, sha256
from store.bundle.results import differences
from store.bundle.unpack import unpack
from store.folder.documents import Documents
from store.folder.review import Review
from store.state.review_state import review_state
from store.upkeep.backup import SUMS, read_sums
from store.upkeep.check import journal_files
from store.upkeep.damage import check_journal, check_records

Findings = tuple[list[str], str]
"""(what is wrong, what was checked)."""

DERIVED = {"sample": "samples/", "funnel": "results/funnel", "agreement": "results/agreement", "report": f"{REPORT}/"}
"""Check → the beginning of the names of the files that it derives anew."""
SHOWN = 20
"""How many differences are named one by one."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked."""

    name: str
    ok: bool
    detail: str


def verify_bundle(path: Path) -> list[Check]:
    """Check a bundle; it is unpacked into a temporary folder, and nothing is written elsewhere.

    Raises:
        TamisError: It is no bundle, or a zip that cannot be trusted.
    """
    with tempfile.TemporaryDirectory(prefix="tamis-verify-") as temporary:
        folder = Path(temporary)
        names = unpack(path, folder)
        if MANIFEST not in names or f"{REVIEW}/protocol.toml" not in names:
            raise TamisError(
                "it is no bundle: it lacks the protocol or its own description",
                where=str(path),
                advice="Make one with “tamis bundle FILE.zip”.",
            )
        return list(_checks(folder, names))


def _checks(folder: Path, names: list[str]) -> Iterator[Check]:
    review = folder / REVIEW
    yield _check("checksums", folder, lambda: _checksums(folder, names))
    yield _check("chains", folder, lambda: _chains(folder))
    yield _check("records", folder, lambda: _records(folder))
    derived: dict[str, bytes] = {}

    def derive() -> Findings:
        derived.update(derived_files(review))
        return [], ""

    failed = _check("", folder, derive)
    for name, start in DERIVED.items():
        check = _check(name, folder, partial(_derived, folder, names, derived, start)) if failed.ok else failed
        yield replace(check, name=name)


def _check(name: str, folder: Path, find: Callable[[], Findings]) -> Check:
    """Run a check; an exception in it is a finding.

    A bundle may come from a stranger: journals with whole chains can still hold anything. Contents of an unexpected
    form are a fault of the bundle, not of tamis, whatever exception they raise.
    """
    try:
        found, looked_at = find()
    except Exception as error:
        what = str(error) if isinstance(error, TamisError) else f"{type(error).__name__}: {error}"
        found, looked_at = [f"cannot be derived: {what}"], ""
    if found:
        more = [f"and {len(found) - SHOWN:,} more"] if len(found) > SHOWN else []
        looked_at = "; ".join([*found[:SHOWN], *more])
    return Check(name, not found, " ".join(looked_at.replace(f"{folder}/", "").split()))


def _checksums(folder: Path, names: list[str]) -> Findings:
    sums = read_sums(folder)
    there = [each for each in names if each != SUMS]
    found = [f"{each} is not in {SUMS}" for each in there if each not in sums]
    found += [f"{each} is missing" for each in sums if each not in names]
    found += [
        f"{each} is not as it was bundled" for each in there if each in sums and sha256(folder / each) != sums[each]
    ]
    return found, f"{len(there):,} files"


def _chains(folder: Path) -> Findings:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    listed = {each["file"]: each for each in manifest["journals"]}
    journals = {path.relative_to(folder).as_posix(): path for path in journal_files(folder / REVIEW)}
    found = [f"{each} is missing" for each in listed if each not in journals]
    found += [f"{each} is not in {MANIFEST}" for each in journals if each not in listed]
    total = 0
    for name, path in journals.items():
        found += [f"{each.where}: {each.what}" for each in check_journal(path)]
        with path.open("rb") as file:
            lines = file.read().splitlines(keepends=True)
        total += len(lines)
        if name in listed and len(lines) != listed[name]["lines"]:
            found.append(f"{name} has {len(lines):,} lines; the bundle was made with {listed[name]['lines']:,}")
        last = listed.get(name, {}).get("original_last_hash", "")
        if not manifest["pseudonyms"] and lines and last.encode() != lines[-1][-19:-3]:
            found.append(f"{name} does not end in the hash with which it was bundled")
    return found, f"{len(journals)} journals, {total:,} lines"


def _records(folder: Path) -> Findings:
    whole = json.loads((folder / MANIFEST).read_bytes())["abstracts"]
    found: list[str] = []
    count = compared = 0
    with Review(folder / REVIEW, unsafe_filesystem_accepted=True) as review:
        for each in imports(review, withdrawn=True):
            for path, checksum in records_files(review, each).items():
                if whole or path.name.endswith(".keys.json"):
                    problems = check_records(path, checksum)
                    found += [f"{problem.where}: {problem.what}" for problem in problems]
                    compared += 1
            if not each.file:
                continue
            records = Documents(review.folder / each.file)
            keys = Documents(records.path.with_suffix(".keys.json"))
            if records.ids != keys.ids or len(records) != each.new:
                found.append(f"{each.file} does not hold the records of import {each.number}")
            count += sum(1 for _ in records)
    note = "" if whole else "; without abstracts, records files are compared by their ids and keys only"
    return found, f"{count:,} records, {compared} files as the imports logged them{note}"


def _derived(folder: Path, names: list[str], derived: Mapping[str, bytes], start: str) -> Findings:
    """Compares the files derived from the journals with those that the bundle holds."""
    here = [each for each in names if each.startswith(start)]
    there = [each for each in derived if each.startswith(start)]
    found = [f"{each} does not follow from the journals" for each in here if each not in derived]
    found += [f"{each} is missing" for each in there if each not in names]
    for name in sorted({*here} & {*there}):
        said = (folder / name).read_bytes()
        if said == derived[name]:
            continue
        detail = [f"{name} is not what the journals give"]
        if name.endswith(".json"):
            with contextlib.suppress(ValueError):
                detail = [
                    f"{name}, {each}" for each in differences(json.loads(said), json.loads(derived[name]))
                ] or detail
        found += detail
    if start == DERIVED["sample"]:
        found += _drawn_anew(folder / REVIEW)
    return found, f"{len(here)} files derived anew are the same"


def _drawn_anew(folder: Path) -> list[str]:
    with Review(folder, unsafe_filesystem_accepted=True) as review:
        return [
            f"sample of {stage}, search round {number}: {what}"
            for (stage, number), drawn in review_state(review).samples.items()
            for what in verify(drawn.sample, drawn.frame_ids)
        ]
