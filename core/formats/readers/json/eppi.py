"""EPPI-Reviewer's JSON: references, with the codes that reviewers gave them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.json.objects import JsonObjects, flat, objects_of
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

RULES = FieldRules(
    title=("Title",),
    abstract=("Abstract",),
    authors=("Authors",),
    year=("Year",),
    journal=("ParentTitle",),
    volume=("Volume",),
    issue=("Issue",),
    pages=("Pages",),
    doi=("DOI", "DOILink"),
    accession=("OldItemId", "ItemId"),
    issn=("StandardNumber",),
    publisher=("Publisher", "Institution"),
    languages=("Language",),
    types=("TypeName",),
    kind="TypeName",
    kinds={
        "": "GEN",
        "journal, article": "JOUR",
        "book, whole": "BOOK",
        "book, chapter": "CHAP",
        "report": "RPRT",
        "dissertation": "THES",
        "conference proceedings": "CONF",
        "document from internet site": "ELEC",
        "web site": "ELEC",
        "dvd, video, media": "VIDEO",
        "research project": "GEN",
    },
    keywords=("Keywords",),
    urls=("URL",),
    notes=("Comments",),
)

SAID = "CodeText"
"""The tag of what was written beside a code; a code itself stands under “Code: ” and the name of its set."""


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The references of an EPPI-Reviewer file, each with the names of its codes.

    Raises:
        TamisError: It is nested deeper than any export.
    """
    return Reading(_records(JsonObjects(source, log, tally, "References")), partial(derive, rules=RULES))


def _records(found: JsonObjects) -> Iterator[RawRecord]:
    names: dict[str, RawField] | None = None
    for line, reference in found:
        if names is None:
            names = _names(found.head.get("CodeSets"))
        yield RawRecord.of(line, _pairs(reference, names))


def _pairs(reference: dict[str, Any], names: dict[str, RawField]) -> Iterator[RawField]:
    for key, value in reference.items():
        if key == "Codes":
            for code in objects_of(value):
                number = str(code.get("AttributeId", ""))
                yield names.get(number) or RawField("Code", number)
                yield from flat(code.get("AdditionalText"), SAID)
        elif key == "Authors" and isinstance(value, str):
            yield from (RawField(key, _name(each)) for each in value.split(";"))
        elif key != "Outcomes":
            yield from flat(value, key)


def _name(person: str) -> str:
    """A person, written "Larsen Mette" there, as “Larsen, Mette” where it is clear which word is which."""
    words = person.split()
    return ", ".join(words) if len(words) == 2 and "," not in person else " ".join(words)


def _names(code_sets: object) -> dict[str, RawField]:
    """All codes by their number: “Exclude: not on peers” where the code is one that excludes."""
    names: dict[str, RawField] = {}
    stack = [(str(each.get("SetName", "")), each) for each in objects_of(code_sets)]
    while stack:
        code_set, each = stack.pop()
        if "AttributeId" in each:
            kind, name = str(each.get("AttributeType", "")), str(each.get("AttributeName", ""))
            said = f"{kind}: {name}" if kind in ("Include", "Exclude") else name
            names[str(each["AttributeId"])] = RawField(f"Code: {code_set}", said)
        inner = each.get("Attributes")
        listed = inner.get("AttributesList") if isinstance(inner, dict) else inner
        stack += [(code_set, code) for code in objects_of(listed)]
    return names
