"""How far what another program suggested agrees with the readers, on the records that two of them have read."""

from __future__ import annotations

from core.protocol.values import Stage
from core.screening.decision import Decision
from core.screening.outside_suggestion import OutsideSuggestion, Program, ProgramAtStage
from store.numbers.agreement import agreement_on, independent_decisions, stage_agreements
from store.state.review_state import ReviewState
from store.work.outside.outside_suggestions import outside_suggestions


def programs_at(state: ReviewState, stage: Stage) -> list[ProgramAtStage]:
    """Each program that suggested something at a stage; its agreement with the readers once the stage is open.

    It is computed on the records on which the agreement of two readers is: read by both, asked of both, and before the
    stage was opened.
    """
    by_program: dict[Program, dict[str, OutsideSuggestion]] = {}
    for record, suggested in outside_suggestions(state.review, state.groups, stage.id).items():
        for each in suggested:
            by_program.setdefault(each.program, {})[record] = each
    sealed = state.withholds(stage) or len(stage.readers) < 2
    pairs = [] if sealed or not by_program else stage_agreements(state, stage)
    double = {record for pair in pairs for records in pair.cells.values() for record in records}
    said = {each.reviewer: independent_decisions(state, stage, each.reviewer) for each in stage.readers if double}
    return [
        ProgramAtStage(
            program=program,
            suggested=len(found),
            imported=(min(each.at for each in found.values()), max(each.at for each in found.values())),
            readers=[
                agreement_on(
                    stage,
                    stage.maybe,
                    {reader: words, name: {each: _as_word(found[each]) for each in found}},
                    (reader, name),
                    [each for each in found if each in double and each in words],
                )
                for reader, words in said.items()
            ],
        )
        for program, found in sorted(by_program.items())
        for name in (" ".join(program),)
    ]


def _as_word(each: OutsideSuggestion) -> Decision:
    return Decision(record=each.record, verdict=each.verdict)
