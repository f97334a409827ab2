import pytest

from tui.actions.action import SCREENS
from tui.actions.keymap import DEFAULT_KEYS, PRESETS, actions_by_key, clashes, key_hints, keys_of_hints
from tui.actions.registry import on_screen


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_clashes(preset: str) -> None:
    assert clashes({**DEFAULT_KEYS, **PRESETS[preset]}) == []


def test_a_clash_is_said_with_both_actions() -> None:
    assert clashes({**DEFAULT_KEYS, "maybe": ("y",)}) == ["“y” would mean both “include” and “maybe”"]


def test_the_line_of_keys_follows_the_keymap() -> None:
    hints = key_hints("screening", {**DEFAULT_KEYS, **PRESETS["rayyan"]})
    assert hints[:4] == ["i include", "e exclude", "u maybe", "j/k move"]
    assert hints[-1] == "? help"


def test_a_part_of_the_line_of_keys_stands_for_the_first_key_of_its_action() -> None:
    keys = keys_of_hints("screening", {**DEFAULT_KEYS, "include": ("i", "Y"), "next": ("j", "down", "J")})
    assert (keys["i include"], keys["j/k move"]) == ("i", "j")


def test_the_grammar_of_the_design() -> None:
    keys = actions_by_key("screening", DEFAULT_KEYS)
    expected = {
        "y": "include",
        "n": "exclude",
        "m": "maybe",
        "z": "undo",
        "backspace": "undo",
        "j": "next",
        "space": "more",
    }
    assert expected.items() <= keys.items()


FOOTERS = {
    "start": (
        "y make the review · tab next · enter write · → others · j/k move · space more · q back · ? help",
        "make",
    ),
    "who": (
        "enter that is me · j/k move · space more · q back · ? help",
        "",
    ),
    "dashboard": (
        "enter open · v records · s sources · d duplicates · x disagreements · e exchange · L second look"
        " · j/k move · r report · q quit · ? help",
        "",
    ),
    "records": (
        "j/k move · space more · q back · ? help",
        "",
    ),
    "step": (
        "enter open · a accept all · p pass on · r read all · j/k move · space more · q back · ? help",
        "accept pass_on",
    ),
    "group": (
        "y include · n exclude · a accept all · j/k move · space more · q back · ? help",
        "include exclude accept",
    ),
    "screening": (
        "y include · n exclude · m maybe · j/k move · space more · t note · / search · q back · ? help",
        "include exclude maybe decide_all duplicate",
    ),
    "fulltext": (
        "y include · n exclude · m maybe · r/R retrieved · v read · j/k move · space more · t note · / "
        "search · q back · ? help",
        "include exclude maybe not_retrieved also decide_all duplicate",
    ),
    "text": (
        "y include · n exclude · m maybe · o open · / find · j/k move · space more · q back",
        "include exclude maybe",
    ),
    "second-look": (
        "y include · n exclude · enter next block · j/k move · space more · q back · ? help",
        "include exclude",
    ),
    "words": (
        "j/k move · space more · y include-word · n exclude-word · d take out · q back · ? help",
        "",
    ),
    "acts": (
        "enter take back, or do again · j/k move · space more · q back · ? help",
        "replay",
    ),
    "search": (
        "y search · j/k move · space more · q back",
        "",
    ),
    "duplicates": (
        "y same · n not the same · m later · g all this title · ? rules · j/k move · space more · q back",
        "same not_same all_alike",
    ),
    "disagreements": (
        "y include · n exclude · x escalate · 1 tick · r rationale · j/k move · space more · / search · l"
        " list · c criteria · q back · ? help",
        "include exclude escalate",
    ),
    "dispute-list": (
        "j/k move · space more · enter go to · q back · ? help",
        "",
    ),
    "charting": (
        "enter answer · 1 choose · 0 not reported · e quote · v text · / find · p page · c complete · tab"
        " next missing · →/← study · j/k move · space more · q back · ? help",
        "choose not_reported take_proposal complete",
    ),
    "coding": (
        "enter answer · 1 choose · 0 not reported · e quote · v text · / find · c complete · tab next "
        "missing · →/← study · n new category · r rename · m merge · j/k move · space more · q back · ? "
        "help",
        "choose not_reported complete",
    ),
    "consensus": (
        "enter answer · 1 take · a take all · 0 not reported · tab next missing · →/← study · j/k move · "
        "space more · q back · ? help",
        "take take_all not_reported",
    ),
    "map": (
        "enter studies · r rows · c columns · t letters · j/k move · space more · q back · ? help",
        "",
    ),
    "compare": (
        "r items · tab next gap · enter studies · j/k move · space more · q back · ? help",
        "",
    ),
    "sources": (
        "i import · enter open · s strategy · w take back · j/k move · space more · q back · ? help",
        "",
    ),
    "strategy": (
        "enter line · v records · w alone · K key papers · B blocks · j/k move · space more · q back · ? help",
        "",
    ),
    "report": (
        "j/k move · space more · w write · q back",
        "",
    ),
    "import": (
        "y bring in · enter warnings · escape change · j/k move · space more · q back · ? help",
        "",
    ),
    "exports": (
        "y bring in · enter this file · e source · d day searched · n leave out · j/k move · space more ·"
        " q back · ? help",
        "",
    ),
    "details": (
        "j/k move · space more · q back",
        "",
    ),
    "settings": (
        "enter change · j/k move · space more · q back · ? help",
        "",
    ),
    "help": (
        "j/k move · space more · q back",
        "",
    ),
}
"""What each screen's line of keys always shows, and what there decides, and so waits until it can have been read."""


@pytest.mark.parametrize("screen", SCREENS)
def test_the_line_of_keys_of_each_screen_and_what_decides_there(screen: str) -> None:
    here, hints = on_screen(screen), key_hints(screen, DEFAULT_KEYS)
    shown = len([each for each in here if each.shown])
    line = " · ".join([*hints[: shown - 1], hints[-1]])
    assert (line, " ".join(each.id for each in here if each.decides)) == FOOTERS[screen]
