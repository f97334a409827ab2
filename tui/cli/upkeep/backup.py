"""`tamis backup`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from tui.cli.call import Call, command, print_json, say


@command("backup")
@click.option(
    "--to",
    "to",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to (default: the folder “backups” of the review).",
)
@click.option("--verify", "verifies", is_flag=True, help="Make none; hold the last one against today's files.")
def backup_command(call: Call, to: Path | None, verifies: bool) -> None:
    """Copy the whole review, consistent even while people work, with checksums.

    The last backup of each of 7 days and of each of 4 weeks is kept. Restore one with `cp -a`.
    """
    from core.errors import TamisError
    from core.words import count
    from store.upkeep.backups.backup import BACKUPS, backup, backups, verify_backup
    from store.upkeep.backups.today import compared, lost_since, remember_backups

    folder = call.review_folder()
    to = to or folder / BACKUPS
    if verifies:
        made = backups(to) if to.is_dir() else []
        if not made:
            raise TamisError("there is no backup", where=str(to), advice="Make one with “tamis backup”.")
        problems = verify_backup(made[-1])
        found = compared(made[-1], folder) if not problems else []
        problems += lost_since(made[-1], folder, found)
        if call.json:
            print_json(
                {
                    "folder": str(made[-1]),
                    "ok": not problems,
                    "problems": [each._asdict() for each in problems],
                    "files": [each._asdict() for each in found],
                }
            )
        for each in problems:
            say(f"{each.where}: {each.what}. {each.advice}")
        for state, times in Counter(each.state for each in found).items():
            say(f"{count(times, 'file')} {state}")
        say(f"{made[-1]}: " + ("whole" if not problems else count(len(problems), "problem")))
        if problems:
            raise SystemExit(1)
        return
    done = backup(folder, to)
    remember_backups(folder, to)
    if call.json:
        print_json(
            {
                "folder": str(done.folder),
                "files": done.files,
                "skipped": [str(each) for each in done.skipped],
                "missing": [each.where for each in done.missing],
            }
        )
    say(f"copied {count(done.files, 'file')} to {done.folder}")
    for path in done.skipped:
        say(f"  left out, since you may not read it or it is no file: {path}")
    for missing in done.missing:
        say(f"  {missing.where}: {missing.what}; no older backup was removed")
