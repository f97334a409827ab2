"""`tamis batch`."""

from __future__ import annotations

import base64
import io
import json
import shlex
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from typing import Any

import click

from core.errors import TamisError
from tui.cli.call import Call, command, refused_by_system


class _NoInput(io.TextIOBase):
    """The standard input of a line: no terminal, so that nothing is asked, and not the lines that come after it."""

    def read(self, _size: int | None = -1, /) -> str:
        """Refuse."""
        raise TamisError("reads standard input, which the lines of a batch come from", advice="Run it by itself.")

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Refuse."""
        return self.read()

    @property
    def buffer(self) -> _NoInput:
        """The same, for those who read bytes."""
        return self


@command("batch")
@click.option("--stop", is_flag=True, help="Stop at the first line that fails.")
@click.pass_context
def batch_command(ctx: click.Context, call: Call, stop: bool) -> None:
    """Run one command a line from standard input, and print one line of JSON for each.

    A line is what one types after “tamis”, quoted as in a shell. Its result is printed once what it did is on disk: the
    JSON of the command, or its text where it has none. A line that fails is said, and the others are run all the same.
    Blank lines and those that begin with # are left out. --as and -C before the lines hold for each that says no other.

    The exit status is the highest of those of the lines.
    """
    from tui.cli.kept_open import KeptOpen

    program = ctx.find_root().command
    worst = 0
    with KeptOpen() as kept_open:
        for number, line in enumerate(sys.stdin.buffer, 1):
            if not line.strip() or line.lstrip().startswith(b"#"):
                continue
            status, said = _run(program, replace(call, json=True, kept_open=kept_open), line, number)
            worst = max(worst, status)
            click.echo(json.dumps({"line": number, "ok": "error" not in said, **said}))  # echo flushes
            if stop and "error" in said:
                break
    ctx.exit(worst)


def _run(program: click.Command, call: Call, line: bytes, number: int) -> tuple[int, dict[str, Any]]:
    """Run one line: (its exit status, its result or its error by that name)."""
    printed = io.BytesIO()
    try:
        with _apart(printed):
            words = _words(line)
            status = program.main(words, "tamis", obj=call, standalone_mode=False) or 0
    except click.Abort:  # Ctrl-C: no line asks anything
        raise
    except SystemExit as ended:
        status = int(ended.code or 0)
    except Exception as error:
        assert call.kept_open is not None
        call.kept_open.drop(call.opened)  # it may be in any state
        said = _said_of(error)
        where = said.where or f"standard input, line {number}"
        return 2, {"error": {"where": where, "what": said.what, "advice": said.advice}}
    return status, {"result": _result(printed.getvalue())}


def _words(line: bytes) -> list[str]:
    try:
        words = shlex.split(line.decode())
    except ValueError as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise TamisError(f"cannot be read: {why}", advice="Write it in UTF-8, quoted as in a shell.") from None
    return words[1:] if words[:1] == ["tamis"] else words


def _said_of(error: Exception) -> TamisError:
    match error:
        case TamisError():
            return error
        case click.ClickException():
            return TamisError(error.format_message(), advice="“tamis COMMAND --help” lists what it takes.")
        case OSError():
            return refused_by_system(error)
    traceback.print_exception(error)
    return TamisError(f"a fault of the program: {error!r}", advice="Look with “tamis history” whether it was saved.")


def _result(printed: bytes) -> Any:
    """The JSON that a command printed; else its text, and in base64 what is no text."""
    try:
        text = printed.decode()
    except ValueError:
        return base64.b64encode(printed).decode()
    try:
        return json.loads(text)
    except ValueError:
        return text


@contextmanager
def _apart(printed: io.BytesIO) -> Iterator[None]:
    """Gather what is printed to stdout meanwhile; from stdin nothing can be read."""
    stdin, out = sys.stdin, io.TextIOWrapper(printed, encoding="utf-8", write_through=True)
    sys.stdin = _NoInput()
    try:
        with redirect_stdout(out):
            yield
        out.detach()
    finally:
        sys.stdin = stdin
