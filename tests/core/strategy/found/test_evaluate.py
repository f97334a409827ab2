from __future__ import annotations

from random import Random

import pytest

from core.strategy.found.evaluate import as_bits, joined, places
from tests.core.strategy.hand_made import HAND_MADE
from tests.core.strategy.made import GERMAN, found, record, surely
from tests.core.strategy.protocols import P
from tests.core.strategy.reference import answers, record_of, strategy_of, written

RECORDS = [
    record("Peer mentors in municipal services", "They take part in co-creation."),  # 0
    record("A peer group", "", "Humans", "*Mental Health Services"),  # 1
    record("Lived experience", "Peer providers collaborated in the public service.", "Humans"),  # 2
    record("Kollegen", "Peer support, co-production and mental health care.", languages=GERMAN),  # 3
    record("Peers support each other: groups", "Groups of peers cooperate."),  # 4
    record("Coproduction by the peer group", "A boundary spanner in social work.", languages=()),  # 5
]


def test_each_line_of_the_protocol_finds_what_was_written_down_before() -> None:
    expected: dict[int, list[int]] = {number: [] for number in range(1, 50)}
    for place, (_, lines) in enumerate(HAND_MADE):
        for number in lines:
            expected[number].append(place)
    assert len(HAND_MADE) == 30 and all(expected.values()), "each line has records that it finds"
    assert surely(P, [made for made, _ in HAND_MADE]) == expected


def test_a_heading_is_undecidable_unless_the_keywords_decide() -> None:
    lines = found("1. exp Mental Health Services/\n2. Mental Health Services/\n3. peer.ti.\n4. 1 not 3\n", RECORDS)
    assert (places(lines[1].surely), places(lines[1].undecidable)) == ([1], [0, 2, 3, 4, 5])
    assert (places(lines[2].surely), places(lines[2].undecidable)) == ([1], [0, 3, 4, 5])
    assert (places(lines[4].surely), places(lines[4].undecidable)) == ([], [2, 3, 4])
    with_qualifier = found("1. Mental Health Services/og\n", RECORDS)[1]
    assert (places(with_qualifier.surely), places(with_qualifier.undecidable)) == ([], [0, 1, 3, 4, 5])


def test_what_is_not_said_or_not_there_is_undecidable() -> None:
    lines = found(
        '1. peer.ti,ab.\n2. limit 1 to english\n3. limit 1 to yr="2000"\n4. ti,ab.\n5. 1 and 9\n6. a.xx.\n', RECORDS
    )
    assert places(lines[2].undecidable) == [5]
    assert (
        places(lines[3].undecidable) == places(lines[5].undecidable) == [0, 1, 2, 3, 4, 5][:0] + places(lines[1].surely)
    )
    assert places(lines[4].undecidable) == places(lines[6].undecidable) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("platform", "text", "ids"),
    [
        ("PubMed", '"peer mentors"[ti] OR spanner[tiab]', [0, 5]),
        ("PubMed", '"peer services"[ti:~4]', [0]),
        ("EBSCOhost", "TI (peer N1 group*) AND AB spanner", [5]),
        ("EBSCOhost", "AB (groups W1 peers)", [4]),
        ("Scopus", "TITLE(peer PRE/0 group) AND NOT ABS(spanner)", [1]),
        ("Web of Science", "TS=(peer NEAR/0 support) OR TI=(municipal)", [0, 3]),
        ("ProQuest", "TI(peer N/2 municipal)", [0]),
        ("Embase.com", "(peer NEXT/1 'mentors'):ti OR 'mental health services'/de", [0, 1]),
        ("Embase.com", "(peer NEAR/1 municipal):ti", []),
        ("other", 'ti:"peer group"', [1, 5]),
    ],
)  # fmt: skip
def test_the_platforms_are_evaluated_by_their_own_operators(platform: str, text: str, ids: list[int]) -> None:
    assert surely(text, RECORDS, platform)[1] == ids


@pytest.mark.slow
def test_a_slow_evaluator_agrees_on_two_thousand_strategies() -> None:
    answered = {True: 0, False: 0, None: 0}
    for seed in range(2000):
        random = Random(seed)
        lines, records = strategy_of(random), [record_of(random) for _ in range(5)]
        result = found(written(lines), records)
        for place, made in enumerate(records):
            for number, said in enumerate(answers(lines, made), 1):
                sure, maybe = (bits >> place & 1 for bits in (result[number].surely, result[number].possibly))
                assert (sure, maybe) == (said is True, said is not False), (seed, number, written(lines), made[:8])
                answered[said] += 1
    assert min(answered.values()) > 5000, "each answer is given often enough to be tested"


def test_spans_are_joined_in_order_or_in_either() -> None:
    assert joined([(0, 0), (5, 5)], [(1, 2), (3, 3)], 1, ordered=True) == [(0, 2)]
    assert joined([(0, 0), (5, 5)], [(1, 2), (3, 3)], 1, ordered=False) == [(0, 2), (3, 5)]


def test_bits_are_places_and_back() -> None:
    assert places(as_bits([0, 3, 9], 10)) == [0, 3, 9]
    assert places(0) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("((peer and support) adj3 group).ti,ab.", [0]),
        ("(peer.ti. adj3 group).ti,ab.", [0, 3]),
        ("(peer.ab. adj3 group).ti,ab.", [1]),
    ],
)
def test_what_stands_close_may_be_joined_or_have_fields_of_its_own(text: str, ids: list[int]) -> None:
    records = [record("peer support group"), record("support", "peer group"), record("peer x", "support group")]
    assert surely(f"1. {text}", [*records, record("peer group")])[1] == ids


def test_lines_joined_with_and_are_found_by_all_of_them() -> None:
    records = [record("peer"), record("peer group"), record("group")]
    assert surely("1. peer.ti.\n2. group.ti.\n3. and/1-2\n", records)[3] == [1]
