"""RIS as it is met in the wild: each trap that loses something with a reader that keeps to the letter of the format."""

from __future__ import annotations

import pytest

from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import read_bytes

ONE = "TY  - JOUR\nTI  - One\nDO  - 10.1000/one\nER  - \n"
TWO = "TY  - BOOK\nTI  - Two\nDO  - 10.1000/two\nER  - \n"


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "ris")


def record(*lines: str) -> Record:
    [found] = read("\n".join(["TY  - JOUR", *lines, "ER  - ", ""])).records
    return found


def titles(text: str) -> list[str]:
    return [each.title for each in read(text).records]


def messages(text: str) -> str:
    return "\n".join(each.message for each in read(text).warnings)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + ONE + TWO, id="a mark before the first record"),
        pytest.param(ONE + "\ufeff" + TWO, id="a mark where two files were glued together"),
        pytest.param((ONE + TWO).replace("\n", "\r"), id="CR alone ends the lines"),
        pytest.param((ONE + TWO).replace("\n", "\r\n"), id="CRLF"),
        pytest.param((ONE + TWO).replace("ER  - \n", "ER  -\n"), id="no blank after ER"),
        pytest.param((ONE + TWO).replace("ER  - \n", "ER  -   \n"), id="more blanks after ER"),
        pytest.param((ONE + TWO).replace("TY  - ", "TY  -  "), id="Cochrane's two blanks after TY"),
        pytest.param((ONE + TWO).replace("TY  - ", "TY  -"), id="no blank after TY"),
        pytest.param((ONE + TWO).replace("  - ", " - "), id="one blank before the dash"),
        pytest.param((ONE + TWO).replace("  - ", "   - "), id="three blanks before the dash"),
        pytest.param("".join(f"  {line}\n" for line in (ONE + TWO).splitlines()), id="indented"),
        pytest.param((ONE + TWO).replace("TY ", "ty ").replace("TI ", "ti ").replace("ER ", "er "), id="lower case"),
        pytest.param((ONE + TWO).replace("TY  -", "\n\nTY  -"), id="empty lines first"),
        pytest.param((ONE + TWO).replace("TI  -", "\n\nTI  -"), id="empty lines after TY"),
        pytest.param((ONE + TWO).replace("TI  -", "junk\nTI  -"), id="junk after TY"),
        pytest.param("Search of 4 January\n" + ONE + TWO, id="a line before the first record"),
        pytest.param("1. \n" + ONE + "\n2. \n" + TWO, id="Ovid's numbers"),
        pytest.param("Record #1 of 2\nProvider: X\n" + ONE + "Record #2 of 2\n" + TWO, id="Cochrane's headings"),
        pytest.param(ONE + "TYPE of search: advanced\njunk\n" + TWO, id="a line that only starts like TY"),
        pytest.param(ONE + TWO.replace("ER  - \n", ""), id="the last ER is missing"),
        pytest.param(ONE.replace("ER  - \n", "") + TWO, id="an ER between two is missing"),
        pytest.param((ONE + TWO).replace("TY  - JOUR\n", "").replace("TY  - BOOK\n", ""), id="no TY in the file"),
        pytest.param(ONE + TWO.replace("TY  - BOOK\n", ""), id="a TY is missing"),
    ],
)
def test_both_records_are_read(text: str) -> None:
    found = read(text).records
    assert [(each.title, each.doi) for each in found] == [("One", "10.1000/one"), ("Two", "10.1000/two")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE + TWO.replace("ER  - \n", ""), "no ER line ends the record that starts here"),
        (ONE.replace("ER  - \n", "") + TWO, "no ER line ends the record that starts here"),
        ((ONE + TWO).replace("TY  - JOUR\n", "").replace("TY  - BOOK\n", ""), "there is no TY line in the file"),
        (ONE + TWO.replace("TY  - BOOK\n", ""), "a record without a TY line"),
        (
            ONE + "Link to the Ovid Full Text\n\n" + TWO,
            "a line outside any record was left out: it is “Link to the Ovid",
        ),
        (ONE + "C1  - Database: Embase\n\n" + TWO, "lines after ER were kept with the record before them"),
        ("ER  - \n" * 3, "there are 3 ER lines, but no reference"),
    ],
)
def test_what_is_not_as_it_should_be_is_said(text: str, said: str) -> None:
    assert said in messages(text)


