"""Searches as platforms show and export them: tables with columns, limits behind the search, ranges of lines."""

from __future__ import annotations

import pytest

from core.strategy.read import read_strategy
from core.strategy.tree import Fielded, Limit, Term

HISTORIES = {
    "Ovid": """\
Database(s): Ovid MEDLINE(R) ALL 1946 to March 12, 2021
Search Strategy:
#\tSearches\tResults
1\texp Stroke/\t145678
2\t((brain* or cerebr*) adj5 (isch?emi* or infarct*)).tw.\t90321
3\t(self-manag$ or selfmanag$).mp. [mp=title, abstract, original title]\t22000
4\tqol.m_titl.\t12
5\t1 or 2 or 3 or 4\t430,000
6\t5 use emczd\t300
7\tdrug therapy.fs.\t2200000
8\tlimit 6 to yr="2000 -Current"\t540
9\tremove duplicates from 8\t530
""",
    "PubMed": """\
Search number\tQuery\tSort By\tFilters\tSearch Details\tResults\tTime
4\t#3 AND ("2010/01/01"[Date - Publication] : "3000"[Date - Publication])\tMost Recent\t\t\t123\t04:15:13
3\t#1 OR #2\t\t\t\t2,345\t04:13:00
2\t"peer worker*"[tiab:~0] AND hasabstract[text]\t\t\t\t234\t04:12:00
1\t"peer support"[Title/Abstract] OR "Peer Group"[Majr:NoExp]\t\t\t\t2,222\t04:11:00
""",
    "EBSCOhost": """\
#\tQuery\tLimiters/Expanders\tLast Run Via\tResults
S3\tS1 AND S2\tExpanders - Apply equivalent subjects Search modes - Boolean/Phrase\tInterface - EBSCOhost\t456
S2\t(MH "Mental Health Services+") OR TI ( mental N2 health )\tSearch modes - Boolean/Phrase\t\t123,456
S1\tXB ( (peer W1 support*) OR "peer worker#" ) OR TI,AB peer advoca*\t\t\t2,345
""",
    "Scopus": """\
#1 TITLE-ABS-KEY ( {peer support}  OR  ( peer  W/3  provid* ) )  AND NOT  TITLE ( child* )
#2 #1 AND ( LIMIT-TO ( DOCTYPE ,  "ar" )  OR  LIMIT-TO ( LANGUAGE ,  "English" ) )  AND  PUBYEAR  >  1999
""",
    "Web of Science": """\
# 3\t2,345\t#2 AND #1
Indexes=SCI-EXPANDED, SSCI Timespan=All years
# 2\t111\tTS=(peer NEAR/3 work*) AND LANGUAGE: (English) AND DOCUMENT TYPES: (Article OR Review)
Indexes=SCI-EXPANDED, SSCI Timespan=All years
# 1\t3,333\tTOPIC: (peer group*)
""",
    "Embase.com": """\
#1 'stroke'/exp OR ((brain* OR cerebr*) NEAR/5 isch*emi*):ti,ab,kw
#2 #1 AND [english]/lim AND [2000-2020]/py AND ('article'/it OR 'review'/it)
""",
    "ProQuest": """\
S1 noft((peer NEAR/3 worker*) OR "lived experience") AND MAINSUBJECT.EXACT.EXPLODE("Mental Health Services")
S2 [S1] AND la.exact("English") AND pd(20000101-20201231)
""",
    "Cochrane": """\
ID\tSearch\tHits
#1\tMeSH descriptor: [Stroke] explode all trees\t9876
#2\tMeSH descriptor: [Self Care] this term only\t1234
#3\t(self next (care or manag*)):ti,ab,kw (Word variations have been searched)\t9999
#4\t{or #1-#3}\t50000
""",
}


@pytest.mark.parametrize("platform", HISTORIES)
def test_a_history_is_read_without_its_other_columns(platform: str) -> None:
    for named in (platform, ""):
        strategy = read_strategy(HISTORIES[platform], named)
        assert strategy.dialect.name == platform.replace("Cochrane", "Embase.com")
        assert [line.number for line in strategy.lines] == list(range(1, len(strategy.lines) + 1))
        assert not [(line.text, line.problems) for line in strategy.lines if line.tree is None or line.problems]
    if "\t" in HISTORIES[platform]:
        assert all(line.reported for line in strategy.lines)


@pytest.mark.parametrize(
    ("platform", "line", "words"),
    [
        ("EBSCOhost", "S1\tTI peer\tLimiters - English Language\t\t7", "Limiters - English Language"),
        ("EBSCOhost", "S1  TI peer Limiters - English Language", "Limiters - English Language"),
        ("EBSCOhost", "S1  TI peer Limiters - English Language Expanders - Apply all", "Limiters - English Language"),
        ("EBSCOhost", "S1  TI peer Search modes - Find all Limiters - English Language", "Limiters - English Language"),
        ("EBSCOhost", "TI peer\nLimiters - English Language\n", "Limiters - English Language"),
        ("PubMed", "#1 Search: peer[ti] Filters: English", "Filters: English"),
        ("Cochrane", "#1 peer:ti in Trials", "in Trials"),
        (
            "Cochrane",
            "#1 peer:ti with Publication Year from 2000 to 2010, in Trials",
            "with Publication Year from 2000 …",
        ),
        ("Web of Science", "# 1 7 TI=peer\nRefined by: LANGUAGES: (ENGLISH)\nIndexes=SSCI", "Refined by: LANGUAGES: …"),
        ("Web of Science", "# 1 7 TI=peer\nIndexes=SSCI Timespan=2000-2020", "Timespan=2000-2020"),
        (
            "Web of Science",
            "#1 TI=peer and Article (Document Types) and English (Languages)",
            "and Article (Document …",
        ),
        ("ProQuest", "S1 ti(peer) Limits applied; Language: English", "Limits applied; Language: English"),
        ("Ovid", "1. peer.ti. use ppez,emczd", "use ppez,emczd"),
        (
            "Web of Science",
            "1: TI=peer Timespan: 2005-01-01 to 2024-03-15 (Publication Date)",
            "Timespan: 2005-01-01 …",
        ),
        ("Web of Science", "1: TI=peer Editions: WOS.SCI Timespan: 2005-01-01 to 2024-03-15", "Timespan: 2005-01-01 …"),
    ],
)
def test_a_limit_behind_the_search_is_one_upon_it(platform: str, line: str, words: str) -> None:
    (read,) = read_strategy(line, platform).lines
    assert isinstance(read.tree, Limit) and not read.problems
    assert isinstance(read.tree.part, Fielded) and read.tree.part.part == Term("peer")
    assert read.tree.words.startswith(words.rstrip("…")) and (words[-1] == "…" or read.tree.words == words)
    (again,) = read_strategy(f"1\t{read.understood}" if platform == "Ovid" else str(read.understood), platform).lines
    assert again.tree == read.tree


