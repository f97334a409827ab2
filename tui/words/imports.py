"""An import in words: what was found in its files, and all that is kept of it."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.imports import Import, ImportedFile
from core.words import count, number
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.words.reading.acts import moment
from tui.words.reading.criteria import SPACE
from tui.words.reading.decisions import came_in_with, found_in


def mismatch(done: Import) -> str:
    """How the files differ from what the database reported, in words; "" when they do not, or it is not known."""
    reported = done.source.reported
    if reported is None or reported == done.records:
        return ""
    return f"the database reported {count(reported, 'record')}, the files hold {number(done.records)}"


def difference(done: Import) -> str:
    """How the files differ from what the database reported, in two words: "5 fewer"."""
    reported = done.source.reported
    if reported is None or reported == done.records:
        return ""
    return f"{number(abs(done.records - reported))} {'fewer' if done.records < reported else 'more'}"


def brought(done: Import, word: str) -> str:
    """How much of it the review did not have: "Medline, search round 1: brings 138 of 138 records"."""
    already = f"; {number(done.already_imported)} known already, or twice in the files" if done.already_imported else ""
    of = f"{number(done.new)} of {count(done.records, 'record')}"
    return f"{done.source.name}, search round {done.round}: {word} {of}{already}"


def warning_count(done: Import) -> int:
    """How many warnings are kept of its files."""
    return sum(len(each.warnings) for each in done.files)


def file_paragraphs(file: ImportedFile, imports: Sequence[Import], most: int | None = None) -> list[Paragraph]:
    """What was found in a file, with its warnings: all of them, or `most`; and what it had come in with `imports`."""
    warnings = file.warnings[:most]
    result = [
        paragraph(file.file, STRONG),
        paragraph(" · ".join(found_in(file)), indent=2),
        *(paragraph(f"! {f'line {number(line)}: ' if line else ''}{text}", REMARK, 2) for line, text in warnings),
    ]
    if len(warnings) < len(file.warnings):
        result.append(paragraph(f"! … {count(len(file.warnings) - len(warnings), 'more warning')}", REMARK, 2))
    if file.known_as:
        result.append(paragraph(f"! {came_in_with(file.known_as, imports)}", REMARK, 2))
    return result


def found_paragraphs(done: Import, word: str, most: int | None, imports: Sequence[Import] = ()) -> list[Paragraph]:
    """What an import brings, or brought, and what was found in each file."""
    result = [paragraph(brought(done, word), STRONG)]
    if differs := mismatch(done):
        result.append(paragraph(f"! {differs}", REMARK))
    for file in done.files:
        result += [SPACE, *file_paragraphs(file, imports, most)]
    return result


def kept_paragraphs(done: Import) -> list[Paragraph]:
    """All that is kept of an import."""
    source = done.source
    said = (
        ("route", source.route),
        ("platform", source.platform),
        ("searched", source.searched),
        ("limits", source.limits),
        ("reported", "" if source.reported is None else count(source.reported, "record")),
        ("found by the references or citations of", ", ".join(source.found_by)),
        ("imported", f"{moment(done.at)} UTC"),
        ("kept in", done.file or "no file: nothing was new"),
    )
    result = found_paragraphs(done, "brought", None)
    if done.withdrawn:
        result.insert(0, paragraph("taken back: its records are not part of the review", REMARK))
    result += [SPACE, *(paragraph(f"{name}: {value}") for name, value in said if value)]
    result += [SPACE, paragraph("files, by SHA-256", STRONG)]
    for file in done.files:
        result += [paragraph(file.file), paragraph(file.sha256, DIM, 2)]
    return [*result, SPACE, paragraph("strategy", STRONG), *_lines(source.strategy or "–")]


def _lines(text: str) -> Sequence[Paragraph]:
    return [paragraph(line, PLAIN, 2) for line in text.splitlines()]
