import csv
import io
import json

from openpyxl import load_workbook

from tests.charts import fill_in
from tests.reviews import run
from tests.tui.cli.chart.test_import_ import chart_import


def test_exports_are_safe_and_whole(one):
    folder, (study, *_) = one
    fill_in(folder, study, "ANNA", findings="=HYPERLINK(1)\nsecond line \x1b[31m", roles="leader")
    stored = run(folder, "chart", "export").stdout_bytes
    assert stored.startswith(b"\xef\xbb\xbf") and b"\x1b" not in stored
    row = next(csv.DictReader(io.StringIO(stored.decode("utf-8-sig"), newline="")))
    assert row["findings"] == "'=HYPERLINK(1)\nsecond line [31m"
    assert (row["form_complete"], row["charted_by"], row["year"]) == ("yes", "ANNA", "1980")
    book = load_workbook(io.BytesIO(run(folder, "chart", "export", "--format", "xlsx").stdout_bytes))
    cells = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert cells[1][0] == study and len(cells) == 4
    found = json.loads(run(folder, "chart", "export", "--format", "json").stdout)
    assert found["studies"][0]["values"]["roles"] == ["leader"]
    file = folder.parent / "again.csv"
    file.write_bytes(stored)
    assert chart_import(folder, str(file))["stored"] == 0
