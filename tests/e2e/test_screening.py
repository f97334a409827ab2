"""The real program in a real pseudo-terminal: budgets at 100,000 records, SIGKILL, two windows, the way by keys."""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path

import pytest

from tests.big import make_big_review
from tests.reviews import decisions_file, make_review, record_ids, ris, run, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow

MANY = 100_000


def app(folder: Path, *words: str, role: str = "ANNA", size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(*size, "tui", "-C", str(folder), "--as", role, *words)


def decisions(folder: Path, role: str = "ANNA") -> dict[str, str]:
    rows = run_json(folder, "decisions", "export", "--stage", "title-abstract", role=role)
    return {row["record_id"]: row["verdict"] for row in rows}


def status_line(terminal: Terminal) -> str:
    return terminal.lines[-2]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_big_review(tmp_path_factory.mktemp("big") / "review", MANY, abstracts=1_000)  # more than are shown


def test_a_decision_among_100_000_records_is_small_and_survives_sigkill(big: Path) -> None:
    before = len(decisions(big))
    terminal = app(big, "screen", "title-abstract")
    try:
        terminal.wait(lambda: f"{before:,} of {MANY:,}" in terminal.lines[0])
        terminal.rest()
        costs = []
        for count in range(1, 11):
            costs.append(terminal.press("y", lambda done=before + count: f"{done:,} of {MANY:,}" in terminal.lines[0]))
        assert all(painted == 1 and size <= 2500 for painted, size in costs), costs
    finally:
        terminal.close()  # SIGKILL, right after the screen has moved on
    assert len(decisions(big)) == before + 10
    again = app(big, "screen", "title-abstract")
    try:
        again.wait(lambda: f"{before + 10:,} of {MANY:,}" in again.lines[0])
    finally:
        again.close()


def test_a_decision_on_a_wide_screen_is_small_too(big: Path) -> None:
    before = len(decisions(big))
    terminal = app(big, "screen", "title-abstract", size=(200, 50))
    try:
        terminal.wait(lambda: f"{before:,} of {MANY:,}" in terminal.lines[0])
        terminal.rest()
        costs = []
        for count in range(1, 6):
            costs.append(terminal.press("y", lambda done=before + count: f"{done:,} of {MANY:,}" in terminal.lines[0]))
        assert all(painted == 1 and size <= 4500 for painted, size in costs), costs
    finally:
        terminal.close()


def test_a_held_or_pasted_key_decides_what_was_read(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=20)
    terminal = app(folder, "screen", "title-abstract")
    try:
        terminal.wait(lambda: "0 of 20" in terminal.lines[0])
        terminal.press("y", lambda: "1 of 20" in terminal.lines[0])
        terminal.send("y" * 8)
        terminal.wait(lambda: status_line(terminal).startswith(" y not taken: this record was shown for less than"))
        terminal.send("jjj")
        terminal.wait(lambda: "5 of 20: undecided" in status_line(terminal))
        assert "1 of 20" in terminal.lines[0]
    finally:
        terminal.close()
    events = (decisions_file(folder, "ANNA", "title-abstract")).read_text().splitlines()
    assert len(events) == 2, "the format line and one line a decision"
    assert list(decisions(folder).values()) == ["include"]


def test_at_the_end_the_next_key_decides_nothing_again(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    terminal = app(folder, "screen", "title-abstract")
    try:
        terminal.wait(lambda: "0 of 4" in terminal.lines[0])
        terminal.send("g3\r")
        terminal.wait(lambda: "3 of 4: undecided" in status_line(terminal))
        for done in range(1, 5):
            terminal.press("y", lambda done=done: f"{done} of 4" in terminal.lines[0])
        terminal.wait(lambda: status_line(terminal) == " included — z undo; all read")
        terminal.press("n", lambda: "all read — this key decides nothing here" in status_line(terminal))
        terminal.send("k")
        terminal.wait(lambda: "4 of 4: included" in status_line(terminal))
        terminal.press("n", lambda: "why?" in terminal.lines[-1])
        terminal.press("1", lambda: "was included — now excluded: " in status_line(terminal))
    finally:
        terminal.close()
    assert sorted(decisions(folder).values()) == ["exclude", "include", "include", "include"]


def test_another_windows_decision_appears(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=8)
    one, other = (app(folder, "screen", "title-abstract") for _ in range(2))
    try:
        for window in (one, other):
            window.wait(lambda window=window: "0 of 8" in window.lines[0])
        one.press("y", lambda: "1 of 8" in one.lines[0])
        other.wait(lambda: "1 of 8" in other.lines[0])
    finally:
        one.close()
        other.close()
    assert len(decisions(folder)) == 1


def test_undo_tomorrow(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    today = app(folder, "screen", "title-abstract")
    today.wait(lambda: "0 of 3" in today.lines[0])
    today.press("n", lambda: "why?" in today.lines[-1])
    today.send("y1")  # y is no reason
    today.wait(lambda: "1 of 3" in today.lines[0])
    today.close()
    tomorrow = app(folder, "screen", "title-abstract")
    try:
        tomorrow.wait(lambda: "1 of 3" in tomorrow.lines[0])
        tomorrow.send("z")
        tomorrow.wait(lambda: "0 of 3" in tomorrow.lines[0])
    finally:
        tomorrow.close()
    assert set(decisions(folder).values()) <= {""}


def test_from_the_dashboard_to_a_decision_and_back(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    run(folder, "dedup")
    terminal = app(folder)
    try:
        terminal.wait(lambda: any("2 to read in Title and abstract" in line for line in terminal.lines))
        terminal.send("\r")
        terminal.wait(lambda: "0 of 2" in terminal.lines[0])
        terminal.press("m", lambda: "1 of 2" in terminal.lines[0])
        terminal.send("q")
        terminal.wait(lambda: any("1 to read" in line for line in terminal.lines))
    finally:
        terminal.close()
    assert set(decisions(folder).values()) == {"maybe"}


def test_a_writer_that_stands_still_freezes_nothing(tmp_path: Path) -> None:
    """Another process holds the journal and is stopped: the screen says so, goes on moving, and saves once it can."""
    folder = make_review(tmp_path / "review", records=5)
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", role="ANNA")
    run(folder, "undo", "title-abstract", role="ANNA")
    terminal = app(folder, "screen", "title-abstract")
    terminal.wait(lambda: "0 of 5" in terminal.lines[0])
    with decisions_file(folder, "ANNA", "title-abstract").open("ab") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        try:
            terminal.press("y", lambda: "NOT SAVED" in status_line(terminal))
            assert "0 of 5" in terminal.lines[0]
            first = terminal.lines[6:8]
            terminal.send("j")
            terminal.wait(lambda: terminal.lines[6:8] != first)
            assert "NOT SAVED" in "\n".join(terminal.lines)
        finally:
            fcntl.flock(journal, fcntl.LOCK_UN)
    terminal.press("y", lambda: "1 of 5" in terminal.lines[0])
    terminal.close()
    assert list(decisions(folder).values()) == ["include"]


def test_a_dropped_link_loses_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=5)
    terminal = app(folder, "screen", "title-abstract")
    terminal.wait(lambda: "0 of 5" in terminal.lines[0])
    terminal.press("y", lambda: "1 of 5" in terminal.lines[0])
    terminal.press("n1", lambda: "2 of 5" in terminal.lines[0])
    os.kill(terminal.pid, signal.SIGHUP)
    os.waitpid(terminal.pid, 0)
    assert sorted(decisions(folder).values()) == ["exclude", "include"]


def test_keys_that_arrive_at_once_go_where_they_belong(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    terminal = app(folder, "screen", "title-abstract")
    try:
        terminal.wait(lambda: "0 of 3" in terminal.lines[0])
        terminal.press("m", lambda: "1 of 3" in terminal.lines[0])
        terminal.send("k")
        terminal.wait(lambda: "1 of 3: maybe" in status_line(terminal))
        terminal.press("n", lambda: "why?" in terminal.lines[-1])
        terminal.send("\x1b")
        terminal.wait(lambda: "y include" in terminal.lines[-1])
        terminal.send("tyes, no\rn2t")
        terminal.wait(lambda: "excluded" in status_line(terminal) and "note:" in terminal.lines[-1])
        # By itself: a terminal cannot tell an escape from the beginning of a longer key until nothing follows.
        terminal.send("\x1b")
        terminal.wait(lambda: "y include" in terminal.lines[-1])
        terminal.press("y", lambda: "2 of 3" in terminal.lines[0])
    finally:
        terminal.close()
    rows = run_json(folder, "decisions", "export", "--stage", "title-abstract", role="ANNA")
    assert [(row["verdict"], row["note"]) for row in rows] == [("exclude", "yes, no"), ("include", "")]


def test_the_dashboard_shows_what_others_have_done_meanwhile(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    terminal = app(folder)
    try:
        terminal.wait(lambda: any("Title and abstract" in line and " 4 " in line for line in terminal.lines))
        more = tmp_path / "more.ris"
        more.write_text(ris(range(20, 23)))
        run(folder, "import", str(more), "--source", "Other")
        terminal.send("\r")
        terminal.wait(lambda: " of " in terminal.lines[0])
        terminal.send("q")
        terminal.wait(lambda: any("Title and abstract" in line and " 7 " in line for line in terminal.lines))
    finally:
        terminal.close()


def test_a_duplicate_can_be_named_while_screening(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    terminal = app(folder, "screen", "title-abstract")
    try:
        terminal.wait(lambda: "0 of 3" in terminal.lines[0])
        terminal.press("y", lambda: "1 of 3" in terminal.lines[0])
        terminal.press("D", lambda: "duplicate of" in terminal.lines[-1])
        terminal.send("1\r")
        terminal.wait(lambda: "of 2" in terminal.lines[0] and "one publication now" in status_line(terminal))
        assert "1 of 2" in terminal.lines[0], "the decision on the one counts for both"
        terminal.press("D", lambda: "duplicate of" in terminal.lines[-1])
        terminal.send("99\r")
        terminal.wait(lambda: "no record of that id" in status_line(terminal))
    finally:
        terminal.close()
    assert run_json(folder, "dedup")["removed_by_reviewers"] == 1
    [survivor] = [row["record_id"] for row in run_json(folder, "dedup", "--groups") if row["how"] == "reviewer"][:1]
    said = [row["what"] for row in run_json(folder, "history", survivor, role="ANNA")]
    assert {"decide", "verdict"} <= set(said)


def test_letters_do_not_overtake_the_keys_that_edit_a_line(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    terminal = app(folder, "screen", "title-abstract")
    try:
        terminal.wait(lambda: "0 of 1" in terminal.lines[0])
        terminal.send("t")
        terminal.wait(lambda: "note:" in terminal.lines[-1])
        terminal.send("wrong\x15ac\x7f\x1b[Da\x1b[Fb\r")
        terminal.wait(lambda: "y include" in terminal.lines[-1])
        terminal.press("y", lambda: "1 of 1" in terminal.lines[0])
    finally:
        terminal.close()
    [row] = run_json(folder, "decisions", "export", "--stage", "title-abstract", role="ANNA")
    assert row["note"] == "aab"
