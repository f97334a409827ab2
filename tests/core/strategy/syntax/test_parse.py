from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.strategy.dialects import DIALECTS, OVID
from core.strategy.printed import printed
from core.strategy.syntax.parse import parse_line
from core.strategy.tree import AllOf, AnyOf, Fielded, Heading, Near, Term

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


def test_what_is_said_of_damage_is_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    """The words whole, on each platform, with what to do."""
    told: dict[str, list[str]] = {}
    for text in dict.fromkeys((*(each[0] for each in DAMAGED), *MORE, "a\x00b", "x" * 20_000, "(" * 400)):
        for name, dialect in DIALECTS.items():
            said = [f"  {each.column}: {each.what} / {each.advice}" for each in parse_line(text, dialect).problems]
            told.setdefault("\n".join(said) or "  nothing", []).append(f"{text[:60]!a} {name}")
    assert "\n".join("\n".join((*texts, said)) for said, texts in told.items()) == snapshot


def test_what_odd_lines_mean_on_each_platform(snapshot: SnapshotAssertion) -> None:
    """The trees as they are, which the lines printed back do not tell whole."""
    told: dict[str, list[str]] = {}
    for text in MORE:
        for name, dialect in DIALECTS.items():
            parsed = parse_line(text, dialect)
            told.setdefault(f"  {parsed.tree} {parsed.named or ''}".rstrip(), []).append(f"{text} {name}")
    assert "\n".join("\n".join((*texts, tree)) for tree, texts in told.items()) == snapshot
