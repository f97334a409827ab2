"""A journal that became shorter, or was written anew, is known by what people stated and saw of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from store.acts.commitments import Broken, Commitment, broken, commitments, links_in
from store.folder.review import Review
from store.journal.line import START, Event, encode
from tests.bundles import finished_review

OWN = "people/BO/title-abstract.1/decisions.jsonl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_review(tmp_path_factory.mktemp("commitments") / "review")


@pytest.fixture(scope="module")
def said(folder: Path) -> list[Commitment]:
    with Review(folder) as review:
        return commitments((who, journal.events()) for who, journal in review.acts.journals.items())


def found(
    folder: Path, said: Sequence[Commitment], changed: str = "", lines: Sequence[str] | None = ()
) -> list[Broken]:
    return broken(said, lambda journal: lines if journal == changed else links_in(folder / journal))


def test_the_journals_of_a_review_are_as_they_were_stated_and_seen(folder: Path, said: list[Commitment]) -> None:
    assert {(each.who, each.journal) for each in said if each.stated} >= {("BO", OWN)}
    assert {each.journal for each in said if not each.stated} >= {"people/ANNA/acts.jsonl", "people/BO/acts.jsonl"}
    assert found(folder, said) == []


def test_a_journal_of_decisions_written_anew_is_told_by_its_statement(folder: Path, said: list[Commitment]) -> None:
    anew, chain = [], START.chain
    for line in (folder / OWN).read_bytes().splitlines():
        _, chain = encode(Event.from_line(line.replace(b'"exclude"', b'"include"')), chain)
        anew.append(chain)
    [told] = found(folder, said, OWN, anew)
    assert told.journal == OWN and "it was written anew" in told.what and "BO stated on" in told.what


@pytest.mark.parametrize("kept", [0, 1, -1])
def test_a_shorter_journal_is_told_with_how_many_lines_were_there(
    folder: Path, said: list[Commitment], kept: int
) -> None:
    links = links_in(folder / OWN)
    [told] = found(folder, said, OWN, links[:kept])
    assert f"{len(links)} were there when BO stated on" in told.what
    assert told.what.startswith("has " if kept else "is missing")


def test_words_that_others_saw_are_told_with_who_saw_them_and_where(folder: Path, said: list[Commitment]) -> None:
    journal = "people/ANNA/acts.jsonl"
    told = found(folder, said, journal, links_in(folder / journal)[:1])
    assert told and all(each.journal == journal and not each.commitment.stated for each in told)
    assert all(f"people/{each.commitment.who}/acts.jsonl, line " in each.what for each in told)
    assert len(told) == len({each.commitment.who for each in told}), "one finding a person"


def test_lines_after_what_was_stated_may_come_and_what_may_not_be_read_is_not_judged(
    folder: Path, said: list[Commitment]
) -> None:
    find = partial(found, folder, said, OWN)
    assert find([*links_in(folder / OWN), "0" * 32]) == []
    assert find(None) == []
