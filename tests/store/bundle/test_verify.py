"""A bundle that was changed is found out, and what was changed is named."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from store.bundle.copying import copy_review
from store.bundle.verify import SHOWN, Check, Findings, _anew, _check, _keep_read, _read, verify_bundle
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.line import START, Event, Position, encode
from store.journal.replay import Replay
from store.journal.snapshot import Snapshot, Tables, read_snapshot
from tests.bundles import content, finished_review, packed, summed
from tests.reviews import acts_file, decisions_file, make_review, ris, run, run_json

CHECKS = [
    "checksums",
    "files",
    "description",
    "chains",
    "statements",
    "records",
    "sample",
    "funnel",
    "agreement",
    "report",
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    run(finished_review(folder / "review"), "bundle", "--abstracts", str(folder / "a.zip"))
    return folder / "a.zip"


def verified(files: dict[str, bytes], tmp_path: Path) -> dict[str, str]:
    """The checks that failed, with what they say."""
    checks = verify_bundle(packed(tmp_path / "changed.zip", files))
    assert [each.name for each in checks] == CHECKS
    return {each.name: each.detail for each in checks if not each.ok}


def rechained(journal: bytes, change: Any) -> bytes:
    """A journal with its events changed and a chain that fits: what a forger makes."""
    lines, chain = [], START.chain
    for line in journal.splitlines():
        encoded, chain = encode(Event.from_fields(change(json.loads(line))), chain)
        lines.append(encoded)
    return b"".join(lines)


def test_a_bundle_packed_anew_by_another_program_is_whole(bundle: Path, tmp_path: Path) -> None:
    assert verified(content(bundle), tmp_path) == {}


def test_the_command_says_what_differs_and_ends_with_1(bundle: Path, tmp_path: Path) -> None:
    result = run_json(tmp_path, "verify", str(bundle))
    assert result["ok"] is True and [each["name"] for each in result["checks"]] == CHECKS
    assert run(tmp_path, "verify", str(bundle)).exit_code == 0
    changed = packed(tmp_path / "changed.zip", {**content(bundle), "README.md": b"another"})
    done = run(tmp_path, "verify", str(changed))
    assert done.exit_code == 1
    assert "DIFFERS  checksums: README.md is not as it was bundled" in done.stdout
    assert run_json(tmp_path, "verify", str(changed))["ok"] is False


def test_one_byte_of_any_journal_is_found_and_the_file_named(bundle: Path, tmp_path: Path) -> None:
    files = content(bundle)
    journals = [name for name in files if name.endswith(".jsonl")]
    assert len(journals) >= 6
    for place, name in enumerate(journals):
        data = bytearray(files[name])
        data[len(data) * (place + 1) // (len(journals) + 1)] ^= 1
        changed = {**files, name: bytes(data)}
        forger = place % 2 == 1
        failed = verified(summed(changed) if forger else changed, tmp_path)
        assert name in failed["chains"], name
        assert forger or name in failed["checksums"], name


def test_a_forged_decision_with_whole_chain_and_checksums_is_found_by_what_follows_from_it(
    bundle: Path, tmp_path: Path
) -> None:
    files = content(bundle)
    name = "review/people/BO/title-abstract.1/decisions.jsonl"

    failed = verified(summed({**files, name: rechained(files[name], including)}), tmp_path)
    assert name in failed["chains"] and name in failed["statements"]
    assert "kappa" in failed["agreement"] and "results/agreement.json" in failed["agreement"]
    assert "report/agreement.csv" in failed["report"]


@pytest.mark.parametrize(
    ("name", "old", "new", "check"),
    [
        ("results/funnel.json", b'"included_records": 10', b'"included_records": 11', "funnel"),
        ("results/funnel.json", b"{", b"{ ", "funnel"),
        ("results/funnel.json", b"{", b"", "funnel"),
        ("results/agreement.json", b'"n": 5', b'"n": 6', "agreement"),
        ("samples/title-abstract-1.json", b'"size": 5', b'"size": 4', "sample"),
        ("report/decisions.csv", b"include", b"exclude", "report"),
        ("records.json", b"Journal 1", b"Journal 2", "records"),
    ],
)
def test_a_result_that_does_not_follow_is_named(
    bundle: Path, tmp_path: Path, name: str, old: bytes, new: bytes, check: str
) -> None:
    files = content(bundle)
    if name == "records.json":
        [name] = [each for each in files if "/records/" in each and each.count(".") == 1]
    assert old in files[name]
    failed = verified(summed({**files, name: files[name].replace(old, new, 1)}), tmp_path)
    assert name.rpartition("/")[2] in failed[check]


def test_a_forged_sample_is_found_by_drawing_it_anew(bundle: Path, tmp_path: Path) -> None:
    files = content(bundle)
    name = "review/people/BO/acts.jsonl"

    def forge(fields: dict[str, Any]) -> dict[str, Any]:
        if fields["table"] == "samples":
            document = fields["after"]["says"]
            document["ids"][0] = next(each for each in document["frame_ids"] if each not in document["ids"])
        return fields

    failed = verified(summed({**files, name: rechained(files[name], forge)}), tmp_path)
    assert "it lacks 1 of the records that belong to it" in failed["sample"]


def test_what_is_missing_or_too_much_is_named(bundle: Path, tmp_path: Path) -> None:
    files = content(bundle)
    acts = "review/people/BO/acts.jsonl"
    del files[acts]
    failed = verified(summed({**files, "report/extra.csv": b"a,b\n"}), tmp_path)
    assert f"{acts} is missing" in failed["chains"]
    assert "report/extra.csv does not follow from the journals" in failed["report"]
    files = content(bundle)
    for name, check, said in (
        ("report/decisions.csv", "report", "is missing"),
        ("README.md", "description", "is not what follows from the rest of the bundle"),
    ):
        failed = verified({each: data for each, data in files.items() if each != name}, tmp_path)
        missing = f"{name} is missing"
        assert failed == {"checksums": missing, "files": missing, check: f"{name} {said}"}
    failed = verified({**files, "extra.txt": b"?"}, tmp_path)
    assert failed == {"checksums": "extra.txt is not in SHA256SUMS", "files": "extra.txt belongs to no bundle"}


@pytest.mark.parametrize(
    "name",
    [
        "extra.txt",
        "review/notes.txt",
        "review/people/BO/acts.json",
        "review/people/BO/progress.json",
        "review/people/BO/duplicates/000000000000000.json",
        "review/people/BO/records/more-0123456789abcde.json",
        "review/people/BO/title-abstract.7/decisions.jsonl",
        "samples/full-text-1.json",
    ],
)
def test_an_extra_file_is_named_whatever_the_checksums_say(bundle: Path, tmp_path: Path, name: str) -> None:
    failed = verified(summed({**content(bundle), name: b"{}\n"}), tmp_path)
    assert name in failed["files"] and (f"{name} is not in bundle.json" in failed.get("chains", "")) is name.endswith(
        "jsonl"
    )


@pytest.mark.slow
@pytest.mark.parametrize("alike", [1, pytest.param(1000, marks=pytest.mark.long)])
def test_each_missing_file_is_named_whatever_the_checksums_say(bundle: Path, tmp_path: Path, alike: int) -> None:
    """So many of the files of one folder that end alike."""
    whole, seen = content(bundle), Counter[tuple[str, str]]()
    for name in sorted(whole.keys() - {"SHA256SUMS", "bundle.json", "review/protocol.toml"}):
        kind = name.rpartition("/")[0], name.rpartition(".")[2]
        seen[kind] += 1
        if seen[kind] > alike:
            continue
        failed = verified(summed({each: data for each, data in whole.items() if each != name}), tmp_path)
        assert any(name in said for said in failed.values()), name


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("README.md", b"Checking it", b"Trusting it"),
        ("DATA-DICTIONARY.md", b"Times are UTC", b"Times are local"),
        ("bundle.json", b'"format": 1', b'"format":  1'),
        ("bundle.json", b'"software"', b'"editor": "me", "software"'),
        ("review/protocol.toml", b"Another topic", b"One more topic"),
    ],
)
def test_what_describes_a_bundle_is_derived_anew_too(
    bundle: Path, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    files = content(bundle)
    changed = files[name].replace(old, new)
    failed = verified(summed({**files, name: changed}), tmp_path)
    assert changed != files[name] and name in failed["description"]


def test_a_plan_that_nobody_has_used_is_not_bundled(tmp_path: Path) -> None:
    folder = finished_review(tmp_path / "review")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text() + "# edited since\n")
    with pytest.raises(TamisError, match="the plan was changed") as refused:
        run(folder, "bundle", str(tmp_path / "a.zip"))
    assert "tamis amend" in refused.value.advice and not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("options", [(), ("--abstracts",), ("--pseudonyms",), ("--abstracts", "--pseudonyms")])
def test_a_reader_who_wrote_a_journal_anew_after_the_opening_is_named(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = finished_review(tmp_path / "review")
    whole, forged = tmp_path / "whole.zip", tmp_path / "forged.zip"
    assert run(folder, "bundle", *options, str(whole)).exit_code == 0
    assert all(each.ok for each in verify_bundle(whole))
    path = decisions_file(folder, "BO", "title-abstract")
    path.with_suffix(".json").unlink(missing_ok=True)
    path.write_bytes(rechained(path.read_bytes(), including))
    done = run(folder, "bundle", *options, str(forged))
    assert done.exit_code == 0 and "not as it was stated" in done.stderr
    failed = {each.name: each.detail for each in verify_bundle(forged) if not each.ok}
    assert failed.keys() == {"statements"}, "all else follows from the journals"
    who = "R2" if "--pseudonyms" in options else "BO"
    assert f"people/{who}/title-abstract.1/decisions.jsonl" in failed["statements"]
    assert f"{who} held them on 20" in failed["statements"] or f"{who} stated them on 20" in failed["statements"]


def test_words_written_anew_are_named_by_whoever_saw_them(bundle: Path, tmp_path: Path) -> None:
    files = content(bundle)
    name = "review/people/BO/acts.jsonl"

    def later(fields: dict[str, Any]) -> dict[str, Any]:
        if fields["table"] == "samples":
            fields["after"]["says"]["drawn_at"] = "2020-01-01T00:00:00Z"
        return fields

    failed = verified(summed({**files, name: rechained(files[name], later)}), tmp_path)
    assert name in failed["statements"] and " had seen them on " in failed["statements"]


def test_a_record_made_or_changed_by_its_importer_is_named_by_its_id(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    assert run(finished_review(tmp_path / "review"), "bundle", "--abstracts", str(whole)).exit_code == 0
    files = content(whole)
    name = next(each for each in files if each.endswith(".raw.json"))
    pairs = next(iter(json.loads(files[name])["raw"].values()))["raw"]
    changed = files[name].replace(json.dumps(pairs[-1][1]).encode(), b'"another"')
    old, new = (hashlib.sha256(each).hexdigest() for each in (files[name], changed))
    acts = next(each for each in files if each.endswith("/acts.jsonl") and old.encode() in files[each])
    forged = rechained(files[acts], lambda fields: json.loads(json.dumps(fields).replace(old, new)))
    failed = verified(summed({**files, name: changed, acts: forged}), tmp_path)
    assert changed != files[name] and "the id of a record is not that of what" in failed["records"]


def including(fields: dict[str, Any]) -> dict[str, Any]:
    """The line, with another verdict where it excludes."""
    says = (fields["after"] or {}).get("says")
    if says and says.get("verdict") == "exclude":
        says["verdict"] = "include"
    return fields


@pytest.mark.parametrize(
    "change",
    [
        {"file": "../../../../../../../etc/passwd"},
        {"file": "/dev/zero", "checksums": {"/dev/zero": "0" * 64}},
        {"files": 7},
        {"source": None},
        {"round": "one"},
    ],
)
def test_journals_that_hold_nonsense_with_whole_chains_are_a_finding(
    bundle: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    files = content(bundle)
    [name] = [each for each in files if each.endswith("/acts.jsonl") and "@" in each]

    def forge(fields: dict[str, Any]) -> dict[str, Any]:
        if fields["table"] == "imports":
            fields["after"]["says"] |= change
        return fields

    failed = verified(summed({**files, name: rechained(files[name], forge)}), tmp_path)
    assert {"chains", "funnel", "report"} <= set(failed)
    told = " ".join((failed["description"], failed.get("files", "")))
    assert "DATA-DICTIONARY.md" not in told and "results/" not in told and "report/" not in told, "as each check of it"


@pytest.mark.parametrize("text", [b"", b"\xff", b"format = 2", b"[" * 100_000])
def test_a_protocol_that_is_none_is_a_finding(bundle: Path, tmp_path: Path, text: bytes) -> None:
    failed = verified(summed({**content(bundle), "review/protocol.toml": text}), tmp_path)
    assert {"records", "sample", "funnel", "agreement", "report"} <= set(failed)


@pytest.mark.parametrize(
    ("options", "note"),
    [((), ""), (("--pseudonyms",), "; under pseudonyms what people had seen of others is left out")],
)
def test_what_was_compared_with_statements_is_counted(tmp_path: Path, options: tuple[str, ...], note: str) -> None:
    run(finished_review(tmp_path / "review"), "bundle", *options, str(tmp_path / "a.zip"))
    details = {each.name: each.detail for each in verify_bundle(tmp_path / "a.zip")}
    assert re.fullmatch(r"\d+ statements and sights" + note, details["statements"])


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (TamisError("is damaged", where="F/review/a.jsonl"), "cannot be derived: review/a.jsonl: is damaged"),
        (TamisError("is damaged", where="F/a", advice="Restore\nit."), "cannot be derived: a: is damaged. Restore it."),
        (KeyError("record"), "cannot be derived: KeyError: 'record'"),
        (ValueError("  no\n number "), "cannot be derived: ValueError: no number"),
    ],
)
def test_whatever_exception_is_a_finding_in_one_line_without_the_temporary_folder(
    error: Exception, detail: str
) -> None:
    def find() -> Findings:
        raise error

    assert _check("report", Path("F"), find) == Check("report", False, detail)


@pytest.mark.parametrize("many", [1, SHOWN, SHOWN + 1, 1000 + SHOWN])
def test_of_many_findings_some_are_shown_and_the_rest_is_counted(many: int) -> None:
    found = _check("files", Path("F"), lambda: ([f"F/{n} is missing" for n in range(many)], "never said"))
    said = found.detail.split("; ")
    assert not found.ok and said[: min(many, SHOWN)] == [f"{n} is missing" for n in range(min(many, SHOWN))]
    assert said[SHOWN:] == {SHOWN + 1: ["and 1 more"], 1000 + SHOWN: ["and 1,000 more"]}.get(many, [])
    assert _check("files", Path("F"), lambda: ([], "3  files")) == Check("files", True, "3 files")


def test_withdrawn_records_an_import_that_brought_nothing_and_a_search_for_duplicates_are_bundled_too(
    tmp_path: Path,
) -> None:
    folder, zipped = make_review(tmp_path / "review", records=4), tmp_path / "a.zip"
    (tmp_path / "more.ris").write_text(ris([10, 11]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Other")
    run(folder, "withdraw", "2")
    run(folder, "import", str(tmp_path / "review.ris"), "--source", "Testbase", "--again")
    run(folder, "dedup")
    for options, compared in (((), "6 records, 2 files"), (("--abstracts", "--pseudonyms"), "6 records, 6 files")):
        run(folder, "bundle", *options, str(zipped))
        checks = {each.name: each for each in verify_bundle(zipped)}
        assert all(each.ok for each in checks.values())
        assert checks["records"].detail.startswith(f"{compared} as the imports logged them")
    files = content(zipped)
    [search] = [each for each in files if "/duplicates/" in each]
    failed = verified(summed({**files, search: b"{}"}), tmp_path)
    assert f"{search}: " in failed["records"] and "cannot be derived" not in failed["records"]
    path = folder / search.removeprefix("review/").replace("@U01", acts_file(folder).parent.name)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    with (
        Review(folder) as review,
        pytest.raises(StoreCorrupt, match="not what the search for duplicates wrote") as told,
    ):
        copy_review(review, tmp_path / "copy", abstracts=True, other_names=False)
    assert (told.value.where, told.value.advice) == (str(path), "Restore it from a backup.")
    path.unlink()
    with Review(folder) as review, pytest.raises(OSError):
        copy_review(review, tmp_path / "another copy", abstracts=True, other_names=False)


def test_no_journal_is_derived_from_its_lines_again(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They were read when their chains were checked."""
    read: list[int] = []
    real = Replay.__init__

    def counted(self: Replay, descriptor: int, start: Position, size: int, fields: Any = None) -> None:
        if fields and size > start.offset:
            read.append(size)
        real(self, descriptor, start, size, fields)

    monkeypatch.setattr(Replay, "__init__", counted)
    assert all(each.ok for each in verify_bundle(bundle)) and not read
    monkeypatch.setattr("store.bundle.verify._keep_read", lambda *_: None)
    assert all(each.ok for each in verify_bundle(bundle)) and read


@pytest.mark.parametrize(
    "tables", [{"_meta": {"1": {}}}, {"decisions": {'1":{},"2': {}}}, {"x": {"1": {"n": float("inf")}}}]
)
def test_what_a_snapshot_would_tell_otherwise_is_read_from_the_lines(tmp_path: Path, tables: Tables) -> None:
    _keep_read(tmp_path, "people/ANNA/acts.jsonl", Snapshot({"a": {"1": {}}}, START))
    assert read_snapshot(_read(tmp_path, "ANNA/acts.jsonl")) == Snapshot({"a": {"1": {}}}, START)
    _keep_read(tmp_path, "people/BO/acts.jsonl", Snapshot(tables, START))
    assert read_snapshot(_read(tmp_path, "BO/acts.jsonl")) is None


@pytest.mark.parametrize("name", ["samples/../../../x-1.json", "samples//etc/x-1.json", "/x.json", "\ud800.json"])
def test_whatever_a_stranger_calls_a_stage_is_written_in_no_other_folder(tmp_path: Path, name: str) -> None:
    assert _anew(tmp_path, name).resolve().parent == tmp_path / ".derived"
    assert _anew(tmp_path, name) != _anew(tmp_path, f"{name}n")
