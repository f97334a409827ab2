from pathlib import Path

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import DiskDecisionStore
from tests.reviews import make_review, record_ids, run, run_json

STAGE = "title-abstract"


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_history_has_the_order_of_the_journal(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    record = record_ids(folder)[0]
    run(folder, "decide", STAGE, record, "include", role="ANNA")
    table = "record_id,verdict,note,decided_at\n" + f"{record},exclude,from the old file,2019-01-14T10:00:00Z\n"
    run(folder, "decisions", "import", written(tmp_path / "d.csv", table), "--stage", STAGE, role="ANNA")
    run(folder, "decide", STAGE, record, "maybe", role="ANNA")
    rows = [row for row in run_json(folder, "history", record, role="ANNA") if row["who"] == "ANNA"]
    assert [(row["from"], row["to"]) for row in rows] == [("", "include"), ("include", "exclude"), ("exclude", "maybe")]
    assert rows[1]["at"] == "2019-01-14T10:00:00Z" < rows[0]["written_at"] < rows[1]["written_at"]
    assert [row["at"] == row["written_at"] for row in rows] == [True, False, True]
    lines = run(folder, "history", record, role="ANNA").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert [("(decided 2019-01-14T10:00:00Z)" in line) for line in lines] == [False, False, True, False]


def test_history_keeps_the_order_of_a_journal_whose_clock_went_back(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    record = record_ids(folder)[0]
    times = iter(("2031-05-01T10:00:00.000Z", "2031-04-01T10:00:00.000Z", "2031-04-15T10:00:00.000Z"))
    with Review(folder, role="ANNA") as review:
        desk = DiskDecisionStore(review, "ANNA", STAGE)
        desk._journal._now = lambda: next(times)
        for verdict in Verdict:
            desk.save(Decision(record=record, verdict=verdict))
    rows = [row for row in run_json(folder, "history", record, role="ANNA") if row["who"] == "ANNA"]
    assert [row["to"] for row in rows] == [each.value for each in Verdict]
