"""Stores which reports of a full-text stage are sought, retrieved or not retrieved, for the whole team."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval, Sought, is_url, retrievals_as_one
from core.protocol.values import Stage
from core.screening.merged_words import in_conflict
from store.acts.behind_sealed import refuse_behind_sealed
from store.acts.duplicates.groups import Groups, at_one_record
from store.acts.duplicates.merged_words import word_change
from store.folder.review import Review
from store.journal.journal import document_id, utc_now
from store.journal.line import Document, Event

TABLE = "retrievals"


def retrievals(review: Review, groups: Groups, stage: str) -> dict[str, Retrieval]:
    """Survivor → retrieval of its report at a stage; a report that is missing in it is sought.

    `Retrieval.merged` holds all records of the group that have a retrieval.
    """
    return retrievals_as_one(map(Retrieval.from_document, _said(review, stage)), groups.survivor)


def conflicting_retrievals(review: Review, groups: Groups, stage: str) -> dict[str, tuple[Retrieval, ...]]:
    """Survivor → the different things that were said of the reports of records that are one now."""
    return in_conflict(map(Retrieval.from_document, at_one_record(_said(review, stage), groups)), groups.survivor)


def _said(review: Review, stage: str) -> list[Document]:
    return [each for each in review.acts.tables.get(TABLE, {}).values() if each["stage"] == stage]


def not_retrieved(review: Review, groups: Groups, stage: Stage) -> frozenset[str]:
    """The records of a full-text stage whose reports could not be retrieved; empty at any other stage."""
    if stage.kind != "fulltext":
        return frozenset()
    return frozenset(each.record for each in not_had(review, groups, stage.id))


def not_had(review: Review, groups: Groups, stage: str) -> list[Retrieval]:
    """As `retrievals`, of the reports alone that could not be had."""
    said = _said(review, stage)
    homes = groups.of_all([each["record"] for each in said])
    told = list(zip(homes, said, strict=True))
    lost = {home for home, each in told if each["state"] == Sought.NOT_RETRIEVED}
    found = retrievals_as_one((Retrieval.from_document(each) for home, each in told if home in lost), groups.survivor)
    return [each for each in found.values() if each.state is Sought.NOT_RETRIEVED]


def retrieved(review: Review, record: str, place: str) -> Retrieval:
    """A retrieved report, for `set_retrievals`.

    Args:
        review: The review.
        record: The record.
        place: The file, or the address (http, https) where it was read. A relative path that does not exist is looked
            for in the review folder.

    Raises:
        TamisError: It is neither one address nor one file, there is no such file, or it is no plain file.
    """
    place = place.strip()
    if _two_in_one(review, place):
        raise TamisError(
            "this is not one address or one file",
            where=f"record {record}",
            advice="Give one: an address without blanks, such as https://example.org/1, or a file.",
        )
    if is_url(place):
        return Retrieval(record=record, state=Sought.RETRIEVED, url=place)
    path = Path(place).expanduser()
    if not path.exists() and (review.folder / path).exists():
        path = review.folder / path
    return Retrieval(record=record, state=Sought.RETRIEVED, path=kept_path(review, plain_file(path)))


def _two_in_one(review: Review, place: str) -> bool:
    """Whether a place holds two, as when somebody types one behind the earlier answer in the line."""

    def is_file(name: str) -> bool:
        places = (Path(name).expanduser(), review.folder / name)
        return any(os.path.isfile(each) for each in places)  # noqa: PTH113 (no error for a name too long)

    if not is_url(place):
        parts = place.split()
        return "://" in place or (len(parts) > 1 and not is_file(place) and all(map(is_file, parts)))
    # An address with the path of a file at its end. Its whole path does not count: a local copy of the site has it.
    page = place.split("/", 3)[3:]
    ends = (each[start:] for each in page for start in range(1, len(each)) if each[start - 1] not in "=:")
    return any("/" in each and is_file(each) for each in ends)


def lost(record: str, why: str) -> Retrieval:
    """A report that could not be retrieved, for `set_retrievals`.

    Raises:
        TamisError: `why` is empty.
    """
    if not why.strip():
        raise TamisError("say why the report could not be had", where=f"record {record}", advice="The report lists it.")
    return Retrieval(record=record, state=Sought.NOT_RETRIEVED, why=" ".join(why.split()))


def set_retrievals(
    review: Review, groups: Groups, stage: Stage, said: Iterable[Retrieval], *, act: str = "retrieval"
) -> list[Event]:
    """Store retrievals as one act of the team.

    The decisions on these reports stay as they are; they count whenever the report is retrieved.

    Raises:
        TamisError: The stage is no full-text stage, an earlier one is sealed, or the retrievals could not be saved.
    """
    check_fulltext(stage)
    said = list(said)
    refuse_behind_sealed(review, groups, (each.record for each in said), stage)
    changes = []
    for each in said:
        merged = groups.members.get(each.record, ())
        stamped = replace(each, by=review.role or review.login, at=utc_now(), merged=merged)
        number = partial(_number, stage.id)
        change = word_change(review.acts, TABLE, groups, stamped, number=number, key=stage.id)
        changes.append(change._replace(after={"stage": stage.id, **(change.after or {})}))
    return review.say(changes, act=act)


def _number(stage: str, record: str) -> int:
    return document_id(f"{stage}/{record}")


def check_fulltext(stage: Stage) -> None:
    """Make sure that reports are retrieved at a stage.

    Raises:
        TamisError: The stage is no full-text stage.
    """
    if stage.kind != "fulltext":
        raise TamisError(
            "full texts are retrieved at a stage of kind “fulltext”",
            where=f"stage {stage.id}",
            advice=f"This one is of kind “{stage.kind}”; “tamis status” lists the stages.",
        )


def plain_file(path: Path) -> Path:
    """The absolute path of a file that exists and is no device or pipe, which could block.

    Raises:
        TamisError: It is no such file.
    """
    try:
        resolved = path.resolve(strict=True)
        mode = resolved.stat().st_mode
        str(resolved).encode()
    except (OSError, RuntimeError) as error:
        advice = "Name a file, or an address that begins with https://."
        raise TamisError("there is no such file", where=str(path), advice=advice) from error
    except UnicodeEncodeError as error:
        raise TamisError("its name is not UTF-8", where=ascii(str(path)), advice="Rename the file.") from error
    if not stat.S_ISREG(mode):
        raise TamisError("this is no plain file", where=str(path))
    return resolved


def kept_path(review: Review, path: Path) -> str:
    """A path as it is stored: relative within the review folder, so that the folder can be moved; else absolute."""
    root = review.folder.resolve()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def file_of(review: Review, retrieval: Retrieval) -> Path:
    """The file of a retrieved report.

    Raises:
        TamisError: It has none, or the file is gone.
    """
    if not retrieval.path:
        raise TamisError("there is no file of this report", where=f"record {retrieval.record}")
    return plain_file(Path(os.path.join(review.folder, retrieval.path)))  # noqa: PTH118 (join keeps an absolute path)
