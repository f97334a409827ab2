"""Addresses are links where a terminal takes them; nothing that a record holds gets out of one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.style import Style

from tests.tui.fake import MemoryReviewAdapter
from tests.tui.screens.test_undoing import settled
from tui.app import TamisApp
from tui.settings.settings import Settings, read_settings
from tui.text.content import linked, strip
from tui.text.links import addresses, file_url, takes_links
from tui.text.theme import DIM, STRONG


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Scopus · 10.1000/xyz.1 · English", {"10.1000/xyz.1": "https://doi.org/10.1000/xyz.1"}),
        ("see https://example.org/a?b=1&c=2.", {"https://example.org/a?b=1&c=2": "https://example.org/a?b=1&c=2"}),
        (
            "(10.1016/S0140-6736(05)71146-6)",
            {"10.1016/S0140-6736(05)71146-6": "https://doi.org/10.1016/S0140-6736(05)71146-6"},
        ),
        ("10.1002/a<b>;2-#", {"10.1002/a": "https://doi.org/10.1002/a"}),
        ("http://例え.jp/x", {"http://例え.jp/x": "http://%E4%BE%8B%E3%81%88.jp/x"}),
        ("javascript:alert(1) file:///etc/passwd 110.1000/xyz v10.1000/x", {}),
        ("cut: 10.1000/xyz…", {"10.1000/xyz": "https://doi.org/10.1000/xyz"}),
    ],
)
def test_addresses(text: str, found: dict[str, str]) -> None:
    assert {text[each.start : each.end]: each.url for each in addresses(text)} == found


def test_a_link_leaves_pieces_styles_and_text_as_they_were() -> None:
    line = [("see 10.10", DIM), ("00/x", STRONG), (" now", DIM)]
    done = linked(line, 80)
    assert "".join(text for text, _ in done) == "see 10.1000/x now"
    assert [(text, style.link, style.bold) for text, style in done] == [
        ("see ", None, None),
        ("10.10", "https://doi.org/10.1000/x", None),
        ("00/x", "https://doi.org/10.1000/x", True),
        (" now", None, None),
    ]


def test_what_goes_on_in_the_next_line_is_no_link() -> None:
    text = "https://example.org/" + "a" * 80
    assert linked([(text, DIM)], 80) == [(text, DIM)]


def test_without_links_nothing_of_one_is_sent() -> None:
    style = Style(link="https://example.org/")
    for links in (False, True):
        links_sent = [each.style.link for each in strip([("10.1000/x ", style)], 20, DIM, links=links) if each.style]
        assert any(links_sent) is links


@pytest.mark.parametrize(
    ("environ", "takes"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "linux"}, False),
        ({}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4200"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "?"}, False),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
    ],
)
def test_which_terminals_take_them(environ: dict[str, str], takes: bool) -> None:
    assert takes_links(environ) is takes


def test_a_file_is_one_of_this_machine() -> None:
    assert re.fullmatch(r"file://[^/]+/tmp/a%20b%1B.html", file_url(Path("/tmp/a b\x1b.html")))


@pytest.mark.parametrize("links", [True, False])
async def test_a_record_read_has_its_doi_as_a_link(links: bool) -> None:
    app = TamisApp(MemoryReviewAdapter(5), Settings(links=links), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j")
        reader = app.screen.query_one("#reader")
        found = {
            each.style.link for row in range(6) for each in reader.render_line(row) if each.style and each.style.link
        }
        assert {link.rpartition(".")[0] for link in found} == ({"https://doi.org/10.1000/xyz"} if links else set())


def test_the_setting() -> None:
    assert read_settings({}).links is None and read_settings({"links": False}).links is False


@pytest.mark.parametrize(
    ("environ", "takes"),
    [
        *(({"TERM_PROGRAM": each}, True) for each in ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty",
                                                      "Tabby", "rio")),
        *(({"TERM": each}, True) for each in ("kitty", "ghostty", "xterm-ghostty", "alacritty", "foot", "wezterm",
                                              "contour")),
        ({"VTE_VERSION": "5000"}, True), ({"VTE_VERSION": "4999"}, False), ({"VTE_VERSION": ""}, False),
        ({"LC_TERMINAL": "other"}, False), ({"KONSOLE_VERSION": "1"}, True), ({"TERM": "xterm-foot"}, False),
    ],
)  # fmt: skip
def test_which_other_terminals_take_them(environ: dict[str, str], takes: bool) -> None:
    assert takes_links(environ) is takes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.123/a 10.1234567890/a x10.1000/a /10.1000/b", []),
        ("10.1000/a, 10.123456789/b", ["10.1000/a", "10.123456789/b"]),
        ("https://a.b/(c) https://a.b/(c)d) https://a.b/c)", ["https://a.b/(c)", "https://a.b/(c)d", "https://a.b/c"]),
        ("https://a.b/((c))", ["https://a.b/((c)"]), ("http://a.b/'›·.,;:!?]}", ["http://a.b/"]),
        ("https://a«b https://a”b", ["https://a", "https://a"]),
    ],
)  # fmt: skip
def test_where_an_address_ends(text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in addresses(text)] == found


@pytest.mark.parametrize(
    ("letters", "width", "links"), [(87, 200, True), (88, 200, False), (35, 40, True), (36, 40, False)]
)
def test_how_long_an_address_may_be(letters: int, width: int, links: bool) -> None:
    address = f"http://{'a' * (letters - 7)}"
    assert any(style.link for _, style in linked([(address, DIM)], width)) is links


def test_each_of_several_links_leads_to_its_own_place() -> None:
    done = linked([("10.1000/a and ", DIM), ("http://b", STRONG), (" 10.1000/c", DIM)], 80)
    assert [(text, style.link) for text, style in done] == [
        ("10.1000/a", "https://doi.org/10.1000/a"), (" and ", None), ("http://b", "http://b"), (" ", None),
        ("10.1000/c", "https://doi.org/10.1000/c"),
    ]  # fmt: skip
