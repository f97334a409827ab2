"""The generated pages of docs/reference: commands from click's tree, keys from the registry (`make reference`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tui.actions.action import EVERYWHERE, SCREENS
from tui.actions.keymap import PRESETS, show_key
from tui.actions.registry import ACTIONS
from tui.cli import tamis

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"

COMMANDS_HEAD = """# Commands

*This page is written by `make reference` from what the program itself says. A test compares the two.*

    tamis [-C DIR] [--as REVIEWER] [--json] COMMAND …

In what order they come is told in [a review, command by command](review.md), what `--json` prints in
[its page](json.md). Data goes to standard output, the rest to standard error. The exit status is 0 when all is done, 1
when a check found something, 2 when a command could not be carried out; the message then says where, what was expected
and what to do.

"""

KEYS_HEAD = """# Keys

*This page is written by `make reference` from the program's own list. A test compares the two.*

The first column is the action's name in the table `[keys]` of your [settings](settings.md), the second its keys, the
third its keys with `keymap = "rayyan"` where those differ. On most screens, `?` lists the keys that work there.

"""


def leaves(command: click.Command = tamis, path: tuple[str, ...] = ("tamis",)) -> Iterator[tuple[str, click.Command]]:
    """Every command of the tree with its full name, groups before their members."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            if (member := command.get_command(context, name)) is not None:
                yield from leaves(member, (*path, name))


def options(command: click.Command) -> list[click.Option]:
    """The command's options, without `--help`."""
    return [each for each in command.params if isinstance(each, click.Option)]


def commands_page() -> str:
    """Each command with its arguments and options."""
    shared = {each.opts[0] for each in options(tamis)} - {"--mouse", "--version"}
    parts = [COMMANDS_HEAD]
    for name, command in leaves():
        context = click.Context(command, info_name=name)
        if command is tamis:
            parts.append("## Before or after every command\n\n")
            parts.append(_table(context, options(tamis)))
            continue
        level = "###" if name.count(" ") > 1 else "##"
        usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
        parts.append(f"{level} {name}\n\n    {f'{name} {usage}'.strip()}\n\n")
        parts.append("\n\n".join(_paragraph(each) for each in (command.help or "").split("\n\n")) + "\n\n")
        parts.append(_table(context, [each for each in options(command) if each.opts[0] not in shared]))
    return "".join(parts).rstrip() + "\n"


def keys_page() -> str:
    """Each action with its id, its keys and its words."""
    lines = ["| Action | Key | Rayyan's | What it does | Where |", "|---|---|---|---|---|"]
    for action in ACTIONS:
        other = PRESETS["rayyan"].get(action.id, action.keys)
        rayyan = _keys(other) if other != action.keys else ""
        where = (
            "everywhere"
            if action.screens == EVERYWHERE
            else ", ".join(SCREENS[each].lower() for each in action.screens)
        )
        lines.append(f"| `{action.id}` | {_keys(action.keys)} | {rayyan} | {action.help} | {where} |")
    return KEYS_HEAD + "\n".join(lines) + "\n"


PAGES = {"commands.md": commands_page, "keys.md": keys_page}


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _keys(keys: tuple[str, ...]) -> str:
    return " ".join(f"`{show_key(key)}`" for key in keys)


def _table(context: click.Context, shown: list[click.Option]) -> str:
    if not shown:
        return ""
    lines = ["| option | what it does |", "|---|---|"]
    for option in shown:
        record = option.get_help_record(context)
        if record is not None:
            name, text = (each.replace("|", "\\|") for each in record)
            lines.append(f"| `{name}` | {_paragraph(text)} |")
    return "\n".join(lines) + "\n\n"


if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
        sys.stderr.write(f"wrote {FOLDER / name}\n")
