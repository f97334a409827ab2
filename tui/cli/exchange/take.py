"""`tamis take`."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.call import Call, command, print_json
from tui.cli.exchange.outcome import as_json, tell


@command("take")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--both", is_flag=True, help="Take what another machine of your own wrote too, behind what you wrote here."
)
def take_command(call: Call, file: Path, both: bool) -> None:
    """Take what is new in FILE, which “tamis pack” made on another machine; all of it, or nothing if it does not fit.

    Each file must go on where the copy here ends, and agree with what people have stated and seen; your own are not
    changed. Where two machines of yours went on from one state, --both writes what the other one said again, as new
    words and decisions: take what the other one packed with --mine, and write on this one alone from then on.
    """
    from store.exchange.take import take

    with call.review(may_be_empty=True) as review:
        taken = take(review, file, both=both)
        if call.json:
            print_json(as_json(taken))
        tell(review, taken, str(file))
    if taken.refused:
        raise SystemExit(2)
