"""Links the full texts in a folder to reports: by the names of the files, else by the title on the first page."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.errors import TamisError
from core.fulltext.attachments import meant_by, names_of, titled
from core.fulltext.retrieval import Retrieval, Sought
from core.protocol.values import Stage
from store.acts.retrieval import check_fulltext, kept_path, retrievals, set_retrievals
from store.state.review_state import ReviewState
from store.work.texts.extract import extracted

ENDINGS = (".pdf", ".txt", ".md", ".html", ".htm", ".xml")


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome of linking a folder. File names are relative to it.

    Attributes:
        linked: (record, file) of each report that was linked by this act.
        known: How many files were linked before, or belong to a report that has another text.
        ambiguous: (file, records) where a name fits several reports, or several files fit one report.
        unmatched: Files whose name and first page fit no report of the stage.
        by_title: Of the linked files, those whose title told whose they are.
        refused: (file, why) of links that lead out of the folder, and of files that are neither PDF nor text.
    """

    linked: list[tuple[str, str]]
    known: int
    ambiguous: list[tuple[str, list[str]]]
    unmatched: list[str]
    refused: list[tuple[str, str]]
    by_title: list[str]


def link_folder(state: ReviewState, stage: Stage, folder: Path) -> Linked:
    """Link the files of a folder, and of the folders in it, to the reports of a stage, as one act.

    A report that already has a text or an address keeps it. A file that fits no report, or several, is not linked.

    Raises:
        TamisError: `folder` is no folder, the stage is no full-text stage, or the links could not be saved.
    """
    check_fulltext(stage)
    if not folder.is_dir():
        what = "this is no folder" if folder.exists() else "there is no such folder"
        raise TamisError(what, where=str(folder), advice="Name the folder that holds the texts.")
    review = state.review
    said = retrievals(review, state.groups, stage.id)
    entered = state.funnel.state(stage.id).entered
    names = names_of(
        (survivor, review.records.get(each)) for survivor in entered for each in state.groups.around(survivor)
    )
    titles = {
        survivor: [review.records.get(each).title for each in state.groups.around(survivor)] for survivor in entered
    }
    by_title: list[str] = []
    ambiguous: list[tuple[str, list[str]]] = []
    unmatched: list[str] = []
    refused: list[tuple[str, str]] = []
    files: defaultdict[str, list[Path]] = defaultdict(list)
    root = folder.resolve()
    known = 0
    for path, why in _files(root):
        name = str(path.relative_to(root))
        if why:
            refused.append((name.encode(errors="replace").decode(), why))
            continue
        meant = sorted(meant_by(path.stem, names))
        if not meant and (meant := sorted(titled(_first_page(path), titles))):
            by_title.append(name)
        if not meant:
            unmatched.append(name)
        elif len(meant) > 1:
            ambiguous.append((name, meant))
        elif said.get(meant[0], Retrieval(record="")).state is Sought.RETRIEVED:
            known += 1
        else:
            files[meant[0]].append(path)
    certain = {record: paths[0] for record, paths in files.items() if len(paths) == 1}
    ambiguous += [
        (str(path.relative_to(root)), [record]) for record, paths in files.items() if len(paths) > 1 for path in paths
    ]
    if certain:
        new = [
            Retrieval(record=record, state=Sought.RETRIEVED, path=kept_path(review, path.resolve()))
            for record, path in certain.items()
        ]
        set_retrievals(review, state.groups, stage, new, act="link")
    linked = [(record, str(path.relative_to(root))) for record, path in certain.items()]
    files_linked = {file for _, file in linked}
    by_title = [file for file in by_title if file in files_linked]
    return Linked(linked, known, sorted(ambiguous), unmatched, refused, by_title)


def _first_page(path: Path) -> str:
    """The text of the first page; "" where it cannot be read."""
    with suppress(TamisError, OSError):
        text = extracted(path, first_page=True)
        return " ".join(text.pages[0]) if text.pages else ""
    return ""


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """(file, why it cannot be linked, or ""), in the order of names, without hidden files."""
    for folder, subfolders, names in os.walk(root):
        here = Path(folder)
        subfolders[:] = sorted(each for each in subfolders if not each.startswith("."))
        links = [each for each in subfolders if (here / each).is_symlink()]
        for name in sorted([*names, *links]):
            if not name.startswith("."):
                yield here / name, _objection(here / name, root)


def _objection(path: Path, root: Path) -> str:
    try:
        str(path).encode()
        resolved = path.resolve(strict=True)
        mode = resolved.stat().st_mode
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    if not resolved.is_relative_to(root):
        return "a link that leads out of the folder"
    if not stat.S_ISREG(mode):
        return "no plain file"
    if path.suffix.casefold() not in ENDINGS:
        return f"neither a PDF nor a text ({', '.join(ENDINGS)})"
    return ""
