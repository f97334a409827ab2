"""Names the files of a review folder that are none of tamis's, and those that wait for somebody to deal with them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator

from core.words import count
from store.acts.imports import imports
from store.acts.retrieval import TABLE as RETRIEVALS
from store.folder.review import Review
from store.upkeep.places import Kind, Place, Places
from store.upkeep.problem import Problem

_COPY = re.compile(r"conflict|\bcopy\b|\.(?:orig|bak|old|rej|swp|part|icloud)$|~$|\(\d+\)|sync-", re.IGNORECASE)

_LEFT = {
    Kind.TORN: (
        "what a writer that died was writing was set aside; it was never confirmed",
        "Look whether anything in it is missing, then move it out of the review folder.",
    ),
    Kind.SET_ASIDE: (
        "lines that a repair could not keep were set aside here",
        "Read them, decide those records anew, then move it out of the review folder.",
    ),
    Kind.TEMPORARY: (
        "a program that was killed left this half-written file; nothing of it counts",
        "`tamis repair` of whoever wrote it removes it.",
    ),
    Kind.LINK: (
        "a link: what it points to is in no backup, and anybody may change it",
        "Put the file itself in its place, or remove the link.",
    ),
}


def strays(found: Places) -> Iterator[Problem]:
    """The files that nobody has dealt with yet, and links."""
    for each in found.of(*_LEFT):
        what, advice = _LEFT[each.kind]
        yield Problem(str(each.path), what, advice)


def unknown(found: Places, review: Review | None) -> Iterator[Problem]:
    """The files that are none of tamis's; what an import or a report names is known by its content or its place."""
    strangers = found.of(Kind.UNKNOWN)
    for each in strangers if review is None else _without_named(strangers, review):
        if each.path.is_dir():
            what = f"a folder that is none of tamis's, with {count(each.files, 'file')}; nothing in it counts"
            yield Problem(str(each.path), what, "Move it out of the review folder.")
        elif _COPY.search(each.below.name):
            yield Problem(
                str(each.path),
                "another program's copy of a file of the review; nothing in it counts",
                "Compare it with the file it was made of: `tamis repair` of its owner takes it where it is longer and "
                "fits. Then move it out of the review folder.",
            )
        else:
            yield Problem(str(each.path), "no file of tamis; nothing in it counts", "Move it out of the review folder.")


def _without_named(strangers: list[Place], review: Review) -> Iterator[Place]:
    """Without the exports that were imported, and the full texts that are somebody's, kept in the review folder."""
    if not strangers:
        return
    sums = {file.sha256 for each in imports(review, withdrawn=True) for file in each.files}
    paths = [str(each.get("path") or "") for each in review.db.table(RETRIEVALS).all()]
    texts = {os.path.normpath(os.path.join(review.folder, each)) for each in paths if each}  # noqa: PTH118
    for each in strangers:
        if each.path.is_dir():
            inside = [os.path.join(at, name) for at, _, names in os.walk(each.path) for name in names]  # noqa: PTH118
            if inside and texts.issuperset(inside):
                continue
        elif str(each.path) in texts or (each.path.is_file() and not each.path.is_symlink() and _sum(each) in sums):
            continue
        yield each


def _sum(place: Place) -> str:
    try:
        with place.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
