"""The command line: one module for each command, imported only when the command is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys

import click

from tui.cli.call import Call, load_command, refused_by_system, say, shared_options

#: Each command with the package of its module and its line in `tamis --help`, which thus needs no import.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("start", "make a review folder from a template"),
    "import": ("search", "bring in the files that a database exported"),
    "sources": ("search", "where the records came from"),
    "withdraw": ("search", "take an import back while nothing of it has been screened"),
    "dedup": ("search", "find duplicates; give verdicts on pairs; list the groups"),
    "retractions": ("search", "which records a database of retractions, a notice or their own words speak against"),
    "strategy": ("search", "the search strategies: how they are understood, what each line finds"),
    "suggest": ("read", "what a step stage suggests to exclude, with its evidence"),
    "screen": ("read", "the screening screen of a stage"),
    "decide": ("read", "one decision from the command line"),
    "undo": ("read", "take back the last decision or bulk of decisions at a stage"),
    "redo": ("read", "do again what was taken back at a stage"),
    "acts": ("read", "what you did at a stage: take back any of it, or do it again"),
    "decisions": ("read", "bring decisions in, or give them out"),
    "suggestions": ("read", "what another program suggests: bring it in, see how far it agrees"),
    "highlights": ("read", "the words that are marked in the text: list, add, remove"),
    "amend": ("read", "why the plan was changed"),
    "sample": ("read", "the second reader's sample: show, draw, verify, extend"),
    "agreement": ("team", "agreement of the readers at each stage"),
    "missed": ("team", "what the sample says about the records read once"),
    "second-look": ("team", "the exclusions most like what was included, to read again"),
    "stopping": ("team", "what the order read so far says on stopping; nothing stops"),
    "unblind": ("team", "open a stage before every reader has finished (logged)"),
    "hand-over": ("team", "give what a reader has still to read to others (logged)"),
    "disagreements": ("team", "where the readers differ"),
    "resolve": ("team", "how a disagreement ended, or hand it to an adjudicator"),
    "fulltext": ("fulltext", "the full texts: retrieved or not; link the files of a folder"),
    "study": ("fulltext", "which reports are of one study"),
    "chart": ("chart", "charting: forms, consensus, tables, the evidence map"),
    "status": ("results", "the counts of the funnel, and who owes what"),
    "records": ("results", "the records behind a number of the status, and why each stands there"),
    "flow": ("results", "the flow diagram"),
    "report": ("results", "the report: a page, tables, checklists, paragraphs for the paper"),
    "export": ("results", "the records of a stage, in a format for other programs"),
    "show": ("results", "everything of a record: text, sources, where it stands"),
    "history": ("results", "everything that was said of a record"),
    "share": ("exchange", "exchange with the other machines, by git; start it, or join"),
    "pack": ("exchange", "what other machines may have of the review, in one file"),
    "take": ("exchange", "take what is new in a pack of another machine"),
    "check": ("upkeep", "whether everything on disk is whole and adds up"),
    "repair": ("upkeep", "mend damaged files, keeping a copy of everything"),
    "backup": ("upkeep", "a consistent copy of the review"),
    "bundle": ("upkeep", "one zip with all that others need to check the review"),
    "verify": ("upkeep", "check a bundle: derive everything anew and compare"),
    "batch": ("upkeep", "one command a line from standard input, one line of JSON for each"),
    "demo": ("start", "build the sample review and open it"),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called, and listed without being imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        return load_command(COMMANDS[cmd_name][0], cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Get the command; the error for an unknown name says the nearest one."""
        if args[0] not in COMMANDS:
            from core.toml.table import did_you_mean

            if near := did_you_mean(args[0], COMMANDS):
                ctx.fail(f"No such command {args[0]!r}. {near}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@shared_options
@click.option(
    "--mouse", is_flag=True, help="Let the app take the mouse (the terminal's own selection needs shift then)."
)
@click.version_option(package_name="tamis")
@click.pass_obj
@click.pass_context
def tamis(ctx: click.Context, call: Call, mouse: bool) -> None:
    """Screen the literature for a scoping or systematic review, from the keyboard.

    Without a command, the app opens on the dashboard of the review in this folder, or offers to make one.
    """
    call.mouse = mouse
    if ctx.invoked_subcommand is None:
        from tui.cli.open_app import open_or_begin

        open_or_begin(call)


def main() -> None:
    """The entry point: errors of use, of input and of the machine go to stderr and end with 2."""
    from core.errors import TamisError

    call = Call()
    gc.set_threshold(50_000, 20, 20)  # a command makes many objects and few cycles
    atexit.register(gc.freeze)  # at its end the interpreter looks through all of them, for what is gone with it anyway
    try:
        tamis.main(prog_name="tamis", obj=call, standalone_mode=True)
    except TamisError as error:
        say(f"tamis: {error}")
        sys.exit(2)
    except BrokenPipeError:
        # Nobody reads the output any more ("tamis status | head"): print no error, and keep Python from printing one.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        if call.saved:  # such as a full disk under the file that stdout goes to
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            say(f"warning: all is saved, but its result was not printed; repeat nothing ({error.strerror or error}).")
            sys.exit(0)
        # Such as a full disk or missing rights: no fault of the program, so no traceback.
        say(f"tamis: {refused_by_system(error)}")
        sys.exit(2)
