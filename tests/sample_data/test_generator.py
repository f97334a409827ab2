from pathlib import Path

import pytest

from sample_data.build import generate, shipped
from sample_data.chance import Chance
from sample_data.truth import Truth
from sample_data.writing import Writer, title_case


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "README.md"
    }


def test_what_ships_is_what_the_generator_writes(tmp_path):
    generate(tmp_path)
    written, kept = tree(tmp_path), tree(shipped())
    assert sorted(written) == sorted(kept)
    assert [name for name in kept if kept[name] != written[name]] == []


def test_it_is_not_too_large_to_ship():
    assert sum(map(len, tree(shipped()).values())) < 3_000_000


@pytest.mark.parametrize("records", [150, 1700])
def test_any_size_has_exactly_the_records_asked_for(tmp_path, records):
    truth = generate(tmp_path, records=records, seed="another")
    counts = truth.counts()
    assert counts["records"] == records
    assert counts["records"] == counts["publications"] + counts["duplicates"]
    assert sum(source["records"] for source in counts["by_source"].values()) == records


def test_another_seed_gives_another_review_of_the_same_kind(tmp_path):
    one, other = (generate(tmp_path / seed, records=200, seed=seed) for seed in ("one", "other"))
    assert {each.title for each in one.publications} != {each.title for each in other.publications}
    assert one.counts()["records"] == other.counts()["records"]


def test_the_truth_file_gives_back_what_was_written(tmp_path):
    truth = generate(tmp_path, records=200)
    assert Truth.read(tmp_path / "truth.json") == truth


def test_the_draws_are_the_same_on_every_machine():
    chance = Chance("tamis", 1)
    assert [chance.between(1, 100) for _ in range(5)] == [49, 80, 19, 35, 26]
    assert Chance("tamis").child(1).real() == Chance("tamis", 1).real()


def test_some_are_different_and_at_most_all():
    chance = Chance("x")
    for count in (0, 2, 5, 9):
        drawn = chance.some("abcdefg", count)
        assert len(set(drawn)) == len(drawn) == min(count, 7)


def test_a_slot_keeps_its_words_and_a_numbered_one_gets_others():
    for seed in range(20):
        writer = Writer(Chance(seed), {"place": ("Bergen", "Oslo")}, {})
        here, there, again = writer.fill("{place} {place2} {place}").split()
        assert here == again != there


def test_sentences_get_a_capital_and_an_article_that_fits():
    writer = Writer(Chance("x"), {}, {"design": "a ethnographic study", "who": "a user of a one-to-one service"})
    assert writer.sentences(["{design} of {who}."]) == "An ethnographic study of a user of a one-to-one service."
    assert writer.title("does it help? {design}") == "Does it help? An ethnographic study"


def test_a_title_in_title_case():
    assert title_case("peer workers in co-production: a study of the wards") == (
        "Peer Workers in Co-Production: A Study of the Wards"
    )
