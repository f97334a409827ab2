"""What readers had decided when a batch was opened, on the records as they were then."""

from __future__ import annotations

from tests.derivation.funnel import Funnel, Stage
from tests.derivation.records import Records
from tests.derivation.said import Said, decisions_on
from tests.derivation.samples import Samples
from tests.derivation.sealed import PILOT


class AtOpening:
    """An open batch as it was when it was opened.

    Attributes:
        records: The duplicate groups by what its opener had read.
        sample, pilot, late: What was drawn of the stage, and what was added later, by these groups.
        said: Reader → survivor by these groups → verdict, of the records of the batch.
    """

    def __init__(self, review: Funnel, stage: Stage, batch: int) -> None:
        opening = review.openings.of[stage.id, batch]
        self.records = Records(review.words, review.words.as_read_by(opening.word))
        samples = Samples(review.words, self.records, review.openings)
        self.sample, self.pilot = samples.sample(stage.id), samples.pilot(stage.id) or set()
        self.late = samples.late(stage.id)
        self.read_by = samples.readers(stage.id) if stage.shared else {}
        batch_of = samples.batch_of(stage.id)
        self.said: dict[str, dict[str, Said]] = {}
        for who in {*stage.readers, *opening.ends} & stage.journals.keys():
            words = stage.journals[who].until(batch, opening.ends.get(who, 0))
            said = decisions_on(words, self.records.survivor)
            self.said[who] = {each: word for each, word in said.items() if word.verdict and batch_of.get(each) == batch}

    def asks(self, stage: Stage, who: str, record: str) -> bool:
        """Whether a reader was to read a record."""
        if stage.shared:
            return who in self.read_by.get(record, ())
        return stage.reads_all[who] or self.sample is None or record in self.sample


def open_rounds(review: Funnel, stage: Stage) -> dict[int, AtOpening]:
    """The search rounds in which a stage that two or more read is open, as they were then."""
    rounds = [each for each in review.records.rounds if (stage.id, each) in review.openings.of]
    return {each: AtOpening(review, stage, each) for each in rounds}


def unfinished(review: Funnel, stage: Stage) -> set[int]:
    """The sealed search rounds of which a record has entered the stage, or may still."""
    coming = set(stage.entered)
    for each in review.stages.values():
        if each.id == stage.id:
            break
        coming |= set(each.waiting)
    return {review.records.round_of[each] for each in coming} & (stage.blind - {PILOT})


def withheld(review: Funnel, stage: Stage) -> bool:
    """Whether the figures of a stage are told nobody: it is open in no search round, and sealed in one."""
    is_open = any((stage.id, each) in review.openings.of for each in review.records.rounds)
    return bool(unfinished(review, stage)) and not is_open


def came_late(review: Funnel, stage: Stage) -> list[str]:
    """What entered an open batch when all had read the rest: what nobody had decided on, unless it was opened early."""
    found = set[str]()
    for batch in {*stage.batch_of.values()}:
        opening = review.openings.of.get((stage.id, batch))
        if opening and not opening.early and any(opening.ends.values()):
            read = set[str]()
            for who in opening.ends.keys() & stage.journals.keys():
                words = decisions_on(stage.journals[who].until(batch, opening.ends[who]), review.records.survivor)
                read |= {each for each, word in words.items() if word.verdict or word.torn}
            found |= {each for each in stage.entered if stage.batch_of[each] == batch and each not in read}
    return [each for each in stage.entered if each in found and each not in stage.not_retrieved]
