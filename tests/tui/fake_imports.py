"""Imports in a list, for the sources screen without a review folder."""

from __future__ import annotations

from dataclasses import replace

from core.errors import TamisError
from core.records.imports import Import, ImportedFile, Source
from store.acts.imports import ReadFiles


def make_import(
    number: int,
    name: str,
    *,
    records: int = 120,
    reported: int | None = None,
    warnings: tuple[tuple[int | None, str], ...] = (),
    withdrawn: bool = False,
) -> Import:
    """An import of one file, brought in on a fixed day."""
    file = ImportedFile(
        file=f"{name.lower()}.ris",
        format="ris",
        sha256="0f" * 32,
        encoding="utf-8",
        ty_lines=records,
        er_lines=records,
        records=records,
        skipped=0,
        warnings=warnings,
    )
    source = Source(
        name=name, platform="Ovid", searched="2021-01-04", strategy="1. peer*\n2. 1 not pier", reported=reported
    )
    return Import(
        number=number,
        source=source,
        round=1,
        at="2021-01-14T10:12:00.000Z",
        files=(file,),
        records=records,
        new=records,
        file=f"people/ANNA/records/{name.lower()}-{number:015x}.json",
        withdrawn=withdrawn,
    )


class FakeImports:
    """What a workplace says of its imports. `broken` makes every change fail with it."""

    made: list[Import]
    broken: Exception | None = None

    def imports(self) -> list[Import]:
        return self.made

    def look_at(self, read: ReadFiles, search_round: int | None) -> Import:
        count = len(read.records)
        return Import(
            number=0,
            source=read.source,
            round=search_round or 1,
            at="2021-01-14T10:12:00.000Z",
            files=read.files,
            records=sum(each.records for each in read.files),
            new=count,
        )

    def bring_in(self, read: ReadFiles, search_round: int | None, *, again: bool) -> Import:
        if self.broken:
            raise self.broken
        self.made.append(replace(self.look_at(read, search_round), number=len(self.made) + 1))
        return self.made[-1]

    def withdraw(self, number: int) -> Import:
        return self._set(number, withdrawn=True)

    def restore(self, number: int) -> Import:
        return self._set(number, withdrawn=False)

    def _set(self, number: int, *, withdrawn: bool) -> Import:
        if self.broken:
            raise self.broken
        place = next((place for place, each in enumerate(self.made) if each.number == number), None)
        if place is None:
            raise TamisError(f"there is no import {number}")
        self.made[place] = replace(self.made[place], withdrawn=withdrawn)
        return self.made[place]
