"""`tamis chart`: the group; its subcommands are in the modules beside it."""

from __future__ import annotations

import click

from tui.cli.call import Call, shared_options
from tui.cli.chart import consensus as chart_consensus
from tui.cli.chart import filling as chart_filling
from tui.cli.chart import results as chart_results

SUBCOMMANDS = (
    chart_filling.open_command,
    chart_filling.forms_command,
    chart_filling.set_command,
    chart_filling.complete_command,
    chart_filling.missing_command,
    chart_consensus.consensus_command,
    chart_consensus.agreement_of_charters_command,
    chart_results.export_chart_command,
    chart_results.import_chart_command,
    chart_results.tables_command,
    chart_results.map_command,
)


class ChartCommands(click.Group):
    """The subcommands; another first word is the stage to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A word that is no subcommand goes to `open`, with all that follows."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)


@click.group(
    "chart",
    cls=ChartCommands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[STAGE] | COMMAND [ARGS]...",
)
@shared_options
@click.pass_obj
@click.pass_context
def chart_command(ctx: click.Context, call: Call) -> None:
    """Chart the included studies: fill in the form of the protocol for each, compare, count, map.

    With a STAGE, or without anything: the screen of charting. The appraisal of the
    studies, where the protocol switches it on, is the stage “appraisal”.
    """
    if ctx.invoked_subcommand is None:
        chart_filling.open_charting(call, None)


for _subcommand in SUBCOMMANDS:
    chart_command.add_command(_subcommand)
