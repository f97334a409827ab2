from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval, Sought
from core.records.imports import Import, ImportedFile, Source
from core.records.record import Author, RawField, Record
from core.screening.decision import SECOND_LOOK, Decision, Resolution, Verdict
from core.screening.merged_words import Contradiction
from core.screening.outside_suggestion import OutsideSuggestion
from core.screening.session import Changed
from core.screening.step_session import Acceptance
from core.words import count
from store.journal.errors import NotSaved
from store.numbers.records_behind import RecordStatus
from tests.tui.fake import PROTOCOL
from tui.words.reading.decisions import (
    accepting,
    author_names,
    came_in_with,
    changes_in_words,
    contradictions_in_words,
    ctrl_c,
    described,
    found_in,
    letter,
    link,
    not_saved,
    nothing_in_front,
    nothing_waits,
    now_said,
    published,
    readable,
    said,
    sent_to_clipboard,
    standing_alarm,
    standing_in_words,
    suggestion_in_words,
    told,
    what_changed,
)

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


IN, OUT = Decision(record="a", verdict=Verdict.INCLUDE), Decision(record="a", verdict=Verdict.EXCLUDE, reason="mutual")
EXCLUDED = "excluded: mutual or self-help support"


def test_what_merged_records_were_said_to_be() -> None:
    torn = Decision(record="a", merged=(IN, OUT, replace(OUT, verdict=None)))
    assert said(torn, SCREEN) == "undecided: of the merged records said excluded and included"
    looked = replace(OUT, order=SECOND_LOOK)
    assert said(looked, SCREEN) == "excluded at a second look: mutual or self-help support"
    assert said(replace(IN, order=SECOND_LOOK), SCREEN) == "included at a second look"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, OUT, EXCLUDED),
        (replace(IN, verdict=None), OUT, EXCLUDED),
        (OUT, OUT, EXCLUDED),
        (IN, OUT, f"was included — now {EXCLUDED}"),
        (OUT, replace(OUT, verdict=None), f"was {EXCLUDED} — now undecided"),
    ],
)
def test_a_new_decision_beside_the_one_before(before: Decision | None, after: Decision, words: str) -> None:
    assert now_said(before, after, SCREEN) == words


def test_why_a_key_decides_nothing() -> None:
    walk: Any = SimpleNamespace(all_read=True)
    assert nothing_in_front(walk, "pair") == "all read — this key decides nothing here"
    walk.all_read = False
    assert nothing_in_front(walk, "pair") == "there is no pair here"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "gpt 1 suggested include"),
        ({"confidence": 0.93}, "gpt 1 suggested include (0.93)"),
        ({"confidence": 0.0}, "gpt 1 suggested include (0)"),
        ({"criterion": "who"}, "gpt 1 suggested include (who)"),
        ({"confidence": 1.0, "criterion": "who", "quote": "peer\nworkers"},
         "gpt 1 suggested include (1, who): “peer workers”"),
    ],
)  # fmt: skip
def test_a_suggestion_of_a_program(changes: dict[str, Any], words: str) -> None:
    each = OutsideSuggestion(stage="s", record="a", verdict=Verdict.INCLUDE, model="gpt", version="1", **changes)
    assert suggestion_in_words(each) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, OUT, f"the record is {EXCLUDED}"),
        (OUT, None, "the record is undecided"),
        (OUT, replace(OUT, reason="gone"), "the record is excluded: gone"),
        (OUT, replace(OUT, note="n"), "the note is as it was"),
        (replace(OUT, note="n"), OUT, "there is no note"),
        (OUT, replace(OUT, labels=("x", "y")), "labels: x, y"),
        (replace(OUT, labels=("x",)), OUT, "labels: none"),
    ],
)
def test_what_taking_back_did(before: Decision | None, after: Decision | None, words: str) -> None:
    assert what_changed(Changed("a", before, after), SCREEN) == words


