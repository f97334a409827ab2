"""`tamis backup`."""

from __future__ import annotations

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
@click.option("--verify", "verifies", is_flag=True, help="Make none; check the last one instead.")
def backup_command(call: Call, to: Path | None, verifies: bool) -> None:
    """Copy the whole review, consistent even while people work, with checksums.

    The last backup of each of 7 days and of each of 4 weeks is kept. Restore one with `cp -a`.
    """
    from core.errors import TamisError
    from store.upkeep.backup import backup, backups, verify_backup

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
