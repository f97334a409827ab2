"""Reads a whole strategy: its lines, each of them, and whether the lines that they name are there."""

from __future__ import annotations

from core.strategy.dialects import Platform, dialect_of
from core.strategy.printed import printed
from core.strategy.syntax.lines import WrittenLine, written_lines
from core.strategy.syntax.parse import Parsed, parse_line
from core.strategy.values import Fault, Line, Strategy


def read_strategy(text: str, platform: str = "", source: str = "") -> Strategy:
    """Read a strategy as it was run. Any text gives one; what could not be read is named in its lines.

    Args:
        text: The whole text, such as the history of a search, or the page of a paper that has it.
        platform: Where it was run, "Ovid"; "" where it is not known, and the text tells.
        source: The name of the source, "Scopus", which helps where the text has no sign.
    """
    dialect = dialect_of(platform, source, text)
    written, left_out = written_lines(text)
    numbers = {line.number for line in written}
    return Strategy(dialect, tuple(_line(line, dialect, numbers) for line in written), tuple(left_out))


def _line(line: WrittenLine, dialect: Platform, numbers: set[int]) -> Line:
    parsed = parse_line(line.text, dialect)
    problems = (*line.problems, *parsed.problems, *_named_wrongly(line, parsed, dialect, numbers))
    return Line(
        number=line.number,
        text=line.text,
        at=line.at,
        tree=parsed.tree,
        understood=None if parsed.tree is None else printed(parsed.tree, dialect),
        problems=tuple(sorted(problems, key=lambda problem: problem.column)),
        reported=line.reported,
    )


def _named_wrongly(line: WrittenLine, parsed: Parsed, dialect: Platform, numbers: set[int]) -> list[Fault]:
    """A line can name only lines that stand before it."""
    found = []
    for first, last, column in parsed.named:
        for number in (first, last) if first != last else (first,):
            if number == line.number:
                found.append(Fault(column, "the line names itself", "Name the lines that it shall combine."))
            elif number not in numbers:
                what = f"there is no line {number}"
                found.append(
                    Fault(column, what, "Look whether its number is right; what it would find cannot be told.")
                )
            elif number > line.number:
                what = f"line {number} stands behind this one"
                found.append(
                    Fault(column, what, "A line can name only earlier ones; what it would find cannot be told.")
                )
    return found[:5]
