"""What speaks against records: retractions, corrections and notices. Nothing is excluded by it."""

from __future__ import annotations

from core.report.document.parts import Block, Section, TableBlock, listed_number, notice, said
from core.report.tables import report_csv
from core.report.values import ReportValues
from core.retractions.words import flag_in_words
from core.words import count, day, number


def flags_part(report: ReportValues) -> Section:
    """Which file of which database was compared, and what is said of the records, those included first."""
    blocks: list[Block] = []
    if report.retractions is not None:
        file, since = report.retractions
        newest = f", the newest of {day(file.newest)}" if file.newest else ""
        blocks.append(
            said(
                f"The records were compared on {day(file.at)} with the {file.database} database: {file.file} of "
                f"{day(file.dated)}, {count(file.rows, 'row')}{newest}, SHA-256 {file.sha256}."
            )
        )
        if since:
            blocks.append(notice(f"{count(since, 'record')} came in after that and were not compared with it."))
    flagged = [each for each in report.funnel.unique if each in report.flags]
    if flagged:
        included = [each for each in (report.funnel.included if report.stages else ()) if each in report.flags]

        def words(record: str) -> str:
            return "; ".join(map(flag_in_words, report.flags[record]))

        every = listed_number("flagged", "Records against which something speaks", flagged, words)
        rest = f"without duplicates, {number(len(included))} of them included. None was excluded by that itself."
        blocks.append(said("A title, a type, a notice or the database speaks against", every, "records", rest))
        if included:
            rows = tuple((report.cite(each).text, words(each)) for each in included)
            blocks.append(TableBlock("Included reports against which something speaks", ("Report", "What"), rows))
    return Section("flags", "Retractions and corrections", blocks)


def flags_csv(report: ReportValues) -> bytes:
    """One row for each thing that speaks against a record, with whether the record is included."""
    included = frozenset(report.funnel.included if report.stages else ())
    rows = (
        (
            each,
            report.cite(each).text,
            flag.what,
            flag.said_by,
            flag.detail,
            flag.record,
            flag.on,
            int(each in included),
        )
        for each in report.funnel.unique
        for flag in report.flags.get(each, ())
    )
    return report_csv(("record_id", "citation", "what", "said_by", "detail", "other_record", "on", "included"), rows)
