"""What the sample says of the records read once, over search rounds; recall; the lower bound inside the sample."""

from pathlib import Path

import pytest

from core.agreement.missed import ASSUMPTION
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json
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
    assert ASSUMPTION in text and found["sentence"] in text and "recall of the stage" in text
    assert "search round" not in text


def test_rounds_are_strata(tmp_path: Path) -> None:
    folder = read_and_settled(tmp_path, rounds=2)
    [found] = run_json(folder, "missed", STAGE)["stages"]
    one, two = found["rounds"]
    assert (one["round"], two["round"], one["excluded"], two["excluded"]) == (1, 2, 36, 20)
    assert found["double_read"] == one["double_read"] + two["double_read"]
    assert found["estimate"] == pytest.approx(one["estimate"] + two["estimate"])
    assert "2 search rounds pooled" in found["method"]
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
    assert "came into the sample after the stage was opened" in run(folder, "missed", STAGE).stdout


def test_without_a_record_read_twice_the_figures_are_null_and_say_why(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=8, text=protocol("1/4"))
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude") for n in range(8)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    [found] = run_json(folder, "missed", STAGE)["stages"]
    for name in ("estimate", "ci", "upper_one_sided", "recall", "recall_ci"):
        assert found[name] is None and found[f"{name}_note"], name
    assert found["complete"] is False and "interim" in run(folder, "missed", STAGE).stdout
