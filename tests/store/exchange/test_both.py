"""Two machines of one person that went on from one state: what the one said is said again on the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.folder.people import ACTS, PEOPLE
from store.journal.line import Event
from tests.refusing import not_taken
from tests.remotes import Sharing, copied_team, with_six_records
from tests.reviews import make_review, ris, run, run_json
from tests.store.exchange.test_take import repacked, tree
from tests.team import Clock

STAGE = "title-abstract"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        fork(place)
    return place


@pytest.fixture
def forked(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Sharing, Path]:
    """A copy of ANNA's machine, and of her second one, which began with all that she had."""
    return copied_team(made, tmp_path / "place", monkeypatch), tmp_path / "place" / "second"


def fork(place: Path) -> None:
    team = with_six_records(place)
    rows = team.do("ANNA", "records", "owed", "--stage", "language", "--reviewer", "ANNA")
    for row in rows:
        team.do("ANNA", "decide", "language", row["record_id"], "include")
    team.do("BO", "sample", STAGE, "--draw", "--yes")
    team.exchange()
    mine, second = place / "mine.pack", place / "second"
    team.do("ANNA", "decide", STAGE, ids(team.folders["ANNA"])[0], "include")
    team.do("ANNA", "pack", "--mine", str(mine))
    run(place, "init", str(second))
    (second / "protocol.toml").write_text((team.folders["ANNA"] / "protocol.toml").read_text())
    assert run_json(second, "take", str(mine), role="ANNA")["problems"] == []


def ids(folder: Path) -> list[str]:
    return sorted(row["record_id"] for row in run_json(folder, "dedup", "--groups"))


def verdicts(folder: Path) -> dict[str, str]:
    rows = run_json(folder, "decisions", "export", "--stage", STAGE, role="ANNA")
    return {row["record_id"]: row["verdict"] for row in rows}


def packed(folder: Path, *words: str) -> Path:
    path = folder.parent / f"{folder.name}.pack"
    run_json(folder, "pack", str(path), *words, role="ANNA")
    return path


def test_a_batch_of_which_both_machines_read_the_first_record(tmp_path: Path) -> None:
    first, second = make_review(tmp_path / "first", records=3), tmp_path / "second"
    shutil.copytree(first, second)
    records = ids(first)
    run_json(first, "decide", STAGE, records[1], "include", role="ANNA")
    run_json(second, "decide", STAGE, records[1], "maybe", role="ANNA")
    run_json(second, "decide", STAGE, records[2], "include", role="ANNA")
    pack = packed(second, "--mine")
    refused = run(first, "take", str(pack), role="ANNA")
    assert refused.exit_code == 2 and "from line 1 on" in refused.output
    for again in (2, 0):
        taken = run_json(first, "take", str(pack), "--both", role="ANNA")
        assert (taken["problems"], taken["again"]) == ([], again)
        assert verdicts(first) == {records[1]: "maybe", records[2]: "include"}
    assert run_json(first, "check", role="ANNA")["problems"] == []


