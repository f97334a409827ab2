"""What the report says of what not every review has: a pilot, more in the sample, an early opening, a third reader …"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from core.report.document.plain import markdown
from store.folder.review import Review
from store.numbers.report import report_files
from tests.charts import charting_review
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run, run_json
from tests.store.numbers.test_status import stepped

STAGE = "title-abstract"
EXPORT = ("export", "--format", "csv", "--outcome")


def text_of(folder: Path) -> str:
    """The pages and paragraphs, on one line."""
    with Review(folder) as review:
        files = report_files(review)
    texts = [content for name, content in files.items() if name.endswith((".html", ".md"))]
    return " ".join(b" ".join(texts).decode().split())


def say(folder: Path, reviewer: str, records: list[str], verdict: str = "include") -> None:
    for record in records:
        run(folder, "decide", STAGE, record, verdict, role=reviewer)


def sampled(folder: Path, *, pilot: bool = False) -> list[str]:
    """The ids of the sample, or of the pilot."""
    [document] = [each for each in run_json(folder, "sample", STAGE) if (each["round"] == 0) == pilot]
    ids: list[str] = document["ids"]
    return ids


def test_a_pilot_an_extension_and_an_escalation(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=12, coverage="1/2")
    run(folder, "sample", STAGE, "--pilot", "2", "--yes")
    piloted = sampled(folder, pilot=True)
    for reader in ("ANNA", "BO"):
        say(folder, reader, piloted)
    run(folder, "sample", STAGE, "--draw", "--yes")
    drawn = sampled(folder)
    say(folder, "ANNA", [each for each in record_ids(folder) if each not in piloted], "exclude")
    say(folder, "BO", drawn[1:], "exclude")
    say(folder, "BO", drawn[:1], "include")
    assert "A pilot came first" in text_of(folder)
    run(folder, "resolve", STAGE, drawn[0], "--escalate")
    run(folder, "sample", STAGE, "--extend", "2", "--yes", "--reason", "the supervisors asked")
    say(folder, "BO", sampled(folder)[-2:], "exclude")
    said = text_of(folder)
    for words in (
        "it is no part of the agreement",
        f"{len(drawn)} of {len(record_ids(folder)) - len(piloted)} on ",
        "It was extended by 2 records",
        "the reason logged is: the supervisors asked",
        "differed on 1 record, which is with the adjudicator",
        "2 records came into the sample after the stage had been opened",
        "On 2 records added to the sample after the opening, agreement is 1.00",
    ):
        assert words in said, words


def test_an_early_opening(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    run(folder, "unblind", STAGE, "--rationale", "BO is on leave")
    said = text_of(folder)
    assert "before every reader had finished; the reason logged is: BO is on leave" in said
    assert "ANNA and BO have no record in common that both had read before the stage was opened" in said
    assert "no record was read by both before the stage was opened" in said


def test_three_readers(tmp_path: Path) -> None:
    readers = '{ reviewer = "BO", coverage = "all" }'
    third = '[[reviewer]]\nid = "CARL"\nrole = "second"\n'
    text = protocol().replace(readers, f'{readers}, {{ reviewer = "CARL", coverage = "all" }}', 1)
    folder = make_review(tmp_path / "review", records=6, text=text.replace("[[stage]]", third + "[[stage]]", 1))
    for reader, excluded in (("ANNA", 1), ("BO", 2), ("CARL", 3)):
        verdicts = [(f"T{n}", "exclude" if n < excluded else "include") for n in range(6)]
        decide_all(folder, reader, STAGE, verdicts)
    said = text_of(folder)
    assert "All readers together, 6 records" in said and "Krippendorff" in said


def test_a_report_that_could_not_be_had(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [("T0", "include"), ("T1", "include")])
    lost, other = record_ids(folder)
    run(folder, "fulltext", "full-text", lost, "--not-retrieved", "no library lends it", role="ANNA")
    said = text_of(folder)
    assert "no library lends it" in said and "1 report was not retrieved" in said
    for reader in ("ANNA", "BO"):
        run(folder, "decide", "full-text", other, "exclude", "--reason", "wrong-population", role=reader)
    said = text_of(folder)
    assert "Reports excluded in full text, with the reason that counts: 1" in said
    assert "Full text: 2 reports in, 1 out, 1 not retrieved." in said
    assert "Reports that could not be retrieved, and so were not read: 1" in said
    with Review(folder) as review:
        files = report_files(review)
    read, had_not = (
        list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))
        for name in ("excluded-fulltext.csv", "not-retrieved.csv")
    )
    assert [(each["record_id"], each["reason"]) for each in read] == [(other, "Another population")]
    assert [(each["record_id"], each["why"]) for each in had_not] == [(lost, "no library lends it")]
    stage = run_json(folder, "status")["stages"][1]
    assert (stage["entered"], stage["excluded"], stage["not_retrieved"]) == (2, 2, 1)
    listed = {
        name: [each["record_id"] for each in run_json(folder, "records", name, "--stage", "full-text")]
        for name in ("excluded", "not_retrieved")
    }
    assert listed == {"excluded": [lost, other], "not_retrieved": [lost]}
    for outcome, record in (("excluded", other), ("not-retrieved", lost)):
        rows = csv.DictReader(io.StringIO(run(folder, *EXPORT, outcome).stdout.lstrip("\ufeff")))
        assert [each["record_id"] for each in rows] == [record], outcome


def test_before_anything_is_done_and_after_a_second_search(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    assert "Nothing has been searched yet." in text_of(folder) and "The review is empty" in text_of(folder)
    for numbers, words in ((range(2), ()), (range(2, 4), ("--round", "new"))):
        (tmp_path / "export.ris").write_text(ris(numbers))
        run(folder, "import", str(tmp_path / "export.ris"), "--source", "Testbase", *words)
    one, other, *_ = record_ids(folder)
    run(folder, "dedup", "--same", one, other)
    assert "The searches were run in 2 rounds." in text_of(folder)
    assert "1 by a person who compared them side by side" in text_of(folder)


def test_forms_of_which_none_is_complete(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "review", "ANNA", records=1)
    assert "No form is complete yet; the form has 7 items" in text_of(folder)


def test_the_paragraphs_and_the_table_say_what_was_decided_in_bulk(tmp_path: Path) -> None:
    stepped(tmp_path / "review")
    said = text_of(tmp_path / "review")
    for words in (
        "ANNA alone decided on 9 records.",
        "Of the 9 records that ANNA decided on, 2 were decided one by one, 3 excluded in bulk as a rule suggested, and "
        "4 passed on in bulk, since no rule suggested anything.",
    ):
        assert words in said, words
    with Review(tmp_path / "review") as review:
        rows = list(csv.DictReader(io.StringIO(report_files(review)["decisions.csv"].decode())))
    acts = Counter(row["act"] for row in rows)
    assert acts == {"one by one": 2, "confirmed in bulk": 3, "passed in bulk": 4}


def methods_of(folder: Path) -> str:
    with Review(folder) as review:
        return report_files(review)["methods.md"].decode()


def test_every_search_of_a_source_is_named_and_a_file_that_came_twice_is_none(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    searches = ((range(3), "2021-01-04", ()), (range(3), "2021-02-02", ("--again",)), (range(4), "2022-05-06", ()))
    for numbers, searched, words in searches:
        (tmp_path / "export.ris").write_text(ris(numbers))
        file = str(tmp_path / "export.ris")
        run(folder, "import", file, "--source", "Testbase", "--platform", "Ovid", "--searched", searched, *words)
    named = "We searched 1 database: Testbase (Ovid; on 4 January 2021, 3 records; on 6 May 2022, 1 further record)."
    with Review(folder) as review:
        files = report_files(review)
    assert named in files["methods.md"].decode() and named in files["prisma-scr.md"].decode()


def test_one_record_is_one_record(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1, coverage="1/2")
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes")
    for reader in ("ANNA", "BO"):
        say(folder, reader, record_ids(folder))
    for reader in ("ANNA", "BO"):
        run(folder, "decide", "full-text", *record_ids(folder), "include", role=reader)
    said = text_of(folder)
    for noun in ("records", "reports", "studies", "stages", "disagreements", "lines", "searches", "forms"):
        assert not re.search(rf"\b1 {noun}\b", said), noun
    assert "report of 1 study is included." in said


def test_what_differs_between_two_numbers_is_said(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [(f"T{n}", "include") for n in range(3)])
    ids = record_ids(folder)
    for reader in ("ANNA", "BO"):
        for each in ids:
            run(folder, "decide", "full-text", each, "include", role=reader)
    run(folder, "fulltext", "full-text", ids[0], "--not-retrieved", "withdrawn by the publisher")
    said = methods_of(folder)
    assert "We sought 3 reports; 1 could not be retrieved, which left 2 to be read." in said
    assert "ANNA read every report that could be had: 2 reports." in said
    assert "agreed on 3 of 3 reports" in said
    assert "1 of them has left the stage since, or could not be retrieved" in said


def test_an_abbreviation_or_a_decimal_is_no_markup(tmp_path: Path) -> None:
    assert [markdown(each) for each in ("0.902 to 1", "Cohen & Everitt", "Oh!", "1. item", "- item", "&lt;b")] == [
        "0.902 to 1",
        "Cohen & Everitt",
        r"Oh\!",
        r"1\. item",
        r"\- item",
        r"\&lt;b",
    ]
