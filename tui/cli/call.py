"""What every command shares: the review, the role, JSON or text, and how output is written."""

from __future__ import annotations

import importlib
import json
import keyword
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from core.errors import TamisError
from tui.text.plain import printable

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from core.undo import PastAct, Sure
    from store.folder.review import Review
    from store.state.review_state import ReviewState
    from tui.cli.kept_open import KeptOpen

F = TypeVar("F", bound=Callable[..., Any])
Changes = TypeVar("Changes")

ENVIRONMENT_REVIEWER = "TAMIS_REVIEWER"
EMPTY = "the review is empty: tamis import FILE --source NAME"
"""What to say of a review without records."""


@dataclass
class Call:
    """One call of the program, with the values of its shared options."""

    folder: Path | None = None
    reviewer: str | None = None
    json: bool = False
    unsafe_filesystem: bool = False
    no_cache: bool = False
    mouse: bool = False
    opened: Review | None = None
    kept_open: KeptOpen | None = None

    @property
    def saved(self) -> bool:
        """Whether the command has saved what it was asked to, so that a later failure does not undo it."""
        return self.opened is not None and self.opened.saved

    def review_folder(self) -> Path:
        """Find the folder of the review that the call is about.

        Raises:
            TamisError: There is none.
        """
        from store.folder.plan import find_review

        return find_review((self.folder or Path.cwd()).absolute())

    def review(self, *, may_be_empty: bool = False) -> Review:
        """Open the review that the call is about, in the role that it says.

        Args:
            may_be_empty: Whether the command makes sense without records; else a line says that there are none.

        Raises:
            TamisError: There is no review, or it may not be opened so.
        """
        if self.kept_open is not None:
            self.kept_open.catch_up()
        return self._open(may_be_empty=may_be_empty)

    def _open(self, *, may_be_empty: bool = False) -> Review:
        from store.folder.review import Review
        from store.journal.files import free_space_warning

        folder = self.review_folder()
        if warning := free_space_warning(folder):
            say(warning)
        role = self.reviewer or os.environ.get(ENVIRONMENT_REVIEWER) or None
        key = (folder, role, self.unsafe_filesystem, self.no_cache)
        review = self.kept_open.get(key) if self.kept_open is not None else None
        if review is None:
            review = Review(
                folder, role=role, unsafe_filesystem_accepted=self.unsafe_filesystem, cache=not self.no_cache
            )
            if self.kept_open is not None:
                self.kept_open.keep(key, review)
        review.warn = cache(lambda text: say(f"warning: {text}"))  # each warning is printed once
        self.opened = review
        if role is None:
            review.role = reviewer_of_login(review)
        if not may_be_empty and not review.records:
            say(EMPTY)
        return review

    @contextmanager
    def state(self, *, saves: bool = False) -> Iterator[ReviewState]:
        """The state of the review, with the batches opened that all their readers have finished.

        Args:
            saves: Whether the body saves something; batches that this finishes are opened at its end.
        """
        from store.work.openings import open_finished_batches, settle_after_saving

        with self.review() as review:
            yield open_finished_batches(review)
            if saves:
                settle_after_saving(review)

    @contextmanager
    def saving(self) -> Iterator[Review]:
        """The review, for a body that saves; batches that this finishes are opened at its end."""
        from store.work.openings import settle_after_saving

        with self._open() as review:
            yield review
            if self.kept_open is not None:
                self.kept_open.settle(review)
            else:
                settle_after_saving(review)


def refused_by_system(error: OSError) -> TamisError:
    """An error of the system, such as a full disk or missing rights, as one that says what to do."""
    from core.errors import advice_on

    where = f"{error.filename}" if error.filename else ""
    return TamisError(error.strerror or str(error), where=where, advice=advice_on(error))


def reviewer_of_login(review: Review) -> str | None:
    """The reviewer whom the protocol binds to the operating system's user, if there is one."""
    bound = [each.id for each in review.protocol.reviewers if review.login in each.logins]
    return bound[0] if len(bound) == 1 else None


def acting_reviewer(review: Review, stage: str) -> str:
    """The reviewer in whose name a command writes.

    Raises:
        TamisError: No role was given, or it does not read the stage.
    """
    this = review.stage(stage)
    if review.role is None:
        raise TamisError(
            "who are you?",
            where=f"stage {stage}",
            advice=f"Say it with --as REVIEWER or ${ENVIRONMENT_REVIEWER}; this stage is read by: {_readers(this)}.",
        )
    check_reads(review.role, this)
    return review.role


def check_reads(reviewer: str, stage: Stage) -> None:
    """Make sure that a reviewer reads a stage.

    Raises:
        TamisError: They do not.
    """
    if stage.reader(reviewer) is None:
        raise TamisError(
            f"{reviewer} does not read this stage",
            where=f"stage {stage.id}",
            advice=f"It is read by: {_readers(stage)}.",
        )


def _readers(stage: Stage) -> str:
    return ", ".join(reader.reviewer for reader in stage.readers)


