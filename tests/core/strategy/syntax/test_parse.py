from __future__ import annotations

from functools import cache

import pytest
from syrupy.assertion import SnapshotAssertion

from core.strategy.dialects import DIALECTS, OVID
from core.strategy.printed import printed
from core.strategy.syntax.parse import Parsed, parse_line
from core.strategy.tree import AllOf, AnyOf, Fielded, Heading, Limit, LineOf, Near, Term

a, b, c, d = (Term(letter) for letter in "abcd")


DAMAGED = [
    ("peer adj (provid* or support*).ti,ab.", 1, "“(” is missing", "(peer adj (provid* or support*)).ti,ab."),
    ("peer adj (provid* or support*)).ti,ab.", 1, "“(” is missing", "(peer adj (provid* or support*)).ti,ab."),
    ("(peer adj (provid* or support*).ti,ab.", 1, "“)” is missing", "(peer adj (provid* or support*)).ti,ab."),
    ("(peer adj mentor*.ti,ab.", 1, "“)” is missing", "(peer adj mentor*).ti,ab."),
    ("(a.ti. or (b.ab. or c.ti.", 1, "“)” is missing", None),
    ("peer adj mentor*).ti,ab.", 1, "“(” is missing", "(peer adj mentor*).ti,ab."),
    ("ti,ab.", 1, "the term is missing", None),
    (".ti,ab.", 1, "the term is missing", None),
    ("prosum*ti,ab.", 8, "the full stop before", "prosum*.ti,ab."),
    ("prosum*.ti,ab", 8, "the full stop behind", "prosum*.ti,ab."),
    ("prosum*.ti.ab.", 12, "a comma is expected", "prosum*.ti,ab."),
    ("prosum*.ti,qq.", 8, "“qq” is no field", "prosum*.ti,qq."),
    ("14 and 25 and", 11, "nothing stands behind “and”", "14 and 25"),
    ("and 25", 1, "nothing stands before “and”", "25"),
    ("14 and or 25", 8, "nothing stands between “and” and “or”", "14 and 25"),
    ("(adj mentor*).ti.", 2, "nothing stands before “adj”", "mentor*.ti."),
    ("(peer adj).ti.", 7, "nothing stands behind “adj”", "peer.ti."),
    ("().ti,ab.", 1, "nothing stands between the brackets", None),
    ("or/", 1, "the numbers of the lines are missing", None),
    ("or/1-", 1, "“or/1-” names no lines", None),
    ("or/13-1", 1, "“or/13-1” names no lines", None),
    ("exp Mental Health", 1, "the “/” behind the heading is missing", "exp Mental Health/"),
    ('exp "Delivery of Health Care/', 5, "the closing quote is missing", None),
    ('("peer support).ti.', 2, "the closing quote is missing", None),
    ("limit 48", 7, "what it is limited to is missing", "48"),
    ("limit 48 to", 10, "what it is limited to is missing", "48"),
    ("limit to english", 6, "the number of the line to limit is missing", None),
    ("limit english", 1, "a limit needs “to”", None),
    ("exp Peer Group/ adj worker.ti.", 17, "“adj” joins words", None),
    ("peer.ti. support.ti.", 10, "an operator is missing", "peer.ti. and support.ti."),
    ("", 1, "nothing stands in this line", None),
    ("(" * 200 + "a and (b or " * 200, 1, "“)” is missing", None),
]


@pytest.mark.parametrize(("text", "column", "what", "understood"), DAMAGED)
def test_damage_is_named_with_its_column_and_the_rest_is_read(
    text: str, column: int, what: str, understood: str | None
) -> None:
    parsed = parse_line(text, OVID)
    assert any(problem.column == column and what in problem.what for problem in parsed.problems), parsed.problems
    assert all(problem.advice and 1 <= problem.column <= max(1, len(text)) for problem in parsed.problems)
    if understood is not None:
        assert parsed.tree is not None and printed(parsed.tree, OVID) == understood


@pytest.mark.parametrize(
    ("platform", "text", "tree"),
    [
        ("Ovid", "a and b or c and d", AnyOf((AllOf((a, b)), AllOf((c, d))))),
        ("Ovid", "a not b or c", AnyOf((AllOf((a,), (b,)), c))),
        ("Ovid", "a or b not c", AnyOf((a, AllOf((b,), (c,))))),
        ("PubMed", "a OR b AND c", AllOf((AnyOf((a, b)), c))),
        ("Scopus", "a AND b OR c AND NOT d", AllOf((a, AnyOf((b, c))), (d,))),
        ("Web of Science", "a AND b OR c", AnyOf((AllOf((a, b)), c))),
        ("EBSCOhost", "a OR b AND c", AnyOf((a, AllOf((b, c))))),
        ("Web of Science", "TS=(a b)", Fielded(AllOf((a, b)), ("ts",))),
        ("Ovid", "a b", Term("a b")),
        ("Ovid", "..l 3 yr=2000", Limit(LineOf(3), "yr=2000")),
        ("Ovid", "..l/34 yr=2000", Limit(LineOf(34), "yr=2000")),
        ("Ovid", "a adj b.ti.", Fielded(Near((a, b)), ("ti",))),
        ("EBSCOhost", "TI a N3 b", Fielded(Near((a, b), 3, ordered=False), ("ti",))),
        ("Ovid", "a adj b adj3 c", Near((Near((a, b)), c), 2, ordered=False)),
        ("Ovid", "exp *Peer Group/ae [Adverse Effects]", Heading("Peer Group/ae", True, True)),
        ("Ovid", "exp Wounds and Injuries/", Heading("Wounds and Injuries", True)),
        ("PubMed", '"Peer Group"[Mesh:NoExp]', Heading("Peer Group")),
        ("EBSCOhost", '(MM "Peer Group+")', Heading("Peer Group", True, True, "mm")),
        ("Embase.com", "'peer group'/exp/mj", Heading("peer group", True, True)),
    ],
)  # fmt: skip
def test_what_binds_first_is_as_on_the_platform(platform: str, text: str, tree: object) -> None:
    parsed = parse_line(text, DIALECTS[platform])
    assert parsed.tree == tree
    assert not parsed.problems


