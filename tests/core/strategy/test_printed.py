from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.strategy.dialects import DIALECTS
from core.strategy.printed import printed
from core.strategy.syntax.parse import parse_line
from tests.core.strategy.protocols import P
from tests.core.strategy.test_histories import HISTORIES
from tests.examples import examples

_WORDS = """( ) ( ) and or not adj adj3 AND OR NOT NEAR/3 W/2 N3 PRE/0 NEXT/1 TI AB TS= TITLE( TITLE-ABS-KEY(
noft( ti( kw:
exp limit to / [ ] * $ ? . , ; = & : 1 2 #1 S2 peer support* co-creat* wom?n colo#r a$3
.ti,ab. .ti. .mp. ti,ab. .ab :ti,ab
or/1-3 or/ don't users' [tiab] [ti [Majr] [tiab:~3] 'x'/exp 'x'/mj [english]/lim é 中文 \ufffd near same zz="""
_PIECES = _WORDS.split()
_PIECES += [
    "exp Mental Health/",
    "*Peer Group/",
    'MH "Peer Group+"',
    '"x"[Mesh]',
    '"peer support"',
    '"',
    "limit 1 to english",
]
_PIECES += [
    'exp "Delivery of Health Care"/',
    'LIMIT-TO(LANGUAGE,"English")',
    "PUBYEAR > 2000",
    "2000:2010[dp]",
    "AND NOT",
]
_PIECES += [
    *["LIMIT-TO(", "EXCLUDE(", "mesh.exact(", "SUBJECT.EXACT([", "near(", "EXPLODE(", "Timespan=2", "Filters:", "use"],
    'MH "',
    "DE (",
]
_TEXT = st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(["", " ", " "])), max_size=9).map(
    lambda parts: "".join(part + space for part, space in parts)
)


@settings(max_examples=examples(30, long=800))
@given(_TEXT)
@pytest.mark.parametrize("platform", DIALECTS)
def test_the_tree_printed_back_is_read_as_the_same_tree(platform: str, text: str) -> None:
    dialect = DIALECTS[platform]
    tree = parse_line(text, dialect).tree
    if tree is not None:
        assert parse_line(printed(tree, dialect), dialect).tree == tree


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("Ovid", '(a or "b c").ti,ab. and (exp *Peer Group/ or or/1-3,7)'),
        ("Ovid", "remove duplicates from 20"),
        ("Ovid", "limit (1 not 2) to yr=\"2000 -Current\""),
        ("Ovid", "(a adj b adj c).ti. or ((a adj3 b) adj c).ab."),
        ("PubMed", '"a b"[tiab] OR "x"[Mesh] OR "y"[Majr:NoExp] OR "a b"[tiab:~3]'),
        ("EBSCOhost", 'TI (a N3 b) OR MH "Peer Group+" OR MM "X" OR (S1 AND S2)'),
        ("Scopus", "TITLE-ABS-KEY(a W/2 b) AND KEY(c) AND NOT (d OR e)"),
        ("Web of Science", "TS=(a NEAR/2 b) AND #1 NOT #2"),
        ("ProQuest", 'TI,AB(a PRE/2 b) AND MAINSUBJECT.EXACT.EXPLODE("x")'),
        ("Embase.com", "(a NEXT/1 b):ti,ab OR 'x'/exp/mj OR 'y'/de"),
        ("other", 'kw:(a OR "b c") AND #2'),
        ("ProQuest", 'SU.EXACT("x") AND LA.EXACT("a" OR "b") AND MESH.EXACT.EXPLODE("a" OR "b") AND MJEMB.EXACT("c")'),
        ("EBSCOhost", 'DE "X" OR MJ "y" OR MH "Peer Group+/ED/PX" OR ZU "z"'),
        ("Embase.com", "[mh ^\"Gait\"/PH] OR 'x'/lnk OR \"parkinson's\"/exp/mj OR 'y'/dm_dt OR 'z'/exp/dm_dt,dm_th"),
        ("Ovid", 'exp *"Quality of Life"/px,ec or Self-Care/og'),
    ],
)  # fmt: skip
def test_what_is_written_plainly_is_printed_as_it_was(platform: str, text: str) -> None:
    parsed = parse_line(text, DIALECTS[platform])
    assert parsed.tree is not None and not parsed.problems
    assert printed(parsed.tree, DIALECTS[platform]) == text


_LINES = [line for text in (P, *HISTORIES.values()) for line in text.splitlines() if line.strip()]
_EDIT = st.tuples(st.floats(0, 1), st.integers(0, 5), st.sampled_from([*"()\"'[]{}/.,:;=~*$#İſı½\t\xa0", *_PIECES]))


@given(st.sampled_from(_LINES), st.lists(_EDIT, min_size=1, max_size=4))
@pytest.mark.parametrize("platform", DIALECTS)
def test_a_damaged_line_printed_back_is_read_as_the_same_tree(
    platform: str, line: str, edits: list[tuple[float, int, str]]
) -> None:
    for share, lost, new in edits:
        at = int(share * len(line))
        line = line[:at] + new + line[at + lost :]
    dialect = DIALECTS[platform]
    tree = parse_line(line, dialect).tree
    if tree is not None:
        assert parse_line(printed(tree, dialect), dialect).tree == tree


def test_signs_that_no_writing_can_keep_are_said_to_leave_the_meaning_open() -> None:
    parsed = parse_line('D"1"[ :"("[n]9', DIALECTS["PubMed"])
    assert "damaged signs leave open what this line means" in [each.what for each in parsed.problems]
    assert parsed.tree is not None
    assert parse_line(printed(parsed.tree, DIALECTS["PubMed"]), DIALECTS["PubMed"]).tree == parsed.tree
