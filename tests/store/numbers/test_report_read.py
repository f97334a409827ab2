"""The report's page as people have it: on a phone, on paper, with a keyboard; of finished reviews, charted or not."""

from __future__ import annotations

import json
import re
from importlib.resources import files as package_files
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser import CHROMIUM, PDFTOPPM, printed, said
from tests.charts import charting_review, fill_in
from tests.reviews import run
from tests.store.numbers.test_report_page import AXE

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

PHONE = """
<body><iframe id="phone" src="page.html" width="360" height="700"></iframe><script>
onload = () => {
  const page = document.getElementById("phone").contentDocument, root = page.documentElement;
  const outside = [...page.querySelectorAll("main *, nav *, header *")].filter(each => !each.closest(".wide")
    && each.getBoundingClientRect().right > root.clientWidth + 1).map(each => each.outerHTML.slice(0, 120));
  const scrolls = [...page.querySelectorAll(".wide")].filter(each => each.scrollWidth > each.clientWidth).length;
  const days = [...page.querySelectorAll("td")].filter(each => /^\\d+\\s\\w+\\s\\d{4}$/.test(each.textContent.trim()));
  const lines = each => {
    const text = page.createRange();
    text.selectNodeContents(each);
    return new Set([...text.getClientRects()].map(box => box.top)).size;
  };
  const broken = days.filter(each => lines(each) > 1).length;
  const out = document.createElement("pre");
  out.id = "said";
  const wide = root.scrollWidth - root.clientWidth;
  out.textContent = JSON.stringify({wide, outside, scrolls, days: days.length, broken});
  document.body.append(out);
};
</script>
"""


@pytest.fixture(scope="module", params=("finished", "charted"))
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report: of the sample review with all its decisions, and of a charted one."""
    folder = tmp_path_factory.mktemp("read") / "review"
    if request.param == "charted":
        folder, studies = charting_review(folder, records=9)
        for number, study in enumerate(studies):
            design = ("interviews", "survey")[number % 2]
            fill_in(folder, study, "ANNA", country="Norway", design=design, roles="worker; teacher")
    else:
        run(folder, "demo", str(folder), "--records", "200", "--finished", "--no-app")
    run(folder, "report")
    return folder / "report"


def without_policy(report: Path, more: str = "") -> str:
    page = (report / "index.html").read_text(encoding="utf-8")
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page).replace("</body>", f"{more}</body>")


@pytest.mark.skipif(find_spec("axe_playwright_python") is None, reason="axe-playwright-python is not installed")
def test_axe_finds_nothing(report: Path, tmp_path: Path) -> None:
    axe = package_files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page = without_policy(report, f"<script>{axe}</script><script>{AXE}</script>")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    found = json.loads(said(tmp_path / "page.html", tmp_path / "profile", "--virtual-time-budget=60000"))
    assert found == {"light": [], "dark": [], "WCAG 2.2": True}


def test_on_a_phone_only_tables_scroll_and_no_date_is_broken(report: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(without_policy(report), encoding="utf-8")
    (tmp_path / "phone.html").write_text(PHONE, encoding="utf-8")
    options = ("--virtual-time-budget=20000", "--allow-file-access-from-files")
    found = json.loads(said(tmp_path / "phone.html", tmp_path / "profile", *options))
    assert found["wide"] == found["broken"] == 0 and not found["outside"], found
    assert found["scrolls"] and found["days"], "there are tables that are wider, and dates"


@pytest.mark.skipif(PDFTOPPM is None, reason="pdftoppm is not installed")
def test_no_page_of_paper_is_half_empty_but_the_last(report: Path, tmp_path: Path) -> None:
    *pages, _ = printed(report / "index.html", tmp_path)
    assert pages and min(pages) > 0.5, pages


def test_the_contents_show_where_one_is(report: Path) -> None:
    page = (report / "index.html").read_text(encoding="utf-8")
    [contents] = re.findall(r"<nav.*?</nav>", page)
    sections = re.findall(r'<section id="([^"]+)"(?: class="lists")? aria-labelledby="[^"]+"><h2', page)
    assert re.findall(r'href="#([^"]+)"', contents) == sections
    for rule in ("nav{position:sticky", "scroll-target-group:auto", "a:target-current{font-weight:bold"):
        assert rule in page
