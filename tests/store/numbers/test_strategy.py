"""What the lines of a strategy find among the records of a review, and by which of them a record is lost."""

from collections.abc import Iterable
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from core.ranking.slices import whole
from store.folder.review import Review
from store.numbers.report import report_files
from store.numbers.strategy import (
    StrategyFinds,
    _promised,
    kept_strategies,
    lines_on_record,
    records_named,
    search_blocks,
    strategy_finds,
)
from store.state.review_state import review_state
from tests.refusing import refusals_of
from tests.reviews import make_review, run, run_lines

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


def bring_elbows(review: Path) -> None:
    """One more record, of another source."""
    file = review.parent / "more.ris"
    file.write_text(RIS.split("\n\n")[2].replace("10.5555/s", "10.5555/t").replace("Knees", "Elbows"))
    run(review, "import", str(file), "--source", "Other")


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


def test_a_source_without_a_strategy_is_named(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    review = review_of(tmp_path)
    bring_elbows(review)
    with Review(review) as opened, Review(make_review(tmp_path / "empty")) as empty:
        assert [name for name, _ in kept_strategies(opened)] == ["Medline"]
        refused = {
            "of no source": lambda: kept_strategies(opened, "Scopus"),
            "of a source without one": lambda: kept_strategies(opened, "other"),
            "of no sources": lambda: kept_strategies(empty, "Medline"),
            "none": lambda: kept_strategies(empty),
        }
        assert refusals_of(refused, {}) == snapshot
        assert search_blocks(empty) is None
        blocks, state = search_blocks(opened), review_state(opened)
        assert blocks is not None and blocks.labels == ("Peer Group",)
        told = {record.title.split()[0]: lines_on_record(state, record.id) for record in opened.records.records()}
        assert {title: [(source, came, on.surely) for source, came, on in each] for title, each in told.items()} == {
            "Peer": [("Medline", True, (1, 2, 3, 4, 5, 6))],
            "Peers": [("Medline", True, (5,))],
            "Knees": [("Medline", True, ())],
            "Lived": [("Medline", True, (3, 4))],
            "Elbows": [("Medline", False, ())],
        }
    (tmp_path / "empty.ris").write_text(RIS)
    run(tmp_path / "empty", "import", str(tmp_path / "empty.ris"), "--source", "Other")
    with Review(tmp_path / "empty") as empty:
        assert lines_on_record(review_state(empty), next(iter(empty.records))) == []


def test_of_a_strategy_it_is_told_what_came_what_is_included_and_what_of_that_each_line_alone_finds(
    tmp_path: Path,
) -> None:
    review = review_of(tmp_path)
    bring_elbows(review)
    with Review(review) as opened:
        titles = {record.id: record.title.split()[0] for record in opened.records.records()}
    for stage in ("title-abstract", "full-text"):
        for who in ("ANNA", "BO"):
            kept = {each: "include" if title in ("Lived", "Peers") else "exclude" for each, title in titles.items()}
            left = kept if stage == "title-abstract" else [each for each, said in kept.items() if said == "include"]
            run_lines(review, [("decide", stage, each, kept[each]) for each in left], role=who)
    with Review(review) as opened:
        ((name, strategy),) = kept_strategies(opened)
        found = whole(strategy_finds(review_state(opened), name, strategy))

    def named(ids: Iterable[str]) -> list[str]:
        return sorted(titles[each] for each in ids)

    assert (found.source, strategy.dialect.name) == ("Medline", "Ovid")
    assert named(found.came) == ["Knees", "Lived", "Peer", "Peers"] and named(found.came_by_heading) == ["Peers"]
    assert named(found.undecidable) == ["Peers"] and named(found.wanted) == ["Lived", "Peers"]
    assert [(titles[each], lines) for each, lines in found.lost] == [("Lived", (5,))]
    assert [(each.label, named(ids)) for each, ids in found.concepts] == [("Peer Group", ["Lived", "Peer"])]
    assert [(named(each.included), None if each.only is None else named(each.only)) for each in found.lines] == [
        ([], []),
        ([], []),
        (["Lived"], ["Lived"]),
        (["Lived"], None),
        (["Peers"], ["Peers"]),
        ([], None),
    ]
    assert [each.only_included and named(each.only_included) for each in found.lines] == [
        (),
        (),
        ["Lived"],
        None,
        ["Peers"],
        None,
    ]


def test_the_fields_that_a_search_promised_are_those_of_the_plan_else_of_its_limits(tmp_path: Path) -> None:
    review = review_of(tmp_path, f"{STRATEGY}7. peer support.ti.\n")
    (tmp_path / "more.ris").write_text(RIS)
    run(review, "import", str(tmp_path / "more.ris"), "--source", "Other", "--limits", "Titles; Abstracts", "--again")
    with Review(review) as opened:
        ((name, strategy),) = kept_strategies(opened)
        smells = whole(strategy_finds(review_state(opened), name, strategy)).smells
        assert [(each.line, each.kind) for each in smells] == [(6, "unused")]
        assert [_promised(opened, each) for each in ("Medline", "Other")] == [(), ("title", "abstract")]
    plan = review / "protocol.toml"
    plan.write_text(f'{plan.read_text()}[[source]]\nname = "other"\nfields = ["keywords"]\n')
    with Review(review) as opened:
        assert [_promised(opened, each) for each in ("Medline", "Other")] == [(), ("keywords",)]
    ovid = ("--source", "PubMed", "--platform", "Ovid", "--strategy", str(tmp_path / "s.txt"), "--again")
    run(review, "import", str(tmp_path / "more.ris"), *ovid)
    with Review(review) as opened:
        read = [(name, strategy.dialect.name) for name, strategy in kept_strategies(opened)]
    assert read == [("Medline", "Ovid"), ("PubMed", "Ovid")]


def test_key_papers_are_named_by_doi_or_pmid_in_whatever_form(tmp_path: Path) -> None:
    with Review(review_of(tmp_path)) as review:
        first, second, *_ = (each.id for each in review.records.records() if each.doi[-1] in "01")
        named = [" https://doi.org/10.5555/S.1; ", "", "10.5555/s.0"]
        assert records_named(review, named) == [second, first]


def test_the_report_says_what_each_line_finds_below_the_strategy(tmp_path: Path) -> None:
    with Review(review_of(tmp_path)) as review:
        page = report_files(review)["prisma-s.md"].decode()
    assert "of the 4 records that this search was the first to bring" in page
    assert "| 3 |  | 2 | 0 |" in page and "| 1 |  | 1 | 3 |" in page
