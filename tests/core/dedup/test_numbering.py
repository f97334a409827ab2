import pytest

from core.dedup.numbering import article_number, issue_numbers, page_span, volume_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19", 19),
        ("29A", 29),
        ("Vol. 12", 12),
        ("v. 8", 8),
        ("60 (1 Supplement 1)", 60),
        ("Part A. 242", 242),
        ("Part 2. 107", 107),
        ("2. Part. 7 (3)", 7),
        ("1)", 0),
        ("(JUN) (no pagination)", 0),
        ("UNKNOWN", 0),
        ("9" * 40, 0),
    ],
)
def test_volume(text, number):
    assert volume_number(text) == number


@pytest.mark.parametrize(
    ("issue", "volume", "numbers"),
    [
        ("3", "19", "3"),
        ("1-2", "19", "1.2"),
        ("01-Feb", "19", "1.2"),
        ("21 SUPPL. 1", "124", "s21.1"),
        ("Suppl 1", "60", "s1"),
        ("", "60 (1 Supplement 1)", "s1.1"),
        ("", "8 (4)", "4"),
        ("JUN", "8", ""),
        ("2 MeetingAbstracts", "44", "s2"),
        ("e0191240", "13 (2) (no pagination)", "2"),
        ("", "", ""),
    ],
)
def test_issue(issue, volume, numbers):
    assert issue_numbers(issue, volume) == numbers


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("221-8", (221, 228)),
        ("221-228", (221, 228)),
        ("296--308", (296, 308)),
        ("205 – 226", (205, 226)),
        ("S259", (259, 0)),
        ("S12-S19", (12, 19)),
        ("100A-101A", (100, 101)),
        ("e70933", (70933, 0)),
        ("06-Oct", (6, 10)),
        ("Aug-01", (1, 8)),
        ("135-+", (135, 0)),
        ("11-14; discussion 14-6", (11, 14)),
        ("14 pp", (0, 0)),
        ("72p.", (0, 0)),
        ("Suppl-29", (0, 0)),
        ("iii-xi", (0, 0)),
        ("N.PAG", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_pages(text, span):
    assert page_span(text) == span


def test_an_article_number_in_the_place_of_the_issue():
    assert article_number("e0191240", "13") == 191240
    assert article_number("791", "11 (3) (no pagination)") == 791
    assert article_number("3", "11") == 0
