"""What stands in the files of a report, and that nothing blind does."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.audience import PUBLIC
from store.acts.withdrawals import withdraw
from store.decisions.access import are_open, decisions_of
from store.folder.review import Review
from store.numbers.report import gather, report_files
from store.state.review_state import review_state
from tests.reviews import decide_all, exchange, made_once, make_review, protocol, record_ids, ris, run, run_json

ROOT = Path(__file__).resolve().parents[3]
STAGE = "title-abstract"


def files_of(folder: Path, role: str | None = None) -> dict[str, bytes]:
    with Review(folder, role=role) as review:
        return report_files(review)


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))


@made_once
def read_by_the_first(folder: Path) -> Path:
    """Ten records; ANNA has read all of them and BO, who reads half, nothing."""
    make_review(folder, records=10, coverage="1/2")
    run(folder, "sample", STAGE, "--draw", "--yes")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include" if n < 4 else "exclude") for n in range(10)])
    return folder


@pytest.fixture
def half_read(tmp_path: Path) -> Path:
    return read_by_the_first(tmp_path / "review")


def finish(folder: Path) -> None:
    """BO reads the sample and says the opposite of ANNA of its first record."""
    accession = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    ids = run_json(folder, "sample", STAGE, role="BO")[0]["ids"]
    said = [(accession[each], "include" if int(accession[each][1:]) < 4 else "exclude") for each in ids]
    first, verdict = said[0]
    said[0] = (first, "exclude" if verdict == "include" else "include")
    decide_all(folder, "BO", STAGE, said)


def test_nothing_blind_is_in_it_whoever_asks(half_read: Path) -> None:
    files = files_of(half_read)
    assert rows_of(files, "decisions.csv") == []
    assert [row["state"] for row in rows_of(files, "agreement.csv")] == ["withheld", "withheld"]
    (sample,) = json.loads(files["sample.json"])
    assert (sample["size"], sample["ids"]) == (5, None)
    for role in ("ANNA", "BO", "CHIEF"):
        assert files_of(half_read, role) == files


def test_what_is_opened_is_in_it(half_read: Path) -> None:
    finish(half_read)
    files = files_of(half_read)
    assert len(rows_of(files, "decisions.csv")) == 10 + 5
    (row, _) = rows_of(files, "agreement.csv")
    assert (row["state"], row["n"], row["percent_agreement"]) == ("complete", "5", "0.8")
    cells = re.findall(rb'title="[^"]*: ANNA (\w+), BO (\w+)">(\d+)</a>', files["index.html"])
    assert sum(int(count) for _, _, count in cells) == 5, "every number of the table opens its records"
    assert [int(count) for one, other, count in cells if one != other] == [1]
    (disagreement,) = rows_of(files, "disagreements.csv")
    assert disagreement["state"] == "open"
    assert {disagreement["reader_1"], disagreement["reader_2"]} == {"ANNA", "BO"}
    (sample,) = json.loads(files["sample.json"])
    assert len(sample["ids"]) == 5


def test_how_a_disagreement_ended(half_read: Path) -> None:
    finish(half_read)
    record = run_json(half_read, "disagreements", STAGE)["items"][0]["record_id"]
    run(half_read, "resolve", STAGE, record, "exclude", "--rationale", "=no\nprocess")
    (row,) = rows_of(files_of(half_read), "disagreements.csv")
    assert (row["state"], row["ended_as"], row["rationale"]) == ("resolved", "exclude", "'=no process")


@pytest.mark.slow
def test_the_same_bytes_in_another_place_and_time(half_read: Path) -> None:
    finish(half_read)
    code = (
        "import sys, hashlib; from pathlib import Path; from store.folder.review import Review; "
        "from store.numbers.report import report_files\n"
        "with Review(Path(sys.argv[1])) as review:\n"
        "    for name, content in report_files(review).items(): print(name, hashlib.sha256(content).hexdigest())"
    )
    seen = set()
    for seed, zone, language in (
        ("0", "UTC", "C"),
        ("1", "Asia/Kathmandu", "C.UTF-8"),
        ("77", "America/Adak", "POSIX"),
    ):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "LANG": language}
        there = shutil.copytree(half_read, half_read.parent / f"on another machine {seed}")
        env |= {"HOME": str(there.parent / f"home {seed}"), "XDG_CACHE_HOME": str(there.parent / f"cache {seed}")}
        args = [sys.executable, "-c", code, str(there)]
        seen.add(subprocess.run(args, cwd=ROOT, env=env, capture_output=True, check=True).stdout)
    assert len(seen) == 1


def test_a_changed_protocol_is_an_amendment(half_read: Path) -> None:
    path = half_read / "protocol.toml"
    path.write_text(path.read_text().replace("Another design", "Wrong *design*"))
    run(half_read, "decide", STAGE, record_ids(half_read)[0], "maybe", role="ANNA")
    text = files_of(half_read)["amendments.md"].decode()
    assert "2 lines taken out" in text
    assert "Wrong *design*" in text


def test_the_folder_is_replaced_and_nothing_else_is(half_read: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    document = run_json(half_read, "report", "--out", str(out))
    written = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert written == {*document["files"], "report.sha256"}
    assert document["interim"]
    run(half_read, "report", "--out", str(out))
    (out / "index.html").write_text("mine")
    with pytest.raises(TamisError, match="changed since"):
        run(half_read, "report", "--out", str(out))
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(TamisError, match="not part of a report"):
        run(half_read, "report", "--out", str(other))
    assert (other / "thesis.txt").read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_a_folder_that_cannot_be_replaced_is_put_back(
    half_read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(half_read, "report", "--out", str(out))
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    rename, done = Path.rename, []

    def once(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == 2:
            raise OSError("the disk has gone")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(TamisError, match="could not be written: the disk has gone"):
        run(half_read, "report", "--out", str(out))
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
    assert len(list(tmp_path.glob(".*"))) == 0, "what was begun is gone"


def test_it_lies_in_the_review_and_check_is_content(half_read: Path) -> None:
    assert run(half_read, "report", role="ANNA").stdout.strip() == str(half_read / "report" / "index.html")
    assert run_json(half_read, "check")["ok"]


def test_a_stage_that_nothing_enters_keeps_no_review_open(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    for reviewer in ("ANNA", "BO"):
        decide_all(folder, reviewer, STAGE, [("T0", "exclude"), ("T1", "exclude")])
    assert not run_json(folder, "report")["interim"]
    assert b"The review includes no study." in files_of(folder)["methods.md"]
    page = files_of(folder)["report.md"]
    assert b"not for reporting" not in page and page.startswith(b"# A review for tests\n")


@pytest.mark.parametrize(
    ("about", "logins", "says"),
    [
        ("", {}, "kept apart by tamis alone, and not by accounts or machines of their own"),
        ("", {"ANNA": '"anna"', "BO": '["bo", "bo2"]'}, "worked in an account of their own"),
        ("", {"ANNA": '"anna"'}, "The plan names no account of their own for each"),
        ('apart = "machines"', {}, "worked on a machine of their own"),
        ('apart = "nothing"', {"CHIEF": '"chief"'}, "kept apart by tamis alone"),
    ],
)
def test_the_report_says_what_kept_the_readers_apart(
    tmp_path: Path, about: str, logins: dict[str, str], says: str
) -> None:
    text = protocol().replace("[review]", f"[review]\n{about}")
    for who, login in logins.items():
        text = text.replace(f'id = "{who}"\n', f'id = "{who}"\nlogin = {login}\n')
    folder = make_review(tmp_path / "review", text=text)
    with Review(folder, copied=True) as review:
        assert says in report_files(review)["methods.md"].decode()


def test_what_is_said_in_ones_own_sealed_batch_of_a_record_that_moved_is_in_no_report(tmp_path: Path) -> None:
    """BO excluded in the sealed second round what turns out to be a record that both included in the first."""
    folder = make_review(tmp_path / "review", records=2)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [("T0", "include"), ("T1", "include")])
    (tmp_path / "more.ris").write_text(ris([0, 7]).replace("AN  - T0", "AN  - C0"), encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Otherbase", "--round", "new")
    decide_all(folder, "BO", STAGE, [("C0", "exclude")])
    ids = {row["accession"]: row["record_id"] for row in run_json(folder, "dedup", "--groups")}
    run(folder, "dedup", "--same", ids["T0"], ids["C0"], "--even-so", "--yes", role="ANNA")
    [own] = [each for each in run_json(folder, "status", role="BO")["stages"] if each["stage"] == STAGE]
    assert own["conflicts"] == 1, "told to BO alone"
    reports = [files_of(folder, role) for role in ("ANNA", "BO", None)]
    assert reports[0] == reports[1] == reports[2]
    assert [row["verdict"] for row in rows_of(reports[1], "decisions.csv") if row["reviewer"] == "BO"] == [
        "include"
    ] * 2


def test_a_sampled_record_of_an_import_withdrawn_elsewhere_is_named_in_the_lists(tmp_path: Path) -> None:
    """On another machine, which had not heard of the draw, nothing spoke against withdrawing the import."""
    here = make_review(tmp_path / "here", records=4, coverage="1/2")
    shutil.copytree(here, tmp_path / "there")
    drawn = run_json(here, "sample", "title-abstract", "--draw", "--yes", role="BO")[0]["ids"]
    run(tmp_path / "there", "withdraw", "1")
    exchange(here, tmp_path / "there")
    run(here, "report", "--out", str(tmp_path / "out"))
    assert f"Record {drawn[0]}, of an import that was withdrawn" in (tmp_path / "out" / "index.html").read_text()


ALONE = protocol().replace(', { reviewer = "BO", coverage = "all" }', "")


def test_it_lets_go_of_each_journal_that_it_reads(tmp_path: Path) -> None:
    """Hundreds of thousands of decisions are never held together, and what a session had read stays."""
    folder = make_review(tmp_path / "review", text=ALONE, records=4)
    decide_all(folder, "ANNA", STAGE, [("T1", "include"), ("T2", "maybe"), ("T3", "exclude")])
    with Review(folder) as review:
        files = report_files(review)
        assert [row["verdict"] for row in rows_of(files, "decisions.csv")].count("maybe") == 1
        assert "said “maybe” of 1 record" in files["methods.md"].decode()
        assert not are_open(review, "ANNA", STAGE, own=False)
        decisions_of(review, "ANNA", STAGE)
        assert report_files(review) == files and are_open(review, "ANNA", STAGE, own=True)


def test_what_was_gathered_of_one_stage_is_let_go_before_the_next(half_read: Path) -> None:
    with Review(half_read) as review:
        state = review_state(review).told_to(PUBLIC)
        gather(state)
        assert not state._read
        assert not [each for each in state._views if each[0] in ("words", "log")]


def test_maybe_on_a_record_that_is_gone_counts_in_the_words_as_in_the_table(tmp_path: Path) -> None:
    """Two machines: on one an import is withdrawn, of which the other has decided on a record meanwhile."""
    folder = make_review(tmp_path / "review", text=ALONE, records=2)
    (tmp_path / "more.ris").write_text(ris(range(7, 9)))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Otherbase")
    run(folder, "dedup")
    decide_all(folder, "ANNA", STAGE, [("T1", "maybe"), ("T7", "maybe"), ("T8", "include")])
    with Review(folder) as review:
        withdraw(review, 2, screened=set())
    files = files_of(folder)
    said = [row["record_id"] for row in rows_of(files, "decisions.csv") if row["verdict"] == "maybe"]
    assert len(said) == 2 and "said “maybe” of 2 records" in files["methods.md"].decode()
