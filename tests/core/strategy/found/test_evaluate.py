from __future__ import annotations

from random import Random

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.record import Author, RawField, Record
from core.strategy.found.evaluate import as_bits, evaluating, joined, places
from core.strategy.read import read_strategy
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


def test_a_slow_evaluator_agrees_on_a_few() -> None:
    for seed in range(5000, 5040):
        random = Random(seed)
        lines, records = strategy_of(random), [record_of(random) for _ in range(5)]
        result = found(written(lines), records)
        for place, made in enumerate(records):
            told = [(each.surely >> place & 1, each.possibly >> place & 1) for each in result.values()]
            assert told == [(said is True, said is not False) for said in answers(lines, made)], written(lines)


EVERY_FIELD = [
    Record(
        title="Alpha beta gamma delta", abstract="Beta alpha; gamma", keywords=("Lions/ge [Genetics]", "*Big Cats"),
        languages=(RawField("LA", "eng"),), year=1999, types=(RawField("TY", "JOUR"),), journal="Nature",
        authors=(Author("Smith", "Ann"), Author("Bohr")),
    ),
    Record(
        title="Gamma beta alpha", abstract="Delta", keywords=("Alpha", "Beta"), year=2000,
        languages=(RawField("LA", "ger"), RawField("LA", "eng")), types=(RawField("M3", "Review"),),
    ),
    Record(title="Beta 1 alpha", abstract="gamma x beta alpha", languages=(RawField("LA", "fre"),), year=2001),
    Record(
        title="x y", keywords=("lions", "Lions and Tigers"), journal="Alpha",
        types=(RawField("%0", "Journal Article"),),
    ),
    Record(abstract="alpha beta gamma", authors=(Author("Alpha"),), types=(RawField("ENTRYTYPE", "article"),)),
    Record(title="alpha x x gamma", types=(RawField("ref-type", "17"), RawField("x", "y"))),
    Record(title="gamma alpha x beta", types=(RawField("ref-type", "17"),), year=2000),
]  # fmt: skip
EVERY_PART = {
    "Ovid": """
alpha.ti.|()|alpha.ab.|(alpha adj beta).ti,ab.|(alpha adj2 gamma).ti.|(beta adj3 gamma).ti.|alpha.kw.|lions.sh.
(gamma adj2 alpha).ti.|(alpha adj beta).kw,ti.|alpha.tw.|alpha.mp.|alpha.af.|alpha|alpha.ti,rn.|alpha.xx.|alpha.rn.
exp Lions/|Lions/|Lions/ge|*Big Cats/|exp Nothing/|Nothing/|english.la.|(english or german).la.|(english adj german).la.
1999.yr.|(1999 adj 2000).yr.|soon.yr.|smith.au.|(smith adj ann).au.|nature.jn.|article.pt.|review.pt.
1 and 7|7 and 1|1 not 7|7 not 1|(1 or 3) not (7 or 4)|or/1,3|and/1,3|and/1,7|or/7|or/1,99|or/98-99|and/98-99
1 and 99|1 or 99|1 not 99|limit 1 to english|limit 1 to yr="2000"|limit 1 to humans|limit 1 to (english and humans)
limit 1 to (english or german)|limit 1 to (yr="1999" or yr="2001")|limit 1 to english and yr=1999|limit 7 to english
2 or 1|2 and 1|1 not 2|remove duplicates from 1|((alpha and beta) adj3 gamma).ti,ab.|((alpha or delta) adj gamma).ti.
(beta adj 1 adj alpha).ti.|(beta adj2 alpha adj2 gamma).ti,ab.|(exp Lions/ adj alpha).ti.|(1 adj alpha).ti.
(alpha.ti. adj3 gamma).ti,ab.|(alpha.kw. adj3 gamma).ti,kw.|(alpha.sh. adj beta.kw.).mp.|alpha beta gamma.ti.
((alpha beta) adj gamma).ti.|(gamma adj2 (alpha beta)).ti,ab.|alp*.ti.|(alp* adj bet*).ti.|(alpha adj4 alpha).ti.
""",
    "PubMed": """
alpha beta[ti]|alpha[ti] beta[ti]|english[la]|english[la] AND 2000[dp]|1999:2000[dp]|english[filter]|humans[filter]
1999:2000[dp] NOT 2000[dp]|review[pt]|"alpha gamma"[tiab:~1]|"Lions"[Mesh]|"Lions"[Mesh:NoExp]|"Lions/genetics"[Majr]
""",
    "Scopus": """
TITLE(alpha) AND EXCLUDE(LANGUAGE, "German")|TITLE(alpha) AND EXCLUDE(PUBYEAR, 2000)|LIMIT-TO(LANGUAGE, "English")
TITLE(alpha) AND EXCLUDE(DOCTYPE, "ar")|KEY(lions)|TITLE-ABS-KEY(alpha W/1 gamma)|DOCTYPE(re)|PUBYEAR > 1999
""",
}  # fmt: skip


def test_what_each_part_finds_in_each_field(snapshot: SnapshotAssertion) -> None:
    told = []
    for platform, text in EVERY_PART.items():
        lines = text.strip().replace("\n", "|").split("|")
        by_number = found("".join(f"{at}. {line}\n" for at, line in enumerate(lines, 1)), EVERY_FIELD, platform)
        told.append(platform)
        for number, each in by_number.items():
            told.append(f"{number:3} {lines[number - 1]}: {places(each.surely)}, perhaps {places(each.undecidable)}")
    assert "\n".join(told) == snapshot


@pytest.mark.parametrize(("records", "slices"), [(0, 3), (63, 3), (64, 4), (128, 5), (129, 5)])
def test_work_gives_way_behind_64_records_and_each_line(records: int, slices: int) -> None:
    strategy = read_strategy("1. a.ti.\n2. b.ti.\n3. or/1-2\n", "Ovid")
    assert sum(1 for _ in evaluating(strategy, [record("a")] * records)) == slices
