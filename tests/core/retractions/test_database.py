import pytest

from core.dedup.normalise import Keys, keys_of
from core.errors import TamisError
from core.records.record import Author, Flag, Record
from core.retractions.database import Matching, Retraction, Unreadable, read_database

HEAD = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
    "Reason,Paywalled,Notes"
)


def row(doi="unavailable", pmid="0", title="Peer workers in the wards of a county hospital", nature="Retraction"):
    return (
        f'7,"{title}",(HSC) Medicine;,Somewhere,Wards,Ward Press,Norway,Mette Larsen;Tom Dahl,,Research Article;,'
        f'5/3/2019 0:00,10.1000/notice,0,11/30/2012 0:00,{doi},{pmid},{nature},'
        '"+Falsification/Fabrication of Data;+Investigation by Journal/Publisher;",No,'
    )  # fmt: skip


def read(*rows, head=HEAD):
    return list(read_database("\n".join((head, *rows)).splitlines(keepends=True), "rw.csv"))


def test_a_row():
    (found,) = read(row("10.1000/Work", "23456789"))
    assert isinstance(found, Retraction) and (found.line, found.keys.doi, found.keys.pmid) == (
        2,
        "10.1000/work",
        "23456789",
    )
    reasons = "Falsification/Fabrication of Data; Investigation by Journal/Publisher"
    assert found.flag == Flag("retracted", "Retraction Watch", reasons, on="2019-05-03")
    assert found.keys.authors == "larsen dahl" and found.keys.year == 2012


@pytest.mark.parametrize(
    ("nature", "what"),
    [("Expression of concern", "expression of concern"), ("Correction", "corrected"), ("Reinstatement", "reinstated")],
)
def test_what_it_says(nature, what):
    assert read(row(nature=nature))[0].flag.what == what


def test_lines_of_several_lines_and_damaged_ones_are_named_by_where_they_begin():
    two_lines = row("10.1000/a").replace("Ward Press", '"Ward\nPress"')
    found = read(two_lines, "8,short,row", row("10.1000/b"))
    assert [(each.line, type(each)) for each in found] == [(2, Retraction), (4, Unreadable), (5, Retraction)]
    assert found[1].what == "3 columns, where the first line has 20"


def test_other_separators_and_quoted_heads():
    quoted = ";".join(f'"{each}"' for each in HEAD.split(","))
    assert len(read(row("10.1000/a").replace(";", "|").replace(",", ";"), head="\ufeff" + quoted)) == 1


ASKED = ("Title", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("", "Title"), ("TY  - JOUR", "Title"), ("Title,DOI,Year", "OriginalPaperDOI"), ("\x00\x01", "Title")]
    + [(HEAD.replace(f",{each},", ",Other,"), each) for each in ASKED],
)
def test_another_file_is_refused(text, lacks):
    with pytest.raises(TamisError) as refused:
        read(head=text)
    said = refused.value
    assert said.what == f"it is no file of the Retraction Watch database: the column {lacks} is missing"
    assert said.where == "rw.csv, line 1"
    assert said.advice == "Take retraction_watch.csv as Crossref gives it; its columns are named in the first line."


@pytest.mark.parametrize("lacks", ["Author", "OriginalPaperDate", "RetractionDate", "Reason"])
def test_the_other_columns_may_be_missing(lacks):
    (found,) = read(row("10.1000/work", "7"), head=HEAD.replace(f",{lacks},", ",Other,"))
    assert (found.keys.doi, found.keys.pmid) == ("10.1000/work", "7")
    assert (not found.keys.authors, not found.keys.year, not found.flag.on, not found.flag.detail) == tuple(
        each == lacks for each in ("Author", "OriginalPaperDate", "RetractionDate", "Reason")
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/3/2019 0:00", "2019-05-03"),
        ("12/31/2019", "2019-12-31"),
        ("31/12/2019", "2019-12-31"),
        ("13/1/2019", "2019-01-13"),
        ("2019-05-03", "2019-05-03"),
        ("1/1/2019", "2019-01-01"),
        ("0/1/2019", ""),
        ("1/0/2019", ""),
        ("1/32/2019", ""),
        ("13/13/2019", ""),
        ("5/3/19", ""),
        ("soon", ""),
    ],
)
def test_days(text, day):
    (found,) = read(row("10.1000/work").replace("5/3/2019 0:00", text))
    assert found.flag.on == day
    (found,) = read(row("10.1000/work").replace("11/30/2012 0:00", text))
    assert found.keys.year == int(day[:4] or 0)


WORK = keys_of(
    Record(
        id="a",
        title="Peer workers in the wards of a county hospital.",
        authors=(Author("Larsen", "M."), Author("Dahl", "T.")),
        year=2013,
        doi="10.1000/work",
        pmid="23456789",
    )
)