def test_ty_and_er_lines_are_counted_apart_from_the_records() -> None:
    result = read(ONE.replace("ER  - \n", "") + TWO + TWO.replace("TY  - BOOK\n", ""))
    assert (result.ty_lines, result.er_lines, len(result.records)) == (2, 2, 3)
    assert (read(ONE + TWO).ty_lines, read(ONE + TWO).er_lines) == (2, 2)


def test_a_stray_cr_within_a_line_ends_it_and_loses_no_tag() -> None:
    """So in Web of Science's RIS: the accession number of every record stands after one."""
    found = record("AD  - Univ, Canada\rAD  - Univ, Norway", "WE  - SSCI\rAN  - WOS:000500")
    assert found.accession == "WOS:000500"
    assert [value for tag, value in found.raw if tag == "AD"] == ["Univ, Canada", "Univ, Norway"]


@pytest.mark.parametrize("tag", ["DO", "AB", "SN", "AD", "PB", "LA", "M1", "M3", "L1", "L2", "C3", "DB", "U2", "XX"])
def test_a_tag_that_comes_twice_is_kept_twice_with_its_own_continuation(tag: str) -> None:
    found = record(f"{tag}  - first", "goes on", f"{tag}  - second", "ends")
    assert [value for name, value in found.raw if name == tag] == ["first goes on", "second ends"]


def test_a_title_is_not_given_what_continues_another_tag() -> None:
    assert record("TI  - A title", "XX  - something", "that goes on").title == "A title"


def test_er_with_text_is_text() -> None:
    found = record("AB  - Women with", "ER  - positive tumours took part.", "KW  - hormones")
    assert found.abstract == "Women with ER - positive tumours took part." and found.keywords == ("hormones",)


def test_a_line_of_text_that_looks_like_a_tag_is_kept_as_one() -> None:
    """Vendors add tags, so that nothing tells this from one; no word of it is lost."""
    assert ("CI", "95% 1.2 to 3.4") in record("AB  - A result,", "CI  - 95% 1.2 to 3.4").raw


def test_a_link_is_not_divided_at_semicolons() -> None:
    assert record("UR  - https://x.org/a;jsessionid=1?b&amp;c").raw[1].value == "https://x.org/a;jsessionid=1?b&amp;c"


def test_untagged_lines_after_kw_are_keywords_and_after_others_text() -> None:
    found = record("KW  - one", "two words", "three", "N1  - A note that", "is wrapped")
    assert found.keywords == ("one", "two words", "three")
    assert found.raw[-1].value == "A note that is wrapped"


def test_empty_lines_within_a_record_add_nothing() -> None:
    found = record("AB  - One paragraph.", "", "Another.", "KW  - one", "", "UR  - https://x.org/1", "")
    assert found.abstract == "One paragraph. Another." and found.keywords == ("one",)
    assert found.urls == ("https://x.org/1",)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\x1e"])
def test_characters_that_others_take_for_line_ends_end_no_line(character: str) -> None:
    found = record(f"TI  - One{character}ER  - two")
    assert found.raw[1].value == f"One{character}ER  - two" and len(found.raw) == 2
    assert found.title == "One ER - two" or character == "\x1e"


