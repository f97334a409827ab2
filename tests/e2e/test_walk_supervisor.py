"""The supervisor, who opens the tool once a month: what waits for them, how far it is, two rulings, one record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.walking import Walk
from tests.reviews import decide_all, make_review, record_ids, run, run_json

pytestmark = pytest.mark.slow

STAGE, LATER = "title-abstract", "full-text"
SECRETS = ("zanzibar", "timbuktu")


def test_two_rulings_and_nothing_that_is_blind(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=6)
    for reviewer, verdict in (("ANNA", "include"), ("BO", "exclude")):
        decide_all(folder, reviewer, STAGE, [(f"T{n}", verdict if n < 4 else "include") for n in range(6)])
    run(folder, "dedup")
    records = record_ids(folder)
    for record in records[:2]:
        run(folder, "resolve", STAGE, record, "--escalate", "--rationale", "what is a worker?", role="ANNA")
    # At the next stage both readers have said something that nobody else may know yet.
    for reviewer, secret in zip(("ANNA", "BO"), SECRETS, strict=True):
        run(folder, "decide", LATER, records[4], "include", "--note", secret, role=reviewer)

    with Walk(folder, "CHIEF", anew=True) as walk:
        walk.sees("4 disagreements in Title and abstract, 2 of them escalated")
        walk.sees("next for you: 2 disagreements to rule on in")
        walk.press("r", "report")
        walk.press("q", "rule on in Title and abstract — x")
        walk.press("x", "1 of 2 escalated    CHIEF rules", "ANNA", "BO", "what is a worker?")
        walk.terminal.press("y", lambda: "include, because:" in walk.terminal.lines[-1])
        walk.press("they are paid\r", "resolved: included", "2 of 2")
        walk.press("n", "1 Another topic")
        walk.terminal.press("1", lambda: "because:" in walk.terminal.lines[-1])
        walk.press("no service is named\r", "resolved: excluded, Another topic")
        walk.press("q", "2 disagreements in Title and abstract", "nothing waits for CHIEF")
        for secret in SECRETS:
            assert secret.encode() not in walk.terminal.raw

    items = run_json(folder, "disagreements", STAGE, role="CHIEF")["items"]
    assert [each["state"] for each in items] == ["resolved", "resolved", "open", "open"]
    assert [each["resolution"]["rationale"] for each in items[:2]] == ["they are paid", "no service is named"]

    told = run_json(folder, "history", records[0], role="CHIEF")
    assert [(each["who"], each["to"]) for each in told if each["stage"] == STAGE][-1] == ("CHIEF", "include")
    assert {"ANNA", "BO"} <= {each["who"] for each in told}

    # At the stage that is still blind nobody's words are told.
    [blind] = [each for each in run_json(folder, "status", role="CHIEF")["stages"] if each["stage"] == LATER]
    assert blind["blind"] and {who: share["done"] for who, share in blind["reviewers"].items()} == {"ANNA": 1, "BO": 1}
    commands = (["history", records[4]], ["disagreements"], ["agreement"], ["decisions", "export"], ["fulltext", LATER])
    for command in commands:
        answer = run(folder, "--json", *command, role="CHIEF").output
        assert not any(secret in answer for secret in SECRETS), command
    told = run_json(folder, "history", records[4], role="CHIEF")
    assert told and not [each for each in told if each["stage"] == LATER]
