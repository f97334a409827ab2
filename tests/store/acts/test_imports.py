"""An import is there as a whole, or not at all."""

import contextlib
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import store.folder.documents
import store.folder.records
from core.errors import TamisError
from core.records.imports import Source
from store.acts.imports import import_files, imports, look_at, read_import, source_names, store_import
from store.decisions.access import decisions_of
from store.folder.documents import WrittenDocuments
from store.folder.review import Review
from store.journal.journal import Journal
from tests.reviews import exchange, make_review, protocol, record_ids, records_file, ris, run, run_json


def killed_while(action: Callable[[], object]) -> None:
    """Run an action in a child process, which is expected to die by SIGKILL."""
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    "point", ["before the files", "after one file", "after two files", "before the event", "after it"]
)
def test_killed_at_any_point(tmp_path: Path, point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "r", records=3)
    file = tmp_path / "more.ris"
    file.write_text(ris(range(10, 15)))

    def import_it() -> None:
        written = 0
        real_new, real_commit = store.folder.records.new_documents, Journal.commit

        @contextlib.contextmanager
        def new(path: Path, table: str) -> Iterator[WrittenDocuments]:
            nonlocal written
            if point == "before the files":
                die()
            with real_new(path, table) as file:
                yield file
            written += 1
            if (point, written) in (("after one file", 1), ("after two files", 2)):
                die()

        def commit(self: Journal, *args: object, **options: object) -> object:
            if point == "before the event" and options.get("act") == "import":
                die()
            result = real_commit(self, *args, **options)  # type: ignore[arg-type]
            if point == "after it" and options.get("act") == "import":
                die()
            return result

        monkeypatch.setattr(store.folder.records, "new_documents", new)
        monkeypatch.setattr(Journal, "commit", commit)
        with Review(folder) as review:
            import_files(review, [file], Source(name="Other"))

    killed_while(import_it)
    expected = 8 if point == "after it" else 3
    assert len(record_ids(folder)) == expected
    half = ["no word" in each["what"] for each in run_json(folder, "check")["problems"] if ".tmp" not in each["where"]]
    assert half == [True] * {"after one file": 1, "after two files": 2, "before the event": 3}.get(point, 0)
    with Review(folder) as review:
        again = import_files(review, [file], Source(name="Other"))
    assert again.new == 8 - expected
    assert len(record_ids(folder)) == 8
    assert run(folder, "check").exit_code == 0
    assert not list(folder.rglob(".*"))


def test_a_damaged_records_file_is_found_by_check(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    path = records_file(folder)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"something", b"sOmething"))
    result = run(folder, "check")
    assert result.exit_code == 1 and path.name in result.stdout


