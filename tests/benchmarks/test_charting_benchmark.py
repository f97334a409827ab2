"""What charting costs with 200 studies and the 18 items of the preprint. Timings are printed, asserted nowhere."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from core.charting.evidence_map import evidence_map
from core.charting.map_svg import map_svg
from core.protocol.template import template
from store.folder.review import Review
from store.numbers.report import study_tables
from store.state.charted import charted
from store.state.review_state import review_state
from store.work.charting import chart_session
from store.work.openings import open_finished_batches
from tests.reviews import make_review

pytestmark = pytest.mark.benchmark


def test_a_chart_of_200_studies_and_18_items(tmp_path: Path) -> None:
    plan = template("peer-support-2020")
    stages, rest = plan.index("[[stage]]"), plan.index('[[stage]]\nid = "charting"')
    folder = make_review(tmp_path / "r", records=200, text=plan[:stages] + plan[rest:])
    with Review(folder, role="KBAA") as review:
        stage = review.stage("charting")
        start = process_time()
        session = chart_session(review_state(review), stage, "KBAA")
        for study in session.studies:
            session.progress(study)
        opened = process_time() - start
        fill = {
            item.id: (item.choices or ("12" if item.type == "number" else "Norway",))[0] for item in session.form.items
        }
        start = process_time()
        for study in session.studies:
            session.go_to(study)
            for item, text in fill.items():
                if item not in ("year", "first-author"):
                    session.set(item, text)
                session.fields()
            session.complete()
        saved = process_time() - start
        state = open_finished_batches(review)
        start = process_time()
        found = charted(state, stage)
        gathered = process_time() - start
        start = process_time()
        map_svg(evidence_map(found, "design", "population", "country"), "Map")
        drawn = process_time() - start
        start = process_time()
        tables = study_tables(state, stage)
        files = tables.files(tables.possible)
        written = process_time() - start
    keys = len(session.studies) * len(fill)
    print(
        f"\nopen {opened:.3f} s, a field {1000 * saved / keys:.2f} ms, gather {gathered:.3f} s, map {drawn:.3f} s, "
        f"{len(files)} files of tables {written:.3f} s (CPU)"
    )
    assert len(found.complete) == 200
