"""What is true of the sample review, as the file `truth.json` holds it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

FILE = "truth.json"


@dataclass(frozen=True, kw_only=True)
class TrueRecord:
    """One record of a file and the publication it stands for.

    Attributes:
        ordinal: Its place in the file, from 1.
        accession: The number that stands in the file (under AN, ID, U2 or within N1 or UR); "" for Google Scholar.
        disguises: What the source did to the publication, by name; one that begins with "hard" needs a person.
        concepts: Which concepts of the question its words hold (see `sample_data.concepts`).
    """

    file: str
    ordinal: int
    accession: str = ""
    disguises: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()

    @property
    def hard(self) -> bool:
        """Whether no rule can be expected to merge it."""
        return any(name.startswith("hard") for name in self.disguises)


@dataclass(frozen=True, kw_only=True)
class TruePublication:
    """One publication.

    Attributes:
        language: ISO 639-2, bibliographic ("ger").
        type: "article", "review", "book", "chapter", "editorial", "letter", "opinion", "report", "thesis", "preprint",
            "conference", "erratum" or "book-review".
        type_reason: The reason of the step "publication-type"; "" when it passes.
        relevant: What a careful reviewer says at each stage it may reach: {"include": bool, "reason": id or ""}.
        charting: The values of the 14 items, for those that are included in the end.
        not_retrieved: Why the full text could not be had; "" when it could.
        records: Where it was found; more than one record: duplicates of each other.
    """

    id: str
    title: str
    year: int
    language: str
    type: str
    type_reason: str
    topic: str
    in_field: bool
    relevant: Mapping[str, Mapping[str, Any]]
    round: int = 1
    trap: str = ""
    not_retrieved: str = ""
    charting: Mapping[str, Any] = field(default_factory=dict)
    records: tuple[TrueRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TrueSource:
    """One file and what a team notes about it on import."""

    file: str
    name: str
    route: str
    platform: str
    searched: str
    round: int
    reported: int
    strategy: str
    limits: str = ""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Everything that is known of a generated review.

    Attributes:
        not_duplicates: Groups of publications that look alike and are different: {"kind", "publications": [ids]}.
    """

    seed: str
    sources: tuple[TrueSource, ...]
    publications: tuple[TruePublication, ...]
    not_duplicates: tuple[Mapping[str, Any], ...]

    def publication_of(self) -> dict[tuple[str, int], str]:
        """The publication that each record stands for, by file and ordinal."""
        return {(record.file, record.ordinal): each.id for each in self.publications for record in each.records}

    def hard_pairs(self) -> list[tuple[tuple[str, int], tuple[str, int]]]:
        """The duplicates that need a person: each with another record of its publication, by file and ordinal."""
        pairs = []
        for each in self.publications:
            plain = next((record for record in each.records if not record.hard), None)
            for record in each.records:
                if record.hard and plain:
                    pairs.append(((plain.file, plain.ordinal), (record.file, record.ordinal)))
        return pairs

    def first_round(self) -> list[TruePublication]:
        """The publications that the first search found."""
        return [each for each in self.publications if each.round == 1]

    def counts(self) -> dict[str, Any]:
        """What there is to count in the first search, before anybody has judged anything."""
        files = {source.file: source for source in self.sources if source.round == 1}
        publications = self.first_round()
        groups = [[record for record in each.records if record.file in files] for each in publications]
        hard = sum(record.hard for group in groups for record in group)
        duplicates = sum(len(group) - 1 for group in groups)
        return {
            "records": sum(source.reported for source in files.values()),
            "publications": len(publications),
            "duplicates": duplicates,
            "hard_duplicates": hard,
            "duplicate_groups": sum(len(group) > 1 for group in groups),
            "by_source": {
                source.name: {
                    "records": source.reported,
                    "unique_to_source": sum(
                        bool(group) and {each.file for each in group} == {file} for group in groups
                    ),
                }
                for file, source in files.items()
            },
            "by_route": _tally(source.route for source in files.values() for _ in range(source.reported)),
            "not_english": sum(each.language != "eng" for each in publications),
            "by_language": _tally(each.language for each in publications),
            "excluded_types": sum(bool(each.type_reason) for each in publications),
            "by_type": _tally(each.type for each in publications),
            "off_field": sum(not each.in_field for each in publications),
            "by_topic": _tally(each.topic for each in publications),
        }

    def write(self, path: Path) -> None:
        """Writes the file, one publication a line."""
        head = {
            "format": 1,
            "seed": self.seed,
            "counts": self.counts(),
            "sources": [asdict(each) for each in self.sources],
        }
        parts = [f'"{name}": {_json(value)}' for name, value in head.items()]
        for name, items in (("not_duplicates", self.not_duplicates), ("publications", self.publications)):
            rows = ",\n".join(_json(_lean(each) if isinstance(each, TruePublication) else each) for each in items)
            parts.append(f'"{name}": [\n{rows}\n]')
        path.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8", newline="\n")

    @classmethod
    def read(cls, path: Path) -> Truth:
        """The inverse of `write`."""
        document = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            seed=document["seed"],
            sources=tuple(TrueSource(**each) for each in document["sources"]),
            publications=tuple(_publication(each) for each in document["publications"]),
            not_duplicates=tuple(document["not_duplicates"]),
        )


def _publication(document: dict[str, Any]) -> TruePublication:
    lists = ("disguises", "concepts")
    records = tuple(
        TrueRecord(**{**each, **{name: tuple(each.get(name, ())) for name in lists}})
        for each in document.pop("records")
    )
    return TruePublication(**document, records=records)


def _lean(publication: TruePublication) -> dict[str, Any]:
    """The JSON form without what is empty, except where emptiness says something."""
    document = {name: getattr(publication, name) for name in _FIELDS}
    records = [
        {name: getattr(each, name) for name in _RECORD_FIELDS if getattr(each, name)} for each in publication.records
    ]
    return {name: value for name, value in document.items() if value or name in _ALWAYS} | {"records": records}


_FIELDS = tuple(each.name for each in fields(TruePublication))
_RECORD_FIELDS = tuple(each.name for each in fields(TrueRecord))
_ALWAYS = ("title", "type_reason", "in_field")


def _tally(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
