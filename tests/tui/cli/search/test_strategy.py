"""`tamis strategy`: a file by itself, the strategies of a review, key papers."""

import json
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import run, run_json
from tests.store.numbers.test_strategy import RIS, STRATEGY, review_of


def test_a_file_is_checked_without_a_review_and_each_fault_has_its_column(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text(STRATEGY + "7. (recover* or (co-produc*).ti.\n8. 9 and 6\n", encoding="utf-8")
    text = run(tmp_path, "strategy", "--check", str(path)).output
    assert "s.txt: Ovid, 8 of 8 lines understood" in text
    assert "column 1: “)” is missing for this bracket" in text and "there is no line 9" in text
    found = json.loads(run(tmp_path, "strategy", "--check", str(path), "--json").stdout)
    assert (found["platform"], found["result_line"], len(found["lines"])) == ("Ovid", 8, 8)
    assert found["lines"][6]["problems"][0]["column"] == 1 and "finds" not in found["lines"][0]


def test_another_search_in_the_file_is_said_to_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text("1. a.ti.\n2. b.ti.\n3. 1 or 2\n\n1. c.ti.\n2. d.ti.\n3. e.ti.\n4. or/1-3\n")
    assert (
        "line 1 of the file begins another list, of 3 lines, which was not read: “1. a.ti.”\n    Give each search"
        in (run(tmp_path, "strategy", "--check", str(path)).output)
    )
    found = json.loads(run(tmp_path, "strategy", "--check", str(path), "--json").stdout)
    assert found["left_out"] == [{"line": 1, "text": "1. a.ti.", "lines": 3}]


def test_a_file_without_a_line_is_refused_and_a_line_of_nothing_gets_a_whole_sentence(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text("", encoding="utf-8")
    with pytest.raises(TamisError, match="there is no line of a search in it"):
        run(tmp_path, "strategy", "--check", str(path))
    path.write_text("1. peer\n2. ((\n", encoding="utf-8")
    assert ";\n" not in run(tmp_path, "strategy", "--check", str(path)).output


def test_the_lines_of_a_source_with_what_they_find(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    found = run_json(review, "strategy", "Medline")
    assert (found["source"], found["result_line"], found["finds"], found["lost"]) == ("Medline", 6, 1, [])
    assert [each["finds"] for each in found["lines"]] == [1, 1, 2, 2, 2, 1]
    assert found["lines"][3]["only"] is None and found["lines"][3]["only_note"]
    text = run(review, "strategy").output
    assert "finds 2, 1 alone, 0 included" in text and "result, line 6: 1 record" in text


def test_key_papers_are_found_or_lost_by_a_line(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    keys = tmp_path / "keys.txt"
    keys.write_text("# the first\nhttps://dx.doi.org/10.5555/s.0; \n\nDOI:10.5555/S.3,\n", encoding="utf-8")
    found = run_json(review, "strategy", "Medline", "--against", str(keys))
    assert [each["lines"] for each in found["lost_by"]] == [[5]] and len(found["lost"]) == 1
    text = run(review, "strategy", "Medline", "--against", "10.5555/s.3", "--against", "10.5555/s.0").output
    assert f"lost: key paper {found['lost'][0]}, by line 5" in text and text.count("found: key paper ") == 1
    with pytest.raises(TamisError, match="no record of the review has the DOI or PMID"):
        run(review, "strategy", "--against", "10.1/none")


def test_concepts_are_proposed_and_the_plan_may_say_others(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    assert run_json(review, "strategy", "Medline")["concepts"] == [
        {"label": "Peer Group", "lines": [1, 2, 3], "finds": 2}
    ]
    with (review / "protocol.toml").open("a", encoding="utf-8") as plan:
        plan.write('\n[[concept]]\nlabel = "peers"\nlines = "1-2"\n\n[[concept]]\nlabel = "care"\nlines = "5"\n')
    assert [each["finds"] for each in run_json(review, "strategy", "Medline")["concepts"]] == [1, 2]
    assert "concept care, line 5: finds 2" in run(review, "strategy").output


def test_a_strategy_that_comes_in_proposes_its_blocks(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    (tmp_path / "two.ris").write_text(RIS.replace("10.5555/s", "10.5555/u"), encoding="utf-8")
    said = run(review, "import", str(tmp_path / "two.ris"), "--source", "Other", "--platform", "Ovid",
               "--strategy", str(tmp_path / "s.txt"))  # fmt: skip
    assert "blocks of the search: Peer Group, lines 1-3 (others: [[concept]]" in said.output


def test_which_lines_a_record_satisfies(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    found = run_json(review, "strategy", "Medline")
    assert (found["came"], found["came_found"], found["came_by_heading"]) == (4, 1, 1)
    lost = run_json(review, "strategy", "Medline", "--against", "10.5555/s.3")["lost"][0]
    (on,) = run_json(review, "strategy", "--record", lost)["sources"]
    assert (on["source"], on["came"], on["result"], on["by"], on["lines"]) == ("Medline", True, "lost", [5], [3, 4])
    assert "not found: line 5 does not fit it" in run(review, "strategy", "--record", lost).output
    with pytest.raises(TamisError):
        run(review, "strategy", "--record", "0000000000000000")
