"""`tamis repair`."""

from __future__ import annotations

import click

from core.words import count, plural
from tui.cli.call import Call, command, print_json, say


@command("repair")
@click.option(
    "--accept-loss",
    "accept_loss",
    default="",
    metavar="WHY",
    help="Go on without lines that no copy has. It is stated in your own words, and stands in the report.",
)
def repair_command(call: Call, accept_loss: str) -> None:
    """Mend your own files: every file is copied first, and every line that cannot be kept is shown.

    A longer copy that fits is taken from the folder backups. Without one, a journal that lacks lines or is damaged is
    left as it is (exit 2) unless you accept the loss. Nobody mends another's files (--as).
    """
    from store.folder.people import PEOPLE
    from store.upkeep.repair import repair

    done = repair(lambda: call.review(may_be_empty=True), accept_loss.strip())
    for each in done.mended:
        say(f"{each.path}: mended" + (f", with {count(each.kept, 'line')}" if each.kept else ""))
        if each.source:
            say(f"  taken from {each.source}")
        for copy in each.copies[:1]:
            say(f"  the file as it was: {copy}")
        if each.aside_file:
            lines, them = count(each.set_aside, "line"), plural(each.set_aside, "it")
            say(f"  {lines} could not be kept; read {them} in {each.aside_file} and decide anew what was said there")
        if each.lost:
            last, first = each.lost[0].seq, min(each.kept + 1, each.lost[-1].seq)
            which = f"line {last:,}" if first == last else f"lines {first:,} to {last:,}"
            say(f"  {which}, as {each.lost[0].by}: lost for good; your words and the report say so")
    for path in done.closed:
        say(f"{path}: closed to others")
    for path in done.removed:
        say(f"{path}: removed; it was half-written by a program that was killed")
    for error in done.refused:
        say(f"{error}\n")
    for path in done.others:
        who = path.relative_to(call.review_folder() / PEOPLE).parts[0]
        say(f"{path}: it is damaged, and {who}'s to mend: tamis --as {who} repair")
    if call.json:
        print_json(
            {
                "repaired": [
                    {
                        "journal": str(each.path),
                        "kept": each.kept,
                        "set_aside": each.set_aside,
                        "taken_from": str(each.source) if each.source else None,
                        "lost": len(each.lost),
                    }
                    for each in done.mended
                ],
                "refused": [each.where for each in done.refused],
                "closed": [str(each) for each in done.closed],
                "removed": [str(each) for each in done.removed],
                "others": [str(each) for each in done.others],
            }
        )
    if done.refused:
        raise SystemExit(2)
    if not (done.mended or done.closed or done.removed):
        say("nothing of yours needed repair" if done.others else "nothing needed repair")
