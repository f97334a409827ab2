from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.strategy.found.spellings import missed_spellings
from core.strategy.read import read_strategy


def missed(text: str, *titles: str) -> list[tuple[int, str, str, int]]:
    return list(missed_spellings(read_strategy(text, "Ovid"), titles))


@pytest.mark.parametrize(
    ("line", "title", "spelling"),
    [
        ("organisation*.ti.", "Third-sector organizations", "organizations"),
        ("behaviour.ti.", "Health behavior of carers", "behavior"),
        ("worker.ti.", "Peer workers", "workers"),
        ("cocreat*.ti.", "The co-creation of care", "co creation"),
        ("(co adj creat*).ti.", "Cocreated care", "cocreated"),
        ("selfcare.ti.", "Care of the self: self-care", "self care"),
        ("collaborat*.ti.", "A colaboration", "colaboration"),
        ("colaborat*.ti.", "A collaboration", "collaboration"),
    ],
)
def test_a_spelling_that_no_line_has_is_named(line: str, title: str, spelling: str) -> None:
    assert [found[2] for found in missed(f"1. {line}\n", title)] == [spelling]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("1. organisation*.ti.\n2. organization*.ti.\n", "Organizations"),
        ("1. cocreat*.ti.\n2. (co adj creat*).ti.\n", "The co-creation of it, cocreated"),
        ("1. integrat*.ti.\n", "Integration in care"),
        ("1. organi#ation*.ti.\n", "Organizations, organisation"),
        ("1. peer.ti.\n", "A pear, a peel"),
    ],
)
def test_nothing_is_said_of_what_some_line_finds_or_of_short_words(lines: str, title: str) -> None:
    assert missed(lines, title) == []


def test_titles_are_counted_and_the_line_is_named() -> None:
    assert missed("1. a.ti.\n2. municipality.ti.\n", "Municipalitys", "A municipalitys", "Other") == [
        (2, "municipality", "municipalitys", 2)
    ]


TERMS = """
behaviour|behaviour*|behavio?r|organisation|organis*|co-creat*|cocreate|cocreat*|(co adj creat*)|(co adj2 creat*)
(creat* adj co)|peer worker|peer|peers|worker*|colour|centre|paediatric*|programme|judgement|labor|abcdefg|abcdefgh
(mental adj health) or colaboration|self-care|selfcare|municipal*|municipality|analyse*|child*|wom#n|child$2
"""
TITLES = [
    "Behavior of behaviors and behaviours", "Organization, organisations and organizing",
    "Co-creation: cocreated, co create",
    "Create co", "Peer-workers, a worker and workers",
    "Color of colours", "Center, pediatrics, paediatrician and program",
    "Judgment of labour", "Abcdefgh abcdef bbcdefg abdcefg abcdxefg", "Collaboration, colaborations", "Self care",
    "Municipalities and a municipalty", "Analysis analyze analyzes", "Childs childrens chlid", "Workers",
    "Mentalhealth",
]  # fmt: skip


def test_all_spellings_that_a_line_misses(snapshot: SnapshotAssertion) -> None:
    told = []
    for line in TERMS.strip().replace("\n", "|").split("|"):
        told.append(f"{line}: {[each[1:] for each in missed(f'1. {line}.ti.', *TITLES)]}")
    assert "\n".join(told) == snapshot
