"""Every number of the flow diagram, however it is drawn, is the length of a list of records."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from core.report.flow.boxes import COLUMNS, Flow
from core.report.flow.origins import brought_by_source
from sample_data import build
from store.folder.review import Review
from store.numbers.flow import flow_diagram
from store.work.openings import open_finished_batches
from tests.reviews import copied_demo, decide_all, make_review, ris, run
from tests.store.numbers.test_status import stepped

UPDATE = ("import", str(build.shipped() / "update-scopus.ris"), "--source", "Scopus", "--round", "new")


def demo(folder: Path) -> None:
    copied_demo(folder)
    run(folder, *UPDATE)
    run(folder, "dedup")


def finished(folder: Path) -> None:
    copied_demo(folder, finished=True)
    run(folder, *UPDATE)
    run(folder, "dedup")


def small(folder: Path) -> None:
    """Duplicates across the columns, and in both of them reports that could not be had, were excluded, or wait."""
    make_review(folder, records=20)
    for source, route, prefix, numbers in (
        ("A register", "registers", "R", range(18, 24)),
        ("Letters", "experts", "L", range(16, 34)),
        ("A site", "websites", "S", range(32, 36)),
    ):
        file = folder.parent / f"{prefix}.ris"
        file.write_text(ris(numbers).replace("AN  - T", f"AN  - {prefix}"), encoding="utf-8")
        run(folder, "import", str(file), "--source", source, "--route", route)
    run(folder, "dedup")
    names = [
        f"{prefix}{n}"
        for prefix, numbers in (("T", range(20)), ("L", range(20, 34)), ("S", range(34, 36)))
        for n in numbers
    ]
    verdicts = [(each, "exclude" if n % 4 == 0 else "include") for n, each in enumerate(names)]
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, "title-abstract", verdicts)
    reports = json.loads(run(folder, "fulltext", "full-text", "--json").stdout)["reports"]
    ids = [each["record_id"] for each in reports]
    for each in (ids[0], ids[-1]):
        run(folder, "fulltext", "full-text", each, "--not-retrieved", "no library has it")
    run(folder, "study", ids[3], ids[4])
    for reader in ("ANNA", "BO"):
        # The first and the last of them wait, since the readers differ on them.
        excluded = [(n % 3 == 0) != (reader == "BO" and n in (1, len(ids) - 3)) for n in range(len(ids) - 2)]
        read = [
            f"{each},{'exclude,wrong-population' if out else 'include,'}"
            for each, out in zip(ids[1:-1], excluded, strict=True)
        ]
        (folder.parent / "read.csv").write_text("\n".join(["record_id,verdict,reason", *read]), encoding="utf-8")
        said = ("decisions", "import", str(folder.parent / "read.csv"), "--stage", "full-text", "--reviewer", reader)
        run(folder, *said)
    file = folder.parent / "later.ris"
    file.write_text(ris(range(8, 40)).replace("AN  - T", "AN  - U"), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=pytest.mark.slow) for each in (demo, finished)] + [small],
    ids=lambda make: make.__name__,
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make: Callable[[Path], None] = request.param
    folder = tmp_path_factory.mktemp(make.__name__) / "review"
    make(folder)
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path) -> tuple[Flow, frozenset[str]]:
    """The diagram of a review, and its records."""
    with Review(folder) as review:
        return flow_diagram(open_finished_batches(review)), frozenset(review.records)


@pytest.mark.parametrize("template", ["new", "updated"])
def test_every_number_is_the_length_of_its_list(
    folder: Path, whole: tuple[Flow, frozenset[str]], template: str
) -> None:
    diagram, records = whole
    flow = diagram.updated() if template == "updated" else diagram
    assert flow.leaks() == []
    assert all(each in records for ids in flow.boxes.values() for each in ids)

    def told(format: str) -> str:
        return run(folder, "flow", "--template", template, "--format", format).stdout

    drawn = in_the_drawing(told("svg"), flow)
    in_the_text(told("text"), flow, drawn)
    in_the_table(told("csv"), flow)
    document = json.loads(told("json"))
    counted = dict(numbers(document))
    assert len(counted) > 80 and counted == {path: len(ids) for path, ids in lists(diagram, flow)}


def in_the_drawing(svg: str, flow: Flow) -> list[int]:
    """All numbers of the drawing that stand behind a key."""
    found = []
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        words = "".join(text.itertext())
        printed = re.search(r"\(n\s?=\s?([\d,]+)\)$", words)
        assert (printed is not None) == ("data-key" in text.attrib), words
        if printed:
            ids = flow[text.attrib["data-key"]]
            assert int(printed[1].replace(",", "")) == int(text.attrib["data-n"]) == len(ids), words
            found.append(len(ids))
        elif waits := re.search(r"Interim: ([\d,]+) ", words):
            assert int(waits[1].replace(",", "")) == len(flow["waiting"])
    return found


def in_the_text(text: str, flow: Flow, drawn: Sequence[int]) -> None:
    """The same numbers as in the drawing."""
    waits = re.search(r"^Interim: ([\d,]+) ", text)
    assert (int(waits[1].replace(",", "")) if waits else 0) == len(flow["waiting"])
    printed = re.findall(r"^ .* ([\d,]+)$", text, flags=re.MULTILINE)
    assert Counter(int(each.replace(",", "")) for each in printed) == Counter(drawn)


def in_the_table(text: str, flow: Flow) -> None:
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        key, n = row["data"], row["n"]
        if ", " in n:
            counts = [int(each.rpartition(", ")[2]) for each in n.split("; ")]
            assert counts == [len(ids) for ids in flow.parts(key).values()], key
        elif n:
            assert int(n) == len(flow[key]), key
    ids = flow.column("other")
    told = {row["data"]: row for row in rows}
    if ids["identified"] and flow.funnel.reading_reports:
        # What stands in no box of the template is told in the text of the next one: so the column adds up.
        shown = [int(told[key]["n"] or 0) for key in ("website_results", "organisation_results", "citations_results")]
        sought = told["other_sought_reports"]
        of, *noted = [int(each) for each in re.findall(r"\d+", sought["boxtext"])]
        experts = len(flow["experts_results"])
        assert of == sum(shown) + experts and of == int(sought["n"]) + sum(noted) - experts


def numbers(document: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every number of a JSON document by the keys that lead to it, but for the names of the rounds."""
    if isinstance(document, bool):
        return
    if isinstance(document, int):
        if path[-1] != "round":
            yield path, document
    elif isinstance(document, Mapping | list):
        items = document.items() if isinstance(document, Mapping) else enumerate(document)
        for key, value in items:
            yield from numbers(value, (*path, str(key)))


