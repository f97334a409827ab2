from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.protocol.highlight_words import HighlightWords
from store.acts.amendments import set_highlights
from store.folder.review import PROTOCOL_FILE, Review
from tests.reviews import make_review, record_ids, run, run_json


def amendments(review: Review) -> list[dict[str, object]]:
    return [word.says for _, word in review.acts.in_order("amendments") if word.says]


def test_the_words_are_in_the_file_in_the_review_and_in_the_log(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    path = folder / PROTOCOL_FILE
    path.chmod(0o660)
    before = path.read_bytes()
    with Review(folder, role="ANNA") as review:
        desk = review.decisions_journal("ANNA", "title-abstract", write=True)
        set_highlights(review, HighlightWords(("harbour*",), ()))
        assert review.protocol.highlight_include == ("harbour*",)
        assert path.read_bytes() == before + b'\n[highlight]\ninclude = ["harbour*"]\n'
        assert path.stat().st_mode & 0o777 == 0o660
        first, second = amendments(review)
        assert second["changed"] == ["+ ", "+ [highlight]", '+ include = ["harbour*"]']
        assert second["version"] == review.version == desk.version != first["version"]
        set_highlights(review, HighlightWords(("harbour*",), ()))
        assert len(amendments(review)) == 2
    with Review(folder) as review:
        with review.saying():
            pass
        assert len(amendments(review)) == 2, "it is logged once"


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    with Review(folder) as mine, Review(folder) as theirs:
        set_highlights(theirs, HighlightWords((), ("theirs",)))
        kept = (folder / PROTOCOL_FILE).read_bytes()
        with pytest.raises(TamisError, match="changed since"):
            set_highlights(mine, HighlightWords(("mine",), ()))
        assert (folder / PROTOCOL_FILE).read_bytes() == kept
        assert mine.protocol.highlight_include == ()


def test_line_ends_of_the_other_kind_stay(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    path = folder / PROTOCOL_FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    with Review(folder) as review:
        set_highlights(review, HighlightWords(("a",), ()))
    assert path.read_bytes() == before + b'\r\n[highlight]\r\ninclude = ["a"]\r\n'


def test_the_command(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    assert run_json(folder, "highlights") == {"include": [], "exclude": []}
    changed = run_json(folder, "highlights", "--include", "peer*", "--include", "crisis care", "--exclude", "rats")
    assert changed == {"include": ["peer*", "crisis care"], "exclude": ["rats"]}
    assert run_json(folder, "highlights", "--remove", "peer*")["include"] == ["crisis care"]
    assert run(folder, "highlights").stdout == "include  crisis care\nexclude  rats\n"
    with pytest.raises(TamisError, match="not among"):
        run(folder, "highlights", "--remove", "peer*")
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", role="ANNA")
    assert run_json(folder, "check")["ok"]