def test_tags_that_nobody_knows_are_kept_in_their_place() -> None:
    found = record("U2  - L200", "AU  - Zorn, A", "ZZ  - odd", "AU  - Abel, B")
    assert [tag for tag, _ in found.raw] == ["TY", "U2", "AU", "ZZ", "AU"]


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (["SP  - 101", "EP  - 112"], "101-112"),
        (["SP  - 101-112"], "101-112"),
        (["SP  - 101-112", "EP  - 112"], "101-112"),
        (["SP  - ", "EP  - "], ""),
        (["SP  - e210"], "e210"),
        (["C7  - 104512"], "104512"),
        (["SP  - 12--20"], "12-20"),
        (["SP  - 12–20"], "12-20"),
        (["SP  - No-Specified", "C7  - 7"], "7"),
    ],
)
def test_pages(lines: list[str], pages: str) -> None:
    assert record(*lines).pages == pages


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["Y1  - 2020/05//"], 2020),
        (["Y1  - 2004///"], 2004),
        (["PY  - 2020", "Y1  - 2019/12/01/"], 2020),
        (["PY  - 0000", "DA  - 2018/01/02/"], 2018),
        (["PY  - 9999"], None),
        (["PY  - NA", "Y1  - 2011"], 2011),
        (["Y1  - 2017", "Y2  - 11", "Y3  - 3"], 2017),
        (["PY  - in press"], None),
    ],
)
def test_year(lines: list[str], year: int | None) -> None:
    assert record(*lines).year == year


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["T1  - The older tag"], "The older tag"),
        (["CT  - A caption"], "A caption"),
        (["BT  - A whole book"], "A whole book"),
        (["TI  - NA", "T1  - The other"], "The other"),
        (["TI  - A &amp; B <i>in vivo</i>"], "A & B in vivo"),
        (["TI  - a &amp;lt; b"], "a < b"),
        (["TI  - p <b and c> d"], "p <b and c> d"),
    ],
)
def test_title(lines: list[str], title: str) -> None:
    assert record(*lines).title == title


@pytest.mark.parametrize(
    ("lines", "journal"),
    [
        (["JF  - Full", "JO  - Abbr."], "Full"),
        (["T2  - Second", "J2  - Sec."], "Second"),
        (["JA  - https://example.org/x", "J2  - Real"], "Real"),
        (["JA  - Abbr."], "Abbr."),
        (["T2  - What the wards said", "JO  - Nursing Monthly", "JF  - Nursing Monthly"], "Nursing Monthly"),
        (["T2  - What the wards said", "JO  - Nursing Monthly"], "Nursing Monthly"),
        (["T2  - The Lancet. Psychiatry", "JO  - Lancet Psychiatry"], "The Lancet. Psychiatry"),
        (["T2  - Journal of Wards", "J2  - Ser. W."], "Journal of Wards"),
        (["TI  - A chapter", "BT  - A handbook"], "A handbook"),
        (["TI  - A chapter", "T2  - A series", "BT  - A handbook"], "A handbook"),
        (["BT  - A whole book"], ""),
        (["C3  - Proceedings of wards"], "Proceedings of wards"),
    ],
)
def test_journal(lines: list[str], journal: str) -> None:
    assert record(*lines).journal == journal


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["AU  - Zorn, A", "AU  - Abel, B"], ["Zorn, A", "Abel, B"]),
        (["A1  - Larsen, Mette"], ["Larsen, Mette"]),
        (["AU  - Krauss KW"], ["Krauss, KW"]),
        (["AU  - Larsen, M.; Dahl, T."], ["Larsen, M.", "Dahl, T."]),
        (["AU  - World Health Organization"], ["World Health Organization"]),
        (["AU  - Larsen, Mette$$QLarsen, Mette$$Q"], ["Larsen, Mette"]),
        (["AU  - NA"], []),
        (["A1  - Achterberg RC, van der Helm JJ"], ["Achterberg, RC", "van der Helm, JJ"]),
        (["AU  - Zhao, YW and Lee, JHW"], ["Zhao, YW", "Lee, JHW"]),
        (["AU  - Larsen, M", "AU  - et al."], ["Larsen, M"]),
        (["AU  - ", "A1  - Larsen, M"], ["Larsen, M"]),
    ],
)
def test_authors(lines: list[str], authors: list[str]) -> None:
    assert [each.name for each in record(*lines).authors] == authors