@pytest.mark.parametrize(
    ("record", "found", "speaks"),
    [
        (WORK, row("https://doi.org/10.1000/WORK"), True),
        (WORK, row("10.1000/other", "23456789"), True),
        (WORK, row("10.1000/other"), False),
        (WORK, row(), True),
        (WORK._replace(doi="", pmid=""), row("10.1000/other", "1"), True),
        (WORK._replace(year=2016), row(), False),
        (WORK._replace(authors="nyberg"), row(), False),
        (WORK, row(title="Peer workers in the wards of a city hospital"), False),
        (Keys("a", title="editorial", authors="larsen dahl"), row(title="Editorial"), False),
        (WORK._replace(doi=""), row("10.1000/other", "1"), False),
        (WORK._replace(pmid=""), row("10.1000/other", "1"), False),
        (WORK._replace(doi=""), row("10.1000/other"), True),
        (WORK._replace(pmid=""), row("unavailable", "1"), True),
        (WORK._replace(doi="", pmid="", year=0), row(), True),
        (WORK._replace(year=2011), row(), True),
        (WORK._replace(year=2014), row(), False),
        (WORK._replace(year=2010), row(), False),
        (WORK, row().replace("11/30/2012 0:00", ""), True),
    ],
)
def test_of_which_records_a_row_speaks(record, found, speaks):
    (retraction,) = read(found)
    assert Matching([record]).records_of(retraction) == (["a"] if speaks else [])


@pytest.mark.parametrize(
    ("text", "doi"),
    [("10.1000/a.,;", "10.1000/a"), ("see doi:10.1000/B now", "10.1000/b"), ("10.123/a", ""), ("10.1234567890/a", ""),
     ("10.1234/", ""), ("unavailable", "")],
)  # fmt: skip
def test_dois(text, doi):
    assert read(row(f'"{text}"'))[0].keys.doi == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [("7", "7"), ("7.0", "7"), ("0", ""), ("0.0", ""), ("x7", ""), ("", ""), ("10", "10"), ("1.00", "")],
)
def test_pmids(text, pmid):
    assert read(row(pmid=text))[0].keys.pmid == pmid


@pytest.mark.parametrize(
    ("names", "authors"),
    [("Mette Larsen;Tom Dahl", "larsen dahl"), ('"Larsen, Mette; ;Dahl, Tom"', "larsen dahl"), ("", ""), (" ; ", ""),
     ("Dahl", "dahl"), ("Mette Maria Larsen", "larsen")],
)  # fmt: skip
def test_authors(names, authors):
    (found,) = read(row().replace("Mette Larsen;Tom Dahl", names))
    assert found.keys.authors == authors and bool(found.keys.given) == (authors not in ("", "dahl"))


@pytest.mark.parametrize(
    ("nature", "what"), [("", "retracted"), ("RETRACTION", "retracted"), ("Withdrawal", "withdrawal")]
)
def test_natures_that_are_not_known(nature, what):
    assert read(row(nature=nature))[0].flag.what == what


def test_reasons_are_cut_and_tidied():
    long = "+" + "x" * 400
    (found,) = read(row().replace("+Falsification/Fabrication of Data;+Investigation by Journal/Publisher;", long))
    assert found.flag.detail == "x" * 300
    (found,) = read(
        row().replace("+Falsification/Fabrication of Data;+Investigation by Journal/Publisher;", "+ ; +a;b+")
    )
    assert found.flag.detail == "a; b"


def test_empty_lines_are_passed_over_and_what_csv_cannot_read_is_named():
    found = read(row("10.1000/a"), "", ",,", row("10.1000/b"))
    assert [(each.line, type(each)) for each in found] == [(2, Retraction), (5, Retraction)]
    too_long = row(title="x" * 140_000)
    (bad, good) = read(too_long, row("10.1000/b"))
    assert isinstance(bad, Unreadable) and "field larger than field limit" in bad.what and bad.line == 2
    assert isinstance(good, Retraction) and good.line == 3


def test_tabs_part_the_columns_where_there_are_most_of_them():
    tabs = HEAD.replace(",", "\t").replace("Title", '"Title"')
    assert len(read(row("10.1000/a").replace(",", "\t"), head=tabs)) == 1


@pytest.mark.parametrize(("letters", "speaks"), [(29, False), (30, True)])
def test_a_long_title_has_thirty_letters(letters, speaks):
    title = ("peer workers in wards of a county hospital"[: letters - 1] + "z").replace(" z", "xz")
    assert len(title) == letters
    (found,) = read(row(title=title))
    assert Matching([Keys("a", title=found.keys.title, authors="larsen dahl")]).records_of(found) == (["a"] * speaks)


def test_each_record_is_named_once_those_by_their_numbers_first():
    (found,) = read(row("10.1000/work", "23456789"))
    by_title = WORK._replace(id="b", doi="", pmid="")
    assert Matching([by_title, WORK, WORK._replace(id="c", doi="")]).records_of(found) == ["a", "c", "b"]
    assert Matching([]).records_of(found) == []
    (bare,) = read(row(title=""))
    assert Matching([Keys("a"), WORK]).records_of(bare) == []


@pytest.mark.parametrize(("text", "day"), [("5.3.2019", "2019-05-03"), ("5-3-2019", "2019-05-03"), ("5 3 2019", ""),
                                           ("2019/5/31", "2019-05-31"), ("2019-13-05", "2019-05-13"), ("1/2/123", ""),
                                           ("2019-05-123", ""), ("x 5/3/2019", "")])  # fmt: skip
def test_days_with_other_signs(text, day):
    assert read(row("10.1000/work").replace("5/3/2019 0:00", text))[0].flag.on == day


@pytest.mark.parametrize(("similar", "speaks"), [(59, False), (60, True)])
def test_authors_must_be_alike_by_sixty(monkeypatch, similar, speaks):
    monkeypatch.setattr("core.dedup.compare.authors_similarity", lambda one, other: similar)
    assert Matching([WORK._replace(doi="", pmid="")]).records_of(read(row())[0]) == (["a"] * speaks)
