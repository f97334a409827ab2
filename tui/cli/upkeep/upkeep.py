"""`tamis check`, `tamis repair`, `tamis backup`."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.call import Call, command, print_json, say
from tui.text.plain import clean


@command("check")
def check_command(call: Call) -> None:
    """Check everything on disk: journals, snapshots, records, samples, and that the funnel adds up. Exit 1 if not."""
    from store.check import check_review

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


@command("repair")
def repair_command(call: Call) -> None:
    """Make damaged journals usable again: every file is copied first, and every line that cannot be kept is shown.

    A journal that lacks lines which its snapshot knows is left as it is (exit 2): they must come from a backup.
    """
    from store.check import journal_files
    from store.damage import repair_journal
    from store.errors import LinesMissing

    folder = call.review_folder()
    repaired, refused = [], []
    for path in journal_files(folder):
        try:
            done = repair_journal(path, folder / "repairs")
        except LinesMissing as error:
            refused.append(str(path))
            say(f"{error}\n")
            continue
        if not done.copies:
            continue
        repaired.append({"journal": str(path), "kept": done.kept, "set_aside": len(done.aside)})
        say(f"{path}: kept {done.kept:,} lines; the file as it was: {done.copies[0]}")
        if done.aside:
            say(f"  {len(done.aside):,} lines could not be kept; read them in {done.aside_file} and decide those anew")
    if call.json:
        print_json({"repaired": repaired, "refused": refused})
    if refused:
        raise SystemExit(2)
    if not repaired:
        say("nothing needed repair")


@command("backup")
@click.option(
    "--to",
    "to",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to (default: the folder “backups” of the review).",
)
@click.option("--verify", "verifies", is_flag=True, help="Make none; check the last one instead.")
def backup_command(call: Call, to: Path | None, verifies: bool) -> None:
    """Copy the whole review, consistent even while people work, with checksums.

    The last backup of each of 7 days and of each of 4 weeks is kept. Restore one with `cp -a`.
    """
    from core.errors import TamisError
    from store.backup import backup, backups, verify_backup

    folder = call.review_folder()
    to = to or folder / "backups"
    if verifies:
        made = backups(to) if to.is_dir() else []
        if not made:
            raise TamisError("there is no backup", where=str(to), advice="Make one with “tamis backup”.")
        problems = verify_backup(made[-1])
        if call.json:
            print_json({"folder": str(made[-1]), "ok": not problems, "problems": [each._asdict() for each in problems]})
        for each in problems:
            say(f"{each.where}: {each.what}")
        say(f"{made[-1]}: " + ("whole" if not problems else f"{len(problems)} problems"))
        if problems:
            raise SystemExit(1)
        return
    done = backup(folder, to)
    if call.json:
        print_json(
            {
                "folder": str(done.folder),
                "files": done.files,
                "skipped": [str(each) for each in done.skipped],
                "missing": [each.where for each in done.missing],
            }
        )
    say(f"copied {done.files:,} files to {done.folder}")
    for path in done.skipped:
        say(f"  left out, since you may not read it: {path}")
    for missing in done.missing:
        say(f"  {missing.where}: {missing.what}; no older backup was removed")
