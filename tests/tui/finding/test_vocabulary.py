"""A page is ruled out by a word only once its words are known, and only where the word stands nowhere on it."""

from __future__ import annotations

from pathlib import Path

from store.folder.documents import Documents
from tests.documents import write_documents
from tui.finding.vocabulary import Vocabulary


def test_what_is_ruled_out(tmp_path: Path) -> None:
    write_documents(tmp_path / "a.json", "records", [(n, {"t": f"Peer wörk {n} " + "x" * 90_000}) for n in range(4)])
    documents = Documents(tmp_path / "a.json")
    pages = list(documents.pages())
    assert len(pages) > 1
    vocabulary = Vocabulary(documents.pages)
    assert not any(vocabulary.rules_out(page, ["absent"]) for page in pages), "nothing is known yet"
    vocabulary.run(0)
    assert vocabulary.rules_out(pages[0], ["absent"]) and not vocabulary.done
    assert not vocabulary.rules_out(pages[-1], ["absent"])
    vocabulary.run(60)
    assert vocabulary.done
    for words, ruled_out in (
        (["absent"], True),
        (["peer"], False),
        (["work"], False),
        (["peer", "absent"], True),
        (["peer work"], False),
        (["peer absent"], True),
        ([], False),
    ):
        assert [vocabulary.rules_out(page, words) for page in pages] == [ruled_out] * len(pages), words
