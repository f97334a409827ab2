"""Checks the readers of a stage that is shared out: any k of several read each record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from core.protocol.values import Stage
from core.sampling.allocation import MOST_READERS, Sharing
from core.toml.lines import Path
from core.toml.table import Mistake


def sharing_mistakes(stage_path: Path, stage: Stage, sharing: Sharing, roles: Mapping[str, str]) -> Iterator[Mistake]:
    """What cannot stand where any k of several readers read each record."""
    path = (*stage_path, "readers")
    dealt_to = sum(map(bool, sharing.weights))
    each, at = sharing.any + bool(sharing.one_more), (*path, "one_more" if sharing.one_more else "any")
    who = "records are dealt to" if dealt_to < len(sharing.of) else "it is of"
    others = [name for name, role in roles.items() if role != "adjudicator" and name not in sharing.of]
    join = f" {', '.join(others)} could join." if others else ""
    if not sharing.of:
        yield Mistake((*path, "of"), "missing; expected who reads this stage", 'Write of = ["…", "…", "…"].')
    elif len(sharing.of) > MOST_READERS:
        yield Mistake((*path, "of"), f"found {len(sharing.of)} readers; expected at most {MOST_READERS}", "Name fewer.")
    elif sharing.any < 1:
        yield Mistake((*path, "any"), f"found {sharing.any}; expected how many read each record", "Write any = 2.")
    elif sharing.one_more and sharing.any != 1:
        what = f"found beside any = {sharing.any}; it goes with any = 1"
        yield Mistake(at, what, "Take it out: where two or more read each record, all of it is read twice.")
    elif each > dealt_to:
        what = f"found that {each} read a record; expected at most the {dealt_to} that {who}"
        yield Mistake(at, what, f"Name more readers, or lower it.{join}")
    elif sharing.any == len(sharing.of):
        what = f"found any = {sharing.any} of {len(sharing.of)}, so that all read all"
        yield Mistake(at, what, 'Write it as [{ reviewer = "…", coverage = "all" }, …].')
    else:
        for place, name in enumerate(sharing.of):
            if sharing.share(name) > 1:
                what = f"found {sharing.weights[place]} of {sum(sharing.weights)} for {name}, more than all the records"
                most = Fraction(sharing.weights[place], sum(sharing.weights)) / sharing.share(name)
                advice = f"Lower it: at most {most.numerator} in {most.denominator} of the whole."
                yield Mistake((*path, "weights"), what, advice)
    if stage.sample_base == "identified":
        what = "found “identified” at a stage that is shared out, which deals what enters it"
        yield Mistake((*stage_path, "sample_base"), what, "Take it out.")
    if stage.extend_sample is not None:
        what = "found at a stage that is shared out, which has no sample to extend"
        yield Mistake((*stage_path, "extend_sample"), what, "Take it out.")
