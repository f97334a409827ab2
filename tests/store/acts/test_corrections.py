"""Facts of an import that come later: what counts is what was said last, and each change stays with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.corrections import correct
from store.acts.imports import imports
from store.folder.review import Review
from tests.reviews import make_review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=3)


def test_the_last_word_on_each_fact_counts_and_all_stay(folder: Path) -> None:
    for role, facts, why in (
        ("ANNA", {"reported": 3, "platform": "Ovid"}, "from the log"),
        ("BO", {"reported": 4}, "misread"),
        ("ANNA", {"searched": "2021-01-04"}, "noted on paper"),
    ):
        with Review(folder, role=role) as review:
            assert len(correct(review, imports(review)[0], facts, why)) == len(facts)
    with Review(folder) as review:
        [found] = imports(review)
        source = found.source
        assert (source.reported, source.platform, source.searched) == (4, "Ovid", "2021-01-04")
        told = [(each.fact, each.was, each.value, each.why, each.by) for each in found.corrections]
        assert told[0] == ("platform", "", "Ovid", "from the log", "ANNA") or told[0][0] == "reported"
        assert ("reported", 3, 4, "misread", "BO") in told and len(told) == 4
        assert "corrections" not in found.as_document()


def test_what_stands_already_is_not_said_and_a_reason_is_needed(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        [found] = imports(review)
        assert correct(review, found, {"reported": found.source.reported, "limits": ""}, "why not") == []
        with pytest.raises(TamisError, match="reason") as refused:
            correct(review, found, {"reported": 7}, "  ")
        assert refused.value.where == "--why" and imports(review) == [found]