@pytest.mark.parametrize(
    ("lines", "languages"),
    [
        (["LA  - English"], ["eng"]),
        (["LA  - en"], ["eng"]),
        (["LA  - eng; nor"], ["eng", "nor"]),
        (["LA  - NA"], []),
        (["LA  - Language"], []),
        (["N1  - Language: EnglishMajor Descriptor: Peers. Document Type: Journal Article."], ["eng"]),
        (["N1  - Accession Number: 1. Language: Norwegian. Publication Type: Journal."], ["nor"]),
        ([], []),
    ],
)
def test_languages(lines: list[str], languages: list[str]) -> None:
    assert [value for _, value in record(*lines).languages] == languages


@pytest.mark.parametrize(
    ("lines", "types"),
    [
        (["M3  - Editorial"], [("TY", "JOUR"), ("M3", "Editorial")]),
        (["M3  - Article; Proceedings Paper"], [("TY", "JOUR"), ("M3", "Article"), ("M3", "Proceedings Paper")]),
        (["M3  - Psychology & Mental Health [3290]"], [("TY", "JOUR")]),
        (["M3  - doi:10.1011/hea0004444"], [("TY", "JOUR")]),
        (
            ["N1  - Document Type: Journal Article. Publication Type: Journal (0100), Peer Reviewed Journal (0110)."],
            [("TY", "JOUR"), ("N1", "Journal Article"), ("N1", "Journal"), ("N1", "Peer Reviewed Journal")],
        ),
    ],
)
def test_types(lines: list[str], types: list[tuple[str, str]]) -> None:
    assert list(record(*lines).types) == types


@pytest.mark.parametrize(
    ("lines", "pmid"),
    [
        (["U1  - 35957633 [PMID]"], "35957633"),
        (["AN  - PMID: 123456"], "123456"),
        (["UR  - https://pubmed.ncbi.nlm.nih.gov/123456/"], "123456"),
        (["AN  - 123456"], ""),
        (["U2  - PMID: 123456"], "123456"),
    ],
)
def test_pmid(lines: list[str], pmid: str) -> None:
    assert record(*lines).pmid == pmid


def test_issns_lose_what_is_written_beside_them() -> None:
    assert record("SN  - 09540121 (ISSN); 1360-0451").issn == ("0954-0121", "1360-0451")


def test_links_are_links_only() -> None:
    found = record("UR  - ORCID: 0000-0001", "UR  - https://x.org/1", "L2  - https://x.org/1", "L1  - file.pdf")
    assert found.urls == ("https://x.org/1",)


def test_what_ovid_writes_after_er_is_kept_and_changes_no_field() -> None:
    first, second = read(ONE + "C1  - Database: Embase\nN1  - Search Strategy: 1 peer*\n\n" + TWO).records
    assert ("C1", "Database: Embase") in first.stray and len(first.raw) == 3
    assert first.title == "One" and second.title == "Two"


@pytest.mark.parametrize(("declared", "said"), [(2, False), (3, True)])
def test_the_number_that_the_file_states_is_compared(declared: int, said: bool) -> None:
    text = f"Record #1 of {declared}\n{ONE}Record #2 of {declared}\n{TWO}"
    assert read(text).declared == declared
    assert ("the file says that it holds 3 references; 2 were read" in messages(text)) == said


def test_lines_above_ty_belong_to_its_record() -> None:
    text = (
        "DB  - X\nTI  - One\nTY  - JOUR\nPY  - 2001\nER  - \n\nDB  - X\n\nAB  - Two.\nTY  - JOUR\nTI  - Two\nER  - \n"
    )
    found = read(text).records
    assert [(each.title, each.year, each.abstract) for each in found] == [("One", 2001, ""), ("Two", None, "Two.")]
    assert not messages(text)


def test_where_the_first_lines_stand_above_ty_so_do_those_behind_an_empty_line() -> None:
    second = "TI  - Two\n\nTY  - JOUR\nPY  - 2001\nER  - \n"
    found = read("TI  - One\nTY  - JOUR\nPY  - 1999\nER  - \n\n" + second).records
    assert [(each.title, each.year) for each in found] == [("One", 1999), ("Two", 2001)]
    found = read(ONE + second).records
    assert [(each.title, each.year) for each in found] == [("One", None), ("Two", None), ("", 2001)]


