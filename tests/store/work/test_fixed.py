"""Names, modes and limits: how much of others' files is taken."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.work.attachments.ENDINGS": (".pdf", ".txt", ".md", ".html", ".htm", ".xml"),
    "store.work.texts.extract.PATIENCE": 60,
    "store.work.texts.extract.LARGEST": 20000000,
    "store.work.texts.extract._HTML": (".html", ".htm", ".xml", ".xhtml"),
    "store.work.chart_tables.EVIDENCE": ("quote", "page"),
    "store.work.outside.exports_beside.LOOKED_AT": 40,
    "store.work.outside.exports_beside.FOLDERS": 30,
    "store.work.outside.exports_beside.FILES": 200,
    "store.work.outside.export_files.MOST_FILES": 500,
    "store.work.outside.export_files.LARGEST_ARCHIVE": 2147483648,
    "store.work.outside.export_files._RATIO": 100,
    "store.work.outside.export_files._SMALL": 1048576,
    "store.work.outside.export_files._ENCRYPTED": 8257,
    "store.work.outside.outside_suggestions.TABLE": "suggestions",
    "store.work.outside.outside_suggestions.COLUMNS": (
        "verdict",
        "confidence",
        "criterion",
        "quote",
        "model",
        "version",
    ),
    "store.work.decision_tables.KEYS": ("record_id", "accession", "doi"),
    "store.work.decision_tables.LONGEST_HEAD": 65536,
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
