"""What each file below a review folder is, by its name."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from store.upkeep.places import Kind, kind_of, places

BATCH = "people/ANNA/title-abstract.1"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("protocol.toml", Kind.PLAN),
        ("SHA256SUMS", Kind.KEPT),
        ("notes.txt", Kind.UNKNOWN),
        ("report/index.html", Kind.MADE),
        ("people/ANNA/acts.jsonl", Kind.JOURNAL),
        ("people/ANNA/acts.json", Kind.DERIVED),
        ("people/ANNA/Acts.jsonl", Kind.UNKNOWN),
        ("people/ANNA/progress.json", Kind.DERIVED),
        (f"{BATCH}/decisions.jsonl", Kind.JOURNAL),
        (f"{BATCH}/decisions (1).jsonl", Kind.UNKNOWN),
        (f"{BATCH}/decisions.jsonl.torn-2", Kind.TORN),
        (f"{BATCH}/decisions.json.set-aside-1", Kind.SET_ASIDE),
        (f"{BATCH}/title-abstract.1-decisions.jsonl.before-repair-1", Kind.KEPT),
        (f"{BATCH}/other.torn-1", Kind.UNKNOWN),
        ("people/ANNA/title-abstract.0/decisions.jsonl", Kind.UNKNOWN),
        ("people/ANNA/full-text.pilot/decisions.jsonl", Kind.JOURNAL),
        ("people/ANNA/records/scopus-1f.raw.json", Kind.RECORDS),
        ("people/ANNA/records/scopus.ris", Kind.UNKNOWN),
        ("people/ANNA/duplicates/0123456789abcde.json", Kind.SEARCH),
        ("people/acts.jsonl", Kind.UNKNOWN),
    ],
)
def test_by_its_name(name: str, kind: Kind) -> None:
    assert kind_of(PurePosixPath(name)) is kind


def test_what_is_sealed_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / BATCH).mkdir(parents=True)
    (tmp_path / BATCH / "decisions.jsonl").touch()
    found = places(tmp_path, lambda who, name: False)
    assert found.sealed == [tmp_path / BATCH] and found.found == [] and found.files == 0
    assert places(tmp_path, lambda who, name: (who, name) == ("ANNA", "title-abstract.1")).files == 1
