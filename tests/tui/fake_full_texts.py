"""The reports of a full-text stage in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval, Sought
from core.records.studies import studies
from core.undo import Sure, always

AT = "2021-02-15T09:00:00Z"


class MemoryFullTextStore:
    """What was said of reports, in dictionaries. `broken` makes every change fail with it."""

    def __init__(self) -> None:
        self.said: dict[str, Retrieval] = {}
        self.groups: list[tuple[str, str]] = []
        self.broken: Exception | None = None
        self.files: dict[str, Path] = {}

    @property
    def lost(self) -> Collection[str]:
        return {record for record, said in self.said.items() if said.state is Sought.NOT_RETRIEVED}

    def retrieval(self, record_id: str) -> Retrieval:
        return self.said.get(record_id, Retrieval(record=record_id))

    def reports(self, record_id: str) -> Sequence[str]:
        return studies(self.groups).around(record_id)

    def file(self, record_id: str) -> Path:
        if record_id not in self.files:
            raise TamisError("there is no file of this report")
        return self.files[record_id]

    def retrieved(self, record_id: str, place: str) -> None:
        self._keep(Retrieval(record=record_id, state=Sought.RETRIEVED, path=place, by="ON", at=AT))

    def not_retrieved(self, record_id: str, why: str) -> None:
        self._keep(Retrieval(record=record_id, state=Sought.NOT_RETRIEVED, why=why, by="ON", at=AT))

    def sought(self, record_id: str) -> None:
        self._keep(Retrieval(record=record_id, at=AT))

    def group(self, record_id: str, other: str) -> None:
        self.groups.append((record_id, other))

    def set_apart(self, record_id: str) -> None:
        self.groups = [pair for pair in self.groups if record_id not in pair]

    def decided(self) -> None:
        pass

    def undecided(self) -> None:
        pass

    def take_back(self, sure: Sure = always) -> str | None:
        return None

    def refresh(self) -> bool:
        return False

    def _keep(self, said: Retrieval) -> None:
        if self.broken:
            raise self.broken
        self.said[said.record] = said
