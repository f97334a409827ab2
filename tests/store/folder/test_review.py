"""The one door to a review: found from anywhere below it, opened in one's own role, its plan's changes logged."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.decisions.access import decisions_of
from store.folder.review import Review
from store.journal.journal import Change
from tests.reviews import acts_file, decisions_file, make_review, protocol, ris, run


@pytest.mark.parametrize(("content", "what"), [(None, "no protocol.toml"), (b"\xff", "not UTF-8")])
def test_a_plan_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, what: str) -> None:
    if content is not None:
        (tmp_path / "protocol.toml").write_bytes(content)
    with pytest.raises(TamisError, match=what) as refused:
        Review(tmp_path)
    assert str(tmp_path) in refused.value.where and refused.value.advice


def test_a_reviewer_who_is_bound_to_a_login_is_that_user(tmp_path: Path) -> None:
    text = protocol().replace('id = "ANNA"\n', 'id = "ANNA"\nlogin = "anna"\n', 1)
    folder = make_review(tmp_path / "review", text=text)
    with Review(folder, role="ANNA", login="anna") as review:
        review.act_as("BO")
    with pytest.raises(TamisError, match="bound to the login “anna”, and you are “bo”"):
        Review(folder, role="ANNA", login="bo")
    with Review(folder, login="bo") as review, pytest.raises(TamisError, match="bound to the login"):
        review.act_as("ANNA")


def test_looking_writes_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with Review(folder, role="ANNA") as review:
        assert not decisions_of(review, "ANNA", "full-text").tables and len(list(review.records)) == 1
        review.refresh()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_journal_that_was_looked_at_can_be_written_and_is_private(tmp_path: Path) -> None:
    with Review(make_review(tmp_path / "review"), role="ANNA") as review:
        journals = decisions_of(review, "ANNA", "full-text")
        assert not journals.tables
        journals.commit({"1": [Change("decisions", 1, {"record": "x"})]}, act="decide")
        assert journals.tables["decisions"] and journals is decisions_of(review, "ANNA", "full-text")
        assert decisions_file(review.folder, "ANNA", "full-text").parent.stat().st_mode & 0o077 == 0
        review.log_amendment()
        words = acts_file(review.folder, "ANNA")
        assert words.stat().st_mode & 0o777 == 0o644 and words.parent.stat().st_mode & 0o7777 == 0o2755


def test_it_leaves_no_file_open(tmp_path: Path) -> None:
    """A process that opens many reviews, or one many times, would run out of files."""
    folder = make_review(tmp_path / "review", records=2)

    def held() -> list[str]:
        linked = [path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
        return [str(path) for path in linked if path.is_relative_to(tmp_path)]

    review = Review(folder, role="ANNA")
    assert [review.records.get(record).title and review.records.raw(record) for record in review.records]
    assert decisions_of(review, "ANNA", "title-abstract") is not None and held()
    review.close()
    assert held() == []


def test_an_import_that_comes_or_goes_is_seen_at_once(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    with Review(folder) as review:
        assert len(list(review.records)) == 2 and review.records is review.records
        (tmp_path / "x.ris").write_text(ris([5]))
        run(folder, "import", str(tmp_path / "x.ris"), "--source", "Other")
        review.refresh()
        assert len(list(review.records)) == 3


def test_what_changed_in_the_plan_is_logged_once_with_the_first_write(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    (folder / "protocol.toml").write_text(protocol().replace("Another topic", "A topic of its own"))
    for _ in range(2):
        with Review(folder) as review, review.saying():
            amendments = [word.says for _, word in review.in_order("amendments")]
    assert len(amendments) == 2
    last = amendments[1]
    assert last is not None
    assert last["version"] == review.version and last["text"] == review.protocol_text
    assert [line[:2] for line in last["changed"]] == ["- ", "+ "] and "A topic of its own" in last["changed"][1]
