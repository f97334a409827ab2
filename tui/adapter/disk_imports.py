"""What the app asks of a review's imports: the part of `tui.adapter.on_disk` that brings files in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.records.imports import Import, Source
from store.acts.imports import ReadFiles, imports, look_at, store_import
from store.folder.review import Review
from store.state.review_state import ReviewState, review_state, screened_records

if TYPE_CHECKING:
    from store.work.outside.export_files import ExportFile


class DiskImports:
    """The imports of a review folder; the interface says what each method gives."""

    _review: Review
    _state: ReviewState | None = None

    def imports(self) -> list[Import]:
        self._review.acts.refresh()
        return imports(self._review, withdrawn=True)

    def look_at(self, read: ReadFiles, search_round: int | None) -> Import:
        return look_at(self._review, read, search_round)

    def bring_in(self, read: ReadFiles, search_round: int | None, *, again: bool) -> Import:
        self._state = None
        return store_import(self._review, read, search_round, again=again)

    def exports_beside(self) -> Path | None:
        from store.work.outside.exports_beside import exports_beside

        found = exports_beside(Path.cwd()) or exports_beside(self._review.folder)
        return found.folder if found else None

    def look_into(self, paths: Sequence[Path], progress: Callable[[str, int, int], None]) -> list[ExportFile]:
        from store.work.outside.export_files import look_into, unfolded

        self._review.refresh()
        with unfolded(paths) as files:
            return look_into(self._review, files, Source(name=""), progress=progress)

    def as_from(self, file: ExportFile, source: Source) -> ExportFile:
        from store.work.outside.export_files import as_from

        return as_from(self._review, file, source)

    def bring_in_files(self, files: Sequence[ExportFile]) -> list[Import]:
        from store.work.outside.export_files import bring_in

        self._state = None
        return bring_in(self._review, files)

    def withdraw(self, number: int) -> Import:
        from store.acts.withdrawals import withdraw

        self._state = None
        return withdraw(self._review, number, screened=screened_records(review_state(self._review)))

    def restore(self, number: int) -> Import:
        from store.acts.withdrawals import restore

        self._state = None
        return restore(self._review, number)
