"""A text that is read as it is asked for is as the bytes of its file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.journal import stored_text
from store.journal.errors import StoreCorrupt
from store.journal.stored_text import StoredText, sha256_of, text_of

PLACES = st.integers(0, 45)


@given(
    content=st.lists(st.sampled_from([b"a", b"b", b"\n"]), max_size=40).map(b"".join),
    part=st.lists(st.sampled_from([b"a", b"b", b"\n"]), min_size=1, max_size=4).map(b"".join),
    start=PLACES,
    end=PLACES,
    block=st.integers(1, 6),
)
def test_it_is_as_bytes(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, part: bytes, start: int, end: int, block: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "text"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_text, "_BLOCK", block)
        text = StoredText(os.open(path, os.O_RDONLY))
        assert len(text) == len(content)
        assert text[start:end] == content[start:end]
        assert text[-3:] == content[-3:]
        assert text.find(part, start, end) == content.find(part, start, end)
        assert text.rfind(part, start, end) == content.rfind(part, start, end)
        assert sha256_of(text, len(content)) == hashlib.sha256(content).hexdigest()
        assert sha256_of(content, min(end, len(content))) == hashlib.sha256(content[:end]).hexdigest()


def test_only_a_large_file_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_text, "_HELD", 3)
    path = tmp_path / "text"
    path.write_bytes(b"abc")
    assert text_of(path) == b"abc"
    path.write_bytes(b"abcd")
    assert type(text_of(path)) is StoredText


def test_it_is_of_the_file_that_was_there_and_closes_it(tmp_path: Path) -> None:
    path, another = tmp_path / "text", tmp_path / "another"
    path.write_bytes(b"before")
    descriptor = os.open(path, os.O_RDONLY)
    text = StoredText(descriptor)
    another.write_bytes(b"after")
    another.replace(path)
    assert text[:] == b"before"
    del text
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(descriptor)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(StoreCorrupt, match="no file"):
        text_of(tmp_path)
