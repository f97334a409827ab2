"""What a search found, as tests write it down: record by record."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from core.report.flow.origins import Identified, Origin
from core.screening.columns import number_column
from core.screening.placed import placed


class Found(NamedTuple):
    """One imported record, and the record that it goes on under."""

    record: str
    survivor: str
    source: str
    route: str
    round: int

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        return Origin(self.source, self.route, self.round)


def identified(found: Sequence[Found]) -> Identified:
    """All of them, in this order."""
    origins = list(dict.fromkeys(each.origin for each in found))
    records = placed([each.record for each in found])
    numbers = number_column(records, [origins.index(each.origin) for each in found])
    homes = array("I", (records.order[each.survivor] for each in found))
    return Identified(records, origins, numbers, homes)


def found_in(those: Identified) -> list[Found]:
    """The inverse of `identified`."""
    origins = {each: origin for origin, records in those.by(lambda origin: origin).items() for each in records}
    return [Found(each, those.survivor(each), *origins[each]) for each in those.records]
