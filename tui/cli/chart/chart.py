"""`tamis chart`: the group; its subcommands are in the modules beside it."""

from __future__ import annotations

import click

from tui.cli.call import Call, load_command, shared_options

SUBCOMMANDS = [
    *("agreement", "code", "compare", "complete", "consensus", "export", "forms", "import"),
    *("map", "missing", "open", "set", "table", "tables"),
]
"""The subcommands; each is in the module of its name beside this one."""


class ChartCommands(click.Group):
    """The subcommands; another first word is the stage to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in alphabetical order."""
        return SUBCOMMANDS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the subcommand's module."""
        return load_command("chart", cmd_name) if cmd_name in SUBCOMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Give a word that is no subcommand to `open`, with all that follows."""
        if args and args[0] not in SUBCOMMANDS and not args[0].startswith("-"):
            return "open", load_command("chart", "open"), args
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
        ctx.invoke(load_command("chart", "open"))
