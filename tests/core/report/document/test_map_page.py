"""The page of the evidence map: its numbers are those of the command, each opens its studies, and nothing is run."""

from __future__ import annotations

import json
import re
from importlib.resources import files as package_files
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from store.folder.review import Review
from store.numbers.report import report_files
from tests.browser import CHROMIUM, said
from tests.charts import charting_review, fill_in
from tests.reviews import run_json
from tests.store.numbers.test_report_page import AXE

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")
ITEMS = ("country", "design", "roles")


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder, studies = charting_review(tmp_path_factory.mktemp("map") / "review", records=7)
    for number, study in enumerate(studies[:-1]):
        roles = ("worker", "worker; teacher", "not reported")[number % 3]
        country = ("Norway", "Norway; Sweden")[number % 2]
        fill_in(folder, study, "ANNA", country=country, design=("trial", "survey")[number // 4], roles=roles)
    with Review(folder) as review:
        return folder, report_files(review)["map.html"]


@pytest.fixture(scope="module")
def page(charted: tuple[Path, bytes]) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(charted[1].decode())


def test_each_cell_holds_the_studies_that_the_command_names(charted: tuple[Path, bytes], page: Element) -> None:
    sections = {each.get("id"): each for each in page.iter("section")}
    assert list(sections) == [f"{row}-by-{column}" for row, column in combinations(ITEMS, 2)]
    for row, column in combinations(ITEMS, 2):
        cells = run_json(charted[0], "chart", "map", row, column)["cells"]
        shown = list(sections[f"{row}-by-{column}"].iter("td"))
        assert [(each.get("data-records") or "").split() for each in shown] == [each["record_ids"] for each in cells]
        for each, cell in zip(shown, cells, strict=True):
            words = "".join(next(iter(each.iter("summary"))).itertext()) if cell["n"] else "0"
            assert words.split()[0] == str(cell["n"]) == str(len(list(each.iter("li"))))


def test_nothing_runs_and_nothing_comes_from_outside(page: Element) -> None:
    assert not [each for each in page.iter() if each.tag in ("script", "img", "link", "iframe", "object")]
    assert not [key for each in page.iter() for key in each.attrib if key.startswith("on")]
    addresses = {each.get("href") for each in page.iter("a")}
    assert all(each.startswith(("#", "index.html", "https://doi.org/10.")) for each in addresses)
    [policy] = [each.get("content") for each in page.iter("meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_one_crossing_is_shown_that_the_address_names(charted: tuple[Path, bytes], tmp_path: Path) -> None:
    ask = "onload = () => { const out = document.createElement('pre'); out.id = 'said';"
    ask += "const shown = [...document.querySelectorAll('section')].filter(each => each.offsetHeight);"
    ask += "out.textContent = JSON.stringify(shown.map(each => each.id)); document.body.append(out); };"
    whole = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", charted[1].decode())
    (tmp_path / "map.html").write_text(whole.replace("</body>", f"<script>{ask}</script></body>"))
    assert json.loads(said(tmp_path / "map.html", tmp_path / "profile")) == ["country-by-design"]
    frame = '<iframe src="map.html#design-by-roles"></iframe><script>onload = () => {'
    frame += "const said = document.createElement('pre'); said.id = 'said';"
    frame += "said.textContent = document.querySelector('iframe').contentDocument.getElementById('said').textContent;"
    frame += "document.body.append(said); };</script>"
    (tmp_path / "frame.html").write_text(f"<body>{frame}</body>")
    options = ("--virtual-time-budget=20000", "--allow-file-access-from-files")
    assert json.loads(said(tmp_path / "frame.html", tmp_path / "profile", *options)) == ["design-by-roles"]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.skipif(find_spec("axe_playwright_python") is None, reason="axe-playwright-python is not installed")
def test_axe_finds_nothing(charted: tuple[Path, bytes], tmp_path: Path) -> None:
    axe = package_files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    whole = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", charted[1].decode())
    (tmp_path / "map.html").write_text(
        whole.replace("<details>", "<details open>").replace(
            "</body>", f"<script>{axe}</script><script>{AXE}</script></body>"
        )
    )
    found = json.loads(said(tmp_path / "map.html", tmp_path / "profile", "--virtual-time-budget=60000"))
    assert found == {"light": [], "dark": [], "WCAG 2.2": True}
