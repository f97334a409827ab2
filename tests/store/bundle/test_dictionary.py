"""The dictionary of a bundle leaves out nothing that is in it."""

from __future__ import annotations

import json
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from store.bundle.dictionary import data_dictionary
from tests.bundles import content, finished_review
from tests.reviews import run


def test_the_dictionary_says_every_file_field_and_column(tmp_path: Path) -> None:
    run(finished_review(tmp_path / "review"), "bundle", "--abstracts", str(tmp_path / "a.zip"))
    files = content(tmp_path / "a.zip")
    words = files["DATA-DICTIONARY.md"].decode()
    for name, data in files.items():
        folder = name.split("/")[0] if name.startswith(("report/", "samples/")) else name
        kind = "/".join(name.split("/")[:2])
        assert folder in words or kind in words, name
        if name.endswith(".jsonl"):
            for line in data.splitlines():
                event = json.loads(line)
                documents = [event["after"] or {}] if event["table"] else []
                if name.endswith("/acts.jsonl"):
                    documents += [each.get("says") or {} for each in documents]
                for field in [*event, *(key for document in documents for key in document)]:
                    assert f"`{field}`" in words, (name, field)
        if "/records/" in name and name.count(".") == 1:
            for document in json.loads(data)["records"].values():
                assert all(f"`{field}`" in words for field in document)
        if name.endswith(".csv"):
            for column in data.decode("utf-8-sig").splitlines()[0].split(","):
                assert f"`{column}`" in words.split(f"## {name}")[1], column


def test_a_column_that_is_not_known_is_told_by_its_name() -> None:
    said = data_dictionary({"report/tables/x.csv": b"record_id,odd_|_column\n"}).split("## report/tables/x.csv")[1]
    assert "| `odd_\\|_column` | odd \\| column |" in said and said.count("\n| ") == 3


def test_the_dictionary_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    tables = {
        "report/tables/b.csv": b"record_id,verdict\n1,include\n",
        "report/tables/a.csv": "\ufeffreviewer,kappa_low".encode(),
        "README.md": b"no table",
    }
    assert data_dictionary(tables) == snapshot


def test_the_files_of_a_bundle_are_told_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    assert data_dictionary({}).partition("## Records")[0] == snapshot