@pytest.mark.parametrize(
    ("platform", "line"),
    [("Cochrane", '#1 "women in Trials of drugs":ti'), ("PubMed", '#1 "use of Filters: a test"[ti]')],
)
def test_a_limit_that_stands_in_quotes_is_none(platform: str, line: str) -> None:
    (read,) = read_strategy(line, platform).lines
    assert isinstance(read.tree, Fielded) and isinstance(read.tree.part, Term)


@pytest.mark.parametrize(
    ("platform", "line", "understood"),
    [
        (
            "Cochrane",
            "MeSH descriptor: [Stroke] explode all trees and with qualifiers: [drug - DT]",
            '[mh "Stroke"/DT]',
        ),
        ("Embase.com", "'stroke'/exp/dm_dt,dm_th AND 'therapy'/lnk", "'stroke'/exp/dm_dt,dm_th AND 'therapy'/lnk"),
        ("EBSCOhost", '(MH "Peer Group+/ED")', 'MH "Peer Group+/ED"'),
        (
            "ProQuest",
            'emb.exact.explode("stroke") AND la.exact("English")',
            'EMB.EXACT.EXPLODE("stroke") AND LA.EXACT("English")',
        ),
        ("ProQuest", "ti(care[*3] OR peer)", "TI(care*3 OR peer)"),
        ("Web of Science", "TS=(peer SAME work)", "TS=(peer AND work)"),
        ("PubMed", "peer[ti] AND free full text[filter]", "peer[ti] AND free full text[filter]"),
        ("Ovid", "(1 use ppez) or 2 use emczd", "((1 and use ppez) or 2) use emczd"),
        ("Ovid", "peer.ti. use ppez use emczd", "peer.ti. use ppez use emczd"),
        ("Ovid", "peer adj x.ti,ab..ab,kw.", "(peer adj x).ti,ab,kw."),
        ("Ovid", "from 14 keep 1-3,5", "limit 14 to keep 1-3,5"),
        ("EBSCOhost", "MW therapy", "MW therapy"),
        ("Cochrane", "MeSH descriptor: [Nurses] in all MeSH products", '[mh "Nurses"]'),
        ("Ovid", "..l/ 12 yr=2015-2020", "limit 12 to yr=2015-2020"),
        ("PubMed", "peer[ti] AND (english[Filter])", "peer[ti] AND english[filter]"),
        ("EBSCOhost", 'DE "A" OR MJ "B" OR ZU "c"', 'DE "A" OR MJ "B" OR ZU "c"'),
        ("Ovid", 'exp "Quality of Life"/px, ec', 'exp "Quality of Life"/px,ec'),
        ("Ovid", "2015:2023.(sa_year).", "2015:2023.sa_year."),
        ("ProQuest", "MJMAINSUBJECT.EXACT(x) AND yr(>=2010)", 'MJMAINSUBJECT.EXACT("x") AND yr(>=2010)'),
        ("Embase.com", "'aspirin'/dd_dt", "'aspirin'/dd_dt"),
        ("Cochrane", "[mh ^Gait/PH]", '[mh ^"Gait"/PH]'),
        ("Scopus", "TITLE(a) AND ORIG-LOAD-DATE AFT 20200101", "TITLE(a) AND ORIG-LOAD-DATE AFT 20200101"),
        ("Web of Science", "DOP=(2020-01-01/2021-12-31)", "DOP=(2020-01-01/2021-12-31)"),
        ("Cochrane", '[mh "Telemedicine"[mj]]', '[mh "Telemedicine"[mj]]'),
        ("EBSCOhost", "TI a AND FT Y", "TI a AND FT Y"),
        ("ProQuest", 'DE=("a" OR "b") AND KW=(c)', 'DE("a" OR "b") AND KW(c)'),
        ("PubMed", "exercise OR physical activity", "exercise OR (physical AND activity)"),
    ],
)
def test_what_a_platform_writes_for_headings_and_filters_is_read(platform: str, line: str, understood: str) -> None:
    (read,) = read_strategy(line, platform).lines
    assert read.understood == understood
    (again,) = read_strategy(understood, platform).lines
    assert again.tree == read.tree


def test_a_line_of_signs_below_a_history_is_none_of_it() -> None:
    first, second = read_strategy(f"1  peer.ti. (12)\n2  1 and mentor.ti. (3)\n{'*' * 27}\n", "Ovid").lines
    assert (first.reported, second.reported, second.understood) == (12, 3, "1 and mentor.ti.")
