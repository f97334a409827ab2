"""Searches as platforms show and export them: tables with columns, limits behind the search, ranges of lines."""

from __future__ import annotations

import pytest

from core.strategy.found.evaluate import years_of
from core.strategy.read import read_strategy

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
    ("platform", "line", "text", "said"),
    [
        ("EBSCOhost", "S1\tTI peer\tLimiters - English Language\t\t7", "TI peer", "Limiters - English Language"),
        ("EBSCOhost", "S1  TI peer Limiters - English Language", "TI peer", "Limiters - English Language"),
        ("PubMed", "#1 Search: peer[ti] Filters: English", "peer[ti]", "Filters: English"),
        ("Cochrane", "#1 peer:ti in Trials", "peer:ti", "in Trials"),
    ],
)
def test_a_limit_behind_the_search_is_named(platform: str, line: str, text: str, said: str) -> None:
    (read,) = read_strategy(line, platform).lines
    assert read.text == text
    assert f"“{said}” stands behind the search" in read.problems[0].what


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ('yr="2000 -Current"', (2000, 9999)),
        ('yr="1990 - 2000"', (1990, 2000)),
        ("yr=2001", (2001, 2001)),
        ("2000:2010[dp]", (2000, 2010)),
        ('"2010/01/01"[Date - Publication] : "3000"[dp]', (2010, 3000)),
        ("PUBYEAR > 1999", (2000, 9999)),
        ("PUBYEAR BEF 2000", (0, 1999)),
        ("[2000-2020]/py", (2000, 2020)),
        ("2000-2020", (2000, 2020)),
        ("english", None),
        ('english language and yr="2000"', None),
    ],
)
def test_years_of_a_limit(words: str, years: tuple[int, int] | None) -> None:
    assert years_of(words) == years
