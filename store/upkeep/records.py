"""Whether the files that were written once, of records and of searches, are what was written, and named by a word."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from core.errors import TamisError
from core.records.ids import misfits, wrong_ids
from core.records.imports import Import
from core.words import count
from store.acts.duplicates.searches import DuplicateSearch, search_of
from store.acts.imports import imports, records_files
from store.folder.documents import Documents
from store.folder.people import PEOPLE
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.files import open_regular
from store.journal.union.word import Word
from store.upkeep.places import Kind, Places
from store.upkeep.problem import Problem, told

_NAMED = 3
"""How many records of a file whose id is not that of their content are named."""
ADVICE = "`tamis repair` of its owner takes it from a backup; else import the source again under another name."


def written_once(review: Review, found: Places) -> Iterator[Problem]:
    """The files that are missing, not as they were written, or named by nobody."""
    named: set[Path] = set()
    for each in imports(review, withdrawn=True):
        files = records_files(review, each)
        named |= files.keys()
        altered = [problem for path, checksum in files.items() for problem in check_records(path, checksum)]
        yield from altered
        if each.file:
            yield from check_contents(review, each)
        for part in () if altered else each.parts:
            yield from _shown(review.folder / part)
    for who, journal in review.acts.journals.items():
        for event in journal.events_with(b'"searches"'):
            if event.table == "searches" and event.after and event.after["says"]:
                search = search_of(review, str(event.id), Word(who, event.after["clock"], event.after["says"]))
                named.add(search.path)
                yield from _search(search)
        for event in journal.events_with(b'"imports"'):
            says = (event.after or {}).get("says") if event.table == "imports" else None
            if says and says["file"]:
                folder = review.folder / PEOPLE / who / "records"
                named.update(folder / each for each in says["checksums"])
    for place in found.of(Kind.RECORDS, Kind.SEARCH):
        if place.path not in named:
            what = "an import" if place.kind is Kind.RECORDS else "a search for duplicates"
            yield Problem(
                str(place.path),
                f"no word of {place.person}'s names this file: {what} that was killed, or whose word is lost; "
                "nothing in it counts",
                f"Are lines of {place.person}'s acts.jsonl missing? Else move it out of the review folder.",
            )


def _search(search: DuplicateSearch) -> Iterator[Problem]:
    try:
        search.found()
    except TamisError as error:
        yield told(error)


def check_records(path: Path, sha256: str) -> list[Problem]:
    """What is wrong with a file of records, compared with what was written at its import.

    Args:
        path: The file.
        sha256: Its checksum as the import's journal has it, in hexadecimal.
    """
    try:
        with open(open_regular(path, os.O_RDONLY), "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return [Problem(str(path), "the file is not there", ADVICE)]
    except StoreCorrupt as error:
        return [told(error)]
    except OSError as error:
        return [Problem(str(path), f"it cannot be read: {error.strerror}", "Let somebody check it who may read it.")]
    if found == sha256:
        return []
    detail = "every line can be read, but not all are as they were"
    try:
        for _ in Documents(path):
            pass
    except TamisError as error:
        detail = error.what
    return [Problem(str(path), f"it is not what the import wrote: {detail}", ADVICE)]


def _shown(path: Path) -> Iterator[Problem]:
    """Whether each line of a file that is as it was written can be read by its index, and holds a record."""
    try:
        records = Documents(path)
        for record, field in islice(misfits(zip(records.ids, records.several(range(len(records))), strict=True)), 1):
            yield Problem(str(path), f"the {field} of record {record} is none that a record can have", ADVICE)
    except TamisError as error:
        yield told(error)


def check_contents(review: Review, each: Import) -> Iterator[Problem]:
    """Whether the three files of a part hold the same records, each with its content's id, and all as many as said."""
    held = 0
    for path in (review.folder / part for part in each.parts):
        try:
            records, raw, keys = (Documents(path.with_suffix(f"{kind}.json")) for kind in ("", ".raw", ".keys"))
        except TamisError:
            return  # said of the file already
        if not records.ids == raw.ids == keys.ids:
            yield Problem(str(path), "it does not hold the same records as the two files beside it", ADVICE)
            return
        held += len(records)
        try:
            wrong = list(islice(wrong_ids(each.source.name, zip(raw.ids, raw, strict=True)), _NAMED + 1))
        except TamisError:
            return  # the checksum says so
        if wrong:
            names = ", ".join(wrong[:_NAMED]) + (" and more" if len(wrong) > _NAMED else "")
            what = f"the id of a record is not that of what {each.source.name} said of it: {names}"
            yield Problem(str(raw.path), what, "Compare it with the export: a record was made or changed.")
    if held != each.new:
        where = str(review.folder / each.file)
        yield Problem(where, f"it holds {count(held, 'record')}, and its import says {each.new:,}", ADVICE)
