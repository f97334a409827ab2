"""Items, answers, quotes and comparisons of charting in words, by each of their parts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from core.charting.chart_store import Field, StudyProgress
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding.codebook import Category
from core.coding.compare import comparison
from core.protocol.values import ChartItem
from tests.charts import item
from tests.core.charting.made import charted, values
from tui.text.paragraphs import Paragraph
from tui.text.theme import DIM, PLAIN, REMARK
from tui.words.charting import (
    answer_paragraphs,
    coding_paragraphs,
    combination_words,
    item_paragraphs,
    progress_words,
    quote_words,
    quotes_words,
    rests_on,
    study_words,
)

PAGE, WORDS, BOTH = Quote("", "7"), Quote("we were asked"), Quote("we were paid", "4–5")
STYLES = {PLAIN: "", DIM: "dim ", REMARK: "remark "}


def shown(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [f"{STYLES[each.style]}{each.text}" for each in paragraphs]


def field(of: ChartItem, text: str = "", *quotes: Quote, outdated: tuple[str, ...] = ()) -> Field:
    value = values("s", **{of.id.replace("-", "_"): text}) if text and "-" not in of.id else {}
    given = value.get(of.id)
    if quotes:
        given = replace(given or Value(study="s", item=of.id), quotes=quotes)
    return Field(item=of, value=given, proposal="", missing=False, outdated=outdated)


@pytest.mark.parametrize(
    ("name", "expects"),
    [
        ("first-author", "First author: a few words."), ("findings", "Findings: text, as long as it needs to be."),
        ("participants", "Participants: a number."), ("year", "Year: a year, in four digits."),
        ("country", "Country: one country or several, with ; between them."),
    ],
)  # fmt: skip
def test_what_an_item_expects(name: str, expects: str) -> None:
    assert shown(item_paragraphs(field(item(name)), 60)) == [f"dim {expects}"]
    helped = replace(item(name), help="As the report has it.")
    assert shown(item_paragraphs(field(helped), 60)) == [f"dim {expects} As the report has it."]


def test_choices_have_a_key_up_to_nine_and_a_cross_where_they_are_chosen() -> None:
    one = field(item("design"), "interviews")
    assert shown(item_paragraphs(one, 20)) == [
        "1 ( ) trial", "2 (x) interviews", "3 ( ) survey", "dim Design: one of the choices.",
    ]  # fmt: skip
    several = field(item("roles"), "worker; leader")
    assert shown(item_paragraphs(several, 16))[:3] == ["1 [x] worker", "2 [ ] teacher", "3 [x] leader"]
    assert shown(item_paragraphs(several, 16))[3] == "dim Roles: all the choices that apply."
    many = replace(item("design"), choices=tuple(f"choice {n}" for n in range(1, 11)))
    rows = shown(item_paragraphs(field(many), 16))
    assert rows[8:10] == ["9 ( ) choice 9", "  ( ) choice 10"]


def test_an_answer_whole_with_what_it_rests_on() -> None:
    text = field(item("findings"), "One.\nTwo.", BOTH, WORDS, outdated=("a", "b"))
    assert shown(item_paragraphs(text, 60, {"we were asked"})) == [
        "dim Findings: text, as long as it needs to be.", "One.", "Two.",
        "remark ! the form no longer allows: a; b",
        "remark p. 4–5 “we were paid”", "remark ! no longer in the text: “we were asked”",
    ]  # fmt: skip
    assert [each for each in shown(item_paragraphs(field(item("design"), "trial", PAGE), 60)) if "remark" in each] == [
        "remark p. 7"
    ]


def test_the_categories_to_give() -> None:
    factors = ChartItem(id="findings", label="Findings", type="multi-choice", choices=("pay", "trust"))
    categories = (Category("pay", "Money for work", "Means"), Category("trust"), Category("time", "", "Means"))
    words = values("s", findings="One.\nTwo.")["findings"]
    charted_one = replace(words, quotes=(BOTH, WORDS, PAGE))
    given = Field(factors, Value(study="s", item="findings", quotes=(
        BOTH._replace(category="pay"), BOTH._replace(category="trust"), WORDS)), "", False, ())  # fmt: skip
    whole = shown(coding_paragraphs(given, 60, charted_one, categories))
    assert whole[-3:] == ["dim Means: pay – Money for work", "dim trust", "dim Means: time"]
    assert "1 [ ] pay" in whole[0] and whole[:-3] == shown(coding_paragraphs(given, 60, charted_one, ()))
    rest = [each for each in shown(coding_paragraphs(given, 60, charted_one, ())) if "]" not in each]
    assert rest == [
        "One.",
        "Two.",
        "remark p. 4–5 “we were paid” (pay, trust)",
        "remark “we were asked”",
        "remark p. 7",
    ]
    nothing = shown(coding_paragraphs(replace(given, value=None), 60, None, categories))
    assert nothing[-1] == "dim Findings: nothing to code" and "dim trust" not in nothing
    assert shown(coding_paragraphs(given, 60, Value(study="s", item="findings"), ()))[-1].endswith("nothing to code")
    bare = shown(coding_paragraphs(replace(given, value=None), 60, charted_one, ()))
    assert "remark p. 4–5 “we were paid”" in bare


@pytest.mark.parametrize(
    ("quotes", "whole", "short"),
    [
        ((), "", ""),
        ((PAGE,), "p. 7", "p. 7"),
        ((WORDS,), "“we were asked”", "”"),
        ((BOTH,), "p. 4–5 “we were paid”", "” p. 4–5"),
        ((BOTH, WORDS), "p. 4–5 “we were paid”  “we were asked”", "2 quotes p. 4–5"),
        ((WORDS, WORDS, PAGE), "“we were asked”  “we were asked”  p. 7", None),
    ],
)
def test_what_an_answer_rests_on(quotes: tuple[Quote, ...], whole: str, short: str | None) -> None:
    value = Value(study="s", item="findings", quotes=quotes)
    assert rests_on(value) == whole
    if short is not None:
        assert quotes_words(value) == short
    assert rests_on(None) == quotes_words(None) == ""


def test_a_quote_with_its_category() -> None:
    assert quote_words(BOTH._replace(category="pay")) == "p. 4–5 “we were paid” (pay)"
    assert quote_words(Quote(category="pay")) == "(pay)" and quote_words(Quote()) == ""


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (StudyProgress(14, 14, 0, True), "complete"),
        (StudyProgress(14, 14, 0, False), "14 of 14 answered"),
        (StudyProgress(12, 14, 2, False), "12 of 14 answered, 2 required"),
    ],
)
def test_how_far_a_form_is(progress: StudyProgress, words: str) -> None:
    assert progress_words(progress) == words


def test_an_answer_with_its_evidence() -> None:
    value = replace(values("s", findings="One.\nTwo.")["findings"], quotes=(BOTH,))
    assert shown(answer_paragraphs(value)) == ["One.", "Two.", "remark p. 4–5 “we were paid”"]
    assert shown(answer_paragraphs(None)) == ["dim (nothing)"]
    assert shown(answer_paragraphs(replace(value, quotes=()))) == ["One.", "Two."]
    assert shown(answer_paragraphs(Value(study="s", item="findings", quotes=(PAGE,)))) == [
        "dim (nothing)",
        "remark p. 7",
    ]


def test_a_study_and_a_combination() -> None:
    made = charted({"design": "trial", "roles": "worker", "country": "Norway"}, {"design": "trial", "roles": "worker"})
    assert study_words(made.studies[0]) == [
        "Writer s0  A title", "  Country: Norway", "  Design: trial", "  Roles: worker",
    ]  # fmt: skip
    found = comparison(made, ["design", "roles"], "country")
    [both] = found.combinations
    assert combination_words(found, both) == [
        "trial × worker: 2 studies", "  Country: Norway 1, no answer 1", "  Writer s0  s0", "  Writer s1  s1",
    ]  # fmt: skip
    plain = comparison(made, ["design", "roles"])
    one = replace(plain.combinations[0], studies=["s1"], quotes=())
    assert combination_words(plain, one, lambda study: [f"of {study}", "two\nlines\x1b"]) == [
        "trial × worker: 1 study", "  of s1", "  two lines",
    ]  # fmt: skip


def test_quotes_stand_below_their_study() -> None:
    given = {
        name: replace(value, quotes=(BOTH,)) for name, value in values("s0", design="trial", roles="worker").items()
    }
    made = charted({"design": "trial", "roles": "worker"})
    items = tuple(
        replace(each, sides={"ANNA": given[each.item.id]}) if each.item.id in given else each
        for each in made.studies[0].items
    )
    found = comparison(replace(made, studies=[replace(made.studies[0], items=items)]), ["design", "roles"])
    assert combination_words(found, found.combinations[0])[1:] == [
        "  Writer s0  s0", "    design: p. 4–5 “we were paid”", "    roles: p. 4–5 “we were paid”",
    ]  # fmt: skip
