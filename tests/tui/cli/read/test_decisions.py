import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import DiskDecisionStore
from tests.reviews import make_review, record_ids, run, run_json
from tests.tui.terminal import Terminal

STAGE = "title-abstract"


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_table_comes_in_and_goes_out_the_same(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    ids = record_ids(folder)
    table = (
        "record_id,verdict,reason,note,labels,decided_at\n"
        f"{ids[0]},include,,,,2021-01-14T10:00:00Z\n"
        f"{ids[1]},exclude,wrong-topic,about boats,method;look,2021-01-14T10:01:00Z\n"
        f"{ids[2]},Maybe,,,,\n"
    )
    done = run_json(
        folder,
        *("decisions", "import", written(tmp_path / "d.csv", table), "--stage", "title-abstract", "--reviewer", "ANNA"),
    )
    assert (done["stored"], done["unchanged"]) == (3, 0)
    rows = run_json(folder, "decisions", "export", "--stage", "title-abstract", role="ANNA")
    assert [(row["verdict"], row["reason"], row["note"], row["labels"]) for row in rows] == [
        ("include", "", "", ""),
        ("exclude", "wrong-topic", "about boats", "method;look"),
        ("maybe", "", "", ""),
    ]
    assert rows[0]["decided_at"] == "2021-01-14T10:00:00Z"
    exported = run(folder, "decisions", "export", role="ANNA").stdout
    again = run_json(
        folder,
        *(
            "decisions",
            "import",
            written(tmp_path / "e.csv", exported),
            "--stage",
            "title-abstract",
            "--reviewer",
            "ANNA",
        ),
    )
    assert (again["stored"], again["unchanged"]) == (0, 3)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("accession,verdict\nT0,include\nT1,perhaps\n", "line 3, column verdict.*“perhaps” is no verdict"),
        ("accession,verdict\nT0,include\nT9,include\n", "line 3.*no record has the accession “T9”"),
        ("accession,verdict,reason\nT0,exclude,boats\n", "line 2, column reason.*“boats”"),
        ("accession,verdict,reason\nT0,include,wrong-topic\n", "line 2, column reason"),
        ("accession,verdict\n,include\n", "line 2.*names no record"),
        ("accession,verdict\nT0,include\nT0,exclude\n", "line 3.*line 2 says “include”"),
        ("name,verdict\nT0,include\n", "line 1.*Expected “verdict”"),
        ("", "line 1"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_stored(tmp_path: Path, table: str, message: str) -> None:
    folder = make_review(tmp_path / "r", records=2)
    file = written(tmp_path / "d.csv", table)
    with pytest.raises(TamisError) as caught:
        run(folder, "decisions", "import", file, "--stage", "title-abstract", "--reviewer", "ANNA")
    import re

    assert re.search(message, str(caught.value), re.DOTALL), str(caught.value)
    assert run_json(folder, "decisions", "export", "--reviewer", "ANNA") == []


def test_a_formula_in_a_note_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", "--note", "=HYPERLINK(1)", role="ANNA")
    assert "'=HYPERLINK(1)" in run(folder, "decisions", "export", role="ANNA").stdout


WORDS = st.one_of(
    st.sampled_from(
        [
            *(f"{quotes}{start}cmd|x" for quotes in ("", "'", "''") for start in ("=", "+", "-", "@", "\t", "\r")),
            *(
                "'",
                "''",
                "'quoted'",
                '"',
                "a;b",
                "a\\",
                "a\\;b",
                "\\;",
                ",",
                "two\nlines",
                "two\r\nlines",
                "a\rb",
                " edges ",
                " ",
            ),
            *("\u200e\u05d0", "\U0001f469\u200d\U0001f52c", "\ufeffmark", "\x85", "\u2028", "\x1b[31m", "\x00"),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


LABELS = WORDS.map(lambda word: " ".join(word.split())).filter(bool)


@pytest.mark.slow
@given(notes=st.lists(st.tuples(WORDS, st.lists(LABELS, max_size=3, unique=True)), min_size=4, max_size=4))
@settings(max_examples=settings.default.max_examples // 4, deadline=None)
def test_a_decision_file_changes_no_word(notes: list[tuple[str, list[str]]]) -> None:
    """Into the review that it is from it brings nothing; into a fresh one, what people wrote, to the letter."""
    with tempfile.TemporaryDirectory() as name:
        folder, fresh = (make_review(Path(name) / each, records=4) for each in ("r", "fresh"))
        wanted = {}
        verdicts = (Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.MAYBE, None)
        with Review(folder, role="ANNA") as review:
            desk = DiskDecisionStore(review, "ANNA", STAGE)
            for record, verdict, (note, labels) in zip(record_ids(folder), verdicts, notes, strict=True):
                reason = "wrong-topic" if verdict is Verdict.EXCLUDE else ""
                words = {"note": note or "a note", "labels": tuple(labels)}
                desk.save(Decision(record=record, verdict=verdict, reason=reason, **words))
                wanted[record] = (verdict, reason, *words.values())
        file = Path(name) / "d.csv"
        file.write_bytes(run(folder, "decisions", "export", role="ANNA").stdout_bytes)
        done = run_json(folder, "decisions", "import", str(file), "--stage", STAGE, role="ANNA")
        assert (done["stored"], done["unchanged"]) == (0, 4)
        done = run_json(fresh, "decisions", "import", str(file), "--stage", STAGE, role="ANNA")
        assert (done["stored"], done["unchanged"]) == (4, 0)
        with Review(fresh, role="ANNA") as review:
            found = DiskDecisionStore(review, "ANNA", STAGE).decisions
        assert {each: (said.verdict, said.reason, said.note, said.labels) for each, said in found.items()} == wanted
        (Path(name) / "e.csv").write_bytes(run(fresh, "decisions", "export", role="ANNA").stdout_bytes)
        assert (Path(name) / "e.csv").read_bytes() == file.read_bytes()


def test_a_file_brings_no_events_that_say_what_is_known(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    record = record_ids(folder)[0]
    run(folder, "decide", STAGE, record, "include", "--note", "-5 degrees", role="ANNA")
    before = run_json(folder, "history", record, role="ANNA")
    file = written(tmp_path / "d.csv", run(folder, "decisions", "export", role="ANNA").stdout)
    told = run(folder, "decisions", "import", file, "--stage", STAGE, role="ANNA")
    assert "0 decisions stored, 1 known already" in told.stderr
    assert run_json(folder, "history", record, role="ANNA") == before
    assert [row["note"] for row in before if row["who"]] == ["-5 degrees"]


def test_a_row_without_a_verdict_changes_none(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    table = written(tmp_path / "d.csv", "accession,verdict,note\nT0,,read the appendix\nT1,,look again\n")
    run(folder, "decide", STAGE, record_ids(folder)[0], "exclude", "--reason", "wrong-topic", role="ANNA")
    at = run_json(folder, "decisions", "export", role="ANNA")[0]["decided_at"]
    run(folder, "decisions", "import", table, "--stage", STAGE, role="ANNA")
    rows = run_json(folder, "decisions", "export", role="ANNA")
    assert [(row["verdict"], row["reason"], row["note"]) for row in rows] == [
        ("exclude", "wrong-topic", "read the appendix"),
        ("", "", "look again"),
    ]
    assert rows[0]["decided_at"] == at
    stage = run_json(folder, "status", role="ANNA")["stages"][0]
    assert stage["reviewers"]["ANNA"] == {"owed": 2, "done": 1}
    for table in ("accession,verdict,note\nT0,,\n", "accession,verdict,reason,note\nT0,,wrong-topic,why\n"):
        with pytest.raises(TamisError, match="line 2, column"):
            run(folder, "decisions", "import", written(tmp_path / "e.csv", table), "--stage", STAGE, role="ANNA")


def test_the_report_table_of_decisions_comes_in_too(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    for reviewer in ("ANNA", "BO"):
        run(folder, "decide", STAGE, record_ids(folder)[0], "include", "--note", "'=1+1", role=reviewer)
    run(folder, "report", "--out", str(tmp_path / "report"))
    [table] = (tmp_path / "report").rglob("decisions.csv")
    done = run_json(folder, "decisions", "import", str(table), "--stage", STAGE, role="ANNA")
    assert (done["stored"], done["unchanged"]) == (0, 1)


@pytest.mark.slow
def test_a_screen_is_given_what_it_can_show() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = make_review(Path(name) / "r", records=1)
        run(folder, "decide", STAGE, record_ids(folder)[0], "include", "--note", "a\x1b[31mb\nc", role="ANNA")
        terminal = Terminal(80, 24, "tui", "-C", str(folder), "--as", "ANNA", "decisions", "export")
        assert terminal.leave("") == 0
        assert b"\x1b[31mb" not in terminal.raw
