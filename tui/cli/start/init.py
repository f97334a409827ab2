"""`tamis init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from core.protocol.template import TEMPLATES
from tui.cli.call import Call, command, print_json, say


@command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Choice(TEMPLATES),
    default="blank",
    show_default=True,
    help="The plan to start from; edit protocol.toml afterwards. With “blank” a second person reads a fifth.",
)
@click.option("--title", default="", help="The title of the review.")
@click.option("--seed", default="", help="The text that samples are drawn with, fixed before the search.")
@click.option(
    "--reader",
    "readers",
    multiple=True,
    metavar="ID=NAME",
    help="A person of the team, in the order of the template's; may be given again.",
)
def init_command(call: Call, folder: Path, template: str, title: str, seed: str, readers: tuple[str, ...]) -> None:
    """Make a review folder DIR with a protocol to edit."""
    from core.protocol.template import template as template_text
    from store.folder.review import Review

    people = [(who.strip(), name.strip()) for who, _, name in (each.partition("=") for each in readers)]
    plan = template_text(template, title, seed=seed, readers=people)
    review = Review.create(folder, plan, unsafe_filesystem_accepted=call.unsafe_filesystem)
    if call.json:
        print_json({"folder": str(folder), "template": template, "title": review.protocol.title})
    where, who = shlex.quote(str(folder)), shlex.quote(review.protocol.reviewers[0].id)
    say(f"made {folder / 'protocol.toml'}; read it, then bring in what the databases exported:")
    say(f"    tamis -C {where} import FILE --source NAME")
    say(f"    tamis -C {where} --as {who}      … or in the app, with the key i")
