"""What speaks against records: retractions, corrections and notices. Nothing is excluded by it."""

from __future__ import annotations

from core.report.document.parts import Block, Section, TableBlock, listed_number, notice, said
from core.report.tables import report_csv
from core.report.values import ReportValues
from core.retractions.words import flag_in_words
from core.sentences import Fact, say


def flags_part(report: ReportValues) -> Section:
    """Which file of which database was compared, and what is said of the records, those included first."""
    blocks: list[Block] = []
    if report.retractions is not None:
        file, since = report.retractions
        newest = ", the newest of {newest:day}" if file.newest else ""
        blocks.append(
            said(
                say(
                    "The records were compared on {at:day} with the {database} database: {file} of {dated:day}, {rows}"
                    f"{newest}, SHA-256 {{sha256}}.",
                    rows=Fact(file.rows, "row", "retractions: file/rows"),
                    **{
                        name: Fact(getattr(file, name), "", f"retractions: file/{name}")
                        for name in ("at", "database", "file", "dated", "newest", "sha256")
                    },
                )
            )
        )
        if since:
            later = Fact(since, "record", "retractions: file/imported_since")
            blocks.append(notice(say("{later} came in after that and {later:was} not compared with it.", later=later)))
    flagged = [each for each in report.funnel.unique if each in report.flags]
    if flagged:
        included = [each for each in (report.funnel.included if report.stages else ()) if each in report.flags]

        def words(record: str) -> str:
            return "; ".join(map(flag_in_words, report.flags[record]))

        every = listed_number("flagged", "Records against which something speaks", flagged, words)
        rest = say(
            "{flagged:unit} without duplicates; {included:none is} included. Nothing was excluded by that itself.",
            flagged=Fact(len(flagged), "record", "flags.csv: record_id/##"),
            included=Fact(len(included), "record", "flags.csv: included=1/record_id/##"),
        )
        blocks.append(said("A title, a type, a notice or the database speaks against", every, rest))
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
