"""`tamis check`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import clean


@command("check")
def check_command(call: Call) -> None:
    """Check every file of the review; exit 1 if something is wrong.

    Journals are held against what their owners stated and others saw of them, the plan, and the records. It says what
    it could not look at: what is sealed is its reader's own (--as) to check.
    """
    from core.words import count
    from store.upkeep.check import check_review

    folder = call.review_folder()
    report = check_review(folder, lambda: call.review(may_be_empty=True))
    if call.json:
        print_json(
            {
                "ok": report.ok,
                "problems": [each._asdict() for each in report.problems],
                "not_looked_at": [each._asdict() for each in report.not_looked_at],
                "journals": report.journals,
                "events": report.events,
                "files": report.files,
            }
        )
    else:
        for each in report.problems:
            click.echo(clean(f"{each.where}: {each.what}. {each.advice}"))
        for left in report.not_looked_at:
            click.echo(clean(f"not looked at: {left.where}: {left.why}"))
        verdict = "all is well" if report.ok else count(len(report.problems), "problem")
        looked_at = ((report.files, "file"), (report.journals, "journal"), (report.events, "event"))
        click.echo(f"{', '.join(count(*each) for each in looked_at)}: {verdict}")
    if not report.ok:
        raise SystemExit(1)
