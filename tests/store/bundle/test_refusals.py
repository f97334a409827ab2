"""What the making and the checking of a bundle refuse and find, each message whole, as it was looked at."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.bundle.copying import copy_review
from store.bundle.make import make_bundle
from store.folder.review import Review
from store.state.review_state import review_state
from tests.alike import alike
from tests.bundles import content, finished_review, packed, summed
from tests.refusing import refusal, refusals_of
from tests.reviews import decide_all, decisions_file, make_review, run
from tests.store.bundle.test_verify import including, rechained

STAGE = "title-abstract"
JOURNAL = f"review/people/BO/{STAGE}.1/decisions.jsonl"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_review(tmp_path_factory.mktemp("bundle") / "review")


@pytest.fixture(scope="module")
def bundle(review: Path) -> Files:
    """The files of a bundle without abstracts."""
    run(review, "bundle", str(review.parent / "a.zip"))
    return content(review.parent / "a.zip")


def with_change(name: str, old: bytes, new: bytes) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        assert old in files[name]
        return summed({**files, name: files[name].replace(old, new, 1)})

    return change


def cut_journal(files: Files) -> Files:
    return summed({**files, JOURNAL: b"".join(files[JOURNAL].splitlines(keepends=True)[:-1])})


def one_line_left(files: Files) -> Files:
    return summed({**files, JOURNAL: files[JOURNAL].splitlines(keepends=True)[0]})


def with_an_abstract(files: Files) -> Files:
    [name] = [each for each in files if "/records/" in each and each.count(".") == 1]
    old = files[name]
    place = old.index(b'"authors"')
    return summed({**files, name: old[:place] + b'"abstract":"A",' + old[place:]})


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {each: data for each, data in files.items() if each != name}


CHANGES: dict[str, Callable[[Files], Files]] = {
    "whole": lambda files: files,
    "another README": with_change("README.md", b"Checking it", b"Trusting it"),
    "another plan": with_change("review/protocol.toml", b"Another topic", b"One more topic"),
    "another description": with_change("bundle.json", b'"format": 1', b'"format":  1'),
    "another table": with_change("report/decisions.csv", b"include", b"exclude"),
    "a journal that was cut": cut_journal,
    "a journal of one line": one_line_left,
    "a journal written anew": lambda files: summed({**files, JOURNAL: rechained(files[JOURNAL], including)}),
    "an abstract put in": with_an_abstract,
    "no checksums": without("SHA256SUMS"),
    "half a line of checksums": lambda files: {**files, "SHA256SUMS": files["SHA256SUMS"] + b"\xff'half"},
    "no line of checksums": lambda files: {**files, "SHA256SUMS": files["SHA256SUMS"] + b"no line\n"},
}

FROM_ALL = ("funnel", "agreement", "report")
"""The checks that find many things, one for each number that follows from a journal."""


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_check_of_a_bundle_finds(bundle: Files, tmp_path: Path, name: str, snapshot: SnapshotAssertion) -> None:
    printed = alike(run(tmp_path, "verify", str(packed(tmp_path / "a.zip", CHANGES[name](bundle)))).output)
    left_out = ("ok", *(f"DIFFERS  {each}:" for each in FROM_ALL if "journal" in name))
    assert [each for each in printed.splitlines() if name == "whole" or not each.startswith(left_out)] == snapshot


def test_what_is_no_bundle(bundle: Files, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    cases: dict[str, Callable[[], object]] = {}
    for name in ("bundle.json", "review/protocol.toml"):
        path = packed(tmp_path / f"without-{Path(name).stem}.zip", without(name)(bundle))
        cases[f"without {name}"] = lambda path=path: run(tmp_path, "verify", str(path))
    assert refusals_of(cases, {tmp_path: "TMP"}) == snapshot


def bundled(folder: Path, to: Path) -> object:
    with Review(folder) as opened:
        return make_bundle(review_state(opened), to)


def test_what_is_not_bundled(
    review: Path, tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped = str(tmp_path / "a.zip")
    folder = Path(shutil.copytree(review, tmp_path / "review"))
    blind = make_review(tmp_path / "blind", records=2)
    decide_all(blind, "ANNA", STAGE, [("T0", "include")])
    places = {folder: "REVIEW", blind: "BLIND", tmp_path: "TMP"}
    told = [
        refusals_of(
            {
                "blind": lambda: run(blind, "bundle", zipped),
                "blind to a reader": lambda: run(blind, "bundle", zipped, role="BO"),
                "no file": lambda: bundled(folder, tmp_path),
            },
            places,
        )
    ]
    plan = folder / "protocol.toml"
    whole = plan.read_text()
    plan.write_text(f"{whole}# edited since\n")
    told.append(f"a plan that nobody has used\n{refusal(lambda: run(folder, 'bundle', zipped), places)}")
    plan.write_text(whole)
    path = decisions_file(folder, "BO", STAGE)
    path.with_suffix(".json").unlink(missing_ok=True)
    real = os.open

    def not_opened(name: Path, flags: int, *rest: int) -> int:
        if name == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))
        return real(name, flags, *rest)

    def copied() -> None:
        with Review(folder) as opened:
            copy_review(opened, tmp_path / "copy", abstracts=False, other_names=False)

    with monkeypatch.context() as opening:
        opening.setattr("store.bundle.copying.os.open", not_opened)
        told.append(f"a journal not to be read\n{refusal(copied, places)}")
    shutil.rmtree(tmp_path / "copy", ignore_errors=True)
    path.write_bytes(path.read_bytes().replace(b"include", b"exclude", 1))
    told.append(f"a damaged journal\n{refusal(copied, places)}")
    assert "\n".join(told) == snapshot
    assert not Path(zipped).exists()
