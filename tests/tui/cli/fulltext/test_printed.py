"""What the commands of full texts and studies print and refuse, whole."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.reviews import record_ids, run
from tests.tui.cli.printed import printed


def test_full_texts_and_studies(folder: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    texts = folder / "texts"
    texts.mkdir()
    ids = record_ids(folder)
    for name in (
        f"{ids[1]}.txt",
        f"{ids[2]}.txt",
        f"{ids[2]}.html",
        "unknown.txt",
        "On harbour harbour harbour harbour orchard in study 3.txt",
    ):
        (texts / name).write_text("<p>A text of some words.</p>", encoding="utf-8")
    lines = """
        fulltext full-text R0
        fulltext full-text --format ris
        fulltext full-text R0 --retrieved https://example.org/1https://example.org/2
        fulltext full-text R0 --retrieved nowhere.pdf
        fulltext full-text R0 --retrieved https://example.org/1
        fulltext full-text R0 --not-retrieved "no library lends it"
        fulltext full-text --link REVIEW/none
        fulltext full-text --link REVIEW/texts
        fulltext full-text --wanted
        fulltext full-text R5 --sought
        fulltext full-text
        status
        study
        ANNA: study R0
        ANNA: study R0 R0
        ANNA: study R0 R1
        study
        flow --out TMP/flow.doc
    """
    assert printed(folder, lines, ids) == snapshot


def test_a_text_known_by_its_title(folder: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    title = "On harbour harbour harbour harbour orchard in study 3"
    (texts / "b.html").write_text(f"<h1>{title}</h1><p>Text.", encoding="utf-8")
    (tmp_path / "long.ris").write_text(f"TY  - JOUR\nTI  - {'Longer ' * 12}\nAN  - L\nER  - \n", encoding="utf-8")
    run(folder, "import", str(tmp_path / "long.ris"), "--source", "Otherbase", "--round", "1")
    for who in ("ANNA", "BO"):
        run(folder, "decide", "title-abstract", record_ids(folder)[-1], "include", role=who)
    lines = """
        ANNA: fulltext full-text --link TMP/texts
        ANNA: fulltext full-text
        ANNA: fulltext full-text R3 --text
        ANNA: fulltext full-text R0 --text
        fulltext full-text --wanted --format csv
        ANNA: study R0 R3
        study
        ANNA: study --apart R3
        ANNA: study --undo
        ANNA: study --undo
        ANNA: study --undo
        ANNA: study --apart R1
        ANNA: study R1 --apart R0
        ANNA: study R1 --undo
        ANNA: study --apart R1 --undo
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot
