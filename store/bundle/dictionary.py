"""Writes the data dictionary of a bundle, which explains every file in it and every field."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping

from store.bundle.fields import AGREEMENT, COLUMNS, LINE, PAIR, RECORD, TABLES, WORD

FILES = {
    "README.md": "what this bundle is, and how to check it",
    "DATA-DICTIONARY.md": "this file",
    "bundle.json": "how the bundle was made, and the last hash of each original journal",
    "SHA256SUMS": "checksums of all other files; `sha256sum -c SHA256SUMS` compares them",
    "review/protocol.toml": "the plan of the review: its stages, readers, reasons, criteria and charting form",
    "review/people/ID/records/NAME.json": "the records of an import, one a line",
    "review/people/ID/records/NAME.raw.json": "for each record, `raw`: the [tag, value] pairs as its database wrote "
    "them, and `stray`: those after them that belong to no record; empty lists unless it was made with abstracts",
    "review/people/ID/records/NAME.keys.json": "for each record, what it was compared by in the search for duplicates: "
    "folded words of title (t, o), authors (a, g), journal (j), numbers (y, v, i, p, e), d DOI, m PMID, f form, h hash",
    "review/people/ID/acts.jsonl": "journal of what one person said for all to see: imports, samples, resolutions …",
    "review/people/ID/duplicates/NUMBER.json": "the pairs that a search for duplicates found",
    "review/people/ID/STAGE.BATCH/decisions.jsonl": "journal of what one reviewer decided at one stage, of one batch: "
    "`pilot`, or the number of a search round",
    "samples/STAGE-ROUND.json": "a drawn sample with the records that it was drawn from",
    "results/funnel.json": "the counts of each stage (as `tamis status --json` prints them) and, in `records`, the ids "
    "behind each of them",
    "results/agreement.json": "the agreement of the readers (as `tamis agreement --json` prints it), and in `missed` "
    "what the samples say of the records read once",
    "report/*": "the report, as `tamis report` writes it",
}


def data_dictionary(files: Mapping[str, bytes]) -> str:
    """The dictionary of a bundle, as Markdown.

    Args:
        files: Name → content of the files in it; the columns of the CSV tables among them are explained.
    """
    return "".join(f"{line}\n" for line in _lines(files))


def _lines(files: Mapping[str, bytes]) -> Iterator[str]:
    yield from ("# Data dictionary", "", "## Files", "")
    yield from _table(("file", "holds"), FILES)
    yield from ("", "All text is UTF-8. Times are UTC. A record is named by its id everywhere.")
    yield from ("", "## Records (review/people/ID/records/NAME.json)", "")
    yield "A JSON object with the table `records` (number → record) and, as its last line, an index of places. "
    yield "The number is the record's id, read as a hexadecimal number. Empty fields are left out."
    yield ""
    yield from _table(("field", "means"), RECORD)
    yield from ("", "## Journals (review/**/*.jsonl)", "")
    yield "One event a line, as JSON with sorted keys. In one journal the last `after` of each table and id holds."
    yield ""
    yield from _table(("field of a line", "means"), LINE)
    yield from ("", "### Each document is a word", "")
    yield "Everybody says words in a journal of their own. Of all words for one table and id the one with the highest "
    yield "clock counts; of a resolution or a consensus, an adjudicator's before a reader's."
    yield ""
    yield from _table(("field of the document", "means"), WORD)
    yield from ("", "### duplicates/NUMBER.json: each pair", "")
    yield from _table(("field of the pair", "means"), PAIR)
    for (journal, table), (what, fields) in TABLES.items():
        yield from ("", f"### {journal}, table `{table}`: {what}", "")
        yield from _table(("field of the document", "means"), fields)
    yield from ("", "## Samples (samples/*.json)", "")
    yield "The fields of the table `samples` above."
    yield from ("", "## Agreement (results/agreement.json)", "")
    yield from _table(("field", "means"), AGREEMENT)
    for name in sorted(each for each in files if each.endswith(".csv")):
        yield from ("", f"## {name}", "")
        columns = _columns(files[name])
        yield from _table(("column", "means"), {each: COLUMNS.get(each, _plain(each)) for each in columns})


def _plain(column: str) -> str:
    """The name of a column in plain words, for columns that need no other explanation."""
    return column.replace("_", " ")


def _columns(table: bytes) -> list[str]:
    return next(csv.reader([table.partition(b"\n")[0].decode("utf-8-sig")]), [])


def _table(head: tuple[str, str], rows: Mapping[str, str]) -> Iterator[str]:
    yield _row(head)
    yield "|---|---|"
    yield from (_row((f"`{_cell(name)}`", _cell(means))) for name, means in rows.items())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("`", "'").split())
