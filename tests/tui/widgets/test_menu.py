from __future__ import annotations

from textual import events

from core.protocol.read import parse_protocol
from core.protocol.template import template
from tui.widgets.menu import Choices, Menu, offered, reason_choices


def test_each_answer_reads_with_its_key_and_escape_comes_last() -> None:
    assert offered({"1": ("one\x1b[31m", print), "x": ("other", print)}) == ["1 one[31m", "x other", "esc back"]
    assert offered({}) == ["esc back"]


def test_a_reason_is_given_by_its_digit_and_none_by_0_unless_one_is_needed() -> None:
    said: list[str] = []
    stages = parse_protocol(template("peer-support-2021"), "protocol.toml").stages
    with_reasons = next(each for each in stages if each.reason_keys)
    free = reason_choices(with_reasons, said.append, needed=False)
    needed = reason_choices(with_reasons, said.append, needed=True)
    assert list(free) == [*needed, "0"] and list(needed) == list(with_reasons.reason_keys)
    for choices in (free, needed):
        for _words, act in choices.values():
            act()
    ids = [each.id for each in with_reasons.reason_keys.values()]
    assert said == [*ids, "", *ids]
    without = next(each for each in stages if not each.reason_keys)
    assert reason_choices(without, said.append, needed=False) == {}


def test_enter_gives_the_first_answer_only_where_it_confirms() -> None:
    choices: Choices = {"d": ("do it", print), "n": ("no", id)}
    asked, completed = Menu("sure?", choices, confirms=True), Menu("what?", choices)
    enter, letter, other = events.Key("enter", "\r"), events.Key("n", "n"), events.Key("x", "x")
    assert [asked.answer(enter), completed.answer(enter)] == [print, None]
    assert [each.answer(letter) for each in (asked, completed)] == [id, id]
    assert asked.answer(other) is None
    assert asked.touchable == {"d do it": "d", "n no": "n", "esc back": "escape"}
    assert asked.words == ["sure?", *asked.touchable]
