"""`tamis report`."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.call import Call, command, print_json, say


@command("report")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to write (default: “report” in the review folder). A report that is there is replaced.",
)
def report_command(call: Call, out: Path | None) -> None:
    """Write the report: a folder with index.html, the tables, the flow diagram, the checklists and the methods.

    It says what the whole team may know, whoever writes it: nothing of a stage that is still blind.
    """
    from core.gc_pause import gc_paused
    from core.report.figures import report_form
    from store.numbers.report import files_of, gather
    from store.numbers.report_folder import default_folder, write_report

    with gc_paused(), call.state() as state:
        report = gather(state)
        files = files_of(report)
        folder = (out or default_folder(state.review.folder)).absolute()
        write_report(files, folder)
    if call.json:
        print_json({"folder": str(folder), "files": sorted(files), **report_form(report)})
        return
    click.echo(folder / "index.html")
    say(f"{len(files):,} files are in {folder}")
    if not report.finished:
        say("interim: not every stage is through; not for reporting")
