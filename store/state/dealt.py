"""Who reads which records of a stage that is shared out, as the records are now: merged, late, and handed over."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core.protocol.values import Stage
from core.records.studies import Studies
from core.sampling.allocation import deal_late, handed_over
from store.acts.allocations import Readers, dealt, hand_overs
from store.acts.duplicates.groups import Groups
from store.acts.samples import drawn_samples
from store.folder.review import Review


def readers_of_records(
    review: Review, stage: Stage, groups: Groups, batch_of: Mapping[str, int], pilot: Collection[str], studies: Studies
) -> Readers:
    """Unique record → who reads it, at a stage that is shared out; without those of a batch that is not dealt yet.

    All read the pilot. Of records that were merged the survivor's readers read them, else those of the first that was
    dealt. What came into a dealt batch later is dealt by itself. At charting all reports of a study have the readers of
    the one whose id it has.

    Args:
        review: The review.
        stage: The stage.
        groups: The duplicate groups.
        batch_of: The batch of each unique record.
        pilot: The unique records of the stage's pilot.
        studies: Which records report one study.
    """
    assert stage.sharing is not None, "the stage is shared out"
    found: dict[str, tuple[str, ...]] = {}
    for (of, _), readers in sorted(dealt(review).items()):
        for record, those in readers.items() if of == stage.id else ():
            survivor = groups.of(record)
            if survivor == record or survivor not in found:
                found[survivor] = those
    deals = {batch: each.sample for (of, batch), each in drawn_samples(review).items() if of == stage.id}
    for record in groups.unique:
        deal = deals.get(batch_of[record])
        if record not in found and deal is not None and deal.shared is not None:
            found[record] = deal_late(deal.shared, deal.seed, record)
    if stage.kind == "chart":
        found |= {record: found[head] for record in found if (head := studies.of(record)) in found}
    everybody = tuple(who for who, weight in zip(stage.sharing.of, stage.sharing.weights, strict=True) if weight)
    found |= dict.fromkeys(pilot, everybody)
    for _, each in hand_overs(review):
        if each.stage == stage.id:
            for record, taker in each.given.items():
                found |= handed_over(found, each.giver, {groups.of(record): taker})
    return found
