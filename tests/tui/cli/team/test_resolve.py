"""How a disagreement ends, from the command line: who may end it, and reopening."""

from pathlib import Path
from typing import Any

import click
import pytest

from core.errors import TamisError
from tests.reviews import decide_all, make_review, protocol, record_ids, run, run_json

STAGE = "title-abstract"


RECORDS = 8


def disputed(tmp_path: Path, *, ruled: bool = False) -> Path:
    """ANNA includes everything, BO nothing."""
    text = protocol("all")
    if ruled:
        text = text.replace('kind = "screen"\n', 'kind = "screen"\ndisagreements = "adjudicator"\n')
    folder = make_review(tmp_path / "r", records=RECORDS, text=text)
    for reviewer, verdict in (("ANNA", "include"), ("BO", "exclude")):
        decide_all(folder, reviewer, STAGE, [(f"T{n}", verdict) for n in range(RECORDS)])
    return folder


def items(folder: Path, *options: str, role: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run_json(folder, "disagreements", STAGE, *options, role=role)["items"]
    return found


@pytest.mark.parametrize("by", [(), ("--by", "CHIEF"), ("--by", "ANNA,BO")])
@pytest.mark.parametrize("role", ["ANNA", "BO", None])
def test_where_the_adjudicator_rules_the_readers_end_nothing(
    tmp_path: Path, role: str | None, by: tuple[str, ...]
) -> None:
    folder = disputed(tmp_path, ruled=True)
    record = items(folder)[0]["record_id"]
    words = ("resolve", STAGE, record, "include", "--rationale", "x", *by)
    if role is None and by == ("--by", "CHIEF"):
        assert run_json(folder, *words)["by"] == ["CHIEF"]  # the team writes down what the adjudicator said
        return
    with pytest.raises(TamisError, match="the readers cannot end a disagreement here") as refused:
        run(folder, *words, role=role)
    assert "--as ADJUDICATOR" in refused.value.advice
    with pytest.raises(TamisError, match="waits for the adjudicator already"):
        run(folder, "resolve", STAGE, record, "--escalate", role=role)
    assert {each["state"] for each in items(folder)} == {"escalated"}


def test_where_the_adjudicator_rules_all_is_in_the_queue_at_once(tmp_path: Path) -> None:
    folder = disputed(tmp_path, ruled=True)
    stage = run_json(folder, "status")["stages"][0]
    assert (stage["disagreements"], stage["escalated"]) == (RECORDS, RECORDS)
    record = items(folder, role="CHIEF")[0]["record_id"]
    run(folder, "resolve", STAGE, record, "include", "--rationale", "ruled", role="CHIEF")
    assert [each["state"] for each in items(folder)] == ["resolved"] + ["escalated"] * (RECORDS - 1)
    with pytest.raises(TamisError, match="the readers cannot"):
        run(folder, "resolve", STAGE, record, "--reopen", role="ANNA")
    assert run_json(folder, "resolve", STAGE, record, "--reopen", role="CHIEF")["verdict"] is None
    assert {each["state"] for each in items(folder)} == {"escalated"}


def test_reopening_goes_back_step_by_step(tmp_path: Path) -> None:
    folder = disputed(tmp_path)
    record = record_ids(folder)[0]
    run(folder, "resolve", STAGE, record, "--escalate", "--rationale", "we cannot tell")
    run(folder, "resolve", STAGE, record, "exclude", "--rationale", "ruled", role="CHIEF")
    assert items(folder)[0]["state"] == "resolved"
    for words in (("--reopen",), ("include", "--rationale", "we think so")):
        with pytest.raises(TamisError, match="CHIEF has ruled on this"):
            run(folder, "resolve", STAGE, record, *words, role="ANNA")
    assert run_json(folder, "resolve", STAGE, record, "--reopen", role="CHIEF")["rationale"] == "we cannot tell"
    assert items(folder)[0]["state"] == "escalated"
    assert run(folder, "resolve", STAGE, record, "--reopen").stderr.endswith(f"{record}: reopened\n")
    assert items(folder)[0]["state"] == "open"
    with pytest.raises(TamisError, match="nothing to reopen"):
        run(folder, "resolve", STAGE, record, "--reopen")
    for words in (("--reopen", "--escalate"), ("include", "--reopen"), ()):
        assert run(folder, "resolve", STAGE, record, *words).exit_code == click.UsageError.exit_code
