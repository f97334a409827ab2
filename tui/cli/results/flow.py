"""`tamis flow`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, command, say

if TYPE_CHECKING:
    from core.report.flow.boxes import Flow

FORMATS = ("text", "svg", "csv", "json", "png")


@command("flow")
@click.option(
    "--format",
    "format",
    type=click.Choice(FORMATS),
    help="Default: what the ending of --out says, else text.",
)
@click.option(
    "--template",
    type=click.Choice(["new", "updated"]),
    default="new",
    show_default=True,
    help="A new review, in which all search rounds count as one search; or an update, in which the first search round"
    " is the previous version of the review.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it to a file.")
def flow_command(call: Call, format: str | None, template: str, out: Path | None) -> None:
    """The flow diagram of PRISMA 2020, from the log."""
    from store.numbers.flow import flow_diagram
    from tui.cli.results.flow_json import flow_json

    ending = out.suffix.removeprefix(".").lower() if out else ""
    if out is not None and not (call.json or format) and ending not in (*FORMATS, "txt"):
        raise click.UsageError(f"what is {out}? Let it end in .svg, .png, .csv, .json or .txt, or say --format")
    chosen = "json" if call.json else format or (ending if ending in FORMATS else "text")
    with call.state() as state:
        whole = flow_diagram(state)
        title = state.review.protocol.title
    if chosen == "png" and out is None and sys.stdout.isatty():
        raise click.UsageError("a picture cannot be shown in the terminal: say --out FILE")
    flow = whole.updated() if template == "updated" else whole
    content = flow_json(whole, flow) if chosen == "json" else _content(chosen, flow, title)
    if out is None:
        click.echo(content, nl=False)
    else:
        _write(out, content)
        say(f"{out}: {len(content):,} bytes")
    for leak in flow.leaks():
        say(f"THE DIAGRAM DOES NOT ADD UP: {leak}")


def _content(format: str, flow: Flow, title: str) -> bytes:
    if format == "csv":
        from core.report.flow.csv import flow_csv

        return flow_csv(flow).encode()
    if format == "text":
        from core.report.flow.text import flow_text
        from tui.text.plain import printable

        return "".join(printable(line) + "\n" for line in flow_text(flow).split("\n")).encode()
    from core.report.flow.svg import flow_svg

    svg = flow_svg(flow, title)
    if format == "svg":
        return svg.encode()
    from core.report.flow.png import flow_png

    return flow_png(svg)


def _write(path: Path, content: bytes) -> None:
    """Replace a file, or say why it cannot be.

    Raises:
        TamisError: It cannot be written.
    """
    from core.errors import refusals
    from store.journal.files import atomic_write

    with refusals("cannot be written", path):
        atomic_write(path, [content], mode=0o644)
