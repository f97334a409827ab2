"""The report's page: valid, accessible, self-contained, and every number opens as many records as it says."""

from __future__ import annotations

import json
import re
from importlib.resources import files as package_files
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from core.report.document import page as writing
from store.folder.review import Review
from store.numbers.report import report_files
from tests.browser import CHROMIUM, said
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")

PLAIN = "<script>alert(1)</script> \"q\" & 'r' </title><img src=x onerror=alert(2)> [a](javascript:b) | `c` =1+1"
HOSTILE = f"{PLAIN} \u202e"
RECORDS = 60
STAGE = "title-abstract"
AXE = """
const found = {};
const newest = axe.getRules(["wcag22aa"]).map(rule => [rule.ruleId, {enabled: true}]);  // off unless asked for
async function look(name) {
  const results = await axe.run(document, {resultTypes: ["violations"], rules: Object.fromEntries(newest)});
  found["WCAG 2.2"] = newest.length > 0 && newest.every(([id]) => results.passes.some(each => each.id == id));
  found[name] = results.violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 200))]);
}
look("light").then(() => {
  const dark = document.createElement("style");
  dark.textContent = document.querySelector("style").textContent
    .replace("@media (prefers-color-scheme:dark)", "@media screen");
  document.head.append(dark);
  return look("dark");
}).then(() => {
  const out = document.createElement("pre");
  out.id = "said";
  out.textContent = JSON.stringify(found);
  document.body.append(out);
});
"""


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All read, one disagreement resolved and one open, and hostile text in every place that holds any."""
    folder = tmp_path_factory.mktemp("page") / "review"
    text = protocol("1/5").replace('"Another topic"', json.dumps(PLAIN))
    make_review(folder, text=text.replace("A review for tests", "Tests <b>&</b> more"))
    file = folder.parent / "export.ris"
    file.write_text(
        ris(range(RECORDS)).replace("in study 7\n", f"in study 7 {HOSTILE}\x1b[31m\x07\n"), encoding="utf-8"
    )
    run(
        folder,
        "import",
        str(file),
        "--source",
        f"Test{HOSTILE[:30]}",
        "--strategy",
        str(file),
        "--reported",
        str(RECORDS + 1),
    )
    run(folder, "sample", STAGE, "--draw", "--yes")
    groups = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    sample = [groups[each] for each in run_json(folder, "sample", STAGE, role="BO")[0]["ids"]]
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include" if n < 30 else "exclude") for n in range(RECORDS)])
    said = [(each, "include" if int(each[1:]) < 30 else "exclude") for each in sample]
    turned = [(each, "exclude" if verdict == "include" else "include") for each, verdict in said[:2]]
    decide_all(folder, "BO", STAGE, [*turned, *said[2:]])
    first = run_json(folder, "disagreements", STAGE)["items"][0]["record_id"]
    run(folder, "resolve", STAGE, first, "exclude", "--reason", "wrong-topic", "--rationale", HOSTILE)
    return folder


@pytest.fixture(scope="module")
def files(review: Path) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch, Review(review) as opened:
        patch.setattr(writing, "WITHIN", RECORDS - 10)
        return report_files(opened)


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Element]:
    """The HTML files, read by a parser that raises on the first mistake."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return {name: parser.parse(content.decode()) for name, content in files.items() if name.endswith(".html")}


def test_all_pages_are_valid(pages: dict[str, Element]) -> None:
    assert {"index.html", "lists/identified.html"} <= set(pages)
    for name, page in pages.items():
        ids = [each.get("id") for each in page.iter() if each.get("id")]
        assert len(set(ids)) == len(ids), name
        assert len(list(page.iter("h1"))) == len(list(page.iter("main"))) == 1
        assert page.get("lang") == "en-GB"
        names = {each.get("id"): "".join(each.itertext()) for each in page.iter()}
        regions = [each.get("aria-label") for each in page.iter() if each.get("role") == "region"]
        regions += [names[each.get("aria-labelledby")] for each in page.iter("section")]
        assert len(set(regions)) == len(regions), name
        for table in page.iter("table"):
            assert table.find("caption") is not None
            assert all(each.get("scope") in ("col", "row") for each in table.iter("th"))


def test_nothing_comes_from_outside_and_nothing_runs(pages: dict[str, Element], files: dict[str, bytes]) -> None:
    for name, page in pages.items():
        for each in page.iter():
            if not isinstance(each.tag, str):
                continue
            assert each.tag.rpartition("}")[2] not in ("script", "img", "iframe", "link", "object", "base", "use"), name
            assert not [key for key in each.attrib if key.startswith("on") or key == "src"]
            address = each.get("href", "")
            assert not address or address.startswith(("#", "lists/", "../", "https://doi.org/10.")), address
        assert "url(" not in files[name].decode() and "@import" not in files[name].decode()


def test_every_number_opens_as_many_records(pages: dict[str, Element]) -> None:
    looked_at = 0
    for link in pages["index.html"].iter():
        if not isinstance(link.tag, str) or link.tag.rpartition("}")[2] != "a":
            continue
        text, address = "".join(link.itertext()), link.get("href", "")
        number = re.search(r"(?:n\s=\s)?([\d,]+)\)?$", text)
        if not address.startswith(("#list-", "lists/")):
            continue
        assert number, text
        page, _, place = address.partition("#")
        whole = pages[page or "index.html"]
        within = next(each for each in whole.iter() if each.get("id") == place) if place else whole
        (records,) = within.iter("ol")
        assert len(records) == int(number[1].replace(",", "")), text
        looked_at += 1
    assert looked_at > 20


def test_hostile_text_is_shown_as_it_is(pages: dict[str, Element], files: dict[str, bytes]) -> None:
    shown = "".join(pages["index.html"].itertext())
    assert shown.count(PLAIN) > 2
    for name, content in files.items():
        text = content.decode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", text), name
        if name.endswith(".md") and "strateg" not in name:
            without_code = re.sub(r"^ {4}.*$|`[^`\n]*`", "", text, flags=re.MULTILINE)
            assert "<script" not in without_code.replace("\\<script", ""), name


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.skipif(find_spec("axe_playwright_python") is None, reason="axe-playwright-python is not installed")
def test_axe_finds_nothing(files: dict[str, bytes], tmp_path: Path) -> None:
    axe = package_files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page = files["index.html"].decode()
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = page.replace("</body>", f"<script>{axe}</script><script>{AXE}</script></body>")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    found = json.loads(said(tmp_path / "page.html", tmp_path / "profile", "--virtual-time-budget=60000"))
    assert found == {"light": [], "dark": [], "WCAG 2.2": True}


def test_a_long_list_stands_on_several_pages_each_record_once(review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WITHIN", RECORDS - 10)
    monkeypatch.setattr(writing, "A_PAGE", 25)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    with Review(review) as opened:
        files = report_files(opened)
        names = ["identified.html", "identified.2.html", "identified.3.html"]
        listed = {name: parser.parse(files[f"lists/{name}"].decode()) for name in names}
        assert sorted(name for name in files if "/identified." in name) == sorted(f"lists/{name}" for name in names)
        ids = [each.text for one in listed.values() for each in one.iter("span") if each.get("class") == "id"]
        assert ids == list(opened.records)
    lists = {name: next(one.iter("ol")) for name, one in listed.items()}
    assert [(len(each), each.get("start")) for each in lists.values()] == [(25, None), (25, "26"), (10, "51")]
    links = {
        name: [each.get("href") for nav in one.iter("nav") for each in nav.iter("a")] for name, one in listed.items()
    }
    first, second, third = names
    assert links == {first: [second, third], second: [first, third], third: [first, second]}
