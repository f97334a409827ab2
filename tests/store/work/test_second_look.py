from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import decide_all, make_review, record_ids, run, run_json


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A review whose first reader has read all."""
    folder = make_review(tmp_path / "review", records=30, coverage="20%")
    verdicts = [(f"T{place}", "exclude" if place % 3 else "include") for place in range(30)]
    decide_all(folder, "ANNA", "title-abstract", verdicts)
    return folder


def test_the_list_is_of_own_exclusions_each_with_its_nearest_included_record(finished: Path) -> None:
    found = run_json(finished, "second-look", "title-abstract", role="ANNA")
    assert found["excluded"] == 20
    assert found["listed"] == 20
    included = {each for place, each in enumerate(record_ids(finished)) if place % 3 == 0}
    assert {each["nearest_included"] for each in found["items"]} <= included
    assert not included & {each["record_id"] for each in found["items"]}
    assert [each["rank"] for each in found["items"]] == list(range(1, 21))
    assert {each["state"] for each in found["items"]} == {"open"}


def test_what_is_said_changes_the_funnel_and_no_number_of_agreement_and_missed(finished: Path) -> None:
    before = {name: run(finished, name, "title-abstract", "--json").output for name in ("agreement", "missed")}
    counts = run_json(finished, "status", role="ANNA")["stages"][0]
    first, second = (
        each["record_id"] for each in run_json(finished, "second-look", "title-abstract", role="ANNA")["items"][:2]
    )
    assert run(finished, "second-look", "title-abstract", "--change", first, "include", role="ANNA").exit_code == 0
    assert run(finished, "second-look", "title-abstract", "--confirm", second, role="ANNA").exit_code == 0
    assert {name: run(finished, name, "title-abstract", "--json").output for name in before} == before
    found = run_json(finished, "second-look", "title-abstract", role="ANNA")
    assert (found["read"], found["changed"], found["excluded"]) == (2, 1, 20)
    assert [each["state"] for each in found["items"][:2]] == ["changed", "confirmed"]
    after = run_json(finished, "status", role="ANNA")["stages"][0]
    assert after["included"] + after["waiting"] == counts["included"] + counts["waiting"] + 1
    assert run_json(finished, "status")["adds_up"]
    assert "1 second look" in run(finished, "undo", "title-abstract", role="ANNA").output
    assert run(finished, "undo", "title-abstract", role="ANNA").exit_code == 0
    assert run_json(finished, "status", role="ANNA")["stages"][0] == counts


@pytest.mark.parametrize(
    ("arguments", "role", "what"),
    [
        (["second-look", "title-abstract"], "BO", "records to read here first"),
        (["second-look", "title-abstract"], None, "not opened"),
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


def test_stopping_is_about_the_order_read(finished: Path) -> None:
    found = run_json(finished, "stopping", "title-abstract", "--target", "90%", role="ANNA")
    assert (found["read"], found["of"], found["included"], found["since_last"]) == (30, 30, 10, 2)
    assert found["target"] == 0.9
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
