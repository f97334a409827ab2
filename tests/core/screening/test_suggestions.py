from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from core.protocol.values import Reader, Reason, Stage, Suggest
from core.records.publication_type import CLASSES, class_of_title, classes_of
from core.records.record import RawField, Record
from core.screening.suggestions import Suggestion, group_suggestions, suggest


def stage(rule: Suggest | None, *reasons: str) -> Stage:
    return Stage(
        id="step",
        title="Step",
        kind="step",
        readers=(Reader(reviewer="A", coverage=Fraction(1), coverage_text="all"),),
        reasons=tuple(Reason(id=each, label=each) for each in reasons),
        suggest=rule,
    )


ENGLISH = stage(Suggest(rule="language", keep=("eng",)), "not-english")
TYPES = stage(
    Suggest(rule="publication-type", exclude=("editorial", "letter", "opinion", "report", "conference")),
    "report",
    "editorial",
    "conference",
)

NORWEGIAN_TITLE = "Hva skjer når brukere og fagfolk utvikler tjenester sammen?"
ENGLISH_TITLE = "What happens when users and staff develop services together?"


def record(title: str = "", abstract: str = "", kind: str = "JOUR", **fields: list[tuple[str, str]]) -> Record:
    pairs = {name: tuple(RawField(*pair) for pair in values) for name, values in fields.items()}
    empty: tuple[RawField, ...] = ()
    return Record(
        id="0123456789abcdef",
        title=title,
        abstract=abstract,
        kind=kind,
        languages=pairs.get("languages", empty),
        types=pairs.get("types", empty),
    )


def test_a_stage_without_a_rule_suggests_nothing() -> None:
    foreign = record(languages=[("LA", "ger")])
    assert suggest(ENGLISH, foreign)
    assert suggest(replace(ENGLISH, suggest=None), foreign) is None


def test_a_suggestion_says_what_it_rests_on() -> None:
    assert suggest(ENGLISH, record(languages=[("LA", "ger")])) == Suggestion(
        record_id="0123456789abcdef",
        reason="not-english",
        value="German",
        field="LA",
        said="German",
        rule="language",
        strength="field",
    )


# ---- language --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "languages",
    [
        [("LA", "eng")],
        [("LA", "ger"), ("LA", "eng")],
        [("N1", "eng"), ("LA", "fre")],
        [],
        [("LA", "Klingon")],
    ],
)
def test_what_may_be_english_stays_in(languages: list[tuple[str, str]]) -> None:
    assert suggest(ENGLISH, record(ENGLISH_TITLE, languages=languages)) is None


def test_a_field_outweighs_the_title() -> None:
    assert suggest(ENGLISH, record(NORWEGIAN_TITLE, languages=[("LA", "eng")])) is None
    found = suggest(ENGLISH, record(ENGLISH_TITLE, languages=[("N1", "nor")]))
    assert found and (found.label, found.strength) == ("Norwegian · N1", "field")


def test_a_language_beside_one_that_is_not_known_is_only_a_hint() -> None:
    found = suggest(ENGLISH, record(ENGLISH_TITLE, languages=[("LA", "ger"), ("LA", "Multilingual")]))
    assert found and (found.label, found.strength, found.said) == ("German · LA mixed", "text", "German, Multilingual")


def test_where_no_field_speaks_the_text_hints() -> None:
    found = suggest(ENGLISH, record(NORWEGIAN_TITLE, languages=[("LA", "Klingon")]))
    assert found and (found.label, found.strength) == ("Norwegian · title", "text")
    abstract = "El objetivo de este estudio es describir la participación de las personas usuarias en los servicios."
    found = suggest(ENGLISH, record(ENGLISH_TITLE, abstract))
    assert found and (found.label, found.strength) == ("Spanish · abstract", "text")


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Peer support in psychiatry [German]", "German · title"),
        ("Peer support in psychiatry. [Article in Polish].", "Polish · title"),
        ("[Peer support in psychiatry].", "Another language · title"),
        ("[Peer support in psychiatry]", "Another language · title"),
    ],
)
def test_notes_in_the_title_hint(title: str, label: str) -> None:
    found = suggest(ENGLISH, record(title))
    assert found and (found.label, found.strength) == (label, "text")
    assert suggest(ENGLISH, record(title, languages=[("LA", "eng")])) is None


@pytest.mark.parametrize(
    "title", ["[Erratum] Peer support", "[Erratum] Peer support [letter]", "Peers [English]", "[]"]
)
def test_other_brackets_do_not(title: str) -> None:
    assert suggest(ENGLISH, record(title)) is None


