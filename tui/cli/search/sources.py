"""`tamis sources`."""

from __future__ import annotations

from dataclasses import asdict

from tui.cli.call import Call, command, print_json, print_table, say
from tui.cli.search.import_ import import_json
from tui.text.plain import clean


@command("sources")
def sources_command(call: Call) -> None:
    """List where the records came from: each import, with what was found."""
    from store.acts.imports import imports

    with call.review(may_be_empty=True) as review:
        found = imports(review, withdrawn=True)
    if call.json:
        print_json([{**import_json(each), **asdict(each.source), "withdrawn": each.withdrawn} for each in found])
        return
    if not found:
        say("nothing has been imported yet: tamis import FILE --source NAME")
        return
    head = ("no", "round", "source", "route", "searched", "reported", "records", "new", "files")
    rows = [
        (
            each.number,
            each.round,
            each.source.name,
            each.source.route,
            each.source.searched or "–",
            "–" if each.source.reported is None else f"{each.source.reported:,}",
            each.records,
            "taken back" if each.withdrawn else f"{each.new:,}",
            clean(", ".join(file.file for file in each.files)),
        )
        for each in found
    ]
    print_table(head, rows)
