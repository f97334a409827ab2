"""A check holds each journal against all that was ever stated of it, not only what was stated last."""

from __future__ import annotations

import shutil
from pathlib import Path

from store.decisions.stated import known_lines
from store.folder.review import Review
from store.journal.errors import LONGER_COPY
from tests.reviews import decisions_file, differing_review, make_review, record_ids, run, run_json

STAGE = "title-abstract"


def test_it_is_said_who_saw_it_when_and_where(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    for place, who in enumerate(("BO", "ANNA", "BO")):
        run(folder, "resolve", STAGE, record_ids(folder)[place], "include", "--rationale", "it is", role=who)
    with Review(folder) as review:
        said = {end.by for end in known_lines(review)["ANNA/acts.jsonl"]}
    assert len(said) > 1 and all("had seen them on 2" in each and "acts.jsonl, line " in each for each in said)


def test_what_was_said_after_the_opening_is_held_by_the_next_act(tmp_path: Path) -> None:
    made = differing_review(tmp_path / "made")
    run(made, "decide", STAGE, record_ids(made)[0], "maybe", role="BO")
    run(made, "resolve", STAGE, record_ids(made)[1], "include", "--rationale", "it is", role="BO")
    folder = Path(shutil.copytree(made, tmp_path / "review"))
    path = decisions_file(folder, "BO", STAGE)
    path.with_suffix(".json").unlink()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    [problem] = run_json(folder, "check")["problems"]
    assert problem["where"] == str(path) and "BO held them on 2" in problem["what"]
    [of_bo], [of_anna] = (run_json(folder, "check", role=who)["problems"] for who in ("BO", "ANNA"))
    assert of_bo["advice"] == LONGER_COPY and of_anna["advice"] == (
        "What is there counts. Ask BO for a copy that has them; BO mends it with `tamis --as BO repair`."
    )


def test_what_this_account_wrote_and_nobody_saw_is_missed_with_its_folder(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    shutil.rmtree(folder / "people" / "ANNA")
    [problem] = run_json(folder, "check", role="ANNA")["problems"]
    assert problem["where"] == str(decisions_file(folder, "ANNA", STAGE)) and "this account wrote" in problem["what"]
    assert run_json(folder, "check", role="BO")["ok"], "what is sealed is its reader's own to miss"
