"""Plain text of what a database wrote: each kind of mark-up, notice and character, and what only looks like one."""

from __future__ import annotations

import pytest

from core.formats.clean import clean_text, is_plain, lines_are_plain, resolve_named_entities, without_notice

BLOCKS = (
    "p br div li ul ol dl dt dd h1 h6 hr sec title table tr td th tbody thead abstract list list-item label "
    "abstracttext abstract-text copyrightinformation"
)
INLINE = (
    "i b em strong sub sup u s span a font small big tt code italic bold underline sc inf img blockquote "
    "inline-formula tex-math alternatives formula inline-graphic ext-link xref named-content styled-content math mrow "
    "mi mo mn msub msup msubsup mfrac mtext mspace mover munder mfenced mstyle semantics annotation"
)


@pytest.mark.parametrize("name", BLOCKS.split())
def test_a_block_parts_words(name: str) -> None:
    assert clean_text(f"one<{name}>two</{name}>") == "one two" and not is_plain(f"<{name}>")


@pytest.mark.parametrize("name", INLINE.split())
def test_what_stands_within_a_line_parts_nothing(name: str) -> None:
    assert clean_text(f"one<{name}>two</{name}>") == "onetwo" and not is_plain(f"<{name}>")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("NA", ""), ("NAM", "NAM"), ("na", "na"), ("", ""), ("a", "a"), (" a  b   c ", "a b c"), ("a\tb\nc", "a b c"),
        ("p <b and c> d", "p <b and c> d"), ("a<jats:p>b", "a b"), ("a<mml:mi>b", "ab"), ("a<x:p>b", "a<x:p>b"),
        ('a<p class="x">b', "a b"), ("a<p x>b", "a<p x>b"), ("a<P>b<BR/>c<br />d", "a b c d"), ("a<h7>b", "a<h7>b"),
        ("a<!-- no -->b", "a b"), ("a<!-- no\nno -->b", "a b"), ("a<!-- <!-- x -->b", "a<!-- b"),
        ("a &lt;b&gt;c", "a c"), ("a&amp;lt;i&amp;gt;b", "ab"), ("&eacute;&#233;&#xE9;", "ééé"), ("a&b; c", "a&b; c"),
        ("a & b", "a & b"), ("R&D", "R&D"), ("&amp;amp;amp;amp;amp;lt;", "<"), ("a&#12345678;", "a&#12345678;"),
        ("&amp;amp;amp;amp;amp;amp;amp;lt;", "&amp;lt;"), ("a&nbsp;b", "a b"),
        ('<AbstractText Label="METHODS:">We', "METHODS: We"), ("<abstract-text Label='AIM'>a", "AIM: a"),
        ('x<AbstractText nlmcategory="Y">a', "x a"), ("a<", "a<"), ("a<<p>b", "a< b"),
        ("1<2 and <i>p</i><3", "1<2 and p<3"),
        ("a\x1b[31mb", "ab"), ("a\x00b\x07c", "abc"), ("a\u202eb\u2066c\xadd\ufeffe", "abcde"),
        ("a\u200db\u200ec", "a\u200db\u200ec"),
        ("a\u2028b\u3000c\xa0d", "a b c d"), ("a\ud800b", "a\ufffdb"), ("e\u0301", "e\u0301"), ("\x1b[1", "[1"),
    ],
)  # fmt: skip
def test_what_a_database_wrote_as_a_person_would_read_it(value: str, text: str) -> None:
    assert clean_text(value) == text


PLAIN = ("", "a b", "1 < 2", "a & b", "a &b", "é ü 漢", "<x>", "p <b and c> d", "a&;", "<", "a<b")
NOT_PLAIN = ("a\nb", "<p>", "a &amp; b", "&#1;", "a\tb", "\x1b", "a\xadb", "\u200d", "x<y<i>", "a\x92")


def test_what_is_plain() -> None:
    assert [each for each in PLAIN if not is_plain(each)] == [] and [each for each in NOT_PLAIN if is_plain(each)] == []
    assert lines_are_plain("a\nb") and not lines_are_plain("a\n<p>") and not lines_are_plain("a\r\nb")
    assert all(clean_text(each) == each for each in PLAIN)


BODY = "We asked peer workers about their days and found that all were busy."


@pytest.mark.parametrize(
    "notice",
    [
        "© 2020 Elsevier Ltd. All rights reserved.", "Copyright © 2019 Wiley.", "(C) 2001 The Authors", "(c) 2001 Sage",
        "© 2020 The Author(s). Published by X.", "© 2019-2020 Springer", "© The Authors 2020", "© the author 2020.",
        "Copyright 2011 APA, all rights reserved", "Copyright (C) 2014 Karger", "© Springer Science 2019. All",
        "PsycINFO Database Record (c) 2016 APA, all rights reserved", "(PsycInfo Database Record (c) 2020 APA)",
        "All rights reserved.", "All rights reserved", "Copyright by Sage.", "Copyright: the author.", "(c) by Sage",
        "Crown Copyright © 2010 Published by Elsevier.", "Copyright.", "© 2020", "[© 2020 Elsevier]",
        "(C) Nordic Press 2001.",
        "This article is protected by copyright. All rights reserved.", "© 1899 X", "© 2020, by X",
        "Copyright of Journal is the property of Wiley and its content may not be copied. Users may use it for "
        "individual use. See the full abstract.",
    ],
)  # fmt: skip
def test_a_notice_goes_from_the_end(notice: str) -> None:
    assert without_notice(f"{BODY} {notice}") == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY, "", f"{BODY} It was (a) one, (b) two and (c) three.", f"{BODY} We used Psychology Today and PsycINFO.",
        "Copyright law and its readers: a study of the laws.", f"{BODY} The work was done by copyright lawyers.",
        f"{BODY} (c) 1799 was the year", f"{BODY} Reading © in texts", f"{BODY} We found (C) in 12 texts.",
        f"© 2020 Elsevier. {BODY * 8}", f"{BODY} The full abstract is there.", f"{BODY} of individual use",
        "Copyright of Journal belongs to nobody.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_notice_stays(text: str) -> None:
    assert without_notice(text) == text