def test_other_languages_can_be_kept() -> None:
    both = stage(Suggest(rule="language", keep=("eng", "nor")), "foreign")
    assert suggest(both, record(NORWEGIAN_TITLE)) is None
    for code in ("nor", "nob", "nno"):
        assert suggest(both, record(languages=[("LA", code)])) is None
    assert suggest(both, record(languages=[("LA", "dan")]))
    written = stage(Suggest(rule="language", keep=("nob",)), "foreign")
    assert suggest(written, record(languages=[("LA", "nob")])) is None


def test_a_reason_named_like_the_language_is_given() -> None:
    reasons = stage(Suggest(rule="language", keep=("eng",)), "foreign", "ger")
    found = suggest(reasons, record(languages=[("LA", "ger")]))
    assert found and found.reason == "ger"


# ---- publication type ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Editorial", "editorial"),
        ("Editorial Material", "editorial"),
        ("Letter", "letter"),
        ("Note", "opinion"),
        ("Comment/Reply", "opinion"),
        ("commentary", "opinion"),
        ("Technical Report", "report"),
        ("Conference Paper", "conference"),
        ("Meeting Abstract", "conference"),
        ("Journal: Conference Abstract", "conference"),
        ("conference_proceeding", "conference"),
        ("Congress", "conference"),
        ("Document Type: Editorial", "editorial"),
        ("Editorial (0110)", "editorial"),
    ],
)
def test_the_words_of_databases_are_known(value: str, name: str) -> None:
    found = suggest(TYPES, record(types=[("M3", value)]))
    assert found and (found.value, found.field, found.strength, found.said) == (CLASSES[name], "M3", "field", value)


@pytest.mark.parametrize(
    "value",
    [
        "Article",
        "Journal Article",
        "Review",
        "Case Reports",
        "Reports - Research",
        "Peer Reviewed Journal (0110)",
        "Research Support, Non-U.S. Gov't",
        "Health & Mental Health Treatment & Prevention [3300]",
        "3365",
        "doi:10.1000/letter",
        "Letters and numbers",
        "Conference Paper with a twist",
        "",
    ],
)
def test_any_other_words_say_nothing(value: str) -> None:
    assert suggest(TYPES, record(types=[("M3", value)])) is None


def test_the_reason_is_the_one_named_like_the_class_else_other_else_the_first() -> None:
    found = suggest(TYPES, record(types=[("PT", "Editorial")]))
    assert found and found.reason == "editorial"
    found = suggest(TYPES, record(types=[("PT", "Letter")]))
    assert found and found.reason == "report"
    with_other = stage(TYPES.suggest, "report", "other")
    found = suggest(with_other, record(types=[("PT", "Letter")]))
    assert found and found.reason == "other"


def test_only_what_the_plan_excludes_is_suggested() -> None:
    assert suggest(TYPES, record(types=[("M3", "Erratum")])) is None
    corrections = stage(Suggest(rule="publication-type", exclude=("correction",)), "correction")
    assert suggest(corrections, record(types=[("M3", "Erratum")]))
    assert suggest(corrections, record(types=[("M3", "Editorial")])) is None


def test_of_mixed_values_an_excluded_one_is_enough_but_an_article_makes_it_a_hint() -> None:
    found = suggest(TYPES, record(types=[("PT", "Comment"), ("PT", "Editorial")]))
    assert found and found.strength == "field"
    mixed = record(types=[("DT", "Article"), ("DT", "Proceedings Paper")])
    found = suggest(TYPES, mixed)
    assert found and (found.label, found.strength, found.said) == (
        "Conference paper · DT mixed",
        "text",
        "Article; Proceedings Paper",
    )
    found = suggest(TYPES, record(types=[("DT", "Article; Proceedings Paper")]))
    assert found and found.strength == "text"


def test_review_articles_contradict_unless_they_are_excluded() -> None:
    letter_review = record(types=[("PT", "Letter"), ("PT", "Review")])
    found = suggest(TYPES, letter_review)
    assert found and found.strength == "text"
    both = stage(Suggest(rule="publication-type", exclude=("letter", "review")), "letter")
    found = suggest(both, letter_review)
    assert found and found.strength == "field"


def test_the_kind_of_reference_speaks_only_where_no_type_does() -> None:
    conference = [("TY", "CONF")]
    found = suggest(TYPES, record(kind="CONF", types=conference))
    assert found and (found.label, found.strength) == ("Conference paper · TY", "field")
    found = suggest(TYPES, record(kind="CONF", types=[("ENTRYTYPE", "inproceedings")]))
    assert found and found.label == "Conference paper · ENTRYTYPE"
    assert suggest(TYPES, record(kind="CONF", types=[*conference, ("M3", "Article")])) is None
    found = suggest(TYPES, record(kind="JOUR", types=[("TY", "JOUR"), ("M3", "Editorial")]))
    assert found and found.label == "Editorial · M3"


