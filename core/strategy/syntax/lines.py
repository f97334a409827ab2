"""Finds the numbered lines of a strategy in a text, with numbers that a PDF has eaten, and prose around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from core.strategy.syntax.behind import limits_in, parted
from core.strategy.syntax.table import table_lines
from core.strategy.values import Fault, LeftOut

MOST_LINES = 2000
"""Strategies have a hundred lines. More is another kind of text, and takes long where each line names all others."""
_NO_OPERATOR = r"(?!\s*(?i:and|or|not)\s)"  # else it names a line
_DAMAGE = "\ufffd\ue000-\uf8ff"
# "1." "1)" "1\t" "#1." "S1" "S1."; "5 1 or 2" only where a 4 stands before. A damaged number has signs that stand for
# any digit, and must have its full stop.
_NUMBERED = re.compile(
    rf"[ \t\u00a0]*(?:(?P<mark>[#Ss])[ ]?(?P<marked>\d{{1,4}})(?:[.:)]|(?=\t)|(?=\s){_NO_OPERATOR})"
    rf"|(?P<digits>\d{{1,4}})(?:[.)](?=\s|[^\d\s])|:(?=\s)|\t|[ ]{{2,}}{_NO_OPERATOR}|[ ](?=[^\s\d]){_NO_OPERATOR})"
    rf"|(?P<next>\d{{1,4}})[ ](?=\d)"
    rf"|(?P<damaged>[\d{_DAMAGE}]{{1,4}}(?=[.)])|(?=\.))[.)](?=\s))[ \t\u00a0]*"
)
_OPERATOR = r"(?:and|or|not|adj\d*|near(?:/\d+)?|next(?:/\d+)?|[nw]\d+|w/\d+|pre/\d+)"
_GOES_ON = re.compile(rf"(?:\b{_OPERATOR}|[(,])\s*$", re.IGNORECASE)
_CONTINUES = re.compile(rf"\s*(?:{_OPERATOR}\b|[).])", re.IGNORECASE)
_NOISE = re.compile(
    r"\s*(?:[*_=\-]{5,}\s*$|expanders -|search modes -|interface -|search screen -|database -|indexes\s*=|timespan\s*=|"
    r"databases?\s*:|view results|edit\b|#\s*searches|searches\s+results|#\s+query\s+results|"
    r"sort by\s*:|search number\s|id\s+search\s+hits)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?:(?:\t|[ ]{2,})\(?|(?<=[/.)\]\d\"])[ ]\(?|[ ]\()(\d{1,3}(?:,\d{3})+|\d+)\)?\s*$")
_COUNT_AT_END = re.compile(r"(?<=\S)\s+\(?(\d{1,3}(?:,\d{3})+|\d{1,9})\)?\s*$")
_COUNT_BEFORE = re.compile(
    r"\(?(\d{1,3}(?:,\d{3})+|\d{1,9})\)?"
    r"(?:\s+(?=\(?(?:#\s?\d|[A-Z]{2}\s?=))|(?:\t|[ ]{2})\s*(?!(?:or|and|not)\b)(?=\S))",
    re.IGNORECASE,
)
_NUMBER_WITHIN = re.compile(r"(?<=[\s])(\d{1,3})\.(?= \S)")
_NUMBER = re.compile(r"\(?(\d{1,3}(?:,\d{3})+|\d+)\)?[°*]?")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|Most Recent|Best Match|Advanced|Display|View Results.*", re.IGNORECASE)
_SAID = re.compile(
    r"^Search\s(?=[(#\"])"
    r"|^(?:[\w ]{1,30} )?(?i:search)(?: (?:string|strategy|terms|query))?(?: \([\w ,.]{0,40}\))?:\s"
)
_SAID_OF_ALL = re.compile(r"^Search:?\s")
_ENDS_IN_OPERATOR = re.compile(rf"\b(?:{_OPERATOR}|limit|to|from|aft|bef|is)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class WrittenLine:
    """A line of a strategy as it stands in the text.

    Attributes:
        number: Its number, read or from its place.
        text: Without its number and its count of results; a line that was broken in two is one.
        at: The line of the file where it begins, counted from 1.
        problems: What is wrong with its number.
        reported: The count of results behind it.
    """

    number: int
    text: str
    at: int
    problems: list[Fault] = field(default_factory=list)
    reported: int | None = None


def written_lines(text: str) -> tuple[list[WrittenLine], list[LeftOut]]:
    """The lines of a strategy, and what stands in the text besides.

    In a text with numbered lines the longest run of rising (or falling) numbers is the strategy: a paper's other lists
    are none of it. In one without, each line is one, unless it goes on: a bracket is open, or an operator says so.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n").split("\n")
    rows = table_lines(whole) or list(enumerate(whole, 1))
    lines_at = [(at, part) for at, line in rows for part in _run_together(line)]
    physical = [part for _, part in lines_at]
    run, others = _longest_run(physical)
    if run is None:
        lines, left_out = _unnumbered(physical)
    else:
        lines, left_out = _numbered(physical, run, others)
    left_out += [LeftOut(line.at, line.text) for line in lines[MOST_LINES:]]
    lines = sorted(lines[:MOST_LINES], key=lambda line: line.number)
    ends = [_COUNT_AT_END.search(line.text[-60:]) for line in lines]
    column = sum(found is not None for found in ends) * 5 >= len(lines) * 4 and len(lines) > 2
    column = column and any(_is_count(line.text, end) for line, end in zip(lines, ends, strict=True) if end)
    said = _SAID_OF_ALL if all(line.text.startswith("Search ") for line in lines[:2]) and lines[1:] else _SAID
    for line, end in zip(lines, ends, strict=True):
        line.at = lines_at[line.at - 1][0]
        line.text = said.sub("", line.text)
        if column and end is not None:
            search = line.text[: len(line.text) - len(line.text[-60:]) + end.start()]
            if not _ENDS_IN_OPERATOR.search(search[-20:]):
                line.text, line.reported = search, int(end[1].replace(",", ""))
        _take_count(line)
    return lines, [replace(each, at=lines_at[each.at - 1][0]) for each in left_out]