def test_a_pack_without_a_file_that_the_other_machine_s_words_name_is_refused(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    first, second = make_review(tmp_path / "first", records=1), tmp_path / "second"
    run_json(first, "highlights", "--include", "x", role="ANNA")
    shutil.copytree(first, second)
    run_json(first, "highlights", "--include", "y", role="ANNA")
    (tmp_path / "b.ris").write_text(ris([20]))
    run_json(second, "import", str(tmp_path / "b.ris"), "--source", "Other", role="ANNA")
    before = tree(first)

    def without(files: dict[str, bytes]) -> None:
        for name in [each for each in files if "/ANNA/records/" in each]:
            del files[name]

    def with_others(files: dict[str, bytes]) -> None:
        name = next(each for each in files if "/ANNA/records/" in each and each.endswith(".raw.json"))
        files[name] = files[name].replace(b"study 20", b"study 30")

    told = []
    for change in (without, with_others):
        pack = repacked(packed(second, "--mine"), change, listed=True)
        refused = run(first, "take", str(pack), "--both", role="ANNA")
        assert refused.exit_code == 2 and tree(first) == before
        told.append(not_taken(refused.stderr, {}))
    assert "\n".join(told) == snapshot


def test_what_was_said_and_taken_back_on_the_other_machine_is_said_again_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, clock = make_review(tmp_path / "first", records=4), tmp_path / "second", Clock(monkeypatch)
    records = ids(first)

    def do(folder: Path, *words: str) -> None:
        clock.next()
        assert run(folder, *words, role="ANNA").exit_code == 0

    do(first, "decide", STAGE, records[0], "include")
    shutil.copytree(first, second)
    do(second, "highlights", "--include", "two")
    (tmp_path / "b.ris").write_text(ris([20]))
    do(second, "import", str(tmp_path / "b.ris"), "--source", "Other")
    do(first, "highlights", "--include", "one")
    do(first, "decide", STAGE, records[1], "include")
    do(second, "decide", STAGE, records[2], "maybe")
    assert run(first, "decide", STAGE, records[2], "include", role="ANNA").exit_code == 0, "at the same time"
    do(second, "decide", STAGE, records[3], "maybe")
    do(second, "undo", STAGE)
    do(second, "redo", STAGE)
    do(second, "undo", STAGE)
    journals = {each: first / PEOPLE / "ANNA" / each for each in (ACTS, f"{STAGE}.1/decisions.jsonl")}
    had = {name: path.read_bytes() for name, path in journals.items()}
    assert run_json(first, "take", str(packed(second, "--mine")), "--both", role="ANNA")["problems"] == []
    fresh = {name: path.read_bytes()[len(had[name]) :].splitlines() for name, path in journals.items()}
    acts = {name: [Event.from_line(line).act for line in lines] for name, lines in fresh.items()}
    assert acts == {
        ACTS: ["highlight", "import"],
        f"{STAGE}.1/decisions.jsonl": ["decide", "decide", "edit", "edit", "edit"],
    }
    assert {"one", "two"} <= set(run_json(first, "highlights", role="ANNA")["include"])
    assert [each["records"] for each in run_json(first, "sources", role="ANNA")] == [4, 1]
    assert run_json(first, "check", role="ANNA")["problems"] == []
    assert verdicts(first) == {records[0]: "include", records[1]: "include", records[2]: "maybe"}


@pytest.mark.slow
def test_what_the_other_one_decided_and_said_is_written_again(forked: tuple[Sharing, Path]) -> None:
    team, second = forked
    first = team.folders["ANNA"]
    records = ids(first)
    export = team.place / "b.ris"
    export.write_text(ris(range(20, 23), prefix="B"))
    for folder, word, record, verdict in ((first, "one", 1, "include"), (second, "two", 2, "maybe")):
        run_json(folder, "highlights", "--include", word, role="ANNA")
        run_json(folder, "decide", STAGE, records[record], verdict, role="ANNA")
    run_json(second, "import", str(export), "--source", "Other", role="ANNA")
    run_json(second, "dedup", role="ANNA")
    team.share("ANNA")
    assert run(second, "pack", str(second.parent / "x")).exit_code == 0
    before = tree(first)
    pack = packed(second, "--mine")
    refused = run(first, "take", str(pack), role="ANNA")
    assert refused.exit_code == 2 and "Two machines of yours" in refused.output and tree(first) == before
    journals = {each: (first / PEOPLE / "ANNA" / each).read_bytes() for each in (ACTS, f"{STAGE}.1/decisions.jsonl")}
    taken = run_json(first, "take", str(pack), "--both", role="ANNA")
    assert taken["problems"] == [] and taken["again"] >= 4
    for name, content in journals.items():
        assert (first / PEOPLE / "ANNA" / name).read_bytes().startswith(content), (
            "what others have had is no other line"
        )
    assert verdicts(first) == {records[0]: "include", records[1]: "include", records[2]: "maybe"}
    assert {"one", "two"} <= set(run_json(first, "highlights", role="ANNA")["include"])
    assert [each["records"] for each in run_json(first, "sources", role="ANNA")] == [6, 3]
    assert run_json(first, "check", role="ANNA")["problems"] == []
    team.exchange()
    assert run_json(team.folders["BO"], "check", role="BO")["problems"] == []
    before = tree(first / PEOPLE)
    again = run_json(first, "take", str(pack), "--both", role="ANNA")
    assert again["problems"] == [] and tree(first / PEOPLE) == before


@pytest.mark.slow
def test_where_both_spoke_of_the_same_what_was_said_last_stands(forked: tuple[Sharing, Path]) -> None:
    team, second = forked
    first = team.folders["ANNA"]
    records = ids(first)
    for folder, record, verdict in (
        *((second, 1, "exclude"), (first, 1, "include")),
        *((first, 2, "include"), (second, 2, "maybe")),
    ):
        reason = ("--reason", "wrong-topic") if verdict == "exclude" else ()
        run_json(folder, "decide", STAGE, records[record], verdict, *reason, role="ANNA")
    run_json(first, "take", str(packed(second, "--mine")), "--both", role="ANNA")
    assert verdicts(first) == {records[0]: "include", records[1]: "include", records[2]: "maybe"}
    lines = (first / PEOPLE / "ANNA" / f"{STAGE}.1" / "decisions.jsonl").read_text()
    assert '"exclude"' in lines, "what did not last is kept too"
    run_json(first, "take", str(packed(second, "--mine")), "--both", role="ANNA")
    assert (first / PEOPLE / "ANNA" / f"{STAGE}.1" / "decisions.jsonl").read_text() == lines


@pytest.mark.slow
def test_what_another_of_one_s_own_only_went_on_with_is_taken_as_it_is(forked: tuple[Sharing, Path]) -> None:
    team, second = forked
    run_json(second, "highlights", "--include", "two", role="ANNA")
    run_json(second, "decide", STAGE, ids(second)[1], "maybe", role="ANNA")
    assert run_json(team.folders["ANNA"], "take", str(packed(second, "--mine")), role="ANNA")["problems"] == []
    for name in (ACTS, f"{STAGE}.1/decisions.jsonl"):
        one, other = ((each / PEOPLE / "ANNA" / name).read_bytes() for each in (team.folders["ANNA"], second))
        assert one == other
    team.exchange()