def test_journal_article_as_kind_of_reference_contradicts_nothing() -> None:
    found = suggest(TYPES, record(types=[("ref-type", "Journal Article"), ("work-type", "Conference Abstract")]))
    assert found and (found.label, found.strength) == ("Conference paper · work-type", "field")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Editorial", "editorial"),
        ("Editorial: peers at work", "editorial"),
        ("Guest editorial – peers at work", "editorial"),
        ("From the Editor", "editorial"),
        ("Introduction to the special issue on recovery", "editorial"),
        ("Letter to the Editor", "letter"),
        ("Reply to Larsen", "letter"),
        ("Re: Peers at work", "letter"),
        ("Authors' response to the letter by Dahl", "letter"),
        ("Commentary: what peers know", "opinion"),
        ("Comment on Dahl", "opinion"),
        ("Viewpoint: what peers know", "opinion"),
        ("Annual report 2019", "report"),
        ("Abstracts", "conference"),
        ("Proceedings of the 3rd World Congress of Recovery", "conference"),
        ("Poster abstracts from the annual meeting", "conference"),
        ("Book review: Peers", "book-review"),
        ("Erratum", "correction"),
        ("Corrigendum to “Peers at work”", "correction"),
        ("[Retracted] Peers at work", "correction"),
        ("News in brief", "news"),
        ("Peers at work: a systematic review", "review"),
    ],
)
def test_titles_hint(title: str, name: str) -> None:
    assert class_of_title(title, CLASSES) == name
    found = suggest(stage(Suggest(rule="publication-type", exclude=(name,)), name), record(f" {title}"))
    assert found and (found.value, found.field, found.strength) == (CLASSES[name], "title", "text")


@pytest.mark.parametrize(
    "title",
    [
        "Editorial boards and their peers",
        "Letters from prison: a narrative study",
        "Response to peer support among veterans",
        "Reports of harm in crisis care",
        "Perspectives on recovery",
        "Commenting on care plans",
        "Abstract thinking in schizophrenia",
        "Proceedings in mental health courts",
        "Newspapers and stigma",
        "Correcting myths about psychosis",
        "Opinions of nurses on peer work",
        "Conference calls in peer supervision",
        "",
    ],
)
def test_titles_that_only_begin_alike_do_not(title: str) -> None:
    assert class_of_title(title, CLASSES) == ""


def test_a_title_hints_even_where_a_field_says_article_and_a_field_goes_before_it() -> None:
    found = suggest(TYPES, record("Editorial: peers at work", types=[("M3", "Article")]))
    assert found and found.strength == "text"
    found = suggest(TYPES, record("Editorial: peers at work", types=[("M3", "Letter")]))
    assert found and found.label == "Letter · M3"


def test_every_class_can_be_recognised_in_a_field() -> None:
    recognised = {name for value in CLASSES.values() for name in classes_of(value)}
    assert recognised == set(CLASSES)


# ---- groups ----------------------------------------------------------------------------------------------------------


def many() -> list[Suggestion]:
    found: list[Suggestion] = []
    for count, types, title in (
        (3, [("M3", "Letter")], ""),
        (2, [("M3", "Editorial")], ""),
        (1, [("PT", "Editorial")], ""),
        (1, [], "Editorial: peers at work"),
        (1, [("DT", "Article"), ("DT", "Meeting Abstract")], ""),
    ):
        for _ in range(count):
            one = suggest(TYPES, record(title, types=types)._replace(id=f"{len(found):016x}"))
            assert one
            found.append(one)
    return found


def test_suggestions_are_grouped_by_value_with_their_counts() -> None:
    groups = group_suggestions(many())
    assert [each.summary for each in groups] == [
        "Editorial 4 (M3 2, PT 1, title 1)",
        "Letter 3 (M3 3)",
        "Conference paper 1 (DT mixed 1)",
    ]
    assert [(sum(found.backed for found in each.suggestions), len(each.hints)) for each in groups] == [
        (3, 1),
        (3, 0),
        (0, 1),
    ]
    assert [each.record_id[-1] for each in groups[0].suggestions] == ["3", "4", "5", "6"]


def test_fields_are_shown_with_their_source_where_it_is_known() -> None:
    sources = {f"{number:016x}": "Scopus" for number in range(5)}
    assert group_suggestions(many(), sources)[0].summary == "Editorial 4 (Scopus M3 2, PT 1, title 1)"


def test_nothing_makes_no_groups() -> None:
    assert group_suggestions([]) == []
