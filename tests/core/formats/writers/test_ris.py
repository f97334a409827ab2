"""RIS for others: read back by us, and by stock rispy."""

from __future__ import annotations

from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from core.dedup.merge import best_fields
from core.formats.cells import one_line
from core.formats.readers.read import read_file
from core.records.record import RawField, Record
from tests.core.formats.beginnings import beginning_of
from tests.core.formats.samples import SAMPLES, read_bytes
from tests.core.formats.writers.made import ADDED, NASTY, written

SAMPLE_FILES = sorted((Path(__file__).resolve().parents[4] / "sample_data" / "files").glob("*.ris"))


def read_back(tmp_path: Path, data: bytes, name: str = "out.ris") -> list[Record]:
    (tmp_path / name).write_bytes(data)
    return read_file(tmp_path / name).records


def test_ris_is_what_others_want() -> None:
    text = written("ris", [(NASTY, ADDED)] * 2).decode()
    assert text.startswith("TY  - JOUR\r\n") and text.endswith("ER  - \r\n\r\n")
    lines = text.split("\r\n")
    assert sum(line.startswith("ER  -") for line in lines) == sum(line.startswith("TY  -") for line in lines) == 2
    assert all(line == "" or line[2:6] == "  - " for line in lines) and "\n" not in text.replace("\r\n", "")
    assert "N1  - tamis-outcome: excluded" in lines
    found = rispy.loads(text)
    assert len(found) == 2 and found[0]["title"] == NASTY.title


@pytest.mark.parametrize(
    ("lines", "title", "doi"),
    [
        ("CT  - A caption\nL3  - 10.1000/ABC", "A caption", "10.1000/abc"),
        ("TI  - \nBT  - A book\nUR  - https://doi.org/10.1000/x", "A book", "10.1000/x"),
        ("T1  - A title\nDO  - https://doi.org/10.1000/ABC", "A title", "https://doi.org/10.1000/ABC"),
    ],
)
def test_others_find_the_title_and_the_doi_wherever_the_source_had_them(
    tmp_path: Path, lines: str, title: str, doi: str
) -> None:
    [record] = read_back(tmp_path, f"TY  - JOUR\n{lines}\nER  - \n".encode())
    data = written("ris", [(record, {})])
    (tmp_path / "out.ris").write_bytes(data)
    [found] = rispy.load(tmp_path / "out.ris")
    assert (found.get("title") or found["primary_title"], found["doi"]) == (title, doi)
    [again] = read_back(tmp_path, data)
    assert [pair for pair in again.raw if pair in record.raw] == list(record.raw), "the source's pairs, in their order"


text = st.text(max_size=60)
values = st.one_of(
    text, st.sampled_from(["ER  - ", "ER  - x", "TY  - JOUR", "a\nER  - \nb", "x\u2028y", "\u202egnp", "😀"])
)
pairs = st.lists(st.tuples(st.sampled_from(["TI", "AB", "KW", "N1", "AU", "C7", "XX"]), values), max_size=8)


@given(st.lists(pairs, min_size=1, max_size=3))
def test_raw_pairs_come_back_one_line_each(
    tmp_path_factory: pytest.TempPathFactory, records: list[list[tuple[str, str]]]
) -> None:
    """The identity: each value on one line and stripped, values that are then empty kept as empty."""
    originals = [
        Record(raw=(RawField("TY", "JOUR"), *(RawField(tag, value) for tag, value in each))) for each in records
    ]
    folder = tmp_path_factory.mktemp("ris")
    back = read_back(folder, written("ris", [(each, {}) for each in originals]))
    assert [[(tag, value) for tag, value in each.raw if tag not in ("TY", "ER")] for each in back] == [
        [(tag, one_line(value)) for tag, value in each] for each in records
    ]


TOLD = [name for name in Record._fields if name not in ("id", "kind", "accession", "raw", "stray", "line", "flags")]


def told(record: Record) -> dict[str, object]:
    """What a record says, whatever the tags and the kind that said it."""
    found = {name: getattr(record, name) for name in TOLD}
    return found | {name: {value for _, value in found[name]} - {record.kind} for name in ("languages", "types")}


@pytest.fixture(scope="module")
def every() -> list[Record]:
    """Records of all formats, and of the databases of the sample review."""
    made = [record for sample in SAMPLES.values() for record in read_bytes(sample.text().encode()).records]
    made += [record for file in SAMPLE_FILES for record in beginning_of(file, 10)]
    return [record._replace(id=f"{place:016x}") for place, record in enumerate(made)]


@pytest.mark.parametrize("apart", [1, 7, 23])
def test_whatever_records_are_joined_their_ris_says_what_the_joined_one_says(
    tmp_path: Path, every: list[Record], apart: int
) -> None:
    """Each of them joined with the ones that stand some places on; its own tags are the first one's."""
    joined = [
        best_fields([record, *every[place + apart :: apart][:2]])[0] for place, record in enumerate(every[:-apart])
    ]
    back = read_back(tmp_path, written("ris", [(each, {}) for each in joined]))
    assert list(map(told, back)) == list(map(told, joined))


def test_a_language_that_stood_in_a_note_stays_beside_one_that_is_added(tmp_path: Path) -> None:
    first, second = read_back(
        tmp_path,
        b"TY  - JOUR\nTI  - One\nN1  - Accession Number: 1; Language: English; \nER  - \n"
        b"TY  - JOUR\nTI  - One\nLA  - German\nER  - \n",
    )
    data = written("ris", [(best_fields([first, second])[0], {})])
    assert [value for _, value in read_back(tmp_path, data)[0].languages] == ["eng", "ger"]
    assert b"LA  -" not in written("ris", [(first, {})])
