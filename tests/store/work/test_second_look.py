import shutil
from pathlib import Path

import pytest

from core.errors import TamisError
from store.decisions.access import decisions_of
from store.folder.review import Review
from tests.charts import charting_review
from tests.reviews import decide_all, decide_on, differing_review, made_once, make_review, record_ids, run, run_json


@made_once
def read_by_the_first(folder: Path) -> Path:
    """A review whose first reader has read all."""
    make_review(folder, records=30, coverage="20%")
    verdicts = [(f"T{place}", "exclude" if place % 3 else "include") for place in range(30)]
    decide_all(folder, "ANNA", "title-abstract", verdicts)
    return folder


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    return read_by_the_first(tmp_path / "review")


def test_the_list_is_of_own_exclusions_each_with_its_nearest_included_record(finished: Path) -> None:
    found = run_json(finished, "second-look", "title-abstract", role="ANNA")
    assert found["excluded"] == 20
    assert found["listed"] == 20
    included = {each for place, each in enumerate(record_ids(finished)) if place % 3 == 0}
    assert {each["nearest_included"] for each in found["items"]} <= included
    assert not included & {each["record_id"] for each in found["items"]}
    assert [each["rank"] for each in found["items"]] == list(range(1, 21))
    assert {each["state"] for each in found["items"]} == {"open"}


