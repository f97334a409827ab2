"""Files that were written once: what they were, whose words name them, and whether a record is what its source said."""

from __future__ import annotations

from pathlib import Path

from store.upkeep.records import check_records
from tests.documents import write_documents


def test_records_files_are_compared_with_their_checksum(tmp_path: Path) -> None:
    path = tmp_path / "1-scopus.json"
    checksum = write_documents(path, "records", [(1, {"title": "a"}), (2, {"title": "b"})])
    assert check_records(path, checksum) == []
    path.chmod(0o644)

    path.write_bytes(path.read_bytes().replace(b'"b"', b'"c"'))
    [problem] = check_records(path, checksum)
    assert "not what the import wrote: every line can be read" in problem.what
    path.write_bytes(path.read_bytes().replace(b'"c"}', b'"c";'))
    [problem] = check_records(path, checksum)
    assert "line 3 is damaged" in problem.what
    path.unlink()
    [problem] = check_records(path, checksum)
    assert "not there" in problem.what