def test_brackets_a_thousand_deep_are_damage_and_no_error() -> None:
    parsed = parse_line("a and (b or (" * 500 + "c" + "))" * 500, OVID)
    assert parsed.tree is None
    assert "deep" in parsed.problems[0].what
    assert parse_line("(" * 500 + "c" + ")" * 500, OVID).tree == c


MORE = r"""
/
exp /
(/)
a/b/c
exp Peer Group
*/
a adj99 b
a.ti
.ti.
a.ti,.
limit 4 to
limit to
limit 4
limit  to english
remove duplicates from
or/
or/1,x
and/3-1
1 or
not
a not
a or or b
'a
[tiab]
a[tiab
a[qq]
ti=
TI=(a
TITLE-ABS-KEY(
TITLE-ABS-KEY()
a W/3
a PRE/x b
NEAR/3 b
a NEAR/ b
a near/3 or b
MH
(MH a
MH "a
(MM "a+"
SU.EXACT(
SU.EXACT.EXPLODE("a"
#1 and #
S1 OR S
[mh a
[mh "a"/TH
:ti,ab,kw
a:qq
a/exp/mj/x
'a b'/exp
{a
a}
limit 1 to x y
LIMIT 1 TO english
a []
(a or b)[]
"a b"[]
(a or b)[mh]
(a or b)[ti]
a[ti:~3]
"a b"[ti:~3]
"a b c"[ti:~9999]
(a or b)[ti:~3]
a near b
a and and not b
a or and not b
a.ti ab.
a.ti,ab
a.ti. b
a.ti..ab.
(a.ti.).ab.
(a.ti. or b).ab.
(a or (b.ti.) or c.ti. and d
(a (b) c.ti.
TI and b
TI (a b)
TI a b or c
SU a
SU.EXACT(a b)
MH a b
DE "a"
a or ()
a () b
(a) (b)
(a) b (c or d)
or/3-1,2
or/1,,2
and/2-2
exp a/ adj b
1 adj b
a/px,th
"a b
'a b'
{a b} or {c
LIMIT-TO(LANGUAGE,"English"
mesh.exact("a"
a.ab./freq=2
a|b
a:b
a.b
a;b,c
a&b
a*.ti. exp b/
2010:2020[dp]
a "b c" d
(a or b) not (c or d) not e
a adj b or c adj2 d adj3 e
a w/0 b pre/0 c next b
humans[filter] and "x y"[filter]
a[ ]
"a b"[:~3]
(a or b)[:~3]
TI
(TI) a
""".strip().split("\n")

