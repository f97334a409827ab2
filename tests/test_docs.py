"""The reference says what the program does: commands, options, keys, protocol, settings; and links lead somewhere."""

from __future__ import annotations

import ast
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.formats.result import MODULES
from core.protocol import values as protocol
from core.protocol.read import parse_protocol
from core.protocol.template import TEMPLATES, template
from core.toml import table as toml_table
from store.journal.line import Event
from tests.pinned.fields import fields_of_commands
from tests.reference import FOLDER, PAGES, ROOT, leaves, options
from tui.actions.keymap import PRESETS
from tui.actions.registry import ACTIONS
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
CONCEPT = '\n[[concept]]\nlabel = "peers"\nlines = "1"\n'


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Every key that the reader of protocols looks for, with the innermost table that it stands in ("" at the top)."""
    found: set[tuple[str, str]] = set()
    look = toml_table.TomlTable._value

    def note(table: toml_table.TomlTable, key: str) -> object:
        names = [part for part in table._path if isinstance(part, str)]
        found.add((names[-1] if names else "", key))
        return look(table, key)

    monkeypatch.setattr(toml_table.TomlTable, "_value", note)
    for name in TEMPLATES:
        parse_protocol(template(name).replace("sample_base =", RULE, 1) + CONCEPT)
    return found


def test_every_key_of_the_protocol_is_in_the_reference_and_no_other(asked: set[tuple[str, str]]) -> None:
    documented = set()
    for heading, body in re.findall(r"^##+ ([^\n]+)\n(.*?)(?=^##|\Z)", text("protocol.md"), re.MULTILINE | re.DOTALL):
        table = "" if heading == "At the top" else re.sub(r"^In |[\[\]]|chart\.", "", heading)
        documented |= {(table, key) for key in re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)}
    tables = {each for each in asked if each[0] == ""} - {("", "format")} | {("chart", "item")}
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
    for example in re.findall(r"```toml\n(.*?)```", text("settings.md"), re.DOTALL):
        read_settings(tomllib.loads(example))


def test_every_field_of_a_journals_line_is_in_the_reference() -> None:
    table = text("folder.md").split("## A journal")[1].split("##")[0]
    names = re.findall(r"`([\w~]+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert sorted(names) == sorted([*(field.name for field in dataclasses.fields(Event)), "~"])


def documented_fields() -> dict[str, set[str]]:
    """What json.md lists for each command; what it says in a word, or of another command, is filled in."""
    page = text("json.md")
    in_a_word = dict(re.findall(r"\*([^*|]+)\* (?:are|is) ([^.]+)", page))
    rows: dict[str, str] = {}
    for names, fields in re.findall(r"^\| (`.*?`) \| (.*) \|$", page, re.MULTILINE):
        for word, long in in_a_word.items():
            fields += long if word.lower() in fields else ""
        for name in re.findall(r"`([a-z]+(?:[ -][a-z]+)*)", names):
            rows[name.strip()] = rows.get(name.strip(), "") + fields
    others = {name: re.findall(r"(?:fields of|as in) `(\w+)`", fields) for name, fields in rows.items()}
    return {name: set(re.findall(r"`(\w+)`", "".join(map(rows.get, (name, *others[name]))))) for name in rows}


@pytest.mark.parametrize("command", fields_of_commands())
def test_every_field_of_a_commands_json_is_in_the_reference(command: str) -> None:
    documented = documented_fields().get(command, set())
    missing = [
        each for each in fields_of_commands()[command] if documented.isdisjoint((each, each.removesuffix("_note")))
    ]
    assert not missing, f"docs/reference/json.md does not list {', '.join(missing)} for `{command}`"


def defined_in(file: Path) -> set[str]:
    """The functions, classes and constants of a module, and the methods of its classes as Class.method."""
    found = set()
    for node in ast.parse(file.read_bytes()).body:
        match node:
            case ast.ClassDef(name=name, body=body):
                found |= {name, *(f"{name}.{each.name}" for each in body if isinstance(each, ast.FunctionDef))}
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {each.id for each in targets if isinstance(each, ast.Name)}
    return found


def places() -> list[tuple[str, str, str]]:
    """The rows of the glossary: a question, the file and the name that answer it."""
    return re.findall(r"^\| ([^|]+\?) \| `([^`|]+)` \| `([^`|]+)` \|$", text("glossary.md"), re.MULTILINE)


@pytest.mark.parametrize(("question", "file", "name"), places())
def test_the_glossary_says_where_a_thing_is_done(question: str, file: str, name: str) -> None:
    path = ROOT / file
    if not path.is_file() or name not in defined_in(path):
        modules = [each for layer in ("core", "store", "tui") for each in sorted((ROOT / layer).rglob("*.py"))]
        now = [str(each.relative_to(ROOT)) for each in modules if name in defined_in(each)]
        where = f"it is in {' and '.join(now)}" if now else "no module of core, store or tui has that name"
        pytest.fail(f"docs/reference/glossary.md, “{question}”: {file} has no {name}; {where}")


def test_the_glossary_answers_most_questions_once() -> None:
    questions = [question for question, _, _ in places()]
    rows = text("glossary.md").split("## Where it is done")[1].count("\n| ") - 1
    assert len(questions) == len(set(questions)) == rows >= 25


def test_each_decision_stands_in_the_list_and_says_why_what_and_what_follows() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(page for page in folder.glob("*.md") if page.name != "README.md")
    listed = re.findall(
        r"^- \[(\d{3}) (.+)\]\((\1-[\w-]+\.md)\)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert [name for _, _, name in listed] == [page.name for page in pages]
    assert [int(number) for number, _, _ in listed] == list(range(1, len(pages) + 1))
    for page, (_, title, _) in zip(pages, listed, strict=True):
        content = page.read_text("utf-8")
        assert content.startswith(f"# {title}\n"), page.name
        assert re.findall(r"^\*\*(\w+)\.\*\* ", content, re.MULTILINE) == ["Context", "Decision", "Consequence"], (
            page.name
        )


def test_what_contributing_names_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`((?:core|store|tui|tests|docs|sample_data)/[\w/.-]*)`", page)
    assert len(named) > 40
    assert not [each for each in named if "NAME" not in each and not (ROOT / each).exists()]


def links() -> Iterator[tuple[Path, str]]:
    for page in (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))):
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


def test_what_tamis_costs_stands_nowhere_but_in_the_table_that_the_benchmark_prints_and_the_readme() -> None:
    cost = re.compile(r"\d\s?(?:[kMG]B|µs|ms|s CPU|seconds)\b")
    for page in sorted(ROOT.glob("docs/**/*.md")):
        if page.name not in ("benchmarks.md", "037-own-code.md"):  # there, what libraries would cost
            assert not cost.findall(page.read_text("utf-8")), page.name


def test_every_format_that_is_read_has_a_line_in_the_table_of_vendors() -> None:
    table = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8").partition("## Export from a database")[2]
    named = set(re.findall(r"`([a-z-]+)`", table.partition("\n## ")[0].partition("|---")[2]))
    assert named == set(MODULES) - {"xlsx"}
