"""`tamis unblind`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json, say


@command("unblind")
@click.argument("stage")
@click.option("--rationale", required=True, help="Why; it is logged.")
@click.option("--round", "search_round", type=int, help="The search round (default: every one that is still blind).")
@click.option("--pilot", "pilot_only", is_flag=True, help="Open the stage's pilot only.")
def unblind_command(call: Call, stage: str, rationale: str, search_round: int | None, pilot_only: bool) -> None:
    """Open a STAGE before every reader has finished. Its agreement is marked as interim for good."""
    from core.errors import TamisError
    from core.sampling.sample import PILOT
    from store.work.openings import unblind

    with call.state() as state:
        this = state.review.stage(stage)
        if not state.audience.trusted:
            raise TamisError(
                f"{state.audience.who} alone cannot open a stage",
                where=f"stage {stage}",
                advice="The team or an adjudicator does.",
            )
        wanted = PILOT if pilot_only else search_round
        blind = [each for each in state.blind_batches(this) if wanted in (None, each)]
        if not rationale.strip():
            raise TamisError("opening a stage early needs its reason in words", where="--rationale", advice="Say why.")
        if not blind:
            one = "one reviewer reads it, so that it was never blind" if len(this.readers) < 2 else "it is open already"
            raise TamisError(f"there is nothing to open: {one}", where=f"stage {stage}", advice="See “tamis status”.")
        if PILOT in state.blind_batches(this) and PILOT not in blind:
            blind.insert(0, PILOT)  # while the pilot is blind, all of the stage is
        unblind(state, this, blind, rationale)
    if call.json:
        print_json({"stage": stage, "rounds": [each for each in blind if each != PILOT], "pilot": PILOT in blind})
    say(f"{'the pilot of ' * pilot_only}{stage} is open; its agreement is interim")