def test_who_said_what_of_merged_records() -> None:
    found = Contradiction(reviewer="ANNA", stage="s", said=(("r1", "include"), ("r2", "exclude"), ("r3", "exclude")))
    assert contradictions_in_words([found], "ANNA") == "you said exclude and include (s)"
    assert contradictions_in_words([found], None, with_ids=True, title=str.upper) == (
        "ANNA said exclude of r2 and exclude of r3 and include of r1 (S)"
    )
    torn = replace(found, reviewer="", said=(("r1", ""), ("r2", "include")))
    assert contradictions_in_words([torn], None) == "the resolutions said different things and include (s)"


@pytest.mark.parametrize(("many", "end"), [(6, "(s)"), (7, "(s); and 1 more"), (1007, "(s); and 1,001 more")])
def test_of_many_contradictions_the_first_are_said_and_each_answer_is_one_short_line(many: int, end: str) -> None:
    long = Contradiction(reviewer="ANNA", stage="s", said=(("r1", "a\nb"), ("r2", "x" * 41)))
    words = contradictions_in_words([long] * many, None)
    assert words.count(f"ANNA said a b and {'x' * 39}… (s)") == 6 and words.endswith(end)


def test_long_answers_that_begin_alike_are_still_two() -> None:
    alike = Contradiction(reviewer="", stage="s", said=(("r1", "x" * 50 + "a"), ("r2", "x" * 50 + "b")))
    assert contradictions_in_words([alike], None) == f"the resolutions said {'x' * 39}… and {'x' * 39}… (s)"


def standing(
    said: tuple[tuple[str, Decision], ...], ended: Resolution | None, differ: bool, lost: Retrieval | None = None
) -> RecordStatus:
    return RecordStatus(said=said, resolution=ended, differ=differ, lost=lost)


LOST = Retrieval(record="a", state=Sought.NOT_RETRIEVED, why="no library", by="ANNA")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (standing((), None, False), "not read yet"),
        (standing((("ANNA", IN), ("BO", OUT), ("CY", replace(IN, verdict=None))), None, False),
         f"ANNA included · BO {EXCLUDED}"),
        (standing((("ANNA", Decision(record="a", merged=(IN,))),), None, True),
         "ANNA undecided: of the merged records said included · the readers differ"),
        (standing((("ANNA", IN),), None, True, LOST), "report not retrieved: no library (ANNA) · ANNA included"),
        (standing((), Resolution(record="a", verdict=Verdict.EXCLUDE, reason="mutual", by=("A", "B")), True),
         f"resolved by A and B: {EXCLUDED}"),
        (standing((), Resolution(record="a", escalated=True), True), "escalated"),
        (standing((), Resolution(record="a"), True), "the readers differ"),
        (standing((), None, True), "the readers differ"),
    ],
)  # fmt: skip
def test_why_a_record_stands_where_it_does(given: RecordStatus, words: str) -> None:
    assert standing_in_words(given, SCREEN) == words


def test_where_no_stage_has_it() -> None:
    nowhere = standing((("ANNA", IN),), None, False)
    assert standing_in_words(nowhere, None) == "goes on to the first stage"
    assert standing_in_words(replace(nowhere, survivor="r1"), None) == "a duplicate of r1"


@pytest.mark.parametrize(
    ("exclude", "kept", "hints", "words"),
    [
        (0, 0, 0, "nothing in this group waits"),
        (0, 3, 0, "nothing in this group waits"),
        (0, 0, 1, "nothing to accept: 1 hint to look at one by one"),
        (0, 0, 1200, "nothing to accept: 1,200 hints to look at one by one"),
        (1200, 0, 0, "exclude 1,200 as Editorial — a again to do it"),
        (2, 1200, 3, "exclude 2 as Editorial, keep 1,200, leave 3 hints to look at — a again to do it"),
    ],
)
def test_what_accepting_a_group_would_do(exclude: int, kept: int, hints: int, words: str) -> None:
    plan = Acceptance((None,) * exclude, kept, hints)  # type: ignore[arg-type]
    assert accepting("Editorial", plan, "a") == words


