"""`tamis demo`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from tui.cli.call import Call, command, has_terminal, print_json, say


@command("demo")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--records", type=click.IntRange(min=200), metavar="N", help="Make one of N records instead of the shipped."
)
@click.option("--seed", default="tamis", show_default=True, help="Another seed makes another review.")
@click.option("--finished", is_flag=True, help="With every decision made, and charted by two.")
@click.option("--no-app", is_flag=True, help="Only build it.")
def demo_command(call: Call, folder: Path | None, records: int | None, seed: str, finished: bool, no_app: bool) -> None:
    """Build the sample review in DIR (default: a new temporary folder) and open the app on it.

    A review that is there already is opened as it is.
    """
    from store.folder.plan import PROTOCOL_FILE
    from tui.adapter.demo import FIRST, build_demo
    from tui.cli.open_app import open_app

    place = folder or Path(tempfile.mkdtemp(prefix="tamis-demo-"))
    if not (place / PROTOCOL_FILE).exists():
        build_demo(place, records=records, seed=seed, finished=finished, say=say)
    say(f"the sample review is in {place}")
    if call.json:
        print_json({"folder": str(place)})
    if no_app:
        return
    if not has_terminal():
        say(f"there is no terminal here to open the app in; open it with: tamis -C {place} --as {FIRST}")
        return
    call.folder = place
    call.reviewer = call.reviewer or FIRST
    open_app(call)
