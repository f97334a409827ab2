"""Generates the sample review: `python -m sample_data.build FOLDER [--records N] [--seed S]`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import resources
from pathlib import Path

from sample_data import charting, decisions
from sample_data.chance import Chance
from sample_data.collection import Collection, collect
from sample_data.concepts import concepts_in
from sample_data.dialects import DIALECTS
from sample_data.dialects.ris import Dialect
from sample_data.dialects.scopus import Scopus
from sample_data.publication import TYPE_REASONS, Publication
from sample_data.reviewers import decide_all
from sample_data.sources import SOURCES, UPDATE, SampleSource
from sample_data.truth import FILE, TruePublication, TrueRecord, TrueSource, Truth

RECORDS = 1300
"""Records of the first search in the review that ships."""
SEED = "tamis"


def generate(folder: Path, *, records: int | None = None, seed: str = SEED) -> Truth:
    """Writes a sample review: twelve RIS files, one more for an update, the decisions and the truth.

    Args:
        folder: Where to; made if it is not there.
        records: How many records the first search has in all; None: as many as the review that ships.
        seed: Equal seeds give equal files, on every machine and version of Python.

    Returns:
        What `truth.json` holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = Chance(seed)
    collection = collect(chance.child("collection"), records or RECORDS)
    concepts = {}
    for source in (*SOURCES, UPDATE):
        content = _dialect(source).file(collection.files[source.file])
        (folder / source.file).write_bytes(content)
        concepts[source.file] = concepts_in(content)
    planned, resolutions = decide_all(collection.publications.values(), chance.child("reviewers"))
    decisions.write(folder, planned, resolutions)
    truth = _truth(collection, concepts, seed, chance.child("truth"))
    truth.write(folder / FILE)
    return truth


def shipped() -> Path:
    """The folder with the review that ships."""
    return Path(str(resources.files("sample_data"))) / "files"


def _dialect(source: SampleSource) -> Dialect:
    return Scopus(exported="07 June 2021") if source is UPDATE else DIALECTS[source.name]


def _truth(
    collection: Collection, concepts: Mapping[str, Sequence[tuple[str, ...]]], seed: str, chance: Chance
) -> Truth:
    records: dict[str, list[TrueRecord]] = {}
    for file, listings in collection.files.items():
        for ordinal, listing in enumerate(listings, start=1):
            record = TrueRecord(
                file=file,
                ordinal=ordinal,
                accession=listing.accession,
                disguises=tuple(listing.disguises),
                concepts=concepts[file][ordinal - 1],
            )
            records.setdefault(listing.publication.id, []).append(record)
    return Truth(
        seed=seed,
        sources=tuple(
            TrueSource(**asdict(source), reported=len(collection.files[source.file])) for source in (*SOURCES, UPDATE)
        ),
        publications=tuple(
            _true(each, records[each.id], chance.child(each.number)) for each in collection.publications.values()
        ),
        not_duplicates=tuple({"kind": kind, "publications": ids} for kind, ids in collection.groups),
    )


def _true(publication: Publication, records: Iterable[TrueRecord], chance: Chance) -> TruePublication:
    relevant = {stage: {"include": each.include, "reason": each.reason} for stage, each in publication.relevant.items()}
    at_full_text = publication.relevant.get("full-text")
    unavailable = at_full_text is not None and not at_full_text.include and chance.happens(0.15)
    return TruePublication(
        id=publication.id,
        title=publication.title,
        year=publication.year,
        language=publication.language,
        type=publication.type,
        type_reason=TYPE_REASONS.get(publication.type, ""),
        topic=publication.topic,
        in_field=publication.in_field,
        relevant=relevant,
        round=publication.round,
        trap=publication.trap,
        not_retrieved="not held by any library that lends, and the author did not answer" if unavailable else "",
        charting=charting.charted(publication, chance) if at_full_text and at_full_text.include else {},
        records=tuple(records),
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sample_data.build", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write the files")
    parser.add_argument(
        "--records", type=int, default=RECORDS, help="records of the first search (default: %(default)s)"
    )
    parser.add_argument("--seed", default=SEED, help="another seed gives another review (default: %(default)s)")
    arguments = parser.parse_args()
    counts = generate(arguments.folder, records=arguments.records, seed=arguments.seed).counts()
    print(f"{counts['records']} records of {counts['publications']} publications in {arguments.folder}")


if __name__ == "__main__":
    main()
