"""What work at a stage refuses, each message whole, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.charting import check_may_chart
from store.work.coding.give import coding_session
from store.work.disagreements import DiskResolutionStore
from store.work.resolutions import check_reason
from store.work.samples import draw, due_draw
from store.work.screening import DiskDecisionStore
from store.work.second_look import second_look_session
from tests.charts import charting_protocol, charting_review, fill
from tests.refusing import refusals_of
from tests.reviews import decide_all, differing_review, make_review, protocol, read_review, record_ids, ris, run
from tests.sharing import shared_plan, shared_review
from tests.tui.screens.charting.test_evidence import FULL_TEXT

STAGE, FULL = "title-abstract", "full-text"


def refused(folder: Path, cases: Mapping[str, tuple[str | None, str]], **names: str) -> str:
    """What each command, by its words and the role that says it, is refused with; {name} stands for a name."""

    def call(role: str | None, words: str) -> Callable[[], object]:
        return lambda: run(folder, *(each.format(**names) for each in words.split("|")), role=role)

    calls = {name: call(*case) for name, case in cases.items()}
    return refusals_of(calls, {folder: "REVIEW", folder.parent: "TMP"})


def tables(folder: Path, texts: Mapping[str, str | bytes]) -> dict[str, str]:
    """Files of these contents; name → path."""
    paths = {name: folder.parent / f"{name}.csv" for name in texts}
    for name, text in texts.items():
        paths[name].write_bytes(text if isinstance(text, bytes) else text.encode())
    return {name: str(path) for name, path in paths.items()}


def test_ending_disagreements(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = differing_review(tmp_path / "review")
    first, *_, last = record_ids(folder)
    told = refused(
        folder,
        {
            "they agree": ("CHIEF", f"resolve|{STAGE}|{{last}}|include|--rationale|x"),
            "no such record": ("CHIEF", f"resolve|{STAGE}|ffffffffffffffff|include|--rationale|x"),
            "a reason to include": ("CHIEF", f"resolve|{STAGE}|{{first}}|include|--reason|wrong-topic|--rationale|x"),
            "no such reason": ("CHIEF", f"resolve|{STAGE}|{{first}}|exclude|--reason|x|--rationale|x"),
            "nobody": ("ANNA", f"resolve|{STAGE}|{{first}}|exclude|--by|NOBODY|--rationale|x"),
            "a full text without a reason": ("ANNA", f"decide|{FULL}|{{last}}|exclude"),
            "not a reader": ("CHIEF", f"decide|{STAGE}|{{first}}|include"),
        },
        first=first,
        last=last,
    )
    half = make_review(tmp_path / "half", records=2)
    decide_all(half, "ANNA", STAGE, [("T0", "include")])
    told += "\n" + refused(half, {"blind": ("CHIEF", f"resolve|{STAGE}|{record_ids(half)[0]}|include|--rationale|x")})
    text = protocol().replace('kind = "screen"', 'kind = "screen"\ndisagreements = "adjudicator"', 1)
    ruled = differing_review(tmp_path / "ruled", text)
    told += "\n" + refused(
        ruled, {"only ruled": ("ANNA", f"resolve|{STAGE}|{record_ids(ruled)[0]}|include|--rationale|x")}
    )
    assert told == snapshot


def test_handing_on_and_reopening_disagreements(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = differing_review(tmp_path / "review", protocol().replace('"adjudicator"', '"second"'))
    first, *_ = record_ids(folder)
    cases: dict[str, tuple[str | None, str]] = {
        "nobody to hand it to": ("ANNA", f"resolve|{STAGE}|{{first}}|--escalate|--rationale|x"),
        "nothing to reopen": ("ANNA", f"resolve|{STAGE}|{{first}}|--reopen"),
    }
    told = refused(folder, cases, first=first)
    ruled = differing_review(
        tmp_path / "ruled", protocol().replace('kind = "screen"', 'kind = "screen"\ndisagreements = "adjudicator"', 1)
    )
    case: dict[str, tuple[str | None, str]] = {
        "handed on already": ("CHIEF", f"resolve|{STAGE}|{{first}}|--escalate|--rationale|x")
    }
    told += "\n" + refused(ruled, case, first=first)
    assert told == snapshot


def test_disagreements_that_the_lead_ends(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    text = protocol().replace('kind = "screen"', 'kind = "screen"\ndisagreements = "lead"', 1)
    folder = differing_review(tmp_path / "review", text)
    cases: dict[str, tuple[str | None, str]] = {
        "only the lead": ("BO", f"resolve|{STAGE}|{{first}}|include|--rationale|x"),
        "the lead has it": ("ANNA", f"resolve|{STAGE}|{{first}}|--escalate|--rationale|x"),
    }
    assert refused(folder, cases, first=record_ids(folder)[0]) == snapshot


def test_conflicts_that_a_reader_decides_alone(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    first, second, third = record_ids(folder)
    run(folder, "decide", STAGE, first, "include", role="ANNA")
    run(folder, "decide", STAGE, second, "exclude", role="ANNA")
    run(folder, "dedup", "--same", first, second, "--even-so", "--yes", role="ANNA")
    with Review(folder, role="ANNA") as review, Review(folder) as nobody:
        stage, places = review.stage(STAGE), {folder: "REVIEW"}
        state = review_state(review)
        [torn] = [record for record in (first, second) if record in state.groups.unique]
        store = DiskResolutionStore(state, stage)

        def decide(record: str, by: DiskResolutionStore = store) -> Callable[[], object]:
            return lambda: by.resolve(record, Verdict.INCLUDE, reason="", rationale="x", ticked=())

        said = {
            "nothing is in conflict": decide(third),
            "nobody decides": decide(torn, DiskResolutionStore(review_state(nobody), stage)),
        }
        told = refusals_of(said, places)
        decide(torn)()
        DiskDecisionStore(review, "ANNA", STAGE, state.groups).save(Decision(record=third, verdict=Verdict.INCLUDE))
        told += "\n" + refusals_of({"decided something since": lambda: store.reopen(torn)}, places)
    assert told == snapshot


def test_drawing(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    alone = protocol().replace(', { reviewer = "BO", coverage = "all" }', "", 1)
    told = []
    for name, folder in (
        ("one reader", make_review(tmp_path / "alone", records=2, text=alone)),
        ("opened", read_review(tmp_path / "opened")),
    ):
        told.append(refused(folder, {f"a pilot, {name}": ("ANNA", f"sample|{STAGE}|--pilot|1|--yes")}))
    folder = make_review(tmp_path / "review", records=4, coverage="1/2")
    with Review(folder, role="BO") as review:
        plan = due_draw(review_state(review), review.stage(STAGE), "BO")
        assert plan is not None
        more = tmp_path / "more.ris"
        more.write_text(ris([30]))
        run(folder, "import", str(more), "--source", "Testbase")
        told.append(refusals_of({"other records": lambda: draw(review, plan)}, {folder: "REVIEW"}))
    assert "\n".join(told) == snapshot


def test_second_looks(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = differing_review(tmp_path / "review")
    first, *_, last = record_ids(folder)
    cases = {
        "included": ("ANNA", f"second-look|{STAGE}|--change|{{first}}|include"),
        "they differ": ("BO", f"second-look|{STAGE}|--change|{{first}}|include"),
        "they differ, and it stays": ("BO", f"second-look|{STAGE}|--confirm|{{first}}"),
        "nothing is read": ("ANNA", f"second-look|{FULL}"),
        "not opened": (None, f"second-look|{FULL}"),
    }
    told = refused(folder, cases, first=first, last=last)
    charted, _ = charting_review(tmp_path / "charted", "ANNA", records=1)
    told += "\n" + refused(charted, {"of charting": ("ANNA", "second-look|charting")})
    with Review(folder, role="CHIEF") as review:
        again = second_look_session(review_state(review), review.stage(STAGE))
        told += "\n" + refusals_of({"who reads nothing here": lambda: list(again)}, {})
    half = make_review(tmp_path / "half", records=2)
    decide_all(half, "ANNA", STAGE, [("T0", "exclude")])
    told += "\n" + refused(
        half, {"half read": ("ANNA", f"second-look|{STAGE}"), "blind": (None, f"second-look|{STAGE}")}
    )
    assert told == snapshot


def test_handing_over(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = shared_review(tmp_path / "review", records=8, text=shared_plan())
    told = refused(
        folder,
        {
            "not dealt": ("A", f"hand-over|{FULL}|A|--all|--reason|x"),
            "another's": ("B", f"hand-over|{STAGE}|A|--all|--reason|x"),
            "to oneself": ("A", f"hand-over|{STAGE}|A|A|--all|--reason|x"),
            "to nobody of the stage": ("A", f"hand-over|{STAGE}|A|CHIEF|--all|--reason|x"),
            "more than there are": ("A", f"hand-over|{STAGE}|A|--records|99|--reason|x"),
            "no reason": ("A", f"hand-over|{STAGE}|A|--all|--reason|  "),
            "who reads nothing here": ("CHIEF", f"hand-over|{STAGE}|CHIEF|--all|--reason|x"),
        },
    )
    three = shared_plan('{ any = 2, of = ["A", "B", "C"] }', people="ABC")
    few = shared_review(tmp_path / "few", records=6, text=three)
    told += "\n" + refused(few, {"too few, others could": ("A", f"hand-over|{STAGE}|A|B|--all|--reason|x")})
    (few / "protocol.toml").write_text(shared_plan('{ any = 1, of = ["A", "B"] }', people="AB"))
    told += "\n" + refused(few, {"too few, nobody could": ("A", f"hand-over|{STAGE}|A|B|--all|--reason|x")})
    one = shared_review(tmp_path / "one", records=4, text=shared_plan('{ any = 1, of = ["A", "B"] }'))
    run(one, "hand-over", STAGE, "A", "--all", "--reason", "x", role="A")
    told += "\n" + refused(
        one,
        {
            "nothing is left": ("A", f"hand-over|{STAGE}|A|--all|--reason|x"),
            "nobody is left": ("B", f"hand-over|{STAGE}|B|--all|--reason|x"),
        },
    )
    assert told == snapshot


def test_tables_of_decisions(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    files = tables(
        folder,
        {
            "head": "accession,said\nT0,include\n",
            "empty": "",
            "latin": "accession,verdict\nT0,include\nT1,é\n".encode("latin-1"),
            "nul": b'accession,verdict\nT0,include\n"T1"x,include\n',
            "norecord": "accession,verdict\n,include\n",
            "unknown": "accession,verdict\nT9,include\n",
            "two": "accession,verdict\nT2,include\n",
            "verdict": "accession,verdict\nT0,perhaps\n",
            "nothing": "accession,verdict\nT0,\n",
            "reason": "accession,verdict,reason\nT0,exclude,x\n",
            "include": "accession,verdict,reason\nT0,include,wrong-topic\n",
            "twice": "accession,verdict\nT0,include\nT1,include\nt0,exclude\n",
            "time": "accession,verdict,decided_at\nT0,include,yesterday\n",
        },
    )
    words = f"decisions|import|{{{{}}}}|--stage|{STAGE}|--reviewer|ANNA"
    cases = {name: ("ANNA", words.format().replace("{}", f"{{{name}}}")) for name in files}
    cases["missing"] = ("ANNA", words.format().replace("{}", str(folder.parent / "no-such.csv")))
    other = tmp_path / "other.ris"
    other.write_text(ris([7]).replace("AN  - T7", "AN  - T2"))
    run(folder, "import", str(other), "--source", "Testbase")
    cases["two"] = ("ANNA", words.format().replace("{}", "{two}"))
    assert refused(folder, cases, **files) == snapshot


def test_tables_of_suggestions_and_decisions_of_others(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    head, row = "accession,verdict,confidence,criterion,quote,model,version\n", "T0,include,0.5,x,,gpt-x,1\n"
    files = tables(
        folder,
        {
            "head": "accession,verdict\nT0,include\n",
            "nobody": head.replace("accession", "title") + row,
            "norecord": head + row.replace("T0", ""),
            "verdict": head + row.replace("include", "perhaps"),
            "model": head + row.replace("gpt-x", ""),
            "version": head + row.replace(",1\n", ",\n"),
            "confidence": head + row.replace("0.5", "1.1"),
            "word": head + row.replace("0.5", "high"),
            "quote": head + row.replace(",x,,", ",x,words that are nowhere in it,"),
            "twice": head + row + row.replace("include", "exclude"),
        },
    )
    cases = {name: ("ANNA", f"suggestions|import|{{{name}}}|--stage|{STAGE}") for name in files}
    told = refused(folder, cases, **files)
    charted, _ = charting_review(tmp_path / "charted", "ANNA", records=1)
    told += "\n" + refused(charted, {"of charting": ("ANNA", "suggestions|import|{head}|--stage|charting")}, **files)
    other = tables(folder, {"rayyan": RAYYAN, "none": RAYYAN.replace("RAYYAN-INCLUSION", "")})
    words = f"decisions|import|{{{{}}}}|--stage|{STAGE}|--reviewer|ANNA".format()
    told += "\n" + refused(
        folder,
        {
            "several people": ("ANNA", words.replace("{}", "{rayyan}")),
            "somebody else": ("ANNA", words.replace("{}", "{rayyan}") + "|--from|Eve"),
            "no decisions": ("ANNA", words.replace("{}", "{none}")),
        },
        **other,
    )
    assert told == snapshot


RAYYAN = (
    "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes\n"
    "1,On harbour harbour harbour harbour harbour in study 0,1980,,,,,,,,,,,,,,"
    '"RAYYAN-INCLUSION: {""Ann""=>""Included"", ""Ben""=>""Excluded""}"\n'
)


def test_tables_of_charts(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    plan = charting_protocol("ANNA").replace('[[stage]]\nid = "charting"\n', FULL_TEXT)
    folder = make_review(tmp_path / "review", records=3, text=plan)
    decide_all(folder, "ANNA", FULL, [("T0", "include"), ("T1", "include")])
    files = tables(
        folder,
        {
            "head": "country\nNorway\n",
            "two": "accession,country,Country\nT0,Norway,Norway\n",
            "item": "accession,desing\nT0,Norway\n",
            "odd": "accession,xyz\nT0,Norway\n",
            "norecord": "accession,country\n,Norway\n",
            "early": "accession,country\nT2,Norway\n",
            "twice": "accession,country\nT0,Norway\nT1,Norway\nT0,Sweden\n",
            "answer": "accession,design\nT0,essay\n",
        },
    )
    cases = {name: ("ANNA", f"chart|import|{{{name}}}|--stage|charting") for name in files}
    assert refused(folder, cases, **files) == snapshot


def test_consensus_and_coding(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder, [first, second] = charting_review(tmp_path / "review", "ANNA", "BO", records=2)
    cases: dict[str, tuple[str | None, str]] = {
        "blind": ("ANNA", "chart|consensus|charting|{first}|design|--take|BO"),
        "nothing is coded": ("ANNA", "chart|code|findings|{first}|pay"),
        "who does not chart": ("CHIEF", "chart|set|charting|{first}|design|trial"),
    }
    told = refused(folder, cases, first=first)
    with Review(folder) as review:
        state = review_state(review)
        calls: dict[str, Callable[[], object]] = {
            "a form of nobody's": lambda: check_may_chart(state, "CHIEF", review.stage("charting")),
            "a verdict on a form": lambda: check_reason(review.stage("charting"), Verdict.INCLUDE, ""),
            "no coding": lambda: coding_session(state, "ANNA"),
        }
        told += "\n" + refusals_of(calls, {folder: "REVIEW"})
    run(folder, "chart", "code", "findings", "--category", "money", role="ANNA")
    told += "\n" + refused(folder, {"nothing to code": ("ANNA", "chart|code|findings|{first}|money")}, first=first)
    fill(folder, "ANNA", findings="pay")
    told += "\n" + refused(folder, {"not open yet": ("ANNA", "chart|code|findings|{first}|money")}, first=first)
    fill(folder, "BO", findings="pay", studies=[second], design="survey")
    fill(folder, "BO", findings="pay", studies=[first])
    told += "\n" + refused(
        folder,
        {
            "they agree": ("ANNA", "chart|consensus|charting|{first}|design|--take|BO"),
            "nobody's answer": ("ANNA", "chart|consensus|charting|{second}|design|--take|CHIEF"),
            "none to take back": ("ANNA", "chart|consensus|charting|{second}|design|--reopen"),
            "no such study": ("ANNA", "chart|consensus|charting|ffffffffffffffff|design|--take|BO"),
        },
        first=first,
        second=second,
    )
    no_quote = {"no such quote": ("ANNA", "chart|code|findings|{first}|money|--quote|3")}
    told += "\n" + refused(folder, no_quote, first=first)
    assert told == snapshot
