"""How fast somebody reads, by the last lines of their journal of a batch, without reading what stands before them."""

from __future__ import annotations

import json
from itertools import islice

from core.pace import PAUSE, RECENT, pace_of
from core.protocol.values import Stage
from store.decisions.access import journals_of
from store.folder.review import Review
from store.journal.line import read_lines_back

_LOOKED_AT = 4 * RECENT
"""How many lines are looked at: corrections and bulk acts took nobody's time."""


def pace_in(review: Review, reader: str, stage: Stage, batch: int) -> int | None:
    """How many records an hour a reader lately read in a batch; None where this session may not know, or nobody does.

    Raises:
        OSError: The journal cannot be read.
    """
    path = journals_of(review, reader, stage, own=True).get(str(batch))
    if path is None or not path.exists():
        return None
    spent = []
    with path.open("rb") as file:
        for line in islice(read_lines_back(file.fileno(), path.stat().st_size), _LOOKED_AT):
            try:
                took = json.loads(line).get("spent")
            except ValueError:  # of a line that was cut off nothing is known
                continue
            if isinstance(took, int) and took <= PAUSE:
                spent.append(took)
    return pace_of(spent[:RECENT], sum(spent))
