"""What the lines of a strategy find among all records, kept in the account's cache as long as it stays true."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import core
from core.ranking.slices import Slices
from core.strategy.found.evaluate import Found, evaluating
from core.strategy.found.smells import Smell, smells_among
from core.strategy.values import Strategy
from store.acts.groups import shown_record
from store.folder.cache import cached, keep_cached
from store.state.review_state import ReviewState


def evaluated(
    state: ReviewState, source: str, strategy: Strategy, came: int
) -> Slices[tuple[dict[int, Found], tuple[Smell, ...]]]:
    """What each line finds among the unique records, a bit a record in their order, and what is odd about it.

    Args:
        state: The state of the review.
        source: The name of the strategy's source.
        strategy: The strategy.
        came: The records that came from the source, as bits.
    """
    told = (source, strategy.dialect.name, [(line.number, line.text) for line in strategy.lines])
    digest = hashlib.sha256(repr(told).encode())
    name = f"strategy-{digest.hexdigest()[:16]}"
    digest.update(_code())
    length = 0
    for page in state.review.records.pages():
        digest.update(page.text)
        length += len(page.text)
        yield
    digest.update(repr((came, list(state.groups.unique), sorted(state.groups.members.items()))).encode())
    origin = f"{length} {digest.hexdigest()}"
    if (kept := cached(state.review.folder, name, origin)) is not None:
        document = json.loads(kept)
        found = {int(number): Found(int(a, 16), int(b, 16)) for number, (a, b) in document["found"].items()}
        return found, tuple(Smell(*each) for each in document["smells"])
    records = (shown_record(state.review, state.groups, each) for each in state.groups.unique)
    index, found = yield from evaluating(strategy, records)
    smells = tuple(smells_among(strategy, index, found, own=came, source=source))
    document = {"found": {n: (f"{each.surely:x}", f"{each.possibly:x}") for n, each in found.items()}, "smells": smells}
    keep_cached(state.review.folder, name, origin, json.dumps(document).encode())
    return found, smells


def _code() -> bytes:
    """A checksum of the rules by which records and strategies are read: an update may change them."""
    digest = hashlib.sha256()
    for path in sorted(Path(core.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
