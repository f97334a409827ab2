"""What `tamis agreement` can add: a bootstrap, three readers, the reasons, a word."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from core.agreement import agreement_of_many
from store.bundle.json_forms import all_readers_form
from tests.reviews import make_review, protocol, run, run_json

STAGE = "title-abstract"
THREE = """{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "1/2" }, \
{ reviewer = "CY", coverage = "all" }"""


def three_readers() -> str:
    text = protocol("1/2").replace(
        '[[reviewer]]\nid = "CHIEF"', '[[reviewer]]\nid = "CY"\nrole = "second"\n[[reviewer]]\nid = "CHIEF"'
    )
    return text.replace('{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "1/2" }', THREE)


def decide(folder: Path, reviewer: str, rows: list[tuple[str, str, str]]) -> None:
    """(accession or record id, verdict, reason) as a reviewer's decisions."""
    column = "accession" if rows[0][0].startswith("T") else "record_id"
    file = folder.parent / f"{reviewer}.csv"
    with file.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow((column, "verdict", "reason"))
        writer.writerows(rows)
    run(folder, "decisions", "import", str(file), "--stage", STAGE, "--reviewer", reviewer)


def read_by_two(tmp_path: Path, text: str | None = None) -> Path:
    """40 records: 10 and 20 agreed, 10 differ; the exclusions of both have reasons, mostly the same."""
    folder = make_review(tmp_path / "r", records=40, text=text)
    topic, design = "wrong-topic", "wrong-design"
    anna = [("include", "")] * 15 + [("exclude", topic)] * 25
    bo = [("include", "")] * 10 + [("exclude", topic)] * 20 + [("exclude", design)] * 4 + [("exclude", "")]
    bo += [("include", "")] * 5
    for reviewer, said in (("ANNA", anna), ("BO", bo)):
        decide(folder, reviewer, [(f"T{n}", *each) for n, each in enumerate(said)])
    return folder


def agreement(folder: Path, *words: str) -> dict[str, Any]:
    [found] = run_json(folder, "agreement", STAGE, *words)["stages"]
    assert isinstance(found, dict)
    return found


def test_the_bootstrap_is_seeded_by_protocol_and_stage(tmp_path: Path) -> None:
    folder = read_by_two(tmp_path)
    assert "bootstrap" not in agreement(folder)
    found = agreement(folder, "--bootstrap", "300")
    again = agreement(folder, "--bootstrap", "300")["bootstrap"]
    assert found["bootstrap"] == again
    assert again["seed"] == f"a seed fixed beforehand {STAGE}" and again["statistic"] == "kappa"
    assert (again["replicates"], again["degenerate"]) == (300, 0)
    assert again["ci"][0] < found["kappa"] < again["ci"][1]
    assert "300 replicates, 0 of them undefined" in run(folder, "agreement", STAGE, "--bootstrap", "300").stdout
    assert agreement(folder, "--bootstrap")["bootstrap"]["replicates"] == 2000


def test_a_bootstrap_of_nothing_says_so(tmp_path: Path) -> None:
    found = agreement(make_review(tmp_path / "r", records=2), "--bootstrap", "10")["bootstrap"]
    assert found["ci"] is None and found["ci_note"]


def test_reasons_are_compared_where_both_excluded(tmp_path: Path) -> None:
    folder = read_by_two(tmp_path)
    reasons = agreement(folder)["reasons"]
    assert (reasons["n"], reasons["same"], reasons["without_reason"]) == (19, 15, 1)
    assert reasons["share"] == pytest.approx(15 / 19)
    assert (reasons["reasons"], reasons["table"]) == (["wrong-topic", "wrong-design"], [[15, 4], [0, 0]])
    assert "the same for 15 of 19 records that both excluded" in run(folder, "agreement", STAGE).stdout


@pytest.mark.parametrize(("scale", "word"), [("landis-koch", "Landis & Koch"), ("cochrane", "Orwin")])
def test_a_word_comes_with_its_scale(tmp_path: Path, scale: str, word: str) -> None:
    text = protocol().replace("[sample]", f'kappa_scale = "{scale}"\n[sample]', 1)
    folder = read_by_two(tmp_path, text)
    found = agreement(folder)["interpretation"]
    assert found["word"] and word in found["scale"]
    printed = run(folder, "agreement", STAGE).stdout
    assert f"“{found['word']}” ({found['scale']})" in printed
    assert ("does not recommend kappa" in printed) == (scale == "cochrane")


def test_without_a_scale_there_is_no_word(tmp_path: Path) -> None:
    folder = read_by_two(tmp_path)
    found = agreement(folder)
    assert found["interpretation"] is None and "kappa_scale" in found["interpretation_note"]
    assert "is called" not in run(folder, "agreement", STAGE).stdout


def test_three_readers_of_whom_one_reads_a_sample(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=12, text=three_readers())
    run(folder, "sample", STAGE, "--draw", "--yes")
    [sample] = run_json(folder, "sample", STAGE)
    ids = sample["frame_ids"]
    verdicts = {"ANNA": "include exclude", "CY": "include exclude exclude", "BO": "exclude include include exclude"}
    said = {
        name: {each: words.split()[n % len(words.split())] for n, each in enumerate(ids)}
        for name, words in verdicts.items()
    }
    said["BO"] = {each: verdict for each, verdict in said["BO"].items() if each in sample["ids"]}
    for name, column in said.items():
        decide(folder, name, [(each, verdict, "") for each, verdict in column.items()])
    answer = run_json(folder, "agreement", STAGE)
    assert [(each["raters"], each["n"]) for each in answer["stages"]] == [
        (["ANNA", "BO"], 6),
        (["ANNA", "CY"], 12),
        (["BO", "CY"], 6),
    ]
    assert all(each["complete"] for each in answer["stages"])
    names = ["ANNA", "BO", "CY"]
    ratings = [[said[name].get(each) for name in names] for each in ids]
    expected = agreement_of_many(ratings, names, ("include", "exclude"))
    [together] = answer["all_readers"]
    assert together == json.loads(json.dumps(all_readers_form(STAGE, expected)))
    assert together["fleiss_kappa"] is None and together["fleiss_kappa_note"]
    assert together["alpha_nominal"] is not None and together["light_kappa"] is not None
    assert "Light's kappa" in run(folder, "agreement", STAGE).stdout


def test_two_readers_have_no_figures_of_all(tmp_path: Path) -> None:
    assert run_json(read_by_two(tmp_path), "agreement", STAGE)["all_readers"] == []
