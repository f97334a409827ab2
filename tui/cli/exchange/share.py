"""`tamis share`, `tamis share start` and `tamis share join`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, print_json, say, shared_options
from tui.cli.exchange.outcome import as_json, tell, tell_only_here

if TYPE_CHECKING:
    from store.exchange.share import Shared
    from store.folder.review import Review

_HELP = {"help_option_names": ["-h", "--help"]}


@click.group("share", invoke_without_command=True, context_settings=_HELP)
@shared_options
@click.pass_obj
@click.pass_context
def share_command(ctx: click.Context, call: Call) -> None:
    """Exchange the review with the other machines, through the place that “share start” or “share join” named.

    Yours goes there, but for what is sealed; what the others have sent comes here, all of it, or nothing if anything
    does not fit. Do it as often as you like.
    """
    if ctx.invoked_subcommand is not None:
        return
    from store.exchange.link import link_of
    from store.exchange.share import exchange

    with call.review(may_be_empty=True) as review:
        link = link_of(review.folder, asks=_asks())
        if review.role is None and link.who:
            review.check_login(link.who)
            review.role = link.who
        _tell(call, review, exchange(review, link))


@share_command.command("start", context_settings=_HELP)
@click.argument("remote", metavar="[REMOTE]", required=False)
@shared_options
@click.pass_obj
def start_command(call: Call, remote: str | None) -> None:
    """Share the review through REMOTE, and say who will see what.

    REMOTE is a folder that the team's machines reach (made if it is not there), or the address of an empty private
    repository. Without REMOTE nothing is sent: it is only said who would see what.
    """
    from store.exchange.link import Link
    from store.exchange.start import start
    from tui.words.exchange import who_sees_what

    with call.review(may_be_empty=True) as review:
        if remote is not None:
            say(who_sees_what(remote))
            _tell(call, review, start(review, remote, asks=_asks()))
            return
        link = Link.found(review.folder)
        say(who_sees_what(link.remote if link else ""))
        if call.json:
            nothing = dict.fromkeys(("sent", "received", "opened", "problems"), ())
            print_json({"remote": link and link.remote, **nothing, "only_here": _sealed(review)})
        if link is None:
            say("to begin: tamis share start REMOTE, a folder that all of you reach, or a private repository's address")
        tell_only_here(review, _sealed(review))


@share_command.command("join", context_settings=_HELP)
@click.argument("remote", metavar="REMOTE")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def join_command(call: Call, remote: str, folder: Path) -> None:
    """Fetch the review that is shared at REMOTE into DIR, a new folder, for the person that --as names."""
    import os

    from store.exchange.start import join
    from store.folder.review import Review
    from tui.cli.call import ENVIRONMENT_REVIEWER

    who = call.reviewer or os.environ.get(ENVIRONMENT_REVIEWER)
    shared = join(remote, folder, who, asks=_asks(), unsafe_filesystem=call.unsafe_filesystem)
    with Review(folder, role=who, unsafe_filesystem_accepted=call.unsafe_filesystem) as review:
        _tell(call, review, shared)
    say(f"the review is in {folder}; in it “tamis share” exchanges as {who}, and “tamis --as {who}” opens it")


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _sealed(review: Review) -> int:
    from store.exchange.pack import sealed_lines

    return sealed_lines(review, review.role)


def _tell(call: Call, review: Review, shared: Shared) -> None:
    from tui.words.exchange import sent_in_words

    if call.json:
        print_json({"remote": shared.remote, "sent": [each._asdict() for each in shared.sent], **as_json(shared.taken)})
    tell(review, shared.taken, shared.remote)
    say(sent_in_words(shared.sent))
    if shared.taken.refused:
        raise SystemExit(2)
