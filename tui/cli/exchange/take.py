"""`tamis take`."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.call import Call, command, print_json, say


@command("take")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--both", is_flag=True, help="Take lines of your own too that this machine lacks.")
def take_command(call: Call, file: Path, both: bool) -> None:
    """Take what is new in FILE, which “tamis pack” made on another machine; all of it, or nothing if it does not fit.

    Each file must go on where the copy here ends, and agree with what people have stated and seen; your own are not
    changed.
    """
    from core.words import count
    from store.acts.openings import openings
    from store.exchange.take import take
    from tui.words.exchange import news, two_plans

    with call.review(may_be_empty=True) as review:
        taken = take(review, file, both=both)
        open_now = frozenset(openings(review))
    problems = [each._asdict() for each in (*taken.refused, *taken.left)]
    plans = [
        {"version": each.version, "who": each.who, "at": each.at, "why": each.why, "in_force": not place}
        for place, each in enumerate(taken.plans)
    ]
    if call.json:
        print_json(
            {
                "received": [{"who": each.who, "file": each.file, "lines": each.lines} for each in taken.received],
                "opened": [{"stage": stage, "batch": batch} for stage, batch in taken.opened],
                "problems": problems,
                "only_here": taken.only_here,
                "plans": plans,
            }
        )
    if taken.plans:
        say(two_plans(taken.plans))
    for line in news(taken.received, open_now) or ([] if taken.refused else ["nothing is new"]):
        say(line)
    for stage, batch in taken.opened:
        say(f"open now: {stage}, {f'search round {batch}' if batch else 'the pilot'}")
    for each in (*taken.refused, *taken.left):
        say(f"{'REFUSED' if each in taken.refused else 'left out'}: {each.file or file}: {each.what}\n  {each.advice}")
    if taken.only_here:
        say(f"{count(taken.only_here, 'line')} of yours are sealed, and on this machine only: back them up")
    if taken.refused:
        say("nothing was taken")
        raise SystemExit(2)
