import hashlib
import subprocess
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import decide_all, make_review, record_ids, ris, run, run_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "r", records=23, coverage="20%")


def test_ids_are_what_sha256sum_sort_and_head_give(folder: Path) -> None:
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    [sample] = run_json(folder, "sample", "title-abstract")
    frame = run(folder, "sample", "title-abstract", "--frame").stdout
    assert (sample["frame"], sample["size"], sample["method"]) == (23, 5, "sha256-bottomk-v1")
    assert sorted(record_ids(folder)) == frame.split() == sample["frame_ids"]
    assert sample["frame_sha256"] == hashlib.sha256(frame.encode()).hexdigest()
    script = (
        'while IFS= read -r id; do printf "%s %s\\n" "$(printf "%s\\n%s" "$1" "$id" | sha256sum | cut -c1-64)" "$id"; '
        "done | LC_ALL=C sort | head -n 5 | cut -d' ' -f2"
    )
    done = subprocess.run(
        ["sh", "-c", script, "sh", sample["seed"]], input=frame, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == sample["ids"]
    assert run(folder, "sample", "title-abstract", "--verify").exit_code == 0


def test_where_nothing_was_drawn_there_is_no_frame(folder: Path) -> None:
    def refused(stage: str, *words: str) -> list[str]:
        with pytest.raises(TamisError) as error:
            run(folder, "sample", stage, "--frame", *words)
        return str(error.value).splitlines()

    first, nothing = "title-abstract", "stage title-abstract: nothing was drawn"
    draw = "No sample has been drawn yet: tamis sample title-abstract --draw"
    assert refused(first) == [nothing, draw]
    assert refused(first, "--round", "1") == [f"{nothing} in search round 1", draw]
    run(folder, "sample", first, "--draw", "--yes")
    assert refused(first, "--round", "7") == [f"{nothing} in search round 7", "The rounds with a draw: 1."]
    assert run(folder, "sample", first, "--frame", "--round", "1").stdout.split() == sorted(record_ids(folder))
    assert refused("full-text", "--round", "1") == [
        "stage full-text: nothing was drawn in search round 1",
        "There is no sample at full-text: all who read it read everything",
    ]


def test_a_drawn_sample_is_frozen(folder: Path) -> None:
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    with pytest.raises(TamisError, match="frozen"):
        run(folder, "sample", "title-abstract", "--draw", "--yes")


def test_the_seed_cannot_be_changed_after_a_draw(folder: Path, tmp_path: Path) -> None:
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    path = folder / "protocol.toml"
    path.write_text(path.read_text().replace("a seed fixed beforehand", "another seed"))
    update = tmp_path / "update.ris"
    update.write_text(ris(range(30, 40)))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    with pytest.raises(TamisError, match="seed"):
        run(folder, "sample", "title-abstract", "--draw", "--yes")


def test_a_search_update_draws_its_own_and_keeps_the_earlier(folder: Path, tmp_path: Path) -> None:
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    [first] = run_json(folder, "sample", "title-abstract")
    update = tmp_path / "update.ris"
    update.write_text(ris(range(30, 40)))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    kept, second = run_json(folder, "sample", "title-abstract")
    assert kept == first
    assert (second["round"], second["frame"], second["size"]) == (2, 10, 2)


def test_the_first_reader_is_not_told_who_is_in_it(folder: Path) -> None:
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    ids = run_json(folder, "sample", "title-abstract")[0]["ids"]
    hidden = run_json(folder, "sample", "title-abstract", role="ANNA")[0]
    assert hidden["ids"] is None and "hidden" in hidden["ids_note"]
    assert run_json(folder, "sample", "title-abstract", role="BO")[0]["ids"] == ids
    assert not any(each in run(folder, "sample", "title-abstract", role="ANNA").stdout for each in ids)


def test_membership_depends_on_no_decision(tmp_path: Path) -> None:
    drawn = []
    for name, verdict in (("one", "include"), ("two", "exclude")):
        folder = make_review(tmp_path / name, records=23, coverage="1/5")
        decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", verdict) for n in range(0, 23, 2)])
        run(folder, "sample", "title-abstract", "--draw", "--yes")
        drawn.append(run_json(folder, "sample", "title-abstract")[0]["ids"])
    assert drawn[0] == drawn[1]


def test_nothing_to_draw_from_says_what_to_do(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", coverage="1/5")
    with pytest.raises(TamisError, match="nothing to draw from"):
        run(folder, "sample", "title-abstract", "--draw", "--yes")


def test_a_changed_manifest_does_not_verify(folder: Path) -> None:
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    from store.folder.people import SAMPLES
    from store.folder.review import Review
    from store.journal.journal import Change

    with Review(folder, role="BO") as review:
        [(number, document)] = review.acts.tables[SAMPLES].items()
        other = next(each for each in document["frame_ids"] if each not in document["ids"])
        review.say([Change(SAMPLES, int(number), {**document, "ids": [other, *document["ids"][1:]]})], act="draw")
    assert run(folder, "sample", "title-abstract", "--verify").exit_code == 1
    assert run(folder, "check").exit_code == 1


def test_what_is_said_of_a_sample_before_and_after_it_is_drawn_and_where_there_is_none(
    folder: Path, tmp_path: Path
) -> None:
    before = run(folder, "sample", "title-abstract")
    assert before.stdout == "" and before.stderr == (
        "no sample has been drawn yet: tamis sample title-abstract --draw\n"
    )
    assert run(folder, "sample", "title-abstract", "--verify").stderr.endswith("there is nothing to verify\n")
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    after = run(folder, "sample", "title-abstract")
    assert after.stderr == "" and after.stdout.startswith("title-abstract, search round 1: 5 of 23 (20%), seed “")
    assert "tamis sample title-abstract --frame > ids.txt; " in after.stdout
    verified = run(folder, "sample", "title-abstract", "--verify")
    assert verified.stderr == "the sample is what its seed and frame give\n" and verified.stdout == after.stdout
    both_read_all = make_review(tmp_path / "all", records=3)
    assert run(both_read_all, "sample", "title-abstract").stderr == (
        "there is no sample at title-abstract: all who read it read everything\n"
    )
