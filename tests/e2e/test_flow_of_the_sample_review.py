"""Every number of the sample review's flow diagram against its known truth, and what the update of the search adds."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from core.records.imports import Source
from sample_data import expected
from sample_data.expected import ExpectedStage
from sample_data.truth import FILE, Truth
from store.acts.imports import import_files
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.duplicates.search import find_duplicates
from tests.e2e.test_sample_review import FILES, STAGES, found_in
from tests.reviews import run, run_json
from tui.adapter.demo import decide_stage

pytestmark = pytest.mark.slow

DATABASES = ("databases", "registers")


def test_every_number_is_the_truths(tmp_path: Path) -> None:
    """One test, since what costs is the review."""
    truth = Truth.read(FILES / FILE)
    folder = tmp_path / "review"
    stages = decide_everything(folder, truth)
    every_box(folder, stages, truth)
    every_source(folder, stages, truth)
    the_update_adds_a_round_and_leaves_the_first_as_it_was(folder, stages, truth)


def decide_everything(folder: Path, truth: Truth) -> dict[str, ExpectedStage]:
    """Decide the first search to the end as the truth has it; the funnel that follows from the truth."""
    review, publications = found_in(folder, read=True)
    for each in truth.publications:
        if each.not_retrieved and each.round == 1:
            record = publications[each.id][0]
            run(folder, "fulltext", "full-text", record, "--not-retrieved", each.not_retrieved, role="KBAA")
    decide_stage(review, FILES, review.stage("full-text"), publications, finished=True)
    state = review_state(review)
    name_of = {state.groups.of(records[0]): name for name, records in publications.items()}
    sampled = {stage: {name_of[each] for each in drawn.sample.ids} for (stage, _), drawn in state.samples.items()}
    review.close()
    return expected.funnel(FILES, truth, sampled)


def by_truth(truth: Truth, stages: dict[str, ExpectedStage], labels: dict[str, str]) -> dict[str, Any]:
    """The diagram, counted from the truth in the plainest way."""
    sources = {each.file: each for each in truth.sources if each.round == 1}
    found: dict[str, list[str]] = {
        each.id: [record.file for record in each.records if record.file in sources]
        for each in truth.publications
        if each.round == 1
    }
    in_databases = {name for name, files in found.items() if any(sources[each].route in DATABASES for each in files)}
    imported = Counter(sources[each].route for files in found.values() for each in files)
    full_text = stages["full-text"]

    def split(names: Any) -> tuple[int, int]:
        inside = sum(name in in_databases for name in names)
        return inside, len(names) - inside

    reading = [stages[stage] for stage in STAGES[:-1]]
    excluded = [split(stage.excluded) for stage in reading]
    sought, lost = split(full_text.entered), split(full_text.not_retrieved)
    included = split(full_text.included)
    reasons: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for name, reason in full_text.excluded.items():
        reasons[name not in in_databases][labels[reason]] += 1
    others = sum(count for route, count in imported.items() if route not in DATABASES)
    return {
        "database_results": imported["databases"],
        "database_specific_results": {
            each.name: sum(files.count(each.file) for files in found.values())
            for each in sources.values()
            if each.route == "databases"
        },
        "citations_results": imported["citation-searching"],
        "experts_results": imported["experts"],
        "duplicates": imported["databases"] - len(in_databases),
        "other_duplicates": others - (len(found) - len(in_databases)),
        "records_screened": len(in_databases),
        "records_excluded": sum(inside for inside, _ in excluded),
        "other_screened_out": sum(outside for _, outside in excluded),
        "dbr_sought_reports": sought[0],
        "other_sought_reports": sought[1],
        "dbr_notretrieved_reports": lost[0],
        "other_notretrieved_reports": lost[1],
        "dbr_assessed": sought[0] - lost[0],
        "other_assessed": sought[1] - lost[1],
        "dbr_excluded": dict(reasons[0]),
        "other_excluded": dict(reasons[1]),
        "dbr_included": included[0],
        "other_included": included[1],
        "new_studies": len(full_text.included),
        "new_reports": len(full_text.included),
        "waiting": 0,
    }


def every_box(folder: Path, stages: dict[str, ExpectedStage], truth: Truth) -> None:
    with Review(folder) as review:
        labels = {reason.id: reason.label for reason in review.stage("full-text").reasons}
    should = by_truth(truth, stages, labels)
    assert should["dbr_notretrieved_reports"] + should["other_notretrieved_reports"] == 1 and should["other_included"]
    boxes = run_json(folder, "flow")
    assert {key: boxes[key] for key in should} == should
    assert {step["stage"]: step["excluded"] for step in boxes["steps"]} == {
        stage: len(stages[stage].excluded) for stage in STAGES[:-1]
    }

    drawn = run(folder, "flow", "--format", "svg").stdout
    printed = {
        text.attrib["data-key"]: int(text.attrib["data-n"])
        for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
        if "data-key" in text.attrib
    }
    plain = {key: value for key, value in should.items() if isinstance(value, int)}
    shown = plain.keys() - {"waiting", "dbr_included", "other_included"}
    assert {key: printed[key] for key in shown} == {key: plain[key] for key in shown}
    assert {name: printed[f"dbr_excluded:{name}"] for name in should["dbr_excluded"]} == should["dbr_excluded"]

    table = {
        row["data"]: row["n"] for row in csv.DictReader(io.StringIO(run(folder, "flow", "--format", "csv").stdout))
    }
    both = shown & table.keys()
    assert len(both) > 10 and {key: table[key] for key in both} == {key: str(plain[key]) for key in both}


def every_source(folder: Path, stages: dict[str, ExpectedStage], truth: Truth) -> None:
    sources = {each.file: each.name for each in truth.sources if each.round == 1}
    found = run_json(folder, "flow")["by_source"]
    for file, name in sources.items():
        groups = {each.id: {record.file for record in each.records} & sources.keys() for each in truth.first_round()}
        here = {name for name, files in groups.items() if file in files}
        alone = {name for name in here if len(groups[name]) == 1}
        included = set(stages["full-text"].included)
        counts = {key: found[name][key] for key in ("publications", "unique", "shared", "included", "included_unique")}
        assert counts == {
            "publications": len(here),
            "unique": len(alone),
            "shared": len(here - alone),
            "included": len(here & included),
            "included_unique": len(alone & included),
        }, name
    assert {name: each["records"] for name, each in found.items()} == {
        each.name: each.reported for each in truth.sources if each.round == 1
    }


def the_update_adds_a_round_and_leaves_the_first_as_it_was(
    folder: Path, stages: dict[str, ExpectedStage], truth: Truth
) -> None:
    before = run_json(folder, "flow")
    [update] = [each for each in truth.sources if each.round == 2]
    with Review(folder) as review:
        import_files(review, [FILES / update.file], Source(name=update.name, route=update.route), search_round=2)
        find_duplicates(review)
    after = run_json(folder, "flow")
    assert after["by_round"][0] == before["by_round"][0]
    second = after["by_round"][1]
    assert second["identified"] == update.reported and second["sources"] == {update.name: update.reported}
    again = sum(record.file == update.file for each in truth.first_round() for record in each.records)
    assert (second["duplicates"], second["screened"]) == (again, update.reported - again)
    updated = run_json(folder, "flow", "--template", "updated")
    assert updated["previous_studies"] == len(stages["full-text"].included)
    assert updated["database_results"] == update.reported and updated["waiting"] == second["screened"]
