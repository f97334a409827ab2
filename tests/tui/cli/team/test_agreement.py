"""METHOD's figures, from tables of decisions to the JSON of `tamis agreement`."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.reviews import decide_all, make_review, run, run_json

NAMES = ("include", "maybe", "exclude")


def agreement_of(folder: Path, table: list[list[int]], categories: tuple[str, ...], *options: str) -> dict[str, Any]:
    """Decisions of two readers that make this cross table, through the commands."""
    n = sum(map(sum, table))
    make_review(folder, records=n)
    pairs = [(a, b) for i, a in enumerate(categories) for j, b in enumerate(categories) for _ in range(table[i][j])]
    decide_all(folder, "ANNA", "title-abstract", [(f"T{k}", a) for k, (a, _) in enumerate(pairs)])
    decide_all(folder, "BO", "title-abstract", [(f"T{k}", b) for k, (_, b) in enumerate(pairs)])
    return run_json(folder, "agreement", "title-abstract", *options)["stages"][0]


def test_sas_example(tmp_path: Path) -> None:
    found = agreement_of(tmp_path / "r", [[0, 4, 1], [0, 8, 0], [0, 1, 5]], NAMES, "--maybe", "category")
    assert found["table"] == [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
    assert found["kappa"] == pytest.approx(0.4842, abs=5e-5)
    assert found["kappa_se"] == pytest.approx(0.1380, abs=5e-5)
    assert found["kappa_ci"] == pytest.approx([0.2137, 0.7547], abs=5e-5)
    assert found["kappa_linear"] == pytest.approx(0.4701, abs=5e-5)
    assert (found["maybe_rule"], found["complete"], found["owed"]) == ("category", True, 0)
    assert found["kappa_linear_se"] == pytest.approx(0.1457, abs=5e-5)
    assert found["kappa_linear_ci"] == pytest.approx([0.1845, 0.7558], abs=5e-5)
    p, n = found["percent_agreement"], found["n"]
    assert found["percent_agreement_se"] == pytest.approx((p * (1 - p) / n) ** 0.5)
    assert found["percent_agreement_ci"] == pytest.approx([0.4345, 0.8742], abs=5e-5)
    assert list(found["ci_methods"]) == ["percent_agreement_ci", "kappa_ci", "kappa_linear_ci", "ac1_ci"]
    assert "Fleiss, Cohen & Everitt" in found["ci_methods"]["kappa_linear_ci"]


@pytest.mark.parametrize(
    ("table", "kappa", "ac1"), [([[40, 9], [6, 45]], 0.70, 0.701), ([[80, 10], [5, 5]], 0.32, 0.808)]
)
def test_feinstein_cicchetti(tmp_path: Path, table: list[list[int]], kappa: float, ac1: float) -> None:
    found = agreement_of(tmp_path / "r", table, ("include", "exclude"))
    assert found["percent_agreement"] == pytest.approx(0.85)
    assert found["kappa"] == pytest.approx(kappa, abs=5e-3)
    assert found["ac1"] == pytest.approx(ac1, abs=5e-4)


def test_like_a_screening(tmp_path: Path) -> None:
    found = agreement_of(tmp_path / "r", [[80, 40], [30, 1850]], ("include", "exclude"))
    assert found["raters"] == ["ANNA", "BO"]
    assert found["n"] == 2000
    assert found["percent_agreement"] == pytest.approx(0.965)
    assert found["kappa"] == pytest.approx(0.6771, abs=5e-5)
    assert found["kappa_ci"] == pytest.approx([0.6060, 0.7482], abs=5e-5)
    assert found["pabak"] == pytest.approx(0.930)
    assert found["ac1"] == pytest.approx(0.9607, abs=5e-5)
    assert found["positive_agreement"] == pytest.approx(0.696, abs=5e-4)
    assert found["negative_agreement"] == pytest.approx(0.981, abs=5e-4)


def test_one_category_is_undefined_and_says_why(tmp_path: Path) -> None:
    found = agreement_of(tmp_path / "r", [[0, 0], [0, 6]], ("include", "exclude"))
    assert found["kappa"] is None
    assert "one category" in found["kappa_note"]


def test_nothing_is_counted_until_everybody_has_finished(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=4)
    decide_all(folder, "ANNA", "title-abstract", [(f"T{k}", "include") for k in range(4)])
    decide_all(folder, "BO", "title-abstract", [("T0", "include"), ("T1", "exclude")])
    found = run_json(folder, "agreement", "title-abstract")["stages"][0]
    assert (found["n"], found["complete"], found["owed"]) == (0, False, 8)
    assert "blind until every reader has finished" in found["note"]


def test_agreement_is_frozen_when_the_stage_opens(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=4)
    decide_all(folder, "ANNA", "title-abstract", [(f"T{k}", "include") for k in range(4)])
    decide_all(folder, "BO", "title-abstract", [("T0", "exclude"), *((f"T{k}", "include") for k in range(1, 4))])
    before = run_json(folder, "agreement", "title-abstract")["stages"][0]
    disputed = run_json(folder, "disagreements", "title-abstract")["items"][0]["record_id"]
    run(folder, "decide", "title-abstract", disputed, "include", role="BO")
    after = run_json(folder, "agreement", "title-abstract")["stages"][0]
    assert before["complete"] and before["table"] == [[3, 1], [0, 0]]
    assert after["table"] == before["table"]


def test_a_reader_does_not_see_interim_agreement(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    for (reader, verdict), accession in product((("ANNA", "include"), ("BO", "exclude")), ("T0",)):
        decide_all(folder, reader, "title-abstract", [(accession, verdict)])
    found = run_json(folder, "agreement", "title-abstract", role="BO")["stages"][0]
    assert found["n"] == 0 and "blind" in found["note"]
