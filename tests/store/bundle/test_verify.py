"""A bundle that was changed is found out, and what was changed is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.bundle.verify import verify_bundle
from store.journal.line import START, Event, encode
from tests.bundles import content, finished_review, packed, summed
from tests.reviews import run, run_json

CHECKS = ["checksums", "chains", "records", "sample", "funnel", "agreement", "report"]


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
    name = "review/reviewers/BO/title-abstract.jsonl"

    def forge(fields: dict[str, Any]) -> dict[str, Any]:
        if fields["after"] and fields["after"].get("verdict") == "exclude":
            fields["after"]["verdict"] = "include"
        return fields

    failed = verified(summed({**files, name: rechained(files[name], forge)}), tmp_path)
    assert name in failed["chains"]
    assert "kappa" in failed["agreement"] and "results/agreement.json" in failed["agreement"]
    assert "report/agreement.csv" in failed["report"]


@pytest.mark.parametrize(
    ("name", "old", "new", "check"),
    [
        ("results/funnel.json", b'"included_records": 10', b'"included_records": 11', "funnel"),
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
    assert "1 records that belong to it are missing" in failed["sample"]


def test_what_is_missing_or_too_much_is_named(bundle: Path, tmp_path: Path) -> None:
    files = content(bundle)
    acts = "review/people/BO/acts.jsonl"
    del files[acts]
    failed = verified(summed({**files, "report/extra.csv": b"a,b\n"}), tmp_path)
    assert f"{acts} is missing" in failed["chains"]
    assert "report/extra.csv does not follow from the journals" in failed["report"]
    failed = verified({**content(bundle), "extra.txt": b"?"}, tmp_path)
    assert failed == {"checksums": "extra.txt is not in SHA256SUMS"}


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


@pytest.mark.parametrize("text", [b"", b"\xff", b"format = 2", b"[" * 100_000])
def test_a_protocol_that_is_none_is_a_finding(bundle: Path, tmp_path: Path, text: bytes) -> None:
    failed = verified(summed({**content(bundle), "review/protocol.toml": text}), tmp_path)
    assert {"records", "sample", "funnel", "agreement", "report"} <= set(failed)
