"""Five people share the reading, three to each record, from `init` on: in one account, an account each, on laptops."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from core.protocol.template import template
from tests.reviews import ris, run, run_json
from tests.team import FIVE, KINDS, Team, load_everything, report_of, without_plan

pytestmark = pytest.mark.slow

READERS = tuple(each for each in FIVE if each != "CHIEF")
STAGE = "title-abstract"
RECORDS = 16


def plan() -> str:
    """What `tamis init --template any-two` makes, edited as its comments say."""
    text = template("any-two", "Five readers").replace("replace this text before the search", "our own seed")
    for role, who in (("first", "ANNA"), ("second", "BO"), ("third", "CLEO"), ("adjudicator", "CHIEF")):
        text = text.replace(f'id = "{role}"', f'id = "{who}"').replace(f'reviewer = "{role}"', f'reviewer = "{who}"')
    more = "".join(f'[[reviewer]]\nid = "{each}"\nrole = "second"\n\n' for each in ("DAG", "EVA"))
    text = text.replace('[[reviewer]]\nid = "CHIEF"', f'{more}[[reviewer]]\nid = "CHIEF"')
    of = ", ".join(f'"{each}"' for each in READERS)
    text = text.replace('{ any = 2, of = ["first", "second", "third"] }', f"{{ any = 3, of = [{of}] }}", 1)
    text = text.replace('["first", "second", "third"]', f"[{of}]")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("login", 'group = ""')))


@pytest.fixture
def place() -> Iterator[Path]:
    load_everything()
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


def owed(team: Team, who: str, stage: str = STAGE) -> list[str]:
    return [each["record_id"] for each in team.do(who, "records", "owed", "--stage", stage, "--reviewer", who)]


def read(team: Team, who: str, records: list[str], stage: str = STAGE) -> dict[str, str]:
    """Somebody reads in one file; record → verdict. Reader and record alone decide what."""
    said = {each: random.Random(f"{who}{each}{stage}").choice(("include", "include", "exclude")) for each in records}
    file = team.place / f"{who}-{stage}-{len(records)}.csv"
    rows = "".join(f"{each},{verdict},{'concept' * (verdict == 'exclude')}\n" for each, verdict in said.items())
    file.write_text(f"record_id,verdict,reason\n{rows}")
    file.chmod(0o644)
    told = team.do(who, "decisions", "import", str(file), "--stage", stage)
    assert isinstance(told, dict), told
    team.exchange()
    return said


def test_a_review_begins_with_a_template_that_is_shared_out(tmp_path: Path) -> None:
    result = run(tmp_path, "init", str(tmp_path / "review"), "--template", "any-two", "--title", "Five readers")
    assert result.exit_code == 0, result.output
    (tmp_path / "review" / "protocol.toml").write_text(plan())
    (tmp_path / "found.ris").write_text(ris(range(3)))
    run(tmp_path / "review", "import", str(tmp_path / "found.ris"), "--source", "Medline")
    stages = run_json(tmp_path / "review", "status")["stages"]
    assert {who: each["owed"] for who, each in stages[0]["reviewers"].items()} == dict.fromkeys(READERS, 0)


def test_three_of_five_read_each_record_however_they_are_kept_apart(place: Path, accounts: tuple[str, ...]) -> None:
    ends = []
    for kind in accounts:
        if kind == "each" and os.geteuid() != 0:
            continue
        (place / kind).mkdir()
        team = KINDS[kind](place / kind, plan(), FIVE)
        ends.append(whole_way(team, place / f"report-{kind}"))
    assert all(each == ends[0] for each in ends)


def whole_way(team: Team, out: Path) -> dict[str, str]:
    """From the import to the report; gives the report."""
    file = team.place / "found.ris"
    file.write_text(ris(range(RECORDS)))
    file.chmod(0o644)
    team.do("ANNA", "import", str(file), "--source", "Medline")
    team.do("ANNA", "dedup")
    team.exchange()
    refused = team.do("BO", "decide", STAGE, "0" * 16, "include")
    assert "TamisError" in refused
    [dealt] = team.do("ANNA", "sample", STAGE, "--draw", "--yes")
    assert (dealt["frame"], dealt["readers"], dealt["readers_note"]) == (RECORDS, None, "sealed")
    team.exchange()

    shares = {who: owed(team, who) for who in READERS}
    assert Counter(map(len, shares.values())) == {10: 3, 9: 2}
    assert set(Counter(each for those in shares.values() for each in those).values()) == {3}
    assert sealed_for_the_others(team)
    as_a_shell_deals(team, shares)

    said = {who: read(team, who, shares[who][:4]) for who in READERS}
    moved = team.do("EVA", "hand-over", STAGE, "EVA", "--records", "3", "--reason", "EVA moves house")
    assert moved["records"] == 3
    team.exchange()
    team.do("CHIEF", "hand-over", STAGE, "DAG", "ANNA", "BO", "CLEO", "EVA", "--records", "2", "--reason", "DAG is ill")
    team.exchange()
    now = {who: owed(team, who) for who in READERS}
    assert len(now["EVA"]) in (len(shares["EVA"]) - 3, len(shares["EVA"]) - 2, len(shares["EVA"]) - 1)
    assert set(shares["EVA"][:4]) <= set(now["EVA"]), "what was decided stays"
    assert set(Counter(each for those in now.values() for each in those).values()) == {3}
    for who in READERS:
        said[who] |= read(team, who, [each for each in now[who] if each not in said[who]])
    team.start()

    stage = team.do("ANNA", "status")["stages"][0]
    assert not stage["blind"]
    assert stage["entered"] == stage["included"] + stage["excluded"] + stage["waiting"] == RECORDS
    agreement = team.do("BO", "agreement", STAGE)
    for pair in agreement["stages"]:
        one, two = pair["raters"]
        both = set(now[one]) & set(now[two])
        assert pair["n"] == len(both)
        same = sum(said[one][each] == said[two][each] for each in both)
        assert pair["percent_agreement"] == (pytest.approx(same / len(both)) if both else None)
        assert pair["complete"]
    assert agreement["all_readers"][0]["n"] == RECORDS
    differ = {
        record
        for one, two in combinations(READERS, 2)
        for record in said[one].keys() & said[two].keys()
        if said[one][record] != said[two][record]
    }
    items = team.do("CLEO", "disagreements", STAGE)["items"]
    assert {each["record_id"] for each in items} == differ
    for each in items:
        done = team.do("CLEO", "resolve", STAGE, each["record_id"], "include", "--rationale", "we talked")
        assert sorted(done["by"]) == sorted(side["reviewer"] for side in each["decisions"])
        assert len(done["by"]) in (3, 4)
        team.exchange()
    team.start()
    for who in team.seers:
        assert team.do(who, "check")["problems"] == []
    out.mkdir()
    out.chmod(0o777)
    reports = [report_of(team, who, out / who) for who in team.seers]
    assert all(each == reports[0] for each in reports)
    assert "Each record was read by 3 of 5 readers" in reports[0]["methods.md"]
    return without_plan({name: reports[0][name] for name in ("methods.md",)})


def sealed_for_the_others(team: Team) -> bool:
    """Nobody is told who else reads a record."""
    for who in ("BO", "CHIEF"):
        refusal = team.do(who, "records", "done", "--stage", STAGE, "--reviewer", "ANNA")
        if "is not known to others" not in refusal:
            return False
    [dealt] = team.do("BO", "sample", STAGE)
    return dealt["readers"] is None


def as_a_shell_deals(team: Team, shares: dict[str, list[str]]) -> None:
    """The line that `tamis sample` prints gives the same readers."""
    if shutil.which("awk") is None or shutil.which("sha256sum") is None:
        return

    def told() -> tuple[str, str]:
        folder = team.folders["ANNA"]
        text = run(folder, "sample", STAGE, role="ANNA").stdout
        return text.split("> ids.txt; ")[1].splitlines()[0], run(folder, "sample", STAGE, "--frame", role="ANNA").stdout

    line, frame = team.call("ANNA", told)
    (team.place / "ids.txt").write_text(frame)
    printed = subprocess.run(["sh", "-c", line], cwd=team.place, capture_output=True, text=True, check=True).stdout
    found = dict(row.split(" ", 1) for row in printed.splitlines())
    for who in READERS:
        assert sorted(record for record, those in found.items() if who in those.split()) == sorted(shares[who])
