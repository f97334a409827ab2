from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.record import RawField, Record
from core.strategy.found.evaluate import evaluate, places
from core.strategy.found.limits import asked_by, years_of
from core.strategy.read import read_strategy


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ('yr="2000 -Current"', (2000, 9999)),
        ('yr="1990 - 2000"', (1990, 2000)),
        ("yr=2001", (2001, 2001)),
        ("2000:2010[dp]", (2000, 2010)),
        ('"2010/01/01"[Date - Publication] : "3000"[dp]', (2010, 3000)),
        ("PUBYEAR > 1999", (2000, 9999)),
        (">20050101", (2005, 9999)),
        ("PUBYEAR BEF 2000", (0, 1999)),
        ("[2000-2020]/py", (2000, 2020)),
        ("2000-2020", (2000, 2020)),
        ("20000101-20201231", (2000, 2020)),
        ("from 2010/1/1 - 2020/12/31", (2010, 2020)),
        ("english", None),
        ("last 5 years", None),
        ('english language and yr="2000"', None),
    ],
)
def test_years_of_a_limit(words: str, years: tuple[int, int] | None) -> None:
    assert years_of(words) == years


@pytest.mark.parametrize(
    ("words", "languages", "years", "besides"),
    [
        ('english language and yr="2000 -Current"', ("eng",), [(2000, 9999)], False),
        ("(english or norwegian)", ("eng", "nor"), [], False),
        ("(english and humans) [Limit not valid in Embase; records were retained]", ("eng",), [], True),
        ("not english", (), [], True),
        (
            "Limiters - Published Date: 20000101-20231231; English Language; Peer Reviewed",
            ("eng",),
            [(2000, 2023)],
            True,
        ),
        ("Limiters - Publication Year: 2005-2021; Language: English", ("eng",), [(2005, 2021)], False),
        ("Filters: English, Humans, from 2010 - 2023", ("eng",), [(2010, 2023)], True),
        ("Refined by: LANGUAGES: ( ENGLISH ) Timespan=2000-2023", ("eng",), [(2000, 2023)], False),
        ("and Article (Document Types) and English (Languages)", ("eng",), [], True),
        ("and 2023 or 2022 (Publication Years)", (), [(2023, 2023), (2022, 2022)], False),
        ("and English (Languages) not German (Languages)", ("eng",), [], True),
        ("with Publication Year from 2000 to 2023, in Trials", (), [(2000, 2023)], True),
        ("in Trials", (), [], True),
        ("Timespan: 2005-01-01 to 2024-03-15 (Publication Date)", (), [(2005, 2024)], False),
        ("keep 1-3,5", (), [], True),
        ("[1-1-2019]/sd", (), [], True),
        ("use ppez", (), [], True),
        ('LIMIT-TO ( DOCTYPE , "ar" )', (), [], True),
        ('LIMIT-TO ( LANGUAGE , "English" )', ("eng",), [], False),
        ("english[filter]", ("eng",), [], False),
        ("[english]/lim", ("eng",), [], False),
    ],
)
def test_what_a_limit_asks(words: str, languages: tuple[str, ...], years: list[tuple[int, int]], besides: bool) -> None:
    asked = asked_by(words)
    assert (asked.languages, list(asked.years), asked.besides) == (languages, years, besides)


def _record(year: int | None, language: str = "", kind: str = "") -> Record:
    languages = (RawField("LA", language),) if language else ()
    return Record(title="peer", year=year, languages=languages, types=(RawField("M3", kind),) if kind else ())


RECORDS = [_record(1999, "eng"), _record(2010, "eng"), _record(2010, "ger"), _record(2010), _record(None, "eng")]


@pytest.mark.parametrize(
    ("platform", "line", "surely", "undecidable"),
    [
        ("EBSCOhost", "TI peer Limiters - Publication Year: 2005-2021; Language: English", [1], [3, 4]),
        ("EBSCOhost", "TI peer Limiters - Publication Year: 2005-2021; Peer Reviewed", [], [1, 2, 3, 4]),
        ("Scopus", 'TITLE(peer) AND EXCLUDE ( LANGUAGE , "German" )', [0, 1, 4], [3]),
        ("Scopus", "TITLE(peer) AND LIMIT-TO ( PUBYEAR , 2010 )", [1, 2, 3], [4]),
        ("Scopus", "TITLE(peer) AND DOCTYPE(ar)", [], [0, 1, 2, 3, 4]),
        ("PubMed", "peer[ti] AND english[Filter] AND 2005:2015[dp]", [1], [3, 4]),
        ("PubMed", 'peer[ti] AND "last 5 years"[dp]', [], [0, 1, 2, 3, 4]),
        ("ProQuest", 'ti(peer) AND pd(20050101-20201231) AND la.exact("English")', [1], [3, 4]),
        ("Web of Science", "TI=peer and 2010 or 2011 (Publication Years)", [1, 2, 3], [4]),
        ("Cochrane", "peer:ti with Publication Year from 2005 to 2012, in Trials", [], [1, 2, 3, 4]),
        ("Ovid", '1. peer.ti.\n2. limit 1 to (english language and yr="2005 -Current")', [1], [3, 4]),
    ],
)
def test_a_limit_leaves_out_what_the_record_denies(
    platform: str, line: str, surely: list[int], undecidable: list[int]
) -> None:
    strategy = read_strategy(line, platform)
    _, found = evaluate(strategy, RECORDS)
    (last,) = list(found.values())[-1:]
    assert (places(last.surely), places(last.undecidable)) == (surely, undecidable)


WORDS = """
yr=2000|py="2000"|yr = 2000|[2000]/py|2000|20001|PUBYEAR AFT 1999|PUBYEAR IS 2000|PUBYEAR = 2000|>= 2000|<= 2000
< 2000|>2000|<20050101|>=20050101|AFT 2000|BEF 2000|bef 20050101|IS 2000|2000-|2000 -Current|2000-present
2000 to 2010|2000:2010|2000/01/01:2010/12/31[dp]|english only|Language: English|Languages: English, French|la: eng
lang: en|english[la]|english[lang]|english[sb]|english[subset]|published: 2000|Publication Date: 2000
year published: 2000|dates: 2000-2010|pubdate 2000|dop=2000|timespan 2000|pubyear = 2000|and German (Languages)
not German|x and english|english or german; 2000|English [a note of many words]|English [short]|klingon
EXCLUDE(LANGUAGE, "German")|EXCLUDE(PUBYEAR, 2000)|LIMIT-TO(PUBYEAR, 2000) OR LIMIT-TO(PUBYEAR, 2001)
LIMIT-TO(SRCTITLE, "x")|exclude(language, "german")|Limiters - English|Filters applied: English|Refined by: English
norwegian bokmal|old english|eng, fre
"""


def test_all_that_is_read_of_a_limit(snapshot: SnapshotAssertion) -> None:
    told = [f"{each}: {years_of(each)} {tuple(asked_by(each))}" for each in WORDS.strip().replace("\n", "|").split("|")]
    assert "\n".join(told) == snapshot
