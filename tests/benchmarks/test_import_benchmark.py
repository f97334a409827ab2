"""What `tamis import` of 20,000 records costs in each format but RIS; run with `pytest -m benchmark -s`."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from core.formats.writers.table import write_text_xlsx
from tests.benchmarks.exports import Words
from tests.core.formats import samples
from tests.reviews import make_review, run_json

pytestmark = pytest.mark.benchmark

COUNT = 20_000
SUMMARY = """{n}: Larsen M, Dahl T. Title number {n}: a trial. J Wards. 2020 May;11(2):100-9. doi:
10.5555/t.{m}. Epub 2020 Apr 1. PubMed PMID: 3{m}.

"""
ROW = '"Title number {n}: a trial","Larsen, M.; Dahl, T.",2020,10.5555/t.{m},"Peer workers"\n'
TEMPLATES = {
    "nbib": samples.NBIB,
    "wos": samples.WOS,
    "enw": samples.ENW,
    "ovid": samples.OVID,
    "bibtex": samples.BIBTEX,
    "endnote-xml": samples.XML,
    "pubmed-xml": samples.PUBMED_XML,
    "marcxml": samples.MARCXML,
    "mods": samples.MODS,
    "zotero-rdf": samples.ZOTERO_RDF,
    "csl-json": samples.CSL,
    "openalex": samples.OPENALEX,
    "eppi": samples.EPPI,
    "refworks": samples.REFWORKS,
    "cochrane": samples.COCHRANE,
    "copac": samples.COPAC,
    "proquest": samples.PROQUEST,
    "pubmed-text": samples.PUBMED_TEXT,
    "pubmed-text, a summary": SUMMARY,
    "csv": ROW,
    "csv, as a workbook": ROW,
}
# In a process of its own. Its errors end with the CPU seconds and the peak of megabytes.
IMPORT = """
import atexit, resource, sys
def say():
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Not `ru_maxrss`, which begins with what the process held that started this one.
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(used.ru_utime + used.ru_stime, int(peak) / 1024, file=sys.stderr)
atexit.register(say)
from tui.__main__ import main
sys.argv[0] = "tamis"
main()
"""


def write_sample(path: Path, template: str, sample: samples.Sample) -> None:
    """Write `COUNT` records of a sample's kind: its fields, with a title and an abstract of a usual length."""
    words = Words(1)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(sample.head)
        for number in range(1, COUNT + 1):
            title, abstract = words.phrase(12).capitalize(), words.prose(210).replace("“", "'").replace("”", "'")
            text = template.replace("Title number {n}", title).replace("@abstract", abstract.replace("<", "under"))
            text = text.replace("Peer workers", abstract.replace("<", "under"))
            text = text.replace("{n}", str(number)).replace("{m}", str(number * 37 + 1000))
            stream.write(text.replace("@comma", "," if number < COUNT else "").replace("of 5", f"of {COUNT}"))
        stream.write(sample.tail)


def write_workbook(path: Path) -> None:
    """Write the table that the file holds as a workbook."""
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    with path.open("wb") as stream:
        write_text_xlsx(head, rows, stream, "records")


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_import_of_twenty_thousand_records(tmp_path: Path, name: str) -> None:
    review = make_review(tmp_path / "review")
    file = tmp_path / "export.txt"
    sample = samples.SAMPLES[name.split(",")[0]]
    write_sample(file, TEMPLATES[name], sample)
    if name.endswith("workbook"):
        write_workbook(file)
    command = [sys.executable, "-c", IMPORT, "-C", str(review), "import", str(file), "--source", "Medline"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    spent, peak = map(float, done.stderr.splitlines()[-1].split())
    [*_, last] = run_json(review, "sources")
    assert last["files"][0]["format"] == ("xlsx" if name.endswith("workbook") else sample.format)
    size = file.stat().st_size / 1e6
    print(f"\n  {name}: {last['records']:,} records, {size:.0f} MB: {spent:.1f} s CPU, {peak:.0f} MB at most")