def test_the_event_keeps_all_that_is_said_of_a_source(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    strategy = "1. peer support.ti,ab.\n2. [nothing] {eaten} <here>\n" * 40
    (tmp_path / "strategy.txt").write_text(strategy)
    (tmp_path / "export.ris").write_text(ris(range(2)))
    words = ("--platform", "Ovid", "--searched", "2021-01-04", "--limits", "English", "--reported", "2")
    run(
        folder,
        *("import", str(tmp_path / "export.ris"), "--source", "Medline"),
        *("--strategy", str(tmp_path / "strategy.txt")),
        *words,
    )
    with Review(folder) as review:
        [done] = imports(review)
    assert done.source == Source(
        name="Medline", platform="Ovid", searched="2021-01-04", strategy=strategy, limits="English", reported=2
    )


def test_a_changed_protocol_is_logged_as_an_amendment(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    path = folder / "protocol.toml"
    path.write_text(path.read_text().replace("Another topic", "Quite another topic"))
    record = record_ids(folder)[0]
    run(folder, "decide", "title-abstract", record, "include", role="ANNA")
    with Review(folder, role="ANNA") as review:
        first, second = (word.says or {} for _, word in review.in_order("amendments"))
        versions = [event.version for _, event in decisions_of(review, "ANNA", "title-abstract").events()]
    assert any("Quite another topic" in line for line in second["changed"]) and first["changed"] == []
    assert second["version"] == versions[-1] != first["version"]


def test_what_two_import_at_the_same_time_is_there_once(tmp_path: Path) -> None:
    """ANNA and BO each have a copy; the files that they import hold some of the same records."""
    here = make_review(tmp_path / "here")
    there = Path(shutil.copytree(here, tmp_path / "there"))
    for name, numbers in (("x", range(6)), ("y", range(3, 9)), ("both", range(20, 22))):
        (tmp_path / f"{name}.ris").write_text(ris(numbers), encoding="utf-8")
    for folder, role, files in ((here, "ANNA", ("both", "x")), (there, "BO", ("y", "both"))):
        for name in files:
            run(folder, "import", str(tmp_path / f"{name}.ris"), "--source", "Testbase", role=role)
        run(folder, "dedup", role=role)
    exchange(here, there)
    for command in ("status", "imports", "flow", "check"):
        assert run(here, command).stdout == run(there, command).stdout
    assert record_ids(here) == record_ids(there) and len(record_ids(here)) == 11
    with Review(here) as review:
        said = imports(review)
        assert [each.number for each in said] == [1, 2, 3, 4]
        assert [each.files[0].file for each in said] == ["both.ris", "y.ris", "x.ris", "both.ris"]
        assert len({each.id for each in said}) == 4
    found = run_json(here, "import", str(tmp_path / "x.ris"), "--source", "Testbase", role="CHIEF")
    assert found["new"] == 0 and found["files"][0]["known_as"] == [3]


def test_the_sources_of_records_are_named_once_in_their_order(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    for source in ("Scopus", "Experts"):
        (tmp_path / f"{source}.ris").write_text(ris(range(2), prefix=source), encoding="utf-8")
        run(folder, "import", str(tmp_path / f"{source}.ris"), "--source", source, "--route", "databases")
    with Review(folder) as review:
        first, second, *_, last = review.records
        assert source_names(review)([last, second, first, last]) == ("Experts", "Testbase")
        assert source_names(review)([]) == ()


def test_an_import_in_parts_is_one_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = protocol().replace(', { reviewer = "BO", coverage = "all" }', "")
    whole = make_review(tmp_path / "whole", records=20, text=alone)
    (tmp_path / "review").mkdir()
    monkeypatch.setattr("store.acts.imports.PART", 3_000)
    folder = make_review(tmp_path / "review", records=20, text=alone)
    parts = sorted(folder.glob("people/*/records/*.json"))
    assert len(parts) > 6 and len(parts) % 3 == 0 and all(each.stat().st_size <= 3_000 for each in parts)
    assert record_ids(folder) == record_ids(whole)
    for words in (("status",), ("dedup",), ("records", "waiting", "--stage", "title-abstract")):
        assert run_json(folder, *words) == run_json(whole, *words)
    assert run_json(folder, "check")["problems"] == []
    for options in ((), ("--abstracts",), ("--pseudonyms",)):
        run(folder, "bundle", "--while-blind", *options, str(tmp_path / "a.zip"))
        assert all(each["ok"] for each in run_json(folder, "verify", str(tmp_path / "a.zip"))["checks"])
        (tmp_path / "a.zip").unlink()
    run(folder, "pack", str(tmp_path / "a.pack"), role="ANNA")
    run(folder, "decide", "title-abstract", record_ids(folder)[-1], "include", role="ANNA")
    with pytest.raises(TamisError, match="1 of its records have been screened"):
        run(folder, "withdraw", "1")
    run(folder, "undo", "title-abstract", role="ANNA")
    run(folder, "withdraw", "1")
    run(folder, "withdraw", "1", "--undo")
    assert record_ids(folder) == record_ids(whole)
    parts[-1].unlink()
    assert str(parts[-1]) in {each["where"] for each in run_json(folder, "check")["problems"]}


def test_a_file_that_is_known_brings_nothing_under_any_name_unless_it_is_said_to_count_again(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    file, mixed = tmp_path / "other-name.ris", tmp_path / "mixed.ris"
    file.write_text(ris(range(3)))
    mixed.write_text(ris(range(1, 5)))
    with Review(folder) as review:

        def told(path: Path, **how: bool) -> tuple[int, int, tuple[tuple[int, ...], ...], int]:
            found = look_at(review, read_import([path], Source(name="Other")), **how)
            return found.records, found.new, tuple(each.known_as for each in found.files), found.round

        assert told(file) == told(file, again=False) == (3, 0, ((1,),), 1)
        assert told(file, again=True) == (3, 3, ((1,),), 1), "under another source they are records of their own"
        assert told(mixed) == (4, 4, ((),), 1), "something of it is new"
        assert look_at(review, read_import([mixed], Source(name="Testbase"))).new == 2
        for path in (file, tmp_path / "r.ris"):
            assert store_import(review, read_import([path], Source(name="Other"))).number == 0
            assert import_files(review, [path], Source(name="Other")).new == 0
        assert len(imports(review)) == 1, "nothing was written"
        seen: list[tuple[Path, int]] = []
        again = import_files(review, [file], Source(name="Other"), again=True, progress=lambda *at: seen.append(at))
        assert (again.number, again.new, len(imports(review)), len(review.records)) == (2, 3, 2, 6)
        assert {path for path, _ in seen} <= {file} and all(isinstance(done, int) for _, done in seen)
        dry = import_files(review, [mixed], Source(name="Third"), dry_run=True)
        assert (dry.number, dry.new, len(imports(review))) == (0, 4, 2)
