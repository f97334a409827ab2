"""What the commands of a team print and refuse, whole."""

from __future__ import annotations

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.reviews import decide_all, differing_review, make_review, protocol, record_ids, ris, run, run_json
from tests.sharing import owed, shared_review
from tests.tui.cli.printed import printed
from tests.tui.cli.read.test_sample_extend import accessions
from tests.tui.cli.team.test_agreement_figures import decide, read_by_two, three_readers
from tests.tui.cli.team.test_missed import read_and_settled

ALONE = '{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }'


def test_agreement_and_its_figures(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = read_by_two(tmp_path, protocol().replace("[sample]", 'kappa_scale = "landis-koch"\n[sample]'))
    lines = """
        agreement title-abstract
        agreement title-abstract --bootstrap 50
        agreement title-abstract --maybe category
        agreement full-text --bootstrap 50
        agreement full-text --bootstrap 50 --json
        missed title-abstract
    """
    assert printed(folder, lines) == snapshot


def test_agreement_of_too_few(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "alike", records=2)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [("T0", "include"), ("T1", "include")])
    text = protocol().replace(ALONE, '{ reviewer = "ANNA", coverage = "all" }')
    alone = make_review(tmp_path / "alone", records=1, text=text)
    told = [
        printed(folder, "agreement title-abstract --bootstrap 20"),
        printed(alone, "agreement\nagreement title-abstract\nmissed title-abstract\nmissed"),
    ]
    piloted = make_review(tmp_path / "piloted", records=4)
    run(piloted, "sample", "title-abstract", "--pilot", "3", "--yes")
    frame = {each["accession"]: each["record_id"] for each in run_json(piloted, "dedup", "--groups")}
    drawn = run_json(piloted, "sample", "title-abstract")[0]["ids"]
    for who, first in (("ANNA", "include"), ("BO", "exclude")):
        said = [
            (name, first if place else "include") for place, name in enumerate(sorted(frame)) if frame[name] in drawn
        ]
        decide_all(piloted, who, "title-abstract", said)
    told.append(printed(piloted, "agreement title-abstract"))
    assert "\n".join(told) == snapshot


def test_three_readers_and_a_sample_extended_late(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "r", records=8, text=three_readers())
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    ids = record_ids(folder)
    for place, who in enumerate(("ANNA", "BO", "CY")):
        said = [(each, "exclude" if n % (place + 2) else "include", "") for n, each in enumerate(ids)]
        decide(folder, who, [(each, verdict, "wrong-topic" * (verdict == "exclude")) for each, verdict, _ in said])
    told = printed(folder, "agreement title-abstract")
    more = """
        sample title-abstract --extend 2 --reason more --yes
        agreement title-abstract
        missed title-abstract
    """
    assert f"{told}\n{printed(folder, more)}" == snapshot


def test_what_was_missed(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = read_and_settled(tmp_path, rounds=2)
    told = printed(folder, "missed title-abstract\nmissed full-text")
    one, other, *_ = record_ids(folder)
    run(folder, "dedup", "--same", one, other, "--even-so")
    assert f"{told}\n{printed(folder, 'missed title-abstract')}" == snapshot


def test_second_looks_and_stopping(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=30, coverage="20%")
    verdicts = [(f"T{place}", "exclude" if place % 3 else "include") for place in range(30)]
    decide_all(folder, "ANNA", "title-abstract", verdicts)
    lines = """
        ANNA: second-look title-abstract --change R1 include --confirm R1
        ANNA: second-look title-abstract --change R1 exclude
        ANNA: second-look title-abstract
        ANNA: second-look title-abstract --change R1 include
        ANNA: second-look title-abstract --confirm R2
        ANNA: second-look title-abstract --confirm R0
        ANNA: stopping title-abstract
        ANNA: stopping title-abstract --target 2
        stopping title-abstract
        missed title-abstract
        sample title-abstract --draw --yes
    """
    told = printed(folder, lines, record_ids(folder))
    for each in run_json(folder, "sample", "title-abstract")[0]["ids"]:
        run(folder, "decide", "title-abstract", each, "include", role="BO")
    more = """
        stopping title-abstract
        stopping title-abstract --target 50%
        stopping title-abstract --target 0.999
        ANNA: second-look title-abstract
        unblind title-abstract --rationale so
    """
    assert f"{told}\n{printed(folder, more, record_ids(folder))}" == snapshot


def test_disagreements(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = differing_review(tmp_path / "review")
    (tmp_path / "late.ris").write_text(ris([7]), encoding="utf-8")
    lines = """
        disagreements title-abstract
        status
        BO: decide title-abstract R0 maybe
        disagreements title-abstract
        resolve title-abstract R0 include
        resolve title-abstract R0 include --rationale so
        CHIEF: resolve title-abstract R0 include --rationale so
        CHIEF: resolve title-abstract R4 include --rationale so
        unblind title-abstract --rationale so
        disagreements title-abstract
        disagreements nowhere
        show R0
        history R0
        CHIEF: resolve title-abstract R1 exclude --reason wrong-topic --rationale so --by ANNA,BO
        CHIEF: resolve title-abstract R2
        CHIEF: resolve title-abstract R2 include --reopen
        CHIEF: resolve title-abstract R2 --escalate --rationale hard
        CHIEF: resolve title-abstract R0 --reopen
        CHIEF: resolve title-abstract R0 --reopen
        disagreements title-abstract --hide-names
        disagreements
        disagreements full-text
    """
    assert printed(folder, lines, record_ids(folder)) == snapshot


def test_records_dealt_without_one_more_reader_and_handed_over(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = shared_review(tmp_path / "review", records=10)
    [first, *_] = owed(folder, "B")
    run(folder, "decide", "title-abstract", first, "include", role="B")
    lines = """
        missed title-abstract
        agreement title-abstract
        CHIEF: hand-over title-abstract B --all --reason ill
        B: status
    """
    assert printed(folder, lines) == snapshot


def test_looks_back_at_a_sample_read_late(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = read_and_settled(tmp_path)
    [record, *_] = (each["record_id"] for each in run_json(folder, "second-look", "title-abstract")["items"])
    run(folder, "second-look", "title-abstract", "--change", record, "include", role="ANNA")
    run(folder, "sample", "title-abstract", "--extend", "2", "--reason", "more", "--yes")
    known = accessions(folder)
    ids = run_json(folder, "sample", "title-abstract")[0]["ids"][-2:]
    decide_all(folder, "BO", "title-abstract", [(known[each], "exclude") for each in ids])
    assert printed(folder, "missed title-abstract") == snapshot
