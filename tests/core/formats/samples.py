"""Small well-formed files in every format that is read, record by record, so that one record can be damaged."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from core.errors import TamisError
from core.formats.readers.read import read_file
from core.formats.result import ImportResult
from core.records.record import Record


@dataclass(frozen=True)
class Sample:
    """A file: what comes before the records, the records, and what comes after them."""

    format: str
    records: tuple[str, ...]
    head: str = ""
    tail: str = ""

    def text(self) -> str:
        return self.head + "".join(self.records) + self.tail

    def with_record(self, number: int, damaged: bytes) -> bytes:
        parts = [each.encode() for each in self.records]
        parts[number] = damaged
        return self.head.encode() + b"".join(parts) + self.tail.encode()


def read_bytes(data: bytes, format: str = "auto") -> ImportResult:
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        Path(file.name).write_bytes(data)
        return read_file(Path(file.name), format)


def read_or_refuse(data: bytes, format: str = "auto") -> list[Record]:
    """The records; none where the file is refused with a message."""
    try:
        return list(read_bytes(data, format).records)
    except TamisError as error:
        assert error.what and error.where
        return []


COUNT = 5
ABSTRACT = "Peer workers <i>shared</i> what they knew; “nobody” asked, {{n}}. 95% CI 1.2–3.4 & p < 0.05.".replace(
    "{{n}}", "{n}"
)


def _made(format: str, template: str, head: str = "", tail: str = "") -> Sample:
    records = tuple(
        template.replace("@abstract", ABSTRACT).replace("{n}", str(number)).replace("{m}", str(number * 37 + 1000))
        for number in range(1, COUNT + 1)
    )
    return Sample(format, records, head, tail)


RIS = (
    """TY  - JOUR
T1  - Title number {n}: a trial
A1  - Larsen, Mette
A1  - Dahl, Tor{n}
Y1  - 2020/05//
JF  - Journal {n}
KW  - recovery
peer support
N2  - @abstract
It goes on in line {m}.
DO  - 10.5555/t.{m}
"""
    + "ER  - \n\n"
)
NBIB = """PMID- {m}
OWN - NLM
TI  - Title number {n}: a trial that
      goes on.
LID - 10.5555/t.{m} [doi]
AB  - @abstract
FAU - Larsen, Mette
AU  - Larsen M
LA  - eng
PT  - Journal Article
DP  - 2020 May
JT  - Journal {n}

"""
WOS = """PT J
AU Larsen, M
   Dahl, T
TI Title number {n}: a trial that
   goes on
SO JOURNAL {n}
AB @abstract
PY 2020
DI 10.5555/t.{m}
UT WOS:{m}
ER

"""
ENW = """%0 Journal Article
%T Title number {n}: a trial
%A Larsen, Mette
%A Dahl, Tor
%J Journal {n}
%D 2020
%K recovery
peer support
%X @abstract
%R 10.5555/t.{m}
%U https://example.org/{m}

"""
OVID = """<{n}>
VN  - Ovid Technologies
UI  - {m}
TI  - Title number {n}: a trial that
  goes on.
AU  - Larsen M
AU  - Dahl T
SO  - Journal {n}. 8(6):1048-1064, 2020.
AB  - @abstract
DO  - 10.5555/t.{m}

"""
BIBTEX = """@article{key{n},
  title = {Title number {n}: a {Trial}},
  author = {Larsen, Mette and Dahl, Tor},
  journal = "Journal {n}",
  year = 2020,
  abstract = {Peer workers shared what they knew, 50% of them {\\"o}ften.},
  doi = {10.5555/t.{m}}
}

"""
XML = (
    '<record><rec-number>{n}</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>'
    "<author>Larsen, Mette</author><author>Dahl, Tor</author></authors></contributors><titles><title>"
    '<style face="normal">Title number {n}: a </style><style face="italic">trial</style></title>'
    "<secondary-title>Journal {n}</secondary-title></titles><dates><year>2020</year></dates>\n"
    "<electronic-resource-num>10.5555/t.{m}</electronic-resource-num><abstract>Peer workers &amp; others, {m}."
    "</abstract></record>\n"
)
XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'


def _csv_sample() -> Sample:
    lines = []
    for cells in (
        ["Title", "Authors", "Year", "DOI", "Abstract"],
        *(
            [f"Title {n}", "Larsen, M.; Dahl, T.", "2020", f"10.5555/t.{n}", f'Said “so”, "thus" {n};\nand on.']
            for n in range(1, COUNT + 1)
        ),
    ):
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerow(cells)
        lines.append(stream.getvalue())
    return Sample("csv", tuple(lines[1:]), head=lines[0])


SAMPLES = {
    "ris": _made("ris", RIS),
    "nbib": _made("nbib", NBIB),
    "wos": _made("wos", WOS, "FN Clarivate Analytics Web of Science\nVR 1.0\n", "EF\n"),
    "enw": _made("enw", ENW),
    "ovid": _made("ovid", OVID),
    "bibtex": _made("bibtex", BIBTEX),
    "endnote-xml": _made("endnote-xml", XML, XML_HEAD, "</records></xml>\n"),
    "csv": _csv_sample(),
}


def workbook(rows: Iterable[Iterable[object]], *, sheets: Iterable[str] = ()) -> bytes:
    """A workbook of these rows, with further sheets of one row each."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for title in sheets:
        book.create_sheet(title).append(["Title", "Year"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook with the parts of its archive edited, each given with its name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as written:
        for name in archive.namelist():
            written.writestr(name, edit(name, archive.read(name)))
    return stream.getvalue()
