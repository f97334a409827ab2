"""`tamis screen STAGE --plain`: the session of the screening screen, one answer a line, with the same keys or words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from store.folder.review import Review
from tests.alike import alike
from tests.charts import charting_review
from tests.reviews import decide_all, make_review, protocol, record_ids, run, run_json
from tui.cli import tamis
from tui.cli.call import Call

STAGE = "title-abstract"
OF_A_RECORD = ("authors: ", "published: ", "described: ", "abstract: ")


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "tamis" / "config.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=6)


def answered(folder: Path, *lines: str, stage: str = STAGE, role: str = "ANNA") -> str:
    """What a session writes in which these lines are the answers."""
    words = ["-C", str(folder), "--as", role, "screen", stage, "--plain"]
    result = CliRunner().invoke(tamis, words, obj=Call(), input="".join(f"{each}\n" for each in lines))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def session(folder: Path, answers: str, *, stage: str = STAGE) -> str:
    """A session as ANNA has it on her screen, without the lines that tell a record's text; an answer a line."""
    lines = [line.strip() for line in answers.strip("\n").splitlines()[:-1]]
    words = ["-C", str(folder), "--as", "ANNA", "screen", stage, "--plain"]
    result = CliRunner(echo_stdin=True).invoke(tamis, words, obj=Call(), input="".join(f"{each}\n" for each in lines))
    assert result.exception is None, result.exception
    said = re.sub(r"(act \d+ of )\d{4}-\d\d-\d\d", r"\1DAY", alike(result.output))
    return "\n".join(line for line in said.splitlines() if not line.startswith(OF_A_RECORD))


def verdicts(folder: Path, stage: str = STAGE) -> list[tuple[str, str, str]]:
    rows = run_json(folder, "decisions", "export", "--stage", stage, role="ANNA")
    return [(row["verdict"], row["reason"], row["note"]) for row in rows]


def test_where_nothing_was_imported_there_is_no_record(tmp_path: Path) -> None:
    with Review.create(tmp_path / "review", protocol()):
        pass
    assert answered(tmp_path / "review", "q").splitlines() == [
        "Title and abstract, ANNA: 0 of 0 decided",
        "? lists the answers, q leaves; everything is saved at once.",
        "",
        "no record is here",
        "> Everything is saved.",
    ]


def test_keys_and_words_decide_and_each_record_is_written_whole(folder: Path) -> None:
    said = answered(folder, "y", "n 2", "exclude", "1", "maybe", "n0", "t see the appendix", "q")
    assert "record 1 of 6: undecided\ntitle: On harbour harbour harbour harbour harbour in study 0\n" in said
    assert "abstract: Study 0 looked at harbour" in said and "published: Journal 0 · 1980" in said
    assert "excluded: Another design" in said and said.endswith("Everything is saved.\n")
    assert verdicts(folder) == [
        ("include", "", ""),
        ("exclude", "wrong-design", ""),
        ("exclude", "wrong-topic", ""),
        ("maybe", "", ""),
        ("exclude", "", ""),
        ("", "", "see the appendix"),
    ]


def test_what_was_done_is_taken_back_and_many_are_asked_about(folder: Path) -> None:
    answered(folder, "y", "n 1", "z")
    assert [each[0] for each in verdicts(folder)] == ["include"]
    assert "did" not in answered(folder, "undo") and verdicts(folder) == []
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    number = run_json(folder, "acts", STAGE, role="ANNA")["acts"][0]["number"]
    said = answered(folder, "z", "z", f"U {number}", "j", f"U {number}", "q")
    assert f"not so: U {number} takes back import of 5 decisions" in said and len(verdicts(folder)) == 5
    assert f"U {number} again to undo: import of 5 decisions" in said
    answered(folder, f"U {number}", f"U {number}")
    assert verdicts(folder) == []


def test_what_was_taken_back_is_said_and_its_record_shown_again(folder: Path) -> None:
    said = answered(folder, "y", "z", "z", "redo", "q")
    told = [line for line in said.splitlines() if line.startswith(("> ", "record "))]
    assert told == [
        "record 1 of 6: undecided",
        "> included",
        "record 2 of 6: undecided",
        "> the record is undecided",
        "record 1 of 6: undecided",
        "> nothing to take back",
        "record 1 of 6: undecided",
        "> the record is included",
        "record 1 of 6: included",
        "> Everything is saved.",
    ]


def test_an_act_is_taken_back_by_its_number(folder: Path) -> None:
    answered(folder, "y", "n 1", "m")
    number = run_json(folder, "acts", STAGE, role="ANNA")["acts"][1]["number"]
    said = answered(folder, "U", f"U {number}", "last acts")
    assert "excluded: Another topic · On harbour" in said and said.rstrip().endswith("Everything is saved.")
    assert [each[0] for each in verdicts(folder)] == ["include", "maybe"]
    assert "there is no act “99”" in answered(folder, "U 99")


