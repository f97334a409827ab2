"""What the lines of a strategy find among the records of a review, and by which of them a record is lost."""

from pathlib import Path

import pytest

from core.errors import TamisError
from core.ranking.slices import whole
from store.folder.review import Review
from store.numbers.report import report_files
from store.numbers.strategy import StrategyFinds, kept_strategies, strategy_finds
from store.state.review_state import review_state
from tests.reviews import make_review, run

RIS = "".join(
    f"TY  - JOUR\nTI  - {title}\nAB  - {abstract}\nKW  - {keyword}\nDO  - 10.5555/s.{number}\nER  - \n\n"
    for number, (title, abstract, keyword) in enumerate(
        [
            ("Peer support in wards", "Staff with lived experience.", "Peer Group"),
            ("Peers who work", "They support each other in mental health.", "Nursing"),
            ("Knees", "Surgery.", "Knee"),
            ("Lived experience in psychiatry", "A view.", "Psychiatry"),
        ]
    )
)
STRATEGY = """1. exp Peer Group/
2. (peer* adj3 support*).ti,ab.
3. lived experience.ti,ab.
4. or/1-3
5. (ward* or mental health).ti,ab.
6. 4 and 5
"""


def review_of(folder: Path, strategy: str = STRATEGY) -> Path:
    review = make_review(folder / "review")
    (folder / "s.ris").write_text(RIS, encoding="utf-8")
    (folder / "s.txt").write_text(strategy, encoding="utf-8")
    run(review, "import", str(folder / "s.ris"), "--source", "Medline", "--platform", "Ovid",
        "--strategy", str(folder / "s.txt"))  # fmt: skip
    return review


def found_in(folder: Path, keys: list[str] | None = None) -> tuple[StrategyFinds, dict[str, str]]:
    with Review(review_of(folder)) as review:
        ((name, strategy),) = kept_strategies(review, "medline")
        titles = {record: review.records.get(record).title.split()[0] for record in review.records}
        by_title = {title: record for record, title in titles.items()}
        state = review_state(review)
        return whole(strategy_finds(state, name, strategy, keys and [by_title[each] for each in keys])), titles


def test_what_each_line_finds_and_what_it_alone(tmp_path: Path) -> None:
    found, titles = found_in(tmp_path)
    lines = {each.line.number: each for each in found.lines}
    named = {number: sorted(titles[each] for each in line.finds) for number, line in lines.items()}
    assert named == {
        1: ["Peer"],
        2: ["Peer"],
        3: ["Lived", "Peer"],
        4: ["Lived", "Peer"],
        5: ["Peer", "Peers"],
        6: ["Peer"],
    }
    assert [titles[each] for each in lines[3].only or ()] == ["Lived"] and lines[4].only is None
    assert len(lines[1].undecidable) == 3, "a narrower heading could be among the keywords of the others"
    assert [titles[each] for each in found.finds] == ["Peer"]


def test_a_lost_record_names_the_line_that_fails(tmp_path: Path) -> None:
    found, titles = found_in(tmp_path, ["Peer", "Lived", "Knees"])
    assert {titles[record]: lines for record, lines in found.lost} == {"Lived": (5,), "Knees": (5,)}


def test_a_source_without_a_strategy_is_named(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    with Review(review) as opened, pytest.raises(TamisError, match="there is no source “Scopus”"):
        kept_strategies(opened, "Scopus")


def test_the_report_says_what_each_line_finds_below_the_strategy(tmp_path: Path) -> None:
    with Review(review_of(tmp_path)) as review:
        page = report_files(review)["prisma-s.md"].decode()
    assert "of the 4 records that this search was the first to bring" in page
    assert "| 3 |  | 2 | 0 |" in page and "| 1 |  | 1 | 3 |" in page
