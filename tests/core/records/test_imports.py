"""An import is the same after the journal, and known whole only when each of its files is."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from core.records.imports import Import, ImportedFile, Source, parts_of

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


def test_the_parts_of_an_import() -> None:
    assert parts_of("", ["a"] * 9) == () and parts_of("r/3.json", ["a"] * 3) == ("r/3.json",)
    assert parts_of("r/3.json", ["a"] * 8) == ("r/3.json", "r/3-2.json")
    whole = replace(IMPORT, file="r/3.json", checksums={f"{n}": "x" for n in range(9)})
    assert whole.parts == ("r/3.json", "r/3-2.json", "r/3-3.json") and IMPORT.parts == ()


def test_what_the_document_leaves_out() -> None:
    document = replace(IMPORT, id="x", withdrawn=True).as_document()
    assert not {"number", "id", "withdrawn", "corrections"} & set(document) and "found_by" not in document["source"]
    by = replace(IMPORT, source=replace(IMPORT.source, found_by=("r1",)))
    assert by.as_document()["source"]["found_by"] == ("r1",)
    assert Import.from_document(2, json.loads(json.dumps(by.as_document()))) == by
    assert replace(IMPORT, files=(replace(FILE, known_as=(3, 1)), replace(FILE, known_as=(1, 2)))).known_as == [1, 2, 3]


def test_an_import_stands_until_it_is_withdrawn() -> None:
    assert not IMPORT.withdrawn and not Import.from_document(2, IMPORT.as_document()).withdrawn


def test_what_nobody_said_of_a_source_is_empty() -> None:
    assert asdict(Source(name="Scopus")) == {
        "name": "Scopus", "route": "databases", "platform": "", "searched": "", "strategy": "", "limits": "",
        "reported": None, "found_by": (),
    }  # fmt: skip
    assert (IMPORT.id, IMPORT.file, IMPORT.checksums, IMPORT.corrections) == ("", "", {}, ())
