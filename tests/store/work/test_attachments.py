"""A folder of texts is linked by names alone: what is certain as one act, and everything else is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import give_verdict
from store.acts.retrieval import TABLE, retrievals
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.attachments import Linked, link_folder
from tests.pdfs import column, pdf
from tests.reviews import TWO_READERS, decide_all, made_once, make_review, record_ids, run, run_json, said_in

STAGE = "full-text"


@made_once
def four_included(folder: Path) -> Path:
    """Five reports; the DOI of the first is 10.5555/t.0, and so on. The last has not come to the stage."""
    make_review(folder, records=5)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include" if n < 4 else "exclude") for n in range(5)])
    return folder


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review(four_included(tmp_path / "review"), role="ANNA") as opened:
        yield opened


def link(review: Review, folder: Path, *names: str) -> Linked:
    """Link a folder with files of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return link_folder(review_state(review), review.stage(STAGE), folder)


def standing(review: Review) -> dict[str, Retrieval]:
    return retrievals(review, duplicate_groups(review), STAGE)


def by_accession(review: Review) -> dict[str, str]:
    return {record.accession: record.id for record in review.records.records()}


def test_a_doi_or_an_id_in_the_name_links_as_one_act(review: Review, tmp_path: Path) -> None:
    ids = by_accession(review)
    done = link(review, tmp_path / "texts", "10.5555_t.0.pdf", f"sub/{ids['T1']}.txt", "notes.txt", "10.5555_t.4.pdf")
    assert sorted(done.linked) == sorted([(ids["T0"], "10.5555_t.0.pdf"), (ids["T1"], f"sub/{ids['T1']}.txt")])
    assert done.unmatched == ["10.5555_t.4.pdf", "notes.txt"] and not done.ambiguous and not done.refused
    assert standing(review)[ids["T0"]].path == str((tmp_path / "texts/10.5555_t.0.pdf").resolve())
    events = said_in(review, TABLE)[-2:]
    assert {(each.act, each.batch) for each in events} == {("link", (1, 2)), ("link", (2, 2))}


def test_a_second_run_links_nothing_again(review: Review, tmp_path: Path) -> None:
    link(review, tmp_path / "texts", "10.5555_t.0.pdf")
    said = said_in(review, TABLE)
    again = link(review, tmp_path / "texts", "10.5555_t.0 (copy).pdf")
    assert (again.linked, again.known, said_in(review, TABLE)) == ([], 2, said)


def test_what_may_mean_two_is_left_and_said(review: Review, tmp_path: Path) -> None:
    ids = by_accession(review)
    two = f"{ids['T0']} {ids['T1']}.pdf"
    done = link(review, tmp_path / "texts", two, f"{ids['T2']}.pdf", f"a {ids['T2']}.pdf")
    both = sorted([ids["T0"], ids["T1"]])
    expected = [(two, both), (f"{ids['T2']}.pdf", [ids["T2"]]), (f"a {ids['T2']}.pdf", [ids["T2"]])]
    assert done.ambiguous == sorted(expected) and done.linked == [] and standing(review) == {}


def test_a_merged_records_name_means_its_survivor(review: Review, tmp_path: Path) -> None:
    ids = by_accession(review)
    give_verdict(review, ids["T0"], ids["T1"], same=True)
    survivor = duplicate_groups(review).of(ids["T0"])
    [(linked, _)] = link(review, tmp_path / "texts", "10.5555_t.1.pdf", "x.txt").linked
    assert linked == survivor


def test_what_is_no_text_or_leads_out_is_refused_and_hidden_files_are_passed_over(
    review: Review, tmp_path: Path
) -> None:
    folder, secret = tmp_path / "texts", tmp_path / "10.5555_t.0.pdf"
    secret.write_text("x")
    folder.mkdir()
    (folder / "10.5555_t.0.pdf").symlink_to(secret)
    (folder / "10.5555_t.1.pdf").symlink_to(folder / "nowhere")
    (folder / "10.5555_t.2.pdf").symlink_to(folder)
    done = link(review, folder, "10.5555_t.3.exe", ".10.5555_t.3.pdf", ".cache/10.5555_t.3.pdf")
    assert done.refused == [
        ("10.5555_t.0.pdf", "a link that leads out of the folder"),
        ("10.5555_t.1.pdf", "a link that leads nowhere"),
        ("10.5555_t.2.pdf", "no plain file"),
        ("10.5555_t.3.exe", "neither a PDF nor a text (.pdf, .txt, .md, .html, .htm, .xml)"),
    ]
    assert done.linked == [] and done.unmatched == []


def test_a_name_that_is_no_text_does_no_harm(review: Review, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    path = tmp_path / "texts" / b"\xff.pdf".decode(errors="surrogateescape")
    path.write_text("x")
    assert link(review, tmp_path / "texts").refused == [("?.pdf", "its name is not UTF-8")]


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_it_must_be_a_folder(review: Review, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(TamisError, match=r"no folder|no such folder"):
        link_folder(review_state(review), review.stage(STAGE), tmp_path / name)


def test_only_full_texts_are_linked(review: Review, tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="fulltext"):
        link_folder(review_state(review), review.stage("title-abstract"), tmp_path)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_title_on_the_first_page_links_what_no_name_does(tmp_path: Path) -> None:
    titles = ("Peer workers in the redesign of clinics", "Peer workers in the redesign of clinics: a trial")
    plan = TWO_READERS.replace("COVERAGE", "all")
    folder = make_review(tmp_path / "review", text=plan)
    entries = "".join(f"TY  - JOUR\nTI  - {title}\nPY  - 2020\nER  - \n" for title in titles)
    (tmp_path / "two.ris").write_text(entries, encoding="utf-8")
    run(folder, "import", str(tmp_path / "two.ris"), "--source", "S")
    first, second = record_ids(folder)
    for who in ("ANNA", "BO"):
        for each in (first, second):
            run(folder, "decide", "title-abstract", each, "include", role=who)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.pdf").write_bytes(
        pdf([column(["Journal of Something 7(2)", "PEER WORKERS IN THE RE-", "design of clinics"])])
    )
    (texts / "b.html").write_text(f"<h1>{titles[1]}</h1><p>Text.", encoding="utf-8")
    (texts / "c.pdf").write_bytes(pdf([column(["Another text"]), column([titles[0]])]))
    told = run_json(folder, "fulltext", STAGE, "--link", str(texts), role="ANNA")
    assert {(each["record_id"], each["file"]) for each in told["linked"]} == {(first, "a.pdf"), (second, "b.html")}
    assert sorted(told["by_title"]) == ["a.pdf", "b.html"] and told["unmatched"] == ["c.pdf"]
