"""What readers state: in their own name, once, and tied to what their journal held by then."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.statements import TABLE, hash_of, stand_at, state_batch, statement_at, statements
from store.decisions.access import decisions_of
from store.folder.review import Review
from tests.reviews import acts_file, decide_all, make_review, protocol, record_ids, run, said_in

STAGE = "title-abstract"
BATCH = (STAGE, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three records, of which ANNA has read all and BO none."""
    made = make_review(tmp_path / "review", records=3)
    decide_all(made, "ANNA", STAGE, [(f"T{n}", "include") for n in range(3)])
    return made


def test_the_hash_is_of_the_sorted_ids_each_with_a_line_feed() -> None:
    assert hash_of(["b", "a"]) == hash_of(("a", "b")) == hashlib.sha256(b"a\nb\n").hexdigest() != hash_of(["ab"])


def test_a_finished_reader_states_the_last_line_and_what_was_owed(folder: Path) -> None:
    ids = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        [(batch, said)] = statements(review).items()
        assert batch == BATCH and said.keys() == {"ANNA"}
        stated = said["ANNA"]
        assert (stated.last, stated.link) == decisions_of(review, "ANNA", STAGE).ends()["1"]
        assert (stated.complete, stated.owed, stated.owed_sha256) == (True, 3, hash_of(ids))
        assert all(each not in str(stated) for each in ids), "it names no record"
    assert acts_file(folder, "ANNA").read_text().count('"statements"') == 1, "in the reader's own words"


def test_who_has_not_finished_states_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "include")])
    with Review(folder, role="ANNA") as review:
        assert statements(review) == {}


def test_who_goes_on_before_the_opening_states_anew_and_the_first_is_still_found(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        first = statements(review)[BATCH]["ANNA"]
    run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", role="ANNA")
    with Review(folder, role="ANNA") as review:
        last = statements(review)[BATCH]["ANNA"]
        assert last.clock > first.clock and last.last > first.last and not last.says_the_same(first)
        for each in (first, last):
            assert statement_at(review, "ANNA", *BATCH, each.clock) == each
        assert statement_at(review, "ANNA", *BATCH, last.clock + 1) is None
        assert statement_at(review, "BO", *BATCH, last.clock) is None
        assert stand_at(review, "ANNA", *BATCH, 0) == first, "the first one after it"
        assert stand_at(review, "ANNA", *BATCH, first.clock) == last
        assert stand_at(review, "ANNA", *BATCH, last.clock) == last, "there is none after it"
        assert stand_at(review, "BO", *BATCH, 0) is None


def test_what_is_stated_already_is_not_stated_again(folder: Path) -> None:
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="BO")
    with Review(folder, role="ANNA") as review:
        assert len(said_in(review, TABLE)) == 1
        stated = statements(review)[BATCH]["ANNA"]
    assert stated.says_the_same(replace(stated, clock=99, at="later")) and not stated.says_the_same(None)
    for changed in (
        replace(stated, complete=False),
        replace(stated, owed_sha256=hash_of([])),
        replace(stated, last=99),
        replace(stated, link="0" * 32),
    ):
        assert not stated.says_the_same(changed)


def test_nobody_states_in_the_name_of_a_reader_who_is_bound_to_another_login(tmp_path: Path) -> None:
    text = protocol().replace('id = "ANNA"\n', 'id = "ANNA"\nlogin = "anna"\n', 1)
    folder = make_review(tmp_path / "review", text=text)
    with Review(make_review(tmp_path / "other", records=1)) as other, Review(folder, login="ole") as review:
        decide_all(other.folder, "ANNA", STAGE, [("T0", "include")])
        other.refresh()
        stated = statements(other)[BATCH]["ANNA"]
        with pytest.raises(TamisError, match="bound to the login"):
            state_batch(review, stated)
        assert statements(review) == {}
