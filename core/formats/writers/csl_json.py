"""CSL-JSON that Zotero, Mendeley, Pandoc and citation processors read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from core.formats.writers.ris import ris_kind
from core.records.record import Record

CSL_TYPES = {
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "EDBOOK": "book",
    "ELEC": "webpage",
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PAT": "patent",
    "RPRT": "report",
    "THES": "thesis",
    "UNPB": "article",
}


def write_csl_json(rows: Iterable[tuple[Record, Mapping[str, str]]], stream: BinaryIO) -> None:
    """Write a list of references, a line a record; the added columns become a note."""
    between = "[\n"
    for record, added in rows:
        text = json.dumps(_item(record, added), ensure_ascii=False)
        stream.write(f"{between}{text}".encode("utf-8", "replace"))
        between = ",\n"
    stream.write(b"[]\n" if between == "[\n" else b"\n]\n")


def _item(record: Record, added: Mapping[str, str]) -> dict[str, Any]:
    people = [{"family": family, "given": given} if given else {"literal": family} for family, given in record.authors]
    numbers = ", ".join(record.issn)
    item = {
        "id": f"r{record.id}",
        "type": CSL_TYPES.get(ris_kind(record).strip().upper(), "document"),
        "title": record.title,
        "author": people,
        "issued": {"date-parts": [[record.year]]} if record.year is not None else None,
        "container-title": record.journal,
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages,
        "DOI": record.doi,
        "PMID": record.pmid,
        "ISSN" if "-" in numbers else "ISBN": numbers,
        "publisher": record.publisher,
        "language": next((value for _, value in record.languages), ""),
        "URL": record.urls[0] if record.urls else "",
        "abstract": record.abstract,
        "keyword": ", ".join(record.keywords),
        "note": "; ".join(f"tamis-{name}: {value}" for name, value in added.items() if value),
    }
    return {name: value for name, value in item.items() if value}
