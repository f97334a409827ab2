from __future__ import annotations

from core.protocol.read import parse_protocol
from core.screening.decision import Decision, Verdict
from tests.reviews import protocol
from tui.finding.spoken import Spoken, nothing_said, spoken

STAGE = parse_protocol(protocol(), "protocol.toml").stages[0]


def test_all_that_was_said_of_a_record_is_in_it() -> None:
    one = Decision(record="a", verdict=Verdict.EXCLUDE, reason="wrong-topic", note="n1", at="2021-01-14T10:00:00Z")
    two = Decision(record="a", note="n2", labels=("x", "y"))
    assert spoken([one, two, None], STAGE, ["because"]) == Spoken(
        "n1\nn2\nbecause", "wrong-topic\nAnother topic", "x\ny", "excluded exclude 2021-01-14T10:00:00Z"
    )
    assert spoken([None], STAGE) == nothing_said("a") and spoken([two], STAGE).decided == "undecided"
