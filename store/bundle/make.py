"""Makes a bundle: a zip of a copy of the review, what is derived from the copy, a README, and checksums.

Everything derived is derived from the copy, not from the review. So it holds nothing that was left out of the copy, and
a check of the bundle starts from the same files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from core.errors import TamisError
from core.gc_pause import gc_paused
from core.protocol.values import Stage
from store.acts.amendments import amendments
from store.acts.openings import begun
from store.bundle.copying import Chain, copy_review
from store.bundle.description import REPORT, REVIEW, Description, described_files, first_line
from store.bundle.results import agreement, as_parts, funnel, samples
from store.decisions.stated import Unlike, compare_with_statements
from store.exchange.zip_writer import write_zip
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.files import file_sha256
from store.numbers.report import files_of, gather
from store.state.review_state import ReviewState, review_state
from store.upkeep.backups.backup import SUMS, sum_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle just made.

    Attributes:
        sha256: The checksum of the zip; published apart from it, it shows later that nothing was changed.
        chains: The journals in it.
        not_as_stated: The journals in it that are not as their readers stated them, or as others saw them.
    """

    path: Path
    files: int
    size: int
    sha256: str
    chains: tuple[Chain, ...]
    not_as_stated: tuple[Unlike, ...]


def make_bundle(
    state: ReviewState, path: Path, *, abstracts: bool = False, other_names: bool = False, while_blind: bool = False
) -> Bundle:
    """Write the bundle of a review. The same review folder gives the same bytes.

    Args:
        state: The state of the review.
        path: The zip; an older one is replaced when the new one is whole.
        abstracts: Whether abstracts, and the pairs as the databases wrote them, may be given away.
        other_names: Whether the reviewers are called R1, R2 … in it.
        while_blind: Whether a bundle may be made while decisions in it are still blind.

    Raises:
        TamisError: Something is still blind, nobody has used the plan as it stands, or a file is damaged or may not be
            read.
        NotSaved: The zip could not be written; an older one is as it was.
    """
    review = state.review
    _refuse_what_is_blind(state, while_blind)
    _refuse_an_unlogged_plan(review)
    if path.exists() and not path.is_file():
        raise TamisError("this is no file that could be replaced", where=str(path), advice="Name another one.")
    with tempfile.TemporaryDirectory(prefix="tamis-bundle-") as temporary:
        folder = Path(temporary)
        chains = copy_review(review, folder / REVIEW, abstracts=abstracts, other_names=other_names)
        made = Description(f"tamis {version('tamis')}", abstracts, other_names, tuple(chains))
        with Review(folder / REVIEW, unsafe_filesystem_accepted=True, copied=True, copy_of=review) as copy:
            first_lines = derived_files(copy, partial(_written, folder))
        for name, content in described_files(made, review.protocol.title, first_lines).items():
            (folder / name).write_bytes(content)
        names = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
        (folder / SUMS).write_bytes(b"".join(sum_line(name, file_sha256(folder / name)) for name in names))
        without = "Leave abstracts out: make it without --abstracts."
        write_zip(path, {name: folder / name for name in (SUMS, *names)}, 0o640, too_large=without)
    unlike, _ = compare_with_statements(review)
    return Bundle(path, len(names) + 1, path.stat().st_size, file_sha256(path), tuple(chains), tuple(unlike))


def derived_files(review: Review, take: Callable[[str, Iterable[bytes]], T]) -> dict[str, T]:
    """Derive the files of a bundle that follow from the copy of a review in it.

    Together they may be larger than the review, so none is held whole: each is given away as soon as it is made.

    Args:
        review: The copy.
        take: Is given the name in the bundle of each file, and its content piece by piece.

    Returns:
        Name in the bundle → what `take` gave.
    """
    with gc_paused():
        state = review_state(review)
        documents = {**samples(state), **funnel(state), **agreement(state)}
        taken = {name: take(name, as_parts(documents.pop(name))) for name in list(documents)}
        files = files_of(gather(state))
        return taken | {f"{REPORT}/{name}": take(f"{REPORT}/{name}", files.parts(name)) for name in files}


def _written(folder: Path, name: str, parts: Iterable[bytes]) -> bytes:
    """Write a file of the bundle; gives its first line."""
    path, first = folder / name, b""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        for part in parts:
            first = first or part
            stream.write(part)
    return first_line(first)


def _refuse_what_is_blind(state: ReviewState, accepted: bool) -> None:
    stages = [
        stage for stage in state.review.protocol.stages if state.unfinished_rounds(stage) and _begun(state, stage)
    ]
    if not stages or (accepted and state.audience.trusted):
        return
    names = ", ".join(stage.id for stage in stages)
    if not state.audience.trusted:
        advice = f"{state.audience.who} reads one of them. Wait until every reader has finished."
    else:
        advice = (
            "It opens when every reader has finished; “tamis status” says who owes what. "
            "--while-blind bundles the rest."
        )
    raise TamisError(f"a bundle holds everybody's decisions, and this is still blind: {names}", advice=advice)


def _refuse_an_unlogged_plan(review: Review) -> None:
    logged = amendments(review)
    if logged and logged[-1].text != review.protocol_text:
        raise TamisError(
            "the plan was changed since anybody has used it, so nobody's words hold it",
            where=PROTOCOL_FILE,
            advice="Say why it was changed: tamis amend WHY",
        )


def _begun(state: ReviewState, stage: Stage) -> bool:
    """Whether a reader has begun at the stage; the journals are not read."""
    drawn = any(name == stage.id for name, _ in state.samples)
    return drawn or any(begun(state.review, stage.id, each) for each in state.batches(stage))
