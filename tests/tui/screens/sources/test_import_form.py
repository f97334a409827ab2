from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import TamisError
from core.protocol.values import PlannedSource
from tests.tui.fake import PROTOCOL
from tests.tui.fake_imports import make_import
from tui.screens.sources.import_form import ImportForm

PLAN = replace(
    PROTOCOL,
    sources=(
        PlannedSource(name="Medline", platform="Ovid"),
        PlannedSource(name="Experts", route="experts"),
    ),
)


def test_all_that_can_be_said_of_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("medline.ris").write_text("")
    Path("strategy.txt").write_text("1. peer*\n2. [1 not pier]\n")
    form = ImportForm(PLAN, [])
    answers = {
        "files": "medline.ris",
        "source": "1",
        "platform": "EBSCOhost",
        "searched": "2021-01-04",
        "reported": "1,203",
        "limits": "English",
        "strategy": "strategy.txt",
    }
    for question, answer in answers.items():
        assert question in form.questions
        form.take(question, answer)
    assert form.questions == list(answers)
    assert form.paths == [Path("medline.ris")] and form.search_round is None
    source = form.source
    assert (source.name, source.route, source.platform) == ("Medline", "databases", "EBSCOhost")
    assert (source.searched, source.reported, source.limits) == ("2021-01-04", 1203, "English")
    assert source.strategy == "1. peer*\n2. [1 not pier]\n"


def test_what_the_protocol_plans_is_proposed() -> None:
    form = ImportForm(PLAN, [])
    form.take("source", "medLINE")
    assert (form.source.name, form.typed["platform"]) == ("Medline", "Ovid")
    form.take("source", "2")
    assert (form.source.name, form.source.route, form.typed["platform"]) == ("Experts", "experts", "")


def test_a_new_source_is_asked_for_its_route() -> None:
    form = ImportForm(PLAN, [])
    form.take("source", "Greylit")
    assert form.questions[2] == "route"
    form.take("route", "")
    assert form.source.route == "databases"
    form.take("route", "3")
    assert form.source.route == "citation-searching"


def test_citation_searching_is_asked_for_what_cited_the_records() -> None:
    form = ImportForm(PLAN, [], source="Reference lists")
    form.take("route", "citation-searching")
    assert form.questions[2:4] == ["route", "found_by"]
    form.take("found_by", "ab, cd ab")
    assert form.source.found_by == ("ab", "cd")
    form.take("route", "experts")
    assert "found_by" not in form.questions and form.source.found_by == ()


def test_a_platform_that_was_typed_survives_going_back() -> None:
    form = ImportForm(PLAN, [])
    form.take("source", "1")
    form.take("platform", "PubMed")
    form.take("source", "Medline")
    assert form.typed["platform"] == "PubMed"


def test_a_later_import_can_be_a_new_search_round() -> None:
    form = ImportForm(PLAN, [make_import(1, "Medline"), make_import(2, "Zora")])
    assert form.choices("source") == ["1 Medline (imported before)", "2 Experts", "3 Zora (imported before)"]
    form.take("source", "3")
    assert form.questions[-1] == "round"
    for answer, expected in {"": None, "1": 1, "2": 2, "new": 2}.items():
        form.take("round", answer)
        assert form.search_round == expected


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        ("files", "missing.ris", "missing.ris: there is no such file"),
        ("source", "", "a source is needed"),
        ("source", "9", "there is no source “9”"),
        ("route", "9", "there is no route “9”"),
        ("searched", "4 Jan", "“4 Jan” is no day"),
        ("reported", "many", "“many” is no number"),
        ("strategy", "missing.txt", "there is no such file"),
        ("round", "7", "there is no search round 7"),
        ("round", "first", "“first” is no search round"),
    ],
)
def test_a_wrong_answer_is_refused_and_changes_nothing(question: str, answer: str, message: str) -> None:
    form = ImportForm(PLAN, [make_import(1, "Medline")])
    before = form.source
    with pytest.raises(TamisError) as caught:
        form.take(question, answer)
    assert message in str(caught.value)
    assert form.source == before and form.typed == {"source": ""}


def test_a_number_of_thousands_of_digits_is_refused_in_words() -> None:
    form = ImportForm(PLAN, [make_import(1, "Medline")])
    for question in ("source", "reported", "round"):
        with pytest.raises(TamisError):
            form.take(question, "9" * 5000)
