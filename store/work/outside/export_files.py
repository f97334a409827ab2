"""The files of references in folders and archives: what each seems to come from, and what of it is known already."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import TamisError, advice_on
from core.formats.decode import decode_guessing
from core.formats.readers.vendors import MARKED_BYTES, guess_source
from core.plain_file import open_plain
from core.records.imports import Import, Source
from store.acts.imports import ReadFiles, look_at, read_import, store_import
from store.folder.review import Review

MOST_FILES = 500
LARGEST_ARCHIVE = 2 << 30
"""Bytes that an archive may unpack to: some fifty times the exports of a large review."""
_RATIO = 100
"""How many times its packed size a file of an archive may be; references reach ten."""
_SMALL = 1 << 20
"""A file up to this size may have any ratio."""
_ENCRYPTED = 0x1 | 0x40 | 0x2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file that may hold references.

    Attributes:
        name: Its path below the folder or the archive.
        source: What it comes from; its name is "" where that cannot be told.
        why: The evidence for the source.
        read: What is in it; None where it is not readable or has no source.
        found: The import that it would be; None as with `read`.
        problem: Why it is no file of references.
        twin: The file before it that has the same content; "" where none has.
    """

    name: str
    source: Source
    why: str
    read: ReadFiles | None = None
    found: Import | None = None
    problem: TamisError | None = None
    twin: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be brought in, and holds something new."""
        return self.found is not None and self.found.new > 0 and not self.twin


def is_many(path: Path) -> bool:
    """Whether a path is a folder, or an archive that is no workbook and no document."""
    if path.is_dir():
        return True
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" not in archive.namelist()


@contextmanager
def unfolded(paths: Sequence[Path]) -> Iterator[list[tuple[str, Path]]]:
    """The files of folders, archives and single paths, with their names; of archives unpacked for as long as it lasts.

    Raises:
        TamisError: A folder or an archive cannot be read, or holds more than any exports.
    """
    with ExitStack() as stack:
        files: list[tuple[str, Path]] = []
        for path in paths:
            if path.is_dir():
                files += _below(path, path)
            elif is_many(path):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                files += _unpacked(path, folder)
            else:
                files.append((path.name, path))
        if len(files) > MOST_FILES:
            raise TamisError(f"there are {len(files):,} files", advice=f"Name a folder with at most {MOST_FILES}.")
        if not files:
            raise TamisError("there is no file in it", where=str(paths[0]))
        yield files


def look_into(
    review: Review,
    files: Sequence[tuple[str, Path]],
    given: Source,
    *,
    search_round: int | None = None,
    format: str = "auto",
    encoding: str = "",
    keep_untitled: bool = False,
    again: bool = False,
    progress: Callable[[str, int, int], None] = lambda name, place, of: None,
) -> list[ExportFile]:
    """What each file is, without writing anything.

    Args:
        review: The review.
        files: As `unfolded` gives them.
        given: What is known of all of them; a source is found for each where its name is "".
        search_round: See `import_files`.
        format: See `import_files`.
        encoding: See `import_files`.
        keep_untitled: See `import_files`.
        again: See `store_import`.
        progress: Called before each file with its name, its place and the number of all; may raise to stop.

    Raises:
        TamisError: The search round or the route is wrong.
    """
    planned = {each.name: each for each in review.protocol.sources}
    seen: dict[str, str] = {}
    found: list[ExportFile] = []
    for place, (name, path) in enumerate(files):
        progress(name, place, len(files))
        source, why = replace(given, route=given.route or "databases"), "as you say"
        try:
            with open_plain(path) as stream:
                head = stream.read(MARKED_BYTES)
                stream.seek(0)
                content = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            problem = TamisError(f"cannot be read: {error.strerror}", where=name, advice=advice_on(error))
            found.append(ExportFile(name=name, source=given, why="", problem=problem))
            continue
        if not given.name:
            guess = guess_source("" if head.startswith(b"PK") else decode_guessing(head), name, planned)
            plan = planned.get(guess.name)
            source = replace(
                given,
                name=guess.name,
                platform=guess.platform or (plan.platform if plan else ""),
                route=given.route or (plan.route if plan else "databases"),
            )
            why = guess.why
        try:
            read = read_import([path], source, format=format, encoding=encoding, keep_untitled=keep_untitled)
        except TamisError as problem:
            if problem.where == "--route":
                raise
            found.append(ExportFile(name=name, source=source, why="", problem=problem))
            continue
        twin = seen.setdefault(content, name)
        each = ExportFile(name=name, source=source, why=why, read=read, twin=twin if twin != name else "")
        found.append(replace(each, found=look_at(review, read, search_round, again=again)) if source.name else each)
    return found


def as_from(review: Review, file: ExportFile, source: Source, search_round: int | None = None) -> ExportFile:
    """The file as it is when a person says what it comes from."""
    if file.read is None:
        return file
    read = file.read.of(source)
    found = look_at(review, read, search_round) if source.name else None
    return replace(file, source=source, why="as you say", read=read, found=found)


def bring_in(
    review: Review, files: Sequence[ExportFile], search_round: int | None = None, *, again: bool = False
) -> list[Import]:
    """Keep the records of the files that are ready, each file as an import of its own."""
    reads = [each.read for each in files if each.ready and each.read is not None]
    return [store_import(review, each, search_round, again=again) for each in reads]


def _below(folder: Path, top: Path) -> list[tuple[str, Path]]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [Path(where) / each for each in sorted(names) if not each.startswith(".")]
    return [(each.relative_to(top).as_posix(), each) for each in found]


def _unpacked(path: Path, folder: Path) -> list[tuple[str, Path]]:
    """The files of an archive, each in a folder of ours: the paths in the archive could lead anywhere."""
    files = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if not each.is_dir() and not _hidden(each.filename)]
            size = sum(each.file_size for each in members)
            if size > LARGEST_ARCHIVE or len(members) > MOST_FILES:
                raise TamisError(
                    f"it would unpack to {len(members):,} files of {size:,} bytes",
                    where=path.name,
                    advice="No exports do. Unpack it yourself and name the folder.",
                )
            for member in members:
                why = "is encrypted" if member.flag_bits & _ENCRYPTED else ""
                if member.file_size > max(_SMALL, _RATIO * member.compress_size):
                    why = f"would unpack to {member.file_size:,} bytes from {member.compress_size:,}"
                if why:
                    what = f"{member.filename} {why}"
                    raise TamisError(what, where=path.name, advice="Unpack it yourself and name the folder.")
            for number, member in enumerate(members):
                target = folder / str(number) / Path(member.filename).name[-100:]
                target.parent.mkdir()
                with archive.open(member) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
                files.append((member.filename, target))
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise TamisError(
            f"the archive cannot be read: {error}", where=path.name, advice="Unpack it yourself."
        ) from error
    return files


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in name.split("/"))
