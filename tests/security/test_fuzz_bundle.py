"""Any damage to a bundle is refused or found: it never passes, never crashes, and never writes outside its folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from store.bundle.unpack import unpack
from store.bundle.verify import verify_bundle
from tests.bundles import content, finished_review, packed, summed
from tests.reviews import run


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    run(finished_review(folder / "review"), "bundle", str(folder / "a.zip"))
    return folder / "a.zip"


@given(data=st.data())
@settings(max_examples=100)
def test_a_damaged_zip_is_refused_or_holds_what_it_held(bundle: Path, data: st.DataObject) -> None:
    whole = bundle.read_bytes()
    spoilt = bytearray(whole)
    directory = whole.index(b"PK\1\2")
    for _ in range(data.draw(st.integers(1, 3))):
        # Half of the damage where the tricks are: in the directory at the end.
        place = data.draw(st.integers(0, len(whole) - 1) | st.integers(directory, len(whole) - 1))
        spoilt[place] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as temporary:
        box = Path(temporary)
        target = box / "in" / "here"
        target.mkdir(parents=True)
        (box / "a.zip").write_bytes(spoilt)
        try:
            names = unpack(box / "a.zip", target)
        except TamisError:
            names = []
        assert {path.relative_to(box).parts[0] for path in box.rglob("*")} == {"a.zip", "in"}
        assert all(path == target or target in path.parents for path in (box / "in").rglob("*"))
        assert not any(path.is_symlink() for path in box.rglob("*"))
        # A changed name is plain too, and then another name than the checksums list.
        held = content(bundle)
        for name in names:
            assert (target / name).read_bytes() in held.values()


@given(data=st.data())
@settings(max_examples=15)
def test_files_that_hold_anything_are_found_and_never_crash(
    bundle: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = content(bundle)
    name = data.draw(st.sampled_from(sorted(each for each in files if each.endswith((".json", ".jsonl", ".toml")))))
    old = files[name]
    start = data.draw(st.integers(0, len(old)))
    stop = data.draw(st.integers(start, min(len(old), start + 40)))
    new = old[:start] + data.draw(st.binary(max_size=20)) + old[stop:]
    forged = data.draw(st.booleans())
    changed = {**files, name: new}
    path = packed(tmp_path_factory.getbasetemp() / "changed.zip", summed(changed) if forged else changed)
    checks = verify_bundle(path)
    if new != old and not forged:
        assert not all(each.ok for each in checks)
    assert all("\n" not in each.detail for each in checks)
