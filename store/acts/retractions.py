"""What a file of a database of retractions says of the records, for all to see; the newest word counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.records.record import Flag
from core.retractions.database import RetractionFile
from core.undo import PastAct, Sure, always
from core.words import count
from store.acts.imports import imports
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now
from store.journal.line import Event

TABLE = "retractions"


def retraction_file(review: Review) -> RetractionFile | None:
    """The file that was compared last; None when none was."""
    said = review.in_order(TABLE)
    return _file_of(said[-1][1].says or {}) if said else None


def imported_since(review: Review, file: RetractionFile) -> int:
    """How many records came in after a file was compared."""
    return sum(each.new for each in imports(review) if each.id not in file.imports)


def _file_of(says: Mapping[str, Any]) -> RetractionFile:
    found = tuple((each["record"], _flag_of(says["database"], each)) for each in says["found"])
    kept = {name: says[name] for name in ("database", "file", "sha256", "dated", "newest", "rows", "by", "at")}
    return RetractionFile(**kept, imports=frozenset(map(str, says["imports"])), found=found)


def _flag_of(database: str, said: Mapping[str, str]) -> Flag:
    return Flag(said["what"], database, said["reasons"], on=said["on"])


def say_retractions(
    review: Review,
    found: Iterable[tuple[str, Flag]],
    *,
    database: str,
    file: str,
    sha256: str,
    dated: str,
    newest: str,
    rows: int,
) -> None:
    """Say what a file says of the records; nothing where the same was said of the same imports last."""
    told = [{"record": record, "what": flag.what, "on": flag.on, "reasons": flag.detail} for record, flag in found]
    read = sorted(int(each.id) for each in imports(review))
    says = {"database": database, "file": file, "sha256": sha256, "dated": dated, "newest": newest, "rows": rows}
    says |= {"imports": read, "found": told}
    last = review.in_order(TABLE)
    if last and all((last[-1][1].says or {}).get(name) == value for name, value in says.items()):
        return
    with review.saying():
        number = document_id(str(review.acts.clock + 1), sha256)
        says |= {"by": review.role or review.login, "at": utc_now()}
        review.say([Change(TABLE, number, says)], act="retractions")


def undo_last(review: Review, sure: Sure = always) -> list[Event]:
    """Take back one's own last reading of a file; what was read before counts again. [] when there is none."""

    def past(end: Event) -> PastAct:
        found = len((end.after or {}).get("found", ()))
        return PastAct(end.change, found, f"reading of a file that speaks of {count(found, 'record')}")

    return review.take_back([TABLE], lambda end: sure(past(end)))
