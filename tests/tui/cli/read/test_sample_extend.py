"""A sample that grows: by hand, by the rule set beforehand, before and after its stage is opened."""

from pathlib import Path
from typing import Any

import click
import pytest

from core.errors import TamisError
from core.sampling.sample import order
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json
from tests.sharing import readers_of, shared_review

STAGE = "title-abstract"
RULE = 'extend_sample = { statistic = "positive_agreement", below = "0.6", by = "1/10" }\n'


def accessions(folder: Path) -> dict[str, str]:
    return {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}


def read_by_bo(folder: Path, verdict: str, ids: list[str] | None = None) -> None:
    """BO gives one verdict on the sample (or on some of it)."""
    known = accessions(folder)
    drawn = ids or [each for sample in run_json(folder, "sample", STAGE) for each in sample["ids"]]
    decide_all(folder, "BO", STAGE, [(known[each], verdict) for each in drawn])


def drawn_review(tmp_path: Path, text: str | None = None) -> Path:
    """20 records, ANNA includes all, a sample of 4 that BO has not read."""
    folder = make_review(tmp_path / "r", records=20, text=text or protocol("1/5"))
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(20)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    return folder


def agreement(folder: Path, **options: Any) -> dict[str, Any]:
    [found] = run_json(folder, "agreement", STAGE, **options)["stages"]
    assert isinstance(found, dict)
    return found


def test_the_next_in_the_same_order_are_added_and_logged(tmp_path: Path) -> None:
    folder = drawn_review(tmp_path)
    [before] = run_json(folder, "sample", STAGE)
    said = run(folder, "sample", STAGE, "--extend", "3", "--yes", "--reason", "the supervisors asked")
    [after] = run_json(folder, "sample", STAGE)
    assert after["ids"] == order(before["seed"], before["frame_ids"])[:7]
    [extension] = after["extensions"]
    assert (after["size"], extension["added"], extension["reason"]) == (7, 3, "the supervisors asked")
    assert "the supervisors asked" in said.stdout and "3 of them added" in said.stdout
    assert run(folder, "sample", STAGE, "--verify").exit_code == 0
    assert run(folder, "check").exit_code == 0
    assert run_json(folder, "status")["stages"][0]["reviewers"]["BO"] == {"owed": 7, "done": 0}


def test_added_while_blind_they_count_like_the_others(tmp_path: Path) -> None:
    folder = drawn_review(tmp_path)
    run(folder, "sample", STAGE, "--extend", "3", "--yes", "--reason", "more")
    hidden = run_json(folder, "sample", STAGE, role="ANNA")[0]
    assert hidden["ids"] is None and hidden["size"] == 7
    read_by_bo(folder, "include")
    found = agreement(folder)
    assert (found["n"], found["complete"], found["owed"], found["after_opening"]) == (7, True, 0, None)


def test_added_after_the_opening_they_stand_apart(tmp_path: Path) -> None:
    folder = drawn_review(tmp_path)
    read_by_bo(folder, "exclude")
    before = agreement(folder)
    assert (before["n"], before["complete"]) == (4, True)
    run(folder, "sample", STAGE, "--extend", "2", "--yes", "--reason", "positive agreement is low")
    waiting = agreement(folder)
    assert waiting["after_opening"]["n"] == 0 and waiting["after_opening"]["owed"] == 2
    assert run_json(folder, "status")["stages"][0]["blind"] is False

    added = run_json(folder, "sample", STAGE)[0]["ids"][4:]
    read_by_bo(folder, "include", added)
    after = agreement(folder)
    assert after["after_opening"]["table"] == [[2, 0], [0, 0]] and after["after_opening"]["owed"] == 0
    for name in ("n", "table", "kappa", "percent_agreement", "complete", "owed", "beyond_sample"):
        assert after[name] == before[name], name
    assert "reported apart: 2 read by both" in run(folder, "agreement", STAGE).stdout


