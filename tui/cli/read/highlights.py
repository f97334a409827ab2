"""`tamis highlights`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import clean


@command("highlights")
@click.option("--include", "include", metavar="WORD", multiple=True, help="Mark this word as speaking for a record.")
@click.option("--exclude", "exclude", metavar="WORD", multiple=True, help="Mark it as speaking against.")
@click.option("--remove", "remove", metavar="WORD", multiple=True, help="Do not mark it any more.")
def highlights_command(call: Call, include: tuple[str, ...], exclude: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """List the words that are marked in titles and abstracts, or change them for everybody.

    A word that is said here counts before the plan's, whose file stays as it is. * stands for any end of a word.
    """
    from core.errors import TamisError
    from store.acts.highlights import change_highlights, highlight_words

    with call.review(may_be_empty=True) as review:
        words = before = highlight_words(review)
        for word in remove:
            if words == (words := words.without(word)):
                raise TamisError(f"“{word}” is not among the words", where="--remove", advice="tamis highlights")
        for word in include:
            words = words.adding(word, include=True)
        for word in exclude:
            words = words.adding(word, include=False)
        if words != before:
            change_highlights(review, before, words)
            words = highlight_words(review)
    if call.json:
        print_json({"include": words.include, "exclude": words.exclude})
        return
    for name, listed in (("include", words.include), ("exclude", words.exclude)):
        for word in listed:
            click.echo(f"{name}  {clean(word)}")
