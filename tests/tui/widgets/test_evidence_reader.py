"""Why a record is shown stands above it, and the words that say so are marked."""

from __future__ import annotations

import pytest

from core.screening.suggestions import Strength, Suggestion
from tests.tui.widgets.bench import drawn, page, shown
from tests.tui.widgets.test_record_reader import NOTED, RECORD
from tui.widgets.evidence_reader import EvidenceReader, evidence_paragraph


def suggested(field: str, said: str, strength: Strength) -> Suggestion:
    return Suggestion(
        record_id="a1", reason="no", value="Editorial", field=field, said=said, rule="type", strength=strength
    )


@pytest.mark.parametrize(
    ("field", "strength", "line"),
    [
        ("M3", "field", "⟨bold:Editorial: Scopus M3 says ⟩⟨underline red:‹Editorial Material›⟩⟨bold: (rule type)⟩"),
        (
            "title",
            "text",
            "⟨bold:Editorial (only a hint): the title says ⟩⟨underline red:‹Editorial Material›⟩⟨bold: (rule type)⟩",
        ),
        (
            "abstract",
            "text",
            "⟨bold:Editorial (only a hint): the abstract says ⟩⟨underline red:‹Editorial Material›⟩⟨bold: (rule type)⟩",
        ),
    ],
)
def test_what_says_so_stands_above_the_record_marked(field: str, strength: Strength, line: str) -> None:
    reader = EvidenceReader()
    suggestion = suggested(field, "Editorial \nMaterial", strength)
    reader.show([evidence_paragraph(suggestion, "Scopus")])
    assert drawn(reader, 100, 3) == f" {line}"


async def test_why_a_record_is_shown_stands_above_it() -> None:
    reader = EvidenceReader()
    suggestion = suggested("M3", "done", "field")
    async with shown(reader, 100, 9):
        reader.read_suggested(RECORD, ("Scopus", "Medline"), None, suggestion)
        assert page(reader)[0] == " Editorial: Scopus M3 says ‹done› (rule type)"
        assert "was ‹done›" in "".join(page(reader)), "its words are marked in the record, and no others"
        assert "«" not in "".join(page(reader))
        reader.read_suggested(RECORD._replace(id="a2"), (), NOTED, None)
        assert drawn(reader).startswith(" ⟨bold:nothing suggested⟩") and "‹" not in drawn(reader)
        assert "! see [1]" in drawn(reader)
        reader.read_because(RECORD._replace(id="a3"), (), None, "because [/]")
        assert drawn(reader).startswith(" ⟨bold:because [/]⟩\n ⟨bold:Peer work") and "‹" not in drawn(reader)
        reader.read_suggested(RECORD._replace(id="a4"), (), None, suggestion)
        assert page(reader)[0] == " Editorial: M3 says ‹done› (rule type)", "of no source"
