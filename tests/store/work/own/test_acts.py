"""What one did at a stage, act by act, with what each changed; any of it is taken back by its number."""

from __future__ import annotations

from pathlib import Path

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import DiskDecisionStore
from tests.reviews import make_review, record_ids

STAGE = "title-abstract"


def test_each_act_says_what_it_changed_and_is_replayed_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    first, second, _ = record_ids(folder)
    with Review(folder, role="ANNA") as review:
        store = DiskDecisionStore(review, "ANNA", STAGE)
        store.save(Decision(record=first, verdict=Verdict.INCLUDE))
        store.save_all([Decision(record=each, verdict=Verdict.MAYBE) for each in (first, second)], act="import")
        new, old = store.acts()
        assert (new.past.change, old.past.change, new.holds) == (2, 1, True)
        assert new.past.command == f"tamis undo {STAGE}" and new.at >= old.at
        changed = [
            (each.record, each.before and each.before.said, each.after and each.after.said) for each in new.changes
        ]
        assert changed == [(first, "include", "maybe"), (second, None, "maybe")]
        assert store.replay(2, again=False, sure=lambda past: past.records > 2) == [], "not sure"
        assert len(store.replay(2, again=False)) == 2 and store.decisions[first].verdict is Verdict.INCLUDE
        assert [each.holds for each in store.acts()] == [False, True]
        store.replay(2, again=True)
        assert store.decisions[second].verdict is Verdict.MAYBE


def test_each_kind_of_act_in_bulk_is_named(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    first, second, _ = record_ids(folder)
    excluded = [Decision(record=each, verdict=Verdict.EXCLUDE, reason="wrong-topic") for each in (first, second)]
    with Review(folder, role="ANNA") as review:
        store = DiskDecisionStore(review, "ANNA", STAGE)
        store.save_all([Decision(record=first, verdict=Verdict.INCLUDE)], act="found", note="harbour")
        store.save_all(
            [Decision(record=each, verdict=Verdict.MAYBE) for each in (first, second)], act="found", note="x"
        )
        store.save_all(excluded, act="apply")
        store.save_all([Decision(record=each, verdict=Verdict.INCLUDE) for each in (first, second)], act="pass")
        store.save_all([Decision(record=each, verdict=Verdict.MAYBE) for each in (first, second)], act="decide")
        assert [each.past.what for each in store.acts()] == [
            "2 decisions",
            "bulk inclusion of 2 that nothing was suggested for",
            "bulk exclusion of 2 as Another topic",
            "bulk verdict on 2 records found by “x”",
            "bulk verdict on 1 record found by “harbour”",
        ]
