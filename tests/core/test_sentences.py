"""The words of a sentence follow its numbers, and each number is a value's."""

from __future__ import annotations

import pytest

from core.sentences import Fact, Sentence, Several, found, say


def records(number: float) -> Fact:
    return Fact(number, "record", "status: identified")


@pytest.mark.parametrize(
    ("spec", "texts"),
    [
        ("", ("0 records", "1 record", "2 records", "1,234 records")),
        ("#", ("0", "1", "2", "1,234")),
        ("no was", ("no record was", "1 record was", "2 records were", "1,234 records were")),
        ("# of these has", ("0 of these have", "1 of these has", "2 of these have", "1,234 of these have")),
        ("none still waits", ("none still waits", "1 still waits", "2 still wait", "1,234 still wait")),
        ("they is", ("they are", "it is", "they are", "they are")),
        ("it", ("them", "it", "them", "them")),
    ],
)
def test_a_count_has_its_words(spec: str, texts: tuple[str, ...]) -> None:
    assert tuple(format(records(number), spec) for number in (0, 1, 2, 1234)) == texts


def test_a_statistic_is_never_rounded_to_a_certainty_and_words_are_as_they_are() -> None:
    share = Fact(2635 / 2636, "", "")
    assert f"{share:per cent} {share:figure} {records(0.5):about} {records(0.5):unit}" == "99.96% 0.9996 0.5 records"
    assert f"{Fact('2021-01-04', '', ''):day} {Fact('{0} # unit', '', '')}" == "4 January 2021 {0} # unit"


def test_a_sentence_names_what_its_values_come_from() -> None:
    parts = Several([say("{a:#} here", a=records(1)), say("{b:#} there", b=Fact(2, "record", "sources.csv: #"))])
    sentence = found("Of {all}, {parts}.", "sources.csv, column strategy", all=records(3), parts=parts, more=records(9))
    assert sentence.text == "Of 3 records, 1 here and 2 there."
    assert [each.number for each in sentence.told] == [3, 1, 2], "what it does not say it does not rest on"
    assert sentence.source == "`tamis status`; sources.csv, column strategy"
    assert Several(parts.parts, "; ").__format__("") == "1 here; 2 there"


def test_a_sentence_without_a_number_rests_on_all_that_it_was_given() -> None:
    assert [each.number for each in say("Nothing was searched yet.", many=records(0)).told] == [0]
    assert Sentence("No value.", {}).told == []