def test_several_notices_go_one_by_one() -> None:
    assert without_notice(f"{BODY} © 2020 A. Copyright © 2020 B. All rights reserved.") == BODY
    assert without_notice(f"{BODY} Copyright © 2020 A. (PsycINFO Database Record (c) 2020 APA)") == BODY
    many = f"{BODY}{' All rights reserved.' * 9}"
    assert without_notice(many).startswith(BODY)


def test_entities_of_html_in_xml() -> None:
    assert resolve_named_entities("&nbsp;&eacute;&amp;&lt;&gt;&quot;&apos;&#65;&odd;") == (
        "\xa0é&amp;&lt;&gt;&quot;&apos;A&odd;"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a<jats:title>b</jats:title>c", "a b c"),
        ("a<MML:MI>b", "ab"),
        ("a<i\n/>b", "ab"),
        ("a<i x\n= 'y'>b", "ab"),
        ("<p><p><p>", ""),
        ("<i>a", "a"),
        ("a<ii>b", "a<ii>b"),
        ("a</sup>b", "ab"),
        ("a<!-->b", "a<!-->b"),
        ("a &#x110000; b", "a \ufffd b"),
        ("&#1234567;x", "\ufffdx"),
        ("&#xFFFFFFF;", "&#xFFFFFFF;"),
        ("&x;", "&x;"),
        ("&abcdefghijklmnopqrstuvwxyzabcdefg;", "&abcdefghijklmnopqrstuvwxyzabcdefg;"),
        ("a\x1b[1;31 mb", "ab"),
        ("\x1b[?25hx", "x"),
        ("a\x1b[31é", "a[31é"),
        ("a~ ~b", "a~ ~b"),
        ("a\x7fb", "ab"),
        ("a \x00 b", "a b"),
        ("\u200b\u200c\u2060", "\u200b\u200c\u2060"),
        ("a\ue000b", "a\ue000b"),
        ("&amp;#60;i&amp;#62;x", "x"),
        ("a &lt; b <i>c</i> &gt; d", "a < b c > d"),
        ("&amp;nbsp;x", "x"),
        ("x<AbstractText Label='A' >y", "x A: y"),
        ("<AbstractText x='y' LABEL='A:'>z", "A: z"),
        ("x<i>&amp;</i>y", "x&y"),
    ],
)
def test_mark_up_and_marks_at_the_edges(value: str, text: str) -> None:
    assert clean_text(value) == text


@pytest.mark.parametrize("escapes", range(9))
def test_what_was_escaped_up_to_six_times_is_resolved(escapes: int) -> None:
    text = "a & b"
    for _ in range(escapes):
        text = text.replace("&", "&amp;")
    assert clean_text(text) == ("a & b" if escapes <= 6 else "a &" + "amp;" * (escapes - 6) + " b")


def test_a_notice_is_looked_for_at_the_end_alone() -> None:
    notice = "© 2020 Elsevier"
    assert without_notice(f"{notice}{' x' * 142}.") == "" and len(f"{notice}{' x' * 142}.") == 300
    kept = f"{BODY} {notice}{' x' * 143}."
    assert without_notice(kept) == kept and without_notice(f"{BODY} {notice}{' x' * 142}.") == BODY
    assert without_notice(f"{BODY}{' All rights reserved.' * 8}") == BODY
    assert without_notice(f"{BODY}{' All rights reserved.' * 9}") == f"{BODY} All rights reserved."


@pytest.mark.parametrize(
    "notice",
    [
        "PsycInfo Database Record",
        "PsycArticles Database Record (c) 2016 APA]",
        "(C) 2001, by Sage",
        "(c), 2001 the Author",
        "Copyright (c) Copyright 2001 X",
        "Copyright the authors 2020",
        "Copyright : 2020 X",
        "(C) Copyright by Sage",
        "© The Author",
        "© by Sage",
        "©Springer 2019.",
        "©2020",
        "(C) Sage 2001.",
        "(C) Sage 2001",
        "© 2020-2021. X",
        "© 2020–2021 (Oslo)",
        "© 2020. ©",
        "© 2020 by X",
        "© 2020 the X",
        "This work is protected by copyright. All rights reserved",
        "All rights reserved)",
        "All rights reserved ]",
        "Copyright of J is the property of X. full abstract",
        "© Crown Copyright 2020. Published.",
    ],
)
def test_a_notice_in_any_of_its_forms_goes(notice: str) -> None:
    assert without_notice(f"{BODY} {notice}") == BODY


def test_what_hangs_over_before_a_notice_goes_within_sixty_characters() -> None:
    for gap, left in ((59, BODY), (58, BODY)):
        assert without_notice(f"{BODY} Copyright{' ' * (gap - 9)}© 2020 X") == left
    assert without_notice(f"{BODY} Crown © 2020 X") == BODY and without_notice(f"{BODY} ([© 2020 X") == BODY
    assert without_notice("Crown © 2020 X") == "Crown" and without_notice("© 2020 X") == ""
    assert without_notice("a © 2020 X") == "a" and without_notice("All rights reserved.") == ""


def test_the_notice_of_ebsco_goes_however_long_it_is() -> None:
    assert without_notice(f"Copyright of J is the property of X. {'May be used. ' * 40}") == ""
    assert without_notice(f"Copyright of J is the property of X. {'May be used. ' * 9}".strip()) == ""
