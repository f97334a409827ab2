"""The checklists that the kind of review asks for: every item, once, and what of it is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.protocol.appraisal_tools import TOOLS
from store.folder.review import Review
from store.numbers.report import report_files
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import differing_review, make_review, protocol, ris, run

SYSTEMATIC = protocol().replace("[review]\n", '[review]\nkind = "systematic"\n')
PARTS = {"10": "ab", "13": "abcdef", "16": "ab", "20": "abcd", "23": "abcd", "24": "abc"}
STATES = ("filled in", "drafted", "left to you", "does not apply")


def files_of(folder: Path) -> dict[str, str]:
    with Review(folder) as review:
        return {name: each.decode() for name, each in report_files(review).items() if name.endswith((".md", ".html"))}


def numbered(checklist: str) -> list[str]:
    """The numbers of the items, as their headings have them; each heading says how far its item is done."""
    found = re.findall(r"^## (\d+[a-z]?)\. .* \((.*)\)$", checklist, flags=re.MULTILINE)
    assert {state for _, state in found} <= set(STATES)
    return [number for number, _ in found]


def test_a_systematic_review_has_the_items_of_prisma_2020_and_of_its_abstract(tmp_path: Path) -> None:
    files = files_of(make_review(tmp_path / "review", text=SYSTEMATIC))
    whole, _, abstract = files["prisma-2020.md"].partition("# PRISMA 2020 for abstracts")
    assert numbered(whole) == [f"{n}{part}" for n in range(1, 28) for part in PARTS.get(str(n), [""])]
    assert numbered(abstract) == [str(n) for n in range(1, 13)]
    assert "27 items, in 42 parts:" in whole and "12 items: " in abstract
    assert len(numbered(files["prisma-s.md"])) == 16
    assert "prisma-scr.md" not in files and "scoping" not in "".join(files.values()).casefold()


def test_a_scoping_review_is_asked_nothing_of_a_systematic_one(tmp_path: Path) -> None:
    files = files_of(make_review(tmp_path / "review"))
    assert numbered(files["prisma-scr.md"]) == [str(n) for n in range(1, 23)]
    assert "prisma-2020.md" not in files and "systematic review" not in "".join(files.values()).casefold()


@pytest.mark.parametrize("text", [protocol(), SYSTEMATIC])
def test_the_states_are_counted_and_add_up(tmp_path: Path, text: str) -> None:
    folder = differing_review(tmp_path / "review")
    (folder / "protocol.toml").write_text(text)
    for checklist in (each for name, each in files_of(folder).items() if name.startswith("prisma-")):
        [counts, *_] = re.findall(r"items.*?: (.*?)\. The page", checklist)
        told = sum(int(each) for each in re.findall(r"\d+", counts))
        whole = checklist.partition("# PRISMA 2020 for abstracts")[0]
        assert told == len(numbered(whole))
        head, line, *rows = re.findall(r"^\| ?(.+?) ?\|$", whole, flags=re.MULTILINE)
        assert head == "Item | About | State | See" and line == "---|---|---|---"
        headings = re.findall(r"^## (\d+[a-z]?)\. (.*) \(([a-z ]+)\)$", whole, flags=re.MULTILINE)
        assert [tuple(row.split(" | ")[:3]) for row in rows] == headings
        assert "not do apply" not in counts and not re.search(r"[2-9] does not apply", counts)


@pytest.mark.parametrize("text", [protocol(), SYSTEMATIC])
def test_nothing_counts_as_drafted_of_which_nothing_is_known(tmp_path: Path, text: str) -> None:
    files = files_of(make_review(tmp_path / "review", text=text))
    for name, checklist in files.items():
        if name.startswith("prisma-"):
            for item in re.split(r"^## ", checklist, flags=re.MULTILINE)[1:]:
                head, _, rest = item.partition("\n")
                says = rest.strip().partition("\n")[2].strip()
                if head.endswith(("(drafted)", "(filled in)")):
                    assert says and not re.match(r"None|No registration|Nothing has been", says), item


def test_a_source_without_a_date_leaves_the_dates_a_draft(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    assert "## 13. Dates of searches (left to you)" in files_of(folder)["prisma-s.md"]
    (tmp_path / "later.ris").write_text(ris([7]))
    run(folder, "import", str(tmp_path / "later.ris"), "--source", "Other", "--searched", "2024-02-03")
    item = files_of(folder)["prisma-s.md"].partition("## 13. ")[2].partition("## 14.")[0]
    assert item.startswith("Dates of searches (drafted)")
    assert "Other: 3 February 2024; Testbase: no date is noted" in item


def item_of(checklist: str, number: str) -> str:
    return checklist.partition(f"## {number}. ")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("plan", "says", "states"),
    [
        ('certainty = "grade"\ncertainty_of = "roles"', "is judged by GRADE, for each answer to “Roles”", (1, 2)),
        ('certainty = "cerqual"\ncertainty_of = "findings"', "by GRADE-CERQual, for each answer to “Findings”", (1, 2)),
        ('certainty = "none"', "The certainty of the evidence was not judged, as the protocol planned.", (1, 1)),
        ("", "", (2, 2)),
    ],
)
@pytest.mark.parametrize("enabled", ["true", "false"])
def test_certainty_is_answered_as_the_plan_says(
    tmp_path: Path, plan: str, says: str, states: tuple[int, int], enabled: str
) -> None:
    text = charting_protocol(appraisal=True).replace("enabled = true", f"enabled = {enabled}\n{plan}")
    text = text.replace("[review]\n", '[review]\nkind = "systematic"\n')
    files = files_of(make_review(tmp_path / "review", records=1, text=text))
    for number, state in zip(("15", "22"), states, strict=True):
        item = item_of(files["prisma-2020.md"], number)
        assert f"({STATES[state]})" in item and says in item, item
        assert says or not item.partition("\n")[2].strip().partition("\n")[2], item
    assert says in files["methods.md"] and ("certainty of the evidence" in files["methods.md"]) == bool(plan)
    assert ("Quality appraisal was not done, as the protocol planned." in files["methods.md"]) == (enabled == "false")


def test_an_appraisal_is_told_by_its_checklists_and_only_what_was_done(tmp_path: Path) -> None:
    folder, [study] = charting_review(tmp_path / "review", records=1, appraisal=True)
    fill_in(folder, study, "ANNA")
    assert item_of(files_of(folder)["prisma-scr.md"], "12").startswith("Critical appraisal of sources (left to you)")
    for each in TOOLS["casp-qualitative"].questions:
        run(folder, "chart", "set", "appraisal", study, each.id, "yes", role="ANNA")
    run(folder, "chart", "complete", "appraisal", study, role="ANNA")
    run(folder, "status")
    for number in ("12", "16"):
        item = item_of(files_of(folder)["prisma-scr.md"], number)
        assert "(drafted)" in item and "ANNA appraised 1 study by the checklist “CASP, qualitative research”." in item


@pytest.mark.parametrize("text", [protocol(), SYSTEMATIC])
def test_no_item_names_a_file_that_is_not_there(tmp_path: Path, text: str) -> None:
    folder = make_review(tmp_path / "review", records=1, text=text)
    with Review(folder) as review:
        files = report_files(review)
    for name, content in files.items():
        if name.startswith("prisma-"):
            rows = re.findall(r"^\| \d+[a-z]? \|.*\| (.*) \|$", content.decode(), flags=re.MULTILINE)
            named = {each for row in rows for each in re.findall(r"[\w-]+\.(?:csv|md|html|svg|json)", row)}
            assert len(rows) > 15 and named <= set(files), name
