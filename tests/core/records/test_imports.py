"""An import is the same after the journal, and known whole only when each of its files is."""

from __future__ import annotations

import json
from dataclasses import replace

from core.records.imports import Import, ImportedFile, Source

FILE = ImportedFile(
    file="a.ris", format="ris", sha256="0f", encoding="utf-8", ty_lines=3, er_lines=3, records=3, skipped=0,
    warnings=((7, "no title"), (None, "and more")), known_as=(1,),
)  # fmt: skip
IMPORT = Import(number=2, source=Source(name="Scopus"), round=1, at="", files=(FILE,), records=3, new=1)


def test_the_journals_form_gives_the_same_import() -> None:
    document = json.loads(json.dumps(IMPORT.as_document()))
    assert Import.from_document(2, document) == IMPORT
    del document["files"][0]["known_as"]
    assert Import.from_document(2, document).files[0].known_as == ()


def test_what_was_there_before_and_under_which_numbers() -> None:
    assert IMPORT.already_imported == 2 and IMPORT.known_as == [1]
    assert replace(IMPORT, files=(FILE, replace(FILE, known_as=()))).known_as == []
