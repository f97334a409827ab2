"""What the sample says of the records read once, over search rounds; recall; the lower bound inside the sample."""

import shutil
from pathlib import Path

import pytest

from core.agreement.missed import ASSUMPTION
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json
from tests.sharing import shared_plan, shared_review
from tests.tui.cli.read.test_sample_extend import STAGE, accessions


def read_and_settled(tmp_path: Path, *, rounds: int = 1, found: int = 1) -> Path:
    """ANNA includes T0 to T3 and excludes the rest; BO includes so many of the sampled exclusions, and is right."""
    folder = make_review(tmp_path / "r", records=40, text=protocol("1/4"))
    if rounds == 2:
        update = tmp_path / "update.ris"
        update.write_text(ris(range(40, 60)))
        run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    last = 40 if rounds == 1 else 60
    anna = {f"T{n}": "include" if n < 4 else "exclude" for n in range(last)}
    decide_all(folder, "ANNA", STAGE, list(anna.items()))
    run(folder, "sample", STAGE, "--draw", "--yes")
    known = accessions(folder)
    sample = [known[each] for drawn in run_json(folder, "sample", STAGE) for each in drawn["ids"]]
    rescued = [each for each in sample if anna[each] == "exclude"][:found]
    decide_all(folder, "BO", STAGE, [(each, "include" if each in rescued else anna[each]) for each in sample])
    for item in run_json(folder, "disagreements", STAGE)["items"]:
        run(folder, "resolve", STAGE, item["record_id"], "include", "--rationale", "it belongs")
    return folder


def opened_early(folder: Path, *, round: int) -> None:
    """The team opens a search round before all is read, and the readers' programs hand over what is theirs."""
    run(folder, "unblind", STAGE, "--round", str(round), "--rationale", "a look at it")
    for reader in ("ANNA", "BO"):
        run(folder, "status", role=reader)


def test_counts_recall_and_the_lower_bound(tmp_path: Path) -> None:
    folder = read_and_settled(tmp_path)
    [found] = run_json(folder, "missed", STAGE)["stages"]
    assert (found["excluded"], found["found_relevant"], found["complete"], found["unresolved"]) == (36, 1, True, 0)
    single = found["excluded"] - found["double_read"]
    assert found["estimate"] == pytest.approx(single / found["double_read"])
    kept = 4 + 1
    assert found["recall"] == pytest.approx(kept / (kept + found["estimate"]))
    assert found["recall_ci"] == pytest.approx([kept / (kept + bound) for bound in reversed(found["ci"])])
    both = 10 - found["double_read"]
    assert found["within_sample"]["seen"] == both + 1
    assert "lower bound" in found["within_sample"]["what"]
    assert found["within_sample"]["ci"] is None and found["within_sample"]["ci_note"]
    assert found["assumption"] == ASSUMPTION and found["sentence"].startswith(
        "Of the 36 records that ANNA excluded, BO"
    )
    text = run(folder, "missed", STAGE).stdout
    assert (
        ASSUMPTION in text
        and found["sentence"] in text
        and found["recall_of"] in text
        and "what both readers excluded is not in it" in text
    )
    assert "search round" not in text


def test_rounds_are_strata(tmp_path: Path) -> None:
    folder = read_and_settled(tmp_path, rounds=2)
    [found] = run_json(folder, "missed", STAGE)["stages"]
    one, two = found["rounds"]
    assert (one["round"], two["round"], one["excluded"], two["excluded"]) == (1, 2, 36, 20)
    assert found["double_read"] == one["double_read"] + two["double_read"]
    single = found["excluded"] - found["double_read"]
    assert found["estimate"] == pytest.approx(found["found_relevant"] * single / found["double_read"])
    assert "2 search rounds pooled" in found["method"] and (found["pooled"], found["bounded"]) == ([[1, 2]], [])
    assert "search round 2: 20 excluded, 5 read twice" in run(folder, "missed", STAGE).stdout


def test_an_extended_round_is_not_pooled(tmp_path: Path) -> None:
    """With unequal fractions the pooled hypergeometric is not exact: the limits of the rounds are added."""
    folder = read_and_settled(tmp_path, rounds=2)
    run(folder, "sample", STAGE, "--extend", "3", "--yes", "--round", "1", "--reason", "more")
    known = accessions(folder)
    added = run_json(folder, "sample", STAGE)[0]["ids"][-3:]
    before = run_json(folder, "missed", STAGE)["stages"][0]
    decide_all(folder, "BO", STAGE, [(known[each], "exclude") for each in added])
    [after] = run_json(folder, "missed", STAGE)["stages"]
    assert "conservative" in after["method"] and before["read_after_opening"] == 0
    excluded = sum(int(known[each][1:]) >= 4 for each in added)
    assert after["read_after_opening"] == excluded == after["double_read"] - before["double_read"]
    assert "came into the sample after the stage had been opened" in run(folder, "missed", STAGE).stdout


def test_an_update_whose_sample_holds_no_exclusion_leaves_the_stage_its_estimate(tmp_path: Path) -> None:
    """Of three new records the second reader's one is an include: nothing of what was excluded was read twice."""
    folder = read_and_settled(tmp_path)
    [before] = run_json(folder, "missed", STAGE)["stages"]
    update = tmp_path / "update.ris"
    update.write_text(ris(range(40, 43)))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude") for n in range(40, 43)])
    [interim] = run_json(folder, "missed", STAGE)["stages"]
    assert interim == {**before, "complete": False}, "of the open round alone"
    early = tmp_path / "early"
    shutil.copytree(folder, early)
    opened_early(early, round=2)
    [unread] = run_json(early, "missed", STAGE)["stages"]
    assert (unread["estimate"], unread["bounded"], unread["pooled"]) == (before["estimate"], [2], [])
    assert unread["ci"] == [before["ci"][0], before["ci"][1] + 3] and "search round 2" in unread["method"]
    assert unread["recall"] is not None and "search round 2, of which nothing" in run(early, "missed", STAGE).stdout
    run(folder, "sample", STAGE, "--draw", "--yes")
    known = accessions(folder)
    [drawn] = run_json(folder, "sample", STAGE)[1]["ids"]
    decide_all(folder, "ANNA", STAGE, [(known[drawn], "include")])
    decide_all(folder, "BO", STAGE, [(known[drawn], "include")])
    [after] = run_json(folder, "missed", STAGE)["stages"]
    n = before["double_read"]
    assert (after["excluded"], after["double_read"]) == (38, n) and after["rounds"][1]["double_read"] == 0
    assert after["estimate"] == pytest.approx((38 - n) / n) and after["recall_ci"] is not None
    assert (after["pooled"], after["bounded"]) == ([[1, 2]], [])


def test_without_a_record_read_twice_any_number_is_possible(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=8, text=protocol("1/4"))
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude") for n in range(8)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    opened_early(folder, round=1)
    [found] = run_json(folder, "missed", STAGE)["stages"]
    assert (found["ci"], found["upper_one_sided"]) == ([0, 8], 8)
    for name in ("estimate", "recall", "recall_ci"):
        assert found[name] is None and found[f"{name}_note"], name
    assert found["complete"] is False and "interim" in run(folder, "missed", STAGE).stdout


def test_what_is_not_dealt_yet_is_called_so(tmp_path: Path) -> None:
    readers = '{ any = 1, of = ["A", "B", "C"], one_more = "1/5" }'
    folder = shared_review(tmp_path / "r", records=4, text=shared_plan(readers), draws=False)
    run(folder, "unblind", STAGE, "--rationale", "a look at it")
    assert run(folder, "missed").stderr == f"{STAGE}: no records have been dealt yet\n"
