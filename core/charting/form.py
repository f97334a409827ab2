"""The form that is filled in for each study, at one stage of kind `chart`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.appraisal import APPRAISAL, appraisal_items
from core.protocol.coding import CODING
from core.protocol.values import ChartItem, Protocol, Stage

CHOICE_TYPES = ("choice", "multi-choice")
SEVERAL_TYPES = ("multi-choice", "country")
"""Types of which one study can have several."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        stage: The id of the stage at which it is filled in.
        items: In the order of the protocol.
    """

    stage: str
    items: tuple[ChartItem, ...]

    def item(self, item: str) -> ChartItem:
        """The item of that id.

        Raises:
            TamisError: There is none; the message lists those there are.
        """
        for each in self.items:
            if each.id == item:
                return each
        known = ", ".join(each.id for each in self.items)
        raise TamisError(
            f"there is no item “{item}”", where=f"stage {self.stage}", advice=f"The form's items are: {known}."
        )


def form_of(protocol: Protocol, stage: Stage) -> Form:
    """The form of a stage; that of coding has no choices yet: they are the team's categories, and no part of the plan.

    Raises:
        TamisError: The stage has none.
    """
    if stage.kind != "chart":
        charts = ", ".join(each.id for each in protocol.stages if each.kind == "chart") or "none"
        raise TamisError(
            f"a stage of kind “{stage.kind}” has no form",
            where=f"stage {stage.id}",
            advice=f"Stages with a form: {charts}.",
        )
    if stage.id == CODING and protocol.coding_items:
        coded = (each for each in protocol.chart_items if each.id in protocol.coding_items)
        return Form(CODING, tuple(replace(each, type="multi-choice", required=False, prefill="") for each in coded))
    return Form(stage.id, appraisal_items(protocol) if stage.id == APPRAISAL else protocol.chart_items)
