"""Coding: the team's categories given to the answers of items that are texts, at a stage of its own after charting."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from core.protocol.values import Protocol, Reader, Stage

CODING = "coding"
"""The id of the stage at which categories are given."""

CODED_TYPES = ("text", "long-text")
"""The types of items whose answers can be coded."""


def with_coding(protocol: Protocol) -> Protocol:
    """The plan with a stage for coding at its end where it names items to code."""
    charting = next((stage for stage in protocol.stages if stage.kind == "chart"), None)
    if not protocol.coding_items or charting is None:
        return protocol
    # Those who chart also code, unless the plan says who.
    named = tuple(Reader(reviewer=each, coverage=Fraction(1), coverage_text="all") for each in protocol.coding_readers)
    stage = Stage(
        id=CODING,
        title="Coding",
        kind="chart",
        readers=named or charting.readers,
        sharing=None if named else charting.sharing,
    )
    return replace(protocol, stages=(*protocol.stages, stage))