def test_what_was_opened_early_stays_so(tmp_path: Path) -> None:
    folder = drawn_review(tmp_path)
    read_by_bo(folder, "include", run_json(folder, "sample", STAGE)[0]["ids"][:2])
    run(folder, "unblind", STAGE, "--rationale", "BO is on leave")
    run(folder, "sample", STAGE, "--extend", "1", "--yes", "--reason", "more")
    found = agreement(folder)
    assert (found["n"], found["complete"], found["owed"]) == (2, False, 2)
    assert found["after_opening"]["owed"] == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--extend", "3", "--yes"), "needs its reason"),
        (("--extend", "17", "--yes", "--reason", "x"), "16 are left"),
        (("--extend", "1", "--yes", "--reason", "x", "--round", "2"), "no sample has been drawn"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    folder = drawn_review(tmp_path)
    with pytest.raises(TamisError, match=message):
        run(folder, "sample", STAGE, *words)
    assert run_json(folder, "sample", STAGE)[0]["extensions"] == []


def test_a_reason_without_an_extension_is_wrong_use(tmp_path: Path) -> None:
    result = run(drawn_review(tmp_path), "sample", STAGE, "--reason", "x")
    assert result.exit_code == click.UsageError.exit_code and "--extend" in result.stderr


def test_with_several_rounds_the_round_must_be_named(tmp_path: Path) -> None:
    folder = drawn_review(tmp_path)
    update = tmp_path / "update.ris"
    update.write_text(ris(range(30, 40)))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    run(folder, "sample", STAGE, "--draw", "--yes")
    with pytest.raises(TamisError, match="each search round"):
        run(folder, "sample", STAGE, "--extend", "1", "--yes", "--reason", "x")
    run(folder, "sample", STAGE, "--extend", "1", "--yes", "--reason", "x", "--round", "2")
    assert [each["size"] for each in run_json(folder, "sample", STAGE)] == [4, 3]


def ruled_review(tmp_path: Path, agreed: int) -> Path:
    """A review with the rule, opened; BO agrees with ANNA's includes on some of the four."""
    text = protocol("1/5").replace('kind = "screen"\n', f'kind = "screen"\n{RULE}')
    folder = drawn_review(tmp_path, text)
    ids = run_json(folder, "sample", STAGE)[0]["ids"]
    assert agreement(folder)["due_extension"] is None, "nothing is due before the agreement is complete"
    for verdict, part in (("include", ids[:agreed]), ("exclude", ids[agreed:])):
        if part:
            read_by_bo(folder, verdict, part)
    return folder


def test_the_rule_names_the_command_and_applies_once(tmp_path: Path) -> None:
    folder = ruled_review(tmp_path, 1)  # positive agreement is 2 / (4 + 1)
    command = f"tamis sample {STAGE} --extend-by-rule"
    due = agreement(folder)["due_extension"]
    assert (due["statistic"], due["value"], due["below"], due["added"]) == ("positive_agreement", 0.4, 0.6, 2)
    assert due["command"] == command
    assert run_json(folder, "sample", STAGE)[0]["due_extension"] == due
    for words in (("agreement", STAGE), ("sample", STAGE)):
        assert command in run(folder, *words).stdout
    run(folder, *command.split()[1:], "--yes")
    [extended] = run_json(folder, "sample", STAGE)
    assert (extended["size"], extended["due_extension"], agreement(folder)["due_extension"]) == (6, None, None)
    assert extended["extensions"][0]["reason"] == due["reason"]
    assert due["reason"] == "rule of the protocol: positive agreement 0.400 is below 0.6"
    with pytest.raises(TamisError, match="asks for no extension now"):
        run(folder, *command.split()[1:], "--yes")


def test_the_rule_is_silent_where_agreement_is_high_enough(tmp_path: Path) -> None:
    folder = ruled_review(tmp_path, 2)  # 4 / (4 + 2)
    assert agreement(folder)["due_extension"] is None
    assert "--extend" not in run(folder, "agreement", STAGE).stdout
    with pytest.raises(TamisError, match="asks for no extension now"):
        run(folder, "sample", STAGE, "--extend-by-rule", "--yes")


def test_nothing_is_added_to_what_was_dealt_and_another_plan_holds_for_what_is_dealt_later(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "review")
    with pytest.raises(TamisError, match="all of it was dealt"):
        run(folder, "sample", STAGE, "--extend", "1", "--reason", "more", "--yes", role="A")
    before = readers_of(folder)
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("any = 2", "any = 3"))
    run(folder, "amend", "three read each")
    (tmp_path / "late.ris").write_text(ris(range(50, 53)))
    run(folder, "import", str(tmp_path / "late.ris"), "--source", "Testbase", "--round", "1")
    (tmp_path / "update.ris").write_text(ris(range(60, 65)))
    run(folder, "import", str(tmp_path / "update.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes", role="A")
    now = readers_of(folder)
    assert {record: now[record] for record in before} == before
    assert sorted(len(those) for record, those in now.items() if record not in before) == [2] * 3 + [3] * 5
