"""A team with an account each: the system keeps the journals apart, and the review goes on all the same."""

import contextlib
import json
import os
import pwd
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from store.folder.people import DECISIONS
from store.folder.review import Review
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run, run_json
from tests.team import in_account as called_as
from tui.cli import COMMANDS
from tui.cli.call import load_command

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as two users")

ACCOUNTS = {"ANNA": "daemon", "BO": "games", "CHIEF": "lp"}
"""The team: its two readers and their adjudicator."""
READERS = ("ANNA", "BO")
OUTSIDER = "nobody"
TEAM = "users"
"""The group of the review folder, to which the team's accounts belong."""
STEP = """
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
"""


TOLD: list[tuple[str, ...]] = [
    ("status",),
    ("agreement",),
    ("missed",),
    ("flow",),
    ("disagreements", "title-abstract"),
    ("decisions", "export"),
    ("export", "--format", "csv"),
    ("records", "included", "--stage", "title-abstract"),
]
"""Commands that tell what has been decided."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        _load_everything(place)
        place.chmod(0o755)
        text = protocol("1/2").replace(
            'title = "A review for tests"', f'title = "A review for tests"\ngroup = "{TEAM}"'
        )
        for reviewer, login in ACCOUNTS.items():
            text = text.replace(f'id = "{reviewer}"\n', f'id = "{reviewer}"\nlogin = "{login}"\n')
            (place / f"home-{login}").mkdir(mode=0o700)
            os.chown(place / f"home-{login}", pwd.getpwnam(login).pw_uid, -1)
        folder = place / "review"
        Review.create(folder, text.replace("[[stage]]", STEP + "[[stage]]", 1)).close()
        os.chown(folder, pwd.getpwnam(ACCOUNTS["ANNA"]).pw_uid, -1)
        (place / "export.ris").write_text(ris(range(6)))
        yield folder


def _load_everything(place: Path) -> None:
    """Import what the commands import while it can be read: the interpreter may lie where only root looks."""
    for name, (package, _) in COMMANDS.items():
        load_command(package, name)
    warm = make_review(place / "warm", records=2)
    for reader in READERS:
        decide_all(
            warm, reader, "title-abstract", [("T0", "include" if reader == "ANNA" else "exclude"), ("T1", "exclude")]
        )
    for words in (*TOLD, ("history", record_ids(warm)[0])):
        run(warm, *words)
    run(warm, "report", "--out", str(place / "warm-report"))
    run(warm, "bundle", str(place / "warm.zip"), "--while-blind")
    run(warm, "resolve", "title-abstract", record_ids(warm)[0], "include", "--rationale", "it is", "--by", "ANNA,BO")
    run(warm, "check")
    charts, ids = charting_review(place / "charts", "ANNA", "BO", records=1)
    for reader in READERS:
        fill_in(charts, ids[0], reader)
    run(charts, "chart", "consensus")
    run(charts, "chart", "agreement")
    sheet = place / "sheet.csv"
    sheet.write_text(f"record_id,country\n{ids[0]},Norway\n")
    run(charts, "chart", "import", str(sheet), "--stage", "charting", role="ANNA")
    run(charts, "chart", "export", "--format", "json")
    run(make_review(place / "sampled", records=2, coverage="1/2"), "sample", "title-abstract", "--draw", "--yes")


def in_account(login: str, folder: Path, do: Callable[[], Any], group: str = TEAM) -> Any:
    """Call something as that account; its result, or its error as text."""
    return called_as(login, folder.parent / f"home-{login}", do, group)


def as_account(reviewer: str, folder: Path, *words: str) -> Any:
    """Run a command as the reviewer's account; its JSON, or its error as text."""
    return in_account(ACCOUNTS[reviewer], folder, lambda: run_json(folder, *words))


def told(reviewer: str, folder: Path, *words: str) -> str:
    """All that a command tells the reviewer's account, in words and as JSON."""
    return str(
        in_account(
            ACCOUNTS[reviewer], folder, lambda: run(folder, *words).output + run(folder, *words, "--json").output
        )
    )


def reached(folder: Path) -> list[str]:
    """The files below a folder that this account can look at or open, by whatever name it may know of them."""
    found = []
    for at, folders, files in os.walk(folder):
        below = Path(at)
        for path in (*(below / each for each in files), *(below / each / DECISIONS for each in folders)):
            with contextlib.suppress(OSError):
                path.stat()
                path.open("rb").close()
                found.append(str(path.relative_to(folder)))
    return sorted({*found})


