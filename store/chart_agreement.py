"""Agreement of charters, on what each had filled in when the stage was opened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from core.charting.agreement import ItemAgreement, chart_agreement
from core.charting.form import form_of
from core.charting.values import Values
from core.protocol import Stage
from store.filled_in import filled_in_at_opening
from store.overview import Overview


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two charters at a stage.

    Attributes:
        complete: Whether every search round is open, and none was opened early.
    """

    stage: str
    raters: tuple[str, str]
    items: list[ItemAgreement]
    complete: bool


def agreement_of_charters(seen: Overview, stage: Stage) -> list[PairAgreement]:
    """Each pair of charters of a stage; a search round in which it is still blind is left out.

    Raises:
        TamisError: The stage has no form.
    """
    form = form_of(seen.review.protocol, stage)
    opened = [each for each in seen.rounds if (stage.id, each) in seen.openings]
    complete = opened == seen.rounds and not any(seen.openings[stage.id, each].early for each in opened)
    finished: dict[str, dict[str, Values]] = {}
    for reader in stage.readers if len(stage.readers) > 1 else ():
        studies: dict[str, Values] = {}
        for search_round in opened:
            said = seen.decisions_at_opening(reader.reviewer, stage.id, search_round)
            values = filled_in_at_opening(seen, reader.reviewer, stage, search_round)
            for record, decision in said.items():
                if decision.verdict is not None and seen.round_of.get(record) == search_round:
                    study = seen.studies.of(record)
                    studies[study] = values.get(study, {})
        finished[reader.reviewer] = studies
    return [
        PairAgreement(
            stage.id,
            (a, b),
            chart_agreement(
                form, [(finished[a][each], finished[b][each]) for each in finished[a] if each in finished[b]]
            ),
            complete,
        )
        for a, b in combinations(finished, 2)
    ]
