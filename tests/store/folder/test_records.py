"""Records files: written once, whole or absent, read record by record."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from core.records.imports import parts_of
from core.records.record import Author, RawField, Record
from store.folder.documents import Documents
from store.folder.records import RecordStore, records_path, write_records
from store.journal.errors import StoreCorrupt, StoreUnreadable
from tests.documents import write_documents
from tests.examples import examples
from tests.store.users import as_user, needs_root, reachable


def record(number: int, title: str = "") -> Record:
    return Record(
        id=f"{number:016x}",
        title=title or f"Title {number}",
        authors=(Author("Ness", "Ottar"),),
        year=2000 + number % 20,
        languages=(RawField("LA", "eng"),),
        raw=(RawField("TI", title or f"Title {number}"), RawField("XX", f" raw {number} ")),
    )


def bare(record: Record) -> Record:
    return Record.from_document(record.as_document())


def keys_of(each: Record) -> dict[str, int]:
    return {"k": int(each.id, 16)}


def no_keys(_: Record) -> dict[str, int]:
    return {}


NUMBERS = [2**64 - 1, 3, 10**12, 7]


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    write_records(tmp_path, "1-scopus", [record(each) for each in NUMBERS], keys_of)
    write_records(
        tmp_path,
        "1-medline",
        [record(8), record(3, "again"), record(9)],
        lambda each: {"k": {8: 8, 3: -1, 9: 9}[int(each.id, 16)]},
    )
    return RecordStore([tmp_path / "1-scopus.json", tmp_path / "1-medline.json"])


def test_records_come_in_the_order_of_import_each_once(store: RecordStore) -> None:
    ids = [f"{each:016x}" for each in [*NUMBERS, 8, 9]]
    assert list(store) == ids
    assert len(store) == 6
    assert ids[0] in store
    assert "f" * 15 + "0" not in store
    assert [each.id for each in store.records()] == ids
    assert [(each, keys["k"]) for each, keys in store.dedup_keys()] == list(zip(ids, [*NUMBERS, 8, 9], strict=True))


def test_a_record_is_found_with_its_raw_pairs_and_its_file(store: RecordStore) -> None:
    for number in [*NUMBERS, 8, 9]:
        rid = f"{number:016x}"
        assert store.get(rid) == bare(record(number))
        assert store.raw(rid) == record(number).raw
        assert store.file_of(rid).name == ("1-medline.json" if number in (8, 9) else "1-scopus.json")
    for find in (store.get, store.raw, store.file_of):
        with pytest.raises(KeyError):
            find("0" * 16)


def test_each_file_is_told_with_the_records_that_it_was_the_first_to_hold(tmp_path: Path) -> None:
    files = {"1-a": [5, 1, 9], "2-b": [9, 5], "3-c": [1, 7, 5, 8], "4-d": [9], "5-e": [2]}
    for name, numbers in files.items():
        write_records(tmp_path, name, map(record, numbers), keys_of)
    paths = [tmp_path / f"{name}.json" for name in files]
    with closing(RecordStore(paths)) as shared:
        assert list(shared.file_by_file()) == [(paths[0], 3), (paths[2], 2), (paths[4], 1)]
    with closing(RecordStore(paths[2:])) as apart:
        assert list(apart.file_by_file()) == [(paths[2], 4), (paths[3], 1), (paths[4], 1)]
    with closing(RecordStore([])) as none:
        assert list(none.file_by_file()) == []


def test_a_records_line_holds_its_text_as_it_is(store: RecordStore, tmp_path: Path) -> None:
    assert store.line(f"{7:016x}").startswith(b'"7":{') and b'"Title 7"' in store.line(f"{7:016x}")
    assert b'"Title 3"' in store.line(f"{3:016x}"), "of a record that two files hold, the first one counts"
    write_records(tmp_path, "2-more", [record(21, "Ærø")], no_keys)
    assert "Ærø".encode() in RecordStore([tmp_path / "2-more.json"]).line(f"{21:016x}")
    with pytest.raises(KeyError):
        store.line("0" * 16)


def test_pairs_that_belong_to_no_record_are_kept_beside_those_of_the_one_before(tmp_path: Path) -> None:
    """They count in the id of the record, so that `check` needs them."""
    stray = (RawField("OWN", "NLM"), RawField("PMID", "12"))
    write_records(tmp_path, "1-medline", [record(1)._replace(stray=stray), record(2)], keys_of)
    raw = json.loads((tmp_path / "1-medline.raw.json").read_text())
    of_each = next(each for each in raw.values() if isinstance(each, dict) and "1" in each)
    assert of_each["1"]["stray"] == [list(each) for each in stray] and "stray" not in of_each["2"]


def test_companions_are_only_read_when_asked(store: RecordStore, tmp_path: Path) -> None:
    for companion in (*tmp_path.glob("*.raw.json"), *tmp_path.glob("*.keys.json")):
        companion.unlink()
    again = RecordStore([tmp_path / "1-scopus.json"])
    assert again.get(f"{3:016x}").title == "Title 3"
    with pytest.raises(StoreCorrupt, match="not there"):
        again.raw(f"{3:016x}")
    with pytest.raises(StoreCorrupt, match=r"1-scopus\.keys\.json"):
        list(again.dedup_keys())


def test_companions_of_another_import_are_refused(store: RecordStore, tmp_path: Path) -> None:
    (tmp_path / "1-medline.raw.json").replace(tmp_path / "1-scopus.raw.json")
    with pytest.raises(StoreCorrupt, match="does not belong"):
        store.raw(f"{3:016x}")


def test_more_records_than_are_kept_in_memory(tmp_path: Path) -> None:
    write_records(tmp_path, "n", [record(each) for each in range(600)], no_keys)
    store = RecordStore([tmp_path / "n.json"])
    for number in [*range(600), *range(599, -1, -7)]:
        assert store.get(f"{number:016x}").title == f"Title {number}"


def test_what_some_files_say_has_a_checksum_of_its_own(store: RecordStore, tmp_path: Path) -> None:
    one, other = tmp_path / "1-scopus.json", tmp_path / "1-medline.json"
    alone = [RecordStore([each]).checksum_of([each]) for each in (one, other)]
    assert [store.checksum_of([each]) for each in (one, other)] == alone and alone[0] != alone[1]
    lines = b"".join(page.text for page in Documents(one).pages())
    assert store.checksum_of([one]) == hashlib.sha256(lines).hexdigest()


def test_files_are_read_only_checksummed_and_open_in_stock_tinydb(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        sums = write_records(tmp_path, "1-scopus", [record(3), record(4)], keys_of)
    finally:
        os.umask(before)
    assert set(sums) == {"1-scopus.json", "1-scopus.raw.json", "1-scopus.keys.json"}
    for name, expected in sums.items():
        path = tmp_path / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == expected
        assert stat.S_IMODE(path.stat().st_mode) == 0o444
        db = TinyDB(path, access_mode="r")
        table = db.table(name.split(".")[1] if name.count(".") == 2 else "records")
        assert [document.doc_id for document in table] == [3, 4]
    assert [line[:4] for line in (tmp_path / "1-scopus.json").read_text().splitlines()[1:3]] == ['"3":', '"4":']


TEXT = st.text(st.characters(), max_size=20)


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(titles=st.dictionaries(st.integers(0, 2**64 - 1), TEXT, max_size=5))
def test_any_text_comes_back(tmp_path: Path, titles: dict[int, str]) -> None:
    path = tmp_path / "any.json"
    documents = [(number, {"title": title, title: [title]}) for number, title in titles.items()]
    write_documents(path, "t", documents)
    found = Documents(path)
    expected = [json.loads(json.dumps(document)) for _, document in documents]
    assert list(found.ids) == list(titles)
    assert list(found) == expected
    assert [found.at(place) for place in range(len(found))] == expected
    assert {each.doc_id: dict(each) for each in TinyDB(path, access_mode="r").table("t")} == dict(
        zip(titles, expected, strict=True)
    )


def test_long_indexes_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "n.json"
    write_documents(path, "t", [(number, {"n": number}) for number in range(300)])
    monkeypatch.setattr("store.folder.documents._BLOCK", 7)
    found = Documents(path)
    assert list(found.ids) == list(range(300))
    assert found.at(299) == {"n": 299}


@pytest.mark.parametrize("limit", [1, 900, 2_000, 10**6])
def test_no_file_of_an_import_is_larger_than_it_may_be_unless_a_record_is(tmp_path: Path, limit: int) -> None:
    made = [record(each, "long " * each) for each in range(40)]
    sums = write_records(tmp_path, "n", made, keys_of, limit)
    parts = [tmp_path / each for each in parts_of("n.json", sums)]
    files = [Documents(path.with_suffix(f"{kind}.json")) for path in parts for kind in ("", ".raw", ".keys")]
    assert sums.keys() == {each.path.name for each in files} == {each.name for each in tmp_path.iterdir()}
    assert all(each.path.stat().st_size <= limit or len(each) == 1 for each in files)
    assert len(parts) == 1 if limit == 10**6 else 1 < len(parts) <= len(made)
    store = RecordStore(parts)
    assert list(store.records()) == list(map(bare, made))
    assert [keys for _, keys in store.dedup_keys()] == list(map(keys_of, made))
    assert store.raw(made[-1].id) == made[-1].raw


def test_keys_that_are_larger_than_the_rest_make_parts_too(tmp_path: Path) -> None:
    sums = write_records(tmp_path, "n", [record(each) for each in range(9)], lambda _: {"k": "x" * 900}, 2_500)
    assert len(parts_of("n.json", sums)) == 5
    assert all((tmp_path / each).stat().st_size <= 2_500 for each in sums)
    assert len(RecordStore([tmp_path / each for each in parts_of("n.json", sums)])) == 9


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda data: b"", "last line"),
        (lambda data: data[:-40], "last line"),
        (lambda data: data.replace(b'"starts"', b'"start"'), "last line"),
        (lambda data: data.replace(b'{"ids":[', b'{"ids":[5,'), "last line"),
        (lambda data: b"{}", "last line"),
    ],
)
def test_a_damaged_index_is_found_at_once(tmp_path: Path, damage: object, what: str) -> None:
    path = tmp_path / "n.json"
    write_documents(path, "t", [(1, {"n": 1}), (2, {"n": 2})])
    data = damage(path.read_bytes())  # type: ignore[operator]
    path.chmod(0o644)
    path.write_bytes(data)
    with pytest.raises(StoreCorrupt, match=what):
        Documents(path)


def test_a_damaged_line_is_found_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    write_documents(path, "t", [(1, {"n": 1}), (2, {"n": 2}), (3, {"n": 3})])
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'{"n":2}', b'{"n";2}'))
    found = Documents(path)
    assert found.at(0) == {"n": 1}
    with pytest.raises(StoreCorrupt, match="line 3"):
        found.at(1)
    with pytest.raises(StoreCorrupt, match="line 3"):
        list(found)
    first, *lines, index = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([first, b'"3":{"n":3},\n', *lines[1:], index]))
    with pytest.raises(StoreCorrupt, match="line 2"):
        found.at(0)
    path.write_bytes(path.read_bytes().replace(b'"t":{', b'"tt":{'))  # everything moved by one
    with pytest.raises(StoreCorrupt, match="line 2"):
        Documents(path).at(0)


@needs_root
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    reachable(tmp_path)
    path = tmp_path / "n.json"
    write_documents(path, "t", [])

    def read() -> None:
        Documents(path)

    def read_in_vain() -> None:
        with pytest.raises(StoreUnreadable):
            Documents(path)

    as_user(54_321, 54_321, read)
    path.chmod(0)
    as_user(54_321, 54_321, read_in_vain)


def importing_until(folder: Path, step: int) -> bool:
    """Imports in a child process that is killed at its nth call of the system; whether it lived to the end."""
    child = os.fork()
    if child == 0:
        left = step

        def deadly(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **kwargs)

            return call

        for name in ("open", "fsync", "fchmod"):
            setattr(os, name, deadly(getattr(os, name)))
        Path.replace = deadly(Path.replace)  # type: ignore[method-assign]
        write_records(folder, "1-scopus", [record(number) for number in range(50)], no_keys)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def test_a_killed_import_leaves_whole_files_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    killed = 0
    while not importing_until(tmp_path, killed):
        killed += 1
        for path in tmp_path.glob("1-scopus*"):
            assert len(Documents(path)) == 50
    assert killed > 9
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "1-scopus.json",
        "1-scopus.keys.json",
        "1-scopus.raw.json",
    ]
    assert len(RecordStore([tmp_path / "1-scopus.json"])) == 50


def test_a_failing_import_leaves_nothing(tmp_path: Path) -> None:
    def keys(each: Record) -> dict[str, int]:
        if each.id.endswith("2"):
            raise RuntimeError
        return {}

    with pytest.raises(RuntimeError):
        write_records(tmp_path, "n", [record(1), record(2)], keys)
    assert {each.name for each in tmp_path.iterdir()} <= {"n.raw.json"}


def test_pages_hold_every_line_once_in_order(tmp_path: Path) -> None:
    write_records(tmp_path, "1-a", [record(each) for each in range(2500)], no_keys)
    write_records(tmp_path, "2-b", [record(each) for each in range(2400, 2700)], no_keys)
    store = RecordStore([tmp_path / "1-a.json", tmp_path / "2-b.json"])
    pages = list(store.pages())
    assert len(pages) > 3
    assert [number for page in pages for number in page.numbers] == [*range(2500), *range(2400, 2700)]
    for page in pages:
        for place, number in enumerate(page.numbers):
            assert page.line(place).startswith(b'"%d":' % number) and page.line(place).count(b"\n") == 1
            assert page.line(place) in page.text
    found = [page.numbers[place] for page in pages for place in page.lines_with(b'"Title 24')]
    assert sorted(found) == sorted([24, *range(240, 250), *range(2400, 2500), *range(2400, 2500)])


@pytest.mark.parametrize("name", ["records/1-a.json", "records/1.raw.json", "records/a.keys.json"])
def test_a_name_of_a_records_file_is_below_its_persons_folder(tmp_path: Path, name: str) -> None:
    assert records_path(tmp_path, name) == tmp_path / name


@pytest.mark.parametrize(
    "name",
    [
        *("", "a.json", "records/", "records/.json", "records/-a.json", "records/A.json", "records/a.txt"),
        *("/etc/passwd", "records/../../a.json", "records/a/b.json", "records/a.xyz.json", "records/a.json\n"),
    ],
)
def test_an_import_that_names_another_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreCorrupt) as refused:
        records_path(tmp_path, name)
    said = refused.value
    assert said.what == f"an import names the file “{ascii(name)[1:-1]}”, which is none of the review's records"
    assert said.where == str(tmp_path / "acts.jsonl")
    assert said.advice == "Do not trust this review folder: tamis never writes that."


def test_a_line_without_a_signature_is_named(tmp_path: Path) -> None:
    write_records(tmp_path, "1-scopus", [record(3), record(4)], lambda each: {"b": f"signature {each.id}"})
    keys = tmp_path / "1-scopus.keys.json"
    with closing(RecordStore([tmp_path / "1-scopus.json"])) as store:
        assert list(store.signatures("b")) == [(f"{n:016x}", f"signature {n:016x}".encode()) for n in (3, 4)]
    keys.chmod(0o644)
    keys.write_bytes(keys.read_bytes().replace(b'"b":"signature 0000000000000004', b'"c":"signature 0000000000000004'))
    none = pytest.raises(StoreCorrupt, match="record 0000000000000004 has no signature")
    with closing(RecordStore([tmp_path / "1-scopus.json"])) as store, none:
        list(store.signatures("b"))


def test_several_records_are_read_at_once_with_the_fields_that_are_wanted(store: RecordStore, tmp_path: Path) -> None:
    every = list(store)
    for wanted in (every, every[::-1], every[1::2], []):
        assert sorted(store.several(wanted)) == sorted(map(store.get, wanted))
    assert {each.title for each in store.several(every, ("title",))} == {store.get(each).title for each in every}
    assert not any(each.authors or each.year for each in store.several(every, ("title",)))
    assert list(store.several([every[0], "0" * 16, "x"])) == [store.get(every[0])]
