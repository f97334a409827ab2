from __future__ import annotations

import pytest

from tui.text.highlights import Highlighter


@pytest.mark.parametrize(
    ("include", "exclude", "text", "expected"),
    [
        (["peer support*"], [], "Peer supporters and peer-support.", "«Peer supporters» and «peer-support»."),
        (
            ["co-produc*"],
            [],
            "co-production, co\u2010producing, coproduction",
            "«co-production», «co‐producing», coproduction",
        ),
        (["peer"], [], "peers, a peer", "peers, a «peer»"),
        (["RX"], [], "RX, R- and R X", "«RX», R- and R X"),
        (["peer - support"], [], "peer support, peer\u2011\nsupport", "«peer support», «peer\u2011\nsupport»"),
        (["support"], ["animal*"], "animals support", "‹animals› «support»"),
        (["peer", "peer support"], [], "peer support", "«peer support»"),
        (["a.b", "(x"], [], "a.b axb", "«a.b» axb"),
        (["*", " ", ""], [], "anything", "anything"),
        ([], [], "anything", "anything"),
        (["[Erratum]"], [], "an [Erratum] here", "an «[Erratum]» here"),
    ],
)
def test_marks(include: list[str], exclude: list[str], text: str, expected: str) -> None:
    marked, marks = Highlighter(include, exclude).mark(text)
    assert marked == expected
    assert [marked[mark.start] + marked[mark.end - 1] for mark in marks] == [
        "«»" if mark.wanted else "‹›" for mark in marks
    ]


class Blocks:
    labels = ("one", "two")

    def spans(self, text: str, field: str) -> list[tuple[int, int, int]]:
        return [(0, 3, 1), (8, 11, 2)] if field == "title" else []


def test_blocks_what_is_sought_and_words_in_their_order() -> None:
    marker = Highlighter(["def"], ["ghi"], Blocks(), ["jk"])
    marked, marks = marker.mark("abc def ghi jkl", "title")
    assert marked == "¹abc¹ «def» ‹ghi› |jk|l"
    assert [(marked[each.start : each.end], each.wanted, each.block, each.found) for each in marks] == [
        ("¹abc¹", False, 1, False), ("«def»", True, 0, False), ("‹ghi›", False, 0, False), ("|jk|", False, 0, True),
    ]  # fmt: skip
    assert marker.mark("abc def", "")[0] == marker.mark("abc def", "abstract")[0] == "abc «def»"
    assert Highlighter([], [], Blocks()).mark("abc def ghi", "title")[0] == "¹abc¹ def ²ghi²"


def test_what_is_sought_comes_before_words_and_blocks() -> None:
    assert Highlighter(["abc"], [], Blocks(), ["b"]).mark("abc abc and", "title")[0] == ("a|b|c a|b|c ²and²")
    assert Highlighter(["abc"], [], None, ["z"]).mark("abc z", "")[0] == "«abc» |z|"
    assert Highlighter(["one"], ["two"]).words == (("one",), ("two",), None, ())


def test_a_list_of_texts_is_marked_one_by_one() -> None:
    whole, marks = Highlighter(["a"], []).mark_list(["a b", "c", "a"], "keywords")
    assert whole == "«a» b; c; «a»" and [whole[each.start : each.end] for each in marks] == ["«a»", "«a»"]
    assert Highlighter(["a"], []).mark_list([], "keywords") == ("", [])


def test_the_longer_of_two_words_and_spaces_of_any_kind() -> None:
    assert Highlighter(["ab", "ab cd"], []).mark("ab cd ab")[0] == "«ab cd» «ab»"
    assert Highlighter([], ["a-b  c"]).mark("a - b-‑c A B C")[0] == "‹a - b-‑c› ‹A B C›"
    assert Highlighter(["a"], []).mark("aé éa a_ a")[0] == "aé éa a_ «a»"
    letters = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert Highlighter(letters.split(), []).mark(letters)[0] == " ".join(f"«{each}»" for each in letters.split())
