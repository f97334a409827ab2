"""What each tag of each format becomes: the table of every reader's rules, as a record that has one tag says it."""

from __future__ import annotations

from importlib import import_module

import pytest
from syrupy.assertion import SnapshotAssertion

from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.result import MODULES
from core.records.record import RawField

# By what has the value, not by what is asked of it: a mark, and the number behind it.
SAID = {
    "authors": "Dahl, Tor", "groups": "A Group", "year": "2020", "doi": "10.5555/a", "doi_marked": "doi: 10.5555/a",
    "pmid": "31234567", "pmid_marked": "31234567 [PMID]", "accession_marked": "L612345678", "issn": "1234-5679",
    "languages": "English", "urls": "https://example.org/a", "notes": "Language: English",
}  # fmt: skip
FIELDS = {
    "groups": "authors", "last_page": "pages", "article_number": "pages", "doi_marked": "doi", "pmid_marked": "pmid",
    "accession_marked": "accession", "notes": "languages",
}  # fmt: skip
NO_TAGS = ("author_cells", "given_names_first", "second_title", "kind", "kinds")


def given(rules: FieldRules, field: str, tag: str) -> object:
    pairs = [RawField(tag, SAID.get(field, "Words"))]
    if field == "last_page":
        pairs.append(RawField(rules.pages[0], "7"))
    found = getattr(derive(RawRecord.of(1, pairs), rules), FIELDS.get(field, field))
    return (
        "; ".join(each if isinstance(each, str) else each[-1] for each in found) if isinstance(found, tuple) else found
    )


def kinds(rules: FieldRules) -> str:
    raws = {said: RawRecord.of(1, [RawField(rules.kind, said.title())]) for said in rules.kinds}
    return f"{rules.kind}: " + ", ".join(f"“{said}” {derive(raw, rules).kind}" for said, raw in raws.items())


@pytest.mark.parametrize("name", sorted({*MODULES.values()} - {"tables.table"}))
def test_what_each_tag_gives(name: str, snapshot: SnapshotAssertion) -> None:
    rules = import_module(f"core.formats.readers.{name}").RULES
    lines = [kinds(rules)]
    for field in FieldRules.__slots__:
        tags = getattr(rules, field)
        if field not in NO_TAGS and tags:
            shown = (f"{tag} {given(rules, field, tag)}" for tag in ((tags,) if isinstance(tags, str) else tags))
            lines.append(f"{field}: {', '.join(shown)}")
    assert "\n".join(lines) == snapshot


@pytest.mark.parametrize("name", sorted({*MODULES.values()} - {"tables.table"}))
def test_of_several_tags_the_first_counts(name: str) -> None:
    rules = import_module(f"core.formats.readers.{name}").RULES
    for field in ("title", "volume", "issue", "pages", "accession", "publisher"):
        tags = getattr(rules, field)
        pairs = [RawField(tag, f"of {place}") for place, tag in reversed(list(enumerate(tags)))]
        for place in range(len(tags)):
            assert getattr(derive(RawRecord.of(1, pairs[: len(tags) - place]), rules), field) == f"of {place}"
