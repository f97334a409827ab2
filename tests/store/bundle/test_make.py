"""What is in a bundle, and when one is made."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.resolutions import resolutions_table
from store.bundle.make import _written, make_bundle
from store.bundle.verify import _taken, verify_bundle
from store.folder.review import Review
from store.journal.errors import NotSaved
from store.state.review_state import review_state
from store.upkeep.damage import check_journal
from tests.bundles import content, finished_review
from tests.reviews import acts_file, decide_all, make_review, records_file, ris, run, run_json, said_in

STAGES = ("title-abstract", "full-text")


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_review(tmp_path_factory.mktemp("bundle") / "review")


def test_the_same_review_gives_the_same_bytes_wherever_it_lies(review: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"an older one")
    first = run_json(review, "bundle", str(tmp_path / "a.zip"))
    assert first["files"] == len(content(tmp_path / "a.zip"))
    copy = tmp_path / "moved"
    shutil.copytree(review, copy)
    second = run_json(copy, "bundle", str(tmp_path / "b.zip"))
    assert first["sha256"] == second["sha256"]
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_sha256sum_finds_every_file_as_it_was_listed(review: Path, tmp_path: Path) -> None:
    run(review, "bundle", str(tmp_path / "a.zip"))
    out = tmp_path / "out"
    shutil.unpack_archive(tmp_path / "a.zip", out)
    done = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=out, capture_output=True, text=True)
    assert done.returncode == 0
    listed = {line.rsplit(": ", 1)[0] for line in done.stdout.splitlines()}
    assert listed == {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {"SHA256SUMS"}


def test_the_copy_in_it_is_a_review_that_every_command_reads(review: Path, tmp_path: Path) -> None:
    run(review, "bundle", str(tmp_path / "a.zip"))
    shutil.unpack_archive(tmp_path / "a.zip", tmp_path / "out")
    copy = tmp_path / "out" / "review"
    assert run_json(copy, "status") == run_json(review, "status")
    assert run_json(copy, "agreement") == run_json(review, "agreement")
    assert run(copy, "export", "--outcome", "included", "--format", "csv").stdout


def test_unless_asked_for_it_has_no_abstracts_no_other_names_and_nothing_blind(review: Path, tmp_path: Path) -> None:
    with Review(review) as opened:
        made = make_bundle(review_state(opened), tmp_path / "a.zip")
    files = content(tmp_path / "a.zip")
    said = json.loads(files["bundle.json"])
    assert (said["abstracts"], said["pseudonyms"]) == (False, False) and made.path == tmp_path / "a.zip"
    assert not any(b'"abstract":"' in text for name, text in files.items() if "/records/" in name)
    assert any(name.startswith("review/people/ANNA/") for name in files)
    blind = make_review(tmp_path / "blind", records=2)
    decide_all(blind, "ANNA", STAGES[0], [("T0", "include")])
    with Review(blind, role="CHIEF") as opened, pytest.raises(TamisError, match="still blind"):
        make_bundle(review_state(opened), tmp_path / "b.zip")


def test_journals_are_those_of_the_team_byte_for_byte(review: Path, tmp_path: Path) -> None:
    run(review, "bundle", str(tmp_path / "a.zip"))
    files = content(tmp_path / "a.zip")
    journals = list(review.rglob("*.jsonl"))
    assert len(journals) >= 6
    for path in journals:
        assert files[f"review/{path.relative_to(review).as_posix()}"] == path.read_bytes()


def test_abstracts_are_nowhere_unless_they_are_asked_for(review: Path, tmp_path: Path) -> None:
    said = b"looked at harbour"
    run(review, "bundle", str(tmp_path / "without.zip"))
    assert not [name for name, data in content(tmp_path / "without.zip").items() if said in data]
    run(review, "bundle", "--abstracts", str(tmp_path / "with.zip"))
    files = content(tmp_path / "with.zip")
    folder = records_file(review).parent
    name = f"review/{records_file(review).relative_to(review).as_posix()}"
    assert {name for name, data in files.items() if said in data} == {name, name.replace(".json", ".raw.json")}
    for path in folder.iterdir():
        assert files[f"review/{path.relative_to(review).as_posix()}"] == path.read_bytes()


def test_without_abstracts_the_records_keep_everything_else(review: Path, tmp_path: Path) -> None:
    run(review, "bundle", str(tmp_path / "a.zip"))
    file = records_file(review)
    reduced = json.loads(content(tmp_path / "a.zip")[f"review/{file.relative_to(review)}"])["records"]
    whole = json.loads(file.read_bytes())["records"]
    assert list(reduced) == list(whole)
    for number, document in whole.items():
        assert reduced[number] == {name: value for name, value in document.items() if name != "abstract"}


def test_while_a_stage_is_blind_there_is_no_bundle_unless_the_team_insists(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    run(folder, "bundle", str(tmp_path / "begun.zip"))
    decide_all(folder, "ANNA", "title-abstract", [("T1", "include")])
    for role, options in ((None, []), ("ANNA", []), ("BO", ["--while-blind"])):
        with pytest.raises(TamisError, match="still blind: title-abstract") as refused:
            run(folder, "bundle", str(tmp_path / "a.zip"), *options, role=role)
        assert refused.value.advice
        assert not (tmp_path / "a.zip").exists()
    run(folder, "bundle", "--while-blind", str(tmp_path / "a.zip"))
    assert run(folder, "verify", str(tmp_path / "a.zip")).exit_code == 0


def test_a_stage_has_begun_when_its_sample_is_drawn(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4, coverage="1/2")
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    with pytest.raises(TamisError, match="still blind: title-abstract\n"):
        run(folder, "bundle", str(tmp_path / "a.zip"))


def test_a_review_that_holds_nothing_and_one_whose_plan_was_amended_are_bundled(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    run(folder, "bundle", str(tmp_path / "a.zip"))
    (tmp_path / "a.ris").write_text(ris(range(2)))
    run(folder, "import", str(tmp_path / "a.ris"), "--source", "Testbase")
    plan = folder / "protocol.toml"
    plan.write_text(f"{plan.read_text()}# looked at again\n")
    run(folder, "amend", "It was looked at again.")
    run(folder, "bundle", str(tmp_path / "b.zip"))
    for name in ("a.zip", "b.zip"):
        assert [each.detail for each in verify_bundle(tmp_path / name) if not each.ok] == []


def test_where_the_temporary_folder_lies_on_a_network_a_bundle_is_made_and_checked_and_nothing_is_kept_of_it(
    review: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Review(review) as opened:
        state = review_state(opened)
        monkeypatch.setattr("store.folder.review.unsafe_filesystem", lambda _: "nfs4")
        make_bundle(state, tmp_path / "a.zip")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert all(each.ok for each in verify_bundle(tmp_path / "a.zip")) and not (tmp_path / "cache").exists()


def test_the_first_line_of_a_file_in_pieces_is_that_of_its_first_piece(tmp_path: Path) -> None:
    pieces = (b"", b"a,b\n1,", b"2\n")
    assert _written(tmp_path, "report/tables/x.csv", pieces) == b"a,b"
    assert (tmp_path / "report/tables/x.csv").read_bytes() == b"a,b\n1,2\n"
    assert _taken(tmp_path, "report/tables/x.csv", pieces).first_line == b"a,b"


def test_a_damaged_journal_is_named_and_no_older_bundle_is_lost(review: Path, tmp_path: Path) -> None:
    copy = tmp_path / "review"
    shutil.copytree(review, copy)
    target = tmp_path / "a.zip"
    target.write_bytes(b"the one before")
    journal = acts_file(copy)
    journal.with_suffix(".json").unlink()
    journal.write_bytes(journal.read_bytes().replace(b"harbours", b"Harbours"))
    with pytest.raises(TamisError, match=r"damaged at line \d+") as refused:
        run(copy, "bundle", str(target))
    assert str(journal) in str(refused.value)
    assert target.read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_bundle_that_does_not_fit_leaves_nothing(
    review: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Review(review) as opened:
        monkeypatch.setattr("store.exchange.zip_writer._zip", full)
        with pytest.raises(NotSaved) as error:
            make_bundle(review_state(opened), tmp_path / "a.zip")
    assert "Make room" in error.value.advice and not list(tmp_path.iterdir())


def test_a_line_being_written_is_left_out(review: Path, tmp_path: Path) -> None:
    copy = tmp_path / "review"
    shutil.copytree(review, copy)
    journal = copy / "people" / "BO" / "full-text.1" / "decisions.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"act":"decide","af')
    with Review(copy) as opened:
        make_bundle(review_state(opened), tmp_path / "a.zip")
    assert content(tmp_path / "a.zip")["review/people/BO/full-text.1/decisions.jsonl"] == whole


def test_what_is_blind_is_in_no_bundle_unless_asked_for(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", "title-abstract", [("T0", "include")])
    with Review(folder) as opened:
        with pytest.raises(TamisError, match="still blind: title-abstract"):
            make_bundle(review_state(opened), tmp_path / "a.zip")
        assert not (tmp_path / "a.zip").exists()
        assert make_bundle(review_state(opened), tmp_path / "a.zip", while_blind=True).files > 3


def test_what_is_no_file_is_not_replaced(review: Path, tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="no file that could be replaced"), Review(review) as opened:
        make_bundle(review_state(opened), tmp_path)
    with pytest.raises(TamisError, match="not written"), Review(review) as opened:
        make_bundle(review_state(opened), tmp_path / "nowhere" / "a.zip")


def test_with_pseudonyms_no_name_is_left_but_in_free_text(review: Path, tmp_path: Path) -> None:
    done = run_json(review, "bundle", "--pseudonyms", str(tmp_path / "a.zip"))
    files = content(tmp_path / "a.zip")
    with Review(review) as opened:
        login = opened.login.encode()
    assert any(name.startswith("review/people/R1/") for name in files)
    found = {name for name, data in files.items() if b'"ANNA"' in data or b"Ardal" in data or b'"%s"' % login in data}
    assert found == set()
    free = {name for name, data in files.items() if b"ANNA" in data}
    # The rationale says her name, and her decisions came from files that are called after her.
    acts = "review/people/@U01/acts.jsonl"
    with Review(review) as opened:
        own = acts_file(review).parent.name
        [place] = [each.seq for each in said_in(opened, resolutions_table("title-abstract"))]
    journals = {acts, *(f"review/people/R1/{each}.1/decisions.jsonl" for each in STAGES)}
    assert {name for name in free if not name.startswith("report/")} == journals
    assert set(done["named_in_free_text"]) >= journals
    assert done["named_in_free_text"][acts] == [place]
    assert f"`{acts}`, lines {place}\n".encode() in files["README.md"]
    with Review(review) as opened:
        for each in json.loads(files["bundle.json"])["journals"]:
            original = (
                each["file"].removeprefix("review/").replace("R1", "ANNA").replace("R2", "BO").replace("@U01", own)
            )
            last = json.loads((review / original).read_bytes().splitlines()[-1])["~"]
            assert each["original_last_hash"] == last
            assert last in files["README.md"].decode()


def test_with_pseudonyms_every_chain_holds_and_every_count_stays(review: Path, tmp_path: Path) -> None:
    run(review, "bundle", "--pseudonyms", str(tmp_path / "a.zip"))
    shutil.unpack_archive(tmp_path / "a.zip", tmp_path / "out")
    copy = tmp_path / "out" / "review"
    for path in copy.rglob("*.jsonl"):
        assert check_journal(path) == []
    text = json.dumps([run_json(review, "status"), run_json(review, "agreement")])
    renamed = text.replace('"ANNA"', '"R1"').replace('"BO"', '"R2"')
    assert json.dumps([run_json(copy, "status"), run_json(copy, "agreement")]) == renamed
    assert run(copy, "verify", str(tmp_path / "a.zip")).exit_code == 0
