"""The reference says what the program does: commands, options, keys, protocol, settings; and links lead somewhere."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.protocol import values as protocol
from core.protocol.read import TEMPLATES, parse_protocol, template
from core.toml import table as toml_table
from store.chain import Event
from tests.reference import FOLDER, PAGES, ROOT, leaves, options
from tui.actions.registry import ACTIONS, PRESETS
from tui.settings.settings import HIDEABLE, SETTINGS, read_settings

README = ROOT / "README.md"


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_written_pages_are_what_the_program_says(name: str) -> None:
    assert text(name) == PAGES[name](), "run `make reference`"


def test_every_command_and_every_option_of_it_is_in_the_reference() -> None:
    sections = dict(re.findall(r"^##+ (tamis [^\n]+)\n(.*?)(?=^##|\Z)", text("commands.md"), re.MULTILINE | re.DOTALL))
    shared = text("commands.md").split("\n## tamis ")[0]
    for name, command in leaves():
        if name == "tamis":
            continue
        for option in options(command):
            for spelling in option.opts:
                assert f"`{spelling}" in sections[name] + shared, f"{name} {spelling}"


def test_every_action_is_in_the_reference() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", text("keys.md"), re.MULTILINE)
    assert rows == [action.id for action in ACTIONS]


RULE = 'pilot = 5\nextend_sample = { statistic = "kappa", below = "0.6", by = "1/10" }\nsample_base ='


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Every key that the reader of protocols looks for, with the innermost table that it stands in ("" at the top)."""
    found: set[tuple[str, str]] = set()
    look = toml_table.Table._value

    def note(table: toml_table.Table, key: str) -> object:
        names = [part for part in table._path if isinstance(part, str)]
        found.add((names[-1] if names else "", key))
        return look(table, key)

    monkeypatch.setattr(toml_table.Table, "_value", note)
    for name in TEMPLATES:
        parse_protocol(template(name).replace("sample_base =", RULE, 1))
    return found


def test_every_key_of_the_protocol_is_in_the_reference_and_no_other(asked: set[tuple[str, str]]) -> None:
    documented = set()
    for heading, body in re.findall(r"^##+ ([^\n]+)\n(.*?)(?=^##|\Z)", text("protocol.md"), re.MULTILINE | re.DOTALL):
        table = "" if heading == "At the top" else re.sub(r"^In |[\[\]]|chart\.", "", heading)
        documented |= {(table, key) for key in re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)}
    tables = {each for each in asked if each[0] in ("", "chart")} - {("", "format")}
    assert documented == asked - tables


@pytest.mark.parametrize(
    "values",
    [
        *(protocol.STAGE_KINDS, protocol.ROLES, protocol.ROUTES, protocol.ITEM_TYPES, protocol.REVIEW_KINDS),
        *(protocol.MAYBE, protocol.SAMPLE_BASES, protocol.DISAGREEMENTS, protocol.EXTENSION_STATISTICS),
        *(protocol.KAPPA_SCALES, protocol.PRISMA_PLACES, protocol.SUGGEST_RULES, protocol.PREFILLS),
    ],
)
def test_every_value_that_a_key_of_the_protocol_can_have_is_in_the_reference(values: tuple[str, ...]) -> None:
    for value in values:
        assert f'`"{value}"`' in text("protocol.md"), value


def test_every_setting_is_in_the_reference() -> None:
    rows = re.findall(r"^\| `\[?(\w+)\]?` \|", text("settings.md"), re.MULTILINE)
    assert rows == list(SETTINGS)
    for value in (*HIDEABLE, *PRESETS):
        assert f'"{value}"' in text("settings.md")
    for example in re.findall(r"```toml\n(.*?)```", text("settings.md") + README.read_text("utf-8"), re.DOTALL):
        read_settings(tomllib.loads(example))


def test_every_field_of_a_journals_line_is_in_the_reference() -> None:
    table = text("folder.md").split("## A journal")[1].split("##")[0]
    names = re.findall(r"`([\w~]+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert sorted(names) == sorted([*(field.name for field in dataclasses.fields(Event)), "~"])


def links() -> Iterator[tuple[Path, str]]:
    for page in (README, *sorted(ROOT.glob("docs/**/*.md"))):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if "://" not in target:
                yield page, target


def headings(page: Path) -> set[str]:
    """The anchors that the headings of a page have on a forge."""
    lines = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_links_lead_somewhere() -> None:
    for page, target in links():
        file, _, anchor = target.partition("#")
        goal = (page.parent / file).resolve() if file else page
        assert goal.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in headings(goal), f"{page.name}: {target}"


def test_what_tamis_costs_stands_nowhere_but_in_the_table_that_the_benchmark_prints() -> None:
    cost = re.compile(r"\d\s?(?:[kMG]B|µs|ms|s CPU|seconds)\b")
    for page in (README, *sorted(ROOT.glob("docs/**/*.md"))):
        if page.name != "benchmarks.md":
            assert not cost.findall(page.read_text("utf-8")), page.name
