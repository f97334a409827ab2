"""The drawing in programs that people open it with: librsvg (as in GNOME and Wikipedia) and Chromium."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
from html import unescape
from pathlib import Path

import pytest

from core.report.flow.boxes import Flow
from core.report.flow.svg import flow_svg
from tests.core.report.flow.diagrams import LONG, SQUARE, boxes, full

RSVG = shutil.which("rsvg-convert")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Each text against the box it stands in, as the browser has painted both.
MEASURE = """
const found = [];
for (const group of document.querySelectorAll("svg g[class]")) {
  const box = group.querySelector("rect").getBoundingClientRect();
  for (const text of group.querySelectorAll("text")) {
    const at = text.getBoundingClientRect();
    found.push([text.textContent, at.left - box.left, box.right - at.right, at.top - box.top, box.bottom - at.bottom]);
  }
}
document.title = JSON.stringify(found);
"""


@pytest.mark.skipif(RSVG is None, reason="rsvg-convert (librsvg2-bin) is not installed")
@pytest.mark.parametrize("given", [boxes(), full(10_000_000, "Label ")], ids=["plain", "full"])
def test_librsvg_draws_it(given: Flow, tmp_path: Path) -> None:
    assert RSVG
    svg = flow_svg(given, "A review")
    (tmp_path / "flow.svg").write_text(svg, encoding="utf-8")
    drawn = subprocess.run([RSVG, str(tmp_path / "flow.svg")], capture_output=True, check=True)
    assert drawn.stderr == b""
    stated = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert stated
    size = struct.unpack(">II", drawn.stdout[16:24])
    assert all(abs(float(one) - other) <= 1 for one, other in zip(stated.groups(), size, strict=True))
    without_text = re.sub(r"<text.*?</text>", "", svg, flags=re.DOTALL)
    (tmp_path / "empty.svg").write_text(without_text, encoding="utf-8")
    empty = subprocess.run([RSVG, str(tmp_path / "empty.svg")], capture_output=True, check=True)
    assert empty.stdout != drawn.stdout


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_chromium_paints_every_text_in_its_box(tmp_path: Path) -> None:
    assert CHROMIUM
    drawings = [boxes(), full(10_000_000, LONG), full(13_178, SQUARE, template="new")]
    page = tmp_path / "page.html"
    body = "".join(flow_svg(each, "A review") for each in drawings)
    page.write_text(f"<!doctype html><meta charset='utf-8'>{body}<script>{MEASURE}</script>", encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True, timeout=120
    )
    title = re.search(r"<title>(\[.*?\])</title>", done.stdout)
    assert title, done.stderr
    found = json.loads(unescape(title[1]))
    assert len(found) > 150
    for text, *distances in found:
        assert min(distances) >= 0, (text, distances)
