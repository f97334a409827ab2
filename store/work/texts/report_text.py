"""Finds the text of a report: of its file, extracted once and kept in the account's cache; else the abstract."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from core.errors import TamisError
from core.fulltext.text import ReportText
from store.acts.duplicates.groups import Groups, shown_record
from store.acts.retrieval import file_of, retrievals
from store.folder.cache import Cache
from store.folder.review import Review
from store.work.texts.extract import extracted

_FORM = "1"
"""Changes whenever what is extracted is another thing, so that nothing kept before is given."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where the text of a report is.

    Attributes:
        folder: The review's.
        file: The file; None where there is none.
        abstract: What is read where the file cannot be; its `problem` says why there is no file.
    """

    folder: Path
    file: Path | None
    abstract: ReportText

    def read(self) -> ReportText:
        """The text; it may take seconds, and reads nothing of the review, so that any thread may wait for it."""
        if self.file is None:
            return self.abstract
        try:
            with self.file.open("rb") as file:
                origin = f"{_FORM}-{hashlib.file_digest(file, 'sha256').hexdigest()}"
            name = f"text-{hashlib.sha256(str(self.file).encode()).hexdigest()[:16]}"
            if (kept := Cache(self.folder).get(name, origin)) is not None:
                return _from_json(kept)
            text = extracted(self.file)
            Cache(self.folder).keep(name, origin, json.dumps(asdict(text), ensure_ascii=False).encode())
        except TamisError as error:
            return replace(self.abstract, problem=f"{error.where}: {error.what}. {error.advice}")
        except OSError as error:
            return replace(self.abstract, problem=f"{self.file.name}: cannot be read: {error.strerror}")
        return text


def text_place(review: Review, groups: Groups, reports: Sequence[str]) -> TextPlace:
    """Where the text of a study is: the first file of its reports that is there.

    Args:
        review: The review.
        groups: Its duplicate groups.
        reports: The records of the study; the abstract is that of the first that has one.
    """
    records = [shown_record(review, groups, each) for each in reports]
    found = next((each for each in records if each.abstract), records[0])
    pages = (tuple(each for each in (found.title, *found.abstract.splitlines()) if each.strip()),)
    abstract = ReportText("abstract", pages, problem="no full text is linked: this is the abstract")
    for stage in review.protocol.stages:
        said = retrievals(review, groups, stage.id) if stage.kind == "fulltext" else {}
        for retrieval in (said[each] for each in reports if each in said):
            if retrieval.path:
                try:
                    return TextPlace(review.folder, file_of(review, retrieval), abstract)
                except TamisError as error:
                    abstract = replace(abstract, problem=f"{error.where}: {error.what}; this is the abstract")
            elif retrieval.url:
                abstract = replace(abstract, problem=f"read on line at {retrieval.url}; this is the abstract")
    return TextPlace(review.folder, None, abstract)


def _from_json(kept: bytes) -> ReportText:
    text = json.loads(kept)
    return ReportText(**{**text, "pages": tuple(map(tuple, text["pages"]))})
