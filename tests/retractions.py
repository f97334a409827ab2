"""A review with a retracted paper, its notice and an erratum, and a file of the Retraction Watch database."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.reviews import made_once, make_review, ris, run

HEAD = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
    "Reason,Paywalled,Notes"
)
NOTICES = """TY  - JOUR
TI  - Erratum to: On harbour harbour harbour harbour lantern in study 1
PY  - 1985
AN  - N1
ER  -

TY  - JOUR
TI  - RETRACTED: Sleep in the wards of a county hospital
PY  - 1986
AN  - N2
ER  -
"""


def database(dois: Iterable[str], nature: str = "Retraction") -> str:
    """The text of a file of the database: one row a DOI."""
    row = "7,A title,,,,,,Somebody,,,5/3/2019 0:00,,0,1/1/2012 0:00,{},0,{},+Fake data;,No,"
    return "\n".join((HEAD, *(row.format(doi, nature) for doi in dois), ""))


@made_once
def make_flagged_review(folder: Path) -> Path:
    """Records T0 to T4; N1 corrects T1, N2 says that it is retracted. Beside it `rw.csv`, which speaks of T2 and T3."""
    make_review(folder)
    file = folder.parent / "flagged.ris"
    file.write_text(ris(range(5)) + "\n" + NOTICES, encoding="utf-8")
    run(folder, "import", str(file), "--source", "Testbase")
    run(folder, "dedup")
    (folder.parent / "rw.csv").write_text(database(("10.5555/t.2", "10.5555/t.3")), encoding="utf-8")
    return folder
