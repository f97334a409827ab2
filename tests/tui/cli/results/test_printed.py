"""What the commands of results print and refuse, whole."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.reviews import make_review, read_review, record_ids, run
from tests.tui.cli.printed import printed


def test_exports_that_lack_something(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review")
    texts = [f"TY  - JOUR\nTI  - Title {n}\nAB  - {'word ' * 7000 * n}\nER  - \n" for n in range(2)]
    (tmp_path / "a.ris").write_text("".join(texts), encoding="utf-8")
    run(folder, "import", str(tmp_path / "a.ris"), "--source", "Testbase")
    dois, book = (run(folder, "export", "--format", each).stderr for each in ("dois", "xlsx"))
    assert f"{dois}{book}" == snapshot


def test_results(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = read_review(tmp_path / "review")
    lines = """
        show R0
        show R1
        show 12
        history R0
        records excluded --stage title-abstract
        records waiting --stage full-text
        export --stage title-abstract --outcome excluded --format doi
        export --stage title-abstract --outcome excluded --format csv
        export --stage nowhere
        flow
        flow --format nothing
        ANNA: pack TMP/a.pack
        ANNA: pack TMP/b.pack --for BO --mine
        ANNA: pack TMP/b.pack --for BO
        ANNA: backup --verify
        ANNA: backup
        ANNA: backup --verify
        BO: decide title-abstract R1 maybe
        ANNA: backup --verify
        check
        repair
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot
