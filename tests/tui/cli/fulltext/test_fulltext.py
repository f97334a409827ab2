from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, record_ids, run, run_json

STAGE = "full-text"


def test_reports_are_listed_with_ones_own_verdict_only(folder: Path) -> None:
    first, second, third, *_ = record_ids(folder)
    run(folder, "fulltext", STAGE, first, "--retrieved", "https://example.org/1", role="ANNA")
    said = run_json(folder, "fulltext", STAGE, second, "--not-retrieved", "no library lends it", role="BO")
    assert (said["record_id"], said["state"], said["by"]) == (second, "not-retrieved", "BO")
    run(folder, "decide", STAGE, first, "include", role="ANNA")
    rows = run_json(folder, "fulltext", STAGE, role="BO")["reports"]
    assert [(each["record_id"], each["state"], each["verdict"]) for each in rows[:3]] == [
        (first, "retrieved", ""),
        (second, "not-retrieved", ""),
        (third, "sought", ""),
    ]
    assert len(rows) == 5 and rows[1]["why"] == "no library lends it" and rows[1]["who"] == "BO" and rows[1]["at"]
    assert run_json(folder, "fulltext", STAGE, role="ANNA")["reports"][0]["verdict"] == "include"
    shown = run(folder, "fulltext", STAGE, role="ANNA").stdout.splitlines()[1:3]
    assert shown[0].split()[:3] == [first, "retrieved", "include"]
    assert shown[1].split()[:4] == [second, "not", "retrieved", "–"]
    listed = run(folder, "fulltext", STAGE)
    assert "no library lends it" in listed.stdout and "3 sought, 1 retrieved, 1 not retrieved" in listed.stderr


def test_two_places_in_one_are_refused_and_nothing_is_kept(folder: Path) -> None:
    first = record_ids(folder)[0]
    with pytest.raises(TamisError, match="not one address or one file"):
        run(folder, "fulltext", STAGE, first, "--retrieved", "https://example.org/1https://example.org/2")
    assert run_json(folder, "fulltext", STAGE)["reports"][0]["state"] == "sought"


def test_not_retrieved_leaves_the_stage_and_sought_brings_it_back(folder: Path) -> None:
    first = record_ids(folder)[0]
    run(folder, "fulltext", STAGE, first, "--not-retrieved", "gone")
    stage = run_json(folder, "status")["stages"][1]
    assert (stage["excluded"], stage["waiting"], stage["reasons"]) == (1, 4, {"not-retrieved": 1})
    assert stage["reviewers"]["BO"]["owed"] == 4
    boxes = run_json(folder, "flow")
    assert (boxes["dbr_sought_reports"], boxes["dbr_notretrieved_reports"], boxes["dbr_assessed"]) == (5, 1, 4)
    assert boxes["dbr_excluded"] == {}
    run(folder, "fulltext", STAGE, first, "--sought")
    assert run_json(folder, "status")["stages"][1]["waiting"] == 5


def test_a_title_and_a_reason_from_outside_cannot_steer_the_terminal(folder: Path) -> None:
    first = record_ids(folder)[0]
    run(folder, "fulltext", STAGE, first, "--not-retrieved", "gone\x1b[2J [/] forever")
    assert "\x1b" not in run(folder, "fulltext", STAGE).stdout


@pytest.mark.parametrize(
    "args",
    [
        ("RECORD",),
        ("RECORD", "--sought", "--not-retrieved", "x"),
        ("--sought",),
        ("RECORD", "--link", "."),
        ("RECORD", "--wanted"),
        ("--wanted", "--link", "."),
        ("--format", "ris"),
    ],
)
def test_wrong_use_is_said(folder: Path, args: tuple[str, ...]) -> None:
    record = record_ids(folder)[0]
    assert run(folder, "fulltext", STAGE, *(record if each == "RECORD" else each for each in args)).exit_code == 2


def test_the_files_of_a_folder_are_linked_by_their_names(folder: Path, tmp_path: Path) -> None:
    ids = record_ids(folder)
    texts = tmp_path / "texts"
    (texts / "more").mkdir(parents=True)
    for name in (
        f"{ids[0]}.pdf",
        "10.5555_t.1.pdf",
        "more/10.5555%2FT.2 copy.txt",
        "10.5555_t.2.pdf",
        f"{ids[3]} {ids[4]}.pdf",
        "10.5555_t.5.pdf",  # excluded at title and abstract
        "notes.docx",
        ".hidden.pdf",
    ):
        (texts / name).write_text("text")
    outside = tmp_path / "outside.pdf"
    outside.write_text("secret")
    (texts / f"link {ids[4]}.pdf").symlink_to(outside)
    (texts / "loop.pdf").symlink_to("loop.pdf")
    (texts / "out").symlink_to(tmp_path)
    (texts / f"inside {ids[3]}.pdf").symlink_to("10.5555_t.1.pdf")
    os.mkfifo(texts / "pipe.pdf")
    (texts / os.fsdecode(b"\xff.pdf")).write_text("text")
    found = run_json(folder, "fulltext", STAGE, "--link", str(texts))
    assert found["linked"] == [
        {"record_id": ids[1], "file": "10.5555_t.1.pdf"},
        {"record_id": ids[0], "file": f"{ids[0]}.pdf"},
        {"record_id": ids[3], "file": f"inside {ids[3]}.pdf"},
    ]
    assert found["ambiguous"] == [
        {"file": "10.5555_t.2.pdf", "records": [ids[2]]},
        {"file": f"{ids[3]} {ids[4]}.pdf", "records": sorted(ids[3:5])},
        {"file": "more/10.5555%2FT.2 copy.txt", "records": [ids[2]]},
    ]
    assert found["unmatched"] == ["10.5555_t.5.pdf"]
    why = {each["file"]: each["why"] for each in found["refused"]}
    assert {name for name, text in why.items() if "out of the folder" in text} == {f"link {ids[4]}.pdf", "out"}
    assert why["pipe.pdf"] == "no plain file" and "nowhere" in why["loop.pdf"] and "neither" in why["notes.docx"]
    assert "UTF-8" in why["?.pdf"] and len(why) == 6
    again = run_json(folder, "fulltext", STAGE, "--link", str(texts))
    assert (again["linked"], again["known"]) == ([], 3)