def _is_count(text: str, end: re.Match[str]) -> bool:
    """Whether a number at an end can hardly be a word of the search, as those of “covid 19” and “agenda 2030” are."""
    number = int(end[1].replace(",", ""))
    beside = _COUNT.search(text[-60:]) or re.search(rf"\b{_OPERATOR}\s+#?\d+\s+\d+$", text[-60:], re.IGNORECASE)
    return beside is not None or (number > 99 and not 1900 <= number < 2100)


def _run_together(line: str) -> list[str]:
    """A line of a file as the lines that a copy has run together in it: three or more, numbered one after the other."""
    first = _NUMBERED.match(line)
    starts, wanted, begun = ([0], int(first["digits"]) + 1, first.end()) if first and first["digits"] else ([], 1, 0)
    for found in _NUMBER_WITHIN.finditer(line, begun):
        if int(found[1]) == wanted:
            starts.append(found.start(1))
            wanted += 1
    if len(starts) < 3:
        return [line]
    head = [line[: starts[0]]] if starts[0] else []
    return head + [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]


@dataclass(slots=True)
class _Run:
    """Numbered lines that belong together: (line of the file from 0, number, whether it was read whole)."""

    members: list[tuple[int, int, bool]]


def _longest_run(physical: list[str]) -> tuple[list[tuple[int, int, bool]] | None, list[list[int]]]:
    """The longest run of lines whose numbers follow each other; None without two of them, or one that begins with 1.

    With it the places of other runs that may be strategies as well.
    """
    rising: dict[int, _Run] = {}
    falling: dict[int, _Run] = {}
    latest: _Run | None = None
    runs: list[_Run] = []

    def join(run: _Run, member: tuple[int, int, bool], ends: dict[int, _Run]) -> None:
        nonlocal latest
        if ends.get(run.members[-1][1]) is run:
            del ends[run.members[-1][1]]
        run.members.append(member)
        ends[member[1]] = run
        latest = run

    for place, line in enumerate(physical):
        match = _NUMBERED.match(line)
        if match is None or match.end() == len(line) == 0:
            continue
        written = match["marked"] or match["digits"]
        if match["next"]:
            if latest is None or abs(int(match["next"]) - latest.members[-1][1]) != 1:
                continue
            written = match["next"]
        if written is None:
            pattern = match["damaged"]
            ahead = latest.members[-1][1] + 1 if latest is not None else 1
            if latest is not None and _may_be(pattern, ahead):
                join(latest, (place, ahead, pattern == str(ahead)), rising)
            elif latest is None and _may_be(pattern, 1):
                runs.append(_Run([(place, 1, False)]))
                rising[1] = latest = runs[-1]
            continue
        number = int(written)
        before = next((rising[number - step] for step in (1, 2, 3, 4) if number - step in rising), None)
        after = falling.get(number + 1)
        if before is not None and (number - 1 in rising or before is latest):
            join(before, (place, number, True), rising)
        elif after is not None:
            join(after, (place, number, True), falling)
        else:
            runs.append(_Run([(place, number, True)]))
            rising[number] = latest = runs[-1]
            falling[number] = runs[-1]
    if not runs:
        return None, []
    best = max(runs, key=lambda run: len(run.members)).members
    others = [
        [place for place, _, _ in each.members] for each in runs if len(each.members) > 2 and each.members is not best
    ]
    return (best, others) if len(best) > 1 or best[0][1] == 1 else (None, [])


def _may_be(pattern: str, number: int) -> bool:
    """Whether a damaged number can be this one: each sign that is no digit stands for one or, alone, for all of it."""
    digits = str(number)
    if not any(sign.isdigit() for sign in pattern):
        return True
    return len(pattern) == len(digits) and all(a == b or not a.isdigit() for a, b in zip(pattern, digits, strict=True))


