"""`tamis acts`."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from core.errors import TamisError
from tui.cli.call import Call, acting_reviewer, command, print_json, print_table, replay, say, yes_option
from tui.cli.read.undo import own_acts

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from core.undo import DoneAct
    from store.folder.review import Review
    from store.work.own.acts import OwnActs
    from store.work.own.words import OwnWords

MOST = 30
"""Acts told without `--last`; a program gets all."""


@command("acts")
@click.argument("stage", required=False)
@click.option("--undo", "undone", type=int, metavar="N", help="Take back the act of that number, whatever came after.")
@click.option("--redo", "redone", type=int, metavar="N", help="Do again the act of that number.")
@click.option("--last", type=click.IntRange(min=1), metavar="N", help=f"How many to list (default: {MOST}; JSON: all).")
@yes_option
def acts_command(
    call: Call, stage: str | None, undone: int | None, redone: int | None, last: int | None, yes: bool
) -> None:
    """What you did at a STAGE, the last first, in this session and before it: verdicts, notes, imports, forms.

    Without a STAGE, what you said for all to see: imports, verdicts on pairs, how disagreements ended.

    Each has a number. It is taken back, or done again, alone; not where something was said since of the same record.
    """
    if undone is not None and redone is not None:
        raise TamisError("--undo and --redo contradict each other", advice="Name one of them.")
    number, again = (undone, False) if redone is None else (redone, True)
    if number is not None:
        _replay(call, stage, number, again=again, yes=yes)
        return
    with call.review() as review:
        reviewer, this, store = _own(review, stage)
        most = last or (None if call.json else MOST)
        told = list(islice(store.acts(), most if call.json or most is None else most + 1))
        if call.json:
            print_json({"stage": stage, "reviewer": reviewer, "acts": [_fields(each, this) for each in told]})
            return
        _print(told[:most], this, review)
    if most is not None and len(told) > most:
        say("earlier ones: --last N")


def _own(review: Review, stage: str | None) -> tuple[str, Stage | None, OwnActs[Any] | OwnWords]:
    """Who acts, the stage, and what was done there; without a stage, what was said for all to see."""
    from store.work.own.words import OwnWords

    if stage is None:
        return review.who, None, OwnWords(review)
    reviewer = acting_reviewer(review, stage)
    return reviewer, *own_acts(review, reviewer, stage)


def _replay(call: Call, stage: str | None, number: int, *, again: bool, yes: bool) -> None:
    from tui.words.reading.acts import act_named

    with call.saving() as review:
        _reviewer, this, store = _own(review, stage)
        act = next((each for each in store.acts() if each.past.change <= number), None)
        changed, what = replay(
            lambda sure: store.replay(number, again=again, sure=sure), "does again" if again else "takes back", yes=yes
        )
        if act is not None:
            what = act_named(act, this, partial(_title, review))
    if call.json:
        print_json({"stage": stage, **(_fields(act, this) if act is not None else {}), "taken_back": not again})
    elif changed:
        say(f"{'did again' if again else 'took back'}: {what}")


def _fields(done: DoneAct[Any], stage: Stage | None) -> dict[str, object]:
    from tui.words.reading.acts import act_words, concerned

    return {
        "number": done.past.change,
        "at": done.at,
        "what": act_words(done, stage),
        "records": concerned(done),
        "taken_back": not done.holds,
    }


def _print(told: list[DoneAct[Any]], stage: Stage | None, review: Review) -> None:
    from tui.words.reading.acts import TAKEN_BACK, row

    title_of = partial(_title, review)
    rows = [(str(act.past.change), *row(act, stage, title_of, "")[:3], "" if act.holds else TAKEN_BACK) for act in told]
    print_table(("number", "when (UTC)", "what", "record", ""), rows)


def _title(review: Review, record_id: str) -> str:
    from tui.words.reading.decisions import readable

    return readable(record_id, partial(review.records.get, record_id)).title
