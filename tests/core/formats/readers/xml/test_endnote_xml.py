"""EndNote XML: one record a time, so that damage stays where it is."""

from __future__ import annotations

import pytest

from core.errors import TamisError
from core.formats.result import ImportResult
from tests.core.formats.samples import read_bytes


def read(records: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> ImportResult:
    return read_bytes(f"{head}<xml><records>{records}</records></xml>".encode(), "endnote-xml")


def titled(title: str, more: str = "") -> str:
    return f"<record><titles><title>{title}</title></titles>{more}</record>\n"


def test_a_record() -> None:
    [found] = read(
        '<record><database name="My.enl" path="C:\\My.enl">My.enl</database><rec-number>12</rec-number>'
        '<ref-type name="Conference Paper">47</ref-type><contributors><authors><author><style>'
        "Larsen, Mette</style></author>"
        "<author>Dahl, Tor</author></authors><secondary-authors><author>Editor, E.</author>"
        "</secondary-authors></contributors>"
        '<titles><title><style face="normal">Peer </style><style face="italic">support</style></title>'
        "<secondary-title>Proceedings</secondary-title></titles><periodical><full-title>Journal</full-title>"
        "</periodical>"
        "<pages>101-112</pages><volume>8</volume><number>2</number><keywords><keyword>peers</keyword>"
        "<keyword>care</keyword>"
        "</keywords><dates><year>2020</year></dates><isbn>0954-0121</isbn><accession-num>31234567</accession-num>"
        "<abstract>Text &amp; more.</abstract><urls><related-urls><url>https://x.org/1</url></related-urls></urls>"
        "<electronic-resource-num>10.1000/ABC</electronic-resource-num><language>eng</language></record>"
    ).records
    assert (found.title, found.kind, found.journal) == ("Peer support", "CPAPER", "Proceedings")
    assert [each.name for each in found.authors] == ["Larsen, Mette", "Dahl, Tor"]
    assert (found.doi, found.year, found.pages, found.accession) == ("10.1000/abc", 2020, "101-112", "31234567")
    assert found.keywords == ("peers", "care") and found.urls == ("https://x.org/1",)
    assert found.abstract == "Text & more." and ("contributors/author", "Editor, E.") not in found.raw
    assert ("secondary-authors/author", "Editor, E.") in found.raw


def test_what_stands_in_no_record_is_said_and_given_to_none() -> None:
    lost = titled("Lost").replace("<record>", "")
    result = read(titled("One") + lost + titled("Three"))
    assert [each.title for each in result.records] == ["One", "Three"]
    assert not any("Lost" in value for record in result.records for _, value in record.raw)
    assert [(each.line, each.message) for each in result.warnings] == [
        (2, "left out, since it is in no record: “Lost”")
    ]
    assert [each.line for each in read(titled("One") + "\n" * 100_000 + lost).warnings] == [100_002]
    assert not read(titled("One") + titled("Two")).warnings


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a &nbsp;b &eacute;", "a b é"),
        ("a &#11;b &#x1F; c", "a b c"),
        ("a \x0b b", "a b"),
        ("R & D", "R & D"),
        ("&lt;i&gt;in vivo&lt;/i&gt;", "in vivo"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("a<!-- no -->b", "ab"),
    ],
)
def test_what_is_not_quite_xml_is_read(written: str, title: str) -> None:
    assert read(titled(written)).records[0].title == title


@pytest.mark.parametrize(
    "damaged", [titled("<b>open"), "<record><titles>", titled("two", "</oops>"), "<record></titles></record>"]
)
def test_a_damaged_record_costs_nothing_but_itself(damaged: str) -> None:
    result = read(titled("one") + damaged + titled("three"))
    assert [each.title for each in result.records] == ["one", "three"] and result.skipped == 1
    assert result.warnings[0].line == 2 and result.ty_lines == 3


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(TamisError, match="entities of its own"):
        read(titled("&a;"), head='<!DOCTYPE xml [<!ENTITY a "aaaa">]>')


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    result = read_bytes((titled("one") + titled("two") + "<record><titles><title>thr").encode(), "endnote-xml")
    assert [each.title for each in result.records] == ["one", "two"] and result.skipped == 1
