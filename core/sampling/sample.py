"""The sample that the second reader also reads: seeded, independent of any order, and open to anyone's check.

The ids are put in the order of sha256(seed + newline + id), and the first ceil(N × fraction) are the sample. So the
sample depends on nothing but the seed and the set of ids (Python promises no such thing of `random.sample`), taking
more later keeps what was taken before, and `sha256sum | sort | head` gives the same.

Each search round is a frame of its own: with one frame for all, an update would drive some earlier records out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from core.errors import TamisError
from core.sampling import allocation
from core.sampling.allocation import Sharing
from core.sampling.share import parse_share, sample_size
from core.words import count as counted
from core.words import plural

METHOD_NAME = "sha256-bottomk-v1"
PLACEHOLDER = "replace this text before the search"
"""The seed in the blank template. `check_seed` refuses it, since every review would share it."""
PILOT = 0
"""The pilot of a stage, where a search round is given by its number; those count from 1."""


def check_seed(seed: str) -> None:
    """Refuses a seed that could not be typed in a shell, and the one that the blank template begins with.

    Raises:
        TamisError: It is empty, or holds a line break or another control character, or is the template's.
    """
    if " ".join(seed.split()).casefold() == PLACEHOLDER:
        raise TamisError(
            f"write a seed of your own: “{PLACEHOLDER}” is the template's",
            advice='For instance seed = "the DOI of your protocol"; make it public. After the first draw it stays.',
        )
    if not seed.strip() or not seed.isprintable():
        raise TamisError(
            "the seed has characters that cannot be printed" if seed.strip() else "the seed is empty",
            advice="Take a text fixed before the search, such as the protocol's DOI.",
        )


def order(seed: str, ids: Iterable[str]) -> list[str]:
    """All ids in hash order: the key is sha256(seed + newline + id) in hexadecimal; equal keys go by id."""
    return sorted(ids, key=hash_key(seed))


def hash_key(seed: str) -> Callable[[str], tuple[str, str]]:
    """What gives the place of an id in hash order, with the id itself; see `order`."""
    start = hashlib.sha256(f"{seed}\n".encode())

    def key(record: str) -> tuple[str, str]:
        digest = start.copy()
        digest.update(record.encode())
        return digest.hexdigest(), record

    return key


def draw(seed: str, ids: Iterable[str], fraction: Fraction) -> list[str]:
    """The sample, in hash order.

    Raises:
        ValueError: An id occurs twice.
    """
    ordered = order(seed, ids)
    if len(set(ordered)) < len(ordered):
        raise ValueError("an id occurs twice in the frame of a sample")
    return ordered[: sample_size(len(ordered), fraction)]


def stage_seed(seed: str, stage: str) -> str:
    """The seed of a stage that follows another sampled stage, made from the protocol's.

    With one seed for both, the sample of the second stage would be mostly records of the first one's sample, which two
    readers have agreed on, where it should stand for all that entered.
    """
    return f"{seed} {stage}"


def pilot_seed(seed: str, stage: str) -> str:
    """The seed of a stage's pilot: one of its own, so that the pilot says nothing of who is in the sample."""
    return f"{seed} {stage} pilot"


def queue_order(seed: str, stage: str, reviewer: str, ids: Iterable[str]) -> list[str]:
    """The order in which a reviewer meets the records of a stage: random, the same at each start, and not the sample's.

    A seed of one line cannot be that of a sample here, for this one has several.
    """
    return order("\n".join((seed, "queue", stage, reviewer)), ids)


def frame_hash(ids: Iterable[str]) -> str:
    """The SHA-256 of the sorted ids, each followed by a newline.

    With one id a line in `ids.txt`, `LC_ALL=C sort ids.txt | sha256sum` prints the same.
    """
    digest = hashlib.sha256()
    for record in sorted(ids):
        digest.update(f"{record}\n".encode())
    return digest.hexdigest()


