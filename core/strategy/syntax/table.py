"""A history that is a table with named columns, as platforms export it: its searches, a numbered line each."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from core.strategy.syntax.behind import limits_in

_NUMBER = {
    "#",
    "no",
    "no.",
    "set no.",
    "set#",
    "search number",
    "set",
    "search",
    "id",
    "search id",
    "line",
    "line number",
    "number",
}
_SEARCH = {
    "searched for",
    "query",
    "queries",
    "searches",
    "search",
    "search query",
    "search terms",
    "search statement",
    "search string",
}
_LIMITS = {"filters", "limiters/expanders", "limiters", "limits", "refinements"}
_SAID = re.compile(r"\s*(?P<what>Set\s?(?:#|No\.?)|Searched for|Results)\s?:\s*(?P<said>.*)", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+\-]+")
_COUNT = {"results", "result", "hits", "items found", "records", "count", "number of results"}


def table_lines(lines: Sequence[str]) -> list[tuple[int, str]] | None:
    """The lines of a text, each with its place from 1, a row of a table as its number, search, limits and count.

    Columns that say nothing of what was searched, such as how the platform had translated it, are left out. None where
    no line names such columns.
    """
    if any(found["what"][:3].lower() == "set" for line in lines if (found := _SAID.match(line))):
        return _listed(lines)
    if cells := _cell_a_line(lines):
        return cells
    for place, line in enumerate(lines):
        for delimiter in "\t,;|":
            cut = line.strip().strip("|") if delimiter == "|" else line
            names = [_name(cell) for cell in next(csv.reader([cut], delimiter=delimiter), [])]
            searches = [at for at, name in enumerate(names) if name in _SEARCH]
            numbers = [at for at, name in enumerate(names) if name in _NUMBER and at not in searches[-1:]]
            if searches and numbers and numbers[0] < searches[-1]:
                head = [(at, text) for at, text in enumerate(lines[: place + 1], 1)]
                columns = (numbers[0], searches[-1], _column(names, _LIMITS), _column(names, _COUNT))
                below = lines[place + 1 :]
                if delimiter == "|":
                    below = ["" if _RULE.fullmatch(each) else each.strip().strip("|") for each in below]
                rows = _read(below, delimiter) if delimiter in ",;" else _cut(below, delimiter)
                return head + [(place + 2 + at, _line(cells, columns)) for at, cells in rows]
    return None


def _listed(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines of a history that says the number, the search and the count in a line each."""
    found: list[tuple[int, str]] = []
    number, search = "", -1
    for at, line in enumerate(lines, 1):
        said = _SAID.match(line)
        what = said["what"][:3].lower() if said else ""
        if said is None:
            found.append((at, line))
        elif what == "set":
            number, search = said["said"].strip(), -1
        elif what == "sea":
            search = len(found)
            found.append((at, f"{number}\t{said['said']}"))
        elif search >= 0 and (count := re.match(r"[\d,]+", said["said"])):
            found[search] = (found[search][0], f"{found[search][1]}\t{count[0]}")
    return found


def _column(names: Sequence[str], wanted: set[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in wanted), None)


def _name(cell: str) -> str:
    """The name of a column as it is compared."""
    return cell.strip(" \ufeff▲▼*").lower()


def _cell_a_line(lines: Sequence[str]) -> list[tuple[int, str]] | None:
    """The rows of a table whose cells stand in a line each, as a copy of one has them; None for anything else."""
    at = next(
        (
            place
            for place, line in enumerate(lines[:-1])
            if _name(line) in _NUMBER and _name(lines[place + 1]) in _SEARCH
        ),
        None,
    )
    if at is None:
        return None
    wide = 3 if at + 2 < len(lines) and _name(lines[at + 2]) in _COUNT else 2
    rows = list(enumerate(lines[: at + wide], 1))
    for place in range(at + wide, len(lines), wide):
        cells = [each.strip() for each in lines[place : place + wide]]
        if not re.fullmatch(r"[#Ss]?\d{1,4}\.?", cells[0]):
            return [*rows, *enumerate(lines[place:], place + 1)]
        rows.append((place + 1, "\t".join(cells)))
    return rows


def _cut(lines: Sequence[str], delimiter: str) -> list[tuple[int, list[str]]]:
    return [
        (at, [cell.strip() for cell in line.split(delimiter)] if delimiter == "|" else line.split(delimiter))
        for at, line in enumerate(lines)
    ]


def _read(lines: Sequence[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows, each with the place of its first line; where the file is no such table, its lines."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    rows, before = list[tuple[int, list[str]]](), 0
    try:
        for cells in reader:
            rows.append((before, [cell.replace("\n", " ") for cell in cells]))
            before = reader.line_num
    except csv.Error:
        return [(at, [line]) for at, line in enumerate(lines)]
    return rows


def _line(cells: list[str], columns: tuple[int, int, int | None, int | None]) -> str:
    """A row as a line of a history; what is no row of the table, such as a line that goes on, as it stands."""
    number, search, limits, count = columns
    if len(cells) <= search or not any(map(str.isdigit, cells[number])):
        return "\t".join(cells)
    chosen = [cells[number].strip(), cells[search].strip()]
    if limits is not None and limits < len(cells) and (said := cells[limits].strip()):
        chosen[1] += f" {said}" if limits_in(said) is not None else f" Filters: {said}"
    if count is not None and count < len(cells) and any(map(str.isdigit, cells[count])):
        chosen.append(cells[count].strip())
    return "\t".join(chosen)
