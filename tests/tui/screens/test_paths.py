from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TamisError
from tui.screens.paths import complete, files_in, split_line
from tui.text.plain import printable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("a.ris  b.ris ", ["a.ris", "b.ris"]),
        ("'a b.ris' \"c 'd'.ris\"", ["a b.ris", "c 'd'.ris"]),
        (r"a\ b.ris O\'Brien.ris", ["a b.ris", "O'Brien.ris"]),
        (r"'a\b' x", [r"a\b", "x"]),
        ("'never closed x", ["never closed x"]),
    ],
)
def test_words_are_quoted_as_in_a_shell(line: str, words: list[str]) -> None:
    finished, last = split_line(line)
    assert [each.text for each in [*finished, last] if each.text] == words


def test_several_files_the_home_folder_and_patterns(folder: Path) -> None:
    make(folder, "a b.ris", "c.ris", "sub/d.ris", "sub/e.ris")
    found = files_in('"a b.ris" ~/c.ris sub/*.ris c.ris')
    assert [path.resolve().relative_to(folder.resolve()).as_posix() for path in found] == [
        *("a b.ris", "c.ris", "sub/d.ris", "sub/e.ris", "c.ris")
    ]


def test_a_whole_line_may_be_one_path(folder: Path) -> None:
    make(folder, "it's  a [final] export.ris")
    assert files_in("it's  a [final] export.ris ") == [Path("it's  a [final] export.ris")]


@pytest.mark.parametrize("line", ["", "   ", "''"])
def test_no_file_is_said(folder: Path, line: str) -> None:
    with pytest.raises(TamisError, match="name at least one file"):
        files_in(line)


def test_a_wrong_path_is_named(folder: Path) -> None:
    make(folder, "a.ris")
    for wrong in ("b.ris", "*.nbib", "~nobody-here/x", "x" * 5000, "a\0b"):
        with pytest.raises(TamisError, match="there is no such file") as caught:
            files_in(f"a.ris {wrong}")
        assert caught.value.where == wrong


def test_completion_adds_what_is_certain(folder: Path) -> None:
    make(folder, "medline-1.ris", "medline-2.ris", "other export.ris", ".hidden.ris", "sub/x.ris")
    assert complete("me") == ("medline-", ["medline-1.ris", "medline-2.ris"])
    assert complete("medline-1.ris o") == (r"medline-1.ris other\ export.ris ", ["other export.ris"])
    assert complete("s") == ("sub/", ["sub/"])
    assert complete("~/su") == ("~/sub/", ["sub/"])
    assert complete("sub/") == ("sub/x.ris ", ["x.ris"])
    assert complete(".h")[0] == ".hidden.ris "
    assert complete("") == ("", ["medline-1.ris", "medline-2.ris", "other export.ris", "sub/"])
    assert complete("~")[0] == "~/"
    assert complete("nothing/so") == ("nothing/so", [])


NASTY = ["a\x1b[2Jb.ris", "new\nline [x].ris", "rtl\u202e.ris", "tab\t.ris", "\udcff.ris", "[-] 'q' \"d\" \\.ris"]


@pytest.mark.parametrize("name", NASTY)
def test_whatever_a_file_is_called_tab_finds_it(folder: Path, name: str) -> None:
    make(folder, name)
    line, [shown] = complete("")
    assert printable(line) == line and printable(shown) == shown
    assert [os.fsencode(path) for path in files_in(line)] == [os.fsencode(name)]


@given(st.text(max_size=40))
def test_any_line_can_be_read_and_completed(line: str) -> None:
    finished, last = split_line(line)
    starts = [each.start for each in [*finished, last]]
    assert starts == sorted(starts) and starts[-1] <= len(line)
    completed, choices = complete(line)
    assert choices or completed == line