def test_finding_moving_and_what_means_nothing(folder: Path) -> None:
    said = answered(folder, "n", "", "/ study 3", "f a", "g 6", "j", "home", "k", "s year", "wibble", "D", "g 77", "?")
    for words in (
        "why? A number, or an empty line to go back. nothing changed",
        "record 1 of 1 /study 3: undecided",
        "record 6 of 6: undecided",
        "this is the last record of the list",
        "this is the first record of the list",
        "“wibble” means nothing here; ? lists the answers",
        "“duplicate” is done in the app",
        "there is no record “77”",
        "y, include: Include the record",
    ):
        assert words in said
    assert verdicts(folder) == []


def test_the_keys_are_the_persons_own(folder: Path, no_settings: Path) -> None:
    no_settings.parent.mkdir(parents=True)
    no_settings.write_text('keymap = "rayyan"\nhide = ["journal"]\n')
    said = answered(folder, "i", "e 1", "y")
    assert [each[0] for each in verdicts(folder)] == ["include", "exclude"]
    assert "“y” means nothing here" in said and "Journal 0" not in said


def test_text_of_records_reaches_the_terminal_cleaned(tmp_path: Path) -> None:
    folder, file = make_review(tmp_path / "review"), tmp_path / "nasty.ris"
    file.write_text("TY  - JOUR\nTI  - [/red] \x1b[31m[Erratum]\u202e 統合\nAN  - N1\nAB  - a\x07b\nER  - \n")
    run(folder, "import", str(file), "--source", "Testbase")
    said = answered(folder, "t \x1b]0;x\x07 note", "y")
    assert "[/red]" in said and not any(sign in said for sign in "\x1b\x07\u202e")


def test_reports_are_retrieved_or_not_and_excluded_for_a_reason(folder: Path) -> None:
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(6)])
    said = answered(
        folder, "r https://example.org/a", "y", "R no library has it", "z", "n", "0", "n 1", stage="full-text"
    )
    assert "taken back: what was said of the report" in said and "there is no one reason “0”" in said
    assert verdicts(folder, "full-text") == [("include", "", ""), ("exclude", "wrong-population", "")]


def test_verdicts_notes_and_labels_as_they_are_asked_for_and_said(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4)
    first = record_ids(folder)[0]
    (tmp_path / "said.csv").write_text(
        f"record,verdict,confidence,criterion,quote,model,version\n{first},exclude,,,,gpt,1\n"
    )
    run(folder, "suggestions", "import", str(tmp_path / "said.csv"), "--stage", STAGE)
    deciding = """
        ?
        y
        k
        m
        n
        another
        n

        n
        another d
        n 0
        n nothing

    """
    noting = """
        t
        so
        t

        t sooner
        t -
        l
        odd
        l odd
        l

        o
        n wrong-topic
        tab
        z
        z
        Z
        undo
        redo
        Z
        Z
        n0
        U
        U 1
        U 99
        last acts 2
        q
        y
    """
    assert "\n".join([session(folder, deciding), session(folder, noting)]) == snapshot


def test_moving_finding_and_ordering_as_they_are_said(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4)
    last = record_ids(folder)[-1]
    answers = f"""
        first
        last
        j
        previous
        move up
        k
        k
        move
        less
        more now
        y
        l odd
        next undecided
        tab
        g
        2
        g {last}
        g nowhere
        /
        study 2
        tab
        / nowhere: 1
        y
        n
        m
        t x
        l x
        o
        j
        k
        f y
        f
        a
        f label odd
        f none
        s
        2
        g 3
        s import
        s 9
        sort 2
        f n
        s 1
    """
    assert session(folder, answers).replace(last, "LAST") == snapshot


def test_reports_as_they_are_asked_for_and_said(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    one = '{ id = "wrong-population", label = "Another population" }'
    two = f'{one}, {{ id = "wrong-place", label = "Another place" }}'
    folder = make_review(tmp_path / "review", records=3, text=protocol().replace(one, two))
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(3)])
    answers = """
        ?
        r

        r
        https://example.org/a
        r -
        R
        no library
        k
        R -
        R

        n

        n
        0
        n 1
        k
        also
        2
        k
        a nothing
        also

        z
        z
        z
        z
        z
        f y
        r x
        R x
        a 1
        duplicate
    """
    told = [session(folder, answers, stage="full-text"), run(folder, "fulltext", "full-text", role="ANNA").output]
    assert "\n".join(told) == snapshot


def test_who_does_not_read_the_stage_is_refused_and_forms_are_elsewhere(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(TamisError, match="does not read"):
        answered(folder, role="CHIEF")
    charts, _studies = charting_review(tmp_path / "charts")
    with pytest.raises(TamisError, match="forms are filled in here"):
        answered(charts, stage="charting")


def test_nothing_of_the_app_is_imported(folder: Path) -> None:
    program = (
        "import sys; from tui.cli import main; sys.argv[1:] = sys.argv[1:]\n"
        "try: main()\nexcept SystemExit: pass\nsys.exit('textual' in sys.modules)"
    )
    words = ["-C", str(folder), "--as", "ANNA", "screen", STAGE, "--plain"]
    done = subprocess.run([sys.executable, "-c", program, *words], input="y\n", text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert [each[0] for each in verdicts(folder)] == ["include"]
    assert record_ids(folder)
