"""The report as Markdown: the same sections as the page, without the lists of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.report.document.parts import (
    Block,
    Cell,
    CountedRecords,
    Figure,
    Items,
    PartOfWhole,
    Section,
    TableBlock,
    TextBlock,
)
from core.report.document.plain import markdown, one_line
from core.words import number


def report_md(title: str, subtitle: str, sections: Sequence[Section]) -> str:
    """The whole report as one Markdown file."""
    lines = [f"# {markdown(title)}", "", markdown(subtitle), "", "Every number opens its records in index.html.", ""]
    for section in sections:
        lines += _section(section, 2)
    return "\n".join(lines)


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {markdown(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _section(block, level + 1) if isinstance(block, Section) else _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case TextBlock():
            text = markdown(
                " ".join(number(part.value) if isinstance(part, CountedRecords) else f"{part}" for part in block.parts)
            )
            yield f"> {text}" if block.notice else text
        case Items():
            yield from (f"- {markdown(item)}" for item in block.items)
        case TableBlock():
            yield from table_lines(block)
        case Figure():
            yield from _code(f"{block.caption}\n\n{block.text}")


def table_lines(table: TableBlock) -> Iterator[str]:
    """A table without the columns of bars, which say nothing that a number beside them does not say."""
    shown = [
        place for place in range(len(table.head)) if not any(isinstance(row[place], PartOfWhole) for row in table.rows)
    ]
    yield f"*{markdown(f'{table.caption}')}*"
    yield ""
    yield f"| {' | '.join(markdown(table.head[place]) or ' ' for place in shown)} |"
    yield f"|{'|'.join('---:' if _counts(table, place) else '---' for place in shown)}|"
    for row in table.rows:
        yield f"| {' | '.join(_cell(row[place]) for place in shown)} |"


def _counts(table: TableBlock, place: int) -> bool:
    return any(isinstance(row[place], CountedRecords) for row in table.rows)


def _cell(cell: Cell) -> str:
    if isinstance(cell, CountedRecords):
        return number(cell.value)
    return markdown(cell) if isinstance(cell, str) else ""


def _code(text: str) -> Iterator[str]:
    """Lines that keep their spaces."""
    for line in text.split("\n"):
        yield "    " + " ".join(one_line(part) for part in line.split(" ")).rstrip()
