import pytest

from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.outside_suggestion import OutsideSuggestion, disclosure, stands_in

RECORD = Record(title="Peer work", abstract="They led\n the workshops.", keywords=("recovery", "peers"))


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("led the  workshops", True),
        ("LED THE WORKSHOPS.", True),
        ("recovery", True),
        ("", True),
        ("recovery peers", False),
        ("work They", False),
        ("led workshops", False),
    ],
)
def test_a_quote_stands_in_one_field_whatever_its_case_and_blanks(quote: str, stands: bool) -> None:
    assert stands_in(quote, [RECORD]) is stands


@pytest.mark.parametrize(
    ("verdict", "rule", "differs"),
    [
        ("include", "include", False),
        ("exclude", "include", True),
        ("maybe", "include", False),
        ("maybe", "exclude", True),
    ],
)
def test_it_differs_by_what_counts_where_a_record_leaves(verdict: str, rule: str, differs: bool) -> None:
    suggested = OutsideSuggestion(stage="s", record="r", verdict=Verdict.INCLUDE, model="m", version="1")
    assert suggested.differs(Decision(record="r", verdict=Verdict(verdict)), rule) is differs
    assert not suggested.differs(Decision(record="r", note="later"), rule)
    assert OutsideSuggestion.from_document(suggested.as_document()) == suggested


def test_nothing_is_disclosed_where_no_program_was_used() -> None:
    assert list(disclosure("Title and abstract", [])) == []
