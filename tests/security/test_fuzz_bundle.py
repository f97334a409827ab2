"""Any damage to a bundle is refused or found: it never passes, never crashes, and never writes outside its folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from store.bundle.verify import verify_bundle
from store.exchange.unpack import unpack
from tests.bundles import content, finished_review, packed, summed
from tests.examples import examples
from tests.reviews import copied_demo, run


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    run(finished_review(folder / "review"), "bundle", str(folder / "a.zip"))
    return folder / "a.zip"


class Files(dict[str, bytes]):
    """The files of a bundle; a failing test does not print them."""

    def __repr__(self) -> str:
        return "the files"


@pytest.fixture(scope="module")
def small(bundle: Path) -> dict[str, bytes]:
    return Files(content(bundle))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a bundle of the sample review, with every disagreement resolved."""
    folder = tmp_path_factory.mktemp("sample")
    copied_demo(folder / "review", finished=True)
    run(folder / "review", "bundle", str(folder / "a.zip"))
    return Files(content(folder / "a.zip"))


@given(data=st.data())
@settings(max_examples=examples(50, long=100))
def test_a_damaged_zip_is_refused_or_holds_what_it_held(
    bundle: Path, small: dict[str, bytes], data: st.DataObject
) -> None:
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
        for name in names:
            assert (target / name).read_bytes() in small.values()


@given(data=st.data())
@settings(max_examples=examples(10, long=15))
def test_files_that_hold_anything_are_found_and_never_crash(
    small: dict[str, bytes], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = small
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


@given(data=st.data())
@settings(max_examples=examples(12, long=20))
def test_one_change_of_a_bundle_is_named(small: dict[str, bytes], data: st.DataObject) -> None:
    one_change_is_named(small, data)


@pytest.mark.long
@given(data=st.data())
@settings(max_examples=300)
def test_one_change_of_a_bundle_of_the_sample_review_is_named(sample: dict[str, bytes], data: st.DataObject) -> None:
    one_change_is_named(sample, data)


def one_change_is_named(files: dict[str, bytes], data: st.DataObject) -> None:
    """Change a byte, an end, two lines, or what files there are: the file is named."""
    name = data.draw(st.sampled_from(sorted(files)))
    old = files[name]
    lines = old.splitlines(keepends=True)
    kind = data.draw(st.sampled_from(["flip", "cut", "swap", "add", "remove"]))
    changed = {**files}
    if kind == "flip":
        place = data.draw(st.integers(0, len(old) - 1))
        changed[name] = old[:place] + bytes([old[place] ^ (1 << data.draw(st.integers(0, 7)))]) + old[place + 1 :]
    elif kind == "cut":
        changed[name] = old[: data.draw(st.integers(0, len(old) - 1))]
    elif kind == "swap":
        one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[one], lines[other] = lines[other], lines[one]
        changed[name] = b"".join(lines)
    elif kind == "add":
        name = f"{name.rpartition('/')[0] or 'report'}/added.{data.draw(st.sampled_from(['json', 'jsonl', 'txt']))}"
        changed[name] = b"{}\n"
    else:
        del changed[name]
    if changed == files:
        return
    with tempfile.TemporaryDirectory() as temporary:
        path = packed(Path(temporary) / "changed.zip", changed)
        try:
            told = "".join(each.detail for each in verify_bundle(path) if not each.ok)
        except TamisError as refused:  # without its own description or the plan it is none
            told = name if name in ("bundle.json", "review/protocol.toml") else str(refused)
        assert told and (name in told or name == "SHA256SUMS"), (name, kind, told)
