"""A review that is about to be made: what the first screen asks for, with a proposal for each, and making it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from core.errors import TamisError
from core.protocol.template import people, template
from core.sampling.sample import PLACEHOLDER
from store.folder.review import Review
from store.work.outside.exports_beside import ExportsBeside, exports_beside


class ReviewToOpen(NamedTuple):
    """A review to open, as whom ("" where that is to be asked), and the exports to look into first."""

    folder: Path
    who: str = ""
    exports: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """The plan of a review to be made.

    Attributes:
        folder: Where; it has no plan yet.
        title: Its title.
        plan: The name of the template.
        seed: The text that samples are drawn with.
        readers: The ids of the people, in the order of the template's.
        who: Which of them the person at the keys is.
        exports: The folder of exports to look into first.
        unsafe_filesystem: Whether a network file system is accepted.
    """

    folder: Path
    title: str
    plan: str = "blank"
    seed: str = field(default_factory=lambda: f"tamis {secrets.token_hex(6)}")
    readers: tuple[str, ...] = ()
    who: str = ""
    exports: ExportsBeside | None = None
    unsafe_filesystem: bool = False

    @classmethod
    def of(cls, folder: Path, *, unsafe_filesystem: bool = False) -> Beginning:
        """A proposal for a folder."""
        words = folder.name.replace("-", " ").replace("_", " ").strip()
        title = words[:1].upper() + words[1:] or "Review"
        begun = cls(folder=folder, title=title, exports=exports_beside(folder), unsafe_filesystem=unsafe_filesystem)
        return begun.with_plan(begun.plan)

    def with_plan(self, plan: str) -> Beginning:
        """With another template, and its people."""
        found = tuple(people(template(plan)))
        return replace(self, plan=plan, readers=found, who=found[0])

    def with_readers(self, text: str) -> Beginning:
        """With other people, their ids separated by spaces or commas; who is not named stays as in the template.

        Raises:
            TamisError: Nobody is named, one is named twice, or there are more than the template has places for.
        """
        named = text.replace(",", " ").replace("·", " ").split()
        if not named or len(set(map(str.casefold, named))) < len(named):
            raise TamisError("name each person once", advice="Such as: KBAA ON SUPERVISORS")
        template(self.plan, readers=[(each, "") for each in named])
        readers = (*named, *people(template(self.plan))[len(named) :])
        return replace(self, readers=readers, who=self.who if self.who in readers else readers[0])

    def make(self) -> ReviewToOpen:
        """Make the review.

        Raises:
            TamisError: The folder cannot be written, or something of the plan cannot be.
        """
        if " ".join(self.seed.split()).casefold() == PLACEHOLDER or not self.seed.strip():
            raise TamisError("write a seed of your own", advice="Any text that you make public before the search.")
        plan = template(self.plan, self.title, seed=self.seed, readers=[(each, "") for each in self.readers])
        with Review.create(self.folder, plan, unsafe_filesystem_accepted=self.unsafe_filesystem):
            pass
        return ReviewToOpen(self.folder, self.who, self.exports.folder if self.exports else None)
