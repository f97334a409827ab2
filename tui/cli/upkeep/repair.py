"""`tamis repair`."""

from __future__ import annotations

from tui.cli.call import Call, command, print_json, say


@command("repair")
def repair_command(call: Call) -> None:
    """Make damaged journals usable again: every file is copied first, and every line that cannot be kept is shown.

    A journal that lacks lines which its snapshot knows is left as it is (exit 2): they must come from a backup.
    """
    from store.journal.errors import LinesMissing
    from store.upkeep.check import journal_files
    from store.upkeep.damage import repair_journal

    folder = call.review_folder()
    repaired, refused = [], []
    for path in journal_files(folder):
        try:
            done = repair_journal(path, path.parent)
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
