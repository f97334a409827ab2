"""What is said of files that are damaged, or are none: each message whole, with its line, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.formats.readers.detect import detect_format
from core.formats.readers.read import read_export, read_file
from core.formats.result import ImportResult
from tests.core.formats.samples import read_bytes, repacked, workbook
from tests.refusing import refusals_of

HEAD = ("Title", "Abstract", "Year", "Language")
BOOK = workbook([HEAD, *[(f"Title {each}", "", 2020, "English") for each in range(3)]])
SHEET = "xl/worksheets/sheet1.xml"
WOS = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
PMID = "PMID- {0}\nTI  - Title {0}\n"
ABSTRACT = "{0}. J Wards. 2014 Mar 1;11(2):100-9.\n\nTitle {0}.\n\nLarsen M.\n\nPMID: {0}{0}\n\n\n"
CSL = '{{"id": "{0}", "type": "article-journal", "title": "Title {0}"}}'
ENDNOTE = "<record><titles><title>Title {}</title></titles></record>"
XML = "<xml><records>\n{}\n</records></xml>"
PAIR = '{"id": "1", "type": "article-journal", "title": "One"'

TEXTS: dict[str, str | bytes] = {
    "RIS: no end": "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n",
    "RIS: after the end": "TY  - JOUR\nTI  - One\nER  - \n\nDB  - MEDLINE\n\nTY  - JOUR\nTI  - Two\nER  - \n",
    "RIS: no start": "TY  - JOUR\nTI  - One\nER  - \n\nTI  - Two\nER  - \n",
    "RIS: no start in the file": "TI  - One\nER  - \n\nTI  - Two\nER  - \n",
    "RIS: a single one without a start": "TI  - One\nER  - \n",
    "RIS: an end alone": "ER  - \n",
    "RIS: ends alone": "ER  - \nER  - \n",
    "RIS: a line outside": "Dear all\nTY  - JOUR\nTI  - One\nER  - \n",
    "RIS: lines outside": "Dear all\nhere it is\nTY  - JOUR\nTI  - One\nER  - \n",
    "Web of Science: outside": WOS + "Dear all\nPT J\nTI One\nER\n\nEF\n",
    "Web of Science: no end": WOS + "PT J\nTI One\nPT J\nTI Two\n",
    "Web of Science: no start": WOS + "PT J\nTI One\nER\n\nTI Two\nER\n\nAU Larsen, M\nER\n\nEF\n",
    "EndNote: no start": "%0 Book\n%T One\n\n%T Two\n",
    "EndNote: outside": "Dear all\n%0 Book\n%T One\n",
    "EndNote: left over": "%0 Book\n%T One\n%D 2019\n\n%D 2020\n%T Two\n",
    "PubMed: outside": "Dear all\nTI  - None\n" + PMID.format(1),
    "PubMed: left over": PMID.format(1) + "AB  - Text\n\nDP  - 2020\nTI  - Two\n",
    "PubMed: a second owner": PMID.format(1) + "OWN - NLM\nOWN - NLM\n",
    "Ovid: outside": "Dear all\n<1>\nTI  - One\nAB  - Text\n\nTI  - Two\nAB  - More\n",
    "Ovid: names of fields": "<1>\nTitle\n  One\nAbstract\n  Text\n\nTitle\n  Two\n\nLast\n",
    "RefWorks: no start of the first": "T1 One\n\nRT Journal Article\nT1 Two\n",
    "RefWorks: no start": "RT Journal Article\nT1 One\n\nT1 Two\n\nDear all\n",
    "Cochrane: fewer than it says": "Record #1 of 2\nID: CN-1\nTI: One\n",
    "BibTeX: keys": "@article{a,\n title = {One}\n}\n@article{a,\n title = {Two}\n}\n@article{,\n title = {Three}\n}\n"
    "@article{b, c,\n title = {Four}\n}\n",
    "BibTeX: others": "@article{a,\n title = {One},\n author = {Larsen, Mette and others}\n}\n",
    "BibTeX: no comma": '@article{a,\n title = "One"\n year = "2020"\n}\n',
    "BibTeX: a field twice": "@article{a,\n title = {One},\n title = {Two}\n}\n",
    "BibTeX: not closed": "@article{a,\n title = {One,\n year = 2020\n\n@article{b,\n title = {Two}\n}\n",
    "BibTeX: nothing in it": "@article{b,\n title = {Two}\n}\n@article{a\n",
    "BibTeX: outside": "@article{b,\n title = {Two}\n}\n year = {2020},\n",
    "CSV: more cells": "Title,Year\nOne,2020,more\n",
    "CSV: a quotation mark": 'Title,Year\nOne,2020\n"Two,2020\nThree,2020\n',
    "CSV: a column": "Title,Year,Mood\nOne,2020,high\n",
    "CSV: columns": "Title,Year,Mood,Weather\nOne,2020,high,wet\n",
    "Excel: breaks off": repacked(BOOK, lambda name, part: part[: len(part) * 3 // 4] if name == SHEET else part),
    "Excel: a sheet": workbook([HEAD, ("One", "", 2020, "")], sheets=["Excluded"]),
    "Excel: a formula": workbook([HEAD, ("One", "", 2020, ""), ('=HYPERLINK("x")', "", 2020, "")]),
    "Excel: formulas": workbook([HEAD, ("One", '=A("x")', 2020, ""), ('=HYPERLINK("x")', "", 2020, "")]),
    "JSON: damaged": f"[{CSL.format(1)},\n{PAIR} \"x\"}},\n{CSL.format(3)}]",
    "JSON: no reference": f"[{CSL.format(1)},\n7,\n{CSL.format(3)}]",
    "JSON: one in another": f"[{CSL.format(1)},\n{PAIR}, \"note\": {CSL.format(2)}}},\n{CSL.format(3)}]",
    "JSON: a lost key": '{"CodeSets": [{"SetName": "One"}], 7,\n"References": [{"ItemId": 1, "Title": "One"}]}',
    "JSON: too deep": f'[{CSL.format(1)},\n{PAIR}, "x": {"[" * 100_000}',
    "XML: damaged": XML.format(ENDNOTE.format(1) + "\n<record><titles></title></record>\n" + ENDNOTE.format(3)),
    "XML: outside": XML.format(ENDNOTE.format(1) + "\n<title>Lost</title></titles></record>\n" + ENDNOTE.format(3)),
    "abstracts: a gap": ABSTRACT.format(1) + ABSTRACT.format(3),
    "abstracts: outside": "Dear all\n\n" + ABSTRACT.format(1),
    "abstracts: cut off": ABSTRACT.format(1) + ABSTRACT.format(2).partition("PMID")[0],
    "not UTF-8": "TY  - JOUR\nTI  - Caf\u00e9\nER  - \n".encode("cp1252"),
    "not UTF-8 in two lines": "TY  - JOUR\nTI  - Caf\u00e9\nAB  - \u00e9\u0081\nER  - \n".encode("latin-1"),
    "another script": ("TY  - JOUR\nTI  - Опыт людей, которые сами пережили болезнь\nAB  - "
    + "Мы спросили тех, кто работает в больнице, и тех, кто там лечился. " * 5 + "\nER  - \n").encode("cp1251"),
    "lost": "TY  - JOUR\nTI  - Caf\ufffd\nER  - \n",
    "lost in several places": "TY  - JOUR\nTI  - Caf\ufffd \ufffd\nER  - \n",
    "half a character": "TY  - JOUR\nTI  - Café\nER  - \n\n".encode("utf-16")[:-1],
}  # fmt: skip

MANY = {
    "RIS": "TY  - JOUR\nTI  - One\nER  - \n\nDB  - MEDLINE\n\nTY  - JOUR\nTI  - Two\n\n",
    "RIS without starts": "TY  - JOUR\nTI  - One\nER  - \n" + "\nTI  - Two\nER  - \n" * 2,
    "Web of Science": "PT J\nTI One\n\nPT J\nTI One\nER\n\nTI Two\nER\n\nAU Larsen, M\nER\n\n",
    "EndNote": "%0 Book\n%T One\n\n%T Two\n\nDear all\n\n",
    "PubMed": "PMID- 1\nTI  - One\nOWN - NLM\nOWN - NLM\n\nDear all\n\n",
    "RefWorks": "RT Journal Article\nT1 One\n\nDear all\n\n",
    "BibTeX": "@article{a,\n title = {One},\n title = {Two},\n author = {Larsen, Mette and others}\n}\n"
    " year = {2020},\n@article{a,b,\n title = {One,\n year = 2020\n\n@article{c\n\n",
    "BibTeX keys": "",
    "CSV": '"Two,2020\nThree,2020\nFour,"2020\n',
    "JSON": f",\n{CSL.format(1)},\n{PAIR} \"x\"}},\n{CSL.format(3)},\n7",
    "XML": ENDNOTE.format(1) + "\n<record><titles></title></record>\n<title>Lost</title></titles>\n",
    "abstracts": "",
    "Ovid": "<1>\nTI  - One\n\nDear all\n\n",
    "PubMed before": "PMID- 1\nTI  - One\n\nDear all\n\n",
    "Web of Science before": "PT J\nTI One\n",
    "BibTeX without commas": '@article{a,\n title = "One"\n year = "2020"\n}\n',
}  # fmt: skip
"""Damage of each kind, to be repeated beyond what is listed."""

AROUND = {
    "CSV": ("Title,Year\n" + "".join(f"One,2020{',more' * each}\n" for each in range(1, 53)), ""),
    "BibTeX keys": ("".join(f"@article{{a, {each},\n title = {{One}}\n}}\n" for each in range(52)), ""),
    "JSON": (f"[{CSL.format(0)}", "]"),
    "XML": ("<xml><records>\n", "</records></xml>"),
    "Web of Science": (WOS, "EF\n"),
    "Web of Science before": (WOS + "Dear all\n" * 60, ""),
    "PubMed before": ("TI  - None\n" * 60, ""),
    "Ovid": ("Dear all\n" * 60, ""),
    "abstracts": ("Dear all\n" * 60 + "".join(ABSTRACT.format(each) for each in range(1, 120, 2)), ""),
}


def said(result: ImportResult) -> str:
    """How many records were read and left out, and each warning."""
    lines = [f"{each.line or '-'}: {each.message}" for each in result.warnings]
    return "\n  ".join([f"{result.format}, {len(result.records)} read, {result.skipped} left out", *lines])


def test_warnings(snapshot: SnapshotAssertion) -> None:
    told = [
        f"{name}\n  {said(read_bytes(text if isinstance(text, bytes) else text.encode()))}"
        for name, text in TEXTS.items()
    ]
    assert "\n".join(told) == snapshot


def test_of_too_much_damage_the_rest_is_not_read(snapshot: SnapshotAssertion) -> None:
    text = f"[{CSL.format(1)},\n" + (PAIR + ' "x"},\n') * 60 + f"{CSL.format(3)}]"
    warnings = read_bytes(text.encode()).warnings
    assert [warnings[0], *warnings[-2:]] == snapshot


def test_how_many_more_there_are_of_a_kind(snapshot: SnapshotAssertion) -> None:
    """Of each kind fifty are listed."""
    told = []
    for name, text in MANY.items():
        before, after = AROUND.get(name, ("", ""))
        warnings = read_bytes(f"{before}{text * 53}{after}".encode()).warnings
        told += [name, *(f"  {each.message}" for each in warnings if each.message.startswith("and "))]
    assert "\n".join(told) == snapshot


FILES: dict[str, bytes] = {
    "empty": b" \n",
    "old Office": b"\xd0\xcf\x11\xe0",
    "Word": b"PK\x03\x04....word/document.xml",
    "an archive in another": b"PK\x03\x04....a.ris",
    "PDF": b"%PDF-1.7\n",
    "RTF": b"{\\rtf1\\ansi Peer}",
    "packed": b"\x1f\x8b\x08\x00",
    "SQLite": b"SQLite format 3\x00",
    "a web page": b"<!DOCTYPE html><html><body>Log in</body></html>",
    "EBSCO": b'<records><rec resultID="1"><header shortDbName="ccm"/></rec></records>',
    "Dublin Core": b"<OAI-PMH><oai_dc:dc><dc:title>x</dc:title></oai_dc:dc></OAI-PMH>",
    "a feed": b"<rss version='2.0'><channel/></rss>",
    "JATS": b"<pmc-articleset><article/></pmc-articleset>",
    "no records of PubMed": b"<eSearchResult><Count>3</Count></eSearchResult>",
    "Europe PMC": b"<responseWrapper><hitCount>1</hitCount></responseWrapper>",
    "trials": b"<clinical_study><id_info/></clinical_study>",
    "sources of Word": b'<b:Sources xmlns:b="x"><b:Source/></b:Sources>',
    "TEI": b"<TEI><teiHeader/></TEI>",
    "Europe PMC as JSON": b'{"resultList": {"result": []}}',
    "Semantic Scholar": b'[{"paperId": "x", "title": "y"}]',
    "Lens.org": b'{"data": [{"lens_id": "1"}]}',
    "Scopus": b'{"search-results": {"entry": []}}',
    "a strategy": b"Database: MEDLINE <1946 to now>\n#  Searches\n1  exp peer support/\n",
    "some XML": b"<a><b/></a>",
    "no XML": b"<?xml version='1.0'?>",
    "some JSON": b'{"a": 1}',
    "some text": b"Dear all\nhere it is",
}


def test_what_is_no_export(snapshot: SnapshotAssertion) -> None:
    cases: dict[str, Callable[[], object]] = {name: partial(detect_format, data) for name, data in FILES.items()}
    assert refusals_of(cases, {}) == snapshot


def test_files_that_cannot_be_read(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    def written(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    def edited(old: bytes, new: bytes) -> bytes:
        return repacked(BOOK, lambda name, part: part.replace(old, new) if name == SHEET else part)

    good = written("good.ris", b"TY  - JOUR\nTI  - One\nER  - \n")
    untitled = b"TY  - JOUR\nAU  - Larsen, M\nER  - \n"
    entities = b'<!DOCTYPE xml [<!ENTITY a "b">]>\n' + XML.format(ENDNOTE.format(1)).encode()
    exports = {
        "no file": tmp_path / "none.ris",
        "a folder": tmp_path,
        "a device": Path("/dev/null"),
        "entities of its own": written("entities.xml", entities),
        "no workbook": written("none.xlsx", BOOK[:300]),
        "rows out of order": written("order.xlsx", edited(b'<row r="4"', b'<row r="2"')),
        "a row in another": written("torn.xlsx", edited(b'</row><row r="4">', b"")),
        "no header": written("header.xlsx", workbook([("one", "two"), ("three", "four")])),
        "no record": written("ends.ris", b"ER  - \nER  - \n"),
        "an untitled record": written("one.ris", untitled),
        "untitled records": written("several.ris", untitled * 2),
        "no row": written("empty.csv", b"Title,Year\n"),
    }
    cases: dict[str, Callable[[], object]] = {name: partial(read_export, path) for name, path in exports.items()}
    cases["no format"] = partial(read_file, good, "word")
    cases["another format"] = partial(read_file, good, "bibtex")
    cases["no encoding"] = partial(read_file, good, encoding="klingon")
    cases["no header of a table"] = partial(read_file, written("a.txt", b"Dear all\n"), "csv")
    assert refusals_of(cases, {tmp_path: "TMP"}) == snapshot


LONG = "abcdefghij" * 11
CUT: dict[str, tuple[str, str]] = {
    "RIS": ("ris", f"{LONG}\nTY  - JOUR\nTI  - One\nER  - \n"),
    "Web of Science": ("wos", f"{WOS}{LONG}\nPT J\nTI One\nER\n\nEF\n"),
    "EndNote": ("enw", f"{LONG}\n%0 Book\n%T One\n"),
    "PubMed: a line": ("nbib", f"{PMID.format(1)}\n{LONG}\n"),
    "PubMed: a tag": ("nbib", f"AB  - {LONG}\n{PMID.format(1)}"),
    "Ovid: before": ("ovid", f"{LONG}\n<1>\nTI  - One\n"),
    "Ovid: behind": ("ovid", f"<1>\nTI  - One\n\n{LONG}\n"),
    "RefWorks": ("refworks", f"RT Journal Article\nT1 One\n\n{LONG}\n"),
    "BibTeX": ("bibtex", f"@article{{b,\n title = {{Two}}\n}}\n note = {{{LONG}}},\n"),
    "BibTeX: a key twice": ("bibtex", f"@article{{{LONG},\n title = {{Two}}\n}}\n" * 2),
    "BibTeX: a comma": ("bibtex", f"@article{{{LONG},b,\n title = {{Two}}\n}}\n"),
    "CSV": ("csv", f"Title,Year,{LONG}\nOne,2020,high\n"),
    "XML": ("endnote-xml", XML.format(ENDNOTE.format(1) + f"\n<title>{LONG}</title>\n")),
    "abstracts": ("pubmed-text", f"{LONG}\n\n{ABSTRACT.format(1)}"),
    "no format": ("auto", f"{LONG}\n"),
}


def test_of_a_long_text_the_start_is_shown(snapshot: SnapshotAssertion) -> None:
    told = []
    for name, (format, text) in CUT.items():
        try:
            messages = [each.message for each in read_bytes(text.encode(), format).warnings]
        except TamisError as error:
            messages = [error.what]
        told += [f"{name}: {each}" for each in messages]
    assert "\n".join(told) == snapshot
