"""`tamis pack`."""

from __future__ import annotations

from pathlib import Path

import click

from core.errors import TamisError
from tui.cli.call import Call, command, print_json, say
from tui.cli.exchange.outcome import tell_only_here


@command("pack")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--for", "reader", metavar="ID", default="", help="Leave out what this person's words show to have had.")
@click.option(
    "--mine",
    is_flag=True,
    help="For your own next machine: with what is sealed of yours. Give it to nobody, and write on one machine only.",
)
def pack_command(call: Call, file: Path, reader: str, mine: bool) -> None:
    """Pack what other machines may have of the review into FILE, to be sent or carried to them.

    In it are everybody's words, imported records, found duplicates, and decisions of batches that are open to all; of
    what is sealed nothing. Abstracts may be under copyright: send it to your team alone, who “tamis take FILE”.
    """
    from core.words import count
    from store.exchange.pack import make_pack
    from store.work.openings import open_finished_batches

    if reader and mine:
        raise TamisError("a pack is for one's own next machine, or for somebody else", where="--for, --mine")
    with call.review(may_be_empty=True) as review:
        if review.records:
            open_finished_batches(review)
        made = make_pack(review, file, reader=reader, mine=mine)
        tell_only_here(review, made.only_here)
    sent = [
        {"who": name.split("/")[1], "file": name, "lines": lines} for name, (_, lines) in made.contents.files.items()
    ]
    if call.json:
        print_json({"file": str(file), "mine": mine, "sent": sent, "only_here": made.only_here})
    people = sorted({str(each["who"]) for each in sent})
    say(f"packed {count(len(sent), 'file')} of {', '.join(people) or 'nobody'} into {file}")
    if mine:
        say("  it holds what is sealed of yours too: nobody else may have it, and only your account can read the file")
        say("  take it on your next machine, then write on that one only")
