"""`tamis verify`."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import clean

FILE = click.Path(path_type=Path, dir_okay=False)


@command("verify")
@click.argument("file", type=FILE, metavar="FILE.zip")
def verify_command(call: Call, file: Path) -> None:
    """Check a bundle from itself alone: derive everything anew and say what differs. Exit 1 when something does."""
    from store.bundle.verify import verify_bundle

    checks = verify_bundle(file)
    ok = all(each.ok for each in checks)
    if call.json:
        print_json({"ok": ok, "checks": [{"name": each.name, "ok": each.ok, "detail": each.detail} for each in checks]})
    else:
        for each in checks:
            click.echo(f"{'ok     ' if each.ok else 'DIFFERS'}  {each.name}: {clean(each.detail)}")
    if not ok:
        raise SystemExit(1)
