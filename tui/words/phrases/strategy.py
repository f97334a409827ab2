"""What is said on the screens of a search strategy."""

from __future__ import annotations

NO_RECORD = "there is no record here"
WHY_HERE = "why this record is here"
NO_LINE = "There is no line of a search in it."
ABOUT_STRATEGY = (
    "The strategy as it was run, and what each of its lines finds among the records of the review, by title, abstract, "
    "keywords and headings as each record has them. “only” counts what no other line with words of its own finds; "
    "“open” what the record does not tell, such as a heading that its export left out. “!” stands at lines with a "
    "fault, or with something odd."
)
SEARCHING = "The lines are looked for among the records …"


def title_of(source: str, where: str) -> str:
    return f"strategy · {source}{where}"


NOT_SEARCHED = "The lines could not be looked for."


def read_as(understood: str) -> str:
    return f"read as: {understood}"


def line_finds(number: int, finds: str) -> str:
    return f"line {number} {finds}"


def line(number: int) -> str:
    return f"line {number}"


def found_by(number: int) -> str:
    return f"found by line {number}"


def combines_others(number: int) -> str:
    return f"line {number} combines others: it finds nothing alone"


def found_by_alone(number: int) -> str:
    return f"found by line {number} alone"


def no_record_is(how: str) -> str:
    return f"no record is {how}"


KEY_PAPERS_QUESTION = "key papers, DOI or PMID (none: the included):"
KEY_PAPERS = "key papers"
INCLUDED_RECORDS = "included records"
COLUMNS = ("finds", "only", "included", "open", "alone incl.")
NUMBER = "no"
LINE = "line"
BLOCKS = "blocks"