def table(folder: Path, name: str, rows: list[tuple[str, str]]) -> str:
    path = folder.parent / name
    path.write_text("accession,verdict\n" + "".join(f"{key},{verdict}\n" for key, verdict in rows))
    return str(path)


def half_read(folder: Path) -> tuple[list[str], str]:
    """ANNA has read all, BO nothing of the sample; the sample's ids, and a table of what BO will say."""
    assert as_account("ANNA", folder, "import", str(folder.parent / "export.ris"), "--source", "Base")["new"] == 6
    everything = table(folder, "all.csv", [(f"T{n}", "include") for n in range(6)])
    done = as_account("ANNA", folder, "decisions", "import", everything, "--stage", "language")
    assert done["stored"] == 6, done
    assert "BO" in as_account("CHIEF", folder, "sample", "title-abstract", "--draw", "--yes"), "who reads it draws it"
    drawn = as_account("BO", folder, "sample", "title-abstract", "--draw", "--yes")
    assert not isinstance(drawn, str), drawn
    assert len(drawn[0]["ids"]) == 3, "BO knows what the step has included without reading what is sealed"
    done = as_account("ANNA", folder, "decisions", "import", everything, "--stage", "title-abstract")
    assert done["stored"] == 6, done
    accession = {row["record_id"]: row["accession"] for row in as_account("BO", folder, "dedup", "--groups")}
    ids = drawn[0]["ids"]
    return ids, table(folder, "mine.csv", [(accession[each], "exclude") for each in ids])


ATTEMPTS: list[Callable[[Path], Any]] = [
    lambda place: [each.name for each in place.iterdir()],
    lambda place: (place / DECISIONS).stat().st_size,
    lambda place: (place / DECISIONS).read_text(),
    lambda place: place.chmod(0o755),
    lambda place: str(place.rename(place.parent.parent / "mine")),
]
"""Ways to somebody's sealed folder."""
SEALED = {"ANNA": "people/ANNA/title-abstract.1", "BO": "people/BO/title-abstract.1"}


def test_a_review_over_several_accounts(folder: Path) -> None:
    ids, mine = half_read(folder)
    refused = as_account("BO", folder, "decisions", "export", "--reviewer", "ANNA", "--stage", "title-abstract")
    assert refused == []
    before = as_account("BO", folder, "status")["stages"][1]
    assert before["blind"] is True and before["reviewers"]["ANNA"] == {"owed": 6, "done": 6}
    done = as_account("BO", folder, "decisions", "import", mine, "--stage", "title-abstract")
    assert done["stored"] == 3, done

    waiting = as_account("BO", folder, "status")["stages"][1]
    assert (waiting["blind"], waiting["waits_for"]) == (True, ["ANNA"])
    assert "waits for their program: ANNA starts tamis once" in told("CHIEF", folder, "status")
    assert as_account("CHIEF", folder, "disagreements", "title-abstract")["items"] == []
    as_account("ANNA", folder, "status")
    opened = as_account("BO", folder, "status")["stages"][1]
    assert (opened["blind"], opened["waits_for"]) == (False, [])
    [found] = as_account("BO", folder, "agreement", "title-abstract")["stages"]
    assert (found["n"], found["complete"], found["table"]) == (3, True, [[0, 3], [0, 0]])
    for each in ACCOUNTS:
        assert as_account(each, folder, "agreement", "title-abstract")["stages"] == [found]
        assert len(as_account(each, folder, "disagreements", "title-abstract")["items"]) == 3
    ruled = as_account("CHIEF", folder, "resolve", "title-abstract", ids[0], "include", "--rationale", "it belongs")
    assert not isinstance(ruled, str), ruled
    assert "CHIEF has ruled on this" in as_account(
        "BO", folder, "resolve", "title-abstract", ids[0], "exclude", "--rationale", "no"
    )
    items = as_account("ANNA", folder, "disagreements", "title-abstract")["items"]
    assert sorted(each["state"] for each in items) == ["open", "open", "resolved"]
    assert as_account("BO", folder, "check")["problems"] == []


def test_an_outsider_reads_nothing(folder: Path) -> None:
    half_read(folder)
    assert in_account(OUTSIDER, folder, partial(reached, folder), group="") == []
    assert "PermissionError" in in_account(OUTSIDER, folder, lambda: [each.name for each in folder.iterdir()], group="")
    assert "PermissionError" in in_account(OUTSIDER, folder, lambda: (folder / "protocol.toml").read_text(), group="")