def test_a_record_that_lost_ty_and_er_is_not_taken_into_the_next() -> None:
    assert titles(ONE + "TI  - Two\nPY  - 2001\n" + ONE.replace("One", "Three")) == ["One", "Two", "Three"]


def test_empty_tags_of_one_blank_are_no_part_of_a_value() -> None:
    found = record("A1  - Dahl, K.", "", "DB -", "VL -", "IS - 4", "AB  - We saw", "US - based", "CI - groups")
    assert [each.name for each in found.authors] == ["Dahl, K."] and found.issue == "4"
    assert found.abstract == "We saw US - based CI - groups"


def test_tags_of_one_blank_behind_an_empty_text_are_read() -> None:
    found = record(
        "TI  - One", "N1 - ", "VL - 12", "DB - Medline", "DO - 10.1000/one", "AB  -", "Text", "IS - not a tag"
    )
    assert (found.volume, found.doi, found.abstract, found.issue) == ("12", "10.1000/one", "Text IS - not a tag", "")


def test_a_file_in_lower_case_is_known_as_ris() -> None:
    result = read_bytes(b"ty  - jour\nti  - One\nau  - Berg, O\ner  - \n\nty  - jour\nti  - Two\ner  - \n")
    assert result.format == "ris" and [each.title for each in result.records] == ["One", "Two"]


@pytest.mark.parametrize("text", ["AB", "N1", "N2", "KW"])
def test_a_tag_of_one_blank_goes_on_with_a_text_and_with_nothing_else(text: str) -> None:
    assert record("TI  - One", f"{text}  - words", "VL - 12").volume == ""
    assert record("TI  - One", "VL - 12", f"{text}  - words").volume == "12"


def test_every_tag_that_vendors_add_is_one_in_a_record_that_is_less_than_well_formed() -> None:
    tags = [
        "AI",
        "BT",
        "CP",
        "CT",
        "ED",
        "J1",
        "L3",
        "L5",
        "LK",
        "NL",
        "NS",
        "OP",
        "PD",
        "PG",
        "PT",
        "RD",
        "U1",
        "U2",
        "U3",
        "U4",
        "AB",
        "C8",
        "ZZ",
    ]
    [found] = read("TY - JOUR\n" + "".join(f"{tag.lower()} - of {tag}\n" for tag in tags) + "ER - \n").records
    assert [tuple(each) for each in found.raw] == [
        ("TY", "JOUR"),
        *((tag, f"of {tag}" + " zz - of ZZ" * (tag == "C8")) for tag in tags[:-1]),
    ]


@pytest.mark.parametrize("title", ["TI", "T1", "CT", "BT"])
def test_a_record_that_lost_its_ty_is_known_by_its_title(title: str) -> None:
    assert titles(ONE + f"{title}  - Two\nPY  - 2001\nER  - \n" + ONE) == ["One", "Two", "One"]
    assert titles(ONE + "T2  - Two\nPY  - 2001\nER  - \n" + ONE) == ["One", "One"]


@pytest.mark.parametrize(
    ("tag", "is_the_searchs"), [("C1", True), ("N1", True), ("DB", True), ("AU", False), ("C2", False)]
)
def test_what_is_said_of_the_search_right_above_a_record_is_none_of_it(tag: str, is_the_searchs: bool) -> None:
    first, second = read(f"{ONE}{tag}  - x, y\n{TWO}").records
    assert ((tag, "x, y") in first.stray, (tag, "x, y") in second.raw) == (is_the_searchs, not is_the_searchs)


def test_the_lines_of_records_and_of_what_stands_between_are_counted() -> None:
    result = read(f"junk\n\n1. \n{ONE}\nmore junk\n{TWO}\nTY  - JOUR\nTI  - Three\nAB  - a\nb\n")
    assert [each.line for each in result.records] == [4, 10, 15] and (result.ty_lines, result.er_lines) == (3, 2)
    assert [(each.line, each.message) for each in result.warnings] == [
        (1, "2 lines outside any record were left out; the first is “junk”"),
        (15, "no ER line ends the record that starts here"),
    ]
