"""Who may read and write what below `people`, and whose it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.upkeep.rights import mend_rights
from tests.reviews import differing_review, make_review, protocol, record_ids, run, run_json
from tests.store.users import needs_root


def test_what_others_may_write_is_closed(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    path = folder / "people" / "ANNA" / "title-abstract.1" / "decisions.jsonl"
    path.chmod(0o646)
    [problem] = run_json(folder, "check")["problems"]
    assert problem["where"] == str(path) and "(mode 646)" in problem["what"]
    assert mend_rights(folder / "people" / "ANNA", []) == [path] and path.stat().st_mode & 0o777 == 0o644
    assert run(folder, "check").exit_code == 0


@needs_root
@pytest.mark.parametrize("name", ["people/BO", "people/BO/acts.jsonl", "people/BO/title-abstract.1/decisions.jsonl"])
def test_what_belongs_to_another_account_is_named(tmp_path: Path, name: str) -> None:
    folder = differing_review(tmp_path / "review")
    plan = folder / "protocol.toml"
    plan.write_text(protocol().replace('id = "BO"\n', 'id = "BO"\nlogin = "root"\n'))
    os.chown(folder / name, 1, -1)
    told = [each["what"] for each in run_json(folder, "check")["problems"] if each["where"] == str(folder / name)]
    assert any("which is not BO's: nothing in it counts" in each for each in told)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def test_every_bit_that_others_should_not_have_is_taken(tmp_path: Path) -> None:
    bits = [0, *(1 << place for place in range(9)), 0o2000, 0o1000]
    for bit in bits:
        (tmp_path / f"{bit:04o}").touch()
        (tmp_path / f"{bit:04o}").chmod(bit)
    (tmp_path / "link").symlink_to("0000")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "deep").touch()
    (tmp_path / "inner" / "deep").chmod(0o666)
    (tmp_path / "inner").chmod(0o2775)
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    sealed.chmod(0o2711)
    tmp_path.chmod(0o777)
    changed = mend_rights(tmp_path, [sealed])
    assert {each.name for each in changed} == {tmp_path.name, "inner", "deep", "sealed", "0020", "0002"}
    assert [mode_of(tmp_path / f"{bit:04o}") for bit in bits] == [bit & ~0o022 for bit in bits]
    modes = [mode_of(each) for each in (tmp_path, tmp_path / "inner", tmp_path / "inner" / "deep", sealed)]
    assert modes == [0o755, 0o2755, 0o644, 0o2700]
    for bit in (1 << place for place in range(6)):
        sealed.chmod(0o700 | bit)
        assert mend_rights(tmp_path, [sealed]) == [sealed] and mode_of(sealed) == 0o700


def test_each_mode_that_lets_others_in_is_named_with_the_one_that_does_not(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", role="ANNA")
    people = folder / "people"
    anna, batch = people / "ANNA", people / "ANNA" / "title-abstract.1"
    for path, mode, advised in (
        (people, 0o757, "others may rename and remove people's folders (mode 757): 3775"),
        (people, 0o775, "others may rename and remove people's folders (mode 775): 3775"),
        (anna, 0o757, "others may write in this folder (mode 757): 2755"),
        (batch, 0o720, "others may write in this folder (mode 720): 2700"),
        *((batch, 0o700 | bit, f"others may look into this sealed folder (mode {0o700 | bit:o}): 2700")
          for bit in (0o01, 0o04, 0o10, 0o40)),
        (anna / "acts.jsonl", 0o666, "others may write this file (mode 666): 644"),
    ):  # fmt: skip
        before = mode_of(path)
        path.chmod(mode)
        [problem] = run_json(folder, "check", role="ANNA")["problems"]
        what, _, wanted = advised.rpartition(": ")
        assert (problem["where"], problem["what"]) == (str(path), what)
        closes = f"`tamis repair` of its owner closes it, as does `chmod {wanted}`; ask who used it meanwhile."
        assert problem["advice"] == closes
        path.chmod(before)
    people.chmod(0o1777)
    assert run_json(folder, "check", role="ANNA")["ok"]