def ask_first(what: str, flag: str = "--yes") -> None:
    """Ask whether to go on with something; a flag of the command answers without asking.

    Raises:
        TamisError: There is no terminal to ask in.
        click.Abort: The answer is no.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise TamisError(f"not done: {what}", advice=f"If that is meant, say {flag}.")
    click.confirm(f"{printable(what)}. Go on?", abort=True, err=True)


def replay(act: Callable[[Sure], Changes], word: str, *, yes: bool) -> tuple[Changes, str]:
    """Take the last act back, or do it again; where it concerns more than a few records, ask first.

    Args:
        act: Does it, unless the function that it gets says that it must be asked first.
        word: The verb for the question: "takes back".
        yes: Whether `--yes` was given.

    Returns:
        (what `act` gives, what was changed in words; "" where nothing is left).

    Raises:
        TamisError: There is no terminal to ask in, or something else was done meanwhile.
        click.Abort: The answer is no.
    """
    met: list[PastAct] = []

    def unasked(past: PastAct) -> bool:
        met.append(past)
        return yes or not past.asks

    done = act(unasked)
    if met and met[0].asks and not yes:
        ask_first(f"this {word} {met[0].what}")
        done = act(lambda past: past == met[0])
        if not done:
            raise TamisError("something else was done meanwhile; nothing was changed", advice="Say it again.")
    return done, met[0].what if met else ""


def yes_option(function: F) -> F:
    """Add --yes, which answers `ask_first`."""
    return click.option("--yes", is_flag=True, help="Do not ask, however many records it concerns.")(function)


def shared_options(function: F) -> F:
    """Add -C, --as, --json, --unsafe-filesystem and --no-cache, which may stand before or after the command's name."""

    def keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def callback(ctx: click.Context, _: click.Parameter, value: Any) -> None:
            if value:
                setattr(ctx.ensure_object(Call), name, value)

        return callback

    options = (
        click.option(
            "-C",
            "review_folder",
            type=click.Path(path_type=Path),
            metavar="DIR",
            expose_value=False,
            callback=keep("folder"),
            help="The review folder (default: this folder or the nearest one above that holds a protocol.toml).",
        ),
        click.option(
            "--as",
            "acting_reviewer",
            metavar="REVIEWER",
            expose_value=False,
            callback=keep("reviewer"),
            help=f"Act as this reviewer (default: ${ENVIRONMENT_REVIEWER}, else the reviewer bound to your login).",
        ),
        click.option(
            "--json", "json", is_flag=True, expose_value=False, callback=keep("json"), help="Print JSON on stdout."
        ),
        click.option(
            "--unsafe-filesystem",
            is_flag=True,
            expose_value=False,
            callback=keep("unsafe_filesystem"),
            help="Work on a network file system all the same.",
        ),
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=keep("no_cache"),
            help="Derive everything anew, and delete what this account had kept of it.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command with the shared options; the function gets the `Call` first."""

    def decorate(function: Callable[..., None]) -> click.Command:
        return click.command(name, context_settings={"help_option_names": ["-h", "--help"]})(
            shared_options(click.pass_obj(function))
        )

    return decorate


def say_blind(stage: Stage, rounds: Sequence[int]) -> None:
    """Say in which search rounds a stage is still blind, if in any."""
    if rounds:
        say(f"{stage.id}: still blind in search round {', '.join(map(str, rounds))}")


def say_undone(what: str) -> None:
    """Say what was taken back; "" for nothing."""
    say(f"took back: {what}" if what else "nothing is left to take back")


def say_first(lines: Sequence[str], most: int = 10) -> None:
    """Say the first lines of a list, and how many there are besides."""
    for line in lines[:most]:
        say(f"  {line}")
    if len(lines) > most:
        say(f"  … and {len(lines) - most:,} more (--json lists them)")


def has_terminal() -> bool:
    """Whether both stdin and stdout are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def load_command(package: str, name: str) -> click.Command:
    """Import a command from the module of its name, which ends in an underscore where the name is a Python keyword."""
    name = name.replace("-", "_")
    module = importlib.import_module(f"tui.cli.{package}.{name}{'_' * keyword.iskeyword(name)}")
    found: click.Command = getattr(module, f"{name}_command")
    return found


def print_json(value: object) -> None:
    """Write JSON to stdout; non-ASCII characters are escaped, so that no record text reaches the terminal as it is."""
    click.echo(json.dumps(value, indent=1))


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write columns to stdout: numbers to the right, text to the left."""
    cells = [[_cell(each) for each in row] for row in rows]
    widths = [max(len(row[place]) for row in [list(head), *cells]) for place in range(len(head))]
    right = [bool(rows) and all(isinstance(row[place], int) for row in rows) for place in range(len(head))]
    for row in [list(head), *cells]:
        line = "  ".join(
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(row, widths, right, strict=True)
        )
        click.echo(line.rstrip())


def say(text: str) -> None:
    """Write lines for people to stderr, apart from the result; names of files and text of records may be in them."""
    click.echo("\n".join(map(printable, text.split("\n"))), err=True)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else printable(str(value))