def test_texts_within_the_review_folder_move_with_it(folder: Path) -> None:
    first = record_ids(folder)[0]
    (folder / "texts").mkdir()
    (folder / "texts" / f"{first}.pdf").write_text("x")
    run(folder, "fulltext", STAGE, "--link", str(folder / "texts"))
    assert run_json(folder, "fulltext", STAGE)["reports"][0]["path"] == f"texts/{first}.pdf"


def test_a_full_text_is_excluded_for_one_main_reason_the_first_of_the_protocols(folder: Path) -> None:
    first = record_ids(folder)[0]
    with pytest.raises(TamisError, match="one main reason"):
        run(folder, "decide", STAGE, first, "exclude", role="ANNA")
    with pytest.raises(TamisError, match="no reason"):
        run(folder, "decide", STAGE, first, "exclude", "--reason", "wrong-setting", "--also", "odd", role="ANNA")
    several = ("--reason", "wrong-setting", "--also", "wrong-population")
    said = run_json(folder, "decide", STAGE, first, "exclude", *several, role="ANNA")
    assert (said["reason"], said["labels"]) == ("wrong-population", ["wrong-setting"])
    only = run_json(folder, "decide", STAGE, first, "exclude", "--also", "wrong-setting", role="ANNA")
    assert only["reason"] == "wrong-setting" and "labels" not in only


def test_what_is_wanted_goes_to_a_library_without_what_was_decided(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    run(folder, "fulltext", STAGE, first, "--retrieved", "https://example.org/1")
    run(folder, "fulltext", STAGE, second, "--not-retrieved", "gone")
    text = run(folder, "fulltext", STAGE, "--wanted")
    assert [line.partition(".")[0] for line in text.stdout.splitlines()] == ["1", "2", "3"]
    assert "3 reports wanted" in text.stderr
    ris = run(folder, "fulltext", STAGE, "--wanted", "--format", "ris").stdout
    table = run(folder, "fulltext", STAGE, "--wanted", "--format", "csv").stdout
    assert ris.count("TY  - ") == 3 and "gone" not in ris + table and len(table.splitlines()) == 4
    reports = run_json(folder, "fulltext", STAGE, "--wanted")["reports"]
    assert [each["state"] for each in reports] == ["sought"] * 3


HOSTILE = (
    ("=HYPERLINK(1) of wards", "N1  - ASReview_relevant", "A1  - =cmd, A"),
    ("Wards\x1b[2J \u202eback\u202c [/red]", "RN  - private words"),
    ("ER  - TY  - JOUR in a title", "DO  - 10.5555/h.1"),
    ('A comma, a "quote"; <b>bold</b>', "C1  - \x1b]0;x\x07"),
)


def test_what_is_wanted_reads_back_whatever_the_titles_are(folder: Path, tmp_path: Path) -> None:
    """Notes that came with a record may be somebody's verdicts in another program: they do not go to a library."""
    entries = (f"TY  - JOUR\nTI  - {title}\n" + "\n".join(more) + "\nER  - \n\n" for title, *more in HOSTILE)
    (tmp_path / "hostile.ris").write_text("".join(entries), encoding="utf-8")
    run(folder, "import", str(tmp_path / "hostile.ris"), "--source", "Testbase")
    ids = record_ids(folder)
    for role in ("ANNA", "BO"):
        for record in ids[6:]:
            run(folder, "decide", "title-abstract", record, "include", "--note", "a reader's word", role=role)
    titles = {each["title"] for each in run_json(folder, "fulltext", STAGE, "--wanted")["reports"]}
    assert len(titles) == 9 and "Wards back [/red]" in {each.replace("[2J", "") for each in titles}
    for form in ("text", "ris", "csv"):
        written = run(folder, "fulltext", STAGE, "--wanted", "--format", form).stdout
        assert written.isprintable() or not set("\x1b\x07\u202e\u202c") & set(written)
        assert not any(word in written for word in ("ASReview", "private words", "a reader's word")), form
        if form != "text":
            file = tmp_path / f"wanted.{form}"
            file.write_text(written, encoding="utf-8")
            other = make_review(tmp_path / form)
            run(other, "import", str(file), "--source", "Testbase")
            assert {each["title"] for each in run_json(other, "records", "unique")} == titles


def test_the_text_of_a_report_is_written_page_by_page(folder: Path, tmp_path: Path) -> None:
    first, second, *_ = record_ids(folder)
    file = tmp_path / "one.txt"
    file.write_text("One\x1b[2J word.\fTwo.", encoding="utf-8")
    run(folder, "fulltext", STAGE, first, "--retrieved", str(file))
    written = run(folder, "fulltext", STAGE, first, "--text")
    assert written.stdout == "[p. 1]\n\nOne[2J word.\n\n[p. 2]\n\nTwo.\n\n" and "one.txt: 2 pages" in written.stderr
    told = run_json(folder, "fulltext", STAGE, first, "--text")
    assert told["source"] == "one.txt" and told["pages"][1] == {"page": 2, "paragraphs": ["Two."]}
    abstract = run(folder, "fulltext", STAGE, second, "--text")
    assert "no full text is linked: this is the abstract" in abstract.stderr and "[p. 1]" not in abstract.stdout