def test_what_an_undo_did() -> None:
    assert changes_in_words("redone", [], SCREEN) == "nothing can be redone"
    assert changes_in_words("undone", [Changed("a", IN, OUT)], SCREEN) == f"undone: the record is {EXCLUDED}"
    assert changes_in_words("undone", [Changed("a", IN, OUT)] * 2, SCREEN) == "undone: 2 decisions"


def test_at_most_six_authors() -> None:
    some = tuple(Author(f"A{n}", "B") for n in range(7))
    assert author_names(some[:6]) == "A0 B; A1 B; A2 B; A3 B; A4 B; A5 B" and author_names(some).endswith("A5 B; …")
    assert author_names((Author("", "Bo"),)) == "B" and author_names(()) == ""


def test_what_and_where_a_record_is() -> None:
    assert described(Record(pmid="12", doi="10.1/x", types=(RawField("T", "article"),) * 2), ("S",)).startswith(
        "S · 10.1/x"
    )
    assert link(Record(pmid="12", urls=("https://a", "https://b"))) == "https://a"
    assert published(Record(volume="1", pages="2", journal="J")) == "J · 1:2" and published(Record(issue="3")) == "(3)"
    assert published(Record(year=0, journal="J")) == "J"
    assert ctrl_c("q") == "q leaves; everything is saved"
    assert sent_to_clipboard("https://a") == "sent to the clipboard: https://a"
    assert sent_to_clipboard("") == "this record has no DOI and no link"


def test_why_nothing_waits() -> None:
    assert nothing_waits(None).startswith("There are no records in this review yet: tamis import")
    assert nothing_waits({}) == "Nothing waits for you at this stage."
    assert nothing_waits({"A": 1200, "B": 1}) == (
        "Nothing waits for you here; records still wait at an earlier stage: 1,200 at A and 1 at B."
    )


FILE = ImportedFile(
    file="a.ris", format="ris", sha256="", encoding="utf-8", ty_lines=1200, er_lines=0, records=2, skipped=0
)


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({}, ["ris", "utf-8", "begin with TY: 1,200", "end with ER: 0", "records: 2"]),
        ({"ty_lines": None, "er_lines": None, "encoding": ""}, ["ris", "records: 2"]),
        ({"format": "nbib"}, ["nbib", "utf-8", "begin with PMID: 1,200", "records: 2"]),
        ({"format": "csv", "skipped": 1200}, ["csv", "utf-8", "records: 2", "1,200 skipped"]),
        ({"format": "mods"}, ["mods", "utf-8", "begin with <mods>: 1,200", "end with </mods>: 0", "records: 2"]),
    ],
)
def test_what_was_found_in_a_file(changes: dict[str, Any], parts: list[str]) -> None:
    assert found_in(replace(FILE, **changes)) == parts


def test_what_a_file_came_in_with() -> None:
    known = Import(number=1, source=Source(name="Scopus"), round=1, at="", files=(), records=0, new=0)
    assert came_in_with((1,), [known]) == "all of it came in with import 1 (Scopus)"
    assert came_in_with((1, 3), [known]) == "all of it came in with import 1 (Scopus) and import 3"


def test_the_line_for_a_failed_save() -> None:
    assert standing_alarm("NOT SAVED: full", "x not taken: y") == "NOT SAVED · x not taken: y"
    assert standing_alarm("NOT SAVED: full", "y") == "NOT SAVED: full"


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (TamisError("it is cut."), "it is cut."),
        (TamisError("it is cut", advice="Mend it."), "it is cut. Mend it."),
        (TamisError("it is cut.", where="a.json", advice="Mend it."), "it is cut. Mend it. (a.json)"),
        (TamisError("it is cut", where="a.json"), "it is cut (a.json)"),
        (ValueError("a\nb"), "a b"), (ValueError(), "ValueError"),
    ],
)  # fmt: skip
def test_an_error_in_a_line(problem: Exception, words: str) -> None:
    assert told(problem) == words
