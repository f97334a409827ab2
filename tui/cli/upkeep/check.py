"""`tamis check`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import clean


@command("check")
def check_command(call: Call) -> None:
    """Check everything on disk: journals, snapshots, records, samples, and that the funnel adds up. Exit 1 if not."""
    from store.upkeep.check import check_review

    report = check_review(call.review_folder(), call.review)
    if call.json:
        print_json(
            {
                "ok": report.ok,
                "problems": [each._asdict() for each in report.problems],
                "journals": report.journals,
                "events": report.events,
            }
        )
    else:
        for each in report.problems:
            click.echo(f"{clean(each.where)}: {clean(each.what)}\n  {clean(each.advice)}")
        verdict = "all is well" if report.ok else f"{len(report.problems)} problems"
        click.echo(f"{report.journals} journals, {report.events:,} events: {verdict}")
    if not report.ok:
        raise SystemExit(1)
