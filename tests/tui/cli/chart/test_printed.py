"""What the commands of charting print and refuse, whole."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.charts import charting_protocol, charting_review, fill
from tests.reviews import make_review, run
from tests.tui.cli.printed import printed


def test_wrong_use(one: tuple[Path, list[str]], snapshot: SnapshotAssertion) -> None:
    folder, studies = one
    lines = """
        ANNA: chart set charting R0 desing trial
        ANNA: chart set charting R0 year soon
        ANNA: chart set charting R0 country Norwey
        ANNA: chart set charting R0 participants many
        ANNA: chart set charting R0 design trial --clear
        ANNA: chart set charting R0 design --also
        ANNA: chart set charting R0 design
        ANNA: chart set charting R0 design trial --not-reported
        ANNA: chart set charting R0 design --not-reported --clear
        ANNA: chart set charting R0 design --clear --quote words
        ANNA: chart set charting R0 design --clear --page 3
        ANNA: chart set charting R0 design --page 3 --also
        ANNA: chart set nowhere R0 design trial
        ANNA: chart set charting 12 design trial
        BO: chart set charting R0 design trial
        CHIEF: chart missing
    """
    assert printed(folder, lines, studies) == snapshot


def test_wrong_use_of_tables(one: tuple[Path, list[str]], snapshot: SnapshotAssertion) -> None:
    folder, studies = one
    lines = """
        ANNA: chart export --stage appraisal
        ANNA: chart complete charting R0
        ANNA: chart map design design
        ANNA: chart map design
        ANNA: chart table
        ANNA: chart table tidy design --out TMP/tables --format csv
        ANNA: chart table --out TMP/tables design
        ANNA: chart tables desing
        ANNA: chart compare design
        ANNA: chart consensus charting R0 design --value trial
        ANNA: chart consensus charting R0 design
        ANNA: chart consensus charting R0 --take ANNA
        ANNA: chart consensus charting R0 design --take ANNA --reopen
        ANNA: chart forms appraisal
        ANNA: chart set charting R9 design trial
        ANNA: chart agreement
        ANNA: chart missing
        chart
        ANNA: chart
    """
    told = printed(folder, lines, studies)
    others = """
        chart
        chart tables
        ANNA: chart missing
        ANNA: chart complete charting 1
    """
    assert f"{told}\n{printed(make_review(folder.parent / 'read', records=1), others)}" == snapshot


def test_names_that_are_too_long_for_a_table(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    text = charting_protocol().replace('"Design"', f'"{"Design " * 9}"').replace('"trial"', f'"{"trial " * 9}"')
    folder = make_review(tmp_path / "r", text=text)
    (tmp_path / "long.ris").write_text(f"TY  - JOUR\nTI  - {'Longer ' * 12}\nAU  - A\nPY  - 2001\nER  - \n")
    run(folder, "import", str(tmp_path / "long.ris"), "--source", "Testbase")
    fill(folder, "ANNA", design="trial " * 9, roles="worker")
    lines = """
        ANNA: chart forms
        chart map design roles
        chart map roles design
        chart tables design
    """
    assert printed(folder, lines) == snapshot


def test_answers_with_what_they_rest_on(one: tuple[Path, list[str]], snapshot: SnapshotAssertion) -> None:
    folder, studies = one
    (folder.parent / "charted.csv").write_text(
        f"record_id,country,design,roles,Participants\n{studies[1]},Norway,survey,worker; leader,12\n"
        f"{studies[2]},,not reported,,\n"
    )
    lines = """
        ANNA: chart set charting R0 design --page 3
        ANNA: chart set charting R0 design trial --quote "in study 0"
        ANNA: chart set charting R0 design --quote "looked at harbour" --page 4 --also
        ANNA: chart set charting R0 design --quote "nowhere in it"
        ANNA: chart missing --quotes
        ANNA: chart set charting R0 roles "worker; lead"
        ANNA: chart set charting R0 roles --not-reported
        ANNA: chart set charting R0 country Norway
        ANNA: chart complete charting R0
        ANNA: chart complete charting R0
        ANNA: chart import TMP/charted.csv --stage charting --leave-open
        ANNA: chart import TMP/charted.csv --stage charting
        BO: chart import TMP/charted.csv --stage charting
        chart import TMP/charted.csv --stage charting
        ANNA: chart forms
        ANNA: chart missing
        ANNA: chart export
        ANNA: chart export --long
        chart export
        chart tables
        ANNA: chart complete charting R0 --reopen
        ANNA: chart set charting R0 design --clear
        ANNA: chart set charting R0 design --clear
        chart table frequencies design
        chart table frequencies design --out TMP/tables
        chart table tidy
        chart
    """
    assert printed(folder, lines, studies) == snapshot


def test_two_who_chart_blind(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO")
    fill(folder, "ANNA")
    fill(folder, "BO", studies=studies[:1], design="survey")
    before = """
        ANNA: chart set charting R0 design trial --quote "we tried"
        ANNA: chart missing
        BO: chart missing
        BO: chart export
        chart export --long
        chart table tidy
        ANNA: chart map design country
        chart agreement
        ANNA: chart consensus charting R0 design --take ANNA
        ANNA: chart tables design
    """
    told = printed(folder, before, studies)
    fill(folder, "BO", studies=studies[1:])
    after = """
        chart agreement
        ANNA: chart consensus charting R0 design --take CHIEF
        ANNA: chart consensus charting R0 country --take ANNA
        ANNA: chart consensus charting R0 design --take ANNA
        ANNA: chart map design roles
        ANNA: chart map design country
    """
    assert f"{told}\n{printed(folder, after, studies)}" == snapshot


def test_coding(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA")
    fill(folder, "ANNA", studies=studies[:2], findings="They were paid.")
    lines = """
        ANNA: chart code findings
        ANNA: chart code design
        ANNA: chart code nothing
        ANNA: chart code findings R0
        ANNA: chart code findings --theme money
        ANNA: chart code findings R0 pay
        ANNA: chart code findings --category "a; b"
        ANNA: chart code findings --category pay --theme money --definition "what they got"
        ANNA: chart code findings --category trust
        ANNA: chart code findings R0 trst
        ANNA: chart code findings R2 pay
        ANNA: chart code findings R0 pay --quote 3
        ANNA: chart code findings R0 pay
        ANNA: chart code findings --rename trust Pay
        ANNA: chart code findings
        ANNA: chart agreement --stage coding
        ANNA: chart agreement
    """
    assert printed(folder, lines, studies) == snapshot


def test_forms_that_need_something(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO")
    fill(folder, "ANNA", studies=studies[:1])
    for name, text in (("country", "Norway"), ("design", "survey")):
        run(folder, "chart", "set", "charting", studies[1], name, text, role="ANNA")
    told = printed(folder, "ANNA: chart missing\nANNA: chart export --long --format csv", studies)
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(', "survey"]', "]"), encoding="utf-8")
    assert f"{told}\n{printed(folder, 'ANNA: chart missing', studies)}" == snapshot
