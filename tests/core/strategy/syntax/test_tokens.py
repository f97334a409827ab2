from __future__ import annotations

import pytest

from core.strategy.dialects import DIALECTS
from core.strategy.syntax.tokens import plain, tokens_of


@pytest.mark.parametrize(
    ("platform", "text", "kinds"),
    [
        ("Ovid", "peer adj3 support*.ti,ab.", "WORD NEAR WORD AFTER"),
        ("Ovid", "exp *Peer Group/ae, to [Adverse Effects]", "HEADING"),
        ("Ovid", "psw.mp. [mp=title, abstract]", "WORD AFTER"),
        ("Ovid", "or/1-3,5 and 7", "COMBINE AND WORD"),
        ("Ovid", "prosum*ti,ab.", "WORD LOST"),
        ("PubMed", '"peer group"[Mesh:NoExp] #3', "QUOTED AFTER LINE"),
        ("EBSCOhost", 'TI (peer N3 group) OR (MH "Peer Group+")',
         "BEFORE LEFT WORD NEAR WORD RIGHT OR LEFT HEADING RIGHT"),
        ("Scopus", "TITLE-ABS-KEY ( a PRE/2 b ) AND NOT c", "BEFORE LEFT WORD NEAR WORD RIGHT NOT WORD"),
        ("Web of Science", "TS=(a NEAR/2 b) NOT #2", "BEFORE LEFT WORD NEAR WORD RIGHT NOT LINE"),
        ("ProQuest", 'ti,ab(a N/2 b) S1', "BEFORE LEFT WORD NEAR WORD RIGHT LINE"),
        ("Embase.com", "'peer group'/exp/mj OR (a NEXT/1 b):ti,ab AND [english]/lim",
         "HEADING OR LEFT WORD NEAR WORD RIGHT AFTER AND LIMIT"),
        ("other", 'kw:(a "b c")', "BEFORE LEFT WORD QUOTED RIGHT"),
    ],
)  # fmt: skip
def test_a_line_is_cut_as_its_platform_writes(platform: str, text: str, kinds: str) -> None:
    assert [token.kind for token in tokens_of(text, DIALECTS[platform])] == kinds.split()


@pytest.mark.parametrize(
    ("platform", "text", "name", "values"),
    [
        ("Ovid", "Peer Group/", "Peer Group", ("",)),
        ("Ovid", "exp Peer Group/", "Peer Group", ("", "explode")),
        ("Ovid", "EXPLODE *Peer Group/ae, to", "Peer Group/ae,to", ("", "explode", "major")),
        ("Ovid", "*Expert Testimony/", "Expert Testimony", ("", "major")),
        ("EBSCOhost", '(MH "Peer Group")', "Peer Group", ("mh",)),
        ("EBSCOhost", '(MH "Peer Group+")', "Peer Group", ("mh", "explode")),
        ("EBSCOhost", '(MM "Peer Group+/ED")', "Peer Group/ED", ("mm", "explode", "major")),
        ("EBSCOhost", '(MJ "Peer Group")', "Peer Group", ("mj", "major")),
        ("ProQuest", 'MAINSUBJECT.EXACT("Peer relations")', "Peer relations", ("mainsubject",)),
        ("ProQuest", 'MAINSUBJECT.EXACT.EXPLODE("Peer relations")', "Peer relations", ("mainsubject", "explode")),
        ("ProQuest", 'MJMAINSUBJECT.EXACT("Peer relations")', "Peer relations", ("mjmainsubject", "major")),
        ("Embase.com", '[mh "Peer Group"]', "Peer Group", ("mh", "explode")),
        ("Embase.com", '[mh ^"Peer Group"]', "Peer Group", ("mh",)),
        ("Embase.com", '[mh "Peer Group"[mj]]', "Peer Group", ("mh", "explode", "major")),
        ("Embase.com", "MeSH descriptor: [Peer Group] explode all trees", "Peer Group", ("mh", "explode")),
        ("Embase.com", "MeSH descriptor: [Peer Group] this term only", "Peer Group", ("mh",)),
        ("Embase.com", "'peer group'/exp", "peer group", ("", "explode")),
        ("Embase.com", "'peer group'/de", "peer group", ("",)),
        ("Embase.com", "'peer group'/mj", "peer group", ("", "major")),
        ("Embase.com", "'peer group'/lnk", "peer group", ("lnk", "explode")),
    ],
)
def test_a_heading_says_whether_narrower_ones_count_and_whether_it_is_the_main_one(
    platform: str, text: str, name: str, values: tuple[str, ...]
) -> None:
    found = [token for token in tokens_of(text, DIALECTS[platform]) if token.kind == "HEADING"]
    assert [(token.text, token.values) for token in found] == [(name, values)]


def test_typographic_signs_are_read_like_plain_ones_at_their_place() -> None:
    text = "“peer\u00a0group” – ‘x’ （a）\ufeff"
    assert plain(text) == "\"peer group\" - 'x' (a) "
    assert len(plain(text)) == len(text)


def test_a_distance_is_the_words_between() -> None:
    def gap(platform: str, operator: str) -> tuple[str, ...]:
        return tokens_of(f"a {operator} b", DIALECTS[platform])[1].values

    assert gap("Ovid", "adj") == ("0", "ordered")
    assert gap("Ovid", "adj3") == gap("Embase.com", "NEAR/3") == ("2",)
    assert gap("Embase.com", "NEXT/3") == ("2", "ordered")
    assert (
        gap("EBSCOhost", "N3")
        == gap("Scopus", "W/3")
        == gap("Web of Science", "NEAR/3")
        == gap("ProQuest", "N/3")
        == ("3",)
    )
    assert gap("EBSCOhost", "W3") == gap("Scopus", "PRE/3") == gap("ProQuest", "P/3") == ("3", "ordered")
    assert gap("Web of Science", "NEAR") == ("15",)
    assert gap("ProQuest", "NEAR") == ("4",)


FIELDS = (
    "topic ts, title ti, abstract ab, author au, language la, document types dt, publication name so, all fields all"
)
MORE = "year published py, author keywords ak, mesh headings mh"


@pytest.mark.parametrize("pair", [*FIELDS.split(", "), *MORE.split(", ")])
@pytest.mark.parametrize("written", ["{}: peer", "{} = peer", "{}=peer"])
def test_a_field_that_web_of_science_writes_out_is_its_code(pair: str, written: str) -> None:
    name, _, code = pair.rpartition(" ")
    first, *_ = tokens_of(written.format(name.title()), DIALECTS["Web of Science"])
    assert (first.kind, first.values) == ("BEFORE", (code,))
