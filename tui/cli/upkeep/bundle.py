"""`tamis bundle`."""

from __future__ import annotations

from pathlib import Path

import click

from core.words import plural
from tui.cli.call import Call, command, print_json, say
from tui.text.plain import clean

FILE = click.Path(path_type=Path, dir_okay=False)


@command("bundle")
@click.argument("file", type=FILE, metavar="FILE.zip")
@click.option("--abstracts", is_flag=True, help="With abstracts and the databases' own pairs: publishers have rights.")
@click.option("--pseudonyms", is_flag=True, help="Call the reviewers R1, R2 … everywhere; journals are chained anew.")
@click.option("--while-blind", is_flag=True, help="Also while a stage is blind; what is sealed is not in it.")
def bundle_command(call: Call, file: Path, abstracts: bool, pseudonyms: bool, while_blind: bool) -> None:
    """Pack all that others need to check the review into one zip: plan, records, journals, samples, results, words.

    Made at the end, when every stage is open. The same review gives the same bytes.
    """
    from store.bundle.make import make_bundle

    with call.state() as state:
        done = make_bundle(state, file, abstracts=abstracts, other_names=pseudonyms, while_blind=while_blind)
    named = {f"review/{each.journal}": list(each.naming) for each in done.chains if each.naming}
    if call.json:
        print_json(
            {
                "file": str(file),
                "sha256": done.sha256,
                "bytes": done.size,
                "files": done.files,
                "abstracts": abstracts,
                "pseudonyms": pseudonyms,
                "named_in_free_text": named,
                "not_as_stated": [{"file": f"review/{each.journal}", "what": each.what} for each in done.not_as_stated],
            }
        )
    else:
        click.echo(f"{done.sha256}  {clean(str(file))}")
    say(f"packed {done.files:,} files, {done.size:,} bytes; state the SHA-256 in the paper")
    if pseudonyms:
        say("notes and rationales are left as people wrote them: read them before you publish")
    for name, lines in named.items():
        which = f"{plural(len(lines), 'line')} {', '.join(map(str, lines[:10]))}{' …' if len(lines) > 10 else ''}"
        say(f"  a reviewer is named in {name}, {which}")
    for each in done.not_as_stated:
        say(f"warning: review/{each.journal} is not as it was stated: {each.what}; tamis verify says so too")