def shell_line(seed: str, size: int, frame_file: str = "ids.txt") -> str:
    """The command with which anyone draws the sample anew, without tamis.

    It needs a POSIX shell and `sha256sum` (on macOS: `shasum -a 256`), and prints the ids in hash order.

    Args:
        seed: The seed; quoted for the shell here.
        size: The number of records in the sample.
        frame_file: A file with one id of the frame a line, the last one also ended by a newline.
    """
    import shlex  # only where somebody asks for the recipe

    hashed = f"""printf '%s\\n%s' {shlex.quote(seed)} "$id" | sha256sum | cut -c 1-64"""
    return (
        f"""while IFS= read -r id; do printf '%s %s\\n' "$({hashed})" "$id"; done < {shlex.quote(frame_file)} """
        f"| LC_ALL=C sort | head -n {size} | cut -c 66-"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Records added to a sample later: the next ones in the same hash order.

    Attributes:
        added: How many.
        reason: Why, as the amendment says.
        at: When, in UTC, ISO 8601.
    """

    added: int
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample as drawn: frozen, with all that is needed to draw it again.

    Attributes:
        round: The search round whose records it was drawn from; `PILOT` for the records of a pilot.
        fraction: As the protocol states it: "1/5", "20%".
        base: What the frame holds: the records "entering" the stage, or all "identified" ones.
        frame: The number of records it was drawn from.
        frame_sha256: See `frame_hash`.
        drawn_at: When, in UTC, ISO 8601.
        ids: Its records in hash order, those of the extensions included.
        shared: How the records are shared out, where a stage's readers are any k of several; then it holds all of them.
    """

    stage: str
    round: int
    seed: str
    fraction: str
    frame: int
    frame_sha256: str
    drawn_at: str
    ids: tuple[str, ...]
    base: str = "entering"
    extensions: tuple[Extension, ...] = ()
    method: str = METHOD_NAME
    shared: Sharing | None = None

    @property
    def size(self) -> int:
        """The number of records in the sample, those of the extensions included."""
        return len(self.ids)

    @property
    def stated_size(self) -> int:
        """The size that follows from the frame, the fraction and the extensions."""
        added = sum(extension.added for extension in self.extensions)
        return sample_size(self.frame, parse_share(self.fraction)) + added

    def added_after(self, at: str) -> tuple[str, ...]:
        """The records of the extensions made after a time (UTC, ISO 8601), in hash order."""
        late = sum(extension.added for extension in self.extensions if extension.at > at)
        return self.ids[len(self.ids) - late :]

    def readers(self) -> dict[str, tuple[str, ...]]:
        """Record → who reads it, where the records are shared out; {} elsewhere."""
        return allocation.deal(self.shared, self.seed, self.ids) if self.shared is not None else {}

    def shell_line(self, frame_file: str = "ids.txt") -> str:
        """See the function `shell_line`; of what is dealt, the namesake in `core.sampling.allocation`."""
        if self.shared is not None:
            return allocation.shell_line(self.shared, self.seed, self.frame, frame_file)
        return shell_line(self.seed, self.size, frame_file)

    def as_document(self) -> dict[str, Any]:
        """The JSON form: what `tamis sample --json` prints and what is stored."""
        return {
            "stage": self.stage,
            "round": self.round,
            "method": self.method,
            "seed": self.seed,
            "fraction": self.fraction,
            "base": self.base,
            "frame": self.frame,
            "size": self.size,
            "frame_sha256": self.frame_sha256,
            "drawn_at": self.drawn_at,
            "ids": list(self.ids),
            "extensions": [{"added": each.added, "reason": each.reason, "at": each.at} for each in self.extensions],
            **({"shared": self.shared.as_document()} if self.shared is not None else {}),
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Sample:
        """The inverse of `as_document`. A stored size that is not the number of ids is for `verify` to find."""
        known = {name: document[name] for name in cls.__dataclass_fields__ if name in document}
        known["ids"] = tuple(document["ids"])
        known["extensions"] = tuple(Extension(**each) for each in document.get("extensions", ()))
        known["shared"] = Sharing.from_document(document["shared"]) if "shared" in document else None
        return cls(**known)


def draw_pilot(*, stage: str, seed: str, size: int, frame_ids: Collection[str], drawn_at: str) -> Sample:
    """Draws the pilot of a stage: a sample of `size` records, or of all where there are fewer.

    Args:
        stage: The stage.
        seed: That of the protocol; the pilot's own is made from it.
        size: How many records; above 0.
        frame_ids: The ids of the records that have entered the stage; one at least.
        drawn_at: When, in UTC, ISO 8601.

    Raises:
        ValueError: An id occurs twice.
    """
    return draw_sample(
        stage=stage,
        search_round=PILOT,
        seed=pilot_seed(seed, stage),
        fraction=f"{min(size, len(frame_ids))}/{len(frame_ids)}",
        frame_ids=frame_ids,
        drawn_at=drawn_at,
        base="entering",
    )


def draw_sample(
    *,
    stage: str,
    search_round: int,
    seed: str,
    fraction: str,
    frame_ids: Collection[str],
    drawn_at: str,
    base: str,
    shared: Sharing | None = None,
) -> Sample:
    """Draws the sample of a stage in a search round.

    Args:
        stage: The stage.
        search_round: The search round.
        seed: One that `check_seed` takes, or made from it.
        fraction: The share of the frame.
        frame_ids: The ids of the records to draw from.
        drawn_at: When, in UTC, ISO 8601.
        base: See `Sample`.
        shared: See `Sample`.

    Raises:
        TamisError: The fraction is not usable.
        ValueError: An id occurs twice.
    """
    return Sample(
        stage=stage,
        round=search_round,
        seed=seed,
        fraction=fraction,
        base=base,
        frame=len(frame_ids),
        frame_sha256=frame_hash(frame_ids),
        drawn_at=drawn_at,
        ids=tuple(draw(seed, frame_ids, parse_share(fraction))),
        shared=shared,
        method=METHOD_NAME if shared is None else allocation.METHOD_NAME,
    )


def extend(sample: Sample, frame_ids: Collection[str], *, added: int, reason: str, at: str) -> Sample:
    """The sample with the next `added` records in the same hash order.

    Raises:
        TamisError: The frame is not the one it was drawn from, or has not that many records left.
    """
    where = f"sample of {sample.stage}, search round {sample.round}"
    if problems := verify(sample, frame_ids):
        raise TamisError(
            "; ".join(problems), where=where, advice="A sample is extended from the frame it was drawn from."
        )
    if sample.shared is not None:
        advice = "What comes later is dealt by itself. Who reads more or less is said in protocol.toml, or handed over."
        raise TamisError("all of it was dealt to its readers, so that nothing can be added", where=where, advice=advice)
    left = sample.frame - sample.size
    if not 1 <= added <= left:
        raise TamisError(f"{counted(added, 'record')} cannot be added: {left:,} are left", where=where)
    ids = order(sample.seed, frame_ids)[: sample.size + added]
    extension = Extension(added=added, reason=reason, at=at)
    return replace(sample, ids=tuple(ids), extensions=(*sample.extensions, extension))


def verify(sample: Sample, frame_ids: Collection[str]) -> list[str]:
    """What is wrong with a sample, in sentences; nothing when drawing it again gives the same.

    Args:
        sample: As it was stored.
        frame_ids: The ids of the records it was drawn from.
    """
    problems = []
    known = METHOD_NAME if sample.shared is None else allocation.METHOD_NAME
    if sample.method != known:
        problems.append(f"the method is {sample.method}; this version knows {known} only")
    if len(frame_ids) != sample.frame:
        problems.append(f"it was drawn from {sample.frame:,} records, but the frame has {len(frame_ids):,}")
    if frame_hash(frame_ids) != sample.frame_sha256:
        problems.append("the ids of the frame are not those it was drawn from: the SHA-256 differs")
    if sample.size != sample.stated_size:
        problems.append(f"it has {sample.size:,} records; fraction and extensions give {sample.stated_size:,}")
    expected = order(sample.seed, frame_ids)[: sample.stated_size]
    if missing := len(set(expected).difference(sample.ids)):
        problems.append(f"it lacks {missing:,} of the records that belong to it")
    if foreign := len(set(sample.ids).difference(expected)):
        problems.append(f"{foreign:,} of its records {plural(foreign, 'does')} not belong to it")
    if not problems and list(sample.ids) != expected:
        problems.append("its records are not in hash order")
    return problems
