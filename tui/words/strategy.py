"""A search strategy in words: how it stands, what is said of a line, of key papers, of blocks and of a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from core.words import count, number, ranges, shortened
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import DIM, REMARK, STRONG
from tui.words.reading.criteria import SPACE

if TYPE_CHECKING:
    from core.protocol.values import Concept
    from core.strategy.found.on_record import LinesOn
    from core.strategy.values import Line, Strategy
    from store.numbers.strategy import LineFinds, StrategyFinds


def summary(found: StrategyFinds) -> list[str]:
    """How a strategy stands: "49 lines", "finds 139 of 147", "8 by headings only", "2 not to be told"."""
    came, finds = set(found.came), set(found.finds)
    open_ones = came & set(found.undecidable)
    headings = len(found.came_by_heading)
    return [
        count(len(found.strategy.lines), "line"),
        f"finds {number(len(came & finds))} of {number(len(came))}",
        f"{number(headings)} by headings only" if headings else "",
        f"{number(len(open_ones) - headings)} not to be told" if len(open_ones) > headings else "",
    ]


def faults_of(line: Line) -> list[str]:
    """What is wrong with a line as it was written: "column 1: “(” is missing before “peer”. Read as …"."""
    return [f"column {each.column}: {each.what}. {each.advice}".rstrip() for each in line.problems]


def smells_of_line(found: StrategyFinds, line: int) -> list[str]:
    """What is odd about a line, with advice."""
    return [f"{each.what}. {each.advice}" for each in found.smells if each.line == line]


def counts_of(finds: LineFinds) -> str:
    """What a line finds: "finds 104, 12 alone, 3 undecidable, 38 included"."""
    counts = f"finds {number(len(finds.finds))}"
    if finds.only is not None:
        counts += f", {number(len(finds.only))} alone"
    if finds.undecidable:
        counts += f", {number(len(finds.undecidable))} undecidable"
    return f"{counts}, {number(len(finds.included))} included"


def line_paragraphs(found: StrategyFinds, finds: LineFinds) -> list[Paragraph]:
    """A line whole: as written and as understood, what it finds, what is wrong and what is odd."""
    line = finds.line
    said = [paragraph(line.text, STRONG)]
    if line.understood is None:
        said.append(paragraph("nothing of it could be read", REMARK))
    elif line.understood != line.text:
        said.append(paragraph(f"read as: {line.understood}"))
    said += [SPACE, paragraph(counts_of(finds))]
    if line.reported is not None:
        said.append(paragraph(f"the platform reported {number(line.reported)}"))
    if finds.only_included:
        said.append(paragraph(f"of the included records it alone finds {number(len(finds.only_included))}"))
    said += [paragraph(f"concept: {each.label}") for each, _ in found.concepts if line.number in each.lines]
    odd = [*faults_of(line), *smells_of_line(found, line.number)]
    return [*said, *([SPACE] if odd else []), *(paragraph(f"! {each}", REMARK) for each in odd)]


def key_paper_paragraphs(found: StrategyFinds, papers: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """Of each key paper (id, title) whether the strategy finds it, and by which line it is lost."""
    sure, lost = set(found.finds), dict(found.lost)
    said: list[Paragraph] = []
    for record, title in papers:
        how = "found" if record in sure else "undecidable"
        if record in lost:
            how = f"lost by {in_lines(lost[record])}"
        said.append(paragraph(f"{how}: {title or record}", REMARK if record in lost else STRONG))
        said += [paragraph(f"{each} {found.strategy.by_number[each].text}", indent=2) for each in lost.get(record, ())]
    return said or [paragraph("No record is included yet. DOIs and PMIDs of papers that it should find can be named.")]


def concept_paragraphs(found: StrategyFinds, planned: bool) -> list[Paragraph]:
    """The blocks of a strategy, and how the plan takes them."""
    if not found.concepts:
        return [paragraph("No line joins others with “or”, so that no block can be proposed."), *_in_plan([])]
    said: list[Paragraph] = []
    for concept, finds in found.concepts:
        said.append(paragraph(concept_words(concept) + f", finds {count(len(finds), 'record')}", STRONG))
        texts = ((each, found.strategy.by_number.get(each)) for each in concept.lines)
        said += [paragraph(f"{each} {line.text if line else '–'}", indent=2) for each, line in texts]
    if planned:
        return [*said, SPACE, paragraph("These are the plan's own.", DIM)]
    return [*said, *_in_plan([concept for concept, _ in found.concepts])]


def _in_plan(concepts: Sequence[Concept]) -> list[Paragraph]:
    """What to write into the plan."""
    how = "Proposed from the lines that join others with “or”. To name them otherwise, write into protocol.toml:"
    lines = [f'[[concept]]\nlabel = "{each.label}"\nlines = "{ranges(each.lines)}"' for each in concepts]
    blocks = lines or ['[[concept]]\nlabel = "…"\nlines = "1-3"']
    texts = [text for block in blocks for text in (*block.splitlines(), "")]
    head = [SPACE, paragraph(how, DIM)] if concepts else [SPACE, paragraph("In protocol.toml:", DIM)]
    return [*head, *(paragraph(each, indent=2) if each else SPACE for each in texts)]


def concept_words(concept: Concept) -> str:
    """A block in a few words: "peer group, lines 1-13"."""
    return f"{concept.label}, {in_lines(concept.lines)}"


def record_lines(strategies: Sequence[tuple[str, bool, LinesOn]]) -> list[str]:
    """Which lines of which sources' strategies a record satisfies: two lines of text a source."""
    said = []
    for source, came, on in strategies:
        last = on.strategy.result.number if on.strategy.result else None
        head = f"{source}{' (it came from there)' if came else ''}: "
        if last is None:
            said.append(f"{head}no line of it could be read")
            continue
        said.append(f"{head}{_result(on, last, came=came)}")
        lines = f"satisfies {in_lines(on.surely)}" if on.surely else "satisfies no line"
        said.append(f"  {lines}" + (f"; undecidable: {in_lines(on.undecidable)}" if on.undecidable else ""))
    return said or ["No search strategy was kept. Give it with the import: tamis import … --strategy FILE."]


def _result(on: LinesOn, last: int, *, came: bool) -> str:
    """What the result says of a record."""
    if on.result == "found":
        return f"found by line {last}"
    if on.result == "lost":
        return f"not found: {in_lines(on.by)} {'do' if len(on.by) > 1 else 'does'} not fit it"
    why = ", ".join(f"{each} ({shorter(on.strategy, each)})" for each in on.by[:5])
    more = f" and {len(on.by) - 5} more" if len(on.by) > 5 else ""
    heading = "came by a heading" if came else "a heading may find it"
    what = heading if on.by_heading else "the record does not hold what would tell"
    return f"undecidable: {what}, line{'s' if len(on.by) > 1 else ''} {why}{more}"


def shorter(strategy: Strategy, number: int) -> str:
    """The beginning of a line."""
    return shortened(strategy.by_number[number].text, 40)


def in_lines(numbers: Sequence[int]) -> str:
    """Numbers of lines: "line 3", "lines 1-13, 15"."""
    return f"line{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"