def test_while_disagreements_wait_the_team_has_nothing_to_look_at_again(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    with pytest.raises(TamisError) as refused:
        run(folder, "second-look", "title-abstract")
    assert (refused.value.where, refused.value.what) == (
        "stage title-abstract",
        "the stage is not read yet, or not opened",
    )
    assert refused.value.advice == (
        "A reader who has finished says who they are, with --as; the team looks after the opening."
    )


def test_what_is_said_changes_the_funnel_and_no_number_of_agreement_and_missed(finished: Path) -> None:
    before = {name: run(finished, name, "title-abstract", "--json").output for name in ("agreement", "missed")}
    counts = run_json(finished, "status", role="ANNA")["stages"][0]
    first, second, third = (
        each["record_id"] for each in run_json(finished, "second-look", "title-abstract", role="ANNA")["items"][:3]
    )
    assert run(finished, "second-look", "title-abstract", "--change", first, "include", role="ANNA").exit_code == 0
    assert run(finished, "second-look", "title-abstract", "--confirm", second, role="ANNA").exit_code == 0
    assert run(finished, "second-look", "title-abstract", "--confirm", third, role="ANNA").exit_code == 0
    assert {name: run(finished, name, "title-abstract", "--json").output for name in before} == before
    found = run_json(finished, "second-look", "title-abstract", role="ANNA")
    assert (found["read"], found["changed"], found["excluded"]) == (3, 1, 20)
    assert [each["state"] for each in found["items"][:4]] == ["changed", "confirmed", "confirmed", "open"]
    after = run_json(finished, "status", role="ANNA")["stages"][0]
    assert after["included"] + after["waiting"] == counts["included"] + counts["waiting"] + 1
    assert run_json(finished, "status")["adds_up"]
    assert "1 second look" in run(finished, "undo", "title-abstract", role="ANNA").output
    for _ in range(2):
        assert run(finished, "undo", "title-abstract", role="ANNA").exit_code == 0
    assert run_json(finished, "status", role="ANNA")["stages"][0] == counts


@pytest.mark.parametrize(
    ("arguments", "role", "what"),
    [
        (["second-look", "title-abstract"], "BO", "to read here first"),
        (["second-look", "title-abstract"], None, "not opened"),
        (["second-look", "full-text"], "BO", "BO has read nothing here"),
        (["second-look", "full-text"], None, "not opened"),
        (["second-look", "title-abstract", "--confirm", "{included}"], "ANNA", "has not excluded"),
        (["second-look", "title-abstract", "--change", "{excluded}", "exclude"], "ANNA", "include or maybe"),
        (["second-look", "title-abstract", "--confirm", "{excluded}"], None, "who are you"),
        (["second-look", "nowhere"], "ANNA", "no stage"),
        (["stopping", "title-abstract", "--target", "1.5"], "ANNA", "not a share"),
    ],
)
def test_what_cannot_be_is_refused(finished: Path, arguments: list[str], role: str | None, what: str) -> None:
    ids = record_ids(finished)
    run(finished, "sample", "title-abstract", "--draw", "--yes", role="ANNA")
    filled = [each.format(included=ids[0], excluded=ids[1]) for each in arguments]
    try:
        told = run(finished, *filled, role=role).output
    except TamisError as error:
        told = str(error)
    assert what in told


def test_what_is_confirmed_keeps_its_reason_and_what_was_not_read_cannot_be(finished: Path) -> None:
    run(finished, "sample", "title-abstract", "--draw", "--yes", role="ANNA")
    [sample] = run_json(finished, "sample", "title-abstract")
    excluded = [each for place, each in enumerate(record_ids(finished)) if place % 3]
    (first, *_), (outside, *_) = ([each for each in excluded if (each in sample["ids"]) is it] for it in (True, False))
    decide_on(finished, "BO", "title-abstract", sample["ids"], "exclude", "--reason", "wrong-topic")
    with pytest.raises(TamisError, match=f"record {outside}: BO has not excluded this record"):
        run(finished, "second-look", "title-abstract", "--confirm", outside, role="BO")
    run(finished, "second-look", "title-abstract", "--confirm", first, role="BO")
    with Review(finished, role="BO") as review:
        [said] = decisions_of(review, "BO", "title-abstract").tables["second_looks"].values()
    assert (said["record"], said["verdict"], said["reason"]) == (first, "exclude", "wrong-topic")


def test_nothing_of_a_charted_stage_is_looked_at_again(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "review", records=1)
    for role in (None, "ANNA"):
        with pytest.raises(TamisError, match="stage charting: nothing is excluded by charting"):
            run(folder, "second-look", "charting", role=role)


def test_stopping_is_about_the_order_read(finished: Path) -> None:
    found = run_json(finished, "stopping", "title-abstract", "--target", "90%", role="ANNA")
    assert (found["read"], found["of"], found["included"], found["since_last"]) == (30, 30, 10, 2)
    assert found["target"] == 0.9
    run(finished, "second-look", "title-abstract", "--change", record_ids(finished)[1], "include", role="ANNA")
    assert run_json(finished, "stopping", "title-abstract", "--target", "90%", role="ANNA") == found
    assert found["p"] == 0
    assert "nothing stops by it" in run(finished, "stopping", "title-abstract", role="ANNA").output


def test_what_another_reader_has_read_is_sealed(finished: Path) -> None:
    hidden = run_json(finished, "stopping", "title-abstract", role="BO")
    assert hidden["reviewer"] == "BO"
    assert (hidden["read"], hidden["p"], hidden["p_note"]) == (0, None, "nothing has been read")


def test_missed_says_what_a_second_look_added_and_counts_it_nowhere(finished: Path) -> None:
    run(finished, "sample", "title-abstract", "--draw", "--yes", role="BO")
    sampled = run_json(finished, "sample", "title-abstract", role="BO")[0]["ids"]
    for each in sampled:
        run(finished, "decide", "title-abstract", each, "include", role="BO")
    run(finished, "status", role="ANNA")
    before = run(finished, "missed", "title-abstract").output
    first, second = (
        each["record_id"] for each in run_json(finished, "second-look", "title-abstract", role="ANNA")["items"][:2]
    )
    run(finished, "second-look", "title-abstract", "--change", first, "maybe", role="ANNA")
    run(finished, "second-look", "title-abstract", "--confirm", second, role="ANNA")
    after = run(finished, "missed", "title-abstract").output
    assert after.startswith(before.rstrip())
    assert "a second look added 1: of the exclusions, 2 were read again" in after


def read_by_both(folder: Path, text: str | None = None) -> list[str]:
    """ANNA and BO have read all, and differ on the first of them."""
    make_review(folder, records=24, text=text)
    for reader, first in (("ANNA", "exclude"), ("BO", "include")):
        verdicts = [(f"T{place}", "include" if place % 4 == 1 else "exclude") for place in range(1, 24)]
        decide_all(folder, reader, "title-abstract", [("T0", first), *verdicts])
    return record_ids(folder)


def test_what_both_excluded_and_one_brings_back_is_settled_together(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    ids = read_by_both(folder)
    numbers = {name: run(folder, name, "title-abstract", "--json").output for name in ("agreement", "missed")}
    before = run_json(folder, "status")["stages"][0]
    assert before["disagreements"] == 1
    run(folder, "second-look", "title-abstract", "--change", ids[2], "include", role="ANNA")
    after = run_json(folder, "status")["stages"][0]
    assert (after["disagreements"], after["excluded"]) == (2, before["excluded"] - 1)
    [_, shown] = run_json(folder, "disagreements", "title-abstract")["items"]
    assert [(each["verdict"], each["second_look"]) for each in shown["decisions"]] == [
        ("exclude", "include"),
        ("exclude", ""),
    ]
    assert "at a second look include" in run(folder, "disagreements", "title-abstract").output
    run(folder, "resolve", "title-abstract", ids[2], "include", "--rationale", "read together", role="ANNA")
    assert run_json(folder, "status")["stages"][0]["included"] == before["included"] + 1
    assert {name: run(folder, name, "title-abstract", "--json").output for name in numbers} == numbers
    rows = run_json(folder, "history", ids[2], role="ANNA")
    assert [each["to"] for each in rows if each["who"] == "ANNA"][:2] == ["exclude", "include"]


def test_what_the_readers_differ_on_is_not_looked_at_again(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    ids = read_by_both(folder)
    assert ids[0] not in {
        each["record_id"] for each in run_json(folder, "second-look", "title-abstract", role="ANNA")["items"]
    }
    with pytest.raises(TamisError, match="settle it together"):
        run(folder, "second-look", "title-abstract", "--change", ids[0], "include", role="ANNA")


def test_the_report_says_how_many_were_read_again_and_changed(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    ids = read_by_both(folder)
    for record, *change in ((ids[2], "--change", "include"), (ids[3], "--confirm"), (ids[4], "--change", "maybe")):
        run(folder, "second-look", "title-abstract", change[0], record, *change[1:], role="ANNA")
    run(folder, "report")
    again = "ANNA read again 3 of the records that they had excluded, those most like the included ones, and changed 2"
    for name in ("methods.md", "prisma-scr.md", "index.html"):
        assert again in (folder / "report" / name).read_text(encoding="utf-8"), name
    methods = (folder / "report" / "methods.md").read_text(encoding="utf-8")
    assert "The readers differed on 1 record" in methods
    assert "2 of these had been excluded by another reader too" in methods
    decisions = (folder / "report" / "decisions.csv").read_text(encoding="utf-8").splitlines()
    assert sum(line.endswith(",include") for line in decisions[1:]) == 1


def test_the_others_are_given_it_once_nobody_is_sealed_from_it(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    ids = read_by_both(folder)
    run(folder, "status", role="ANNA")
    run(folder, "second-look", "title-abstract", "--change", ids[2], "include", role="ANNA")
    for role in (None, "BO"):
        with Review(folder, role=role) as review:
            [told] = decisions_of(review, "ANNA", "title-abstract").tables["second_looks"].values()
        assert (told["record"], told["verdict"]) == (ids[2], "include")
    run(folder, "undo", "title-abstract", role="ANNA")
    with Review(folder) as review:
        assert "second_looks" not in decisions_of(review, "ANNA", "title-abstract").tables


def test_sample_frame_sealing_agreement_and_missed_are_the_same_bytes_with_and_without(tmp_path: Path) -> None:
    without = make_review(tmp_path / "without", records=40, coverage="20%")
    run(without, "sample", "title-abstract", "--draw", "--yes", role="ANNA")
    decide_all(without, "ANNA", "title-abstract", [(f"T{n}", "exclude" if n % 3 else "include") for n in range(40)])
    ids = record_ids(without)
    with_it = tmp_path / "with"
    shutil.copytree(without, with_it)
    suggested = "\n".join(f"{each},exclude,,,,m,1" for each in ids)
    (tmp_path / "s.csv").write_text(f"record,verdict,confidence,criterion,quote,model,version\n{suggested}\n")
    run(with_it, "suggestions", "import", str(tmp_path / "s.csv"), "--stage", "title-abstract")
    for place, record in enumerate(each for n, each in enumerate(ids) if n % 3):
        act = ("--confirm", record) if place % 3 else ("--change", record, "include")
        run(with_it, "second-look", "title-abstract", *act, role="ANNA")
    for folder in (without, with_it):
        decide_all(folder, "BO", "title-abstract", [(f"T{n}", "exclude" if n % 4 else "include") for n in range(40)])
        run(folder, "status")
    asked = (
        ["sample", "title-abstract"],
        ["sample", "title-abstract", "--verify"],
        ["sample", "title-abstract", "--frame"],
        ["agreement", "title-abstract", "--maybe", "category"],
        ["agreement", "title-abstract", "--json"],
        ["missed", "title-abstract", "--json"],
        ["stopping", "title-abstract", "--json"],
    )
    for command in asked:
        assert run(with_it, *command).output == run(without, *command).output, command
    for who in ("ANNA", "BO", None):
        plain, looked = (run_json(folder, "status", role=who)["stages"][0] for folder in (without, with_it))
        assert looked["reviewers"] == plain["reviewers"]
    assert run_json(with_it, "status")["adds_up"] and run(with_it, "check").exit_code == 0
