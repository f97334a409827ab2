"""What the commands of the search print and refuse, whole."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.retractions import make_flagged_review
from tests.reviews import make_review, record_ids, ris, run, run_json
from tests.tui.cli.printed import printed

TITLED = "TY  - JOUR\nTI  - {}\nER  - \n"


def test_import_and_sources(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review")
    many = tmp_path / "many"
    many.mkdir()
    for name, text in (
        ("a.ris", ris(range(3))),
        ("odd.ris", "".join(f"TY  - JOUR\nTI  - Odd {n}\n" for n in range(25))),
        ("five.ris", "".join(f"TY  - JOUR\nTI  - Five {n}\n" for n in range(5))),
        ("six.ris", "".join(f"TY  - JOUR\nTI  - Six {n}\n" for n in range(6))),
        ("plain.txt", "Dear all\n"),
        ("search.txt", "1. peer.ti.\n2. support.ti.\n3. 1 or 2\n4. ward.ti.\n5. 3 and 4\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (many / "a.ris").write_text(ris(range(3)), encoding="utf-8")
    lines = """
        sources
        import TMP/a.ris --source A --route databases --found-by 1
        import TMP/many --platform Ovid
        import TMP/many --strategy TMP/search.txt
        import TMP/many --limits English
        import TMP/many --reported 0
        import TMP/many
        import TMP/many --source A --dry-run
        import TMP/many --source A
        import TMP/many --source A --yes
        import TMP/many --source A --yes
        import TMP/a.ris --source B
        import TMP/odd.ris --source B --reported 30 --strategy TMP/search.txt --platform Ovid
        import TMP/odd.ris --source B --again
        import TMP/plain.txt
        import TMP/five.ris --source C --reported 6 --dry-run
        import TMP/six.ris --source C --reported 6 --limits none --searched 2021-02-03 --dry-run
        import TMP/a.ris --source C --dry-run
        import TMP/a.ris --source C --again --dry-run
        import TMP/a.ris --source C --round 3
        import TMP/five.ris --source C --round 3
        import TMP/five.ris --source C --round new --strategy TMP/nowhere.txt
        import TMP/five.ris --source C --round new --searched 2021
        sources
        sources 2
        sources 2 --why so
        sources --why so
        sources 9
        sources 2 --seeds
        sources 2 --reported 31 --why mistyped
        sources 2 --reported 31 --why mistyped
    """
    assert printed(folder, lines) == snapshot


def test_citations_found_by_a_source(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=1)
    (tmp_path / "b.ris").write_text(TITLED.format("One of its references"), encoding="utf-8")
    (tmp_path / "c.ris").write_text(TITLED.format("Another of them"), encoding="utf-8")
    [record] = record_ids(folder)
    lines = """
        import TMP/b.ris --source Citations --found-by R0
        import TMP/c.ris --source Citations --route citation-searching --found-by R0 --found-by R0 --dry-run
        import TMP/c.ris --source Citations --found-by nothing
        sources 2
        sources --seeds
        sources
        withdraw 2
        withdraw 2
        sources
        sources 2
        sources --seeds
        withdraw 2 --undo
        withdraw 1 --undo
        withdraw 9
        sources
    """
    assert printed(folder, lines, [record]) == snapshot


def test_retractions(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_flagged_review(tmp_path / "review")
    file = tmp_path / "rw.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    damaged = [row.rsplit(",", 3)[0] for row in rows] * 8
    (tmp_path / "damaged.csv").write_text("\n".join([head, *rows, *damaged, ""]), encoding="utf-8")
    (tmp_path / "more.ris").write_text(TITLED.format("Another"), encoding="utf-8")
    (tmp_path / "five.csv").write_text("\n".join([head, *rows, *damaged[:5], ""]), encoding="utf-8")
    before = """
        retractions
        retractions TMP/rw.csv --undo
        retractions --undo
        retractions TMP/damaged.csv --dated 2026-11-20
        retractions TMP/five.csv --dated 2026-11-21
        retractions --undo
        retractions TMP/five.csv --dated soon
    """
    told = printed(folder, before, record_ids(folder))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Otherbase")
    assert f"{told}\n{printed(folder, 'retractions', record_ids(folder))}" == snapshot


def test_strategies(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=1)
    for name, text in (
        ("two.txt", "1. a.ti.\n2. b.ti.\n3. 1 or 2\n\n1. c.ti.\n2. d.ti.\n3. e.ti.\n4. or/1-3\n"),
        ("odd.txt", f"Dear all{', of you' * 12}\n1. peer.ti.\n2. support.ti.\nmore of it\n3. 1 and 2\n"),
        ("none.txt", ""),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines = """
        strategy --check TMP/two.txt --record R0
        strategy --record R0 --against 10.5555/t.0
        strategy --check TMP/two.txt
        strategy --check TMP/odd.txt --platform Ovid
        strategy --check TMP/none.txt
        strategy --check TMP/nowhere.txt
        strategy
        strategy Testbase
        strategy --record R0
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot


def test_duplicates(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    (tmp_path / "again.ris").write_text(
        ris([0]) + ris([1]).replace("PY  - 1981", "PY  - 1985").replace("10.5555", "10.6666"), encoding="utf-8"
    )
    run(folder, "import", str(tmp_path / "again.ris"), "--source", "Otherbase")
    lines = """
        dedup --explain R0 R3
        dedup
        dedup --pairs
        dedup --explain R0 R3
        dedup --explain R0 R1
        dedup --explain R1 R4
        ANNA: dedup --not-same R0 R2 --note no
        dedup --explain R0 R2
        ANNA: dedup --undo-last --yes
        ANNA: dedup --undo-last --yes
        ANNA: decide title-abstract R1 include
        ANNA: decide title-abstract R2 exclude
        ANNA: dedup --same R1 R2
        ANNA: dedup --same R1 R2 --even-so
        ANNA: show R1
        ANNA: dedup --undo R1 R2
        ANNA: dedup --undo R1 R2
        ANNA: dedup --not-same R0 R3
        ANNA: decide title-abstract R0 include
        ANNA: decide title-abstract R3 exclude
        ANNA: dedup --undo R0 R3
        ANNA: dedup --undo-last --yes
        dedup --explain R0 R3
        ANNA: dedup --undo-last --yes --even-so
        dedup --explain R0 R3
        BO: dedup --undo-last
        dedup --same R0 R0
        dedup --explain R0 nothing
    """
    ids = [str(each["record_id"]) for each in run_json(folder, "dedup", "--groups")]
    assert printed(folder, lines, ids) == snapshot


def test_pairs_that_are_asked_about(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review")
    one = "TY  - JOUR\nTI  - Home care and the risk of falling in the very old\nAU  - Nyberg, Karin\nPY  - 2016\n"
    one += "JO  - Wards\n"
    (tmp_path / "a.ris").write_text(
        f"{one}ER  - \n{one.replace('Wards', 'Acta Nova')}VL  - 7\nER  - \n", encoding="utf-8"
    )
    run(folder, "import", str(tmp_path / "a.ris"), "--source", "Scopus")
    lines = """
        dedup
        dedup --pairs
        dedup --explain R0 R1
        status
        ANNA: dedup --same R0 R1
        dedup --explain R0 R1
    """
    assert printed(folder, lines, [each["record_id"] for each in run_json(folder, "dedup", "--groups")]) == snapshot


def test_many_files_without_a_source(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review")
    many = tmp_path / "many"
    many.mkdir()
    for n in range(12):
        (many / f"{n:02}.ris").write_text(TITLED.format(f"Number {n}"), encoding="utf-8")
    (many / "Scopus.ris").write_text(TITLED.format("Another"), encoding="utf-8")
    assert printed(folder, "import TMP/many --yes") == snapshot