def _numbered(
    physical: list[str], run: list[tuple[int, int, bool]], others: list[list[int]]
) -> tuple[list[WrittenLine], list[LeftOut]]:
    starts = {place: (number, whole) for place, number, whole in run}
    lines: list[WrittenLine] = []
    left_out: list[LeftOut] = []
    near = False  # whether what follows may still belong to the line: nothing but it, and no empty line, came between
    for place, line in enumerate(physical):
        if place in starts:
            number, whole = starts[place]
            match = _NUMBERED.match(line)
            assert match is not None
            written = WrittenLine(number, line[match.end() :].strip(), place + 1)
            if not whole:
                what = f"the number of the line is damaged: “{line[: match.end()].strip()}”"
                written.problems.append(Fault(1, what, f"It was read as {number}, from its place."))
            lines.append(written)
            near = True
        elif not line.strip():
            near = near and _goes_on(lines[-1].text)
        elif near and (said := limits_in(line)) is not None:
            lines[-1].text = f"{lines[-1].text} {said}".rstrip()
            if not said:
                left_out.append(LeftOut(place + 1, line.strip()))
        elif near and not _NOISE.match(line) and _belongs(lines[-1].text, line):
            lines[-1].text = f"{lines[-1].text} {line.strip()}"
        else:
            left_out.append(LeftOut(place + 1, line.strip()))
            near = False
    return lines, _as_lists(left_out, others)


def _as_lists(left_out: list[LeftOut], others: list[list[int]]) -> list[LeftOut]:
    """What is left out, a numbered list of its own named once, by its first line."""
    first_of = {place: places[0] for places in others for place in places}
    counts = Counter(first_of.get(each.at - 1, -1) for each in left_out)
    named = [each for each in left_out if first_of.get(each.at - 1, each.at - 1) == each.at - 1]
    return [replace(each, lines=counts.get(each.at - 1, 1)) for each in named]


def _goes_on(text: str) -> bool:
    return _GOES_ON.search(text[-40:]) is not None


def _belongs(text: str, line: str) -> bool:
    return _goes_on(text) or _CONTINUES.match(line) is not None or not text.rstrip().endswith((".", "/", ")"))


def _unnumbered(physical: Iterable[str]) -> tuple[list[WrittenLine], list[LeftOut]]:
    left_out = [LeftOut(at, line.strip()) for at, line in enumerate(physical, 1) if _NOISE.match(line)]
    kept = [(at, line) for at, line in enumerate(physical, 1) if not _NOISE.match(line)]
    joined, still_open = _joined(kept, brackets=True)
    if still_open:  # a bracket that nothing closes would take in all that follows
        joined, _ = _joined(kept, brackets=False)
    return joined, left_out


def _joined(physical: list[tuple[int, str]], *, brackets: bool) -> tuple[list[WrittenLine], bool]:
    found: list[tuple[int, list[str]]] = []
    depth = 0
    goes_on = False
    for at, line in physical:
        part = line.strip()
        if not part:
            goes_on = goes_on and _goes_on(found[-1][1][-1])
            continue
        if found and (
            depth > 0 or (goes_on and _goes_on(found[-1][1][-1])) or _CONTINUES.match(part) or limits_in(part)
        ):
            found[-1][1].append(part)
        else:
            found.append((at, [part]))
            depth = 0
        goes_on = True
        if brackets:
            depth = max(0, depth + part.count("(") - part.count(")"))
    return [WrittenLine(number, " ".join(parts), at) for number, (at, parts) in enumerate(found, 1)], depth > 0


def _take_count(line: WrittenLine) -> None:
    """Take the count of results from the end of a line; a number after an operator is a line's."""
    if before := _COUNT_BEFORE.match(line.text):
        line.text, line.reported = line.text[before.end() :], int(before[1].replace(",", ""))
    _take_columns(line)
    line.text, count = parted(line.text)
    line.reported = count if count is not None else line.reported
    found = _COUNT.search(line.text[-60:])
    if found is None:
        return
    rest = line.text[: len(line.text) - len(line.text[-60:]) + found.start()].rstrip()
    if rest and not _ENDS_IN_OPERATOR.search(rest[-20:]) and not rest.endswith((",", "(", "-", "=", "<", ">", ":")):
        line.text, line.reported = rest, int(found[1].replace(",", ""))


def _take_columns(line: WrittenLine) -> None:
    """Of a line of a table keep the search: the first cell that is no number, and those in which it goes on."""
    cells = [cell.strip() for cell in line.text.split("\t")]
    last = max((place for place, cell in enumerate(cells) if cell), default=0)
    search, besides = list[str](), list[str]()
    for place, cell in enumerate(cells):
        if search and (_goes_on(search[-1]) or _CONTINUES.match(cell)):
            search.append(cell)
        elif number := _NUMBER.fullmatch(cell.removeprefix("Results: ")):
            if search or place < last:
                line.reported = int(number[1].replace(",", ""))
            else:
                search.append(cell)
        elif (cell and not search) or limits_in(cell) is not None:
            search.append(cell)
        elif cell and not _TIME.fullmatch(cell):
            besides.append(cell)
    line.text = " ".join(search)
    if besides:
        what = f"“{'; '.join(besides[:5])[:60]}” stands behind the search, and was not read"
        advice = "If it limits what is found, write it as a line."
        line.problems.append(Fault(max(1, len(line.text)), what, advice))
