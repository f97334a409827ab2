from pathlib import Path

from store.acts.retractions import retraction_file
from store.folder.review import Review
from store.journal.files import file_sha256
from store.work.retractions import compare_retractions
from tests.retractions import make_flagged_review


def test_the_day_of_a_file_is_that_of_its_last_change_and_bytes_that_are_no_utf8_do_no_harm(tmp_path: Path) -> None:
    folder = make_flagged_review(tmp_path / "review")
    file = tmp_path / "rw.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"A title", b"A t\xeftle"))
    with Review(folder) as review:
        assert compare_retractions(review, file) == []
        said = retraction_file(review)
        assert said is not None and said.rows == 2 and len(said.found) == 2
        assert len(said.dated) == 10 and said.file == "rw.csv"
        assert said.newest == max(flag.on for _, flag in said.found) and said.sha256 == file_sha256(file)
        compare_retractions(review, file, dated="2020-01-02")
        said = retraction_file(review)
        assert said is not None and said.dated == "2020-01-02"
