"""`tamis chart`: the group; its subcommands are in the modules beside it."""

from __future__ import annotations

import click

from tui.cli.call import Call, shared_options
from tui.cli.chart.agreement import agreement_of_charters_command
from tui.cli.chart.complete import complete_command
from tui.cli.chart.consensus import consensus_command
from tui.cli.chart.export import export_chart_command
from tui.cli.chart.forms import forms_command
from tui.cli.chart.import_ import import_chart_command
from tui.cli.chart.map import map_command
from tui.cli.chart.missing import missing_command
from tui.cli.chart.open import open_charting, open_command
from tui.cli.chart.set import set_command
from tui.cli.chart.tables import tables_command

SUBCOMMANDS = (
    open_command,
    forms_command,
    set_command,
    complete_command,
    missing_command,
    consensus_command,
    agreement_of_charters_command,
    export_chart_command,
    import_chart_command,
    tables_command,
    map_command,
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
        open_charting(call, None)


for _subcommand in SUBCOMMANDS:
    chart_command.add_command(_subcommand)
