"""Two reviewers with an account each: the system keeps the journals apart, and the review goes on all the same."""

import grp
import json
import os
import pwd
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json
from tui.cli import COMMANDS
from tui.cli.call import load_command

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as two users")

ACCOUNTS = {"ANNA": "daemon", "BO": "games"}
TEAM = "users"
"""The group of the review folder, to which both accounts belong."""
STEP = """
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as temporary:
        _load_everything(Path(temporary))
        folder = Path(temporary) / "review"
        folder.mkdir()
        text = protocol("1/2")
        for reviewer, login in ACCOUNTS.items():
            text = text.replace(f'id = "{reviewer}"\n', f'id = "{reviewer}"\nlogin = "{login}"\n')
        text = text.replace("[[stage]]", STEP + "[[stage]]", 1)
        (folder / "protocol.toml").write_text(text)
        Path(temporary).chmod(0o755)
        os.chown(folder, -1, grp.getgrnam(TEAM).gr_gid)
        folder.chmod(0o2775)
        (folder.parent / "export.ris").write_text(ris(range(6)))
        yield folder


def _load_everything(place: Path) -> None:
    """Import what the commands import while it can be read: the interpreter may lie where only root looks."""
    for name, (package, _) in COMMANDS.items():
        load_command(package, name)
    warm = make_review(place / "warm", records=2)
    for reader in ACCOUNTS:
        decide_all(warm, reader, "title-abstract", [("T0", "include"), ("T1", "exclude")])
    run(warm, "agreement")
    charts, ids = charting_review(place / "charts", "ANNA", "BO", records=1)
    for reader in ACCOUNTS:
        fill_in(charts, ids[0], reader)
    run(charts, "chart", "consensus")
    run(charts, "chart", "agreement")
    sheet = place / "sheet.csv"
    sheet.write_text(f"record_id,country\n{ids[0]},Norway\n")
    run(charts, "chart", "import", str(sheet), "--stage", "charting", role="ANNA")
    run(charts, "chart", "export", "--format", "json")
    run(make_review(place / "sampled", records=2, coverage="1/2"), "sample", "title-abstract", "--draw", "--yes")


def as_account(reviewer: str, folder: Path, *words: str) -> Any:
    """Run a command in a child process that is the reviewer's account; its JSON, or its error as text."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        account = pwd.getpwnam(ACCOUNTS[reviewer])
        os.setgroups([grp.getgrnam(TEAM).gr_gid])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        try:
            answer: Any = run_json(folder, *words)
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(write, json.dumps(answer).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        answer = json.load(stream)
    os.waitpid(child, 0)
    return answer


def table(folder: Path, name: str, rows: list[tuple[str, str]]) -> str:
    path = folder.parent / name
    path.write_text("accession,verdict\n" + "".join(f"{key},{verdict}\n" for key, verdict in rows))
    return str(path)


def test_a_review_over_two_accounts(folder: Path) -> None:
    assert as_account("ANNA", folder, "import", str(folder.parent / "export.ris"), "--source", "Base")["new"] == 6
    everything = table(folder, "all.csv", [(f"T{n}", "include") for n in range(6)])
    done = as_account("ANNA", folder, "decisions", "import", everything, "--stage", "language")
    assert done["stored"] == 6, done
    drawn = as_account("BO", folder, "sample", "title-abstract", "--draw", "--yes")
    assert not isinstance(drawn, str), drawn
    assert len(drawn[0]["ids"]) == 3, "BO knows what the step has included without reading the journal of ANNA"

    journal = folder / "reviewers" / "ANNA" / "language.jsonl"
    assert journal.parent.stat().st_mode & 0o7777 == 0o2750
    refused = as_account("BO", folder, "decisions", "export", "--reviewer", "ANNA", "--stage", "title-abstract")
    assert refused == [] or "ANNA" in refused

    as_account("ANNA", folder, "decisions", "import", everything, "--stage", "title-abstract")
    before = as_account("BO", folder, "status")["stages"][1]
    assert before["blind"] is True and before["reviewers"]["ANNA"] == {"owed": 6, "done": 6}
    accession = {row["record_id"]: row["accession"] for row in as_account("BO", folder, "dedup", "--groups")}
    mine = table(folder, "mine.csv", [(accession[each], "exclude") for each in drawn[0]["ids"]])
    done = as_account("BO", folder, "decisions", "import", mine, "--stage", "title-abstract")
    assert done["stored"] == 3, done

    as_account("ANNA", folder, "status")
    [found] = as_account("BO", folder, "agreement", "title-abstract")["stages"]
    assert (found["n"], found["complete"], found["table"]) == (3, True, [[0, 3], [0, 0]])
    assert len(as_account("BO", folder, "disagreements", "title-abstract")["items"]) == 3
    assert as_account("ANNA", folder, "agreement", "title-abstract")["stages"] == [found]


def test_charts_over_two_accounts(folder: Path) -> None:
    plan = (folder / "protocol.toml").read_text()
    chart = charting_protocol("ANNA", "BO")
    (folder / "protocol.toml").write_text(plan[: plan.index("[[stage]]")] + chart[chart.index("[[stage]]") :])
    as_account("ANNA", folder, "import", str(folder.parent / "export.ris"), "--source", "Base")
    ids = [row["record_id"] for row in as_account("ANNA", folder, "dedup", "--groups")]
    for reader, design in (("ANNA", "trial"), ("BO", "survey")):
        sheet = folder.parent / f"{reader}.csv"
        sheet.write_text("record_id,country,design\n" + "".join(f"{each},Norway,{design}\n" for each in ids))
        done = as_account(reader, folder, "chart", "import", str(sheet), "--stage", "charting")
        assert not isinstance(done, str), done
        assert len(done["completed"]) == 6
        assert "trial" not in json.dumps(as_account("BO", folder, "chart", "export", "--format", "json"))
    as_account("ANNA", folder, "status")
    found = as_account("BO", folder, "chart", "consensus")["items"]
    assert {item["sides"]["ANNA"]["value"] for item in found} == {"trial"}, "what ANNA has published is read"
    [pair] = as_account("BO", folder, "chart", "agreement")["pairs"]
    assert {item["item"]: item["same"] for item in pair["items"]}["design"] == 0
    assert pair == as_account("ANNA", folder, "chart", "agreement")["pairs"][0]


def test_nobody_acts_in_anothers_name(folder: Path) -> None:
    as_account("ANNA", folder, "import", str(folder.parent / "export.ris"), "--source", "Base")
    everything = table(folder, "all.csv", [(f"T{n}", "include") for n in range(6)])
    answer = as_account("BO", folder, "decisions", "import", everything, "--stage", "language", "--reviewer", "ANNA")
    assert "bound to the login" in answer or "you act as BO" in answer
    assert run(folder, "check").exit_code == 0
