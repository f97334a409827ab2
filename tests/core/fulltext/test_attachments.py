"""A file's name names a report, or nothing at all."""

import pytest

from core.fulltext.attachments import meant_by, names_of, titled
from core.records.record import Record

RECORDS = {
    "paper": Record(id="a4ebde949b886b99", doi="10.1000/XYZ.1", pmid="31234567"),
    "reply": Record(id="37104d27c92fd7a1", doi="10.1000/xyz.1.2", pmid="2019"),
    "old": Record(id="00000000000000ab", doi="10.1016/S0140-6736(19)30001-1"),
}
NAMES = names_of(RECORDS.items())


@pytest.mark.parametrize(
    ("stem", "meant"),
    [
        ("a4ebde949b886b99", {"paper"}),
        ("Smith 2019 A4EBDE949B886B99", {"paper"}),
        ("Smith 2019 a4ebde949b886b99.v2", {"paper"}),
        ("xa4ebde949b886b99", set()),
        ("10.1000_xyz.1", {"paper"}),
        ("10.1000-XYZ.1", {"paper"}),
        ("10.1000%2fxyz.1", {"paper"}),
        ("10_1000_xyz_1 Smith", {"paper"}),
        ("doi 10.1000_xyz.1_Smith_2019", {"paper"}),
        ("10.1000_xyz.1.2", {"reply"}),
        ("10.1000_xyz.1.3", set()),
        ("10.1000_xyz.12", set()),
        ("110.1000_xyz.1", set()),
        ("10.1016_S0140-6736(19)30001-1", {"old"}),
        ("10.1016S0140-6736(19)30001-1", set()),
        ("31234567", {"paper"}),
        ("PMID31234567", {"paper"}),
        ("pmid_031234567", {"paper"}),
        ("312345678", set()),
        ("Smith 2019", set()),
        ("PMID 2019", {"reply"}),
        ("a4ebde949b886b99 and 37104d27c92fd7a1", {"paper", "reply"}),
        ("10.1000_xyz.1.2 31234567", {"paper", "reply"}),
        ("", set()),
        ("٣١٢٣٤٥٦٧", set()),
    ],
)
def test_what_a_name_means(stem: str, meant: set[str]) -> None:
    assert meant_by(stem, NAMES) == meant


def test_two_records_with_one_doi_are_not_told_apart() -> None:
    names = names_of([("a", Record(id="1", doi="10.1/x")), ("b", Record(id="2", doi="10.1/x"))])
    assert meant_by("10.1_x", names) == {"a", "b"}


def test_a_title_at_the_beginning_of_a_text_tells_whose_it_is() -> None:
    titles = {
        "a": ["Peer workers in the redesign of clinics"],
        "b": ["Peer workers in the redesign of clinics: a trial"],
        "c": ["An editorial"],
    }
    assert titled("Journal 7(2)\nPEER WORK-\ners in the redesign of clinics", titles) == {"a"}
    assert titled("Peer workers in the redesign of clinics — a trial. Summary", titles) == {"b"}
    assert titled("An editorial", titles) == set(), "too short to tell"
    assert titled("x" * 5000 + titles["a"][0], titles) == set(), "far on it is one of the references"
    assert titled(titles["a"][0], {"a": titles["a"], "d": titles["a"]}) == {"a", "d"}
