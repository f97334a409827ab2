from __future__ import annotations

import pytest

from core.records.record import Record
from core.strategy.found.evaluate import evaluate
from core.strategy.found.smells import smells_among, smells_of, smells_of_titles
from core.strategy.read import read_strategy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a.ti.\n2. b.ti.\n3. or/1\n", (2, "unused", "no later line names it")),
        ("1. a.ti.\n2. a.ti.\n3. or/1-2\n", (2, "same-as", "it says what line 1 says")),
        ("1. (peer* or peers).ti.\n", (1, "contained", "“peer*” finds all that “peers” finds")),
        ("1. (peer support* or peer supporter$).ti.\n", (1, "contained", "“peer support*” finds all that")),
        ("1. (peer or Peer).ti.\n", (1, "contained", "stands twice")),
        ("1. a.ti.\n2. limit 1 to English language\n", (2, "limit-is-step", "the plan also makes a step")),
        (
            "1. a.ti.\n2. limit 1 to (journal article or review)\n",
            (2, "limit-is-step", "“(journal article or review)”"),
        ),
        ("1. a.ti.\n2. 1 and english.lg.\n", (2, "limit-is-step", "“english”")),
        ("1. a.ti.\n2. b.ti.\n3. a.ti.\n4. or/1-3\n", (3, "same-as", "it says what line 1 says")),
    ],
)
def test_what_a_strategy_says_by_itself(text: str, expected: tuple[int, str, str]) -> None:
    (smell,) = smells_of(read_strategy(text, "Ovid"), steps=["language", "publication-type"])
    assert smell[:2] == expected[:2] and expected[2] in smell.what and smell.advice


@pytest.mark.parametrize(
    "text",
    [
        "1. (peer$1 or peers).ti.\n",
        "1. (peer* or pee).ti.\n",
        "1. (a.ti. or a.ab.)\n",
        "1. (a b* or b c).ti.\n2. limit 1 to humans\n",
    ],
)
def test_nothing_is_said_of_what_is_sound(text: str) -> None:
    assert list(smells_of(read_strategy(text, "Ovid"), steps=["language", "publication-type"])) == []


@pytest.mark.parametrize(
    ("platform", "text", "what"),
    [
        ("Ovid", "1. a.ti.\n2. b.ti,ab.\n3. c.mp.\n4. or/1-3\n", "it does not look in abstract and keywords"),
        ("Ovid", "1. a.ti,ab.\n2. b.mp.\n3. c.ab,ti.\n4. d.tw.\n5. or/1-4\n", "lines 1, 3-4 do not look in keywords"),
        ("Scopus", "TITLE-ABS(a)", "it does not look in keywords"),
        ("PubMed", "a[ti] OR b[tiab]", ""),
        ("Embase.com", "a:ti,ab,kw", ""),
        ("Ovid", "1. exp Peer Group/\n2. 1 and english.lg.\n", ""),
    ],
)
def test_fields_that_are_narrower_than_the_plan_promises_are_named_once(platform: str, text: str, what: str) -> None:
    found = smells_of(read_strategy(text, platform), promised=["title", "abstract", "keywords"])
    said = [each.what for each in found if each.kind == "fields-narrower"]
    assert said[:1] == ([f"{what}, where the plan promises to"] if what else [])


def test_a_heading_of_another_thesaurus_is_named_with_what_this_one_has() -> None:
    strategy = read_strategy("1. exp Cooperative Behavior/\n", "Ovid")
    (smell,) = smells_of(strategy, source="Embase")
    assert (smell.kind, smell.advice) == ("foreign-heading", "Emtree has “cooperation”.")
    assert not list(smells_of(strategy, source="Medline")) and not list(smells_of(strategy))


def test_a_heading_that_only_records_of_other_sources_have_is_named() -> None:
    strategy = read_strategy("1. exp Lions/\n2. Tigers/\n3. or/1-2\n", "Ovid")
    records = [Record(keywords=("Lions", "Tigers") if place in (30, 31, 32) else ("Tigers",)) for place in range(40)]
    index, found = evaluate(strategy, records)
    said = list(smells_among(strategy, index, found, own=(1 << 30) - 1, source="Zoo"))
    assert [(each.line, each.what, each.advice) for each in said if each.kind == "foreign-heading"] == [
        (
            1,
            "no record of Zoo has the heading “Lions”, and 3 of others do",
            "It may be of another database’s thesaurus, which this one does not know.",
        )
    ]
    assert not [e for e in smells_among(strategy, index, found, own=(1 << 40) - 1) if e.kind == "foreign-heading"]


def test_a_truncation_that_catches_most_records_is_named_with_its_commonest_words() -> None:
    strategy = read_strategy("1. (co* and lion).ti.\n2. care*.ti.\n", "Ovid")
    records = [Record(title="cost" if place % 3 else "cooperate care lion") for place in range(30)]
    said = {each.line: each.what for each in smells_among(strategy, *evaluate(strategy, records))}
    assert said == {1: "“co*” is in 30 of 30 records, by “cost”, “cooperate”"}


def test_spellings_of_included_titles_are_a_smell() -> None:
    (smell,) = smells_of_titles(read_strategy("1. organisation*.ti.\n", "Ovid"), ["Organizations", "Organizations!"])
    assert smell[:3] == (1, "spelling-missed", "2 included titles have “organizations”, which “organisation*” misses")


def test_what_is_found_or_not_among_records() -> None:
    strategy = read_strategy("1. (c* or zebra).ti.\n2. lion.ti.\n3. or/1-2\n4. exp Lions/\n", "Ovid")
    records = [Record(title="care"), Record(title="cure")] + [Record(title="care")] * 30
    index, found = evaluate(strategy, records)
    said = {(each.line, each.kind): each.what for each in smells_among(strategy, index, found)}
    assert said == {
        (1, "term-finds-nothing"): "no record has “zebra”",
        (1, "finds-almost-all"): "it finds 32 of 32 records, by “care”, “cure”",
        (2, "finds-nothing"): "it finds none of the records",
    }
