"""Finds the text of a report: of its file, extracted once and kept in the account's cache; else the abstract."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from core.errors import TamisError
from core.fulltext.text import ReportText, lost
from store.acts.duplicates.groups import Groups, shown_record
from store.acts.retrieval import file_of, retrievals
from store.folder.cache import Cache
from store.folder.review import Review
from store.work.texts.extract import extracted

_FORM = "1"
"""Changes whenever what is extracted is another thing, so that nothing kept before is given."""


@dataclass(frozen=True)
class TextPlace:
    """Where the texts of a report or a study are.

    Attributes:
        folder: The review's.
        files: The files, each once; none where there is none.
        abstract: What is read where a file cannot be; its `problem` says why there is no file.
    """

    folder: Path
    files: tuple[Path, ...]
    abstract: ReportText

    @cached_property
    def texts(self) -> tuple[ReportText, ...]:
        """The text of each file, or the abstract, which is the only one without files.

        It may take seconds, and reads nothing of the review, so that any thread may wait for it.
        """
        return tuple(map(self._read, self.files)) or (self.abstract,)

    def lost(self, quotes: Collection[str]) -> set[str]:
        """The quotes that no text holds; none where one of the texts could not be read."""
        return lost(self.texts, quotes)

    def _read(self, path: Path) -> ReportText:
        try:
            with path.open("rb") as file:
                origin = f"{_FORM}-{hashlib.file_digest(file, 'sha256').hexdigest()}"
            name = f"text-{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
            if (kept := Cache(self.folder).get(name, origin)) is not None:
                return _from_json(kept)
            text = extracted(path)
            Cache(self.folder).keep(name, origin, json.dumps(asdict(text), ensure_ascii=False).encode())
        except TamisError as error:
            return replace(self.abstract, problem=f"{error.where}: {error.what}. {error.advice}")
        except OSError as error:
            return replace(self.abstract, problem=f"{path.name}: cannot be read: {error.strerror}")
        return text


def text_place(review: Review, groups: Groups, reports: Sequence[str]) -> TextPlace:
    """Where the texts of a study are: the files of its reports that are there.

    Args:
        review: The review.
        groups: Its duplicate groups.
        reports: The records of the study; the abstract is that of the first that has one.
    """
    records = [shown_record(review, groups, each) for each in reports]
    found = next((each for each in records if each.abstract), records[0])
    pages = (tuple(each for each in (found.title, *found.abstract.splitlines()) if each.strip()),)
    abstract = ReportText("abstract", pages, problem="no full text is linked: this is the abstract")
    files: dict[Path, None] = {}
    for stage in review.protocol.stages:
        said = retrievals(review, groups, stage.id) if stage.kind == "fulltext" else {}
        for retrieval in (said[each] for each in reports if each in said):
            if retrieval.path:
                try:
                    files[file_of(review, retrieval)] = None
                except TamisError as error:
                    abstract = replace(abstract, problem=f"{error.where}: {error.what}; this is the abstract")
            elif retrieval.url:
                abstract = replace(abstract, problem=f"read on line at {retrieval.url}; this is the abstract")
    return TextPlace(review.folder, tuple(files), abstract)


def _from_json(kept: bytes) -> ReportText:
    text = json.loads(kept)
    return ReportText(**{**text, "pages": tuple(map(tuple, text["pages"]))})