def lists(whole: Flow, flow: Flow) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    """The ids behind each number of the JSON, by the keys that lead to it."""
    with_parts = ("database", "register", "other")
    parted = (*(f"{each}_specific_results" for each in with_parts), *(f"{each}_excluded" for each in COLUMNS))
    for key in parted:
        yield from (((key, name), ids) for name, ids in flow.parts(key).items())
    shown = json_keys(flow)
    yield from (((key,), flow[key]) for key in shown)
    for n, state in enumerate(flow.funnel.reading_records):
        step = ("steps", str(n))
        automatic, out = flow[f"excluded_automatic:{state.stage.id}"], flow[f"records_excluded:{state.stage.id}"]
        yield (*step, "excluded_automatic"), automatic
        yield (*step, "dbr_excluded"), [*automatic, *out]
        yield (*step, "other_excluded"), flow[f"other_screened_out:{state.stage.id}"]
        yield from (((*step, name), getattr(state, name)) for name in ("entered", "excluded", "waiting", "by_rule"))
        yield from (((*step, "reasons", reason), ids) for reason, ids in state.reasons.items() if ids)
    for n, search_round in enumerate(whole.identified.rounds):
        part, at = whole.in_rounds([search_round]), ("by_round", str(n))
        columns = {column: part.column(column) for column in COLUMNS}
        yield from (((*at, column, name), ids) for column, each in columns.items() for name, ids in each.items())
        yield from (((*at, name), [*columns["dbr"][name], *columns["other"][name]]) for name in columns["dbr"])
        yield from (((*at, "sources", name), ids) for name, ids in part.identified.by_source.items())
    for source, brought in brought_by_source(whole.identified, whole["new_reports"]).items():
        yield from ((("by_source", source, name), ids) for name, ids in brought.items())


def json_keys(flow: Flow) -> list[str]:
    """The boxes that are one number each, as README names them."""
    keys = ["database_results", "register_results", "website_results", "organisation_results", "citations_results"]
    keys += ["experts_results", "duplicates", "excluded_automatic", "excluded_other", "records_screened"]
    keys += ["records_excluded", "other_duplicates", "other_screened_out", "new_studies", "new_reports", "waiting"]
    of_column = (
        "sought_reports",
        "notretrieved_reports",
        "assessed",
        "screening_waiting",
        "assessed_waiting",
        "included",
    )
    keys += [f"{column}_{box}" for column in COLUMNS for box in of_column]
    if flow.template == "updated":
        keys += ["previous_studies", "previous_reports", "total_studies", "total_reports"]
    return keys


def test_the_small_review_has_something_in_every_box_that_it_can_have(
    folder: Path, whole: tuple[Flow, frozenset[str]]
) -> None:
    """Else the test above would compare nothing with nothing."""
    if folder.parent.name.startswith("small"):
        flow, _ = whole
        empty = {key for key in json_keys(flow.updated()) if not flow.updated()[key] and not flow[key]}
        # A record of the first round that waited would keep all full texts from being known.
        never = {"excluded_automatic", "excluded_other", "organisation_results", "citations_results"}
        assert empty == never | {"other_screening_waiting"}


@pytest.mark.parametrize(("place", "automatic"), [("automation", 3), ("screening", 0)])
def test_automation_is_what_a_rule_excluded_and_nobody_looked_at(tmp_path: Path, place: str, automatic: int) -> None:
    stepped(tmp_path / "review", place)
    found = json.loads(run(tmp_path / "review", "flow", "--format", "json").stdout)
    assert (found["excluded_automatic"], found["records_excluded"]) == (automatic, 4 - automatic)
    assert found["records_screened"] == 9 - automatic
    [step] = [each for each in found["steps"] if each["stage"] == "language"]
    assert (step["dbr_excluded"], step["excluded_automatic"], step["by_rule"]) == (4, automatic, 3)
    drawn = run(tmp_path / "review", "flow").stdout
    assert not [line for line in drawn.splitlines() if "do not add up" in line]
    assert f"Not in English {4 - automatic}" in " ".join(drawn.split())
