"""The reports of a full-text stage: sought, retrieved or not, shared by the whole team."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval, Sought, furthest, is_url
from core.protocol.values import Stage
from store.chain import Event
from store.duplicates import Groups
from store.journal import Change, utc_now
from store.review import Review, document_id

JOURNAL = "events/retrieval"
TABLE = "reports"


def retrievals(review: Review, groups: Groups, stage: str) -> dict[str, Retrieval]:
    """What the team has said of the reports of a stage, by survivor; a report that is not in it is sought.

    `merged` holds all records of which that was said.
    """
    found: defaultdict[str, list[Retrieval]] = defaultdict(list)
    for document in review.journal(JOURNAL).tables.get(TABLE, {}).values():
        if document["stage"] == stage:
            each = Retrieval.from_document(document)
            survivor = groups.of(each.record)
            found[survivor].append(replace(each, record=survivor, merged=(each.record, *each.merged)))
    return {record: furthest(said) for record, said in found.items()}


def not_retrieved(review: Review, groups: Groups, stage: Stage) -> frozenset[str]:
    """The records of a full-text stage whose reports could not be had; nothing at any other stage."""
    if stage.kind != "fulltext":
        return frozenset()
    said = retrievals(review, groups, stage.id).values()
    return frozenset(each.record for each in said if each.state is Sought.NOT_RETRIEVED)


def retrieved(review: Review, record: str, place: str) -> Retrieval:
    """That a report has been retrieved, for `set_retrievals`.

    Args:
        review: The review.
        record: The record.
        place: The file (of a relative path, that in the review folder where there is none here), or the address (http,
            https) where it was read.

    Raises:
        TamisError: It is not one address or one file, or there is no such file, or it is not a plain one.
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
    """Whether a place was written behind another one, as happens where an earlier answer stands in the line."""

    def is_file(name: str) -> bool:
        places = (Path(name).expanduser(), review.folder / name)
        return any(os.path.isfile(each) for each in places)  # noqa: PTH113 (a name too long is none)

    if not is_url(place):
        parts = place.split()
        return "://" in place or (len(parts) > 1 and not is_file(place) and all(map(is_file, parts)))
    # Of an address that ends in the name of a file here: not what follows the host alone, which a copy of a site has.
    page = place.split("/", 3)[3:]
    ends = (each[start:] for each in page for start in range(1, len(each)) if each[start - 1] not in "=:")
    return any("/" in each and is_file(each) for each in ends)


def lost(record: str, why: str) -> Retrieval:
    """That a report could not be had, for `set_retrievals`.

    Raises:
        TamisError: It is not said why.
    """
    if not why.strip():
        raise TamisError("say why the report could not be had", where=f"record {record}", advice="The report lists it.")
    return Retrieval(record=record, state=Sought.NOT_RETRIEVED, why=" ".join(why.split()))


def set_retrievals(
    review: Review, groups: Groups, stage: Stage, said: Iterable[Retrieval], *, act: str = "retrieval"
) -> list[Event]:
    """Keep what was found out of reports, as one act of the team.

    What was decided on them stays as it is: it counts whenever the report is there.

    Raises:
        TamisError: It is no full-text stage, or it could not be saved.
    """
    check_fulltext(stage)
    changes = []
    for each in said:
        merged = groups.members.get(each.record, ())
        stamped = replace(each, by=review.role or review.login, at=utc_now(), merged=merged)
        # The whole group: else what was once said of a record that was merged into this one would count.
        for member in groups.around(each.record):
            key = document_id(f"{stage.id}/{member}")
            if member == each.record:
                changes.append(Change(TABLE, key, {"stage": stage.id, **stamped.as_document()}))
            elif review.journal(JOURNAL).document(TABLE, key) is not None:
                changes.append(Change(TABLE, key, None))
    return review.journal(JOURNAL, write=True).commit(changes, act=act)


def check_fulltext(stage: Stage) -> None:
    """Make sure that reports are retrieved at a stage.

    Raises:
        TamisError: They are not.
    """
    if stage.kind != "fulltext":
        raise TamisError(
            "full texts are retrieved at a stage of kind “fulltext”",
            where=f"stage {stage.id}",
            advice=f"This one is of kind “{stage.kind}”; “tamis status” lists the stages.",
        )


def plain_file(path: Path) -> Path:
    """The absolute path of a file, made sure that it is one, and no device or pipe that could be waited for.

    Raises:
        TamisError: It is not.
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
    """A path as it is kept: relative within the review folder, so that the folder can be moved; else absolute."""
    root = review.folder.resolve()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def file_of(review: Review, retrieval: Retrieval) -> Path:
    """The file of a retrieved report.

    Raises:
        TamisError: It has none, or the file is gone.
    """
    if not retrieval.path:
        raise TamisError("there is no file of this report", where=f"record {retrieval.record}")
    return plain_file(Path(os.path.join(review.folder, retrieval.path)))  # noqa: PTH118 (an absolute path stays)
