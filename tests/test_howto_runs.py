"""The recipes of docs/how-to.md, each run from its beginning to its end on a review of its own.

Not run: making groups and accounts, which changes the machine, and `ssh` and `crontab`, which need another one.
Accounts of a shared server are tried in tests/e2e/test_two_accounts.py.
"""

from __future__ import annotations

import csv
import grp
import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.protocol.read import parse_protocol
from tests.charts import charting_protocol, charting_review, fill_in
from tests.reference import ROOT
from tests.reviews import decide_all, decisions_file, make_review, protocol, record_ids, ris, run, run_json
from tests.shell import Shell
from tests.store.work.outside.test_other_tools import title

STAGE = "title-abstract"
PAGE = (ROOT / "docs" / "how-to.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def lines(recipe: str, *, prompt: str = "$") -> list[str]:
    """The lines of a recipe that follow a prompt: $ for anybody, # for an administrator."""
    blocks = re.findall(r"^```console\n(.*?)^```", RECIPES[recipe], re.MULTILINE | re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith(f"{prompt} ")]


def follow(recipe: str, place: Path, **instead: str) -> list[str]:
    """Run the lines of a recipe, with other words in place of some; what each printed."""
    said = []
    with Shell(place) as shell:
        for line in lines(recipe):
            for word, other in instead.items():
                line = line.replace(word, other)
            said.append(shell.run(line))
    return said


def read(review: Path, numbers: range, *, stage: str = STAGE, differ: Sequence[int] = ()) -> None:
    """Both readers include records, but for those on which the second differs."""
    decide_all(review, "ANNA", stage, [(f"T{n}", "include") for n in numbers])
    decide_all(review, "BO", stage, [(f"T{n}", "exclude" if n in differ else "include") for n in numbers])


def decisions(review: Path, reviewer: str) -> dict[str, str]:
    rows = run_json(review, "decisions", "export", "--stage", STAGE, role=reviewer)
    return {row["title"]: row["verdict"] for row in rows}


def test_decide_from_a_script(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    ids = record_ids(folder)
    (folder / "commands.txt").write_text("".join(f"decide {STAGE} {each} include\n" for each in ids))
    follow("Decide from a script", folder)
    results = [json.loads(line) for line in (folder / "results.jsonl").read_text().splitlines()]
    assert [(each["line"], each["ok"], each["result"]["record"]) for each in results] == [
        (number, True, each) for number, each in enumerate(ids, 1)
    ]


def answers(recipe: str) -> list[str]:
    """The answers that a recipe gives line by line."""
    shown, _, text = RECIPES[recipe].rpartition("```")
    return [
        *re.findall(r"^> (.+)$", shown, re.MULTILINE),
        *re.findall(r"`([^`]+)`", re.split(r"\sare answers", text)[0]),
    ]


def test_screen_line_by_line(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    given = answers("Screen with a screen reader, or in an odd terminal")
    with Shell(review) as shell:
        typed = "".join(f"{each}\n" for each in given).replace("mutual", "another topic")
        said = shell.run(f"printf '{typed}' | tamis --as ANNA screen {STAGE} --plain")
    assert len(given) == 8 and "means nothing here" not in said and said.endswith("Everything is saved.\n")


def test_copy_links() -> None:
    """Tmux reads the lines; where there is no tmux, nothing is tried."""
    program = shutil.which("tmux") or pytest.skip("tmux is not here")
    recipes = re.findall(r"^```text\n(.*?)^```", RECIPES[("Copy links over SSH and in tmux")], re.M | re.S)
    words = [program, "-L", "tamis-test", "-f", "/dev/null", "start-server"]
    for line in "".join(recipes).splitlines():
        words += [";", *shlex.split(line)]
    done = subprocess.run([*words, ";", "kill-server"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_code_and_compare(tmp_path: Path) -> None:
    folder, (study, *_) = charting_review(tmp_path / "review", "ANNA", records=1)
    fill_in(folder, study, "ANNA", findings="They were paid.")
    said = follow("Code what texts say, and compare the studies", folder, STUDY=study)
    assert "trust" in said[3] and "conditions" in said[3]
    assert "trial × being trusted: 1 study" in said[6] and "Country: Norway 1" in said[6]


def test_every_recipe_is_tried() -> None:
    here = Path(__file__).read_text("utf-8")
    for recipe in RECIPES:
        assert f'("{recipe}"' in here, recipe


def test_change_the_plan(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    plan = review / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "A blog"))
    amended, corrected = follow("Change the plan", review)
    assert "why: The first fifty showed" in amended and "A blog" in amended
    assert "reported  52" in corrected and run_json(review, "sources")[0]["searched"] == "2022-06-01"


NUMBERS = {"n-1": "20", "mean-1": "12.5", "sd-1": "3", "n-2": "22", "mean-2": "10", "sd-2": "2.5"}


def scripts(recipe: str, place: Path) -> list[str]:
    """What each R script of a recipe prints; the test is skipped where there is no R, or not the package it wants."""
    program = shutil.which("Rscript") or pytest.skip("Rscript is not here: Debian's r-base-core has it")
    said = []
    for number, script in enumerate(re.findall(r"^```r\n(.*?)^```", RECIPES[recipe], re.MULTILINE | re.DOTALL)):
        assert len(script.splitlines()) <= 10
        (place / f"{number}.R").write_text(script)
        done = subprocess.run([program, f"{number}.R"], cwd=place, capture_output=True, text=True, check=False)
        if "no package called" in done.stderr:
            pytest.skip("metafor is not here: Debian's r-cran-metafor has it")
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    return said


@pytest.fixture
def charted(tmp_path: Path) -> Path:
    """A charted review with the numbers of two groups, and the folder of its tables."""
    items = "".join(f'[[chart.item]]\nid = "{each}"\nlabel = "{each}"\ntype = "number"\n' for each in NUMBERS)
    review = make_review(tmp_path / "review", records=4, text=charting_protocol() + items)
    for place, study in enumerate(record_ids(review)):
        more = {"design": ("trial", "survey")[place % 2], "roles": "worker; leader" if place else "not reported"}
        fill_in(review, study, "ANNA", **more, **NUMBERS | {"mean-1": f"{12 + place}.5"})
    follow("Tables for a paper, for R and for EviAtlas", review)
    return review


def test_tables_for_a_paper(charted: Path) -> None:
    assert "<td>3</td>" not in (page := (charted / "crossing.html").read_text()) and "<td>2</td>" in page
    assert (charted / "tables" / "metafor.csv").is_file()


@pytest.mark.slow
def test_r_reads_the_tables_and_prints_the_same_numbers(charted: Path) -> None:
    tidy, effects, heat = scripts("Tables for a paper, for R and for EviAtlas", charted)
    for table in run_json(charted, "chart", "tables", "design")["tables"]:
        given = [each for each in table["rows"] if each["n"]]
        assert re.search(r"\s*".join(sorted(each["value"] for each in given)) + r"\s+2\s+2\s", tidy)
    crossed = {row[0]: row[1:] for row in run_json(charted, "chart", "table", "crossing", "design", "roles")["rows"]}
    assert crossed["survey"] == [2, 0, 2, 0] and crossed["trial"][:3] == [1, 0, 1]
    assert re.search(r"leader worker\s+survey +2 +2\s+trial +1 +1", tidy)
    for row in run_json(charted, "chart", "table", "characteristics", "country", "design")["rows"]:
        assert re.search(rf"{row[0]} +{row[1]} +{row[2]}", tidy)
    assert "Random-Effects Model (k = 4" in effects
    assert re.search(r"Norway +2 +2", heat)


def test_set_up_a_shared_server(tmp_path: Path) -> None:
    places = {"/srv/reviews": str(tmp_path / "reviews"), "review ": f"{grp.getgrgid(os.getgid()).gr_name} "}
    as_root = lines("Set up a shared server", prompt="#")
    changing = [line for line in as_root if re.match("(group|user)(add|mod) ", line)]
    assert len(changing) == 5
    with Shell(tmp_path) as shell:
        for line in [*(each for each in as_root if each not in changing), *lines("Set up a shared server")]:
            for word, other in places.items():
                line = line.replace(word, other)
            shell.run(line)
    made = tmp_path / "reviews" / "sieve"
    assert made.parent.stat().st_mode & 0o7777 == 0o2775 and made.stat().st_mode & 0o7777 == 0o2770
    [printed] = re.findall(r"```toml\n(.*?)```", RECIPES["Set up a shared server"], re.DOTALL)
    before = (made / "protocol.toml").read_text("utf-8")
    after = re.sub(r'\[\[reviewer\]\]\nid = "first".*?(?=\n\[)', printed, before, count=1, flags=re.DOTALL)
    assert after != before and parse_protocol(after).reviewer("first").logins == ("anna",)


@pytest.mark.slow
def test_work_on_two_laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three clones, a bare repository, a stick; then all read, and it opens for everybody."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    text = protocol().replace("[review]", '[review]\napart = "machines"')
    at = {"ANNA": make_review(tmp_path / "sieve", records=3, text=text)}
    for each in ("stick", "BO", "CHIEF"):
        (tmp_path / each).mkdir()
        at.setdefault(each, tmp_path / each)
    with Shell(tmp_path) as shell:
        for line in lines("Work on two laptops"):
            who = next((each for each in ("BO", "CHIEF") if each in line), "ANNA")
            shell.run(f"cd {at[who]}")
            shell.run(line.replace("/media/stick", str(tmp_path / "stick")).replace("/mnt/team", str(tmp_path)))
            if " join " in line:
                at[who] /= "sieve"
    for who, other in (("ANNA", "BO"), ("BO", "CHIEF"), ("ANNA", "BO"), ("BO", "CHIEF")):
        if who != "CHIEF":
            decide_all(at[who], who, STAGE, [(f"T{n}", "include") for n in range(3)])
        for each in (who, other):
            assert not run_json(at[each], "share", role=each)["problems"]
    for who in ("BO", "CHIEF"):
        assert list(decisions(at[who], "ANNA").values()) == ["include"] * 3


@pytest.mark.slow
def test_work_in_tmux(tmp_path: Path) -> None:
    make_review(tmp_path / "sieve", records=2)
    ssh, *rest = lines("Work in tmux")
    assert ssh.startswith("ssh ")
    with Shell(tmp_path) as shell:
        shell.run("export TAMIS_REVIEWER=ANNA")
        for line in rest:
            shell.run(line.replace("/srv/reviews", str(tmp_path)))


def test_back_up(tmp_path: Path) -> None:
    review = make_review(tmp_path / "sieve", records=3)
    read(review, range(2))
    before = run_json(review, "status")
    with Shell(review) as shell:
        for line in lines("Back up"):
            line = line.replace("/mnt/elsewhere", str(tmp_path / "elsewhere")).replace("/srv/reviews", str(tmp_path))
            made = sorted((tmp_path / "elsewhere" / "sieve").glob("*"))
            shell.run(line.replace("TIME", made[-1].name) if made else line)
    assert run_json(tmp_path / "restored", "status") == before
    [at, *_] = re.findall(r"^\d+ \d+ \* \* \*  (tamis .*)$", RECIPES["Back up"], re.MULTILINE)
    with Shell(tmp_path) as shell:
        shell.run(at.replace("/mnt/elsewhere", str(tmp_path / "night")).replace("/srv/reviews", str(tmp_path)))


def test_update_the_search(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    read(review, range(3))
    (review / "scopus-2022.ris").write_text(ris([1, 2, 5]))
    (review / "medline-2022.ris").write_text(ris([2, 6]))
    said = follow("Update the search", review)
    assert "previous" in said[-1].lower()
    status = run_json(review, "status")
    assert (len(status["rounds"]), status["stages"][0]["entered"], status["stages"][0]["included"]) == (2, 5, 3)


def test_search_the_citations_of_what_is_included(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    read(review, range(3), differ=[0])
    (review / "found.ris").write_text(ris([7, 8]))
    at_this_stage = {"--outcome included": f"--outcome included --stage {STAGE}", "RECORD": record_ids(review)[1]}
    said = follow("Search the citations of what is included", review, **at_this_stage)
    dois = (review / "dois.txt").read_text().split()
    assert dois == sorted(dois) and len(dois) == (review / "included.ris").read_text().count("\nDO  - ") == 2
    assert "2" in said[-1] and len(record_ids(review)) == 5


def test_export_from_a_database(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review")
    (review / "exports").mkdir()
    (review / "exports" / "scopus.ris").write_text(ris([1, 2]))
    looked, brought = follow("Export from a database", review)
    assert "file name" in looked and "brought 2 records" in brought


def test_move_from_rayyan(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review")
    with (review / "rayyan.csv").open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("key", "title", "year", "authors", "notes"))
        for n, said in ((0, '"Anna"=>"Included"'), (1, '"Anna"=>"Excluded", "Bo"=>"Included"')):
            table.writerow((f"rayyan-{n}", title(n), 1980 + n, f"Writer{n}, A", f"RAYYAN-INCLUSION: {{{said}}}"))
    follow("Move from Rayyan", review)
    assert decisions(review, "ANNA") == {title(0): "include", title(1): "exclude"}


def test_move_from_covidence(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    for name, numbers in (("irrelevant", [0, 2]), ("select", [1])):
        rows = "".join(f'"{title(n)}","Writer{n}, A",x,{1980 + n},#{n}\n' for n in numbers)
        (review / f"{name}.csv").write_text(f"Title,Authors,Abstract,Published Year,Covidence #\n{rows}")
    follow("Move from Covidence", review)
    assert decisions(review, "ANNA") == {title(0): "exclude", title(1): "include", title(2): "exclude"}


def test_check_the_sample_by_hand(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=12, coverage="1/3")
    run(review, "sample", STAGE, "--draw", "--yes")
    [sample] = run_json(review, "sample", STAGE)
    drawn = follow("Check the sample by hand", review, SEED=sample["seed"], SIZE=str(sample["size"]))
    assert drawn[-1].split() == sample["ids"]


def test_extend_the_sample(tmp_path: Path) -> None:
    [rule] = re.findall(r"```toml\n(.*?)```", RECIPES["Extend the sample"], re.DOTALL)
    readers = "readers = [{ reviewer"
    text = protocol("1/5").replace(readers, f"{rule}{readers}", 1)
    review = make_review(tmp_path / "review", records=60, text=text)
    run(review, "sample", STAGE, "--draw", "--yes")
    with Shell(review) as shell:
        by_wish, by_rule = lines("Extend the sample")
        shell.run(by_wish.replace("50", "5"))
        [sample] = run_json(review, "sample", STAGE)
        assert sample["size"] == 17
        numbers = range(60)
        decide_all(review, "ANNA", STAGE, [(f"T{n}", "include") for n in numbers])
        for number, record in enumerate(sample["ids"]):
            run(review, "decide", STAGE, record, "exclude" if number % 2 else "include", role="BO")
        assert run_json(review, "agreement", STAGE)["stages"][0]["due_extension"]
        shell.run(by_rule)
    [sample] = run_json(review, "sample", STAGE)
    assert sample["size"] == 23


@pytest.mark.slow
def test_calibrate_with_a_pilot(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=8, coverage="1/2")
    with Shell(review) as shell:
        shell.run("export TAMIS_REVIEWER=ANNA")
        draw, screen, talk = lines("Calibrate with a pilot")
        shell.run(draw.replace("50", "3"))
        shell.run(screen)
        piloted = run_json(review, "sample", STAGE)[-1]["ids"]
        for reader, verdict in (("ANNA", "include"), ("BO", "exclude")):
            for record in piloted:
                run(review, "decide", STAGE, record, verdict, role=reader)
        shell.run(talk)
    assert len(run_json(review, "disagreements", STAGE)["items"]) == 3


def test_decide_in_a_spreadsheet(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    decide_all(review, "ANNA", STAGE, [("T0", "include")])
    export, bring_in = lines("Decide in a spreadsheet")
    with Shell(review) as shell:
        shell.run(export)
        table = review / "decisions.csv"
        table.write_text(table.read_text("utf-8-sig").replace("include", "exclude"))
        shell.run(bring_in)
    assert decisions(review, "ANNA") == {title(0): "exclude"}


def test_take_something_back(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=5)
    decide_all(review, "ANNA", STAGE, [(f"T{n}", "include") for n in range(5)])
    undo, redo = lines("Take something back")
    with Shell(review) as shell:
        shell.run(undo)
        assert not decisions(review, "ANNA")
        shell.run(redo)
    assert len(decisions(review, "ANNA")) == 5


def test_chart_in_a_spreadsheet(tmp_path: Path) -> None:
    review, [record, *_] = charting_review(tmp_path / "review", "ANNA", records=2)
    export, bring_in = lines("Chart in a spreadsheet")
    with Shell(review) as shell:
        shell.run(export)
        with (review / "charting.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert {"record_id", "design"} <= rows[0].keys()
        for row in rows:
            row |= {"country": "Norway", "design": "survey", "roles": "worker;leader", "design.page": "4"}
        with (review / "charting.csv").open("w", newline="") as stream:
            table = csv.DictWriter(stream, rows[0].keys())
            table.writeheader()
            table.writerows(rows)
        shell.run(bring_in)
    forms = run_json(review, "chart", "forms", role="ANNA")["studies"]
    assert record in [each["record_id"] for each in forms] and all(each["complete"] for each in forms)


def test_when_a_reader_drops_out(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    decide_all(review, "ANNA", STAGE, [("T0", "include")])
    follow("When a reader drops out", review)
    assert run_json(review, "status")["stages"][0]["blind"] is False


def test_when_something_is_damaged(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=3)
    read(review, range(3))
    journal = decisions_file(review, "ANNA", STAGE)
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-40] + b"x" + whole[-39:])
    check, repair, _ = lines("When something is damaged")
    with Shell(review) as shell:
        with pytest.raises(AssertionError, match=STAGE):
            shell.run(check)
        shell.run(repair.replace("tamis", "tamis --as ANNA"))
        for aside in journal.parent.glob("*.set-aside-*"):
            aside.rename(tmp_path / aside.name)
        shell.run(check)


def shared(place: Path, *, records: int = 30) -> Path:
    """A review of five people by the plan of the recipe; nothing is dealt."""
    [readers] = re.findall(
        r"^```toml\n(.*?)\n```", RECIPES["Share the reading among several people"], re.DOTALL | re.MULTILINE
    )
    text = protocol().replace(
        'readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]', readers, 1
    )
    more = "".join(f'[[reviewer]]\nid = "{each}"\nrole = "second"\n' for each in ("CLEO", "DAG", "EVA"))
    return make_review(place, records=records, text=text.replace("[[stage]]", f"{more}[[stage]]", 1))


def test_share_the_reading(tmp_path: Path) -> None:
    review = shared(tmp_path / "review")
    follow("Share the reading among several people", review)
    reviewers = run_json(review, "status")["stages"][0]["reviewers"]
    assert {who: each["owed"] for who, each in reviewers.items()} == dict.fromkeys(reviewers, 12)


def test_hand_over(tmp_path: Path) -> None:
    review = shared(tmp_path / "review", records=40)
    follow("Share the reading among several people", review)
    some, rest = follow("Hand over what somebody cannot read", review)
    assert "10 records of BO's handed over" in some and "DAG" in some and "CLEO" not in some
    assert "6 records of BO's handed over" in rest
    assert run_json(review, "status")["stages"][0]["reviewers"]["BO"]["owed"] == 0
