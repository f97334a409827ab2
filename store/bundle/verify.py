"""Checks a bundle without the review: derives everything anew from the journals in it, and compares."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core.errors import TamisError
from core.sampling.sample import PILOT, verify
from core.words import count as counted
from core.words import plural
from store.acts.amendments import amendments
from store.acts.duplicates.searches import search_files
from store.acts.imports import imports, records_files
from store.acts.samples import drawn_samples
from store.bundle.copying import REDUCED, Chain, open_journals, reduced_sha256
from store.bundle.description import (
    DICTIONARY,
    MANIFEST,
    README,
    REPORT,
    REVIEW,
    Description,
    described_files,
    first_line,
)
from store.bundle.make import derived_files
from store.bundle.results import differences
from store.decisions.stated import compare_with_statements
from store.exchange.unpack import unpack
from store.folder.documents import Documents
from store.folder.people import PEOPLE
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.files import file_sha256
from store.journal.known_ends import end_in
from store.journal.snapshot import META, Snapshot, read_snapshot, write_snapshot
from store.upkeep.backups.backup import SUMS, read_sums, sum_line
from store.upkeep.damage import check_journal, journal_files
from store.upkeep.records import check_contents, check_records

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


@dataclass(frozen=True, slots=True)
class Derived:
    """A file that was derived anew and is compared by its checksum, so that it need not be held.

    Attributes:
        sha256: In hexadecimal.
        first_line: Of a table, the names of its columns.
    """

    sha256: str
    first_line: bytes


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


def _taken(folder: Path, name: str, parts: Iterable[bytes]) -> Derived:
    digest, first = hashlib.sha256(), b""
    with contextlib.ExitStack() as stack:
        # JSON is written, since it is said where it differs.
        kept = stack.enter_context(_anew(folder, name).open("wb")) if name.endswith(".json") else None
        for part in parts:
            first = first or part
            digest.update(part)
            if kept is not None:
                kept.write(part)
    return Derived(digest.hexdigest(), first_line(first))


def _checks(folder: Path, names: list[str]) -> Iterator[Check]:
    made: list[Description] = []
    derived: dict[str, Derived] = {}

    def read() -> Findings:
        made.append(Description.from_bytes((folder / MANIFEST).read_bytes()))
        return [], ""

    def derive() -> Findings:
        nonlocal derived
        with _opened(folder) as review:
            derived = derived_files(review, partial(_taken, folder))
        return [], ""

    no_description = _check("", folder, read)
    there = {each: file_sha256(folder / each) for each in names if each != SUMS}
    yield _check("checksums", folder, lambda: _checksums(folder, there))
    chained = _check("chains", folder, lambda: _chains(folder, made))
    not_derived = _check("", folder, derive)
    yield _check("files", folder, lambda: _files(folder, names, derived))
    described = lambda: _described(folder, made[0], derived)  # noqa: E731
    yield _check("description", folder, described) if no_description.ok else replace(no_description, name="description")
    yield chained
    yield _check("statements", folder, lambda: _statements(folder, made))
    yield _check("records", folder, lambda: _records(folder, made, there))
    for name, start in DERIVED.items():
        check = (
            _check(name, folder, partial(_derived, folder, there, derived, start)) if not_derived.ok else not_derived
        )
        yield replace(check, name=name)


def _check(name: str, folder: Path, find: Callable[[], Findings]) -> Check:
    """Run a check; an exception in it is a finding.

    A bundle may come from a stranger: journals with whole chains can still hold anything. Contents of an unexpected
    form are a fault of the bundle, not of tamis, whatever exception they raise.
    """
    try:
        found, looked_at = find()
    except Exception as error:
        what = (
            str(error).replace("\n", ". ", 1) if isinstance(error, TamisError) else f"{type(error).__name__}: {error}"
        )
        found, looked_at = [f"cannot be derived: {what}"], ""
    if found:
        more = [f"and {len(found) - SHOWN:,} more"] if len(found) > SHOWN else []
        looked_at = "; ".join([*found[:SHOWN], *more])
    return Check(name, not found, " ".join(looked_at.replace(f"{folder}/", "").split()))


def _checksums(folder: Path, there: Mapping[str, str]) -> Findings:
    try:
        sums = read_sums(folder)
    except (OSError, StoreCorrupt, ValueError):
        return [f"{SUMS}: the list of checksums is missing or damaged"], ""
    found = [f"{each} is not in {SUMS}" for each in there if each not in sums]
    found += [f"{each} is missing" for each in sums if each not in there]
    found += [f"{each} is not as it was bundled" for each in there if each in sums and there[each] != sums[each]]
    if not found and (folder / SUMS).read_bytes() != b"".join(sum_line(*each) for each in sorted(there.items())):
        found = [f"{SUMS} is not as it was written"]
    return found, f"{len(there):,} files"


def _files(folder: Path, names: list[str], derived: Mapping[str, Derived]) -> Findings:
    """Every file of a bundle follows from the words in it; one more or one less is named whatever the checksums say."""
    with _opened(folder) as review:
        below = [
            review.folder / PROTOCOL_FILE,
            *open_journals(review),
            *(path for each in imports(review, withdrawn=True) for path in records_files(review, each)),
            *search_files(review),
        ]
    expected = {SUMS, MANIFEST, README, DICTIONARY, *derived, *(each.relative_to(folder).as_posix() for each in below)}
    if not derived:  # what cannot be derived is told by each check of it
        expected |= {each for each in names if each.startswith(tuple(DERIVED.values()))}
    found = [f"{each} is missing" for each in sorted(expected - {*names})]
    return found + [f"{each} belongs to no bundle" for each in sorted({*names} - expected)], f"{len(names):,} files"


def _described(folder: Path, made: Description, derived: Mapping[str, Derived]) -> Findings:
    """The description, the README and the dictionary follow from the rest, and the plan from the newest amendment."""
    with _opened(folder) as review:
        chains = [_chain(folder, each, made) for each in open_journals(review)]
        title, plan, logged = review.protocol.title, review.protocol_text, amendments(review)
    first_lines = {name: each.first_line for name, each in derived.items()}
    expected = described_files(replace(made, chains=tuple(chains)), title, first_lines)
    if not derived:
        del expected[DICTIONARY]
    found = [
        f"{name} is not what follows from the rest of the bundle"
        for name, content in expected.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]
    if logged and logged[-1].text != plan:
        found.append(f"{REVIEW}/{PROTOCOL_FILE} is not the plan that the newest amendment holds")
    return found, "the plan, the description, the README and the data dictionary"


def _chain(folder: Path, path: Path, made: Description) -> Chain:
    """A journal as the description should have it; under other names its original is believed."""
    name, (lines, last) = path.relative_to(folder / REVIEW).as_posix(), end_in(path)
    said = next((each for each in made.chains if each.journal == name), None)
    if said is not None and made.pseudonyms:
        return replace(said, lines=lines)
    return Chain(name, lines, last, ())


def _chains(folder: Path, made: Sequence[Description]) -> Findings:
    journals = {path.relative_to(folder / REVIEW).as_posix(): path for path in journal_files(folder / REVIEW)}
    found = [
        f"{each.where}: {each.what}"
        for name, path in journals.items()
        for each in check_journal(path, partial(_keep_read, folder, name))
    ]
    total = sum(end_in(path)[0] for path in journals.values())
    for description in made:
        listed = {each.journal: each for each in description.chains}
        found += [f"{REVIEW}/{each} is missing" for each in listed if each not in journals]
        found += [f"{REVIEW}/{each} is not in {MANIFEST}" for each in journals if each not in listed]
        for name in listed.keys() & journals.keys():
            said, there = listed[name], _chain(folder, journals[name], description)
            if said.lines != there.lines:
                found.append(
                    f"{REVIEW}/{name} has {counted(there.lines, 'line')}; the bundle was made with {said.lines:,}"
                )
            if said.last != there.last:
                found.append(f"{REVIEW}/{name} does not end in the hash with which it was bundled")
    return found, f"{counted(len(journals), 'journal')}, {counted(total, 'line')}"


def _statements(folder: Path, made: Sequence[Description]) -> Findings:
    """Journals against what their readers stated and what others had seen of them."""
    with _opened(folder) as review:
        found, compared = compare_with_statements(review)
    note = "; under pseudonyms what people had seen of others is left out" if made and made[0].pseudonyms else ""
    return [f"{REVIEW}/{each.journal} {each.what}" for each in found], f"{compared:,} statements and sights{note}"


def _records(folder: Path, made: Sequence[Description], there: Mapping[str, str]) -> Findings:
    whole = not made or made[0].abstracts
    found: list[str] = []
    count = compared = 0
    with _opened(folder) as review:
        for path, checksum in search_files(review).items():
            found += [f"{problem.where}: {problem.what}" for problem in check_records(path, checksum)]
        for each in imports(review, withdrawn=True):
            for path, checksum in records_files(review, each).items():
                if whole or path.name.endswith(".keys.json"):
                    problems = check_records(path, checksum)
                    found += [f"{problem.where}: {problem.what}" for problem in problems]
                    compared += 1
            found += [f"{problem.where}: {problem.what}" for problem in check_contents(review, each)]
            for records in (Documents(review.folder / part) for part in each.parts):
                count += len(records)
                if whole:
                    continue
                for path in (records.path.with_suffix(ending) for ending in REDUCED):
                    if reduced_sha256(path) != there[path.relative_to(folder).as_posix()]:
                        found.append(f"{path}: it holds more than a bundle without abstracts, or is in another form")
    note = "" if whole else "; without abstracts, records files are compared by their ids and keys only"
    return found, f"{counted(count, 'record')}, {counted(compared, 'file')} as the imports logged them{note}"


def _derived(folder: Path, there: Mapping[str, str], derived: Mapping[str, Derived], start: str) -> Findings:
    """Compares the files derived from the journals with those that the bundle holds, of which it has the checksums."""
    here = [each for each in there if each.startswith(start)]
    anew = [each for each in derived if each.startswith(start)]
    found = [f"{each} does not follow from the journals" for each in here if each not in derived]
    found += [f"{each} is missing" for each in anew if each not in there]
    for name in sorted({*here} & {*anew}):
        if there[name] == derived[name].sha256:
            continue
        detail = [f"{name} is not what the journals give"]
        if name.endswith(".json"):
            with contextlib.suppress(ValueError):
                detail = [
                    f"{name}, {each}"
                    for each in differences(
                        *(json.loads(path.read_bytes()) for path in (folder / name, _anew(folder, name)))
                    )
                ] or detail
        found += detail
    if start == DERIVED["sample"]:
        found += _drawn_anew(folder)
    return found, f"{counted(len(here), 'file')} derived anew {plural(len(here), 'is')} the same"


def _drawn_anew(folder: Path) -> list[str]:
    with _opened(folder) as review:
        return [
            f"sample of {stage}, search round {number}: {what}"
            for (stage, number), drawn in drawn_samples(review).items()
            if number != PILOT
            for what in verify(drawn.sample, drawn.frame_ids)
        ]


def _keep_read(folder: Path, journal: str, read: Snapshot) -> None:
    """Keep what a journal was found to hold, so that its lines are read once; of an odd one they are read again."""
    plain = all(name != META and all(map(str.isdecimal, table)) for name, table in read.tables.items())
    with contextlib.suppress(OSError, ValueError):
        path = _read(folder, journal.removeprefix(f"{PEOPLE}/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        if plain:
            write_snapshot(path, read, 0o600)


def _read(folder: Path, journal: str) -> Path:
    """Where it is kept of a journal, named below `people`: no file of a bundle has such a name."""
    return (folder / ".read" / journal).with_suffix(".json")


def _anew(folder: Path, name: str) -> Path:
    """Where a file that was derived anew is written: a stranger's words may name it, so its name leads nowhere."""
    path = folder / ".derived" / hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    path.parent.mkdir(exist_ok=True)
    return path


def _opened(folder: Path) -> Review:
    review = Review(folder / REVIEW, unsafe_filesystem_accepted=True, copied=True)
    review.lent = lambda journal: read_snapshot(_read(folder, journal))
    return review
