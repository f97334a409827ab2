from __future__ import annotations

import pytest

from core.errors import TamisError
from core.records.record import Author, RawField, Record
from core.screening.decision import Decision, Verdict
from core.words import count
from store.journal.errors import NotSaved
from tests.tui.fake import PROTOCOL
from tui.words.reading.decisions import author_names, described, letter, link, not_saved, published, readable, said

SCREEN, STEP = PROTOCOL.stages[1], PROTOCOL.stages[0]


@pytest.mark.parametrize(
    ("verdict", "reason", "sign", "words"),
    [
        (Verdict.INCLUDE, "", "I", "included"),
        (Verdict.MAYBE, "", "?", "maybe"),
        (Verdict.EXCLUDE, "mutual", "X", "excluded: mutual or self-help support"),
        (Verdict.EXCLUDE, "", "X", "excluded: no reason given"),
        (Verdict.EXCLUDE, "gone", "X", "excluded: gone"),
        (None, "", " ", "undecided"),
    ],
)
def test_a_decision_in_words(verdict: Verdict | None, reason: str, sign: str, words: str) -> None:
    decision = Decision(record="1", verdict=verdict, reason=reason)
    assert (letter(decision), said(decision, SCREEN)) == (sign, words)


def test_a_stage_without_reasons_says_no_reason() -> None:
    assert said(Decision(record="1", verdict=Verdict.EXCLUDE), STEP) == "excluded"
    assert said(None, STEP) == "undecided"


def test_authors_have_initials_and_an_end() -> None:
    authors = (Author("Larsen", "Mette K."), Author("Dahl", "T.-A."), Author("The Peer Group"))
    assert author_names(authors) == "Larsen MK; Dahl TA; The Peer Group"
    assert author_names(authors, most=1) == "Larsen MK; …"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(journal="J", year=2020, volume="19", issue="2", pages="101–112"), "J · 2020;19(2):101–112"),
        (Record(journal="J", year=2020), "J · 2020"),
        (Record(year=2020, pages="e1"), "2020:e1"),
        (Record(), ""),
    ],
)
def test_where_it_was_published(record: Record, expected: str) -> None:
    assert published(record) == expected


def test_what_a_record_is() -> None:
    languages = (RawField("LA", "eng"), RawField("LA", "eng"))
    assert (
        described(Record(doi="10.1/x", languages=languages), ("Scopus", "Medline"))
        == "Scopus, Medline · 10.1/x · English"
    )
    assert described(Record(pmid="12"), ()) == "PMID 12"


def test_the_link() -> None:
    assert link(Record(doi="10.1/x", urls=("https://a",))) == "https://doi.org/10.1/x"
    assert link(Record(urls=("https://a",))) == "https://a"
    assert link(Record(pmid="12")) == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert link(Record()) == ""


def test_counts() -> None:
    assert [count(value, "record") for value in (0, 1, 13178)] == ["0 records", "1 record", "13,178 records"]


def test_of_a_failed_save_the_reason_and_the_remedy_come_before_the_place() -> None:
    full = NotSaved("NOT SAVED: No space left on device", where="/srv/review/a.jsonl", advice="Make room.")
    assert not_saved(full) == "NOT SAVED: No space left on device. Make room. (/srv/review/a.jsonl)"
    assert not_saved(OSError(28, "No space\x1b left")) == "NOT SAVED: [Errno 28] No space left"
    assert not_saved(KeyError()) == "NOT SAVED: KeyError"


def test_a_record_that_can_be_read_is_itself() -> None:
    record = Record(id="a1", title="x")
    assert readable("a1", lambda: record) is record


@pytest.mark.parametrize(
    ("error", "title", "abstract"),
    [
        (KeyError("a1"), "not in the review any more", "tamis check"),
        (TamisError("line 7 is damaged", where="1.json"), "cannot be read", "1.json: line 7 is damaged"),
        (OSError(5, "Input/output error"), "cannot be read", "Input/output error"),
    ],
)
def test_why_it_cannot_be_read_stands_in_its_place(error: Exception, title: str, abstract: str) -> None:
    def read() -> Record:
        raise error

    found = readable("a1", read)
    assert found.id == "a1" and title in found.title and abstract in found.abstract


def test_a_mistake_in_the_program_ends_it() -> None:
    with pytest.raises(ZeroDivisionError):
        readable("a1", lambda: Record(id=str(1 // 0)))
