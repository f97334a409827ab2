import pytest

from core.agreement import ReaderAgreement, agreement
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.outside_suggestion import OutsideSuggestion, ProgramAtStage, disclosure, stands_in

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


def pair(reader: str, table: list[list[int]], *, none: bool = False) -> ReaderAgreement:
    result = None if none else agreement(table, ("include", "exclude"))
    return ReaderAgreement(stage="s", raters=(reader, "gpt"), maybe_rule="include", result=result)


def used(*readers: ReaderAgreement, imported: tuple[str, str] = ("2024-01-02", "2024-01-02")) -> ProgramAtStage:
    return ProgramAtStage(program=("gpt", "5"), suggested=1200, imported=imported, readers=readers)


def test_what_is_disclosed_of_a_program() -> None:
    first, *rest = disclosure("Title", [used()])
    assert first == (
        "Suggestions of gpt 5 on 1,200 records of “Title” were brought in as a file on 2 January 2024; tamis sent no "
        "record to any program, and checked that each quote stands in its record."
    )
    assert len(rest) == 2 and rest[0].startswith("A reader was shown a suggestion only after having given a verdict")
    assert rest[1].startswith("What else RAISE and PRISMA-trAIce ask for is yours to say")
    days = next(disclosure("Title", [used(imported=("2024-01-02T01", "2024-01-03T02"))]))
    assert "as a file on 2 January 2024 and 3 January 2024;" in days


def test_how_far_a_program_agreed() -> None:
    readers = (
        pair("A", [[5, 1], [2, 9]]),
        pair("B", [], none=True),
        pair("C", [[0, 0], [0, 0]]),
        pair("D", [[4, 0], [0, 0]]),
    )
    said = list(disclosure("Title", [used(*readers), used()]))
    assert said[1] == (
        "On the records that two people had read independently, gpt 5 agreed with A (82.4% of 17, kappa 0.628) and D "
        "(100.0% of 4, kappa undefined)."
    )
    assert len(said) == 5 and len(list(disclosure("Title", [used(readers[1], readers[2])]))) == 3


def test_what_a_program_gave_and_left_out() -> None:
    bare = OutsideSuggestion(stage="s", record="r", verdict=Verdict.MAYBE, model="m", version="1")
    assert (bare.program, bare.confidence, bare.criterion, bare.quote, bare.at) == (("m", "1"), None, "", "", "")
    assert not bare.differs(None, "include") and bare.differs(Decision(record="r", verdict=Verdict.EXCLUDE), "include")
    assert not stands_in("x", []) and stands_in("peer", [Record(), RECORD])
