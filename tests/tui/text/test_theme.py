"""The styles by their names: the terminal's own colours, no two that mean different things alike."""

from tui.text import theme


def test_each_style() -> None:
    named = {name: str(style) for name, style in vars(theme).items() if name.isupper() and name != "MARK_BLOCKS"}
    assert named == {
        "PLAIN": "none", "STRONG": "bold", "DIM": "dim", "INCLUDED": "green", "EXCLUDED": "red", "MAYBE": "yellow",
        "REMARK": "cyan", "DIFFERENT": "yellow", "ALARM": "bold reverse red", "CHOSEN": "reverse",
        "MARK_INCLUDE": "bold green", "MARK_EXCLUDE": "underline red", "MARK_FOUND": "reverse",
    }  # fmt: skip
    assert [str(each) for each in theme.MARK_BLOCKS] == ["bold cyan", "bold magenta", "bold yellow", "bold blue"]
