"""What a bundle says of itself: what is in it, under whose names, and where those are still to be found."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from store.bundle.copying import Chain
from store.bundle.readme import readme


def chain(journal: str, *naming: int) -> Chain:
    return Chain(journal=journal, lines=1200, last="00ff" * 4, naming=naming)


@pytest.mark.parametrize(("abstracts", "words"), [(True, "The records are whole"), (False, "are left out")])
def test_whether_abstracts_are_in_it(abstracts: bool, words: str) -> None:
    text = readme("A\n  title", [], abstracts=abstracts, other_names=False)
    assert text.startswith("# Data of the review: A title\n") and words in text and "SHELL_LINE" not in text


def test_other_names_come_with_the_hashes_of_the_originals() -> None:
    text = readme("x", [chain("people/ANNA/acts.jsonl")], abstracts=True, other_names=True)
    assert "| `review/people/ANNA/acts.jsonl` | 1,200 | `00ff00ff00ff00ff` |" in text
    assert "No id, login or name of a reviewer was found" in text
    assert "last hash of the original" not in readme("x", [], abstracts=True, other_names=False)


def test_lines_that_name_people_are_listed_up_to_twenty() -> None:
    text = readme("x", [chain("a.jsonl", 3, 5), chain("b.jsonl", *range(1, 23))], abstracts=True, other_names=True)
    assert "- `review/a.jsonl`, lines 3, 5\n" in text and "19, 20 and 2 more\n" in text
    chains = [chain("a.jsonl", *range(1, 21)), chain("b.jsonl", *range(1, 22))]
    text = readme("x", chains, abstracts=True, other_names=True)
    assert "19, 20\n" in text and "19, 20 and 1 more\n" in text


def test_it_says_what_it_proves_and_what_not() -> None:
    for other_names in (False, True):
        text = readme("x", [], abstracts=False, other_names=other_names)
        proves, _, not_shown = text.partition("## What this proves, and what not")[2].partition("does not show")
        assert "stated before the" in proves and "written anew" not in not_shown.partition("Lines that nobody")[0]
        assert ("seen of each other's words is left out" in text) is other_names


@pytest.mark.parametrize("abstracts", [True, False], ids=["whole", "without abstracts"])
@pytest.mark.parametrize("other_names", [True, False], ids=["other names", "own names"])
def test_all_of_it_as_it_was_looked_at(abstracts: bool, other_names: bool, snapshot: SnapshotAssertion) -> None:
    chains = [chain("people/ANNA/acts.jsonl"), chain("people/BO/acts.jsonl", *range(1, 23))]
    assert readme("A\n  title", chains, abstracts=abstracts, other_names=other_names) == snapshot


def test_that_nobody_is_named_is_said_whole(snapshot: SnapshotAssertion) -> None:
    text = readme("x", [chain("people/ANNA/acts.jsonl")], abstracts=True, other_names=True)
    assert text.partition("## People")[2].partition("## Checking")[0] == snapshot
