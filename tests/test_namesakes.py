"""Each module of core, store and tui has a test file of its name at the same place; here stand those without one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("core", "store", "tui")
WHOLE = ("tui/cli", "tui/words/phrases")
"""Folders whose commands, or whose phrases on their screens, are tested one by one, whatever the module."""

WITHOUT = {
    "core/charting/chart_store.py",
    "core/protocol/rules.py",
    "core/screening/opening.py",
    "store/work/chart_tables.py",
    "tui/adapter/interface.py",
    "tui/screens/charting/consensus.py",
    "tui/screens/reading.py",
    "tui/screens/sources/import_files.py",
    "tui/screens/steps/group.py",
    "tui/screens/text_reading.py",
}
"""Modules that have no tests of their own yet. The list may only become shorter."""

ACROSS = {
    "tests/core/agreement/test_crosscheck.py",
    "tests/core/agreement/test_refusals.py",
    "tests/core/agreement/test_small_tables.py",
    "tests/core/charting/test_refusals.py",
    "tests/core/dedup/test_kinds.py",
    "tests/core/dedup/test_labelled_sets.py",
    "tests/core/dedup/test_rule_bounds.py",
    "tests/core/formats/readers/test_refusals.py",
    "tests/core/formats/readers/test_rich_records.py",
    "tests/core/formats/readers/test_tags.py",
    "tests/core/formats/readers/xml/test_rich_elements.py",
    "tests/core/formats/test_corpus.py",
    "tests/core/formats/test_every_format.py",
    "tests/core/formats/test_kinds_of_fields.py",
    "tests/core/formats/test_fuzz.py",
    "tests/core/formats/test_mixtures.py",
    "tests/core/formats/writers/test_read_by_others.py",
    "tests/core/formats/writers/test_round_trip.py",
    "tests/core/ranking/test_small_set.py",
    "tests/core/report/flow/test_drawn.py",
    "tests/core/screening/test_funnel_walk.py",
    "tests/core/strategy/test_damage.py",
    "tests/core/strategy/test_every_dialect.py",
    "tests/core/strategy/test_histories.py",
    "tests/store/acts/test_as_written.py",
    "tests/store/acts/test_refusals.py",
    "tests/store/bundle/test_refusals.py",
    "tests/store/exchange/test_refusals.py",
    "tests/store/folder/test_refusals.py",
    "tests/store/upkeep/test_refusals.py",
    "tests/store/damage/test_page.py",
    "tests/store/journal/test_journal_damage.py",
    "tests/store/journal/test_journal_kill.py",
    "tests/store/journal/test_journal_undo.py",
    "tests/store/journal/test_journal_users.py",
    "tests/store/state/test_conflicts_walk.py",
    "tests/store/state/test_counted_alike.py",
    "tests/store/work/test_merged_words.py",
    "tests/store/work/test_refusals.py",
    "tests/store/journal/test_put_back.py",
    "tests/store/test_on_disk.py",
    "tests/store/journal/test_refusals.py",
    "tests/store/numbers/test_refusals.py",
    "tests/store/numbers/test_report_cases.py",
    "tests/store/numbers/test_report_checklists.py",
    "tests/store/numbers/test_report_charting.py",
    "tests/store/numbers/test_report_page.py",
    "tests/store/numbers/test_report_read.py",
    "tests/store/numbers/test_report_sentences.py",
    "tests/store/work/test_reversals.py",
    "tests/tui/screens/test_all_read.py",
    "tests/tui/screens/test_own_words.py",
    "tests/tui/screens/test_undoing.py",
    "tests/tui/test_budgets.py",
    "tests/tui/test_every_screen.py",
    "tests/tui/test_frames.py",
    "tests/tui/test_mouse.py",
    "tests/tui/test_nasty.py",
    "tests/tui/test_pair_snapshots.py",
    "tests/tui/test_snapshots.py",
    "tests/tui/test_terminal.py",
    "tests/tui/words/test_phrases.py",
    "tests/store/acts/test_fixed.py",
    "tests/store/bundle/test_fixed.py",
    "tests/store/decisions/test_fixed.py",
    "tests/store/exchange/test_fixed.py",
    "tests/store/folder/test_fixed.py",
    "tests/store/journal/test_fixed.py",
    "tests/store/numbers/test_fixed.py",
    "tests/store/upkeep/test_fixed.py",
    "tests/store/work/test_fixed.py",
}
"""Test files of no one module: what many do together."""


def module_of(test: str) -> str:
    """The module that a test file is named after."""
    folder, _, name = test.removeprefix("tests/").rpartition("/")
    return f"{folder}/{name.removeprefix('test_')}"


def file_for(module: str) -> str:
    """The test file that a module's tests stand in."""
    folder, _, name = module.rpartition("/")
    return f"tests/{folder}/test_{name}"


def under(folders: Iterable[str], pattern: str) -> set[str]:
    """The files of folders whose names fit a pattern, from the root; those of `WHOLE` are left out."""
    found = (path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob(pattern))
    return {
        path.as_posix()
        for path in found
        if not path.name.startswith("__") and not any(f"{whole}/" in path.as_posix() for whole in WHOLE)
    }


MODULES = under(LAYERS, "*.py")
TESTS = under((f"tests/{layer}" for layer in LAYERS), "test_*.py")


def test_every_module_has_tests_of_its_name() -> None:
    assert len(MODULES) > 200 and len(TESTS) > 100
    assert {each for each in MODULES if file_for(each) not in TESTS} - WITHOUT == set()


def test_every_test_file_is_of_a_module_or_known_to_be_of_none() -> None:
    assert {each for each in TESTS if module_of(each) not in MODULES} - ACROSS == set()


@pytest.mark.parametrize(
    ("listed", "needed"),
    [
        (WITHOUT, {each for each in MODULES if file_for(each) not in TESTS}),
        (ACROSS, {each for each in TESTS if module_of(each) not in MODULES}),
    ],
    ids=["WITHOUT", "ACROSS"],
)
def test_no_exception_outlives_its_need(listed: set[str], needed: set[str]) -> None:
    assert listed - needed == set(), "take them off the list"