def test_nobody_but_its_owner_opens_what_is_sealed(folder: Path) -> None:
    _, mine = half_read(folder)
    partly = "\n".join(Path(mine).read_text().splitlines()[:2])
    Path(mine).write_text(partly)
    assert as_account("BO", folder, "decisions", "import", mine, "--stage", "title-abstract")["stored"] == 1
    for owner, sealed in SEALED.items():
        for who, login in ACCOUNTS.items():
            found = in_account(login, folder, partial(reached, folder))
            assert any(each.startswith(sealed) for each in found) == (who == owner), (who, owner, found)
            assert f"people/{owner}/acts.jsonl" in found, "what they say for all"
            for attempt in ATTEMPTS if who != owner else ():
                assert "PermissionError" in str(in_account(login, folder, partial(attempt, folder / sealed))), who


def test_the_adjudicator_is_told_nothing_of_what_is_sealed(folder: Path) -> None:
    """What CHIEF is told does not depend on what the readers have said, only on how much."""
    ids, mine = half_read(folder)
    home = folder.parent / f"home-{ACCOUNTS['CHIEF']}"
    commands = [*TOLD, *(("history", each) for each in ids)]
    Path(mine).write_text("\n".join(Path(mine).read_text().splitlines()[:2]))
    as_account("BO", folder, "decisions", "import", mine, "--stage", "title-abstract")
    before = [told("CHIEF", folder, *each) for each in commands]
    for words in (("report", "--out", str(home / "one")), ("bundle", str(home / "one.zip"), "--while-blind")):
        as_account("CHIEF", folder, *words)
    assert "TamisError" in as_account("CHIEF", folder, "bundle", str(home / "two.zip"))
    Path(mine).write_text(Path(mine).read_text().replace("exclude", "include"))
    as_account("BO", folder, "decisions", "import", mine, "--stage", "title-abstract")
    as_account("ANNA", folder, "decide", "title-abstract", ids[0], "exclude")
    assert [told("CHIEF", folder, *each) for each in commands] == before
    as_account("CHIEF", folder, "report", "--out", str(home / "two"))
    first, second = (
        {path.relative_to(home / name): path.read_bytes() for path in (home / name).rglob("*") if path.is_file()}
        for name in ("one", "two")
    )
    assert first and first == second
    with ZipFile(home / "one.zip") as made:
        assert not [name for name in made.namelist() if "title-abstract.1" in name]


def test_a_folder_that_another_account_made_counts_for_nothing(folder: Path) -> None:
    """ANNA's account makes people/BO before BO does, and writes there what BO would say."""
    as_account("ANNA", folder, "import", str(folder.parent / "export.ris"), "--source", "Base")
    there = folder / "people"

    def squat() -> None:
        shutil.copytree(there / "ANNA", there / "BO")

    assert in_account(ACCOUNTS["ANNA"], folder, squat) is None
    for who in ACCOUNTS:
        assert as_account(who, folder, "status")["identified"] == 6, "the copied words of BO are nobody's"
    everything = table(folder, "all.csv", [(f"T{n}", "include") for n in range(6)])
    as_account("ANNA", folder, "decisions", "import", everything, "--stage", "language")
    refused = as_account("BO", folder, "sample", "title-abstract", "--draw", "--yes")
    assert "another account's (daemon)" in refused and "BO" in refused and "have its owner remove it" in refused
    in_account(ACCOUNTS["ANNA"], folder, lambda: shutil.rmtree(there / "BO"))
    assert not isinstance(as_account("BO", folder, "sample", "title-abstract", "--draw", "--yes"), str)


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
    assert {item["sides"]["ANNA"]["value"] for item in found} == {"trial"}, "what is open is read"
    [pair] = as_account("BO", folder, "chart", "agreement")["pairs"]
    assert {item["item"]: item["same"] for item in pair["items"]}["design"] == 0
    assert pair == as_account("ANNA", folder, "chart", "agreement")["pairs"][0]


def test_nobody_acts_in_anothers_name(folder: Path) -> None:
    as_account("ANNA", folder, "import", str(folder.parent / "export.ris"), "--source", "Base")
    everything = table(folder, "all.csv", [(f"T{n}", "include") for n in range(6)])
    answer = as_account("BO", folder, "decisions", "import", everything, "--stage", "language", "--reviewer", "ANNA")
    assert "bound to the login" in answer or "you act as BO" in answer
    assert run(folder, "check").exit_code == 0
