"""MARCXML: a book, an article in its journal, and records that a server's answer wraps."""

from pathlib import Path

from core.formats.readers.read import read_file

BOOK = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">990001</controlfield>
<controlfield tag="008">120101s2012    no            000 0 eng d</controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">9788200000006</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Larsen, Mette,</subfield>
<subfield code="e">author.</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Help from peers :</subfield>
<subfield code="b">a handbook /</subfield>
<subfield code="c">Mette Larsen.</subfield></datafield>
<datafield tag="260" ind1=" " ind2=" "><subfield code="b">Lay Press,</subfield>
<subfield code="c">2012.</subfield></datafield>
<datafield tag="520" ind1=" " ind2=" "><subfield code="a">How peers help.</subfield></datafield>
<datafield tag="650" ind1=" " ind2="0"><subfield code="a">Peer support.</subfield></datafield></record>"""


def test_the_fields_of_a_book(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<collection>{BOOK}</collection>", "utf-8")
    read = read_file(path)
    (record,) = read.records
    assert read.format == "marcxml" and read.skipped == 0
    assert record.title == "Help from peers: a handbook" and [(each.family, each.given) for each in record.authors] == [
        ("Larsen", "Mette")
    ]
    assert record.year == 2012 and record.publisher == "Lay Press" and record.abstract == "How peers help."
    assert list(record.keywords) == ["Peer support"]


def test_what_a_server_wraps_around_records_is_neither_a_record_nor_a_warning(tmp_path: Path) -> None:
    wrapped = f"<record><recordSchema>marcxml</recordSchema><recordData>{BOOK}</recordData></record>"
    path = tmp_path / "a.xml"
    path.write_text(
        f"<searchRetrieveResponse><numberOfRecords>2</numberOfRecords><records>{wrapped * 2}</records>"
        "</searchRetrieveResponse>",
        "utf-8",
    )
    read = read_file(path)
    assert [each.year for each in read.records] == [2012, 2012]
    assert read.skipped == 0 and not read.warnings


def test_fields_that_stand_in_no_record_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<collection>\n{BOOK}\n{BOOK.replace('<record', 'record', 1)}</collection>", "utf-8")
    read = read_file(path)
    assert len(read.records) == 1
    assert any("left out, since it is in no record" in each.message and each.line for each in read.warnings)
