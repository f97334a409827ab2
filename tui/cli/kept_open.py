"""The reviews that the lines of a batch share, each opened once for each role."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from store.folder.review import Review
from store.work.openings import settle_after_saving
from store.work.unfinished import Unfinished

Key = tuple[Path, str | None, bool, bool]
"""The folder, the role that was asked for, whether any file system is accepted, and whether all is derived anew."""


class KeptOpen:
    """Reviews that stay open from one command to the next, and are closed at the end.

    After an act from which nothing can follow for the others, only the reader's progress is not written yet; it is
    before anything but an act, and at the end.
    """

    def __init__(self) -> None:
        self._reviews: dict[Key, Review] = {}
        self._unfinished: dict[Key, Unfinished] = {}
        self._behind: set[Key] = set()

    def __enter__(self) -> KeptOpen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.catch_up()
        finally:
            for each in list(self._reviews.values()):
                self.drop(each)

    def get(self, key: Key) -> Review | None:
        """The review that was opened before, as if it were opened now; None where there is none, or none that holds."""
        review = self._reviews.get(key)
        if review is None or review.begin_anew():
            return review
        self.drop(review)
        return None

    def keep(self, key: Key, review: Review) -> None:
        """Keep a review open from now on."""
        review.stays_open = True
        self._reviews[key] = review

    def drop(self, review: Review | None) -> None:
        """Close a review, so that it is opened anew when it is wanted again."""
        for key in [key for key, each in self._reviews.items() if each is review]:
            self._reviews.pop(key).close()
            self._unfinished.pop(key, None)
            self._behind.discard(key)

    def settle(self, review: Review) -> None:
        """As `settle_after_saving`; put off where nothing but the reader's progress follows."""
        [key] = [key for key, each in self._reviews.items() if each is review]
        known = self._unfinished.get(key)
        with review.bookkeeping("what follows for the others was not counted"):
            if known is not None and known.nothing_follows():
                review.saved = True
                self._behind.add(key)
                return
        state = settle_after_saving(review)
        self._behind.discard(key)
        if state is None:
            self._unfinished.pop(key, None)
        else:
            self._unfinished[key] = Unfinished(state)

    def catch_up(self) -> None:
        """Settle what was put off."""
        for key in sorted(self._behind, key=str):
            settle_after_saving(self._reviews[key])
        self._behind.clear()
