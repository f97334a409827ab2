"""What the commands of reading print and refuse, whole."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run
from tests.sharing import shared_plan, shared_review
from tests.tui.cli.printed import printed
from tests.tui.cli.test_first_mistakes import STEP

SUGGEST = 'suggest = { rule = "language", keep = ["eng"] }\n'


def test_samples(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=12, text=protocol("1/3"))
    lines = """
        sample full-text
        sample title-abstract --yes
        sample title-abstract --reason more
        sample title-abstract --round 1
        sample title-abstract --extend 1 --extend-by-rule
        sample title-abstract
        sample title-abstract --verify
        sample title-abstract --pilot 2
        sample title-abstract --pilot 2 --yes
        sample title-abstract --draw --yes
        sample title-abstract --draw --yes
        agreement title-abstract
        missed title-abstract
        sample title-abstract --extend 1 --reason more
        sample title-abstract --extend 1 --reason more --yes
        sample title-abstract --extend 99 --reason more --yes
        sample title-abstract --extend-by-rule
        sample title-abstract --verify
        ANNA: sample title-abstract
    """
    told = printed(folder, lines)
    (tmp_path / "new.ris").write_text(ris(range(20, 26)), encoding="utf-8")
    run(folder, "import", str(tmp_path / "new.ris"), "--source", "Testbase", "--round", "new")
    more = """
        sample title-abstract --draw --yes
        sample title-abstract --extend 1 --reason more --yes
        sample title-abstract --extend 1 --reason more --yes --round 2
        sample title-abstract --extend 1 --reason more --yes --round 3
        sample title-abstract --frame --round 2
        sample title-abstract --frame --round 0
        sample title-abstract --frame --round 7
        sample title-abstract --frame
        sample title-abstract --verify
        sample title-abstract --pilot 1 --yes
        sample title-abstract --extend-by-rule --yes
        sample full-text --draw --yes
        sample full-text --verify
    """
    assert f"{told}\n{printed(folder, more)}" == snapshot


def test_a_sample_extended_after_the_opening(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4, text=protocol("1/2"))
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(4)])
    assert printed(folder, "sample title-abstract --extend 1 --reason more --yes") == snapshot


def test_records_that_are_dealt(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = shared_review(tmp_path / "review", records=6, text=shared_plan(), draws=False)
    lines = """
        A: status
        A: sample title-abstract
        A: sample title-abstract --draw --yes
        A: sample title-abstract --extend 1 --reason more --yes
        A: hand-over title-abstract B A
        B: hand-over title-abstract B A --reason ill
        A: hand-over title-abstract B A --all --reason ill
        CHIEF: hand-over title-abstract B --all --reason ill
        CHIEF: hand-over title-abstract B --all --reason ill
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot


def test_steps_and_suggestions(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(
        tmp_path / "review", records=3, text=protocol().replace("[[stage]]", STEP + SUGGEST + "[[stage]]", 1)
    )
    file = tmp_path / "norwegian.ris"
    file.write_text(
        "TY  - JOUR\nTI  - Erfaringskonsulenter i kommunene\nLA  - Norwegian; Norwegian; Norwegian\nER  - \n"
        "TY  - JOUR\n"
        "TI  - Brukermedvirkning og erfaringer med tjenestene i kommunen for alle de som har sagt ja til det\nER  - \n",
        encoding="utf-8",
    )
    run(folder, "import", str(file), "--source", "Otherbase")
    lines = """
        ANNA: suggest language
        ANNA: suggest language --list
        ANNA: suggest language --apply
        ANNA: suggest language --pass-rest
        ANNA: suggest language
        ANNA: acts language
        ANNA: acts language --last 1
        ANNA: acts language --undo 1 --redo 1
        ANNA: acts language --undo 9
        ANNA: undo language --yes
        ANNA: undo language --yes
        ANNA: redo language --yes
        ANNA: status
        ANNA: status --categories
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot


def test_decisions(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=4)
    (tmp_path / "wrong.csv").write_text("accession,verdict,reason\nT0,perhaps,\nT9,include,\nT1,exclude,none\n")
    lines = """
        ANNA: decide title-abstract R0 exclude --reason wrong-topic
        ANNA: decide title-abstract R0 exclude --reason wrong-topic --also wrong-design
        ANNA: decide title-abstract R1 include --reason wrong-topic
        ANNA: decide title-abstract R1 -
        ANNA: decide title-abstract R1 - --note so
        ANNA: decide title-abstract R1 include --also wrong-topic
        ANNA: decisions import TMP/wrong.csv --stage title-abstract
        ANNA: decisions import TMP/wrong.csv --stage title-abstract --reviewer BO
        decisions import TMP/wrong.csv --stage title-abstract --reviewer CHIEF
        decisions import TMP/wrong.csv --stage title-abstract
        decisions export --reviewer NOBODY
        BO: decisions export --stage title-abstract
        BO: decisions export --stage nowhere
        ANNA: decisions export --stage full-text
        ANNA: highlights
        ANNA: highlights --include peer --exclude peer
        ANNA: amend so
    """
    told = printed(folder, lines, record_ids(folder))
    plan = folder / "protocol.toml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace('{ id = "wrong-topic", label = "Another topic" }, ', ""),
        encoding="utf-8",
    )
    assert f"{told}\n{printed(folder, 'ANNA: amend simpler')}" == snapshot


def test_what_other_programs_say(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    ids = record_ids(folder)
    head = "record,verdict,confidence,criterion,quote,model,version"
    (tmp_path / "said.csv").write_text(f"{head}\n{ids[0]},exclude,0.9,,,gpt,1\n{ids[1]},include,,,,gpt,1\n")
    (tmp_path / "wrong.csv").write_text(f"{head}\n{ids[0]},exclude,9,,,gpt,1\n")
    (tmp_path / "quoted.csv").write_text(f"{head}\n{ids[0]},exclude,1,,never said,gpt,1\n")
    note = 'RAYYAN-INCLUSION: {"Bo"=>"Included"}'
    (tmp_path / "other.ris").write_text(
        "".join(f"TY  - JOUR\nTI  - Nowhere {n}\nN1  - {note}\nER  - \n" for n in range(12))
    )
    lines = """
        suggestions agreement title-abstract
        suggestions import TMP/said.csv --stage title-abstract
        suggestions import TMP/said.csv --stage title-abstract
        suggestions import TMP/wrong.csv --stage title-abstract
        suggestions import TMP/quoted.csv --stage title-abstract
        suggestions agreement title-abstract
        ANNA: decide title-abstract R0 include
        ANNA: suggestions differences title-abstract
        BO: decisions import TMP/other.ris --stage title-abstract
        screen title-abstract --plain
        CHIEF: screen title-abstract --plain
    """
    assert printed(folder, lines, ids) == snapshot