OWN = {
    "Ovid": r"""
a use ppez or b|(.ti. or a|a use ppez,oemezd (b)|(a use ppez) or b|a and ()|a and (() or b)|() a|a () or ()|
..l/ 3 english|..l 3 yr=2000|..limit 3 yr=2000|from 3 keep 1-5||or/ 1 - 3 , 5|and/1-3,5-7 or a|or/1234567
a and or not b|a or not b|a not not b|not b|a and not not b|a b adj c d|(a or b) adj (c not d)|(a.ti. adj b).ab.
(a.ti. adj b.ab.).kw.|a.ti. adj b|a adj b.ti. adj c|a.ti. adj b.ab.|(exp A/ adj b).ti.|1 adj 2|adj a adj|a & b
a....b|a.ti,ab|a,b.ti|a*ti,ab|a$ ti.|a$.ti|x exp b/|explode A/|explode A b|exp *A|exp *"A/b"/c|*A b/
a.mp. [mp=title, abstract]|a.ti,ab,kw,qq.|a.ti.,ab.|'' or a|"" or a|don't 'a'|a(b)c|12345 and 1234|1 and 1234.ti.
(1).ti.|1.ti.|(1 or 2) adj a|(a adj b) or (1 adj2 c)|exp A/ adj3 exp B/|a adj (b.ti.)|(a b c).ti,ab
""",
    "PubMed": r"""
a[ti]b[ab]|D"1"[ :"("[n]9
"a b"[mesh:noexp] "c"[majr]|"a"[mesh terms:noexp] or "b"[mesh major topic] or "c"[mh:noexp]|a[ti:~x]
(a b)[tiab:~3]|a[:~]|[a]|(a or b)[majr]|2000/01:2010/12[dp]|"2000"[dp]:"2010"[dp]|2000:2010 [dp]|2000:2010 [dp
a near b[ti]|(a)[ti]|(a b)[ti]|(a)[qq]|"a b"[filter] c|(a or b)[filter]|a[title/abstract]|1 and #2|a b [ti] c d
a () [ti]|"a"[mesh heading]|"a"[mesh term|a b|"a b"[ti:~99999]|"a-b"[ti:~2]
""",
    "EBSCOhost": r"""
a FT Y|FT Y and a|a or (TI)|((TI) or b)|TI AB a|a TI (MH "x")|TX "a" or SU "b"|TI (a) N3 b|TI (a N3 TI b)|MM a b+
MJ "a/ED"|(TI a) N2 b|TI 12 or S3|TI a () b|TI (a) (b)|ZU (a)|MA (a or b)|MH (a)|HW (a)|SU (a)|DE (a b)|QQ (a)
TI , AB (a)|TI, AB (a)|TI a AB b|MH "a|MH (a b)|MH "a (b) c"
""",
    "Scopus": r"""
a w/3 (b and c)|PUBYEAR AFT 2000 and a|PUBYEAR > 2000|EXCLUDE(LANGUAGE,"x"|{a b}|{a "b" c}|TITLE(a) W/2 b
TITLE(a W/2 b PRE/1 c)|TITLE(ABS(a))|KEY(a b)|INDEXTERMS("a")|QQ(a)|TITLE() and a|a b and not c
""",
    "Web of Science": r"""
MH=a or DE=(a)|a same b|x and topic: title: a|SAME|DOP=(2000-01-01/2010-01-01)|DOP=2000-01-01/2010-01-01 a
topic: a or mesh headings = b|TS=(a b near c d)|TS=() or a|TS= TI=a|a NEAR b NEAR/3 c|document types: a|QQ=a|TS=a b
""",
    "ProQuest": r"""
mh(a) or de("b") or su(c)|ti.exact("a")|ab.exact(a)|su.exact("a" or b)|a N/3 (b PRE/2 c) NEAR d
yr(>2000) or pd(20000101-20101231)|a[*3] b|MAINSUBJECT.EXACT.EXPLODE("a" or b|S1 and [S2] or #3|de.exact(a b) c
mesh.exact.explode("a")|mjmesh.exact("a")|la.exact("a")|su.exact((a))|su.exact.explode((a))
mjmesh.exact.explode((a))|ti.exact((a))|ti(a) NEAR/2 b|a N/2 ti(b)|ti,ab()|qq(a)
""",
    "Embase.com": r"""
'a b':ti,ab OR a:ti:ab|'x'/exp/mj/dm_dt|'x' / de|x/lnk|"x"/exp|a/it or b/la|[english]/lim AND [2000-2010]/py
[mh ^"A B"[mj]]|[mh "A"/th,pc]|MeSH descriptor: [A B] explode all trees
MeSH descriptor: [A] this term only and with qualifier(s): [x - XX]|{or #1-#3}|{and 1-3,5} or a|a near/2 b:ti
(a next b):ti|a:ti near/2 b:ab|{or }|{and #2,#4-#3}|MeSH descriptor: [A] in all MeSH products|'a b' c:ti|(a b):qq
""",
    "other": "title:a or intitle:b|ti: a|ti:(a b)|kw:() a|a N/3 b|#1 a|qq:a|mesh:(a)|ti:ab:a|a ti:",
}  # fmt: skip
EACH = [(text, name) for text in MORE for name in DIALECTS]
EACH += [(text, name) for name, own in OWN.items() for text in own.strip().replace("\n", "|").split("|")]


@cache
def parsed(text: str, platform: str) -> Parsed:
    return parse_line(text, DIALECTS[platform])


def test_what_is_said_of_damage_is_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    """The words whole, on each platform, with what to do."""
    told: dict[str, list[str]] = {}
    others = (*(each[0] for each in DAMAGED), "a\x00b", "x" * 20_000, "(" * 400)
    for text, name in dict.fromkeys([*((text, name) for text in others for name in DIALECTS), *EACH]):
        said = [f"  {each.column}: {each.what} / {each.advice}" for each in parsed(text, name).problems]
        told.setdefault("\n".join(said) or "  nothing", []).append(f"{text[:60]!a} {name}")
    assert "\n".join("\n".join((*texts, said)) for said, texts in told.items()) == snapshot


def test_what_odd_lines_mean_on_each_platform(snapshot: SnapshotAssertion) -> None:
    """The trees as they are, which the lines printed back do not tell whole."""
    told: dict[str, list[str]] = {}
    for text, name in EACH:
        line = parsed(text, name)
        told.setdefault(f"  {line.tree} {line.named or ''}".rstrip(), []).append(f"{text} {name}")
    assert "\n".join("\n".join((*texts, tree)) for tree, texts in told.items()) == snapshot
